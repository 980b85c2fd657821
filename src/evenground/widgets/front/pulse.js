// Signs of life: of the laptop, by a heartbeat, and of the page, by what the browser says of it.

const BEAT = "beat"; // a text frame, which is never a Jupyter message; the server answers with the same
const EVERY = 5000;
const SILENCE = 4000; // ms after a beat without any frame: dead

// beat() asks for a sign now and every few seconds while the page is seen; heard() takes any frame as one.
export function makeHeart(send, dead) {
  let next, deadline;
  const heard = () => {
    clearTimeout(deadline);
    deadline = undefined;
  };
  const rest = () => {
    clearTimeout(next);
    heard();
  };
  const beat = () => {
    clearTimeout(next);
    if (document.hidden || !send(BEAT)) return;
    deadline ??= setTimeout(dead, SILENCE);
    next = setTimeout(beat, EVERY);
  };
  return { beat, heard, rest };
}

// wake: it may work again, now. cut: the network is gone. sleep: nobody sees the page. back: the browser had frozen
// it and shows it again. leave: it is left for good.
export function watchPage({ wake, cut, sleep, back, leave }) {
  addEventListener("online", wake);
  addEventListener("offline", cut);
  document.addEventListener("visibilitychange", () => (document.hidden ? sleep() : wake()));
  addEventListener("pagehide", ({ persisted }) => (persisted ? cut() : leave()));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) back(); });
}
