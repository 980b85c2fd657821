// One question on a card: what is asked, its hint, the answer, its own honest status and who will see it.
import { html, useState } from "./kit.js";
import { Status } from "./status.js";
import { Tags, tagged } from "./tags.js";

export function seenBy(visibility, t) {
  return { private: t("Only me"), anonymous: t("Shared without my name"), named: t("Shared with my name") }[visibility];
}

// Words and actions show the choice at once; marks and ticks keep it folded, so that a phone is not filled with it.
export function Visibility({ id, prompt, value, onChange, t }) {
  const [open, setOpen] = useState(prompt.kind === "text" || prompt.kind === "action");
  if (prompt.visibilities.length < 2) return html`<p class="eg-hint">${t("Only you will see this.")}</p>`;
  if (!open) return html`<p class="eg-hint">${seenBy(value, t)} <button class="eg-button is-quiet is-small" aria-expanded="false" onClick=${() => setOpen(true)}>${t("Change")}<span class="eg-hidden"> ${t("Who will see this answer?")} ${prompt.ask}</span></button></p>`;
  return html`<fieldset class="eg-field">
    <legend class="eg-legend">${t("Who will see this answer?")}</legend>
    <div class="eg-segments is-seen">
      ${prompt.visibilities.map((one) => html`<label class="eg-pick" key=${one}>
        <input type="radio" name=${id + "-seen"} checked=${value === one} onChange=${() => onChange(one)} />${seenBy(one, t)}
      </label>`)}
    </div>
  </fieldset>`;
}

function Text({ id, prompt, value, onChange, described, bad }) {
  const shared = { id, class: "eg-input", value: value ?? "", onInput: (event) => onChange(event.target.value), "aria-describedby": described, "aria-invalid": bad ? "true" : undefined, dir: "auto" };
  if (prompt.lines <= 1) return html`<input type="text" autocomplete="off" ...${shared} />`;
  return html`<textarea rows=${prompt.lines} ...${shared}></textarea>`;
}

function Scale({ id, prompt, value, onChange, t }) {
  const steps = Array.from({ length: prompt.high - prompt.low + 1 }, (_, i) => prompt.low + i);
  return html`<div class="eg-stack is-tight">
    <div class="eg-scale">${steps.map((step) => html`<label class="eg-pick" key=${step}>
      <input type="radio" name=${id} id=${step === prompt.low ? id : undefined} checked=${value === step} onChange=${() => onChange(step)} />${step}
      ${step === prompt.low && prompt.low_label ? html`<span class="eg-hidden">: ${prompt.low_label}</span>` : null}
      ${step === prompt.high && prompt.high_label ? html`<span class="eg-hidden">: ${prompt.high_label}</span>` : null}
    </label>`)}</div>
    <div class="eg-ends" aria-hidden="true" lang=${prompt.lang}><span>${prompt.low}: ${prompt.low_label}</span><span>${prompt.high}: ${prompt.high_label}</span></div>
  </div>`;
}

function Options({ id, prompt, value, onChange, many }) {
  const chosen = many ? value ?? [] : [value];
  const toggle = (option, on) => (many ? onChange(prompt.options.filter((one) => (one === option ? on : chosen.includes(one)))) : onChange(option));
  return html`<div class="eg-choices">${prompt.options.map((option, i) => html`<label class="eg-option" key=${option}>
    <input type=${many ? "checkbox" : "radio"} name=${id} id=${i ? undefined : id} checked=${chosen.includes(option)} onChange=${(event) => toggle(option, event.target.checked)} />
    <span lang=${prompt.lang}>${option}</span></label>`)}</div>`;
}

function Grid({ id, prompt, value, onChange }) {
  const chosen = value ?? {};
  return html`<div class="eg-stack">${prompt.rows.map((row, i) => html`<fieldset class="eg-field" key=${row}>
    <legend class="eg-legend" lang=${prompt.lang}>${row}</legend>
    <div class="eg-segments">${prompt.columns.map((column, j) => html`<label class="eg-pick" key=${column}>
      <input type="radio" name=${id + "-" + i} id=${i || j ? undefined : id} checked=${chosen[row] === column} onChange=${() => onChange({ ...chosen, [row]: column })} /><span lang=${prompt.lang}>${column}</span>
    </label>`)}</div>
  </fieldset>`)}</div>`;
}

export function levelName(level, t) {
  return { self: t("Me"), team: t("My team"), organisation: t("My organisation"), profession: t("My profession"), policy: t("Policy and government") }[level];
}

function Actions({ id, prompt, value, onChange, t }) {
  const blank = { what: "", who: "", by: "", level: prompt.levels[0] };
  const list = value?.length ? value : [blank];
  const put = (i, patch) => onChange(list.map((one, j) => (i === j ? { ...one, ...patch } : one)));
  return html`<div class="eg-stack">${list.map((one, i) => html`<div class="eg-stack is-tight" key=${i} role="group" aria-label=${t("Action {n}", { n: i + 1 })}>
      <div class="eg-field"><label for=${i ? `${id}-${i}` : id}>${t("What will be done?")}</label>
        <textarea class="eg-input" style="min-height:5rem" rows="2" id=${i ? `${id}-${i}` : id} value=${one.what} dir="auto" onInput=${(event) => put(i, { what: event.target.value })}></textarea></div>
      ${prompt.levels.length > 1 ? html`<div class="eg-field"><label for=${`${id}-${i}-level`}>${t("At which level?")}</label>
        <select class="eg-input" id=${`${id}-${i}-level`} value=${one.level} onChange=${(event) => put(i, { level: event.target.value })}>
          ${prompt.levels.map((level) => html`<option value=${level} key=${level} selected=${level === one.level}>${levelName(level, t)}</option>`)}</select></div>` : null}
      <div class="eg-field"><label for=${`${id}-${i}-who`}>${t("Who with? (optional)")}</label>
        <input type="text" class="eg-input" id=${`${id}-${i}-who`} autocomplete="off" value=${one.who} onInput=${(event) => put(i, { who: event.target.value })} /></div>
      <div class="eg-field"><label for=${`${id}-${i}-by`}>${t("By when? (optional)")}</label>
        <input type="date" class="eg-input" id=${`${id}-${i}-by`} value=${one.by} onInput=${(event) => put(i, { by: event.target.value })} /></div>
      ${list.length > 1 ? html`<div><button class="eg-button is-quiet is-small" onClick=${() => onChange(list.filter((_, j) => j !== i))}>${t("Remove action {n}", { n: i + 1 })}</button></div>` : null}
      ${i < list.length - 1 ? html`<hr class="eg-rule" />` : null}
    </div>`)}
    ${list.length < 10 ? html`<div><button class="eg-button is-small" onClick=${() => onChange([...list, { ...blank }])}>${t("Add another action")}</button></div>` : null}
  </div>`;
}

const FIELDS = { text: Text, scale: Scale, choice: Options, choices: Options, grid: Grid, action: Actions };

// `again`: asked a second time, so the field is empty until the second answer; `after` stands below the field.
export function Question({ prompt, drafts, answer, tagging, link, t, plural, language, again, after }) {
  const entry = drafts.entries.get(prompt.id);
  const id = `q-${prompt.id}`;
  const held = again && answer?.round !== 2 ? undefined : answer?.value;
  const value = entry ? entry.value : held;
  const seen = entry?.visibility ?? answer?.visibility ?? prompt.visibility;
  const change = (patch) => drafts.change(prompt.id, patch, { value: held ?? null, visibility: seen, reason: answer?.round === 2 ? answer.reason : "" });
  const hint = prompt.hint ? `${id}-hint` : "";
  const bad = entry?.status === "refused";
  const Field = FIELDS[prompt.kind];
  const single = prompt.kind === "text";
  const label = html`<span lang=${prompt.lang}>${prompt.ask}</span>`;
  const inside = html`
    ${prompt.hint ? html`<p class="eg-hint" id=${hint} lang=${prompt.lang}>${prompt.hint}</p>` : null}
    ${again && answer?.first !== undefined && answer?.first !== null ? html`<p class="eg-hint">${t("Your first answer: {answer}", { answer: answer.first_text })}</p>` : null}
    <${Field} ...${{ id, prompt, value, t, bad }} many=${prompt.kind === "choices"} described=${[hint, `${id}-status`].filter(Boolean).join(" ")} onChange=${(next) => change({ value: next })} />`;
  return html`<div class="eg-card eg-stack" id=${`${id}-card`} data-prompt=${prompt.id}>
    ${single ? html`<div class="eg-field"><label for=${id}>${label}</label>${inside}</div>` : html`<fieldset class="eg-field" aria-describedby=${hint || undefined}><legend>${label}</legend>${inside}</fieldset>`}
    ${after ?? null}
    <div class="eg-said" id=${`${id}-status`}><${Status} ...${{ entry, link, t, language }} answer=${held === undefined ? undefined : answer} /></div>
    ${(entry?.status !== "kept" && answer?.notes?.length) ? html`<div class="eg-note is-warn eg-stack is-tight" role="status">
      ${answer.notes.map((note) => html`<p key=${note}>${note}</p>`)}<p class="eg-small">${t("Only you can see this reminder. Change the answer if it points at someone; leave it if it does not.")}</p></div>` : null}
    ${again ? null : html`<${Visibility} id=${id} prompt=${prompt} value=${seen} onChange=${(next) => change({ visibility: next })} t=${t} />`}
    ${prompt.kind === "action" && tagged(prompt, answer, tagging) ? html`<${Tags} ...${{ prompt, tagging, link, t, plural, language }} />` : null}
  </div>`;
}
