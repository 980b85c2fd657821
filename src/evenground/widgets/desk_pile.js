// A pile of cards: the first ones are drawn, more come when a hand or a key reaches them. Hundreds drawn at once would make every key slow.
import { html, useRef, useState } from "./kit.js";
import { Card } from "./desk_card.js";

const DRAWN = 40, AHEAD = 8;

export function Pile({ answers, stop, from, desk, t, plural }) {
  const [, draw] = useState(0);
  const most = useRef(DRAWN);
  const at = answers.findIndex((answer) => stop(answer) === desk.stops.current);
  most.current = Math.max(most.current, at + AHEAD);
  const left = Math.max(0, answers.length - most.current);
  const more = () => {
    const next = answers[most.current];
    most.current += DRAWN;
    draw((n) => n + 1);
    desk.stops.go(stop(next));
  };
  return html`<ul class="eg-list">${answers.slice(0, most.current).map((answer, i) => html`<li key=${answer} aria-posinset=${i + 1} aria-setsize=${answers.length}><${Card} stop=${stop(answer)} card=${desk.cardOf(answer)} suggested=${desk.suggested(answer)}
      current=${stop(answer) === desk.stops.current} rest=${!from && answer === desk.rest} on=${desk.onCard(answer, stop(answer))} themes=${desk.names} language=${desk.language} ...${{ from, t }} /></li>`)}</ul>
    ${left ? html`<div><button type="button" class="eg-button" onClick=${more}>${plural(Math.min(left, DRAWN), "Show {n} more", "Show {n} more")}</button></div>` : null}`;
}
