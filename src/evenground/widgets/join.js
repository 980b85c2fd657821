// Before the first question: what this is, what will happen to my words, and a way in.
import { html, useState } from "./kit.js";

export function Promise_({ state, t }) {
  return html`<section class="eg-card eg-stack is-tight" aria-labelledby="eg-promise">
    <h2 id="eg-promise" style="font-size:1.25rem">${t("What will happen to my words")}</h2>
    <ul class="eg-stack is-tight">${state.promise.map((line) => html`<li key=${line}>${line}</li>`)}</ul>
  </section>`;
}

export function Fault({ fault }) {
  return fault ? html`<p class="eg-error" role="alert">▲ ${fault}</p>` : null;
}

function Resume({ call, t, useToken }) {
  const [code, setCode] = useState("");
  const [fault, setFault] = useState("");
  const open = async (event) => {
    event.preventDefault();
    try {
      const { token } = await call("resume", { token: code });
      useToken(token);
    } catch (problem) { setFault(problem.message); }
  };
  return html`<details class="eg-card"><summary>${t("I have already started on another device")}</summary>
    <form class="eg-stack" onSubmit=${open}>
      <div class="eg-field"><label for="eg-resume">${t("Your resume code")}</label>
        <p class="eg-hint" id="eg-resume-hint">${t("Sixteen letters and digits. You find it on the first device under “For me”.")}</p>
        <input type="text" class="eg-input" id="eg-resume" aria-describedby="eg-resume-hint" autocomplete="off" autocapitalize="characters" spellcheck=${false} value=${code} onInput=${(event) => setCode(event.target.value)} /></div>
      <${Fault} fault=${fault} />
      <div><button class="eg-button" type="submit">${t("Carry on from there")}</button></div>
    </form></details>`;
}

export function Join({ state, call, t, begin, fault, useToken }) {
  const [name, setName] = useState("");
  const go = (event) => { event.preventDefault(); begin(name); };
  return html`<div class="eg-stack is-wide">
    <div class="eg-stack is-tight"><h1 tabindex="-1" id="eg-heading" lang=${state.lang}>${state.title}</h1><p class="eg-lead" lang=${state.lang}>${state.summary}</p></div>
    <${Promise_} state=${state} t=${t} />
    <form class="eg-stack" onSubmit=${go}>
      ${state.identity === "anonymous" ? null : html`<div class="eg-field">
        <label for="eg-name">${state.identity === "named" ? t("Your name (optional)") : t("A name for today (optional)")}</label>
        <p class="eg-hint" id="eg-name-hint">${state.identity === "named" ? t("Shown only beside answers that you share with your name.") : t("Not your real one. Shown only beside answers that you share with it.")}</p>
        <input type="text" class="eg-input" id="eg-name" aria-describedby="eg-name-hint" autocomplete="off" maxlength="80" value=${name} onInput=${(event) => setName(event.target.value)} /></div>`}
      <${Fault} fault=${fault} />
      <div><button class="eg-button is-primary" type="submit">${t("Begin")}</button></div>
    </form>
    ${state.alone ? null : html`<${Resume} call=${call} t=${t} useToken=${useToken} />`}
  </div>`;
}
