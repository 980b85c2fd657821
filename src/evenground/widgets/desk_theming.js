// The theming desk: answers that are in no theme yet, and the themes. Everything works by keyboard alone; nothing moves by itself.
import { html, useRef, useState } from "./kit.js";
import { useDoing } from "./desk_doing.js";
import { NewTheme } from "./desk_forms.js";
import { Help, keys } from "./desk_keyboard.js";
import { Regroup } from "./desk_regroup.js";
import { ThemePanel } from "./desk_theme.js";
import { Tray, useOrder } from "./desk_tray.js";
import { Button, Fault, useEngine } from "./desk_use.js";

function Steps({ room, step, t }) {
  return html`<div class="eg-row is-tight">
    <${Button} kind="is-small" off=${!room.undo} onClick=${() => step("undo")}>↶ ${room.undo ? t("Undo: {what}", { what: room.undo }) : t("Nothing to undo")}</${Button}>
    ${room.redo ? html`<${Button} kind="is-small" onClick=${() => step("redo")}>↷ ${t("Do again: {what}", { what: room.redo })}</${Button}>` : null}
  </div>`;
}

// What the suggestions are made from, where it is less than usual.
function Notice({ engine, t }) {
  return html`<p class="eg-hint">${engine.meaning === false ? t("Words suggest a theme; you decide. An answer can be in several themes.") : t("Words and meaning suggest a theme; you decide. An answer can be in several themes.")}</p>
    ${engine.meaning === false ? html`<p class="eg-note" role="status">${t("Only shared words are compared here: the part that compares meaning is not installed. Everything else works as always.")}</p>` : null}
    ${engine.failed ? html`<p class="eg-note is-warn" role="status">${t("Suggestions have stopped for now. Everything you do by hand works as always.")}</p>` : null}`;
}

function Tools({ desk, look, t }) {
  const { engine, room, seen, act, say } = desk;
  const again = async () => {
    if (!(await act("look_again"))) return;
    Object.keys(room.cards).forEach((answer) => seen.delete(`suggested ${answer}`));
    say(t("Suggestions are made anew. What somebody has judged stays."));
  };
  return html`<div class="eg-row is-tight"><${Help} t=${t} />
    ${desk.waiting.length > 1 ? html`<${Button} kind="is-small" onClick=${look}>${t("Regroup?")}</${Button}>
      <${Button} kind="is-small" off=${desk.inOrder} onClick=${desk.sort}>${t("Sort again: hardest first")}</${Button}>` : null}
    ${engine.meaning ? html`<${Button} kind="is-small is-quiet" onClick=${again}>${t("Look again")}<span class="eg-hidden">: ${t("make the suggestions anew that nobody has judged")}</span></${Button}>` : null}</div>`;
}

function Board({ room, engine, call, language, t, plural, seen, opened }) {
  const box = useRef();
  const desk = useDoing({ room, engine, call, seen, opened, box, language, t });
  const [look, setLook] = useState(0);
  const start = async () => {
    const made = await desk.act("regroup_look", { prompt: desk.question });
    if (made) setLook(made.look);
  };
  const close = (words) => { setLook(0); desk.done(words); };
  return html`<div class="eg-row is-spread"><h2 id="eg-theming">${t("Themes")}</h2><p class="eg-status is-good" role="status">${desk.said ? `✓ ${desk.said}` : ""}</p><${Steps} step=${desk.step} ...${{ room, t }} /></div>
    <${Notice} ...${{ engine, t }} />
    <${Tools} look=${start} ...${{ desk, t }} />
    <${Fault} text=${desk.act.fault} />
    ${look ? html`<${Regroup} key=${look} ...${{ desk, look, close, t, plural }} />` : null}
    <div class="eg-desk-theming" ref=${box} onKeyDown=${keys(desk, t)} ...${desk.stops.watch}>
      <${Tray} ...${{ desk, t, plural }} />
      <div class="eg-stack is-tight eg-desk-themes"><div class="eg-row is-spread eg-desk-above"><h3>${t("Themes")}</h3><${Button} kind="is-small" onClick=${() => desk.fresh()}>${t("New theme")}</${Button}></div>
        ${desk.form?.kind === "new" ? html`<${NewTheme} key=${desk.form.card} card=${desk.form.card} act=${desk.act} done=${desk.done} t=${t} />` : null}
        <ul class="eg-list">${desk.themes.map((theme) => html`<${ThemePanel} key=${theme.id} ...${{ theme, desk, t, plural }} />`)}</ul></div>
    </div>`;
}

export function Theming({ room, call, model, language, t, plural, seen, opened }) {
  const engine = useEngine(model);
  const ready = useOrder(room, engine, seen);
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-theming">
    ${ready ? html`<${Board} ...${{ room, engine, call, language, t, plural, seen, opened }} />`
      : html`<h2 id="eg-theming">${t("Themes")}</h2><p class="eg-hint" role="status">${t("Reading the answers, to put the hardest first…")}</p><div class="eg-ghost"></div>`}
  </section>`;
}
