// The agenda: what was, what is, what comes; the clock; and ways to go back, ahead and round again.
import { html } from "./kit.js";
import { Button, Fault, Fold, inMinutes, minutesClock, timesNow, useAct, useSeconds } from "./desk_use.js";

export function pace(behind, t, plural) {
  const minutes = inMinutes(behind);
  if (!minutes) return t("On time");
  return behind > 0 ? plural(minutes, "{n} minute behind", "{n} minutes behind") : plural(minutes, "{n} minute ahead", "{n} minutes ahead");
}

export function Clock({ clock, t, plural }) {
  const { left, behind } = timesNow(clock, useSeconds(clock));
  const over = left < 0;
  return html`<div class="eg-desk-clock" role="timer" aria-live="off">
    <span class=${`eg-clock${over ? " is-over" : ""}`}>${minutesClock(left)}</span>
    <span class="eg-desk-left">${over ? t("over") : t("left")}</span>
    <span class=${`eg-chip${behind >= 90 ? " is-warn" : ""}`}>${behind >= 90 ? "▲ " : ""}${pace(behind, t, plural)}</span>
  </div>`;
}

function lineOf(stage, state, now, t, plural) {
  const planned = plural(inMinutes(stage.planned), "{n} minute", "{n} minutes");
  if (now) return t("{minutes} planned", { minutes: planned });
  if (stage.runs) return t("took {taken} of {minutes}", { taken: inMinutes(stage.taken), minutes: planned });
  return stage.position < state.stage.position ? t("{minutes}, skipped", { minutes: planned }) : planned;
}

function whatNext(stage, state, t) {
  const { position, next } = state.stage;
  if (state.session.closed || stage.position === position) return null; // what the stage that is on can do stands beside its clock
  if (stage.runs) return t("Reopen");
  if (stage.position < position) return t("Open");
  return stage.position === next?.position ? t("Open") : t("Skip to");
}

const isNow = (stage, state) => stage.position === state.stage.position && !state.session.closed;

function Line({ stage, state, act, t, plural, children }) {
  const now = isNow(stage, state);
  const step = whatNext(stage, state, t);
  const mark = now ? "▶" : stage.runs ? "✓" : stage.position < state.stage.position ? "–" : stage.position + 1;
  return html`<li class=${`eg-desk-line${now ? " is-now" : ""}`} aria-current=${now ? "step" : undefined}>
    <span class="eg-desk-mark" aria-hidden="true">${mark}</span>
    <span class="eg-desk-what"><span class="eg-desk-name">${stage.title}</span>${now ? html`<span class="eg-hidden"> (${t("now")})</span>` : null}
      <span class="eg-hint">${lineOf(stage, state, now, t, plural)}</span>${children}</span>
    ${step ? html`<${Button} kind="is-quiet is-small" onClick=${() => act("move", { to: stage.position })}>${step}<span class="eg-hidden"> ${stage.title}</span></${Button}>` : null}
  </li>`;
}

function Left({ clock, t }) {
  const { left } = timesNow(clock, useSeconds(clock));
  return html`<span class="eg-desk-leftline" role="timer" aria-live="off">${left < 0 ? t("{time} over", { time: minutesClock(left) }) : t("{time} left", { time: minutesClock(left) })}</span>`;
}

export function Agenda({ state, call, t, plural, wide }) {
  const act = useAct(call);
  return html`<${Fold} title=${t("Agenda")} open=${wide} count=${t("{at} of {all}", { at: state.stage.position + 1, all: state.stages.length })}>
    <ol class="eg-list eg-desk-agenda">${state.stages.map((stage) => html`<${Line} key=${stage.position} ...${{ stage, state, act, t, plural }}>
      ${isNow(stage, state) ? html`<${Left} clock=${state.clock} t=${t} />` : null}</${Line}>`)}</ol>
    <${Fault} text=${act.fault} />
  </${Fold}>`;
}
