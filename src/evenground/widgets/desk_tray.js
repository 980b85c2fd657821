// The tray: answers that are in no theme yet, the hardest to place first when they first appear; from then on each keeps its place.
import { html, useEffect, useState } from "./kit.js";
import { inTray } from "./desk_order.js";
import { Pile } from "./desk_pile.js";

const PATIENCE = 2500; // ms that the first cards wait for their order

// Whether the order of the first cards is known; nobody waits long for it, and what is drawn is never put in order by itself.
export function useOrder(room, engine, seen) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return late || Boolean(engine.ready) || seen.has("tray") || !room.tray.length;
}

// One question at a time, where several feed the themes: the other cards wait where they are.
function Question({ desk, t }) {
  const { room, question, ask } = desk;
  const asked = room.prompts.filter((prompt) => prompt.id === question || room.tray.some((answer) => room.cards[answer].prompt === prompt.id));
  if (asked.length < 2) return null;
  return html`<label class="eg-hidden" for="eg-question">${t("Which question")}</label>
    <select class="eg-input eg-desk-select" id="eg-question" value=${question} onChange=${(event) => ask(event.target.value)}><option value="">${t("All questions")}</option>
      ${asked.map((prompt) => html`<option key=${prompt.id} value=${prompt.id}>${prompt.ask}</option>`)}</select>`;
}

function empty({ room, waiting }, t) {
  if (waiting.length) return t("Every answer to this question is in a theme.");
  return Object.keys(room.cards).length ? t("Every answer is in a theme.") : t("Nobody has shared an answer yet. What people share appears here.");
}

export function Tray({ desk, t, plural }) {
  const { waiting, tray } = desk;
  return html`<div class="eg-stack is-tight eg-desk-tray"><div class="eg-row is-tight eg-desk-above"><h3>${t("In no theme yet")} <span class="eg-count">${waiting.length}</span></h3><${Question} ...${{ desk, t }} /></div>
    ${tray.length ? html`<${Pile} key=${desk.question} answers=${tray} stop=${inTray} ...${{ desk, t, plural }} />` : html`<p class="eg-note">${empty(desk, t)}</p>`}</div>`;
}
