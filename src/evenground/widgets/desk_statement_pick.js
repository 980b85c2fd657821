// Choosing the answer that a statement is made from: by question, by words, a few at a time.
import { html, useState } from "./kit.js";
import { Button } from "./desk_use.js";

const AT_ONCE = 6;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

// Answers that everybody may read, those with all the words looked for.
function fitting(room, prompt, words) {
  const looked = plain(words).split(/\s+/).filter(Boolean);
  const ids = room.prompts.filter((one) => !prompt || one.id === prompt).flatMap((one) => one.cards);
  return ids.map((id) => room.cards[id]).filter((card) => {
    if (!card || card.hidden) return false;
    const text = plain(card.text);
    return looked.every((word) => text.includes(word));
  });
}

function Answer({ card, chosen, take, t }) {
  return html`<div class="eg-stack is-tight"><p class="eg-words" dir="auto">${card.text}</p><p class="eg-hint">${card.ask}</p>
    <div><${Button} kind="is-small" aria-pressed=${chosen ? "true" : "false"} onClick=${take}>${t("Make a statement of it")}<span class="eg-hidden">: ${card.text.slice(0, 80)}</span></${Button}></div></div>`;
}

export function Pick({ room, chosen, take, t, plural }) {
  const [prompt, choose] = useState("");
  const [words, look] = useState("");
  const [most, show] = useState(AT_ONCE);
  const asked = room.prompts.filter((one) => one.cards.length);
  const found = fitting(room, prompt, words);
  const first = (change) => { show(AT_ONCE); change(); };
  if (!asked.length) return html`<p class="eg-note">${t("Nobody has shared an answer yet. You can write a statement without one.")}</p>`;
  return html`<details class="eg-desk-pick"><summary>${t("Start from somebody’s answer")}</summary><div class="eg-stack">
    <div class="eg-row is-top"><div class="eg-field"><label class="eg-small" for="eg-pick-prompt">${t("Question")}</label>
        <select class="eg-input" id="eg-pick-prompt" value=${prompt} onChange=${(event) => first(() => choose(event.target.value))}><option value="">${t("All questions")}</option>${asked.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === prompt}>${one.ask}</option>`)}</select></div>
      <div class="eg-field"><label class="eg-small" for="eg-pick-words">${t("With the words (optional)")}</label>
        <input class="eg-input" type="text" id="eg-pick-words" autocomplete="off" dir="auto" value=${words} onInput=${(event) => first(() => look(event.target.value))} /></div></div>
    <p class="eg-hint" role="status">${plural(found.length, "{n} answer", "{n} answers")}</p>
    ${found.length ? html`<ul class="eg-list eg-desk-lines">${found.slice(0, most).map((card) => html`<li key=${card.id}><${Answer} card=${card} chosen=${card.id === chosen} take=${() => take(card.id)} t=${t} /></li>`)}</ul>` : null}
    ${found.length > most ? html`<div><${Button} kind="is-small" onClick=${() => show(most + AT_ONCE)}>${t("Show more answers")}</${Button}></div>` : null}
  </div></details>`;
}
