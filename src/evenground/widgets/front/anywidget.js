// Runs anywidgets, whose modules may be built in, an address, or text.
//
// A module's default export is {initialize?, render?} or a function that makes it. initialize runs once for a model and
// render once for a view; what they return cleans up. A model given to them also has `link` and `greet`.
import { dressUp, load } from "./modules.js";
import { newId } from "./wire.js";

const OTHER = "anywidget:"; // how an anywidget's state refers to another
const ANSWER = 3000; // ms

const safely = (act) => { try { return act?.(); } catch (fault) { console.warn(fault); } };
const atEnd = (signal, act) => (signal.aborted ? act() : signal.addEventListener("abort", act, { once: true }));

// The model as one widget's code sees it: what that code listens to ends with the signal.
function lent(model, signal) {
  const context = {};
  const { link } = model;
  atEnd(signal, () => model.off(null, null, context));
  return {
    get: (name) => model.get(name),
    set: (name, value) => void model.set(name, value),
    save_changes: () => model.save_changes(),
    send: (content, callbacks, buffers) => model.send(content, callbacks, buffers),
    on: (name, fn) => void model.on(name, fn, context),
    off: (name, fn) => void model.off(name, fn, context),
    widget_manager: model.widget_manager,
    greet: (make) => model.greet(make),
    link: {
      get state() { return link.state; },
      follow(fn) {
        const stop = link.follow(fn);
        atEnd(signal, stop);
        return stop;
      },
    },
  };
}

// Calls a command of the widget's Python side: resolves with [response, buffers].
const invoker = (model) => (name, msg, { signal, buffers = [] } = {}) => new Promise((resolve, reject) => {
  const id = newId();
  const end = (settle, value) => {
    clearTimeout(timer);
    model.off("msg:custom", receive);
    settle(value);
  };
  const receive = (answer, answered) => { if (answer.id === id) end(resolve, [answer.response, answered]); };
  const timer = signal ? 0 : setTimeout(() => end(reject, new DOMException(name, "TimeoutError")), ANSWER);
  if (signal) atEnd(signal, () => end(reject, signal.reason ?? new DOMException(name, "AbortError")));
  if (signal?.aborted) return;
  model.on("msg:custom", receive);
  try { model.send({ id, kind: "anywidget-command", name, msg }, undefined, buffers); } catch (fault) { end(reject, fault); }
});

// `failed(reason)` is told when a module cannot be loaded.
export function makeAnywidget(builtIn, failed) {
  const bound = new WeakMap(); // model -> {ready, exports, signal}

  async function bind(model, binding) {
    const widget = await load(model, builtIn).catch((fault) => { failed(String(fault)); throw fault; });
    const { signal } = binding;
    const made = await widget.initialize?.({ model: lent(model, signal), signal, experimental: { invoke: invoker(model) } });
    if (typeof made === "function") atEnd(signal, () => safely(made));
    else binding.exports = made;
    return widget;
  }
  // Once for each model; settled when messages may come: initialised, and the views that wait for that begun.
  function prepare(model) {
    const life = new AbortController();
    const binding = { signal: life.signal };
    bound.set(model, binding);
    model.once("destroy", () => life.abort());
    dressUp(model);
    binding.ready = bind(model, binding);
    return binding.ready.catch((fault) => console.error(fault)).then(() => {});
  }
  // `signal` ends with the view, and so does a view with its model.
  async function render(model, el, signal) {
    const widget = await bound.get(model).ready;
    if (signal.aborted || !widget.render) return;
    const cleanup = await widget.render({ model: lent(model, signal), el, signal, experimental: { invoke: invoker(model) }, host: host(model, signal) });
    if (typeof cleanup === "function") atEnd(signal, () => safely(cleanup));
  }
  const host = (model, signal) => {
    const find = (reference) => model.widget_manager.get_model(reference.replace(OTHER, ""));
    return {
      getModel: async (reference) => lent(await find(reference), signal),
      async getWidget(reference) {
        const other = await find(reference);
        const binding = bound.get(other);
        await binding.ready;
        return { exports: binding.exports, render: ({ el, signal: own }) => render(other, el, own ?? signal) };
      },
    };
  };
  return { prepare, render };
}
