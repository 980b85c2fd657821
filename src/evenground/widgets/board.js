// The board: one idea at a time, for the back row. The facilitator chooses; arrows look further on this screen only.
import { base, html, page, useEffect, useState } from "./kit.js";
import { Joining, JoinStrip } from "./board_join.js";
import { Clock, Working, useOffset } from "./board_stage.js";
import { Charted } from "./board_chart.js";
import { plotly } from "./plot.js";
import { Actions, Ending } from "./board_end.js";

function Slide({ state, room, ...tools }) {
  const { t } = tools;
  if (state.shown === "join") return html`<${Joining} state=${state} ...${tools} />`;
  if (state.shown === "stage") return html`<${Working} state=${state} ...${tools} />`;
  if (room.view !== state.shown) return html`<p class="eg-board-wait" role="status">${t("Gathering what the room said…")}</p>`;
  if (state.shown === "actions") return html`<${Actions} room=${room} ...${tools} />`;
  if (state.shown === "end") return html`<${Ending} state=${state} room=${room} ...${tools} />`;
  return html`<${Charted} key=${state.shown} room=${room} ...${tools} />`;
}

// The clock stays in sight whatever is shown, and so does how to join.
function Top({ state, room, offset, t, plural }) {
  const { stage, shown } = state;
  const titled = room.view === shown && room.title;
  return html`<header class="eg-board-top">
    <p class=${titled ? "eg-board-kind" : "eg-board-name"}>${titled || state.title}</p>
    ${state.synthetic ? html`<span class="eg-chip is-warn">${t("Synthetic group: no real people")}</span>` : null}
    ${shown === "stage" || shown === "join" || state.closed ? null : html`<p class="eg-board-now"><span>${stage.title}</span> <${Clock} clock=${state.clock} offset=${offset} t=${t} plural=${plural} /></p>`}
  </header>`;
}

function Agenda({ state, t }) {
  const now = state.agenda.findIndex((one) => one.now);
  return html`<ol class="eg-board-agenda" aria-label=${t("Stages")}>${state.agenda.map((one, at) => html`<li key=${at} aria-current=${one.now ? "step" : null} class=${one.now ? "is-now" : one.done || now < 0 ? "is-done" : ""}><span class="eg-hidden">${one.title}</span></li>`)}</ol>`;
}

function Arrows({ state, room, look, tabled, setTabled, t }) {
  const at = Math.max(0, state.views.findIndex((one) => one.name === state.shown));
  const before = state.views[at - 1], after = state.views[at + 1];
  return html`<nav class="eg-board-arrows" aria-label=${t("Look at something else on this screen")}>
    ${room.view === state.shown && room.rows?.length ? html`<button class="eg-button is-plain" aria-pressed=${String(tabled)} onClick=${() => setTabled(!tabled)}>${t("Show as table")}</button>` : null}
    <button class="eg-button is-arrow" disabled=${!before} aria-label=${before ? t("Previous: {view}", { view: before.title }) : t("Previous")} onClick=${() => look(before?.name)}><span aria-hidden="true">←</span></button>
    <button class="eg-button is-arrow" disabled=${!after} aria-label=${after ? t("Next: {view}", { view: after.title }) : t("Next")} onClick=${() => look(after?.name)}><span aria-hidden="true">→</span></button>
  </nav>`;
}

// Between them: how to join, or the way back to what everybody else sees.
function Middle({ state, look, t }) {
  if (state.shown !== state.followed) return html`<button class="eg-button" onClick=${() => look(state.followed)}>${t("Back to what the facilitator shows")}</button>`;
  return state.shown === "join" || state.closed ? html`<span></span>` : html`<${JoinStrip} state=${state} t=${t} />`;
}

const typing = (event) => event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, textarea, select, [role=region]");

function useArrowKeys(state, look) {
  useEffect(() => {
    const pressed = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || typing(event) || !state.views) return;
      const next = state.views[state.views.findIndex((one) => one.name === state.shown) + step];
      if (next) look(next.name);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

function Board({ state, call, t, plural, language, model }) {
  const offset = useOffset(call);
  const [tabled, setTabled] = useState(false);
  const look = (view) => (view ? call("look", { view }).catch(() => {}) : null);
  useArrowKeys(state, look);
  useEffect(() => {
    const early = setTimeout(() => base() === undefined || plotly(model, call).catch(() => {}), 1500);
    return () => clearTimeout(early);
  }, []); // the chart library is there before the first chart
  if (state.problem)
    return html`<div class="eg-stack"><h1>${t("This page cannot open")}</h1><p class="eg-lead">${state.problem}</p>${base() === undefined ? null : html`<p><a href=${base()}>${t("Enter a code")}</a></p>`}</div>`;
  if (!state.code) return html`<div class="eg-waiting" role="status"><span class="eg-hidden">${t("Opening your page…")}</span><div class="eg-ghost is-line"></div><div class="eg-ghost"></div></div>`;
  const room = model.get("room") ?? {};
  const all = { state, room, offset, look, tabled, setTabled, call, t, plural, language, model };
  return html`<div class=${`eg-board is-${state.shown}`}>
    <${Top} ...${all} />
    <div class="eg-board-slide"><${Slide} ...${all} /></div>
    <footer class="eg-board-foot"><${Agenda} ...${all} /><${Middle} ...${all} /><${Arrows} ...${all} /></footer>
  </div>`;
}

export default page(Board);
