// The session as a whole: its record, its names, its own address, and its end.
import { html, useState } from "./kit.js";
import { KeepAddress } from "./desk_join.js";
import { Ask, CloseSession } from "./desk_stage.js";
import { Button, Fault, Fold, identityLine, identityName, useAct } from "./desk_use.js";

// What a record can be saved as, and what each is good for.
const kinds = (t) => [
  ["pdf", t("PDF"), t("To print and to send. Readable by screen readers.")],
  ["docx", t("Word"), t("To edit and to paste from.")],
  ["html", t("Web page"), t("One file that opens in every browser.")],
  ["md", t("Plain text"), t("Text with few signs, for wikis and notes.")],
  ["csv", t("Table"), t("For a spreadsheet, with a second file that explains the columns.")],
  ["json", t("Data"), t("To compare with a later session, or to put beside other groups.")],
  ["ipynb", t("Notebook"), t("For JupyterLab, with everything already in it.")],
];

function Download({ act, named, t }) {
  const listed = kinds(t);
  const all = [["all", t("All of them"), t("Every format, in one ZIP file.")]];
  const [chosen, choose] = useState("pdf");
  const [names, withNames] = useState(false);
  const [step, setStep] = useState(null);
  const [done, setDone] = useState("");
  const name = (to) => listed.find(([one]) => one === to)?.[1] ?? to;
  const save = async () => {
    setDone("");
    const formats = chosen === "all" ? listed.map(([to]) => to) : [chosen];
    setStep({ at: 0, of: formats.length + 1, what: t("Gathering what was shared…") });
    let file = await act("record_begin", { names }, 120000);
    for (const [at, to] of formats.entries()) {
      if (file) setStep({ at: at + 1, of: formats.length + 1, what: t("Writing: {format}…", { format: name(to) }) });
      file = file && (await act("record_write", { to }, 120000));
    }
    file = file && (await act("record_end", {}, 120000));
    setStep(null);
    if (file) setDone(t("Saved: {name}", { name: file.name }));
  };
  const hint = [...listed, ...all].find(([to]) => to === chosen)[2];
  return html`<div class="eg-stack is-tight" role="group" aria-labelledby="eg-record"><h3 id="eg-record">${t("The group’s record")}</h3>
    <p class="eg-hint">${t("A first page for those who were not there, then themes, gaps, actions and what people shared. Private answers are in nobody’s record but their owner’s.")}</p>
    <div class="eg-field"><label for="eg-record-format">${t("Format")}</label>
      <select class="eg-input" id="eg-record-format" aria-describedby="eg-record-hint" value=${chosen} onChange=${(event) => choose(event.target.value)}>${[...listed, ...all].map(([to, label]) => html`<option key=${to} value=${to}>${label}</option>`)}</select>
      <p class="eg-hint" id="eg-record-hint">${hint}</p></div>
    ${named ? html`<label class="eg-option"><input type="checkbox" checked=${names} onChange=${(event) => withNames(event.target.checked)} /> <span>${t("With the names that people chose to show")}</span></label>` : null}
    <div class="eg-row is-tight"><${Button} kind="is-primary" off=${Boolean(step)} onClick=${save}>${t("Save the record")}</${Button}></div>
    ${step ? html`<progress class="eg-progress" max=${step.of} value=${step.at} aria-label=${t("How far the record is")}></progress>` : null}
    <p class=${step ? "eg-status" : "eg-status is-good"} role="status">${step ? step.what : done ? `✓ ${done}` : ""}</p></div>`;
}

function Names({ session, act, t }) {
  const [to, ask] = useState("");
  return html`<div class="eg-stack is-tight"><h3>${t("Names: {how}", { how: identityName(session.identity, t) })}</h3><p class="eg-hint">${identityLine(session.identity, t)}</p>
    ${session.closed || !session.narrower.length ? null : html`<div class="eg-row is-tight">${session.narrower.map((one) => html`<${Button} key=${one} kind="is-small" onClick=${() => ask(one)}>${t("Change to: {how}…", { how: identityName(one, t) })}</${Button}>`)}</div>`}
    ${to && session.narrower.includes(to) ? html`<${Ask} ask=${t("The names given so far are removed for good, and this cannot go back.")} yes=${t("Change to: {how}", { how: identityName(to, t) })} onYes=${async () => (await act("identity", { identity: to })) && ask("")} onNo=${() => ask("")} t=${t} />` : null}</div>`;
}

export function Session({ state, keys, call, open, t, onLeave }) {
  const act = useAct(call);
  const { session, stage } = state;
  return html`<${Fold} title=${t("Record, names and the end")} open=${open}>
    <${Download} act=${act} named=${session.identity !== "anonymous"} t=${t} /><hr class="eg-rule" />
    <${Names} ...${{ session, act, t }} /><hr class="eg-rule" />
    <${KeepAddress} id="eg-keep-too" ...${{ state, keys, t }} />
    <p class="eg-hint">${t("Everything in this session is deleted on {day}.", { day: session.delete_on })} ${t("Counts below {n} are not shown to anybody.", { n: session.threshold })}</p>
    ${stage.next ? html`<${CloseSession} ...${{ state, act, t }} />` : null}
    ${onLeave ? html`<div><${Button} kind="is-quiet is-small" onClick=${onLeave}>${t("Start or open another session")}</${Button}></div>` : null}
    <${Fault} text=${act.fault} />
  </${Fold}>`;
}
