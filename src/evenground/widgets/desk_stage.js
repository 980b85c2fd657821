// The stage that is on now: its clock, who is ready, and the one button that names what happens next.
import { html, useState } from "./kit.js";
import { Clock } from "./desk_agenda.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";

export function nextLabel(state, t, plural) {
  const { next } = state.stage;
  const { joined } = state.people;
  if (next.sharing && !state.session.sharing) return joined ? plural(joined, "Open sharing for 1 person", "Open sharing for {n} people") : t("Open sharing");
  return joined ? plural(joined, "Open “{stage}” for 1 person", "Open “{stage}” for {n} people", { stage: next.title }) : t("Open “{stage}”", { stage: next.title });
}

function People({ state, t, plural }) {
  const { joined, ready } = state.people;
  const writes = state.answered.length > 0 && !["welcome", "shared", "close"].includes(state.stage.kind);
  if (!joined) return html`<p class="eg-note" role="status"><strong>${t("Nobody has joined yet.")}</strong> ${t("Project the board, or share the address below.")}</p>`;
  const waiting = joined - ready;
  return html`<div class="eg-desk-people" role="status">
    <p class="eg-desk-big">${writes ? t("{ready} of {joined} ready", { ready, joined }) : plural(joined, "1 person is here", "{n} people are here")}</p>
    ${writes ? html`<div class="eg-desk-bar" aria-hidden="true"><span style=${`width:${(100 * ready) / joined}%`}></span></div>
      <p class="eg-hint">${waiting ? plural(waiting, "1 person is still at it. Nobody is pulled away: they finish their sentence first.", "{n} people are still at it. Nobody is pulled away: they finish their sentence first.") : t("Everybody is ready.")}</p>` : null}
  </div>`;
}

export function Ask({ ask, yes, kind = "is-danger", onYes, onNo, t }) {
  return html`<div class="eg-note is-warn eg-stack is-tight" role="group" aria-label=${ask}><p>${ask}</p>
    <div class="eg-row"><${Button} kind=${kind} onClick=${onYes}>${yes}</${Button}><${Button} onClick=${onNo}>${t("Not now")}</${Button}></div></div>`;
}

export function CloseSession({ state, act, primary, t }) {
  const [asking, ask] = useState(false);
  if (state.session.closed) return null;
  if (!asking) return html`<div><${Button} kind=${primary ? "is-primary is-large" : ""} onClick=${() => ask(true)}>${t("Close the session…")}</${Button}></div>`;
  return html`<${Ask} ask=${t("Closing ends answering for everybody; their pages say thank you and offer their own record. You can reopen it until everything is deleted on {day}.", { day: state.session.delete_on })}
    yes=${t("Close the session")} onYes=${async () => (await act("close")) && ask(false)} onNo=${() => ask(false)} t=${t} />`;
}

function Steps({ state, act, t, plural }) {
  const { next, closed } = state.stage;
  const back = next && state.session.sharing && !next.sharing;
  return html`${next ? html`<div><${Button} kind="is-primary is-large" onClick=${() => act("move", { to: next.position })}>${nextLabel(state, t, plural)}</${Button}></div>` : html`<${CloseSession} state=${state} act=${act} primary=${true} t=${t} />`}
    ${back ? html`<p class="eg-hint">${t("This puts away what was shared until you open sharing again.")}</p>` : null}
    <div class="eg-row is-tight">
      ${closed ? html`<${Button} kind="is-small" onClick=${() => act("repeat")}>${t("Reopen this stage")}</${Button}>` : html`<${Button} kind="is-small" onClick=${() => act("close_stage")}>${t("Stop the clock")}</${Button}>
        <${Button} kind="is-small" onClick=${() => act("repeat")}>${t("Repeat this stage")}</${Button}>`}
      ${next ? html`<${Button} kind="is-small" onClick=${() => act("move", { to: next.position, skip: true })}>${t("Skip this stage")}</${Button}>` : null}
    </div>`;
}

export function Now({ state, call, t, plural }) {
  const act = useAct(call);
  const { stage, session } = state;
  if (session.closed) return html`<section class="eg-card eg-stack eg-desk-now" aria-labelledby="eg-now"><h2 id="eg-now">${t("This session is closed")}</h2>
    <p>${t("Everybody can still read what was shared and take their own record home. Everything is deleted on {day}.", { day: session.delete_on })}</p>
    <div><${Button} onClick=${() => act("reopen")}>${t("Reopen the session")}</${Button}></div><${Fault} text=${act.fault} /></section>`;
  return html`<section class="eg-card eg-stack eg-desk-now" aria-labelledby="eg-now">
    <div class="eg-row is-spread"><div><p class="eg-hint">${t("Now, {at} of {all}", { at: stage.position + 1, all: state.stages.length })}</p><h2 id="eg-now" class="eg-desk-title">${stage.title}</h2></div>
      <${Clock} clock=${state.clock} t=${t} plural=${plural} /></div>
    ${stage.closed ? html`<p class="eg-note">${t("The clock has stopped. The group stays here until you move on.")}</p>` : null}
    <${People} ...${{ state, t, plural }} />
    <${Steps} ...${{ state, act, t, plural }} /><${Fault} text=${act.fault} />
  </section>`;
}

export function Answered({ state, open, t, plural }) {
  const { joined } = state.people;
  if (!state.answered.length || !joined) return null;
  return html`<${Fold} title=${t("How many have answered")} open=${open}>
    <ul class="eg-list">${state.answered.map((one) => html`<li key=${one.id} class="eg-desk-answered"><span>${one.ask}</span>
      <span class="eg-desk-bar" aria-hidden="true"><span style=${`width:${Math.min(100, (100 * one.people) / joined)}%`}></span></span>
      <span class="eg-desk-of">${t("{n} of {all}", { n: one.people, all: joined })}</span></li>`)}</ul>
    ${state.session.sharing ? null : html`<p class="eg-hint">${t("Numbers only: nobody’s words are here before you open sharing.")}</p>`}
  </${Fold}>`;
}
