// Points: what is said in discussion, written down by the facilitator, with or without a theme.
import { html, remember, useRef, useState } from "./kit.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";

function ThemeChoice({ id, themes, value, onChange, t }) {
  if (!themes.length) return null;
  return html`<div class="eg-field"><label class="eg-small" for=${id}>${t("Theme (optional)")}</label>
    <select class="eg-input" id=${id} value=${String(value)} onChange=${(event) => onChange(Number(event.target.value))}><option value="0">${t("No theme")}</option>
      ${themes.map((theme) => html`<option key=${theme.id} value=${theme.id} selected=${theme.id === value}>${theme.name}</option>`)}</select></div>`;
}

function Edit({ point, themes, act, done, t }) {
  const [text, setText] = useState(point.text);
  const [theme, setTheme] = useState(point.theme);
  const save = async (event) => {
    event.preventDefault();
    if (await act("edit_point", { point: point.id, text, theme })) done();
  };
  return html`<form class="eg-stack is-tight" onSubmit=${save}><div class="eg-field"><label class="eg-small" for=${`point-${point.id}`}>${t("Point")}</label>
      <textarea class="eg-input eg-desk-short" rows="2" id=${`point-${point.id}`} dir="auto" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></div>
    <${ThemeChoice} id=${`point-${point.id}-theme`} value=${theme} onChange=${setTheme} ...${{ themes, t }} />
    <div class="eg-row"><button class="eg-button is-primary is-small" type="submit">${t("Save")}</button><${Button} kind="is-small" onClick=${done}>${t("Leave it")}</${Button}></div></form>`;
}

function Point({ point, themes, act, edit, t }) {
  const theme = themes.find((one) => one.id === point.theme);
  return html`<div class="eg-row is-spread is-top"><span><span class="eg-words" dir="auto">${point.text}</span>${theme ? html`<br /><span class="eg-hint">${theme.name}</span>` : null}</span>
    <span class="eg-row is-tight"><${Button} kind="is-quiet is-small" onClick=${edit}>${t("Change")}<span class="eg-hidden">: ${point.text}</span></${Button}
      ><${Button} kind="is-quiet is-small" onClick=${() => act("remove_point", { point: point.id })}>${t("Remove")}<span class="eg-hidden">: ${point.text}</span></${Button}></span></div>`;
}

export function Points({ state, room, call, open, t }) {
  const act = useAct(call);
  const draft = `eg:${state.session.code}:point`; // what is half written outlives a reload
  const [text, setText] = useState(() => remember.get(draft) ?? "");
  const write = (words) => { setText(words); words ? remember.set(draft, words) : remember.drop(draft); };
  const [theme, setTheme] = useState(0);
  const [editing, edit] = useState(0);
  const field = useRef();
  const themes = room.themes ?? [];
  const add = async (event) => {
    event.preventDefault();
    if (await act("add_point", { text, theme })) { write(""); field.current?.focus(); }
  };
  return html`<${Fold} title=${t("Points from the discussion")} count=${state.points.length || ""} open=${open}>
    ${state.points.length ? html`<ul class="eg-list eg-desk-lines">${state.points.map((point) => html`<li key=${point.id}>${editing === point.id
      ? html`<${Edit} ...${{ point, themes, act, t }} done=${() => edit(0)} />` : html`<${Point} ...${{ point, themes, act, t }} edit=${() => edit(point.id)} />`}</li>`)}</ul>` : null}
    <form class="eg-stack is-tight" onSubmit=${add}><div class="eg-field"><label for="eg-point">${t("Write down what is said")}</label>
        <p class="eg-hint" id="eg-point-hint">${t("Without names. It goes into the group’s record and onto people’s pages once sharing is open.")}</p>
        <textarea class="eg-input eg-desk-short" rows="2" id="eg-point" aria-describedby="eg-point-hint" ref=${field} dir="auto" value=${text} onInput=${(event) => write(event.target.value)}></textarea></div>
      <${ThemeChoice} id="eg-point-theme" value=${theme} onChange=${setTheme} ...${{ themes, t }} />
      <${Fault} text=${act.fault} />
      <div><button class="eg-button" type="submit">${t("Keep this point")}</button></div></form>
  </${Fold}>`;
}
