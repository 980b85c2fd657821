// Before a session is led: start one, or carry on with one.
import { html, useState } from "./kit.js";
import { Button, Fault, identityLine, identityName, useAct } from "./desk_use.js";

function Field({ id, label, hint, children }) {
  return html`<div class="eg-field"><label for=${id}>${label}</label>${hint ? html`<p class="eg-hint" id=${`${id}-hint`}>${hint}</p>` : null}${children}</div>`;
}

function Choices({ legend, name, options, value, onChange }) {
  return html`<fieldset class="eg-field"><legend>${legend}</legend>
    <div class="eg-choices">${options.map((one) => html`<label class="eg-option" key=${one.value}>
      <input type="radio" name=${name} value=${one.value} checked=${one.value === value} onChange=${() => onChange(one.value)} />
      <span><strong>${one.label}</strong><br /><span class="eg-hint">${one.hint}</span></span></label>`)}</div></fieldset>`;
}

function variants(workshop, t, plural) {
  return workshop.variants.map((one) => ({ value: one.name, label: plural(one.minutes, "{n} minute", "{n} minutes"), hint: one.stages.join(" → ") }));
}

const LARGEST = 5_000_000; // bytes: what goes over the page's own channel at once

// The record of an earlier session of the same group, as it was saved: the new session begins with its themes.
function Earlier({ given, put, t }) {
  const [large, setLarge] = useState(false);
  const take = async (event) => {
    const file = event.target.files[0];
    setLarge(Boolean(file) && file.size > LARGEST);
    put(file && file.size <= LARGEST ? await file.text() : "");
  };
  return html`<details class="eg-stack is-tight"><summary>${t("The same group as before?")}</summary>
    <${Field} id="eg-follows" label=${t("Record of last time (optional)")} hint=${t("The file that you saved as data. This session begins with the themes of last time, and its record sets then beside now.")}>
      <input type="file" class="eg-file" id="eg-follows" accept=".json,application/json" aria-describedby="eg-follows-hint" onChange=${take} /></${Field}>
    <p class="eg-status" role="status">${given ? t("It is read when you start the session.") : ""}</p>
    <${Fault} text=${large ? t("This file is too large to be a record. Choose the JSON file that you saved.") : ""} /></details>`;
}

function Start({ state, call, t, plural, host, onOpen }) {
  const act = useAct(call);
  const [chosen, choose] = useState({ workshop: state.workshops[0]?.id ?? "", variant: "", identity: "anonymous", title: "", host: host ?? "", follows: "" });
  const put = (patch) => choose((before) => ({ ...before, ...patch }));
  const workshop = state.workshops.find((one) => one.id === chosen.workshop) ?? state.workshops[0];
  if (!workshop) return html`<p class="eg-note">${t("There is no workshop here to start.")}</p>`;
  const variant = workshop.variants.some((one) => one.name === chosen.variant) ? chosen.variant : workshop.usual;
  const begin = async (event) => {
    event.preventDefault();
    const made = await act("start", { ...chosen, workshop: workshop.id, variant });
    if (made) onOpen(made);
  };
  return html`<form class="eg-card eg-stack is-wide" aria-labelledby="eg-start" onSubmit=${begin}>
    <h2 id="eg-start">${t("Start a session")}</h2>
    ${state.workshops.length > 1 ? html`<${Choices} legend=${t("Workshop")} name="workshop" value=${workshop.id} onChange=${(id) => put({ workshop: id })}
      options=${state.workshops.map((one) => ({ value: one.id, label: one.title, hint: one.summary }))} />` : html`<div class="eg-stack is-tight"><h3>${workshop.title}</h3><p class="eg-hint">${workshop.summary}</p></div>`}
    <${Choices} legend=${t("How much time is there?")} name="variant" value=${variant} onChange=${(name) => put({ variant: name })} options=${variants(workshop, t, plural)} />
    <${Choices} legend=${t("What about names?")} name="identity" value=${chosen.identity} onChange=${(identity) => put({ identity })}
      options=${["named", "alias", "anonymous"].map((one) => ({ value: one, label: identityName(one, t), hint: identityLine(one, t) }))} />
    <p class="eg-note">${t("You can narrow this later, and never widen it.")}</p>
    <${Field} id="eg-title" label=${t("Title (optional)")} hint=${t("What stands on the record, such as your team and the date.")}>
      <input class="eg-input" type="text" id="eg-title" aria-describedby="eg-title-hint" maxlength="200" autocomplete="off" value=${chosen.title} onInput=${(event) => put({ title: event.target.value })} /></${Field}>
    <${Earlier} given=${chosen.follows} put=${(follows) => put({ follows })} t=${t} />
    ${state.host ? null : html`<${Field} id="eg-host" label=${t("Host key")} hint=${t("It stands where Even Ground was started. It keeps passers-by from starting sessions on this laptop.")}>
      <input class="eg-input" type="text" id="eg-host" aria-describedby="eg-host-hint" autocomplete="off" spellcheck=${false} value=${chosen.host} onInput=${(event) => put({ host: event.target.value })} /></${Field}>`}
    <${Fault} text=${act.fault} />
    <div><button type="submit" class="eg-button is-primary" aria-disabled=${act.busy ? "true" : undefined}>${t("Start the session")}</button></div>
  </form>`;
}

function Resume({ state, call, t, onOpen }) {
  const act = useAct(call);
  const [code, setCode] = useState(state.code ?? "");
  const [key, setKey] = useState("");
  const resume = async (event) => {
    event.preventDefault();
    const found = await act("resume", { code, key });
    if (found) onOpen(found);
  };
  return html`<form class="eg-card eg-stack" aria-labelledby="eg-resume" onSubmit=${resume}>
    <h2 id="eg-resume">${t("Carry on with a session")}</h2>
    <p class="eg-hint">${t("The address you kept opens it at once. Without it, enter the code and your key.")}</p>
    <${Field} id="eg-code" label=${t("Code")}><input class="eg-input is-code" type="text" id="eg-code" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="12" value=${code} onInput=${(event) => setCode(event.target.value)} /></${Field}>
    <${Field} id="eg-key" label=${t("Facilitator key")} hint=${t("Sixteen letters and digits.")}><input class="eg-input" type="text" id="eg-key" aria-describedby="eg-key-hint" autocomplete="off" autocapitalize="characters" spellcheck=${false} value=${key} onInput=${(event) => setKey(event.target.value)} /></${Field}>
    <${Fault} text=${act.fault || state.fault} />
    <div><button type="submit" class="eg-button" aria-disabled=${act.busy ? "true" : undefined}>${t("Open the session")}</button></div>
  </form>`;
}

// Only where the author holds the store: every open session, without a key.
function Mine({ sessions, call, t, language }) {
  const act = useAct(call);
  if (!sessions.length) return null;
  const day = (iso) => new Date(iso).toLocaleString(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-mine"><h2 id="eg-mine">${t("Sessions on this computer")}</h2>
    <ul class="eg-list">${sessions.map((one) => html`<li key=${one.code} class="eg-row is-spread"><span><strong>${one.title}</strong><br /><span class="eg-hint">${one.code} · ${day(one.started)}</span></span>
      <${Button} onClick=${() => act("open", { code: one.code })}>${t("Open")}<span class="eg-hidden"> ${one.title}, ${one.code}</span></${Button}></li>`)}</ul>
    <${Fault} text=${act.fault} /></section>`;
}

export function StartScreen(all) {
  const { state, t } = all;
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1>${t("Lead a session")}</h1><p class="eg-lead">${t("Everybody writes alone first. Then you open sharing, and the room thinks together.")}</p></div>
    <div class="eg-desk-start"><${Start} ...${all} /><div class="eg-stack is-wide"><${Mine} ...${all} sessions=${state.sessions} /><${Resume} ...${all} key=${state.code} /></div></div>
  </div>`;
}
