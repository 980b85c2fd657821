// One chart fills the screen: its sentence on top, quotes beside it, its table a step away.
import { html } from "./kit.js";
import { Drawing, Plot, Table } from "./plot.js";

function Quotes({ quotes, t }) {
  return html`<aside class="eg-board-quotes" aria-label=${t("In our words")}>${quotes.map((quote) => html`<figure key=${quote.id} class="eg-board-quote"><blockquote dir="auto">${quote.text}</blockquote>${quote.author ? html`<figcaption>${quote.author}</figcaption>` : null}</figure>`)}</aside>`;
}

function Notes({ notes }) {
  return html`<aside class="eg-board-quotes">${notes.map((note) => html`<section key=${note.title} class="eg-board-side"><h2>${note.title}</h2><p>${note.sentence}</p></section>`)}</aside>`;
}

// What could help: titles with their reasons; an address is written out, for a room without the internet.
function Helps({ helps }) {
  return html`<ul class="eg-board-helps">${helps.map((one) => html`<li key=${one.id}>
    <p class="eg-board-what-helps"><strong>${one.title}</strong></p>
    <p class="eg-board-why">${one.reasons.join("; ")}</p>
    ${one.made || one.address ? html`<p class="eg-board-small eg-board-found">${[one.made, one.address.replace(/^https?:\/\//, "")].filter(Boolean).join(" · ")}</p>` : null}
  </li>`)}</ul>`;
}

export const FILLS = "(min-width: 60rem) and (min-height: 30rem)";

function Figure({ room, call, model, plural }) {
  if (!room.figure && !room.svg && !room.help?.length) return null;
  return html`<div class="eg-board-figure">${room.help ? html`<${Helps} helps=${room.help} />` : room.figure ? html`<${Plot} chart=${room} model=${model} call=${call} fills=${FILLS} />` : html`<${Drawing} chart=${room} />`}
    ${room.more ? html`<p class="eg-board-small">${plural(room.more, "1 more is in the table", "{n} more are in the table")}</p>` : null}</div>`;
}

export function Charted({ room, tabled, ...tools }) {
  const { t } = tools;
  const beside = (room.quotes?.length ?? 0) + (room.notes?.length ?? 0);
  const drawn = room.figure || room.svg || room.help?.length;
  const kind = room.view.split(".")[0];
  return html`<section class=${`eg-board-chart is-${kind}${beside && !tabled ? " has-beside" : ""}${drawn || beside ? "" : " is-empty"}`}>
    <h1 class=${room.sentence.length > 190 ? "is-longest" : room.sentence.length > 110 ? "is-long" : ""}>${room.sentence}</h1>
    ${tabled ? html`<div class="eg-board-table" role="region" tabindex="0" aria-label=${room.title}><${Table} chart=${room} t=${t} /></div>` : html`<${Figure} room=${room} ...${tools} />`}
    ${!tabled && room.quotes?.length ? html`<${Quotes} quotes=${room.quotes} t=${t} />` : null}
    ${!tabled && room.notes?.length ? html`<${Notes} notes=${room.notes} />` : null}
  </section>`;
}
