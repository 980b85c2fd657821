// What somebody fills in when they come back: how each thing they meant to do stands, and three questions.
import { html } from "./kit.js";

const choices = (t) => [["done", t("Done")], ["partly", t("Partly")], ["not-yet", t("Not yet")], ["dropped", t("No longer fits")]];

// An empty note is one line high; it grows with what is written.
function Note({ id, label, about, value, onChange, hint, low, rows = 3 }) {
  return html`<div class="eg-field"><label for=${id}>${label}${about ? html`<span class="eg-hidden"> ${about}</span>` : null}</label>
    ${hint ? html`<p class="eg-hint" id=${`${id}-hint`}>${hint}</p>` : null}
    <textarea class=${`eg-input${low ? " is-low" : ""}`} id=${id} rows=${rows} dir="auto" aria-describedby=${hint ? `${id}-hint` : undefined} value=${value} onInput=${(event) => onChange(event.target.value)}></textarea></div>`;
}

function Commitment({ id, one, said, onChange, kind = "eg-card", t }) {
  return html`<div class=${kind}><fieldset class="eg-field" aria-describedby=${`${id}-when`}>
    <legend class="eg-words" dir="auto">${one.what}</legend>
    <div class="eg-stack">
      <div class="eg-stack is-tight" id=${`${id}-when`}><p class="eg-hint">${one.when}</p>
        ${one.last ? html`<p class="eg-hint">${one.last}</p>` : null}
        ${one.note ? html`<blockquote class="eg-quote is-mine" dir="auto">${one.note}</blockquote>` : null}</div>
      <div class="eg-segments is-stand">${choices(t).map(([value, label]) => html`<label class="eg-pick" key=${value}>
        <input type="radio" name=${id} value=${value} checked=${said.state === value} onChange=${() => onChange({ ...said, state: value })} />${label}</label>`)}</div>
      ${said.state ? html`<div><button type="button" class="eg-button is-quiet is-small" onClick=${() => onChange({ ...said, state: "" })}>${t("Take my choice back")}<span class="eg-hidden"> ${one.what}</span></button></div>` : null}
      <${Note} id=${`${id}-note`} label=${t("What happened?")} about=${one.what} rows=${2} low=${true} value=${said.note} onChange=${(note) => onChange({ ...said, note })} />
    </div></fieldset></div>`;
}

export function Commitments({ state, entry, change, t, plural }) {
  const put = (at, said) => change({ commitments: entry.commitments.map((one, i) => (i === at ? said : one)) });
  const all = state.commitments.map((one, at) => ({ one, at }));
  const draw = ({ one, at }, kind) => html`<${Commitment} kind=${kind} key=${at} id=${`eg-did-${at}`} one=${one} said=${entry.commitments[at]} onChange=${(said) => put(at, said)} t=${t} />`;
  const settled = all.filter(({ one }) => one.settled);
  const open = all.filter(({ one }) => !one.settled);
  return html`<section class="eg-stack" aria-labelledby="eg-meant"><h2 id="eg-meant">${t("What I meant to do")}</h2>
    ${all.length ? html`<p>${t("Say how each stands. Leave out what you have nothing to say about: an honest “not yet” is worth writing down too.")}</p>` : html`<p>${t("There is no action in this record. You can still write what has changed.")}</p>`}
    ${open.map((one) => draw(one, "eg-card"))}
    ${settled.length ? html`<details class="eg-card"><summary>${plural(settled.length, "{n} thing that was settled before", "{n} things that were settled before")}</summary><div class="eg-stack">${settled.map((one) => draw(one, ""))}</div></details>` : null}
  </section>`;
}

export function Questions({ entry, change, t }) {
  return html`<section class="eg-card eg-stack is-wide" aria-labelledby="eg-since"><h2 id="eg-since">${t("Looking back and on")}</h2>
    <${Note} id="eg-changed" label=${t("What has changed since?")} hint=${t("In you, in your practice, in your team. Write no names of patients.")} value=${entry.changed} onChange=${(changed) => change({ changed })} />
    <${Note} id="eg-benefit" label=${t("How did it benefit the people who use your service?")} hint=${t("If you do not know yet: how could you find out?")} value=${entry.benefit} onChange=${(benefit) => change({ benefit })} />
    <${Note} id="eg-onward" label=${t("What comes next?")} hint=${t("One plan a line. You will be asked about each when you come back again.")} value=${entry.onward} onChange=${(onward) => change({ onward })} />
  </section>`;
}

// What was written before, the newest first.
export function Entries({ entries, t }) {
  if (!entries.length) return null;
  const asks = [["changed", t("What has changed since?")], ["benefit", t("How did it benefit the people who use your service?")], ["onward", t("What comes next?")]];
  return html`<section class="eg-stack" aria-labelledby="eg-before"><h2 id="eg-before">${t("What I wrote before")}</h2>
    ${[...entries].reverse().map((entry, at) => html`<details class="eg-card" key=${entries.length - at}><summary>${entry.on}</summary><div class="eg-stack">
      ${entry.commitments.map((one) => html`<div class="eg-stack is-tight" key=${one.what}><h3 class="eg-words" dir="auto">${one.what}</h3>${one.state ? html`<p class="eg-hint">${t("How it stood: {state}", { state: one.state })}</p>` : null}${one.note ? html`<blockquote class="eg-quote is-mine" dir="auto">${one.note}</blockquote>` : null}</div>`)}
      ${asks.filter(([name]) => entry[name]).map(([name, ask]) => html`<div class="eg-stack is-tight" key=${name}><h3>${ask}</h3><blockquote class="eg-quote is-mine" dir="auto">${entry[name]}</blockquote></div>`)}
    </div></details>`)}</section>`;
}
