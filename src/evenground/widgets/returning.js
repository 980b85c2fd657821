// The page for coming back to one's own record: what I meant to do, what came of it, and the record written anew.
import { fragment, html, keepLanguage, page, useEffect, useRef, useState } from "./kit.js";
import { Commitments, Entries, Questions } from "./returning_form.js";
import { OpenFile, Save } from "./returning_file.js";
import { useEntry } from "./returning_kept.js";

// The key stands in the fragment, which browsers send to nobody; a link to the front page would lose it.
function key() {
  const given = fragment().get("key") ?? "";
  try {
    if (given) sessionStorage.setItem("eg:return", given);
    return given || (sessionStorage.getItem("eg:return") ?? "");
  } catch { return given; }
}

function Languages({ state, language, call, t }) {
  const speak = (code) => { keepLanguage(code); call("language", { language: code }).catch(() => {}); };
  return html`<div class="eg-row" role="group" aria-label=${t("Language")}>
    ${state.languages.map(([code, name]) => html`<button type="button" class="eg-button is-quiet is-small" key=${code} lang=${code} aria-current=${code === language ? "true" : undefined} onClick=${() => speak(code)}>${name}</button>`)}</div>`;
}

function Head({ state, said, heading, t }) {
  return html`<header class="eg-stack is-tight">
    <p class="eg-row is-tight"><span class="eg-chip">${t("My record")}</span>${state.synthetic ? html`<span class="eg-chip is-warn"><strong>${t("Synthetic group")}</strong></span>` : null}</p>
    <h1 tabindex="-1" ref=${heading} lang=${state.lang}>${state.title}</h1>
    ${state.workshop ? html`<p class="eg-hint" lang=${state.lang}>${state.workshop}</p>` : null}
    <p class="eg-lead">${t("You took part on {day}. Here is what you meant to do: what came of it?", { day: state.held })}</p>
    ${state.name ? html`<p class="eg-hint">${t("Name on this record: {name}", { name: state.name })}</p>` : null}
    ${state.synthetic ? html`<p class="eg-note is-warn">${t("Nobody wrote this record: it was made up to show how coming back works.")}</p>` : null}
    <p class="eg-hint">${t("What you type stays in this browser until you save it.")}</p>
    <p class="eg-status is-good" role="status">${said}</p></header>`;
}

function Opened({ state, fresh, call, link, t, plural, language }) {
  const { entry, kept, change, settle } = useEntry(state);
  const [said, say] = useState("");
  const heading = useRef();
  const before = useRef(fresh ? "" : state.key);
  useEffect(() => {
    if (before.current === state.key) return; // another record took this one's place: go on from its top
    before.current = state.key;
    scrollTo(0, 0);
    heading.current.focus({ preventScroll: true });
  });
  const opened = (was) => say(was ? t("Your record is open. What you wrote for the other one is kept until you open it again.") : t("Your record is open."));
  return html`<div class="eg-stack is-wide">
    <${Head} ...${{ state, said, heading, t }} />
    <${Commitments} key=${`c${state.key}`} ...${{ state, entry, change, t, plural }} />
    <${Questions} ...${{ entry, change, t }} />
    <${Entries} entries=${state.entries} t=${t} />
    <${Save} ...${{ state, entry, kept, settle, call, link, t }} />
    <section class="eg-card"><${OpenFile} ...${{ state, kept, call, t }} onOpen=${opened} /></section>
    <${Languages} ...${{ state, language, call, t }} /></div>`;
}

function Nothing({ state, call, t, language }) {
  return html`<div class="eg-stack is-wide"><h1>${t("Come back to my record")}</h1>
    ${state.problem ? html`<p class="eg-note is-warn" role="alert">${state.problem}</p>` : null}
    ${state.languages ? html`<section class="eg-card"><${OpenFile} ...${{ state, call, t }} kept="" onOpen=${() => {}} /></section><${Languages} ...${{ state, language, call, t }} />` : null}</div>`;
}

function Return(all) {
  const { state, t } = all;
  const fresh = useRef(false); // the record was opened by hand, and not shown at once
  if (state.languages && !state.key) fresh.current = true;
  if (state.key) return html`<${Opened} fresh=${fresh.current} ...${all} />`;
  if (state.problem || state.languages) return html`<${Nothing} ...${all} />`;
  return html`<div class="eg-waiting" role="status"><span class="eg-hidden">${t("Opening your page…")}</span><div class="eg-ghost is-line"></div><div class="eg-ghost"></div></div>`;
}

const away = (t) => t("Even Ground has ended on this computer. Keep writing: your words stay in this browser. Start it again to save them.");

export default page(Return, () => ({ key: key() }), away);
