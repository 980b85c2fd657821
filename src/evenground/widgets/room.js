// What the room said, once sharing is open and I have had my turn; and changing my own mind, with a reason.
import { html, useState } from "./kit.js";
import { Done } from "./answers.js";
import { Figure } from "./figure.js";
import { Question, seenBy } from "./question.js";
import { Tags, tagged } from "./tags.js";

export function Quote({ quote, t }) {
  return html`<blockquote class=${"eg-quote" + (quote.mine ? " is-mine" : "")} dir="auto">${quote.text}</blockquote>
    ${quote.mine ? html`<span class="eg-chip is-on">${t("You")}</span>` : quote.author ? html`<span class="eg-hint">${quote.author}</span>` : null}`;
}

export function Quotes({ quotes, more, t, plural }) {
  return html`<ul class="eg-list">${quotes.map((quote) => html`<li key=${quote.id}><${Quote} quote=${quote} t=${t} /></li>`)}</ul>
    ${more ? html`<p class="eg-hint">${plural(more, "and 1 more answer", "and {n} more answers")}</p>` : null}`;
}

export function Room({ room, stage, lang, t, plural }) {
  if (!room.open) return html`<p class="eg-hint" role="status">${t("Gathering what the room said…")}</p>`;
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading">${t("What the room said")}</h1>${stage.note ? html`<p class="eg-lead" lang=${stage.lang}>${stage.note}</p>` : null}</div>
    ${room.sentence ? html`<${Figure} ...${room} card="eg-card" t=${t} />` : null}
    ${room.points.length ? html`<section class="eg-card eg-stack is-tight"><h2>${t("Points from our discussion")}</h2><ul class="eg-stack is-tight">${room.points.map((point) => html`<li key=${point.id} class="eg-words">${point.text}</li>`)}</ul></section>` : null}
    ${room.themes.map((theme) => html`<section class="eg-card eg-stack" key=${theme.id} aria-labelledby=${"theme-" + theme.id}>
      <div class="eg-row is-spread"><h2 id=${"theme-" + theme.id}>${theme.name}</h2><span class="eg-chip">${theme.people}</span></div>
      <${Quotes} ...${theme} t=${t} plural=${plural} /></section>`)}
    ${room.others.quotes.length ? html`<section class="eg-card eg-stack" aria-labelledby="theme-none"><h2 id="theme-none">${t("Also said")}</h2><${Quotes} ...${room.others} t=${t} plural=${plural} /></section>` : null}
    ${room.alike.length ? html`<details class="eg-card"><summary>${t("How alike we are")}</summary><ul class="eg-list">${room.alike.map(([ask, said]) => html`<li key=${ask}><strong lang=${lang}>${ask}</strong><br />${said}</li>`)}</ul></details>` : null}
    ${room.themes.length || room.others.quotes.length ? null : html`<p class="eg-note">${t("Nobody has shared an answer yet. What people share appears here.")}</p>`}
  </div>`;
}

function Mine({ prompt, answer, drafts, tagging, link, t, plural, language }) {
  const entry = drafts.entries.get(prompt.id);
  const [open, setOpen] = useState(Boolean(entry && entry.status !== "saved"));
  const [before] = useState({ text: answer?.first_text ?? answer?.text ?? "" });
  const reason = entry?.reason ?? answer?.reason ?? "";
  if (!open) {
    const changed = answer?.round === 2 && answer.first_text && answer.first_text !== answer.text;
    return html`<div class="eg-card eg-stack" data-prompt=${prompt.id}><h3 lang=${prompt.lang}>${prompt.ask}</h3>
      ${changed ? html`<p class="eg-hint">${t("First:")}</p><blockquote class="eg-quote" dir="auto">${answer.first_text}</blockquote><p class="eg-hint">${t("Now:")}</p>` : null}
      <blockquote class="eg-quote is-mine" dir="auto">${answer?.text || t("No answer yet")}</blockquote>
      ${answer?.reason ? html`<p class="eg-hint">${t("What changed my mind: {reason}", { reason: answer.reason })}</p>` : null}
      <p class="eg-hint">${seenBy(answer?.visibility ?? prompt.visibility, t)}</p>
      <div><button class="eg-button" onClick=${() => setOpen(true)}>${answer?.text ? t("Change this answer") : t("Answer this now")}<span class="eg-hidden">: ${prompt.ask}</span></button></div>
      ${tagged(prompt, answer, tagging) ? html`<${Tags} ...${{ prompt, tagging, link, t, plural, language }} />` : null}</div>`;
  }
  const id = `reason-${prompt.id}`;
  const why = html`<div class="eg-field"><label for=${id}>${t("What changed my mind? (optional)")}</label>
    <input type="text" class="eg-input" id=${id} autocomplete="off" dir="auto" value=${reason} onInput=${(event) => drafts.change(prompt.id, { reason: event.target.value }, answer)} /></div>`;
  return html`<div class="eg-stack is-tight">
    ${before.text ? html`<div class="eg-stack is-tight"><p class="eg-hint">${t("Your first answer")}</p><blockquote class="eg-quote" dir="auto">${before.text}</blockquote></div>` : null}
    <${Question} ...${{ prompt, drafts, answer, link, t, language }} after=${why} />
    <div><button class="eg-button" onClick=${() => { drafts.flush(); setOpen(false); }}>${t("Done with this one")}</button></div>
  </div>`;
}

export function Review({ stage, sections, state, drafts, tagging, link, t, plural, language, onDone, doneLabel }) {
  const all = sections.flatMap((section) => section.prompts);
  const twice = all.filter((prompt) => prompt.twice);
  const rest = all.filter((prompt) => !prompt.twice && state.answers[prompt.id]?.text);
  return html`<div class="eg-stack is-wide" data-screen="review">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading">${t("What would you change?")}</h1><p class="eg-lead" lang=${stage.note ? stage.lang : undefined}>${stage.note || t("Your first answer stays. Change what looks different now, and say why if you like.")}</p></div>
    ${twice.length ? html`<h2>${t("Asked once more")}</h2>` : null}
    ${twice.map((prompt) => html`<${Question} key=${prompt.id} ...${{ prompt, drafts, link, t, plural, language }} again=${true} answer=${state.answers[prompt.id]} />`)}
    ${rest.length ? html`<h2>${t("My answers")}</h2>` : null}
    ${rest.map((prompt) => html`<${Mine} key=${prompt.id} ...${{ prompt, drafts, tagging, link, t, plural, language }} answer=${state.answers[prompt.id]} />`)}
    <div class="eg-row is-spread"><span></span><${Done} onDone=${onDone} label=${doneLabel} drafts=${drafts} t=${t} /></div>
  </div>`;
}
