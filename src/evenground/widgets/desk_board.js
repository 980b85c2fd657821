// What everybody sees on the board, chosen here and said here in the same sentence.
import { html, useEffect, useState } from "./kit.js";
import { Table } from "./plot.js";
import { Button, Fault, useAct } from "./desk_use.js";

// The drawing is made on the laptop from escaped text, by our own code: the only markup that is taken as it is.
function Chart({ chart, t }) {
  return html`<div class="eg-stack is-tight">${chart.svg ? html`<figure class="eg-figure eg-desk-chart" dangerouslySetInnerHTML=${{ __html: chart.svg }}></figure>` : null}
    ${chart.rows.length ? html`<details><summary>${t("Show as table")}</summary><div class="eg-desk-wide" tabindex="0" role="region" aria-label=${chart.title}><${Table} chart=${chart} t=${t} /></div></details>` : null}</div>`;
}

// Views by what they are about, one kind at a time: first that of the view which is chosen.
function Choices({ groups, pressed, note, onPick, label, t }) {
  const [open, setOpen] = useState("");
  const here = groups.find((group) => group.views.some((view) => view.name === pressed));
  const chosen = groups.find((group) => group.name === open) ?? here ?? groups[0];
  useEffect(() => setOpen(""), [pressed]); // what is shown has changed: its kind opens
  if (!groups.length) return null;
  return html`<div class="eg-stack is-tight" role="group" aria-label=${label}>
    <div class="eg-row" style="gap: 4px">${groups.map((group) => html`<${Button} key=${group.name} kind=${`is-small${group === chosen ? "" : " is-quiet"}`} aria-expanded=${String(group === chosen)} onClick=${() => setOpen(group.name)}>${group.title}${group === here ? html` <span aria-hidden="true">●</span><span class="eg-hidden">, ${t("shown now")}</span>` : null}</${Button}>`)}</div>
    <div class="eg-row is-tight" role="group" aria-label=${chosen.title} style="border-inline-start: 4px solid var(--eg-line); padding-inline-start: 12px">${chosen.views.map(({ name, title }) => html`<${Button} key=${name} kind="is-small" aria-pressed=${pressed === name ? "true" : "false"} onClick=${() => onPick(name)}>${title}${note ? html`<span class="eg-hidden">, ${note}</span>` : null}</${Button}>`)}</div>
  </div>`;
}

const only = (groups, names) => groups.map((group) => ({ ...group, views: group.views.filter((view) => names.includes(view.name)) })).filter((group) => group.views.length);

function LookFirst({ board, act, t }) {
  const [seen, see] = useState(null);
  const look = async (view) => {
    const chart = await act("look", { view }, 60000);
    if (chart) see({ view, ...chart });
  };
  const show = async () => (await act("show", { view: seen.view }, 60000)) && see(null);
  const others = board.charts.filter((view) => view !== board.view);
  if (!others.length) return null;
  return html`<details><summary>${t("Look at another chart before you show it")}</summary><div class="eg-stack">
    <${Choices} label=${t("Only you see these")} note=${t("only here")} groups=${only(board.groups, others)} pressed=${seen?.view} onPick=${look} t=${t} />
    ${seen && others.includes(seen.view) ? html`<p role="status">${seen.sentence}</p><${Chart} chart=${seen} t=${t} /><div><${Button} onClick=${show}>${t("Put it on the board")}</${Button}></div>` : null}
  </div></details>`;
}

export function Board({ state, call, t }) {
  const act = useAct(call);
  const { board } = state;
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-board">
    <h2 id="eg-board">${t("On the board")}</h2>
    <${Choices} label=${t("On the board")} groups=${board.groups} pressed=${board.view} onPick=${(view) => act("show", { view }, 60000)} t=${t} />
    <p role="status" class="eg-lead">${board.sentence}</p>
    <${Fault} text=${act.fault} />
    <div>${board.svg ? html`<details><summary>${t("Show the chart here")}</summary><${Chart} chart=${board} t=${t} /></details>` : null}
      <${LookFirst} ...${{ board, act, t }} /></div>
  </section>`;
}
