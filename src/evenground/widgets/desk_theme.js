// One theme on the theming desk: its answers, and the ways to change the theme itself.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { Card } from "./desk_card.js";
import { inTheme, onTheme } from "./desk_order.js";

function Rename({ theme, act, done, t, id }) {
  const [name, setName] = useState(theme.name);
  const field = useRef();
  useLayoutEffect(() => field.current.select(), []); // at once: the next key is already meant for it
  const save = async (event) => {
    event.preventDefault();
    if (await act("rename_theme", { theme: theme.id, name })) done(t("Renamed to {theme}.", { theme: name }));
  };
  return html`<form class="eg-field" onSubmit=${save}><label for=${id}>${t("New name for {theme}", { theme: theme.name })}</label>
    <input class="eg-input" type="text" id=${id} ref=${field} autocomplete="off" maxlength="200" value=${name} onInput=${(event) => setName(event.target.value)} />
    <div class="eg-row"><button class="eg-button is-primary is-small" type="submit">${t("Save")}</button><button class="eg-button is-small" type="button" onClick=${() => done("")}>${t("Leave it")}</button></div></form>`;
}

function Merge({ theme, themes, act, done, t, id }) {
  const others = themes.filter((one) => one.id !== theme.id);
  const [into, setInto] = useState("");
  const field = useRef();
  useLayoutEffect(() => field.current.focus(), []);
  const merge = async (event) => {
    event.preventDefault();
    const target = others.find((one) => String(one.id) === into);
    if (target && (await act("merge_themes", { theme: theme.id, into: target.id }))) done(t("{theme} is now part of {other}.", { theme: theme.name, other: target.name }), onTheme(target.id));
  };
  return html`<form class="eg-field" onSubmit=${merge}><label for=${id}>${t("Merge {theme} into", { theme: theme.name })}</label>
    <select class="eg-input" id=${id} ref=${field} value=${into} onChange=${(event) => setInto(event.target.value)}><option value="">${t("Choose a theme…")}</option>
      ${others.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</select>
    <div class="eg-row"><button class="eg-button is-primary is-small" type="submit" aria-disabled=${into ? undefined : "true"}>${t("Merge")}</button><button class="eg-button is-small" type="button" onClick=${() => done("")}>${t("Leave it")}</button></div></form>`;
}

function Tools({ theme, act, edit, done, t, plural }) {
  const confirm = () => act("confirm_all", { theme: theme.id, answers: theme.waiting });
  const remove = async () => (await act("remove_theme", { theme: theme.id })) && done(t("{theme} is removed. Undo brings it back.", { theme: theme.name }));
  return html`<div class="eg-row is-tight">
    ${theme.waiting.length ? html`<button type="button" class="eg-button is-small" onClick=${confirm}>${plural(theme.waiting.length, "Confirm 1 suggestion", "Confirm all {n} suggestions")}</button>` : null}
    <button type="button" class="eg-button is-small" onClick=${() => edit("rename", theme.id)}>${t("Rename")}</button>
    <button type="button" class="eg-button is-small" onClick=${() => edit("merge", theme.id)}>${t("Merge")}</button>
    <button type="button" class="eg-button is-small is-quiet" onClick=${remove}>${t("Remove")}</button>
  </div>`;
}

export function ThemePanel({ theme, mark, themes, cards, open, onOpen, current, form, act, edit, done, onCard, t, plural }) {
  const stop = onTheme(theme.id);
  const mine = form?.theme === theme.id ? form.kind : "";
  const all = { theme, themes, act, done, t, plural };
  return html`<li class="eg-desk-theme">
    <button type="button" class="eg-desk-head" data-stop=${stop} tabindex=${current === stop ? 0 : -1} aria-expanded=${open ? "true" : "false"} onClick=${onOpen}>
      ${mark ? html`<kbd>${mark}</kbd>` : null}<span class="eg-desk-name">${theme.name}</span>
      <span class="eg-count">${plural(theme.people, "{n} person", "{n} people")}${theme.waiting.length ? html` <span class="eg-desk-maybe">${plural(theme.waiting.length, "+{n} suggested", "+{n} suggested")}</span>` : null}</span>
    </button>
    ${mine === "rename" ? html`<${Rename} ...${all} id=${`rename-${theme.id}`} />` : null}
    ${mine === "merge" ? html`<${Merge} ...${all} id=${`merge-${theme.id}`} />` : null}
    ${open ? html`<div class="eg-stack is-tight eg-desk-open">
      ${mine ? null : html`<${Tools} ...${all} edit=${edit} />`}
      ${theme.terms.length ? html`<p class="eg-hint">${t("Suggested by: {terms}", { terms: theme.terms.join(", ") })}</p>` : null}
      ${theme.cards.length ? html`<ul class="eg-list">${theme.cards.map((answer, at) => html`<li key=${answer}><${Card} stop=${inTheme(theme.id, answer)} card=${cards[answer]} from=${theme.id} at=${at + 1} all=${theme.cards.length}
        current=${current === inTheme(theme.id, answer)} on=${onCard(answer)} ...${{ themes, t }} /></li>`)}</ul>` : html`<p class="eg-hint">${t("No answer is in this theme yet.")}</p>`}
    </div>` : null}
  </li>`;
}
