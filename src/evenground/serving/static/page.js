// While a page with a kernel opens: say honestly how it goes, and take the waiting state away when the page is there.
(() => {
  const BUSY = 12000, LATE = 75000;
  const waiting = () => document.getElementById("eg-waiting");
  const say = (which) => {
    const words = document.getElementById("eg-waiting-words");
    if (!words) return;
    words.textContent = words.dataset[which];
    if (which === "busy") return;
    document.getElementById("eg-again").hidden = false;
    document.getElementById("eg-ghosts").hidden = which === "failed";
  };
  let failed = false;
  const timers = [setTimeout(() => failed || say("busy"), BUSY), setTimeout(() => failed || say("late"), LATE)];
  const done = () => {
    timers.forEach(clearTimeout);
    waiting()?.remove();
  };
  const watch = () => {
    const cells = document.getElementById("eg-cells");
    const there = () => cells.querySelector(".eg-page, .jupyter-widgets .eg");
    if (there()) return done(); // drawn before this ran
    const seen = new MutationObserver(() => there() && (seen.disconnect(), done()));
    seen.observe(cells, { childList: true, subtree: true });
    document.querySelector("#eg-again a").addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
  };
  addEventListener("DOMContentLoaded", watch);
  window.evengroundFailed = () => { failed = true; say("failed"); };

  // A language chosen on a page with a kernel is kept on this device; the frame around the page follows next time.
  try {
    const language = localStorage.getItem("eg:language");
    if (language) addEventListener("DOMContentLoaded", () => {
      document.cookie = `evenground_language=${encodeURIComponent(language)}; path=${document.body.dataset.egBase}; max-age=31536000; SameSite=Lax`;
    });
  } catch { /* nothing may be kept on this device */ }

  // Voila's script calls these; the page needs none of them.
  window.voila_finish = window.voila_heartbeat = window.voila_process = () => {};
})();
