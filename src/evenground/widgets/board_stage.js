// What the group does now: the stage, a large clock, and who is ready as dots that fill.
import { html, useEffect, useState } from "./kit.js";
import { Here } from "./board_join.js";

// How far this machine's clock is behind the laptop's, in milliseconds.
export function useOffset(call) {
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    let gone = false;
    call("time").then((answer) => gone || setOffset(Date.parse(answer.now) - Date.now())).catch(() => {});
    return () => { gone = true; };
  }, []);
  return offset;
}

const two = (number) => String(number).padStart(2, "0");
const shown = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;

export function Clock({ clock, offset, t, plural }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (clock.stopped) return;
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [clock.stopped]);
  const now = clock.stopped ? Date.parse(clock.stopped) : Date.now() + offset;
  const left = Math.min(clock.planned, Math.ceil(clock.planned - (now - Date.parse(clock.opened)) / 1000));
  const label = clock.stopped ? t("stopped") : left < 0 ? t("over time") : t("left");
  return html`<span class=${`eg-clock${left < 0 ? " is-over" : ""}`} role="timer" aria-live="off"><span class="eg-clock-time">${left < 0 ? "+" : ""}${shown(Math.abs(left))}</span> <span class="eg-clock-label">${label}</span></span>`;
}

function Dots({ head, t }) {
  const said = t("{ready} of {joined} ready", head);
  return html`<div class="eg-board-ready">
    <p role="status">${said}</p>
    <div class="eg-board-dots" aria-hidden="true" style=${`--eg-dots: ${head.joined}`}>${Array.from({ length: head.joined }, (_, at) => html`<span key=${at} class=${at < head.ready ? "is-full" : ""}></span>`)}</div>
  </div>`;
}

const TALKING = ["shared", "close", "welcome"];

export function Working({ state, offset, t, plural }) {
  const { stage, head } = state;
  return html`<section class="eg-board-stage">
    <div class="eg-board-what"><h1>${stage.title}</h1>${stage.note ? html`<p class="eg-board-note">${stage.note}</p>` : null}</div>
    <${Clock} clock=${state.clock} offset=${offset} t=${t} plural=${plural} />
    ${head.joined && !TALKING.includes(stage.kind) ? html`<${Dots} head=${head} t=${t} />` : html`<${Here} head=${head} plural=${plural} />`}
  </section>`;
}
