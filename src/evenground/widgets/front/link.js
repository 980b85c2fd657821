// The link to the laptop: one websocket, made again for as long as the page lives and the server knows its seat.
//
// Its state is "waiting" (not connected yet), "open", "off" (the laptop cannot be reached, and is tried again) or "gone"
// (it has no session for this page any more). Kernels come and go behind the socket without the page's knowledge.
import { makeHeart, watchPage } from "./pulse.js";
import { leaveSeat, requestSeat } from "./seat.js";
import { newId } from "./wire.js";

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const UNKNOWN_SEAT = 4404; // a close code of our server
const PATIENCE = 10000; // ms for a handshake or an answer on a bad network
const SOON = 1000; // the longest wait before the one retry of the same seat
const SHORTEST = 500;
const LONGEST = 8000;

const safely = (act) => { try { return act(); } catch (fault) { console.error(fault); } };

export function makeLink({ base, kernelId, seat, environment = {} }) {
  const { WebSocket = window.WebSocket, fetch = (...all) => window.fetch(...all), random = Math.random } = environment;
  const session = newId();
  const followers = new Set();
  const heart = makeHeart((beat) => send(beat), () => lost(true));
  let state = "waiting", kernel = kernelId, greeting = null, socket = null, timer;
  let turn = 0; // counts connections, requests and waits: what ends in an earlier turn is of no interest
  let tries = 0; // requests for a seat since the laptop was last heard
  let mayRetry = true; // the same seat is tried once more after a close, until a frame proves it good again

  function become(next) {
    if (next === state) return;
    state = next;
    for (const follower of [...followers]) safely(() => follower(next));
  }
  function begin() {
    clearTimeout(timer);
    heart.rest();
    const old = socket;
    socket = null;
    old?.close();
    return ++turn;
  }
  function wait(limit, then) {
    begin();
    timer = setTimeout(then, random() * limit); // any moment: a hundred phones must not come back in the same instant
  }

  function connect() {
    const mine = begin();
    const address = new URL(`${base}api/kernels/${kernel}/channels?session_id=${session}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const made = (socket = new WebSocket(address.href, [PROTOCOL]));
    let opened = false;
    made.binaryType = "arraybuffer";
    made.onopen = () => {
      if (mine !== turn) return;
      opened = true;
      clearTimeout(timer);
      greet();
      become("open");
      heart.beat();
    };
    made.onmessage = ({ data }) => { if (mine === turn) heard(data); };
    made.onclose = ({ code }) => { if (mine === turn) lost(opened, code); };
    timer = setTimeout(lost, PATIENCE, false);
  }
  function lost(opened, code) {
    begin();
    if (opened) become("off");
    if (opened && mayRetry && code !== UNKNOWN_SEAT) {
      mayRetry = false;
      wait(SOON, connect);
    } else if (tries) askLater();
    else ask();
  }
  // A browser does not tell a refused handshake from a lost network: ask, and the server says which.
  async function ask() {
    const mine = begin();
    const patience = new AbortController();
    tries++;
    timer = setTimeout(() => patience.abort(), PATIENCE);
    const answer = await requestSeat(fetch, seat, patience.signal);
    if (mine !== turn) return;
    begin();
    if (answer.kernelId) {
      kernel = answer.kernelId;
      connect();
    } else {
      become(answer.gone ? "gone" : "off");
      if (!answer.gone) askLater();
    }
  }
  const askLater = () => wait(Math.min(LONGEST, SHORTEST * 2 ** (tries - 1)), ask);

  function send(data) {
    if (socket?.readyState !== 1) return false;
    try { socket.send(data); } catch { return false; }
    return true;
  }
  function greet() {
    const message = safely(() => greeting?.());
    if (message) send(message);
  }
  function heard(data) {
    heart.heard();
    tries = 0;
    mayRetry = true;
    if (typeof data !== "string") link.receive(data);
  }

  const unlessGone = (act) => () => { if (state !== "gone") act(); };
  const afresh = (act) => { tries = 0; act(); };
  watchPage({
    wake: unlessGone(() => (state === "open" ? heart.beat() : afresh(connect))),
    // Tried all the same: a browser on the laptop itself reaches it without any network.
    cut: unlessGone(() => { tries ||= 1; become("off"); askLater(); }),
    sleep: heart.rest,
    back: unlessGone(() => { become("off"); afresh(ask); }),
    leave: unlessGone(() => { begin(); leaveSeat(base, kernel); }),
  });
  const link = {
    session,
    send: (data) => state === "open" && send(data), // tells whether it was sent; never throws
    receive() {}, // the models set this; it takes each binary frame
    get state() { return state; },
    get greeting() { return greeting; },
    set greeting(make) { greeting = make; if (state === "open") greet(); }, // () => the bytes to send first on each opening
    follow(fn) { followers.add(fn); safely(() => fn(state)); return () => followers.delete(fn); }, // -> stop
  };
  connect();
  return link;
}
