// What an answer of mine is about: cells of the workshop's frameworks, chosen from a list that is sent when it is opened.
import { html, useEffect, useState } from "./kit.js";
import { Fault } from "./join.js";
import { useDrafts } from "./drafts.js";
import { Status } from "./status.js";

let shelf = null; // the frameworks, asked for once

// What is chosen is a draft as an answer is, by prompt and framework.
export function useTags(scope, call, link, known) {
  const tell = (_name, { prompt: key, value }) => {
    const [prompt, framework] = key.split("/");
    return call("tag", { prompt, framework, cells: value });
  };
  return useDrafts(scope && scope.replace(/draft:$/, "tag:"), tell, link, known);
}

const same = (one, other) => one.length === other.length && one.every((cell) => other.includes(cell));

function Cells({ framework, id, chosen, choose, t }) {
  const toggle = (cell, on) => choose(on ? [...chosen, cell] : chosen.filter((one) => one !== cell));
  const tick = (cell) => ({ type: "checkbox", checked: chosen.includes(cell), onChange: (event) => toggle(cell, event.target.checked) });
  if (!framework.columns.length) return html`<div role="group" aria-label=${framework.title} lang=${framework.lang}>
    <div class="eg-choices">${framework.rows.map((row) => html`<label class="eg-option" key=${row.id}><input ...${tick(row.id)} /><span>${row.title}<br /><span class="eg-hint">${row.note}</span></span></label>`)}</div></div>`;
  return html`<div class="eg-stack" lang=${framework.lang}>${framework.rows.map((row) => html`<fieldset class="eg-field" key=${row.id} aria-describedby=${`${id}-${row.id}`}>
    <legend class="eg-legend">${row.title}</legend><p class="eg-hint" id=${`${id}-${row.id}`}>${row.note}</p>
    <div class="eg-segments is-cells">${framework.columns.map((column) => html`<label class="eg-pick" key=${column.id}><input ...${tick(`${row.id}.${column.id}`)} />${column.title}</label>`)}</div></fieldset>`)}</div>`;
}

function Choosing({ prompt, offered, chosen, drafts, link, t, language }) {
  const begun = offered.findIndex((one) => chosen(one.id).length);
  const [at, setAt] = useState(Math.max(0, begun));
  const framework = offered[Math.min(at, offered.length - 1)];
  const id = `eg-about-${prompt.id}`;
  const key = `${prompt.id}/${framework.id}`;
  const entry = drafts.entries.get(key);
  const cells = chosen(framework.id);
  return html`<div class="eg-stack">
    <p class="eg-hint">${t("Tick what fits; leave it if nothing does. It helps the group see what it has looked at, and what not yet. It is counted without your name.")}</p>
    ${offered.length > 1 ? html`<div class="eg-field"><label for=${id}>${t("Look at it by")}</label><select class="eg-input" id=${id} onChange=${(event) => setAt(Number(event.target.value))}>
      ${offered.map((one, i) => html`<option key=${one.id} value=${i} selected=${i === at} lang=${one.lang}>${one.title}</option>`)}</select></div>` : null}
    <${Cells} key=${framework.id} ...${{ framework, id, t }} chosen=${cells} choose=${(next) => drafts.change(key, { value: next })} />
    <div class="eg-said"><${Status} ...${{ entry, link, t, language }} saved=${cells.length > 0} /></div>
  </div>`;
}

// Only what others may read can be said to be about something: the group counts it. `tagging` is {drafts, tags, call}.
export const tagged = (prompt, answer, tagging) => Boolean(tagging && ["text", "action"].includes(prompt.kind) && answer?.text && answer.visibility !== "private");

export function Tags({ prompt, tagging, link, t, plural, language }) {
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState("");
  const [, draw] = useState(0);
  const { drafts, tags, call } = tagging;
  const mine = tags[prompt.id] ?? {};
  for (const [key, entry] of drafts.entries) {
    const [name, framework] = key.split("/");
    if (entry.status === "saved" && !same(entry.value, tags[name]?.[framework] ?? [])) drafts.entries.delete(key);
  }
  const chosen = (framework) => drafts.entries.get(`${prompt.id}/${framework}`)?.value ?? mine[framework] ?? [];
  useEffect(() => {
    if (!open || shelf) return;
    call("frameworks").then(({ frameworks }) => { shelf = frameworks; setFault(""); draw((n) => n + 1); }, (problem) => setFault(problem.message));
  }, [open, link]);
  const offered = shelf?.filter((one) => !(one.levels && prompt.kind === "action"));
  const names = new Set([...Object.keys(mine), ...[...drafts.entries.keys()].filter((key) => key.startsWith(`${prompt.id}/`)).map((key) => key.split("/")[1])]);
  const count = [...names].reduce((sum, framework) => sum + chosen(framework).length, 0);
  if (offered && !offered.length) return null;
  return html`<details class="eg-about" onToggle=${(event) => setOpen(event.target.open)}><summary>${t("What is this about? (optional)")}<span class="eg-hidden"> ${prompt.ask}</span>${count ? html` <span class="eg-chip">${plural(count, "1 chosen", "{n} chosen")}</span>` : null}</summary>
    ${!open ? null : offered ? html`<${Choosing} ...${{ prompt, offered, chosen, drafts, link, t, language }} />` : fault ? html`<${Fault} fault=${fault} />` : html`<p class="eg-hint" role="status">${t("Fetching the list…")}</p>`}
  </details>`;
}
