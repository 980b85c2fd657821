// What everybody sees on the board, chosen here and said here in the same sentence.
import { html, useState } from "./kit.js";
import { Table } from "./plot.js";
import { Button, Fault, useAct } from "./desk_use.js";

export function viewName(view, t) {
  return { join: t("Joining"), stage: t("Stage and clock"), progress: t("Progress"), themes: t("Themes"), measures: t("Before and after"), gaps: t("Gaps"), actions: t("Actions"), end: t("The end") }[view];
}
const ORDER = ["join", "stage", "progress", "themes", "measures", "gaps", "actions"];
const inOrder = (views) => ORDER.filter((view) => views.includes(view));

// The drawing is made on the laptop from escaped text, by our own code: the only markup that is taken as it is.
function Chart({ chart, t }) {
  return html`<div class="eg-stack is-tight">${chart.svg ? html`<figure class="eg-figure eg-desk-chart" dangerouslySetInnerHTML=${{ __html: chart.svg }}></figure>` : null}
    ${chart.rows.length ? html`<details><summary>${t("Show as table")}</summary><div class="eg-desk-wide" tabindex="0" role="region" aria-label=${chart.title}><${Table} chart=${chart} t=${t} /></div></details>` : null}</div>`;
}

function LookFirst({ board, act, t }) {
  const [seen, see] = useState(null);
  const look = async (view) => {
    const chart = await act("look", { view }, 60000);
    if (chart) see({ view, ...chart });
  };
  const show = async () => (await act("show", { view: seen.view }, 60000)) && see(null);
  const others = inOrder(board.charts).filter((view) => view !== board.view);
  if (!others.length) return null;
  return html`<details><summary>${t("Look at another chart before you show it")}</summary><div class="eg-stack">
    <div class="eg-row is-tight" role="group" aria-label=${t("Only you see these")}>${others.map((view) => html`<${Button} key=${view} kind="is-small" aria-pressed=${seen?.view === view ? "true" : "false"} onClick=${() => look(view)}>${viewName(view, t)}<span class="eg-hidden">, ${t("only here")}</span></${Button}>`)}</div>
    ${seen && others.includes(seen.view) ? html`<p role="status">${seen.sentence}</p><${Chart} chart=${seen} t=${t} /><div><${Button} onClick=${show}>${t("Put it on the board")}</${Button}></div>` : null}
  </div></details>`;
}

export function Board({ state, call, t }) {
  const act = useAct(call);
  const { board } = state;
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-board">
    <h2 id="eg-board">${t("On the board")}</h2>
    <div class="eg-row is-tight" role="group" aria-labelledby="eg-board">${inOrder(board.views).map((view) => html`<${Button} key=${view} kind="is-small" aria-pressed=${board.view === view ? "true" : "false"} onClick=${() => act("show", { view }, 60000)}>${viewName(view, t)}</${Button}>`)}</div>
    <p role="status" class="eg-lead">${board.sentence}</p>
    <${Fault} text=${act.fault} />
    <div>${board.svg ? html`<details><summary>${t("Show the chart here")}</summary><${Chart} chart=${board} t=${t} /></details>` : null}
      <${LookFirst} ...${{ board, act, t }} /></div>
  </section>`;
}
