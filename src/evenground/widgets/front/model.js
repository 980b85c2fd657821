// One widget's model: its state here, and the rules by which the two sides of a state agree.
import { Events } from "./events.js";
import { isBinary, newId, putBuffers, takeBuffers } from "./wire.js";

const UNANSWERED = 10000; // ms: the kernel that had this update may be no more
const text = (value) => JSON.stringify(value, (_key, part) => (isBinary(part) ? newId() : part)); // bytes are always news
const same = (one, other) => one === other || (one && other && typeof one === "object" && text(one) === text(other));

export class Model extends Events {
  #changed = new Set(); // names set here and not saved yet
  #waiting = null; // saved and not sent yet: one update is on its way at a time, later ones become one
  #sent = null; // {id, state, timer} of the update on its way
  #newest = new Map(); // name -> message id of the update whose echo is to come
  #held = null; // messages that came before the widget was ready for them

  constructor(id, state, link, comm, manager) {
    super();
    Object.assign(this, { model_id: id, attributes: state, link, comm, widget_manager: manager });
    // comm: (data, buffers, metadata) => {id, bytes} of a message to this model's other side
  }

  get(name) { return this.attributes[name]; }

  set(name, value) {
    for (const changed of this.#put(typeof name === "object" ? name : { [name]: value })) this.#changed.add(changed);
    return this;
  }

  save_changes() {
    for (const name of this.#changed) (this.#waiting ??= {})[name] = this.attributes[name];
    this.#changed.clear();
    this.flush();
  }

  // A custom message goes now or not at all: the caller keeps what it holds and tries again.
  send(content, _callbacks, buffers = []) {
    if (!this.link.send(this.comm({ method: "custom", content }, buffers).bytes)) throw new Error("not connected");
  }

  // The page's first word on every opening of the link: make() gives a custom message's content, or null for none.
  greet(make) {
    this.link.greeting = make && (() => {
      const content = make();
      return content == null ? null : this.comm({ method: "custom", content }, [], { greeting: true }).bytes;
    });
  }

  flush() {
    if (this.#sent || !this.#waiting) return;
    const { state, paths, buffers } = takeBuffers(this.#waiting);
    const { id, bytes } = this.comm({ method: "update", state, buffer_paths: paths }, buffers);
    if (!this.link.send(bytes)) return;
    for (const name of Object.keys(this.#waiting)) this.#newest.set(name, id);
    this.#sent = { id, state: this.#waiting, timer: setTimeout(() => { this.unanswered(); this.flush(); }, UNANSWERED) };
    this.#waiting = null;
  }

  // Nobody will say whether the update on its way arrived: it is sent again, under what was saved since.
  unanswered() {
    if (!this.#sent) return;
    clearTimeout(this.#sent.timer);
    this.#waiting = { ...this.#sent.state, ...this.#waiting };
    this.#sent = null;
    this.#newest.clear();
  }

  idle(id) {
    if (this.#sent?.id !== id) return;
    clearTimeout(this.#sent.timer);
    this.#sent = null;
    this.flush();
  }

  // Messages wait until `ready` is settled and then come in their order.
  hold(ready) {
    this.#held = [];
    const release = () => {
      const held = this.#held;
      this.#held = null;
      held.forEach((message) => this.receive(message));
    };
    ready.then(release, release);
  }

  receive(message) {
    if (this.#held) return void this.#held.push(message);
    const { method, content, state, buffer_paths } = message.content.data;
    if (method === "custom") this.trigger("msg:custom", content, message.buffers);
    if (method === "update") this.update(putBuffers(state, buffer_paths, message.buffers));
    if (method === "echo_update") this.update(this.#current(putBuffers(state, buffer_paths, message.buffers), message.parent_header.msg_id));
  }

  // What the other side says counts, save for what was set here since and is still to be sent: that will be its answer.
  update(state) {
    const news = Object.entries(state).filter(([name]) => !(name in (this.#waiting ?? {})));
    for (const [name] of news) this.#changed.delete(name);
    this.#put(Object.fromEntries(news));
  }

  // An echo without the names that were set again after the update it repeats.
  #current(state, parent) {
    const kept = Object.entries(state).filter(([name]) => {
      const awaited = this.#newest.get(name);
      if (awaited === parent) this.#newest.delete(name);
      return !this.#changed.has(name) && (awaited === undefined || awaited === parent);
    });
    return Object.fromEntries(kept);
  }

  #put(state) {
    const changed = Object.keys(state).filter((name) => !same(this.attributes[name], state[name]));
    Object.assign(this.attributes, state);
    for (const name of changed) this.trigger(`change:${name}`, this, state[name]);
    if (changed.length) this.trigger("change", this);
    return changed;
  }
}
