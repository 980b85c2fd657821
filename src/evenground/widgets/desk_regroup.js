// "Regroup?": what the tray would be like in groups, before and after side by side. Nothing is kept before somebody says so.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { Button } from "./desk_use.js";

// The groups as they stand now: without what somebody has placed meanwhile, with what this hand has changed.
function useGroups(regroup, room, themes) {
  const [changed, change] = useState({});
  const waiting = new Set(room.tray);
  const groups = (regroup.groups ?? []).map((group, at) => {
    const answers = group.answers.filter((answer) => waiting.has(answer));
    const mine = { take: true, name: group.name, into: 0, ...changed[at] };
    const into = themes.some((theme) => theme.id === mine.into) ? mine.into : 0;
    return { ...group, ...mine, at, into, answers, quote: answers.includes(group.quote) ? group.quote : answers[0] };
  }).filter((group) => group.answers.length);
  return { groups, put: (at, patch) => change({ ...changed, [at]: { ...changed[at], ...patch } }) };
}

const sum = (groups) => groups.reduce((all, group) => all + group.answers.length, 0);

function Side({ title, lines, themes, left, t, plural }) {
  const shown = lines.filter((line) => line.count || line.added);
  return html`<div class="eg-desk-side-by"><h4>${title}</h4><ul class="eg-desk-sides-list">${shown.map((line) => html`<li key=${line.key} class=${line.added ? "is-new" : ""}><span>${line.name}</span><span class="eg-desk-of">${line.count || ""}${line.added ? html` <strong>+${line.added}</strong>` : null}</span></li>`)}
    <li key="none" class="is-left"><span>${t("In no theme")}</span><span class="eg-desk-of">${left}</span></li></ul>
    <p class="eg-hint">${plural(themes, "1 theme", "{n} themes")}${themes > shown.length ? t(", {n} of them without an answer", { n: themes - shown.length }) : ""}</p></div>`;
}

function Sides({ taken, themes, waiting, t, plural }) {
  const before = themes.map((theme) => ({ key: theme.id, name: theme.name, count: theme.cards.length }));
  const added = (theme) => sum(taken.filter((group) => group.into === theme));
  const fresh = taken.filter((group) => !group.into).map((group) => ({ key: `new ${group.at}`, name: group.name || t("A theme without a name"), count: 0, added: group.answers.length }));
  const after = [...before.map((line) => ({ ...line, added: added(line.key) })), ...fresh];
  return html`<div class="eg-desk-sides"><${Side} title=${t("Before")} lines=${before} themes=${before.length} left=${waiting} ...${{ t, plural }} />
    <${Side} title=${t("After")} lines=${after} themes=${after.length} left=${waiting - sum(taken)} ...${{ t, plural }} /></div>`;
}

function Into({ id, group, themes, put, t }) {
  return html`<div class="eg-field"><label class="eg-small" for=${`${id}-into`}>${t("Goes into")}</label><select class="eg-input" id=${`${id}-into`} value=${String(group.into)} onChange=${(event) => put(group.at, { into: Number(event.target.value) })}>
      <option value="0">${t("a new theme")}</option>${themes.map((theme) => html`<option key=${theme.id} value=${theme.id}>${theme.name}</option>`)}</select></div>
    ${group.into ? null : html`<div class="eg-field"><label class="eg-small" for=${`${id}-name`}>${t("Name of the theme")}</label><input class="eg-input" type="text" id=${`${id}-name`} maxlength="200" autocomplete="off" value=${group.name} onInput=${(event) => put(group.at, { name: event.target.value })} /></div>`}`;
}

function Group({ group, number, room, themes, put, t, plural }) {
  const id = `eg-group-${group.at}`;
  const others = group.answers.filter((answer) => answer !== group.quote);
  return html`<li class=${`eg-desk-group${group.take ? "" : " is-left"}`}>
    <div class="eg-row is-spread is-tight"><h4 id=${`${id}-head`}>${t("Group {n}", { n: number })} <span class="eg-count">${plural(group.answers.length, "1 answer", "{n} answers")}</span></h4>
      <label class="eg-option"><input type="checkbox" checked=${group.take} onChange=${() => put(group.at, { take: !group.take })} /><span>${t("Take it")}<span class="eg-hidden">, ${t("Group {n}", { n: number })}</span></span></label></div>
    <blockquote class="eg-quote" dir="auto">${room.cards[group.quote].text}</blockquote>
    ${group.terms.length ? html`<p class="eg-hint">${t("What they share: {terms}", { terms: group.terms.join(", ") })}</p>` : null}
    ${group.take ? html`<div class="eg-desk-into"><${Into} ...${{ id, group, themes, put, t }} /></div>` : null}
    ${others.length ? html`<details><summary>${plural(others.length, "Read the other answer", "Read the other {n} answers")}</summary><ul class="eg-stack is-tight">${others.map((answer) => html`<li key=${answer} dir="auto">${room.cards[answer].text}</li>`)}</ul></details>` : null}
  </li>`;
}

// The button says all that will happen.
function consequence(taken, t, plural) {
  const fresh = taken.filter((group) => !group.into).length;
  const answers = sum(taken);
  if (!fresh) return plural(answers, "Place 1 answer", "Place {n} answers");
  return t("{make} and {place}", { make: plural(fresh, "Make 1 theme", "Make {n} themes"), place: plural(answers, "place 1 answer", "place {n} answers") });
}

function Found({ desk, regroup, close, t, plural }) {
  const { room, themes, act } = desk;
  const { groups, put } = useGroups(regroup, room, themes);
  const taken = groups.filter((group) => group.take);
  const regroupAll = async () => {
    const made = await act("regroup", { groups: taken.map(({ into, name, answers }) => ({ theme: into, name, answers })) });
    if (made) close(plural(made.answers, "1 answer is placed. Undo takes it back.", "{n} answers are placed. Undo takes it back."));
  };
  if (!groups.length) return html`<p class="eg-note" role="status">${t("No groups stand out among these answers.")}</p>`;
  return html`<${Sides} taken=${taken} waiting=${room.tray.length} ...${{ themes, t, plural }} />
    <ul class="eg-list eg-desk-groups">${groups.map((group, at) => html`<${Group} key=${group.at} number=${at + 1} ...${{ group, room, themes, put, t, plural }} />`)}</ul>
    <div><${Button} kind="is-primary" off=${!taken.length} onClick=${regroupAll}>${taken.length ? consequence(taken, t, plural) : t("Take a group first")}</${Button}></div>`;
}

export function Regroup({ desk, look, close, t, plural }) {
  const heading = useRef();
  useLayoutEffect(() => heading.current.focus(), []);
  const now = desk.engine.regroup ?? {};
  const state = now.look === look ? now.state : "looking";
  return html`<section class="eg-desk-regroup eg-stack is-tight" aria-labelledby="eg-regroup" onKeyDown=${(event) => event.key === "Escape" && close("")}>
    <div class="eg-row is-spread is-tight"><h3 id="eg-regroup" tabindex="-1" ref=${heading}>${t("Regroup?")}</h3><${Button} kind="is-small" onClick=${() => close("")}>${t("Leave everything as it is")}</${Button}></div>
    <p class="eg-hint">${t("These are groups among answers that nobody has placed. What somebody has placed stays where it is, and nothing changes before you say so.")}</p>
    ${state === "looking" ? html`<p class="eg-note" role="status">${t("Looking for groups…")}</p>` : null}
    ${state === "failed" ? html`<p class="eg-error" role="alert">▲ ${t("The groups could not be looked for. Try again in a moment.")}</p>` : null}
    ${state === "ready" ? html`<${Found} key=${look} regroup=${now} ...${{ desk, close, t, plural }} />` : null}
  </section>`;
}
