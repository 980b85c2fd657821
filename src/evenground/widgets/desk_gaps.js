// Gaps against frameworks: what is confirmed, what may be there, what was found nowhere yet; what could help; what only a few said.
import { html, useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";
import { Opened } from "./desk_gaps_cell.js";
import { Button, Fault, Fold, useAct } from "./desk_use.js";

const cellOf = (row, column) => (column ? `${row.id}.${column.id}` : row.id);
const waiting = (framework) => Object.values(framework.cells).reduce((sum, cell) => sum + cell.possible.length, 0);
const states = (framework, state) => Object.values(framework.cells).filter((cell) => cell.state === state).length;

// A table needs room for its columns, whatever the page around it leaves: where there is less, it is a list.
function useRoom(least) {
  const box = useRef();
  const [room, setRoom] = useState(false);
  useLayoutEffect(() => {
    const look = () => setRoom(box.current.clientWidth >= least * parseFloat(getComputedStyle(document.documentElement).fontSize));
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    look();
    return () => watch.disconnect();
  }, [least]);
  return [box, room];
}

function Standing({ cell, t, plural }) {
  const mark = { confirmed: "✓", possible: "?", none: "–" }[cell.state];
  const said = { confirmed: plural(cell.people, "{n} person", "{n} people"), possible: t("possible"), none: t("nothing found yet") }[cell.state];
  return html`<span class="eg-gaps-mark" aria-hidden="true">${mark}</span><span>${said}${cell.possible.length
    ? html`<br /><span class="eg-gaps-more">${plural(cell.possible.length, "{n} to judge", "{n} to judge")}</span>` : null}</span>`;
}

function Place({ id, cell, label, opened, open, t, plural }) {
  const on = opened === id;
  return html`<button type="button" class=${`eg-gaps-place is-${cell.state}`} data-place=${id} aria-expanded=${on ? "true" : "false"} onClick=${() => open(on ? "" : id)}>
    ${label ? html`<strong class="eg-gaps-label">${label}</strong>` : html`<span class="eg-hidden">${cell.title}: </span>`}<span class="eg-gaps-state"><${Standing} ...${{ cell, t, plural }} /></span></button>`;
}

// In a grid the notes would make every row tall: there they stand in the opened place.
function Title({ part, note }) {
  return html`<span class="eg-gaps-title">${part.title}</span>${note && part.note ? html`<span class="eg-hint">${part.note}</span>` : null}`;
}

function Grid({ framework, opened, open, panel, t, plural }) {
  const columns = framework.columns.length ? framework.columns : [null];
  const all = { opened, open, t, plural };
  const note = !columns[0];
  return html`<table class="eg-gaps-grid"><caption class="eg-hidden">${framework.title}</caption>
    <thead><tr><th scope="col">${t("Place")}</th>${columns.map((column) => html`<th key=${column?.id ?? ""} scope="col">${column ? html`<${Title} part=${column} />` : t("What we found")}</th>`)}</tr></thead>
    <tbody>${framework.rows.map((row) => {
      const here = columns.map((column) => cellOf(row, column));
      return html`<tr key=${row.id}><th scope="row"><${Title} part=${row} note=${note} /></th>${here.map((id) => html`<td key=${id}><${Place} id=${id} cell=${framework.cells[id]} ...${all} /></td>`)}</tr>
        ${here.includes(opened) ? html`<tr key=${`${row.id} opened`}><td colspan=${columns.length + 1} class="eg-gaps-opened">${panel}</td></tr>` : null}`;
    })}</tbody></table>`;
}

function List({ framework, opened, open, panel, t, plural }) {
  const columns = framework.columns.length ? framework.columns : [null];
  return html`<ul class="eg-list" aria-label=${framework.title}>${framework.rows.map((row) => html`<li key=${row.id} class="eg-stack is-tight">
    <div class="eg-stack eg-gaps-row"><${Title} part=${row} note=${true} /></div>
    ${columns.map((column) => {
      const id = cellOf(row, column);
      return html`<div key=${id} class="eg-stack is-tight"><${Place} id=${id} cell=${framework.cells[id]} label=${column?.title} ...${{ opened, open, t, plural }} />${opened === id ? panel : null}</div>`;
    })}</li>`)}</ul>`;
}

function summary(framework, t, plural) {
  const [sure, maybe, none] = ["confirmed", "possible", "none"].map((state) => states(framework, state));
  return [
    plural(sure, "{n} of {all} places is confirmed.", "{n} of {all} places are confirmed.", { all: sure + maybe + none }),
    maybe ? plural(maybe, "In {n} there may be something that nobody has judged.", "In {n} there may be something that nobody has judged.") : "",
    none ? plural(none, "In {n} nothing was found yet.", "In {n} nothing was found yet.") : "",
    framework.judged ? "" : t("Nothing counts as a gap before somebody has judged a few quotes."),
  ].filter(Boolean).join(" ");
}

function Choose({ frameworks, chosen, choose, t }) {
  if (frameworks.length < 2) return html`<h3>${chosen.title}</h3>`;
  return html`<div class="eg-field"><label for="eg-gaps-framework">${t("Lay the answers against")}</label>
    <select class="eg-input" id="eg-gaps-framework" value=${chosen.id} onChange=${(event) => choose(event.target.value)}>${frameworks.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === chosen.id}>${t("{title}: {sure} of {all} confirmed", { title: one.title, sure: states(one, "confirmed"), all: Object.keys(one.cells).length })}</option>`)}</select></div>`;
}

function Frameworks({ room, call, t, plural }) {
  const act = useAct(call);
  const { frameworks } = room.gaps;
  const [chosen, choose] = useState("");
  const [opened, open] = useState("");
  const [done, say] = useState("");
  const [box, wide] = useRoom(38);
  const framework = frameworks.find((one) => one.id === chosen) ?? frameworks[0];
  const cell = framework.cells[opened];
  const pick = (id) => { open(""); choose(id); };
  const all = { framework, opened: cell ? opened : "", open, t, plural };
  const panel = cell ? html`<${Opened} key=${`${framework.id}:${opened}`} id=${opened} ...${{ framework, cell, room, act, say, t, plural }} />` : null;
  const again = async () => (await act("look_again_cells", {})) && say(t("Looking again. New quotes appear in the places they may fit."));
  const undo = async () => (await act("undo", {})) && say(t("Undone."));
  return html`<div class="eg-stack" ref=${box}>
    <${Choose} ...${{ frameworks, t }} chosen=${framework} choose=${pick} />
    <p>${summary(framework, t, plural)}</p>
    <p class="eg-hint">${framework.note}</p>
    ${wide ? html`<${Grid} ...${all} panel=${panel} />` : html`<${List} ...${all} panel=${panel} />`}
    <${Fault} text=${act.fault} /><p class="eg-hidden" role="status">${done}</p>
    <div class="eg-row is-tight"><${Button} kind="is-small" off=${act.busy} onClick=${again}>${t("Look again for quotes that may fit")}</${Button}>
      ${room.undo ? html`<${Button} kind="is-small" onClick=${undo}>↶ ${t("Undo: {what}", { what: room.undo })}</${Button}>` : null}</div>
    <p class="eg-hint">${t("After: {work}", { work: framework.credit })}</p>
  </div>`;
}

// The first ones at once, the rest behind one tap: a long list would hide what comes after it.
function Long({ list, most, draw, plural }) {
  const rest = list.slice(most);
  return html`<ul class="eg-list eg-desk-lines">${list.slice(0, most).map(draw)}</ul>
    ${rest.length ? html`<details><summary>${plural(rest.length, "Show {n} more", "Show {n} more")}</summary><ul class="eg-list eg-desk-lines">${rest.map(draw)}</ul></details>` : null}`;
}

function Help({ help, t, plural }) {
  const draw = (one) => html`<li key=${one.id} class="eg-stack is-tight"><h3>${one.title}</h3>
    ${one.reasons.map((reason) => html`<p key=${reason}><span aria-hidden="true">→ </span>${reason}</p>`)}
    <p class="eg-hint">${one.note}</p><p class="eg-hint">${[one.made, one.address].filter(Boolean).join(" · ")}</p></li>`;
  return html`<${Fold} kind="eg-desk-prompt" title=${t("What could help")} count=${help.length || ""}>${help.length
    ? html`<${Long} list=${help} most=${5} ...${{ draw, plural }} />`
    : html`<p class="eg-note">${t("As soon as a gap is confirmed, what could help with it appears here, with the reason.")}</p>`}</${Fold}>`;
}

function Few({ room, t, plural }) {
  const { few, waiting: wait } = room.gaps;
  const cards = few.map((id) => room.cards[id]).filter(Boolean);
  const draw = (card) => html`<li key=${card.id}><blockquote class="eg-quote" dir="auto">${card.text}</blockquote><p class="eg-hint">${card.ask}</p></li>`;
  return html`<${Fold} kind="eg-desk-prompt" title=${t("Said by one or a few")} count=${cards.length || ""}>
    <p class="eg-hint">${t("So that no voice is lost: these answers are in no theme that enough people named.")}</p>
    ${wait ? html`<p class="eg-note">${plural(wait, "{n} more answer is only suggested for a theme. Judge it above.", "{n} more answers are only suggested for a theme. Judge them above.")}</p>` : null}
    ${cards.length ? html`<${Long} list=${cards} most=${10} ...${{ draw, plural }} />` : null}</${Fold}>`;
}

function Problems({ room, t, plural }) {
  const named = new Map(room.themes.map((theme) => [theme.id, theme.name]));
  const found = room.gaps.problems.filter((one) => named.has(one.theme));
  if (!found.length) return null;
  return html`<${Fold} kind="eg-desk-prompt" title=${t("Problems and needs, by how many named them")} count=${found.length}>
    <ul class="eg-list">${found.map((one) => html`<li key=${one.theme} class="eg-row is-spread"><span>${named.get(one.theme)}</span><span class="eg-count">${plural(one.people, "{n} person", "{n} people")}</span></li>`)}</ul></${Fold}>`;
}

export function Gaps({ room, call, t, plural }) {
  if (!room.gaps?.frameworks) return null;
  const { frameworks, help } = room.gaps;
  const wait = frameworks.reduce((sum, one) => sum + waiting(one), 0);
  return html`<${Fold} title=${t("Gaps, and what could help")} count=${wait ? plural(wait, "{n} quote to judge", "{n} quotes to judge") : ""}>
    ${frameworks.length ? html`<${Frameworks} ...${{ room, call, t, plural }} />` : null}
    <div><${Help} ...${{ help, t, plural }} /><${Problems} ...${{ room, t, plural }} /><${Few} ...${{ room, t, plural }} /></div></${Fold}>`;
}
