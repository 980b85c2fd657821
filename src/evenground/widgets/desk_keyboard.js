// The keys of the theming desk: they work while a card or a theme there has the focus, never while somebody types.
import { html } from "./kit.js";
import { Fold } from "./desk_use.js";
import { inTray, onTheme } from "./desk_order.js";

const typing = (target) => target.closest("input, textarea, select, form") !== null;

export function Help({ t }) {
  const keys = [["↑ ↓", t("go from card to card (also j and k)")], ["1–9", t("put the card in that theme, also in several")], ["Enter", t("confirm the suggestion")], ["x", t("not this theme, or take the card out")], ["v", t("move the card to another theme")],
    ["n", t("new theme with this card")], ["r", t("rename a theme")], ["m", t("merge a theme into another")], ["s", t("split a theme")], ["z", t("undo; with Shift: do it again")], ["← →", t("between answers and themes")]];
  return html`<${Fold} kind="eg-desk-help" title=${t("Keys")}><p class="eg-hint">${t("They work while a card or a theme here has the focus, never while you type.")}</p>
    <dl class="eg-desk-keys">${keys.map(([key, says]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${says}</dd></div>`)}</dl></${Fold}>`;
}

function does(desk, t) {
  const { stops, at, card, tray, themes, form } = desk;
  const first = card && desk.suggested(at.answer)[0];
  const none = () => desk.say(t("No suggestion on this card: press the key of a theme."));
  return {
    ArrowDown: () => stops.step(1), j: () => stops.step(1), ArrowUp: () => stops.step(-1), k: () => stops.step(-1), Home: () => stops.step(-1e6), End: () => stops.step(1e6),
    ArrowRight: () => stops.go(themes[0] && at.kind === "tray" && onTheme(themes[0].id)), ArrowLeft: () => stops.go(at.kind !== "tray" && tray[0] && inTray(tray[0])),
    Enter: card && (() => (first ? desk.place(at.answer, first.theme, "confirmed") : none())),
    x: card && (() => (at.kind === "in" ? desk.place(at.answer, at.theme, "") : first ? desk.place(at.answer, first.theme, "rejected") : none())),
    n: () => desk.fresh(card && at.answer), r: () => desk.change("rename"), m: () => desk.change("merge"), s: () => desk.change("split"), v: () => desk.change("move"), z: () => desk.step("undo"), Z: () => desk.step("redo"),
    Escape: form && (() => desk.done("")),
  };
}

export function keys(desk, t) {
  return (event) => {
    const { target, key } = event;
    desk.stops.released();
    if (key === "Escape" && desk.form) return desk.done("");
    if (typing(target) || event.ctrlKey || event.metaKey || event.altKey || !target.closest("[data-stop]")) return undefined;
    if (key === "Enter" && target.closest("button")) return undefined;
    const theme = desk.themeFor(key);
    const act = theme ? () => desk.pick(theme) : does(desk, t)[key];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  };
}
