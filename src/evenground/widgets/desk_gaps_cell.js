// One opened place of a framework: quotes to judge, quotes that are there, and a way to put another one in.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { Button } from "./desk_use.js";

const short = (text, most = 80) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

function Words({ card, span }) {
  const [start, end] = span;
  return html`<blockquote class="eg-quote" dir="auto">${span.length ? html`${card.text.slice(0, start)}<mark>${card.text.slice(start, end)}</mark>${card.text.slice(end)}` : card.text}</blockquote><p class="eg-hint">${card.ask}</p>`;
}

function Maybe({ one, card, judge, busy, t }) {
  const about = html`<span class="eg-hidden">: ${short(card.text)}</span>`;
  return html`<li class="eg-stack is-tight"><${Words} card=${card} span=${one.span} />
    <div class="eg-row is-tight"><${Button} kind="is-small" data-yes="" off=${busy} onClick=${() => judge(one.answer, "confirmed")}>✓ ${t("Yes, it belongs here")}${about}</${Button}>
      <${Button} kind="is-small" off=${busy} onClick=${() => judge(one.answer, "rejected")}>✗ ${t("No")}${about}</${Button}></div></li>`;
}

function Sure({ one, card, judge, busy, t }) {
  return html`<li class="eg-stack is-tight"><${Words} card=${card} span=${one.span} />
    <div class="eg-row is-tight"><span class="eg-hint">✓ ${one.by === "owner" ? t("Put here by the person who wrote it") : t("Put here on this page")}</span>
      <${Button} kind="is-quiet is-small" off=${busy} onClick=${() => judge(one.answer, "rejected")}>${t("Take it out")}<span class="eg-hidden">: ${short(card.text)}</span></${Button}></div></li>`;
}

function Another({ id, room, there, judge, busy, t }) {
  const [answer, choose] = useState("");
  const cards = (prompt) => prompt.cards.filter((one) => room.cards[one] && !room.cards[one].hidden && !there.has(one));
  const put = async (event) => {
    event.preventDefault();
    if (answer && (await judge(answer, "confirmed"))) choose("");
  };
  return html`<form class="eg-field" onSubmit=${put}><label class="eg-small" for=${`eg-gaps-put-${id}`}>${t("Put another answer here")}</label>
    <div class="eg-row is-tight"><select class="eg-input eg-desk-select" id=${`eg-gaps-put-${id}`} value=${answer} onChange=${(event) => choose(event.target.value)}><option value="">${t("Choose an answer…")}</option>
        ${room.prompts.map((prompt) => (cards(prompt).length ? html`<optgroup key=${prompt.id} label=${short(prompt.ask)}>${cards(prompt).map((one) => html`<option key=${one} value=${one} selected=${one === answer}>${short(room.cards[one].text)}</option>`)}</optgroup>` : null))}</select>
      <button type="submit" class="eg-button is-small" aria-disabled=${answer && !busy ? undefined : "true"}>${t("Put it here")}</button></div></form>`;
}

// What is judged leaves its place: the next quote takes the focus, or the place itself after the last.
function useNext(panel, list) {
  const wanted = useRef(null);
  useLayoutEffect(() => {
    if (wanted.current === null || list.some((one) => one.answer === wanted.current.answer)) return;
    const ways = [...panel.current.querySelectorAll("[data-yes]")];
    (ways[Math.min(wanted.current.at, ways.length - 1)] ?? panel.current).focus();
    wanted.current = null;
  });
  return wanted;
}

export function Opened({ id, framework, cell, room, act, say, t, plural }) {
  const panel = useRef();
  const next = useNext(panel, [...cell.possible, ...cell.confirmed.map((one) => ({ ...one, answer: `${one.answer} in` }))]);
  const known = (list) => list.filter((one) => room.cards[one.answer]);
  const [possible, confirmed] = [known(cell.possible), known(cell.confirmed)];
  const judge = (list, suffix) => async (answer, state) => {
    const at = list.findIndex((one) => one.answer === answer);
    if (at >= 0) next.current = { answer: `${answer}${suffix}`, at };
    const done = await act("cell", { answer, framework: framework.id, cell: id, state });
    if (!done) next.current = null;
    else say(state === "confirmed" ? t("It is under {place} now.", { place: cell.title }) : t("It is not under {place}.", { place: cell.title }));
    return done;
  };
  const all = { busy: act.busy, t };
  const notes = id.split(".").map((part) => [...framework.rows, ...framework.columns].find((one) => one.id === part)?.note).filter(Boolean).join(" ");
  return html`<div class="eg-gaps-panel eg-stack" role="group" aria-label=${cell.title} tabindex="-1" ref=${panel}>
    <div class="eg-stack is-tight"><h3>${cell.title}</h3><p>${notes}</p>${cell.example ? html`<p class="eg-hint">${t("For example: “{example}”", { example: cell.example })}</p>` : null}</div>
    ${possible.length ? html`<div class="eg-stack is-tight"><h4>${plural(possible.length, "Does this belong here?", "Do these belong here?")}</h4>
      <ul class="eg-list">${possible.map((one) => html`<${Maybe} key=${one.answer} ...${{ one, ...all }} card=${room.cards[one.answer]} judge=${judge(possible, "")} />`)}</ul></div>` : null}
    ${confirmed.length ? html`<div class="eg-stack is-tight"><h4>${t("Confirmed here")}</h4>
      <ul class="eg-list">${confirmed.map((one) => html`<${Sure} key=${one.answer} ...${{ one, ...all }} card=${room.cards[one.answer]} judge=${judge(confirmed, " in")} />`)}</ul></div>` : null}
    ${possible.length || confirmed.length ? null : html`<p class="eg-note">${t("Nothing found yet. Perhaps nobody wrote about it, perhaps they used other words: ask the room before you call it a gap.")}</p>`}
    <${Another} id=${id.replace(".", "-")} room=${room} there=${new Set(confirmed.map((one) => one.answer))} judge=${judge([], "")} ...${all} />
  </div>`;
}
