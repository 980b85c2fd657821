// What became of something a person gave: on this device, sent, saved or refused, and never more than is true.
import { html } from "./kit.js";

const clock = (iso, language) => new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

// `saved`: the laptop has it, and nobody knows since when.
export function Status({ entry, answer, saved, link, t, language }) {
  if (entry?.status === "refused") return html`<span class="eg-status is-danger" role="alert">▲ ${entry.message} ${t("Your words are kept on this device.")}</span>`;
  if (entry?.status === "kept") {
    if (entry.message) return html`<span class="eg-status is-warn" role="status">▲ ${entry.message} ${t("Your words are kept on this device.")}</span>`;
    if (!entry.stored) return html`<span class="eg-status is-warn" role="status">▲ ${t("Not saved yet: keep this page open.")}</span>`;
    if (link === "on" || link === "waiting") return html`<span class="eg-status">${t("Kept on this device")}</span>`;
    return html`<span class="eg-status is-warn" role="status">▲ ${t("Kept on this device, not sent yet")}</span>`;
  }
  const at = entry?.at ?? answer?.at;
  if (saved && !at) return html`<span class="eg-status is-good">✓ ${t("Saved")}</span>`;
  return at ? html`<span class="eg-status is-good">✓ ${t("Saved {time}", { time: clock(at, language) })}</span>` : null;
}
