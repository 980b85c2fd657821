// A chart in a notebook: sentence, figure, table.
import { html, page } from "./kit.js";
import { Drawing, Plot, Table } from "./plot.js";

function Chart({ state, call, t, model }) {
  if (!state.sentence) return null;
  return html`<figure class="eg-figure eg-card eg-stack">
    <figcaption class="eg-stack is-tight">
      ${state.synthetic ? html`<p><span class="eg-chip is-warn">${t("Synthetic group: no real people")}</span></p>` : null}
      <p class="eg-small"><strong>${state.title}</strong></p><p class="eg-lead">${state.sentence}</p>
    </figcaption>
    ${state.figure ? html`<${Plot} chart=${state} model=${model} call=${call} />` : state.svg ? html`<${Drawing} chart=${state} />` : null}
    ${state.rows.length ? html`<details><summary>${t("Show as table")}</summary><${Table} chart=${state} t=${t} /></details>` : null}
  </figure>`;
}

export default page(Chart);
