// A participant's page: join, my turn, waiting, the room, changing my mind, actions, the end.
import { base, fragment, html, keepLanguage, page, remember, useEffect, useRef, useState } from "./kit.js";
import { Compared, Together } from "./circle.js";
import { useBeginning } from "./begin.js";
import { useDrafts } from "./drafts.js";
import { Answers, Beside, Waiting, focusHeading } from "./answers.js";
import { Review, Room } from "./room.js";
import { Join } from "./join.js";
import { End, ForMe } from "./forme.js";
import { useTags } from "./tags.js";
import { Votes, useVotes } from "./votes.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const newToken = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => ALPHABET[byte & 31]).join("");
const plain = (token) => (token ?? "").toUpperCase().replace(/[^0-9A-Z]/g, "");
const codeHere = () => (location.pathname.match(/\/join\/([^/]+)\/?$/)?.[1] ?? "preview").toUpperCase();
const kept = () => `eg:${codeHere()}:token`;

// The token is made on the device, so that joining twice over a bad connection is joining once.
let mine;
function token() {
  const given = plain(fragment().get("r"));
  if (given && given !== mine) {
    mine = given;
    remember.set(kept(), mine);
    history.replaceState(null, "", location.pathname);
  }
  mine ??= plain(remember.get(kept())) || newToken();
  remember.set(kept(), mine);
  return mine;
}
function useToken(other) {
  mine = plain(other);
  remember.set(kept(), mine);
  location.reload();
}

const busyWriting = () => /^(TEXTAREA|INPUT|SELECT)$/.test(document.activeElement?.tagName ?? "") && document.activeElement.type !== "radio" && document.activeElement.type !== "checkbox";
const place = (state) => `${state.position}.${state.run}.${state.closed}`;

function Moved({ state, onGo, t }) {
  return html`<div class="eg-banner is-sticky" role="status"><span><strong>${t("The group has moved on to: {stage}.", { stage: state.stages[state.position].title })}</strong> ${t("Finish your thought. Nothing is lost.")}</span>
    <button class="eg-button is-primary" onClick=${onGo}>${t("Go there now")}</button></div>`;
}

// Which sections a stage asks for; a review without sections of its own asks again about everything so far.
function sectionsAt(state, content, position) {
  const ids = state.stages[position].sections;
  if (ids.length) return content.sections.filter((section) => ids.includes(section.id));
  if (state.stages[position].kind !== "review") return [];
  const seen = new Set(state.stages.slice(0, position).flatMap((stage) => stage.sections));
  return content.sections.filter((section) => seen.has(section.id));
}

function Screen({ state, content, room, group, at, run, behind, onGo, drafts, tagging, call, link, t, plural, language, editing, setEditing }) {
  const stage = state.stages[at];
  const sections = sectionsAt(state, content, at);
  const all = { stage, sections, state, drafts, tagging, call, link, t, plural, language };
  const pairing = ["pairs", "groups"].includes(stage.kind);
  const together = state.alone ? null : html`<${Together} ...${{ group, call, t, plural }} folded=${!pairing} />`;
  // It is said of the stage on this page: the group may have moved on in this moment.
  const ready = async () => {
    await call("ready", { ready: true, position: at, run });
    if (behind) return onGo();
    setEditing(false);
    focusHeading();
  };
  const done = state.alone ? async () => { await call("onward", { position: at }); focusHeading(); } : ready;
  const label = state.alone ? t("Continue to: {stage}", { stage: state.stages[at + 1]?.title ?? "" }) : t("I’m ready");
  if (state.closed || stage.kind === "close") return html`<div class="eg-stack is-wide"><${End} state=${state} stage=${stage} call=${call} t=${t} token=${token()} />${state.closed ? null : html`<${Beside} ...${all} />`}</div>`;
  if (stage.kind === "welcome") return html`<${Welcome} state=${state} stage=${stage} t=${t} plural=${plural} onward=${state.alone ? done : null} label=${label} />`;
  if (stage.kind === "shared" && !state.alone) {
    if (state.turn) return html`<div class="eg-stack is-wide"><${Room} room=${room} stage=${stage} lang=${state.lang} t=${t} plural=${plural} /><${Compared} compared=${group.compared} t=${t} />${together}<${Beside} ...${all} /></div>`;
    const before = state.stages.slice(0, at).map((_, i) => sectionsAt(state, content, i)).filter((list) => list.length).at(-1) ?? [];
    return html`<div class="eg-stack"><div class="eg-note"><strong>${t("Sharing is open.")}</strong> ${t("First have your own turn: short answers are fine. Then you see what the room said.")}</div>
      <${Answers} ...${all} sections=${before} onDone=${ready} doneLabel=${t("See what the room said")} /></div>`;
  }
  if (stage.kind === "review") return state.ready && !editing ? html`<${Waiting} ...${all} onEdit=${() => { setEditing(true); focusHeading(); }} />` : html`<${Review} ...${all} onDone=${done} doneLabel=${label} />`;
  const turn = () => (state.ready && !editing ? html`<${Waiting} ...${all} onEdit=${() => { setEditing(true); focusHeading(); }} />` : html`<${Answers} ...${all} key=${at} again=${state.round === 2} onDone=${done} doneLabel=${label} />`);
  return html`<div class="eg-stack is-wide">${sections.length ? turn() : html`<${Welcome} ...${{ state, stage, t, plural, label }} onward=${state.alone ? done : null} first=${pairing ? together : null} />`}
    ${pairing && sections.length ? together : null}</div>`;
}

function Welcome({ state, stage, t, plural, onward, label, first }) {
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading" lang=${stage.lang}>${stage.title}</h1><p class="eg-lead" lang=${stage.note ? stage.lang : undefined}>${stage.note || t("You are in. The facilitator opens the first part in a moment.")}</p></div>
    ${first ?? null}
    ${state.alone ? null : html`<p class="eg-card" role="status"><strong>${plural(state.head.joined, "1 person is here", "{n} people are here")}</strong></p>`}
    ${state.advice.length ? html`<section class="eg-card eg-stack is-tight"><h2>${t("Good to know")}</h2><ul class="eg-stack is-tight" lang=${state.lang}>${state.advice.map((line) => html`<li key=${line}>${line}</li>`)}</ul></section>` : null}
    ${onward ? html`<div><button class="eg-button is-primary" onClick=${onward}>${label}</button></div>` : null}
  </div>`;
}

const Opening = ({ link, t }) => html`<div class="eg-waiting"><p class="eg-lead" role="status">${link === "off" ? t("Your place opens by itself when the laptop is back.") : t("Opening your place…")}</p><div class="eg-ghost is-line" aria-hidden="true"></div><div class="eg-ghost" aria-hidden="true"></div></div>`;

function Participation({ state: said, call: tell, t, plural, language, link, model }) {
  const content = model.get("content") ?? {};
  const { state, known, act: call, begin, fault, opening } = useBeginning({ state: said, call: tell, link, token: token(), code: codeHere(), t });
  const scope = state.me ? `eg:${codeHere()}:${token()}:draft:` : "";
  const drafts = useDrafts(scope, call, link, known);
  const votes = useVotes(scope, call, link, known);
  const tags = useTags(scope, call, link, known);
  const [shown, setShown] = useState(null);
  const [editing, setEditing] = useState(false);
  const [, draw] = useState(0);
  useEffect(() => { // what the frame around the page does not follow
    const followed = ["change:statements", "change:group"];
    const changed = () => draw((n) => n + 1);
    followed.forEach((event) => model.on(event, changed));
    return () => followed.forEach((event) => model.off(event, changed));
  }, []);
  const told = useRef(""); // the move this person was told of while writing: they go there by their own hand
  const started = Boolean(state.me && state.stages && content.sections);
  drafts?.settle(state.answers ?? {});
  const go = () => { setShown({ position: state.position, run: state.run, place: place(state) }); setEditing(false); focusHeading(); };
  useEffect(() => {
    if (!started || shown?.place === place(state)) return;
    if (shown && (busyWriting() || drafts.unsent().length)) told.current = place(state);
    if (told.current !== place(state)) go();
  });
  const setLanguage = async (code) => { keepLanguage(code); await call("language", { language: code }).catch(() => {}); };
  if (state.problem) return html`<div class="eg-stack"><h1>${t("This page cannot open")}</h1><p class="eg-lead">${state.problem}</p>${base() === undefined ? null : html`<p><a href=${base()}>${t("Enter a code")}</a></p>`}</div>`;
  if (!state.title || opening) return html`<${Opening} link=${link} t=${t} />`;
  const forMe = html`<${ForMe} ...${{ state, call, t, setLanguage, language }} token=${token()} />`;
  const label = state.synthetic ? html`<p><span class="eg-chip is-warn">${t("Demonstration with a synthetic group: no real people")}</span></p>` : null;
  if (!state.me) return html`<div class="eg-stack is-wide">${label}<${Join} ...${{ state, call, t, useToken, begin, fault }} />${forMe}</div>`;
  if (!started || !shown) return null;
  const behind = shown.place !== place(state);
  const tagging = state.tagging ? { drafts: tags, tags: state.tags ?? {}, call } : null;
  const { list = [], said: theirs } = (state.closed ? null : model.get("statements")) ?? {};
  return html`<div class="eg-stack is-wide">
    ${label}
    ${behind ? html`<${Moved} state=${state} onGo=${() => { drafts.flush(); go(); }} t=${t} />` : null}
    <${Screen} ...${{ state, content, drafts, tagging, call, link, t, plural, language, editing, setEditing }} room=${model.get("room") ?? {}} group=${model.get("group") ?? {}} at=${Math.min(shown.position, state.stages.length - 1)} run=${shown.run} behind=${behind} onGo=${go} />
    ${state.alone ? null : html`<${Votes} list=${list} said=${theirs} open=${Boolean(model.get("room")?.open)} ...${{ votes, link, t, plural, language }} />`}
    ${forMe}
  </div>`;
}

const away = (t) => t("We could not reach the laptop. Keep going: your words are kept on this device and sent when it is back.");

export default page(Participation, () => ({ token: token() }), away);
