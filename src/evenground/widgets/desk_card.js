// One answer on the theming desk: what it says, what its words suggest, and what can be done with it.
import { html } from "./kit.js";
import { keyOf, marked } from "./desk_order.js";

function Words({ id, card }) {
  const words = card.suggested.flatMap((one) => one.words);
  return html`<p class="eg-words eg-desk-words" id=${id} dir="auto">${marked(card.text, words).map((part, at) => (part.on ? html`<mark key=${at}>${part.text}</mark>` : part.text))}</p>`;
}

function because(words, t) {
  return words.map((word) => t("“{word}”", { word })).join(", ");
}

function Suggested({ one, theme, tab, on, t }) {
  return html`<div class="eg-desk-suggested">
    <span class="eg-small"><span class="eg-desk-maybe">${t("Suggested:")}</span> <strong>${theme.name}</strong> ${t("because of {words}", { words: because(one.words, t) })}</span>
    <span class="eg-row is-tight"><button type="button" class="eg-button is-small" tabindex=${tab} onClick=${() => on.place(theme.id, "confirmed")}>${t("Confirm")}<span class="eg-hidden"> ${theme.name}</span></button>
      <button type="button" class="eg-button is-small is-quiet" tabindex=${tab} onClick=${() => on.place(theme.id, "rejected")}>${t("Not this")}<span class="eg-hidden">: ${theme.name}</span></button></span>
  </div>`;
}

function Place({ id, card, themes, tab, on, t }) {
  const choose = (event) => {
    const theme = Number(event.target.value);
    event.target.value = "";
    if (theme) on.place(theme, "confirmed");
  };
  return html`<label class="eg-hidden" for=${id}>${t("Put in a theme")}</label>
    <select class="eg-input eg-desk-select" id=${id} tabindex=${tab} onChange=${choose}><option value="">${t("Put in a theme…")}</option>
      ${themes.map((theme, at) => (card.in.includes(theme.id) ? null : html`<option key=${theme.id} value=${theme.id}>${keyOf(at) ? `${keyOf(at)}  ` : ""}${theme.name}</option>`))}</select>`;
}

// `on` holds what this card can do: place(theme, state), fresh(), hide(hidden); `from` is the theme it stands in, if any.
export function Card({ stop, card, themes, from, current, on, t, at, all }) {
  const id = `card-${stop.replace(/ /g, "-")}`;
  const tab = current ? 0 : -1;
  const named = new Map(themes.map((theme) => [theme.id, theme]));
  const also = card.in.filter((theme) => theme !== from && named.has(theme)).map((theme) => named.get(theme).name);
  return html`<article class=${`eg-desk-card${current ? " is-current" : ""}${card.hidden ? " is-hidden" : ""}`} tabindex=${tab} data-stop=${stop}
      aria-labelledby=${`${id}-text ${id}-ask`} aria-posinset=${at} aria-setsize=${all}>
    <${Words} id=${`${id}-text`} card=${card} />
    <p class="eg-hint eg-desk-ask" id=${`${id}-ask`}>${card.author ? `${card.author} · ` : ""}${card.ask}</p>
    ${card.first ? html`<p class="eg-hint">${t("First: {answer}", { answer: card.first })}</p>` : null}
    ${card.reason ? html`<p class="eg-hint">${t("What changed: {reason}", { reason: card.reason })}</p>` : null}
    ${card.hidden ? html`<p><span class="eg-chip is-warn">${t("Hidden from everybody else")}</span></p>` : null}
    ${also.length ? html`<p class="eg-hint">${t("Also in: {themes}", { themes: also.join(", ") })}</p>` : null}
    ${card.suggested.filter((one) => named.has(one.theme)).map((one) => html`<${Suggested} key=${one.theme} one=${one} theme=${named.get(one.theme)} ...${{ tab, on, t }} />`)}
    ${current ? html`<div class="eg-row is-tight">
      <${Place} id=${`${id}-place`} ...${{ card, themes, tab, on, t }} />
      <button type="button" class="eg-button is-small" onClick=${on.fresh}>${t("New theme")}</button>
      ${from ? html`<button type="button" class="eg-button is-small" onClick=${() => on.place(from, "")}>${t("Take out")}</button>` : null}
      <button type="button" class="eg-button is-small is-quiet" onClick=${() => on.hide(!card.hidden)}>${card.hidden ? t("Show to everybody again") : t("Hide from everybody else")}</button></div>` : null}
  </article>`;
}
