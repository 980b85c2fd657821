// The facilitator's page: where a session is started, led and closed. Left the agenda, in the middle what this stage needs, right what to say.
import { base, fragment, html, page, remember, useEffect, useRef, useState } from "./kit.js";
import { Agenda } from "./desk_agenda.js";
import { Board } from "./desk_board.js";
import { Gaps } from "./desk_gaps.js";
import { Join } from "./desk_join.js";
import { steady } from "./desk_order.js";
import { Points } from "./desk_points.js";
import { Responses } from "./desk_responses.js";
import { Session } from "./desk_session.js";
import { Statements } from "./desk_statements.js";
import { Answered, Now } from "./desk_stage.js";
import { StartScreen } from "./desk_start.js";
import { Theming } from "./desk_theming.js";
import { Fold, identityName } from "./desk_use.js";

const host = () => fragment().get("host") ?? "";

// Undo is by hand: two facilitators at once take back their own steps only. A hand is this device.
const anyHand = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const HAND = remember.get("eg:hand") || anyHand();
remember.set("eg:hand", HAND);

// A reload must find the session again: its code goes into the path, its key into the fragment, which no server ever sees.
function keep(code, key) {
  if (base() !== undefined) history.replaceState(null, "", `${base()}facilitate/${code}#key=${key}`);
}

const WIDE = matchMedia("(min-width: 60rem)");
function useWide() {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const changed = () => setWide(WIDE.matches);
    WIDE.addEventListener("change", changed);
    return () => WIDE.removeEventListener("change", changed);
  }, []);
  return wide;
}

function Header({ state, fresh, t }) {
  const { session } = state;
  const heading = useRef();
  useEffect(() => {
    if (!fresh) return; // the form that was filled in is gone: go on from the top of what took its place
    scrollTo(0, 0);
    heading.current.focus({ preventScroll: true });
  }, []);
  return html`<header class="eg-desk-header">
    <h1 tabindex="-1" ref=${heading}>${session.title}</h1>
    <p class="eg-row is-tight">${session.synthetic ? html`<span class="eg-chip is-warn"><strong>${t("Synthetic group")}</strong></span>` : null}
      <span class="eg-chip">${t("Code {code}", { code: session.code })}</span><span class="eg-chip">${identityName(session.identity, t)}</span>
      ${session.title === session.workshop ? null : html`<span class="eg-hint">${session.workshop}</span>`}</p>
  </header>`;
}

function Script({ state, wide, t }) {
  const { stage, advice } = state;
  return html`<${Fold} title=${t("What to say")} open=${wide}>
      ${stage.say ? stage.say.split(/\n{2,}/).map((part, at) => html`<p key=${at} class="eg-words">${part}</p>`) : html`<p class="eg-hint">${t("Nothing is written for this stage. Say what is to be done, and for how long.")}</p>`}
      ${stage.note ? html`<div class="eg-stack is-tight"><h3>${t("On people’s pages")}</h3><p class="eg-words">${stage.note}</p></div>` : null}
    </${Fold}>
    ${advice.length ? html`<${Fold} title=${t("Good to know")} open=${false}><ul class="eg-stack is-tight">${advice.map((line) => html`<li key=${line}>${line}</li>`)}</ul></${Fold}>` : null}`;
}

// Said once to who cannot see the page, and only when the group moves.
function useMoves(state, t, plural) {
  const place = state.stage ? `${state.stage.position}.${state.stage.run}.${state.session.closed}` : "";
  const before = useRef(place);
  const [words, say] = useState("");
  useEffect(() => {
    if (before.current && place && before.current !== place) say(state.session.closed ? t("The session is closed.") : t("Now: {stage}. {minutes}.", { stage: state.stage.title, minutes: plural(Math.round(state.clock.planned / 60), "{n} minute", "{n} minutes") }));
    before.current = place;
  });
  return words;
}

// From part to part of a long page, opening what is folded.
function GoTo({ t }) {
  const parts = [["themes", t("Themes")], ["gaps", t("Gaps")], ["statements", t("Similar or different?")], ["responses", t("Responses")], ["points", t("Points")]];
  const go = (name) => {
    const part = document.getElementById(`eg-part-${name}`);
    const fold = part.querySelector("details");
    const head = part.querySelector("h2, summary");
    if (fold?.contains(head)) fold.open = true;
    else head.tabIndex = -1;
    part.scrollIntoView({ block: "start" });
    head.focus({ preventScroll: true });
  };
  return html`<nav class="eg-desk-goto" aria-label=${t("Go to")}>${parts.map(([name, title]) => html`<button type="button" key=${name} class="eg-button is-quiet is-small" onClick=${() => go(name)}>${title}</button>`)}</nav>`;
}

const Part = ({ name, children }) => html`<div id=${`eg-part-${name}`} class="eg-desk-part">${children}</div>`;

function Middle(all) {
  const { state, room, kept, wide } = all;
  const sharing = Boolean(room.cards);
  const opening = state.stage.kind === "welcome" && !state.session.closed;
  const ending = state.session.closed || state.stage.kind === "close";
  return html`<div class="eg-stack is-wide eg-desk-middle">
    <${Now} ...${all} />
    <div class="eg-stack eg-desk-script">${wide ? null : html`<${Script} ...${all} />`}</div>
    ${state.session.closed ? null : html`<${Join} ...${all} open=${opening} />`}
    ${ending ? html`<${Session} key="end" ...${all} open=${true} />` : null}
    ${sharing ? null : html`<${Answered} ...${all} open=${true} />`}
    <${Board} ...${all} />
    ${sharing ? html`<${GoTo} t=${all.t} />` : null}
    ${sharing ? html`<${Part} name="themes"><${Theming} ...${all} seen=${kept.seen} opened=${kept.opened} /></${Part}>` : null}
    ${sharing ? html`<${Part} name="gaps"><${Gaps} ...${all} /></${Part}>` : null}
    ${sharing ? html`<${Part} name="statements"><${Statements} ...${all} /></${Part}>` : null}
    ${sharing ? html`<${Part} name="responses"><${Responses} ...${all} seen=${kept.seen} steady=${steady} /></${Part}>` : null}
    <${Part} name="points"><${Points} ...${all} open=${sharing} /></${Part}>
    ${sharing ? html`<${Answered} ...${all} open=${false} />` : null}
    ${ending ? null : html`<${Session} key="going" ...${all} open=${false} />`}
  </div>`;
}

function Led(all) {
  const { state, fresh, t, plural } = all;
  const wide = useWide();
  const moved = useMoves(state, t, plural);
  return html`<div class="eg-stack is-wide">
    <${Header} ...${{ state, fresh, t }} /><p class="eg-hidden" role="status">${moved}</p>
    <div class="eg-desk">
      <div class="eg-desk-side" role="region" aria-label=${t("Agenda")}><${Agenda} ...${all} wide=${wide} /></div>
      <${Middle} ...${all} wide=${wide} />
      ${wide ? html`<div class="eg-desk-side is-right eg-stack" role="region" aria-label=${t("What to say")}><${Script} ...${{ state, wide, t }} /></div>` : null}
    </div></div>`;
}

function Desk({ state, call, t, plural, language, model }) {
  const [keys, setKeys] = useState(() => fragment().get("key") ?? "");
  const fresh = useRef(false);
  const kept = useRef({ code: "", seen: new Map(), opened: new Set() });
  const code = state.session?.code ?? "";
  if (kept.current.code !== code) kept.current = { code, seen: new Map(), opened: new Set() };
  const open = (made) => { keep(made.code, made.key); setKeys(made.key); };
  if (state.screen === "start") fresh.current = true;
  if (state.screen === "start") return html`<${StartScreen} ...${{ state, call, t, plural, language }} host=${host()} onOpen=${open} />`;
  if (state.screen !== "session") return html`<div class="eg-waiting" role="status"><span class="eg-hidden">${t("Opening your page…")}</span><div class="eg-ghost is-line"></div><div class="eg-ghost"></div></div>`;
  const onLeave = base() === undefined ? () => { setKeys(""); call("leave").catch(() => {}); } : null;
  return html`<${Led} key=${code} ...${{ state, call, model, t, plural, language, keys, onLeave }} room=${model.get("room") ?? {}} kept=${kept.current} fresh=${fresh.current} />`;
}

export default page(Desk, () => ({ key: fragment().get("key") ?? "", host: host(), hand: HAND }));
