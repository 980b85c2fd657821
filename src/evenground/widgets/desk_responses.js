// Every response in words, by question: to read out, and to take off everybody else's pages.
import { html } from "./kit.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";

function Response({ card, act, t }) {
  return html`<div class="eg-stack is-tight"><blockquote class=${`eg-quote${card.hidden ? " is-away" : ""}`} dir="auto">${card.text}</blockquote>
    <div class="eg-row is-tight">${card.author ? html`<span class="eg-hint">${card.author}</span>` : null}${card.hidden ? html`<span class="eg-chip is-warn">${t("Hidden from everybody else")}</span>` : null}
      <${Button} kind="is-quiet is-small" onClick=${() => act("hide", { answer: card.id, hidden: !card.hidden })}>${card.hidden ? t("Show to everybody again") : t("Hide from everybody else")}<span class="eg-hidden">: ${card.text.slice(0, 80)}</span></${Button}></div>
    ${card.first ? html`<p class="eg-hint">${t("First: {answer}", { answer: card.first })}</p>` : null}
    ${card.reason ? html`<p class="eg-hint">${t("What changed: {reason}", { reason: card.reason })}</p>` : null}</div>`;
}

export function Responses({ room, seen, call, open, t, steady }) {
  const act = useAct(call);
  const total = room.prompts.reduce((sum, prompt) => sum + prompt.cards.length, 0);
  return html`<${Fold} title=${t("Responses, by question")} count=${total || ""} open=${open}>
    <${Fault} text=${act.fault} />
    ${total ? room.prompts.filter((prompt) => prompt.cards.length).map((prompt) => html`<${Fold} key=${prompt.id} kind="eg-desk-prompt" title=${prompt.ask} count=${prompt.cards.length}>
      <ul class="eg-list">${steady(seen, prompt.id, prompt.cards).map((id) => html`<li key=${id}><${Response} card=${room.cards[id]} act=${act} t=${t} /></li>`)}</ul></${Fold}>`)
      : html`<p class="eg-note">${t("Nobody has shared an answer yet. What people share appears here.")}</p>`}
  </${Fold}>`;
}
