// How to join: the address, the code and the picture of both, for the back row.
import { html } from "./kit.js";

const QUIET = 4; // modules of white that a camera needs around the picture

function Picture({ qr, t }) {
  const side = qr.size + 2 * QUIET;
  return html`<svg class="eg-board-qr" role="img" aria-label=${t("QR code: scan it to join")} viewBox=${`${-QUIET} ${-QUIET} ${side} ${side}`} shape-rendering="crispEdges">
    <rect x=${-QUIET} y=${-QUIET} width=${side} height=${side} fill="#ffffff" /><path d=${qr.path} fill="#000000" />
  </svg>`;
}

// Read out letter by letter, and shown in two groups of three.
function Code({ code, t }) {
  const half = Math.ceil(code.length / 2);
  return html`<span class="eg-board-code"><span class="eg-hidden">${[...code].join(" ")}</span><span aria-hidden="true">${code.slice(0, half)}</span><span aria-hidden="true">${code.slice(half)}</span></span>`;
}

export function Here({ head, plural }) {
  return html`<p class="eg-board-here" role="status">${plural(head.joined, "1 person is here", "{n} people are here")}</p>`;
}

export function Joining({ state, t, plural }) {
  const { address, qr } = state.join;
  return html`<section class="eg-board-join">
    <div class="eg-board-how">
      <h1>${t("Join with your phone")}</h1>
      ${address ? html`<div><p class="eg-board-step">${qr ? t("Scan, or open") : t("Open")}</p><p class=${`eg-board-address${address.length > 26 ? " is-long" : ""}`}>${address}</p></div>` : html`<p class="eg-board-step">${t("This page has no address of its own. Phones join at the address that the command evenground serve prints.")}</p>`}
      <div><p class="eg-board-step">${address ? t("and enter the code") : t("Enter the code")}</p><p><${Code} code=${state.code} t=${t} /></p></div>
      <${Here} head=${state.head} plural=${plural} />
    </div>
    ${qr ? html`<${Picture} qr=${qr} t=${t} />` : null}
  </section>`;
}

export function JoinStrip({ state, t }) {
  return html`<p class="eg-board-strip"><span>${t("Join:")} ${state.join.address ? html`<strong>${state.join.address}</strong>, ` : null}${t("code")}</span><${Code} code=${state.code} t=${t} /></p>`;
}
