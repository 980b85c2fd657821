// Files of one's own record: saving it with the new entry, and opening another one.
import { html, useState } from "./kit.js";
import { Button, Fault, useAct } from "./desk_use.js";

const LARGEST = 5_000_000; // bytes: what goes over the page's own channel at once
const SLOW = 120000;

// What a record can be saved as, and what each is good for. The notebook is left out: it would need another kernel.
const kinds = (state, t) => [
  ["json", t("Data, to open again"), t("Open this file the next time: everything is in it.")],
  ["html", t("Web page"), t("One file that opens on every phone and laptop.")],
  ["pdf", t("PDF"), t("To print, to send, to put into a portfolio.")],
  ["docx", t("Word"), t("To edit: the CPD pages have room to fill in.")],
  ["ics", t("Calendar"), t("Days to look at your actions again, for your own calendar.")],
].filter(([to]) => state.formats.includes(to) && (to !== "ics" || state.commitments.length));

function How({ kept, step, done, t }) {
  if (step) return html`<p class="eg-status" role="status">${step.what}</p>`;
  if (done) return html`<p class="eg-status is-good" role="status">✓ ${done}</p>`;
  if (kept === "open") return html`<p class="eg-status is-warn" role="status">▲ ${t("This browser keeps nothing: save your record before you close this page.")}</p>`;
  return html`<p class="eg-status" role="status">${kept ? t("Kept in this browser, not saved in your record yet.") : ""}</p>`;
}

export function Save({ state, entry, kept, settle, call, link, t }) {
  const act = useAct(call);
  const offered = kinds(state, t);
  const [chosen, choose] = useState("json");
  const [step, setStep] = useState(null);
  const [lost, setLost] = useState(false);
  const [saved, setSaved] = useState(null); // what was saved of which entry; a later word makes it old
  const done = saved?.entry === entry && saved.key === state.key ? saved.words : "";
  const away = link === "off" || link === "gone";
  const save = async () => {
    setSaved(null);
    act.clear();
    setLost(away);
    if (away) return;
    const formats = chosen === "all" ? offered.map(([to]) => to) : [chosen];
    const name = (to) => offered.find(([one]) => one === to)[1];
    const tell = (at, what) => setStep({ at, of: formats.length + 1, what });
    tell(0, t("Writing your record…"));
    let file = await act("begin", { key: state.key, entry });
    for (const [at, to] of formats.entries()) {
      if (file) tell(at + 1, t("Writing: {format}…", { format: name(to) }));
      file = file && (await act("write", { to }, SLOW));
    }
    file = file && (await act("end", {}, SLOW));
    setStep(null);
    if (!file) return;
    const again = formats.includes("json");
    if (again) settle();
    setSaved({ key: state.key, entry, words: again ? t("Saved: {name}. Open this file when you come back again.", { name: file.name }) : t("Saved: {name}. Save it as data too, to come back again.", { name: file.name }) });
  };
  const hint = [...offered, ["all", "", t("Every format, in one ZIP file.")]].find(([to]) => to === chosen)[2];
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-keep"><h2 id="eg-keep">${t("Save my record")}</h2>
    <p>${t("Your record is written anew, with this entry dated {day}. The file you opened stays as it is.", { day: state.today })}</p>
    <div class="eg-field"><label for="eg-save-as">${t("Save it as")}</label>
      <select class="eg-input" id="eg-save-as" aria-describedby="eg-save-as-hint" value=${chosen} onChange=${(event) => choose(event.target.value)}>${[...offered, ["all", t("All of them")]].map(([to, label]) => html`<option key=${to} value=${to}>${label}</option>`)}</select>
      <p class="eg-hint" id="eg-save-as-hint">${hint}</p></div>
    <div><${Button} kind="is-primary" off=${Boolean(step)} onClick=${save}>${t("Save my record")}</${Button}></div>
    ${step ? html`<progress class="eg-progress" max=${step.of} value=${step.at} aria-label=${t("How far the record is")}></progress>` : null}
    <${How} ...${{ kept, step, done, t }} /><${Fault} text=${lost && away ? t("Even Ground does not answer on this computer. Start it again, then save: your words stay here.") : act.fault} /></section>`;
}

// Bytes as text, in pieces that a call can take.
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function OpenFile({ state, kept, call, onOpen, t }) {
  const act = useAct(call);
  const [large, setLarge] = useState(false);
  const [busy, setBusy] = useState(false);
  const open = async (event) => {
    const input = event.target, file = input.files[0];
    if (!file) return;
    act.clear();
    setLarge(file.size > LARGEST);
    if (file.size <= LARGEST) {
      setBusy(true);
      const done = await act("open", { data: base64(new Uint8Array(await file.arrayBuffer())) }, SLOW);
      setBusy(false);
      if (done) onOpen(kept);
    }
    input.value = ""; // so that the same file can be chosen once more
  };
  const fault = large ? t("This file is too large to be a record. Choose the JSON file that you saved.") : act.fault;
  const label = state.key ? t("Open another record") : t("Open my record");
  return html`<div class="eg-field"><label for="eg-open">${label}</label>
    <p class="eg-hint" id="eg-open-hint">${t("The JSON file that you saved, or the ZIP file with it. It is read on this computer and sent nowhere else.")}</p>
    <input type="file" class="eg-file" id="eg-open" accept=".json,.zip,application/json,application/zip" aria-describedby="eg-open-hint" aria-invalid=${fault ? "true" : undefined} onChange=${open} />
    <p class="eg-status" role="status">${busy ? t("Opening your record…") : ""}</p><${Fault} text=${fault} />
    ${fault && state.key ? html`<p class="eg-hint">${t("Nothing has changed here: what you wrote is still there.")}</p>` : null}</div>`;
}
