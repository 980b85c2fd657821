// How people come in, and how the facilitator comes back: addresses to project, to share and to keep.
import { base, html, useRef, useState } from "./kit.js";
import { Button, Fold } from "./desk_use.js";

const from = (path) => (base() === undefined ? "" : new URL(base() + path, location.href).href);
export const joinAddress = (state) => state.addresses.join || from(`join/${state.session.code}`);
export const boardAddress = (state) => from(`board/${state.session.code}`) || state.addresses.board || "";
export const deskAddress = (state, key) => (key ? from(`facilitate/${state.session.code}`) && `${from(`facilitate/${state.session.code}`)}#key=${key}` : "");

export function Copy({ id, label, hint, value, t }) {
  const field = useRef();
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
    } catch { // a laptop's plain http address has no clipboard: the old way still works there
      field.current.select();
      document.execCommand("copy");
    }
    setDone(true);
  };
  return html`<div class="eg-field"><label for=${id}>${label}</label>${hint ? html`<p class="eg-hint" id=${`${id}-hint`}>${hint}</p>` : null}
    <div class="eg-row eg-desk-copy"><input class="eg-input" type="text" readonly id=${id} ref=${field} aria-describedby=${hint ? `${id}-hint` : undefined} value=${value} onFocus=${() => field.current.select()} />
      <${Button} onClick=${copy}>${t("Copy")}<span class="eg-hidden"> ${label}</span></${Button}><span class="eg-status is-good" role="status">${done ? `✓ ${t("Copied")}` : ""}</span></div></div>`;
}

export function KeepAddress({ id, state, keys, t }) {
  const address = deskAddress(state, keys);
  if (address) return html`<${Copy} id=${id} label=${t("Your own address")} hint=${t("Keep it: it opens this page again, on any device. Whoever has it leads the session.")} value=${address} t=${t} />`;
  if (keys) return html`<${Copy} id=${id} label=${t("Your facilitator key")} hint=${t("Keep it: with the code it opens this page again. Whoever has it leads the session.")} value=${keys} t=${t} />`;
  return null;
}

export function Join({ state, keys, open, t }) {
  const address = joinAddress(state);
  return html`<${Fold} title=${t("Ways to join")} open=${open}>
    <div class="eg-desk-join"><div><p class="eg-hint">${t("Code")}</p><p class="eg-desk-code">${state.session.code}</p></div>
      ${boardAddress(state) ? html`<a class="eg-button" href=${boardAddress(state)} target="_blank" rel="noopener">${t("Open the board")} <span aria-hidden="true">↗</span><span class="eg-hidden"> (${t("in a new tab")})</span></a>` : null}</div>
    ${address ? html`<${Copy} id="eg-join" label=${t("Address to join")} hint=${t("The board shows it large, with a code to scan.")} value=${address} t=${t} />`
      : html`<p class="eg-note">${t("Others can join once Even Ground is started with evenground serve and this same store.")}</p>`}
    <${KeepAddress} id="eg-keep" ...${{ state, keys, t }} />
  </${Fold}>`;
}
