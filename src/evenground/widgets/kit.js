// What every page component shares: drawing, words, acts with an answer, the link to the laptop, saved files.
import { html, render, useState, useEffect, useRef } from "./vendor/preact.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in (values ?? {}) ? String(values[name]) : whole));

// t says one text and plural a counted one, in the language that the model names; {names} are filled in.
export function speaker(model) {
  const words = () => model.get("words") ?? {};
  const t = (text, values) => fill(typeof words()[text] === "string" ? words()[text] : text, values);
  const plural = (n, one, many, values) => {
    const known = words()[one];
    if (!Array.isArray(known)) return fill(n === 1 ? one : many, { n, ...values });
    const at = { zero: 0, one: 1, two: 2, few: 3, many: 4, other: 0 }[new Intl.PluralRules("cy").select(n)]; // as in the catalogue
    return fill(known[at] || many, { n, ...values });
  };
  return { t, plural };
}

// call("name", {args}) resolves with the kernel's answer, or throws: .refused when the kernel said no, .again when the same may do later, else no answer came.
function caller(model, t) {
  const open = new Map();
  let last = 0;
  const receive = (message, buffers) => {
    if (message.file) return saveFile(message.file, message.mime, buffers[0]);
    const waiting = open.get(message.done);
    if (!waiting) return;
    open.delete(message.done);
    clearTimeout(waiting.timer);
    if (message.ok) waiting.resolve(message.result);
    else waiting.reject(Object.assign(new Error(message.message), { refused: !message.again, again: message.again }));
  };
  model.on("msg:custom", receive);
  const lost = () => new Error(t("We could not reach the laptop. Try again in a moment."));
  // An act as it is sent, and the promise of its answer.
  const ask = (name, args = {}, wait = 8000) => {
    const id = ++last;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => { open.delete(id); reject(lost()); }, wait);
      open.set(id, { resolve, reject, timer });
    });
    return { message: { do: name, id, args }, answer };
  };
  const call = (name, args, wait) => {
    const { message, answer } = ask(name, args, wait);
    try {
      model.send(message);
    } catch {
      clearTimeout(open.get(message.id)?.timer);
      open.get(message.id)?.reject(lost());
      open.delete(message.id);
    }
    return answer;
  };
  return { ask, call, lost, stop: () => model.off("msg:custom", receive) };
}

export function saveFile(name, mime, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// Addresses and secrets: the code from the path, keys and tokens from the fragment; nothing secret is ever in a query.
export const base = () => document.body.dataset.egBase;
export const fragment = () => new URLSearchParams(location.hash.slice(1));
export const remember = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  keys: (start) => { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } },
};

// Remembered here for this page, and in a cookie for the pages that the server draws.
export function keepLanguage(code) {
  remember.set("eg:language", code);
  if (base() !== undefined) document.cookie = `evenground_language=${code}; path=${base()}; max-age=31536000; samesite=lax`;
}

// The frame around the page was drawn by the server, perhaps in another language.
function speakFrame(t) {
  const said = { "eg-say-skip": t("Skip to the page"), "eg-say-privacy": t("What happens to my words"), "eg-say-accessibility": t("Accessibility") };
  for (const [id, words] of Object.entries(said)) document.getElementById(id)?.replaceChildren(words);
}

const writing = () => /^(TEXTAREA|INPUT|SELECT)$/.test(document.activeElement?.tagName ?? "") && !document.hidden;
const BEAT = 4000;

// "on": the kernel answers. "off": the laptop cannot be reached. "gone": the laptop is there, this page's kernel is not.
function watchLink(call, hello, tell) {
  let state = "waiting", silent = 0, timer, stopped = false, greeted = false;
  const say = (next) => { if (next !== state) tell((state = next)); };
  const reachable = async () => {
    try {
      return (await fetch(base() + "health", { cache: "no-store", signal: AbortSignal.timeout(3000) })).ok;
    } catch { return false; }
  };
  const beat = async () => {
    clearTimeout(timer);
    try {
      if (greeted) await call("ping", {}, 3500);
      else { await call("hello", hello(), 12000); greeted = true; } // again after each loss: what was said then is told anew
      silent = 0;
      say("on");
    } catch (fault) {
      if (fault.refused) say("on");
      else if (base() !== undefined) {
        const there = await reachable();
        silent = there ? silent + 1 : 0;
        if (there) say(silent >= 2 ? "gone" : state);
        else lost();
      }
    }
    if (!stopped) timer = setTimeout(beat, state === "on" ? BEAT : 1500);
  };
  const lost = () => { greeted = false; say("off"); };
  const back = () => { silent = 0; beat(); };
  addEventListener("offline", lost);
  addEventListener("online", back);
  beat();
  return () => {
    stopped = true;
    clearTimeout(timer);
    removeEventListener("offline", lost);
    removeEventListener("online", back);
  };
}

// Our own front end keeps the link itself: the page greets each time it opens, and is "on" when its greeting was answered.
// Acts wait while a kernel is on its way; when the laptop cannot be reached they say so at once.
function keepLink(model, { ask, call, lost }, hello) {
  const LONGEST = 30000;
  let state = "waiting", told = () => {}, waiting = [];
  const say = (next) => {
    if (next !== state) told((state = next));
    if (state === "waiting") return;
    const done = waiting;
    waiting = [];
    done.forEach(({ resolve, reject }) => (state === "on" ? resolve() : reject(lost())));
  };
  const greet = () => {
    const { message, answer } = ask("hello", hello(), 120000);
    answer.then(() => say("on"), (fault) => {
      if (fault.refused) say("on");
      else if (fault.again) setTimeout(() => model.greet(greet), 2000);
    });
    return message;
  };
  const linked = () => new Promise((resolve, reject) => {
    if (state !== "waiting") return state === "on" ? resolve() : reject(lost());
    waiting.push({ resolve, reject });
    setTimeout(() => reject(lost()), LONGEST);
  });
  return {
    async call(name, args, wait) {
      await linked();
      const result = await call(name, args, wait);
      if (name === "language") model.greet(greet); // the server says the last greeting to each new kernel
      return result;
    },
    watch(tell) {
      told = tell;
      model.greet(greet);
      return model.link.follow((link) => say(link === "open" ? (state === "on" ? "on" : "waiting") : link));
    },
  };
}

// A page without its kernel starts again by itself, unless somebody is in the middle of a sentence; drafts are on the device.
function startAgain() {
  const last = Number(sessionStorage.getItem("eg:again") ?? 0);
  if (writing() || Date.now() - last < 15000) return false;
  sessionStorage.setItem("eg:again", String(Date.now()));
  location.reload();
  return true;
}

function Banner({ link, t, away }) {
  if (link === "off")
    return html`<div class="eg-banner" role="status"><strong>${t("Not connected.")}</strong> ${away(t)}</div>`;
  if (link === "gone")
    return html`<div class="eg-banner" role="status">
      <p><strong>${t("This page has lost its link to the laptop.")}</strong> ${t("Finish your sentence, then carry on from where you are. Nothing is lost.")}</p>
      <button class="eg-button is-primary" onClick=${() => location.reload()}>${t("Carry on")}</button>
    </div>`;
  return null;
}

function Frame({ Component, model, call, watch, t, plural, away }) {
  const [, draw] = useState(0);
  const [link, setLink] = useState("waiting");
  useEffect(() => {
    const changed = () => draw((n) => n + 1);
    const watched = ["state", "words", "content", "room"].map((trait) => `change:${trait}`);
    watched.forEach((event) => model.on(event, changed));
    const stop = watch(setLink);
    return () => { stop(); watched.forEach((event) => model.off(event, changed)); };
  }, []);
  useEffect(() => {
    document.documentElement.lang = base() === undefined ? document.documentElement.lang : model.get("language");
    speakFrame(t);
    const slot = document.getElementById("eg-link");
    if (slot) slot.textContent = { on: t("Connected"), waiting: t("Connecting"), off: t("Not connected"), gone: t("Not connected") }[link];
    if (slot) slot.dataset.link = link;
    if (link !== "gone") return;
    startAgain();
    const timer = setInterval(startAgain, 3000);
    return () => clearInterval(timer);
  });
  return html`<${Banner} link=${link} t=${t} away=${away} />
    <${Component} state=${model.get("state") ?? {}} language=${model.get("language")} ...${{ call, t, plural, link, model }} />`;
}

// The anywidget of one page component. `hello` returns what the page tells its kernel first: path, token, key.
// `away` says in one sentence what becomes of this page while the laptop cannot be reached.
export function page(Component, hello = () => ({}), away = (t) => t("We could not reach the laptop. This page catches up when it is back.")) {
  return {
    render({ model, el }) {
      const { t, plural } = speaker(model);
      const calls = caller(model, t);
      const root = document.createElement("div");
      root.className = "eg eg-page";
      el.append(root);
      const greeting = () => ({ path: location.pathname, language: remember.get("eg:language") ?? "", drawn: model.get("language"), has: model.get("marks") ?? {}, ...hello() });
      const { call, watch } = model.link ? keepLink(model, calls, greeting) : { call: calls.call, watch: (tell) => watchLink(calls.call, greeting, tell) };
      render(html`<${Frame} ...${{ Component, model, call, watch, t, plural, away }} />`, root);
      return () => { calls.stop(); render(null, root); };
    },
  };
}

export { html, useState, useEffect, useRef };
