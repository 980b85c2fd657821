// A chart on a phone: its sentence, its drawing and its table.
import { html } from "./kit.js";

export function Figure({ sentence, svg, columns, rows, t, card = "" }) {
  return html`<figure class=${`${card} eg-stack eg-figure is-phone`}><figcaption>${sentence}</figcaption>
    ${svg ? html`<div dangerouslySetInnerHTML=${{ __html: svg }}></div>` : null}
    ${rows.length ? html`<details><summary>${t("Show as table")}</summary><table class="eg-table"><thead><tr>${columns.map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row[0]}>${row.map((cell, i) => (i ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody></table></details>` : null}
  </figure>`;
}
