// Writing one statement: from somebody's answer, said in other words, or without one; likely identifiers are shown first.
import { html, remember, useRef, useState } from "./kit.js";
import { Pick } from "./desk_statement_pick.js";
import { Button, Fault, useAct } from "./desk_use.js";

const LONGEST = 500;

// As much of an answer as fits, up to the end of a word.
export function kindly(text) {
  const words = text.trim().replace(/\s+/g, " ");
  if ([...words].length <= LONGEST) return words;
  const cut = [...words].slice(0, LONGEST - 1).join("");
  const end = cut.lastIndexOf(" ");
  return `${end > LONGEST / 2 ? cut.slice(0, end) : cut}…`;
}

function Advice({ id, t }) {
  return html`<ul class="eg-hint eg-desk-advice" id=${id}><li>${t("One idea, without names or places that point at somebody.")}</li>
    <li>${t("Words that anybody here can agree or disagree with: “we” rather than “I”.")}</li></ul>`;
}

function Words({ id, label, text, write, field, t }) {
  const left = LONGEST - [...text].length;
  return html`<div class="eg-field"><label for=${id}>${label}</label><${Advice} id=${`${id}-advice`} t=${t} />
    <textarea class="eg-input eg-desk-short" rows="3" id=${id} aria-describedby=${`${id}-advice ${id}-left`} ref=${field} dir="auto" value=${text} onInput=${(event) => write(event.target.value)}></textarea>
    <p class=${left < 0 ? "eg-error" : "eg-hint"} id=${`${id}-left`}>${left < 0 ? t("{n} characters too many", { n: -left }) : left < 100 ? t("{n} characters left", { n: left }) : ""}</p></div>`;
}

function Original({ card, t }) {
  return card ? html`<div class="eg-stack is-tight"><p class="eg-hint">${t("The answer as it was written. Only you see this beside the statement.")}</p><blockquote class="eg-quote" dir="auto">${card.text}</blockquote></div>` : null;
}

// What may point at somebody: shown once, and the facilitator decides.
function Found({ found, again, t }) {
  if (!found.length) return null;
  return html`<div class="eg-note is-warn eg-stack is-tight" role="alert"><p><strong>${t("This may point at somebody.")}</strong></p>
    <ul class="eg-stack is-tight">${found.map((one, at) => html`<li key=${at}>${t("“{word}”", { word: one.text })}: ${one.why}</li>`)}</ul>
    <div><${Button} kind="is-small" onClick=${again}>${t("Leave it as it is")}</${Button}></div></div>`;
}

// Sends words, and holds what was found in them until they are changed or the facilitator insists.
function useSending(act, name) {
  const [stopped, stop] = useState({ found: [], args: null });
  const send = async (args, anyway) => {
    const done = await act(name, { ...args, anyway });
    stop(done?.found?.length ? { found: done.found, args } : { found: [], args: null });
    return Boolean(done) && !done.found?.length;
  };
  return { found: stopped.found, args: stopped.args, send, clear: () => stop({ found: [], args: null }) };
}

export function Edit({ one, card, act, done, t }) {
  const [text, setText] = useState(one.text);
  const sending = useSending(act, "statement_edit");
  const save = async (anyway) => (await sending.send({ statement: one.id, text }, anyway)) && done();
  const write = (words) => { sending.clear(); setText(words); };
  return html`<form class="eg-stack is-tight" onSubmit=${(event) => { event.preventDefault(); save(false); }}>
    <${Original} card=${card} t=${t} /><${Words} id=${`statement-${one.id}`} label=${t("In other words")} ...${{ text, write, t }} />
    <${Found} found=${sending.found} again=${() => save(true)} t=${t} />
    <div class="eg-row"><button class="eg-button is-primary is-small" type="submit">${t("Save")}</button><${Button} kind="is-small" onClick=${done}>${t("Leave it")}</${Button}></div></form>`;
}

// What is half written outlives a reload, with the answer it is made from.
function useDraft(key) {
  const [draft, setDraft] = useState(() => {
    try { return { text: "", answer: "", ...JSON.parse(remember.get(key)) }; } catch { return { text: "", answer: "" }; }
  });
  const change = (next) => {
    setDraft(next);
    next.text || next.answer ? remember.set(key, JSON.stringify(next)) : remember.drop(key);
  };
  return [draft, change];
}

export function Compose({ state, room, call, t, plural }) {
  const act = useAct(call);
  const [draft, change] = useDraft(`eg:${state.session.code}:statement`);
  const [said, say] = useState("");
  const field = useRef();
  const sending = useSending(act, "statement_add");
  const card = room.cards[draft.answer];
  const write = (text) => { sending.clear(); say(""); change({ ...draft, text }); };
  const take = (id) => { sending.clear(); say(""); change({ text: kindly(room.cards[id].text), answer: id }); field.current?.focus(); };
  const keep = async (args, anyway) => {
    if (!(await sending.send(args, anyway))) return;
    change({ text: "", answer: "" });
    say(t("The statement is with the room."));
    field.current?.focus();
  };
  const send = () => keep({ text: draft.text, answer: card ? draft.answer : "" }, false);
  return html`<div class="eg-stack"><${Pick} ...${{ room, take, t, plural }} chosen=${draft.answer} />
    <form class="eg-stack is-tight" onSubmit=${(event) => { event.preventDefault(); send(); }}>
      <${Original} card=${card} t=${t} /><${Words} id="eg-statement" label=${card ? t("Say it in other words") : t("Write a statement")} text=${draft.text} ...${{ write, field, t }} />
      <${Found} found=${sending.found} again=${() => keep({ ...sending.args }, true)} t=${t} />
      <${Fault} text=${act.fault} />
      <div class="eg-row is-tight"><button class="eg-button is-primary" type="submit" aria-disabled=${act.busy ? "true" : undefined}>${t("Put it to the room")}</button>
        ${draft.answer ? html`<${Button} kind="is-quiet" onClick=${() => { sending.clear(); change({ text: "", answer: "" }); }}>${t("Leave this answer")}</${Button}>` : null}</div>
      <p role="status" class="eg-hint">${said}</p></form></div>`;
}
