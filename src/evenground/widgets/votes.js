// Statements put to the room: agree, disagree or pass, kept on this device until the laptop has it.
import { html, remember, useEffect, useRef, useState } from "./kit.js";
import { Figure } from "./figure.js";
import { useDrafts } from "./drafts.js";
import { Status } from "./status.js";

const CHOICES = (t) => [[1, t("Agree")], [-1, t("Disagree")], [0, t("Pass")]];
const mySaying = (value, t) => ({ 1: t("You agree."), "-1": t("You disagree."), 0: t("You passed.") }[value] ?? t("You took your vote back."));

// A vote is a draft as an answer is, by the number of its statement; null takes it back.
export function useVotes(scope, call, link, known) {
  const tell = (_name, { prompt, value }) => call("vote", { statement: Number(prompt), value });
  return useDrafts(scope && scope.replace(/draft:$/, "vote:"), tell, link, known);
}

// Drops what the laptop has, and returns the votes that are too late: refused, while others are asked for (`open`).
function settle(votes, list, open) {
  const asked = new Map(list.map((one) => [one.id, one]));
  const lost = [];
  for (const [id, entry] of votes?.entries ?? []) {
    const one = asked.get(id);
    if (entry.status === "saved" && one?.mine !== entry.value) votes.entries.delete(id);
    else if (entry.status === "refused" && open && !one) lost.push(id);
  }
  return lost;
}

function Card({ one, votes, link, t, language, see }) {
  const card = useRef(null);
  const entry = votes.entries.get(one.id);
  const value = entry ? entry.value : one.mine;
  const takeBack = () => { card.current.querySelector("[aria-pressed=true]").focus(); give(null); };
  const give = (next) => { if (next !== value) { votes.change(one.id, { value: next }); votes.flush(); } };
  useEffect(() => see(card.current), []);
  const id = `eg-vote-${one.id}`;
  return html`<article class="eg-card eg-stack" ref=${card} data-statement=${one.id}>
    <h3 class="eg-words" id=${id} dir="auto">${one.text}</h3>
    <div class="eg-votes" role="group" aria-labelledby=${id}>${CHOICES(t).map(([each, name]) => html`<button class="eg-button" key=${each} aria-pressed=${value === each ? "true" : "false"} onClick=${() => give(each)}><span class="eg-tick" aria-hidden="true">${value === each ? "✓" : ""}</span>${name}</button>`)}</div>
    ${value !== null || entry ? html`<div class="eg-row is-spread"><span class="eg-status"><strong>${mySaying(value, t)}</strong> <${Status} ...${{ entry, link, t, language }} saved=${true} /></span>
      ${value === null ? null : html`<button class="eg-button is-quiet is-small" onClick=${takeBack}>${t("Take my vote back")}<span class="eg-hidden">: ${one.text}</span></button>`}</div>` : null}
  </article>`;
}

export function Votes({ list, said, open, votes, link, t, plural, language }) {
  const lost = settle(votes, list, open);
  const [seen, setSeen] = useState(() => new Set());
  const watch = useRef(null);
  watch.current ??= new IntersectionObserver((found) => {
    const ids = found.filter((one) => one.isIntersecting).map((one) => one.target.dataset.statement);
    if (ids.length) setSeen((before) => new Set([...before, ...ids]));
  }, { rootMargin: "-15% 0px" });
  const ids = list.map((one) => one.id).join();
  useEffect(() => () => watch.current.disconnect(), []);
  useEffect(() => { // what was refused while its statement was away is tried again
    for (const one of list) {
      const entry = votes.entries.get(one.id);
      if (entry?.status === "refused") votes.change(one.id, { value: entry.value });
    }
  }, [ids]);
  useEffect(() => lost.forEach((id) => remember.drop(votes.scope + id)), [lost.join()]); // said once; not again at the next visit
  const see = (card) => { watch.current.observe(card); return () => watch.current.unobserve(card); };
  const news = list.filter((one) => one.mine === null && !votes.entries.has(one.id) && !seen.has(one.id));
  const look = () => {
    const first = document.querySelector(`[data-statement="${news[0].id}"]`);
    setSeen(new Set(list.map((one) => one.id)));
    first.scrollIntoView({ block: "start" });
    first.querySelector("button").focus({ preventScroll: true });
  };
  return html`${list.length || lost.length ? html`<section class="eg-stack" aria-labelledby="eg-asked">
      <div class="eg-stack is-tight"><h2 id="eg-asked">${t("What do you think of these?")}</h2>
        <p class="eg-hint">${t("Nobody sees who voted what. You can change your mind.")}</p></div>
      ${list.map((one) => html`<${Card} key=${one.id} ...${{ one, votes, link, t, language, see }} />`)}
      ${lost.length ? html`<p class="eg-note is-warn" role="status">${plural(lost.length, "1 vote came too late to be counted.", "{n} votes came too late to be counted.")}</p>` : null}
      ${said ? html`<div class="eg-card eg-stack"><h3>${t("What the room says of those you voted on")}</h3><${Figure} ...${said} t=${t} /></div>` : null}
    </section>` : null}
    <div class="eg-tell" role="status">${news.length ? html`<div class="eg-row"><strong>${plural(news.length, "1 statement asks what you think.", "{n} statements ask what you think.")}</strong>
      <button class="eg-button is-primary" onClick=${look}>${t("Go there")}</button></div>` : null}</div>`;
}
