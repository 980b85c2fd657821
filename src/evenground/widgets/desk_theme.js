// One theme on the theming desk: its answers, and the ways to change the theme itself.
import { html } from "./kit.js";
import { Merge, Rename, Split } from "./desk_forms.js";
import { inTheme, onTheme } from "./desk_order.js";
import { Pile } from "./desk_pile.js";

const FORMS = { rename: Rename, merge: Merge, split: Split };

function Tools({ theme, desk, t, plural }) {
  const { act, edit, done } = desk;
  const confirm = () => act("confirm_all", { theme: theme.id, answers: theme.waiting });
  const remove = async () => (await act("remove_theme", { theme: theme.id })) && done(t("{theme} is removed. Undo brings it back.", { theme: theme.name }));
  return html`<div class="eg-row is-tight">
    ${theme.waiting.length ? html`<button type="button" class="eg-button is-small" onClick=${confirm}>${plural(theme.waiting.length, "Confirm 1 suggestion", "Confirm all {n} suggestions")}</button>` : null}
    <button type="button" class="eg-button is-small" onClick=${() => edit("rename", theme.id)}>${t("Rename")}</button>
    <button type="button" class="eg-button is-small" onClick=${() => edit("merge", theme.id)}>${t("Merge")}</button>
    ${theme.cards.length > 1 ? html`<button type="button" class="eg-button is-small" onClick=${() => edit("split", theme.id)}>${t("Split")}</button>` : null}
    <button type="button" class="eg-button is-small is-quiet" onClick=${remove}>${t("Remove")}</button>
  </div>`;
}

export function ThemePanel({ theme, desk, t, plural }) {
  const stop = onTheme(theme.id);
  const open = desk.opened.has(theme.id);
  const kind = desk.form?.theme === theme.id ? desk.form.kind : "";
  const Form = FORMS[kind];
  return html`<li class="eg-desk-theme">
    <button type="button" class="eg-desk-head" data-stop=${stop} tabindex=${desk.stops.current === stop ? 0 : -1} aria-expanded=${open ? "true" : "false"} onClick=${() => desk.open(theme.id)}>
      ${theme.key ? html`<kbd>${theme.key}</kbd>` : null}<span class="eg-desk-name">${theme.name}</span>
      <span class="eg-count">${plural(theme.people, "{n} person", "{n} people")}${theme.waiting.length ? html` <span class="eg-desk-maybe">${plural(theme.waiting.length, "+{n} suggested", "+{n} suggested")}</span>` : null}</span>
    </button>
    ${Form ? html`<${Form} key=${kind} theme=${theme} themes=${desk.themes} cards=${desk.room.cards} act=${desk.act} done=${desk.done} id=${`${kind}-${theme.id}`} ...${{ t, plural }} />` : null}
    ${open && kind !== "split" ? html`<div class="eg-stack is-tight eg-desk-open">
      ${Form ? null : html`<${Tools} ...${{ theme, desk, t, plural }} />`}
      ${theme.terms.length ? html`<p class="eg-hint">${t("Suggested by: {terms}", { terms: theme.terms.join(", ") })}</p>` : null}
      ${theme.cards.length ? html`<${Pile} answers=${theme.cards} stop=${(answer) => inTheme(theme.id, answer)} from=${theme.id} ...${{ desk, t, plural }} />` : html`<p class="eg-hint">${t("No answer is in this theme yet.")}</p>`}
    </div>` : null}
  </li>`;
}
