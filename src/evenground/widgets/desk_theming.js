// The theming desk: answers that are in no theme yet, and the themes. Everything works by keyboard alone; nothing moves by itself.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { Card } from "./desk_card.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";
import { inTray, keyOf, onTheme, read, steady, stopsOf, themeAt } from "./desk_order.js";
import { ThemePanel } from "./desk_theme.js";

const typing = (target) => target.closest("input, textarea, select, form") !== null;
const element = (box, stop) => [...(box?.querySelectorAll("[data-stop]") ?? [])].find((one) => one.dataset.stop === stop);

// Which place is current, and the focus that goes with it: when the current card leaves, its neighbour takes over.
function useStops(stops, box) {
  const [current, setCurrent] = useState(stops[0]);
  const place = useRef(0);
  const inside = useRef(false);
  const wanted = useRef("");
  const here = stops.includes(current) ? current : stops[Math.min(place.current, stops.length - 1)];
  place.current = Math.max(0, stops.indexOf(here));
  const go = (stop) => {
    if (!stop) return;
    const there = element(box.current, stop);
    there?.focus();
    wanted.current = there ? "" : stop; // not drawn yet: it gets the focus when it is
    setCurrent(stop);
  };
  useLayoutEffect(() => {
    const lost = inside.current && document.activeElement === document.body && here !== current;
    if (here !== current) setCurrent(here);
    if (lost || wanted.current) (element(box.current, wanted.current) ?? element(box.current, here))?.focus();
    wanted.current = "";
  });
  const onFocusIn = (event) => {
    inside.current = true;
    const stop = event.target.closest("[data-stop]")?.dataset.stop;
    if (stop && stop !== current) setCurrent(stop);
  };
  const onFocusOut = (event) => {
    if (event.relatedTarget && !box.current.contains(event.relatedTarget)) inside.current = false;
  };
  return { current: here, go, step: (by) => go(stops[Math.max(0, Math.min(stops.length - 1, place.current + by))]), onFocusIn, onFocusOut };
}

function Help({ t }) {
  const keys = [["↑ ↓", t("go from card to card (also j and k)")], ["1–9", t("put the card in that theme")], ["Enter", t("confirm the suggestion")], ["x", t("not this theme, or take the card out")],
    ["n", t("new theme with this card")], ["r", t("rename a theme")], ["m", t("merge a theme into another")], ["z", t("undo; with Shift: do it again")], ["← →", t("between answers and themes")]];
  return html`<${Fold} kind="eg-desk-help" title=${t("Keys")}><p class="eg-hint">${t("They work while a card or a theme here has the focus, never while you type.")}</p>
    <dl class="eg-desk-keys">${keys.map(([key, says]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${says}</dd></div>`)}</dl></${Fold}>`;
}

function NewTheme({ card, act, done, t }) {
  const [name, setName] = useState("");
  const field = useRef();
  useLayoutEffect(() => field.current.focus(), []); // at once: the next key is already meant for it
  const save = async (event) => {
    event.preventDefault();
    const made = await act("add_theme", { name, ...(card ? { answer: card } : {}) });
    if (made) done(t("New theme: {theme}.", { theme: name }), card ? "" : onTheme(made.theme));
  };
  return html`<form class="eg-card eg-stack is-tight eg-desk-new" onSubmit=${save}><div class="eg-field"><label for="eg-new-theme">${t("Name of the new theme")}</label>
      ${card ? html`<p class="eg-hint" id="eg-new-hint">${t("The card you were on goes into it.")}</p>` : null}
      <input class="eg-input" type="text" id="eg-new-theme" aria-describedby=${card ? "eg-new-hint" : undefined} ref=${field} autocomplete="off" maxlength="200" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
    <div class="eg-row"><button class="eg-button is-primary is-small" type="submit">${t("Make the theme")}</button><button class="eg-button is-small" type="button" onClick=${() => done("")}>${t("Leave it")}</button></div></form>`;
}

function Steps({ room, step, t }) {
  return html`<div class="eg-row is-tight">
    <${Button} kind="is-small" off=${!room.undo} onClick=${() => step("undo")}>↶ ${room.undo ? t("Undo: {what}", { what: room.undo }) : t("Nothing to undo")}</${Button}>
    ${room.redo ? html`<${Button} kind="is-small" onClick=${() => step("redo")}>↷ ${t("Do again: {what}", { what: room.redo })}</${Button}>` : null}
  </div>`;
}

// One question at a time, where several feed the themes: the other cards wait where they are.
function Question({ room, value, onChange, t }) {
  const asked = room.prompts.filter((prompt) => room.tray.some((answer) => room.cards[answer].prompt === prompt.id) || prompt.id === value);
  if (asked.length < 2) return null;
  return html`<label class="eg-hidden" for="eg-question">${t("Which question")}</label>
    <select class="eg-input eg-desk-select" id="eg-question" value=${value} onChange=${(event) => onChange(event.target.value)}><option value="">${t("All questions")}</option>
      ${asked.map((prompt) => html`<option key=${prompt.id} value=${prompt.id}>${prompt.ask}</option>`)}</select>`;
}

export function Theming({ room, call, t, plural, seen, opened }) {
  const act = useAct(call);
  const box = useRef();
  const [form, setForm] = useState(null); // {kind: "new" | "rename" | "merge" | "ask rename" | "ask merge", theme, card}
  const [said, say] = useState("");
  const [, draw] = useState(0);
  const [question, ask] = useState("");
  const waiting = steady(seen, "tray", room.tray);
  const tray = waiting.filter((answer) => !question || room.cards[answer].prompt === question);
  const themes = room.themes.map((theme) => ({ ...theme, cards: steady(seen, theme.id, theme.cards) }));
  const stops = useStops(stopsOf(tray, themes, opened), box);
  const at = read(stops.current);
  const card = room.cards[at.answer];
  const name = (id) => themes.find((theme) => theme.id === id)?.name ?? "";
  const open = (id) => { opened.has(id) ? opened.delete(id) : opened.add(id); draw((n) => n + 1); };
  const done = (words, stop) => { setForm(null); say(words); stops.go(stop || stops.current); };
  const edit = (kind, theme) => { act.clear(); say(""); setForm({ kind, theme }); };
  const place = async (answer, theme, state) => {
    if (!(await act("place", { answer, theme, state }))) return;
    say({ confirmed: t("In {theme}.", { theme: name(theme) }), rejected: t("Not in {theme}.", { theme: name(theme) }) }[state] ?? t("Taken out of {theme}.", { theme: name(theme) }));
  };
  const onCard = (answer) => ({
    place: (theme, state) => place(answer, theme, state),
    fresh: () => setForm({ kind: "new", card: answer }),
    hide: (hidden) => act("hide", { answer, hidden }),
  });
  const step = async (which) => { const made = await act(which); if (made) say(made.label ? (which === "undo" ? t("Undone: {what}", { what: made.label }) : t("Done again: {what}", { what: made.label })) : t("Nothing to undo")); };
  const change = (kind) => {
    const theme = at.theme || card?.suggested[0]?.theme;
    if (theme) return edit(kind, theme);
    setForm({ kind: `ask ${kind}` });
    return say(kind === "rename" ? t("Rename which theme? Press its key, or Escape.") : t("Merge which theme? Press its key, or Escape."));
  };
  const pick = (theme) => {
    if (form?.kind.startsWith("ask")) return edit(form.kind.slice(4), theme.id);
    return card ? place(at.answer, theme.id, "confirmed") : stops.go(onTheme(theme.id));
  };
  const first = card?.suggested[0];
  const doing = {
    ArrowDown: () => stops.step(1), j: () => stops.step(1), ArrowUp: () => stops.step(-1), k: () => stops.step(-1), Home: () => stops.step(-1e6), End: () => stops.step(1e6),
    ArrowRight: () => stops.go(themes[0] && at.kind === "tray" && onTheme(themes[0].id)), ArrowLeft: () => stops.go(at.kind !== "tray" && tray[0] && inTray(tray[0])),
    Enter: card && (() => (first ? place(at.answer, first.theme, "confirmed") : say(t("No suggestion on this card: press the key of a theme.")))),
    x: card && (() => (at.kind === "in" ? place(at.answer, at.theme, "") : first ? place(at.answer, first.theme, "rejected") : say(t("No suggestion on this card: press the key of a theme.")))),
    n: () => setForm({ kind: "new", card: card && at.answer }), r: () => change("rename"), m: () => change("merge"), z: () => step("undo"), Z: () => step("redo"),
    Escape: form && (() => done("")),
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape" && form) return doing.Escape();
    const { target, key } = event;
    if (typing(target) || event.ctrlKey || event.metaKey || event.altKey || !target.closest("[data-stop]")) return undefined;
    if (key === "Enter" && target.closest("button")) return undefined;
    const theme = themeAt(themes, key);
    const does = theme ? () => pick(theme) : doing[key];
    if (!does) return undefined;
    event.preventDefault();
    return does();
  };
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-theming">
    <div class="eg-row is-spread"><h2 id="eg-theming">${t("Themes")}</h2><${Steps} ...${{ room, step, t }} /></div>
    <p class="eg-hint">${t("Words suggest a theme; you decide. An answer can be in several themes.")}</p>
    <div class="eg-row is-spread"><${Help} t=${t} /><p class="eg-status is-good" role="status">${said ? `✓ ${said}` : ""}</p></div>
    <${Fault} text=${act.fault} />
    <div class="eg-desk-theming" ref=${box} onKeyDown=${onKeyDown} onfocusin=${stops.onFocusIn} onfocusout=${stops.onFocusOut}>
      <div class="eg-stack is-tight"><div class="eg-row is-tight eg-desk-above"><h3>${t("In no theme yet")} <span class="eg-count">${waiting.length}</span></h3><${Question} room=${room} value=${question} onChange=${ask} t=${t} /></div>
        ${tray.length ? html`<ul class="eg-list">${tray.map((answer, i) => html`<li key=${answer}><${Card} stop=${inTray(answer)} card=${room.cards[answer]} at=${i + 1} all=${tray.length} current=${stops.current === inTray(answer)} on=${onCard(answer)} ...${{ themes, t }} /></li>`)}</ul>`
          : html`<p class="eg-note">${waiting.length ? t("Every answer to this question is in a theme.") : Object.keys(room.cards).length ? t("Every answer is in a theme.") : t("Nobody has shared an answer yet. What people share appears here.")}</p>`}</div>
      <div class="eg-stack is-tight eg-desk-themes"><div class="eg-row is-spread eg-desk-above"><h3>${t("Themes")}</h3><${Button} kind="is-small" onClick=${() => setForm({ kind: "new" })}>${t("New theme")}</${Button}></div>
        ${form?.kind === "new" ? html`<${NewTheme} card=${form.card} ...${{ act, done, t }} />` : null}
        <ul class="eg-list">${themes.map((theme, i) => html`<${ThemePanel} key=${theme.id} mark=${keyOf(i)} cards=${room.cards} open=${opened.has(theme.id)} onOpen=${() => open(theme.id)} current=${stops.current} ...${{ theme, themes, form, act, edit, done, onCard, t, plural }} />`)}</ul></div>
    </div>
  </section>`;
}
