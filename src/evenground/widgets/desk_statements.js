// Statements put to the room: made from answers or anew, put on people's phones, and how the room answers.
import { html, useState } from "./kit.js";
import { Table } from "./plot.js";
import { Ask } from "./desk_stage.js";
import { Compose, Edit } from "./desk_statement.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";

// The drawing is made on the laptop from escaped text, by our own code: the only markup that is taken as it is.
function Result({ chart, t }) {
  return html`<section class="eg-stack is-tight" aria-labelledby="eg-statements-result"><h3 id="eg-statements-result">${t("How the room answers")}</h3>
    <p class="eg-lead" role="status">${chart.sentence}</p>
    ${["svg", "narrow"].filter((drawn) => chart[drawn]).map((drawn) => html`<figure key=${drawn} class=${`eg-figure eg-desk-chart eg-desk-votes is-${drawn}`} dangerouslySetInnerHTML=${{ __html: chart[drawn] }}></figure>`)}
    ${chart.rows.length ? html`<details><summary>${t("Show as table")}</summary><div class="eg-desk-wide eg-desk-votes-table" tabindex="0" role="region" aria-label=${chart.title}><${Table} chart=${chart} t=${t} /></div></details>` : null}
    <p class="eg-hint">${t("Nobody’s own vote is shown, here or on the board: small numbers are left open. To keep it so, look at the result once most have voted, not after each vote.")}</p>
  </section>`;
}

// Looked for when asked: it takes a moment, and most rooms are too small for it.
function Groups({ total, act, t }) {
  const [found, tell] = useState(null);
  const look = async () => {
    const said = await act("statement_groups", {}, 60000);
    if (said) tell(said);
  };
  const old = found && found.votes !== total;
  return html`<div class="eg-stack is-tight">
    <div><${Button} kind="is-small" off=${act.busy} onClick=${look}>${found ? t("Look for groups of opinion again") : t("Look for groups of opinion")}</${Button}></div>
    <p role="status">${found ? found.sentence : ""}${old ? ` ${t("More people have voted since.")}` : ""}</p></div>`;
}

function Votes({ one, plural, t }) {
  return html`<span class="eg-row is-tight">${one.open ? html`<span class="eg-chip is-on">${t("With the room")}</span>` : html`<span class="eg-chip">${t("Taken away")}</span>`}
    <span class="eg-hint">${one.votes ? plural(one.votes, "{n} vote", "{n} votes") : t("no votes yet")}</span></span>`;
}

function Tools({ one, act, on, t }) {
  const about = html`<span class="eg-hidden">: ${one.text}</span>`;
  return html`<div class="eg-row is-tight">
    <${Button} kind=${one.open ? "is-small" : "is-small is-primary"} off=${act.busy} onClick=${() => act("statement_open", { statement: one.id, open: !one.open })}>${one.open ? t("Take it away") : t("Put it to the room again")}${about}</${Button}>
    ${one.votes ? null : html`<${Button} kind="is-quiet is-small" onClick=${() => on("edit")}>${t("Change")}${about}</${Button}>`}
    <${Button} kind="is-quiet is-small" onClick=${() => on("remove")}>${t("Remove")}${about}</${Button}></div>`;
}

function Statement({ one, card, act, mode, on, t, plural }) {
  if (mode === "edit" && !one.votes) return html`<${Edit} ...${{ one, card, act, t }} done=${() => on("")} />`;
  const remove = async () => (await act("statement_remove", { statement: one.id })) && on("");
  return html`<div class="eg-stack is-tight"><p class="eg-words eg-desk-statement" dir="auto">${one.text}</p><${Votes} ...${{ one, plural, t }} />
    ${card ? html`<details class="eg-desk-trace"><summary>${t("The answer it was made from")}<span class="eg-hidden">: ${one.text}</span></summary><blockquote class="eg-quote" dir="auto">${card.text}</blockquote><p class="eg-hint">${t("Only you see this.")}</p></details>` : null}
    ${mode === "remove" ? html`<${Ask} ask=${one.votes ? plural(one.votes, "Remove this statement with {n} vote? This cannot be undone.", "Remove this statement with {n} votes? This cannot be undone.") : t("Remove this statement? This cannot be undone.")} yes=${t("Remove it")} onYes=${remove} onNo=${() => on("")} t=${t} />` : html`<${Tools} ...${{ one, act, on, t }} />`}</div>`;
}

export function Statements({ state, room, call, t, plural }) {
  const act = useAct(call);
  const [mode, setMode] = useState({ of: 0, name: "" });
  const { list, chart } = room.statements ?? {};
  if (!list) return null;
  const open = list.filter((one) => one.open);
  const total = open.reduce((sum, one) => sum + one.votes, 0);
  return html`<${Fold} title=${t("Similar or different?")} count=${list.length || ""} open=${list.length > 0}>
    <p class="eg-hint">${t("Put a statement to the room: people agree, disagree or pass on their phones, and nobody learns who said what.")}</p>
    ${chart ? html`<${Result} chart=${chart} t=${t} />` : null}
    ${chart && total ? html`<${Groups} ...${{ total, act, t }} />` : null}
    ${list.length ? html`<ul class="eg-list eg-desk-lines" aria-label=${t("Statements")}>${list.map((one) => html`<li key=${one.id}><${Statement} ...${{ one, act, t, plural }} card=${room.cards[one.answer]} mode=${mode.of === one.id ? mode.name : ""} on=${(name) => { act.clear(); setMode({ of: one.id, name }); }} /></li>`)}</ul>` : null}
    <${Fault} text=${act.fault} />
    ${state.session.closed ? null : html`<${Compose} ...${{ state, room, call, t, plural }} />`}
  </${Fold}>`;
}
