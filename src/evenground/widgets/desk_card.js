// One answer on the theming desk: what it says, what suggests a theme, and what can be done with it.
import { html, useState } from "./kit.js";
import { isWhole, marked, tight } from "./desk_order.js";
import { still } from "./desk_use.js";

const said = (card, one) => card.text.slice(...one.sentence).trim();
const short = (text) => (text.length > 70 ? `${text.slice(0, 67).trimEnd()}…` : text);

function Words({ id, card, suggested }) {
  const sentences = suggested.filter((one) => one.sentence && !isWhole(card.text, one.sentence)).map((one) => tight(card.text, one.sentence));
  const parts = marked(card.text, suggested.flatMap((one) => one.words), sentences);
  return html`<p class="eg-words eg-desk-words" id=${id} dir="auto">${parts.map((part, at) => (part.word || part.sentence
    ? html`<mark key=${at} class=${part.word ? "" : "is-sentence"}>${part.text}</mark>` : part.text))}</p>`;
}

// Why a theme is suggested: its own words, or one sentence that means something near it.
function because(card, one, suggested, t) {
  if (!one.sentence) return t("because of {words}", { words: one.words.map((word) => t("“{word}”", { word })).join(", ") });
  if (isWhole(card.text, one.sentence)) return t("because of what it means as a whole");
  const sentences = new Set(suggested.filter((other) => other.sentence).map((other) => said(card, other)));
  return sentences.size > 1 ? t("because of “{words}”", { words: short(said(card, one)) }) : t("because of this sentence");
}

function Suggested({ one, card, suggested, theme, tab, on, t }) {
  return html`<div class="eg-desk-suggested">
    <span class="eg-small"><span class="eg-desk-maybe">${t("Suggested:")}</span> <strong>${theme.name}</strong> ${because(card, one, suggested, t)}</span>
    <span class="eg-row is-tight"><button type="button" class="eg-button is-small" tabindex=${tab} onClick=${() => on.place(theme.id, "confirmed")}>${t("Confirm")}<span class="eg-hidden"> ${theme.name}</span></button>
      <button type="button" class="eg-button is-small is-quiet" tabindex=${tab} onClick=${() => on.place(theme.id, "rejected")}>${t("Not this")}<span class="eg-hidden">: ${theme.name}</span></button></span>
  </div>`;
}

// On a card that is not looked at, suggestions take one line whether there are any or not: those that come later move nothing.
function Likely({ theme, tab, on, t }) {
  if (!theme) return html`<div class="eg-desk-likely"><span class="eg-hint eg-desk-maybe">${t("No suggestion")}</span></div>`;
  return html`<div class="eg-desk-likely"><span class="eg-small"><span class="eg-desk-maybe">${t("Maybe")}</span> <strong>${theme.name}</strong></span>
    <button type="button" class="eg-button is-small" tabindex=${tab} onClick=${() => on.place(theme.id, "confirmed")}>${t("Confirm")}<span class="eg-hidden"> ${theme.name}</span></button></div>`;
}

function Choose({ id, label, themes, choose, t }) {
  return html`<div class="eg-desk-choose" id=${id} role="group" aria-label=${label}>${themes.length
    ? themes.map((theme) => html`<button type="button" key=${theme.id} class="eg-button is-small" onClick=${() => choose(theme.id)}>${theme.key ? html`<kbd aria-hidden="true">${theme.key}</kbd>` : null}<span>${theme.name}</span></button>`)
    : html`<p class="eg-hint">${t("There is no other theme yet.")}</p>`}</div>`;
}

function Does({ id, card, themes, from, on, t }) {
  const [choosing, setChoosing] = useState("");
  const others = themes.filter((theme) => !card.in.includes(theme.id));
  const toggle = (kind, label) => html`<button type="button" class="eg-button is-small" aria-expanded=${choosing === kind ? "true" : "false"} aria-controls=${choosing === kind ? `${id}-choose` : undefined} onClick=${() => setChoosing(choosing === kind ? "" : kind)}>${label}</button>`;
  const choose = (theme) => { setChoosing(""); choosing === "move" ? on.move(from, theme) : on.place(theme, "confirmed"); };
  return html`<div class="eg-row is-tight">
      ${from ? toggle("move", t("Move to…")) : null}${toggle("put", card.in.length ? t("Also put in…") : t("Put in…"))}
      <button type="button" class="eg-button is-small" onClick=${on.fresh}>${t("New theme")}</button>
      ${from ? html`<button type="button" class="eg-button is-small" onClick=${() => on.place(from, "")}>${t("Take out")}</button>` : null}
      <button type="button" class="eg-button is-small is-quiet" onClick=${() => on.hide(!card.hidden)}>${card.hidden ? t("Show to everybody again") : t("Hide from everybody else")}</button></div>
    ${choosing ? html`<${Choose} id=${`${id}-choose`} label=${choosing === "move" ? t("Move to which theme?") : t("Put in which theme?")} themes=${others} ...${{ choose, t }} />` : null}`;
}

// `on` holds what this card can do: place(theme, state), move(from, into), fresh(), hide(hidden); `from` is the theme it stands in, if any.
export const Card = still(function Card({ stop, card, suggested, themes, from, current, rest, on, t }) {
  const id = `card-${stop.replace(/ /g, "-")}`;
  const tab = current ? 0 : -1;
  const named = new Map(themes.map((theme) => [theme.id, theme]));
  const also = card.in.filter((theme) => theme !== from && named.has(theme)).map((theme) => named.get(theme).name);
  const likely = suggested.filter((one) => named.has(one.theme));
  return html`<article class=${`eg-desk-card${current ? " is-current" : ""}${card.hidden ? " is-hidden" : ""}`} tabindex=${rest ? 0 : tab} data-stop=${stop}
      aria-labelledby=${`${id}-text ${id}-ask`}>
    <${Words} id=${`${id}-text`} card=${card} suggested=${current ? likely : likely.slice(0, 1)} />
    <p class="eg-hint eg-desk-ask" id=${`${id}-ask`}>${card.author ? `${card.author} · ` : ""}${card.ask}</p>
    ${card.first ? html`<p class="eg-hint">${t("First: {answer}", { answer: card.first })}</p>` : null}
    ${card.reason ? html`<p class="eg-hint">${t("What changed: {reason}", { reason: card.reason })}</p>` : null}
    ${card.hidden ? html`<p><span class="eg-chip is-warn">${t("Hidden from everybody else")}</span></p>` : null}
    ${also.length ? html`<p class="eg-hint">${t("Also in: {themes}", { themes: also.join(", ") })}</p>` : null}
    ${current ? likely.map((one) => html`<${Suggested} key=${one.theme} theme=${named.get(one.theme)} suggested=${likely} ...${{ one, card, tab, on, t }} />`)
      : from && !likely.length ? null : html`<${Likely} theme=${named.get(likely[0]?.theme)} ...${{ tab, on, t }} />`}
    ${current ? html`<${Does} ...${{ id, card, themes, from, on, t }} />` : null}
  </article>`;
});
