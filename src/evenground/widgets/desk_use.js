// What the parts of the facilitator's page share: acts with their fault beside them, folding parts, times in words.
import { html, useEffect, useRef, useState } from "./kit.js";
import { Component } from "./vendor/preact.js";

// One act, unless the same is under way: true or what the laptop answered when it was done, false and a fault when not.
async function once(under, key, act, setFault) {
  if (under.has(key)) return false;
  under.add(key);
  setFault("");
  try {
    return (await act()) ?? true;
  } catch (problem) {
    setFault(problem.message);
    return false;
  } finally {
    under.delete(key);
  }
}

// const act = useAct(call): await act("move", {to: 3}) is true when it was done; act.fault says why not.
export function useAct(call) {
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const under = useRef(new Set()); // a second press before the first has drawn anything must not do it twice
  const act = async (name, args, wait = 20000) => {
    if (under.current.size) return false;
    setBusy(true);
    const done = await once(under.current, "", () => call(name, args, wait), setFault);
    setBusy(false);
    return done;
  };
  return Object.assign(act, { fault, busy, clear: () => setFault("") });
}

// The same for a hand that is quicker than the laptop: different acts go one after the other, only the very same one waits for its answer.
export function useActs(call) {
  const [fault, setFault] = useState("");
  const under = useRef(new Set());
  const act = (name, args, wait = 20000) => once(under.current, JSON.stringify([name, args]), () => call(name, args, wait), setFault);
  return Object.assign(act, { fault, clear: () => setFault("") });
}

// A part that is drawn anew only when something it was given is another thing.
export function still(Inner) {
  return class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys({ ...next, ...this.props }).some((name) => name !== "children" && next[name] !== this.props[name]);
    }

    render(given) {
      return html`<${Inner} ...${given} />`;
    }
  };
}

// How the machine's suggestions stand: they come on a way of their own, apart from the room.
export function useEngine(model) {
  const [, draw] = useState(0);
  useEffect(() => {
    const changed = () => draw((n) => n + 1);
    model.on("change:engine", changed);
    return () => model.off("change:engine", changed);
  }, []);
  return model.get("engine") ?? {};
}

export function Fault({ text }) {
  return text ? html`<p class="eg-error" role="alert">▲ ${text}</p>` : null;
}

// A button that keeps its place and its focus when there is nothing for it to do.
export function Button({ kind = "", off, onClick, children, ...rest }) {
  return html`<button type="button" ...${rest} class=${`eg-button ${kind}`} aria-disabled=${off ? "true" : undefined} onClick=${(event) => (off ? undefined : onClick?.(event))}>${children}</button>`;
}

export function Fold({ title, open, count, children, kind = "eg-card", ...rest }) {
  return html`<details class=${`${kind} eg-fold`} open=${open} ...${rest}>
    <summary><span>${title}${count ? html` <span class="eg-count">${count}</span>` : null}</span></summary>
    <div class="eg-stack eg-folded">${children}</div>
  </details>`;
}

// The seconds since `clock.at`, counted here by this device's own running time: no two clocks have to agree.
export function useSeconds(clock) {
  const [start, setStart] = useState({ at: clock?.at, from: performance.now() });
  const [, tick] = useState(0);
  const now = start.at === clock?.at ? start : { at: clock?.at, from: performance.now() };
  useEffect(() => {
    if (now !== start) setStart(now);
  });
  useEffect(() => {
    if (!clock?.runs) return undefined;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [clock?.runs]);
  return clock?.runs ? (performance.now() - now.from) / 1000 : 0;
}

// Where the time stands now: left of this stage (below 0: over), and behind the whole plan (below 0: ahead), in seconds.
export function timesNow(clock, passed) {
  const taken = clock.taken + passed;
  const over = Math.max(0, taken - clock.planned) - Math.max(0, clock.taken - clock.planned);
  return { taken, left: clock.planned - taken, behind: clock.behind + (clock.late ? over : 0) };
}

export const minutesClock = (seconds) => {
  const whole = Math.floor(Math.abs(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};
export const inMinutes = (seconds) => Math.round(Math.abs(seconds) / 60);

export function identityName(identity, t) {
  return { named: t("Own names"), alias: t("Names for today"), anonymous: t("No names") }[identity];
}
export function identityLine(identity, t) {
  return {
    named: t("People may give their name, and choose for each answer whether it stands beside it."),
    alias: t("People may give a name for today that is not their own, and choose for each answer whether it stands beside it."),
    anonymous: t("Nobody is asked for a name, and no answer carries one."),
  }[identity];
}
