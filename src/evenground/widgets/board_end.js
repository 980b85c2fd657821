// Where it leads: actions by level, and at the end thanks, three gaps, actions and the day of deletion.
import { html } from "./kit.js";

const levels = (t) => ({ self: t("Myself"), team: t("Team"), organisation: t("Organisation"), profession: t("Profession"), policy: t("Policy") });

// As many as fit whole: `lines` of about `wide` letters.
function fitting(actions, lines, wide) {
  let left = lines;
  return actions.filter((one) => {
    left -= Math.min(2, Math.ceil((one.what.length + one.by.length + one.who.length) / wide)) + 0.35;
    return left >= 0;
  });
}

function List({ room, t, plural, lines, wide }) {
  const shown = fitting(room.actions, lines, wide);
  const more = room.more + room.actions.length - shown.length;
  if (!room.actions.length) return html`<p class="eg-board-note">${t("Nobody has shared an action yet. What people share appears here.")}</p>`;
  return html`<ul class="eg-board-list">${shown.map((one) => html`<li key=${one.id}><span class="eg-chip">${levels(t)[one.level]}</span><span class="eg-board-action"><span class="eg-words" dir="auto">${one.what}</span>${one.who || one.by ? html` <span class="eg-board-small">${[one.who, one.by].filter(Boolean).join(" · ")}</span>` : null}</span></li>`)}</ul>
    ${more ? html`<p class="eg-board-small">${plural(more, "and 1 more action", "and {n} more actions")}</p>` : null}`;
}

export function Actions({ room, t, plural }) {
  return html`<section class="eg-board-actions"><h1>${t("What we will do")}</h1><${List} room=${room} t=${t} plural=${plural} lines=${11.5} wide=${62} /></section>`;
}

export function Ending({ state, room, t, plural }) {
  return html`<section class="eg-board-end">
    <h1>${t("Thank you")}</h1>
    <div class="eg-board-columns">
      <section><h2>${t("What we still lack")}</h2>
        ${room.gaps.length ? html`<ul class="eg-board-list is-gaps">${room.gaps.map((gap) => html`<li key=${gap.kind + gap.what}><span class="eg-board-action">${gap.what} <span class="eg-board-small">${gap.kind}: ${gap.how}</span></span></li>`)}</ul>` : html`<p class="eg-board-note">${t("No gap stood out.")}</p>`}
      </section>
      <section><h2>${t("What we will do")}</h2><${List} room=${room} t=${t} plural=${plural} lines=${8.2} wide=${28} /></section>
    </div>
    <p class="eg-board-small">${state.deletion}</p>
  </section>`;
}
