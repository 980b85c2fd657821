// People who sit together by their own wish, and what only one, both and only the others said.
import { html, useState } from "./kit.js";
import { Fault } from "./join.js";
import { Quote } from "./room.js";

function Meaning({ t }) {
  return html`<ul class="eg-stack is-tight">
    <li>${t("Once sharing is open, those in your group see side by side what only you, both of you and only they have shared.")}</li>
    <li>${t("In a pair, whatever the other shared without a name is then plainly theirs.")}</li>
    <li>${t("Answers that only you can see stay with you. You can leave at any time.")}</li></ul>`;
}

// Starting, joining and leaving, with what it means said before.
export function Together({ group, call, t, plural, folded }) {
  const [number, setNumber] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (args) => {
    if (busy) return;
    setFault("");
    setBusy(true);
    try {
      await call("group", args);
      setNumber("");
      requestAnimationFrame(() => document.getElementById("eg-circle")?.focus({ preventScroll: true })); // the button that was pressed is gone
    } catch (problem) { setFault(problem.message); }
    setBusy(false);
  };
  const told = html`<p class="eg-said eg-hint" role="status">${busy ? t("Telling the laptop…") : ""}</p><${Fault} fault=${fault} />`;
  const join = (event) => { event.preventDefault(); act({ do: "join", number }); };
  if (group.number) return html`<section class="eg-card eg-stack" aria-labelledby="eg-circle"><h2 id="eg-circle" tabindex="-1">${t("Sit together")}</h2>
    <p role="status">${t("Your group’s number:")} <strong class="eg-number">${group.number}</strong> ${group.people < 2 ? t("Read it out. Nobody else is in your group yet.") : plural(group.people, "1 person is in it.", "{n} people are in it, with you.")}</p>
    <p class="eg-hint">${group.people === 2 ? t("You are a pair: what the other shares without a name is plainly theirs.") : t("Those in your group see side by side what you shared, once sharing is open.")}</p>
    ${told}<div><button class="eg-button is-small" onClick=${() => act({ do: "leave" })}>${t("Leave this group")}</button></div></section>`;
  const inside = html`<p>${t("In a pair or a small group you can look at what you have in common, if you like.")}</p><${Meaning} t=${t} />
    <div><button class="eg-button" onClick=${() => act({ do: "start" })}>${t("Start a group")}</button></div>
    <form class="eg-stack" onSubmit=${join}><div class="eg-field"><label for="eg-circle-number">${t("Or join one: its two-digit number")}</label>
      <p class="eg-hint" id="eg-circle-hint">${t("The person who started the group reads it out.")}</p>
      <input type="text" class="eg-input eg-two" id="eg-circle-number" aria-describedby="eg-circle-hint" inputmode="numeric" autocomplete="off" maxlength="2" value=${number} onInput=${(event) => setNumber(event.target.value)} /></div>
      ${told}<div><button class="eg-button" type="submit">${t("Join this group")}</button></div></form>`;
  if (folded) return html`<details class="eg-card"><summary id="eg-circle">${t("Sit together")}</summary><div class="eg-stack">${inside}</div></details>`;
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-circle"><h2 id="eg-circle" tabindex="-1">${t("Sit together")}</h2>${inside}</section>`;
}

const HEADINGS = (t) => ({
  pair: [t("Only you"), t("Both of you"), t("Only they")],
  group: [t("Only you"), t("Your group too"), t("Only they")],
  room: [t("Only you"), t("Others too"), t("Only others")],
});

function Held({ theme, t }) {
  return html`<li class="eg-stack is-tight"><div class="eg-row"><strong>${theme.name}</strong>${theme.sure ? null : html`<span class="eg-chip">${t("suggested")}</span>`}</div>
    ${theme.ours ? html`<${Quote} quote=${{ text: theme.ours, mine: true }} t=${t} />` : null}${theme.theirs ? html`<${Quote} quote=${{ text: theme.theirs }} t=${t} />` : null}</li>`;
}

export function Compared({ compared, t }) {
  if (!compared?.parts.some((part) => part.length)) return null;
  const titles = HEADINGS(t)[compared.kind];
  const heading = { pair: t("The two of you"), group: t("You and your group"), room: t("You and the room") }[compared.kind];
  const parts = html`<div class="eg-stack is-wide">${compared.parts.map((themes, i) => html`<div class="eg-stack is-tight" key=${i}><h3 class="eg-side">${titles[i]}</h3>
      ${themes.length ? html`<ul class="eg-list">${themes.map((theme) => html`<${Held} key=${theme.name} theme=${theme} t=${t} />`)}</ul>` : html`<p class="eg-hint">${t("Nothing here.")}</p>`}</div>`)}</div>`;
  if (compared.kind === "room") return html`<details class="eg-card"><summary>${heading}</summary>${parts}</details>`; // its quotes are above already
  return html`<section class="eg-card eg-stack" aria-labelledby="eg-compared"><h2 id="eg-compared">${heading}</h2>${parts}</section>`;
}
