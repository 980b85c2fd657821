// What somebody typed stays on the device until the kernel says that it is in the store.
import { remember, useEffect, useRef, useState } from "./kit.js";

const PAUSE = 600; // ms without typing before a save is sent
const LONGEST = 4000; // ms of typing without a pause after which it is sent all the same
const AGAIN = 5000; // ms between tries
const newId = () => Date.now().toString(36) + "-" + Math.random().toString(36).slice(2, 10);

// Drafts by prompt: {value, visibility?, reason?, draft, status: "kept"|"saved"|"refused", message?, revision?}.
// `may` tells whether the laptop knows this person already; until then all drafts stay on the device.
export function makeDrafts(scope, call, changed, may = () => true) {
  const entries = new Map();
  const sending = new Set();
  let timer;
  let since = 0; // when the first change was made that has not been sent
  const unsent = () => [...entries.values()].filter((entry) => entry.status !== "saved");
  const keep = (prompt, entry) => {
    const { value, visibility, reason, draft } = entry;
    entry.stored = remember.set(scope + prompt, JSON.stringify({ value, visibility, reason, draft }));
  };
  for (const key of remember.keys(scope)) {
    try {
      entries.set(key.slice(scope.length), { ...JSON.parse(remember.get(key)), status: "kept", stored: true });
    } catch { remember.drop(key); }
  }
  async function send(prompt) {
    const entry = entries.get(prompt);
    if (!entry || entry.status !== "kept" || sending.has(prompt) || !may()) return;
    const { value, visibility, reason, draft } = entry;
    sending.add(prompt);
    try {
      const done = await call("answer", { prompt, value, visibility, reason, draft });
      const now = entries.get(prompt);
      if (now?.draft === draft) {
        remember.drop(scope + prompt);
        entries.set(prompt, { ...now, status: "saved", revision: done.revision, at: done.at });
      }
    } catch (fault) {
      const now = entries.get(prompt);
      if (now?.draft === draft && fault.refused) entries.set(prompt, { ...now, status: "refused", message: fault.message });
      else {
        if (now?.draft === draft && fault.again) entries.set(prompt, { ...now, message: fault.message });
        later(AGAIN);
      }
    }
    sending.delete(prompt);
    changed();
    if (entries.get(prompt)?.status === "kept") later(PAUSE);
  }
  const flush = () => { clearTimeout(timer); since = 0; for (const prompt of entries.keys()) send(prompt); };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(flush, wait); };
  return {
    entries, unsent, flush,
    change(prompt, patch, current) {
      const before = entries.get(prompt) ?? { value: current?.value ?? null, visibility: current?.visibility, reason: current?.reason ?? "" };
      const entry = { ...before, ...patch, status: "kept", message: "", draft: newId() };
      keep(prompt, entry);
      entries.set(prompt, entry);
      since ||= Date.now();
      if (Date.now() - since > LONGEST) flush();
      else later(PAUSE);
      changed();
    },
    // An answer that the state now holds needs no draft; a later one from another device takes its place.
    settle(answers) {
      for (const [prompt, entry] of entries)
        if (entry.status === "saved" && (answers[prompt]?.revision ?? -1) >= entry.revision) entries.delete(prompt);
    },
    stop() { clearTimeout(timer); },
  };
}

// One set of drafts for a page; sends what waits as soon as the link is back or the page is left.
export function useDrafts(scope, call, link, known = true) {
  const [, draw] = useState(0);
  const drafts = useRef(null);
  const knows = useRef(known);
  knows.current = known;
  if (scope && drafts.current?.scope !== scope) {
    drafts.current?.stop();
    drafts.current = Object.assign(makeDrafts(scope, call, () => draw((n) => n + 1), () => knows.current), { scope });
  }
  useEffect(() => { if (link === "on") drafts.current?.flush(); }, [link, scope, known]);
  useEffect(() => {
    const leave = () => { if (document.hidden) drafts.current?.flush(); };
    document.addEventListener("visibilitychange", leave);
    return () => document.removeEventListener("visibilitychange", leave);
  }, []);
  return drafts.current;
}
