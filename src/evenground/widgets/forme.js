// What belongs to one person: resume code, record, name of the record, language; and the end of the session.
import { base, html, useState } from "./kit.js";
import { Fault } from "./join.js";

export const spaced = (token) => token.replace(/(.{4})(?=.)/g, "$1-");

export function MyRecord({ state, call, t, id = "record" }) {
  const [name, setName] = useState(state.me?.name ?? "");
  const [busy, setBusy] = useState("");
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState("");
  const save = async (to) => {
    setBusy(to);
    setFault("");
    setSaid("");
    try {
      await call("record", { to, name }, 60000);
      setSaid(t("Your record has been saved on this device."));
    } catch (problem) { setFault(problem.message); }
    setBusy("");
  };
  return html`<div class="eg-stack">
    <p>${t("Your own record holds all your answers, also the ones only you can see.")}</p>
    <div class="eg-field"><label for=${"eg-" + id + "-name"}>${t("Name on my record (optional)")}</label>
      <p class="eg-hint" id=${"eg-" + id + "-hint"}>${t("It is written into the file and kept nowhere else.")}</p>
      <input type="text" class="eg-input" id=${"eg-" + id + "-name"} aria-describedby=${"eg-" + id + "-hint"} autocomplete="off" maxlength="80" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
    <div class="eg-row">
      <button class="eg-button is-primary" onClick=${() => save("html")} aria-disabled=${busy ? "true" : undefined}>${busy === "html" ? t("Writing your record…") : t("Save my record")}</button>
      ${["md", "csv", "json"].map((to) => html`<button class="eg-button is-small" key=${to} onClick=${() => save(to)}>${{ md: t("as plain text"), csv: t("as a table"), json: t("as data") }[to]}</button>`)}
    </div>
    <p role="status" class="eg-status is-good">${said ? "✓ " + said : ""}</p><${Fault} fault=${fault} />
  </div>`;
}

export function ResumeCode({ state, token, t }) {
  const address = base() === undefined ? "" : `${location.origin}${base()}join/${state.code}#r=${token}`;
  return html`<div class="eg-stack is-tight">
    <p>${t("With this code you can carry on from another phone or laptop. Keep it to yourself: whoever has it can read and change your answers.")}</p>
    <p><strong style="font-size:1.25rem;letter-spacing:.06em" data-resume-code>${spaced(token)}</strong></p>
    ${address ? html`<p class="eg-small"><a href=${address}>${t("A link that opens my place")}</a></p>` : null}
  </div>`;
}

export function ForMe({ state, call, t, token, setLanguage, language }) {
  return html`<section class="eg-stack is-tight" aria-label=${t("For me")}>
    ${state.me ? html`<details class="eg-card"><summary>${t("For me: my record and resume code")}</summary><div class="eg-stack is-wide">
      <div class="eg-stack"><h2>${t("My record")}</h2><${MyRecord} state=${state} call=${call} t=${t} /></div>
      <div class="eg-stack"><h2>${t("My resume code")}</h2><${ResumeCode} state=${state} token=${token} t=${t} /></div></div></details>` : null}
    <div class="eg-row" role="group" aria-label=${t("Language")}>
      ${state.languages.map(([code, name]) => html`<button class="eg-button is-quiet is-small" key=${code} lang=${code} aria-pressed=${undefined} aria-current=${code === language ? "true" : undefined} onClick=${() => setLanguage(code)}>${name}</button>`)}
    </div>
    ${state.affiliation ? html`<p class="eg-hint" lang=${state.lang}>${state.affiliation}</p>` : null}
  </section>`;
}

export function End({ state, stage, call, t, token }) {
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading">${state.alone ? t("You have reached the end") : t("Thank you for taking part")}</h1><p class="eg-lead" lang=${stage.note ? stage.lang : undefined}>${stage.note || t("Take home what you wrote, and what you mean to do.")}</p></div>
    ${state.actions.length ? html`<section class="eg-card eg-stack is-tight"><h2>${t("My actions")}</h2><ul class="eg-stack is-tight">${state.actions.map((action) => html`<li key=${action} class="eg-words">${action}</li>`)}</ul></section>` : null}
    <section class="eg-card eg-stack"><h2>${t("My record")}</h2><${MyRecord} state=${state} call=${call} t=${t} id="end" /></section>
    <section class="eg-card eg-stack is-tight"><h2>${t("When this ends")}</h2><p>${state.deletion}</p><${ResumeCode} state=${state} token=${token} t=${t} /></section>
    ${state.resources.length ? html`<details class="eg-card"><summary>${t("To read on")}</summary><ul class="eg-stack is-tight">${state.resources.map((one) => html`<li key=${one.title}><strong>${one.title}</strong>${one.author ? `, ${one.author}` : ""}${one.year ? ` (${one.year})` : ""}${one.note ? html`<br />${one.note}` : null}${one.address ? html`<br /><span class="eg-hint">${one.address}</span>` : null}</li>`)}</ul></details>` : null}
  </div>`;
}
