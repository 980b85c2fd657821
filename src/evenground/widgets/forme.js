// What belongs to one person: resume code, record, name of the record, language; and the end of the session.
import { base, html, useState } from "./kit.js";
import { Fault } from "./join.js";

export const spaced = (token) => token.replace(/(.{4})(?=.)/g, "$1-");

// What my record can be saved as, and what each is good for; the calendar and the card are there when there is something for them.
function kinds(state, t) {
  return [
    ["html", t("Web page"), t("One file that opens on every phone and laptop.")],
    ["pdf", t("PDF"), t("To print, to send, to put into a portfolio.")],
    ["docx", t("Word"), t("To edit: the CPD pages have room to fill in.")],
    ["md", t("Plain text"), t("Text with few signs, for your notes.")],
    ["csv", t("Table"), t("For a spreadsheet, with a second file that explains the columns.")],
    ["json", t("Data"), t("To open again with Even Ground, and to write what came of it.")],
    ...(state.actions?.length ? [["ics", t("Calendar"), t("Days to look at your actions again, for your own calendar.")]] : []),
    ...(state.example ? [["card", t("My example, on one page"), t("Your own example as a PDF to print or share.")]] : []),
    ["all", t("All of them"), t("Every format, in one ZIP file.")],
  ];
}

export function MyRecord({ state, call, t, id = "record" }) {
  const [name, setName] = useState(state.me?.name ?? "");
  const [to, choose] = useState("html");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState("");
  const offered = kinds(state, t);
  const hint = (offered.find(([one]) => one === to) ?? offered[0])[2];
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFault("");
    setSaid("");
    try {
      const file = await call("record", { to, name }, 60000);
      setSaid(t("Saved on this device: {name}", { name: file?.name ?? "" }));
    } catch (problem) { setFault(problem.message); }
    setBusy(false);
  };
  return html`<div class="eg-stack">
    <p>${t("Your own record holds all your answers, also the ones only you can see.")}</p>
    <div class="eg-field"><label for=${"eg-" + id + "-format"}>${t("Save it as")}</label>
      <select class="eg-input" id=${"eg-" + id + "-format"} aria-describedby=${"eg-" + id + "-format-hint"} value=${to} onChange=${(event) => choose(event.target.value)}>${offered.map(([one, label]) => html`<option key=${one} value=${one}>${label}</option>`)}</select>
      <p class="eg-hint" id=${"eg-" + id + "-format-hint"}>${hint}</p></div>
    <div class="eg-field"><label for=${"eg-" + id + "-name"}>${t("Name on my record (optional)")}</label>
      <p class="eg-hint" id=${"eg-" + id + "-hint"}>${t("It is written into the file and kept nowhere else.")}</p>
      <input type="text" class="eg-input" id=${"eg-" + id + "-name"} aria-describedby=${"eg-" + id + "-hint"} autocomplete="off" maxlength="80" value=${name} onInput=${(event) => setName(event.target.value)} /></div>
    <div><button class="eg-button is-primary" onClick=${save} aria-disabled=${busy ? "true" : undefined}>${busy ? t("Writing your record…") : t("Save my record")}</button></div>
    <p role="status" class=${busy ? "eg-status" : "eg-status is-good"}>${busy ? t("Writing your record…") : said ? "✓ " + said : ""}</p><${Fault} fault=${fault} />
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
