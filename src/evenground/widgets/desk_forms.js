// The forms that change a theme: its name, where it goes, what leaves it, and a new one.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { onTheme } from "./desk_order.js";

// At once: the next key is already meant for it.
function useFirst(first = (field) => field.focus()) {
  const field = useRef();
  useLayoutEffect(() => first(field.current), []);
  return field;
}

function Buttons({ save, off, done, t }) {
  return html`<div class="eg-row"><button class="eg-button is-primary is-small" type="submit" aria-disabled=${off ? "true" : undefined}>${save}</button><button class="eg-button is-small" type="button" onClick=${() => done("")}>${t("Leave it")}</button></div>`;
}

export function Rename({ theme, act, done, t, id }) {
  const [name, setName] = useState(theme.name);
  const field = useFirst((input) => input.select());
  const save = async (event) => {
    event.preventDefault();
    if (await act("rename_theme", { theme: theme.id, name })) done(t("Renamed to {theme}.", { theme: name }));
  };
  return html`<form class="eg-field" onSubmit=${save}><label for=${id}>${t("New name for {theme}", { theme: theme.name })}</label>
    <input class="eg-input" type="text" id=${id} ref=${field} autocomplete="off" maxlength="200" value=${name} onInput=${(event) => setName(event.target.value)} />
    <${Buttons} save=${t("Save")} ...${{ done, t }} /></form>`;
}

export function Merge({ theme, themes, act, done, t, id }) {
  const others = themes.filter((one) => one.id !== theme.id);
  const [into, setInto] = useState("");
  const field = useFirst();
  const merge = async (event) => {
    event.preventDefault();
    const target = others.find((one) => String(one.id) === into);
    if (target && (await act("merge_themes", { theme: theme.id, into: target.id }))) done(t("{theme} is now part of {other}.", { theme: theme.name, other: target.name }), onTheme(target.id));
  };
  return html`<form class="eg-field" onSubmit=${merge}><label for=${id}>${t("Merge {theme} into", { theme: theme.name })}</label>
    <select class="eg-input" id=${id} ref=${field} value=${into} onChange=${(event) => setInto(event.target.value)}><option value="">${t("Choose a theme…")}</option>
      ${others.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</select>
    <${Buttons} save=${t("Merge")} off=${!into} ...${{ done, t }} /></form>`;
}

export function Split({ theme, cards, act, done, t, plural, id }) {
  const [chosen, choose] = useState(new Set());
  const [name, setName] = useState("");
  const first = useFirst();
  const answers = theme.cards.filter((answer) => chosen.has(answer)); // what somebody took out meanwhile is not among them
  const turn = (answer) => { const next = new Set(chosen); next.has(answer) ? next.delete(answer) : next.add(answer); choose(next); };
  const split = async (event) => {
    event.preventDefault();
    const made = await act("split_theme", { theme: theme.id, name, answers });
    if (made) done(t("New theme: {theme}.", { theme: name }), onTheme(made.theme));
  };
  return html`<form class="eg-stack is-tight" aria-label=${t("Split {theme}", { theme: theme.name })} onSubmit=${split}>
    <fieldset class="eg-field"><legend>${t("Which answers leave {theme}?", { theme: theme.name })}</legend><div class="eg-choices eg-desk-picks">${theme.cards.map((answer, at) => html`<label class="eg-option" key=${answer}>
      <input type="checkbox" ref=${at ? undefined : first} checked=${chosen.has(answer)} onChange=${() => turn(answer)} /><span dir="auto">${cards[answer].text}</span></label>`)}</div></fieldset>
    <div class="eg-field"><label for=${id}>${t("Name of the new theme")}</label><input class="eg-input" type="text" id=${id} autocomplete="off" maxlength="200" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
    <${Buttons} save=${answers.length ? plural(answers.length, "Split off 1 answer", "Split off {n} answers") : t("Split off")} off=${!answers.length} ...${{ done, t }} /></form>`;
}

export function NewTheme({ card, act, done, t }) {
  const [name, setName] = useState("");
  const field = useFirst();
  const save = async (event) => {
    event.preventDefault();
    const made = await act("add_theme", { name, ...(card ? { answer: card } : {}) });
    if (made) done(t("New theme: {theme}.", { theme: name }), card ? "" : onTheme(made.theme));
  };
  return html`<form class="eg-card eg-stack is-tight eg-desk-new" onSubmit=${save}><div class="eg-field"><label for="eg-new-theme">${t("Name of the new theme")}</label>
      ${card ? html`<p class="eg-hint" id="eg-new-hint">${t("The card you were on goes into it.")}</p>` : null}
      <input class="eg-input" type="text" id="eg-new-theme" aria-describedby=${card ? "eg-new-hint" : undefined} ref=${field} autocomplete="off" maxlength="200" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
    <${Buttons} save=${t("Make the theme")} ...${{ done, t }} /></form>`;
}
