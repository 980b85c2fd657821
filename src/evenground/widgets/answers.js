// My turn: one section at a time, with progress, back, and "I'm ready".
import { html, remember, useEffect, useState } from "./kit.js";
import { Question } from "./question.js";
import { Tags, tagged } from "./tags.js";
import { Fault } from "./join.js";

const SHORT = 2; // questions of a section that stays open among others

const filled = (value) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length) && !(typeof value === "object" && !Array.isArray(value) && !Object.keys(value).length);

export function isAnswered(prompt, drafts, answers, again) {
  const entry = drafts.entries.get(prompt.id);
  if (entry) return filled(entry.value);
  const answer = answers[prompt.id];
  return filled(answer?.value) && (!again || answer.round === 2);
}

export function focusHeading() {
  requestAnimationFrame(() => { document.getElementById("eg-heading")?.focus({ preventScroll: true }); scrollTo({ top: 0 }); });
}

function Steps({ sections, at, done, go, t }) {
  return html`<nav aria-label=${t("Sections")}><ol class="eg-steps">
    ${sections.map((section, i) => html`<li key=${section.id}><button class="eg-step" aria-current=${i === at ? "step" : undefined} onClick=${() => go(i)}>
      <span aria-hidden="true">${done[i] ? "✓" : i + 1}</span><span class="eg-hidden">${i + 1}. ${section.title}${done[i] ? ", " + t("done") : ""}</span></button></li>`)}
  </ol></nav>`;
}

// The button that ends a turn; while the laptop is being told it says so, and when it cannot be told it says that.
export function Done({ onDone, label, drafts, t }) {
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    if (busy) return;
    drafts.flush();
    setFault("");
    setBusy(true);
    try { await onDone(); } catch (problem) { setFault(problem.message); }
    setBusy(false);
  };
  return html`<div class="eg-stack is-tight"><${Fault} fault=${fault} />
    <div><button class="eg-button is-primary" aria-disabled=${busy ? "true" : undefined} onClick=${finish}>${busy ? t("Telling the laptop…") : label}</button></div></div>`;
}

export function Answers({ stage, sections, state, drafts, tagging, call, link, t, plural, language, onDone, doneLabel, again }) {
  // A page that is opened again opens at the section that was left.
  const left = `eg:${state.code}:section:${state.stages.indexOf(stage)}`;
  const [at, setAt] = useState(() => Number(remember.get(left)) || 0);
  const here = sections[Math.min(at, sections.length - 1)];
  const go = (i) => { setAt(i); remember.set(left, String(i)); drafts.flush(); focusHeading(); };
  useEffect(() => { if (at >= sections.length) setAt(0); }, [sections.length]);
  const again_ = (prompt) => again && prompt.twice;
  const done = sections.map((section) => section.prompts.every((prompt) => isAnswered(prompt, drafts, state.answers, again_(prompt))));
  if (!here) return null;
  const last = at >= sections.length - 1;
  return html`<div class="eg-stack is-wide">
    <header class="eg-stack is-tight">
      ${sections.length > 1 ? html`<${Steps} ...${{ sections, at, done, go, t }} />` : null}
      ${sections.length > 1 ? html`<p class="eg-hint">${t("{n} of {total}", { n: at + 1, total: sections.length })}</p>` : null}
      <h1 tabindex="-1" id="eg-heading" lang=${here.lang}>${here.title}</h1>
      ${at === 0 && stage.note ? html`<p class="eg-lead" lang=${here.lang}>${stage.note}</p>` : null}
      ${here.intro ? html`<p lang=${here.lang}>${here.intro}</p>` : null}
    </header>
    ${here.prompts.map((prompt) => html`<${Question} key=${prompt.id} ...${{ prompt, drafts, tagging, link, t, plural, language }} again=${again_(prompt)} answer=${state.answers[prompt.id]} />`)}
    ${last && drafts.unsent().length ? html`<p class="eg-note is-warn" role="status">${plural(drafts.unsent().length, "1 answer is still on this device only. It is sent as soon as the laptop is reached.", "{n} answers are still on this device only. They are sent as soon as the laptop is reached.")}</p>` : null}
    <div class="eg-row is-spread">
      ${at > 0 ? html`<button class="eg-button" onClick=${() => go(at - 1)}>${t("Back")}</button>` : html`<span></span>`}
      ${last ? html`<${Done} onDone=${onDone} label=${doneLabel} drafts=${drafts} t=${t} />` : html`<button class="eg-button is-primary" onClick=${() => go(at + 1)}>${t("Continue")}</button>`}
    </div>
  </div>`;
}

export function Waiting({ state, stage, sections, tagging, link, t, plural, language, onEdit }) {
  const answered = sections.flatMap((section) => section.prompts).filter((prompt) => filled(state.answers[prompt.id]?.value)).length;
  const about = sections.flatMap((section) => section.prompts).filter((prompt) => tagged(prompt, state.answers[prompt.id], tagging));
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading">${t("You have had your turn")}</h1>
      <p class="eg-lead">${plural(answered, "1 answer is saved.", "{n} answers are saved.")} ${state.next ? t("Next: {stage}. This page moves on by itself when the facilitator opens it.", { stage: state.next }) : ""}</p></div>
    <div class="eg-card eg-stack is-tight"><p role="status"><strong>${t("{ready} of {joined} ready", { ready: state.head.ready, joined: state.head.joined })}</strong></p>
      <p class="eg-hint">${stage.kind === "review" ? t("If something else comes to mind, add it.") : t("If something else comes to mind, add it. Nobody sees your answers yet.")}</p></div>
    <div><button class="eg-button" onClick=${onEdit}>${t("Look at my answers again")}</button></div>
    ${about.length ? html`<details class="eg-card"><summary>${t("While you wait: what your answers are about")}</summary><div class="eg-stack">
      ${about.map((prompt) => html`<div class="eg-stack is-tight" key=${prompt.id}><blockquote class="eg-quote is-mine" dir="auto">${state.answers[prompt.id].text}</blockquote><${Tags} ...${{ prompt, tagging, link, t, plural, language }} /></div>`)}</div></details>` : null}
    ${state.advice.length ? html`<details class="eg-card"><summary>${t("While you wait")}</summary><ul class="eg-stack is-tight" lang=${state.lang}>${state.advice.map((line) => html`<li key=${line}>${line}</li>`)}</ul></details>` : null}
  </div>`;
}

// Questions beside something else: notes while the room is read, a last word at the end. Of several
// sections only a short first one is open and the others are folded, so that nobody meets a wall of questions.
export function Beside({ sections, state, drafts, tagging, link, t, plural, language }) {
  const questions = (section) => section.prompts.map((prompt) => html`<${Question} key=${prompt.id} ...${{ prompt, drafts, tagging, link, t, plural, language }} answer=${state.answers[prompt.id]} />`);
  const intro = (section) => (section.intro ? html`<p lang=${section.lang}>${section.intro}</p>` : null);
  const open = (section, i) => sections.length === 1 || (i === 0 && section.prompts.length <= SHORT);
  return sections.map((section, i) => (open(section, i) ? html`<section class="eg-stack" key=${section.id} aria-labelledby=${"beside-" + section.id}>
    <div class="eg-stack is-tight"><h2 id=${"beside-" + section.id} lang=${section.lang}>${section.title}</h2>${intro(section)}</div>
    ${questions(section)}
  </section>` : html`<details class="eg-card" key=${section.id} id=${"beside-" + section.id}><summary lang=${section.lang}>${section.title}</summary><div class="eg-stack">${intro(section)}${questions(section)}</div></details>`));
}
