// The session as a whole: its record, its names, its own address, and its end.
import { html, useState } from "./kit.js";
import { KeepAddress } from "./desk_join.js";
import { Ask, CloseSession } from "./desk_stage.js";
import { Button, Fault, Fold, identityLine, identityName, useAct } from "./desk_use.js";

function Download({ act, t }) {
  const formats = [["html", t("Web page")], ["md", t("Text (Markdown)")], ["csv", t("Table (CSV)")], ["json", t("Data (JSON)")]];
  const [done, setDone] = useState("");
  const get = async (to, name) => { setDone(""); if (await act("download", { to }, 120000)) setDone(t("Saved: {format}", { format: name })); };
  return html`<div class="eg-stack is-tight" role="group" aria-labelledby="eg-record"><h3 id="eg-record">${t("The group’s record")}</h3>
    <p class="eg-hint">${t("What was shared, in themes, with points, gaps and actions. Private answers are in nobody’s record but their owner’s.")}</p>
    <div class="eg-row is-tight">${formats.map(([to, name]) => html`<${Button} key=${to} kind="is-small" off=${act.busy} onClick=${() => get(to, name)}>${name}</${Button}>`)}</div>
    <p class="eg-status is-good" role="status">${done ? `✓ ${done}` : ""}</p></div>`;
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
    <${Download} act=${act} t=${t} /><hr class="eg-rule" />
    <${Names} ...${{ session, act, t }} /><hr class="eg-rule" />
    <${KeepAddress} id="eg-keep-too" ...${{ state, keys, t }} />
    <p class="eg-hint">${t("Everything in this session is deleted on {day}.", { day: session.delete_on })} ${t("Counts below {n} are not shown to anybody.", { n: session.threshold })}</p>
    ${stage.next ? html`<${CloseSession} ...${{ state, act, t }} />` : null}
    ${onLeave ? html`<div><${Button} kind="is-quiet is-small" onClick=${onLeave}>${t("Start or open another session")}</${Button}></div>` : null}
    <${Fault} text=${act.fault} />
  </${Fold}>`;
}
