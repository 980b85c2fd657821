// From the first tap to the laptop's yes: a place is taken on this device first, so that nobody waits for it to write.
import { remember, useEffect, useRef, useState } from "./kit.js";

const read = (store, key) => { try { return JSON.parse(store().getItem(key)); } catch { return null; } };
const write = (store, key, value) => { try { store().setItem(key, JSON.stringify(value)); } catch { /* then it is asked of the laptop again */ } };
const tab = () => sessionStorage;
const device = () => localStorage;

// What only this person's page holds; it lets a reload show everything at once, and goes with the tab.
const own = ({ me, ready, turn, answers, actions, position, run }) => ({ me, ready, turn, answers, actions, position, run });

// Returns the state to draw, whether the laptop knows this person, acts that join first where needed, and the way in.
// `opening`: this person has been here, and what they wrote has not arrived yet.
export function useBeginning({ state, call, link, token, code, t }) {
  const keys = { begun: `eg:${code}:begun`, joined: `eg:${code}:joined`, mine: `eg:${code}:mine` };
  const [begun, setBegun] = useState(() => read(device, keys.begun));
  const [fault, setFault] = useState("");
  const heard = useRef(false); // the kernel has spoken: what it says is so
  heard.current ||= link === "on";
  const known = heard.current && Boolean(state.me);
  const forget = () => { setBegun(null); remember.drop(keys.begun); };
  // The yes alone is not enough to forget the first tap: what this person's page shows comes apart from it, and may be late.
  const join = () => call("join", { token, name: begun?.name ?? "" }, 12000).catch((problem) => {
    if (problem.refused) { forget(); setFault(problem.message); }
    throw problem;
  });
  useEffect(() => { if (link === "on" && begun && !known) join().catch(() => {}); }, [link, begun, known]);
  useEffect(() => {
    if (!known) return;
    remember.set(keys.joined, token);
    write(tab, keys.mine, { token, ...own(state) });
    if (begun) forget();
  }, [known, state]);

  const begin = (name) => {
    setFault("");
    write(device, keys.begun, { name });
    setBegun({ name });
  };
  const act = (name, args, wait) => (known || !begun ? call(name, args, wait) : join().then(() => call(name, args, wait)));
  const drawn = known || !state.title ? state : before({ state, token, begun, heard: heard.current, keys });
  return { state: drawn ?? state, known, act, begin, fault, opening: drawn === null };
}

function before({ state, token, begun, heard, keys }) {
  const fresh = { ready: false, turn: false, answers: {}, actions: [] };
  if (begun) return { ...state, ...fresh, me: { name: begun.name } };
  if (heard || remember.get(keys.joined) !== token) return state;
  const mine = read(tab, keys.mine);
  const room = state.stages?.[state.position]?.kind === "shared" && !state.alone; // nobody's words are kept but mine
  if (!mine?.me || mine.token !== token || room) return null;
  const here = mine.position === state.position && mine.run === state.run;
  return { ...state, me: mine.me, answers: mine.answers, actions: mine.actions, ready: here && mine.ready, turn: mine.turn };
}
