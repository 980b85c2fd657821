// All models of a page: those written into it, and those that the kernel opens later.
import { Model } from "./model.js";
import { newId, pack, putBuffers, unpack } from "./wire.js";

const REFERENCE = "IPY_MODEL_";

// The id in a reference to a model, or undefined.
export const idOf = (reference) => reference?.split(REFERENCE)[1];

// `given` is the page's {id: {model_name, model_module, model_module_version, state}}. `prepare(model)` is called once
// for each model; when it returns a promise, the model's messages wait for that.
export function makeModels(link, given, prepare = () => null) {
  const all = new Map();
  const expected = new Map(); // id -> {promise, resolve} of a model that was asked for before it came

  // A message to the other side of a model, as bytes, with its id.
  const comm = (comm_id) => (data, buffers, metadata = {}) => {
    const id = newId();
    const header = { msg_id: id, msg_type: "comm_msg", session: link.session, username: "", date: new Date().toISOString(), version: "5.4" };
    return { id, bytes: pack("shell", { header, metadata, content: { comm_id, data } }, buffers) };
  };
  function add(id, state) {
    const model = new Model(id, state, link, comm(id), manager);
    all.set(id, model);
    const ready = prepare(model);
    if (ready) model.hold(ready);
    expected.get(id)?.resolve(model);
    expected.delete(id);
  }
  const receive = {
    comm_msg: (message) => all.get(message.content.comm_id)?.receive(message),
    comm_open({ content: { comm_id, target_name, data }, buffers }) {
      if (target_name !== "jupyter.widget") return;
      const state = putBuffers(data.state, data.buffer_paths, buffers);
      if (all.has(comm_id)) all.get(comm_id).update(state); // by a kernel that took another's place
      else add(comm_id, state);
    },
    comm_close({ content: { comm_id } }) {
      const model = all.get(comm_id);
      all.delete(comm_id);
      model?.unanswered();
      model?.trigger("destroy", model);
    },
    status({ content, parent_header }) {
      if (content.execution_state === "idle") all.forEach((model) => model.idle(parent_header.msg_id));
    },
  };
  const manager = {
    all,
    async get_model(id) {
      if (all.has(id)) return all.get(id);
      if (!expected.has(id)) {
        const asked = {};
        asked.promise = new Promise((resolve) => { asked.resolve = resolve; });
        expected.set(id, asked);
      }
      return expected.get(id).promise;
    },
  };

  for (const [id, { model_name, model_module, model_module_version, state }] of Object.entries(given)) {
    add(id, { _model_name: model_name, _model_module: model_module, _model_module_version: model_module_version, ...state });
  }
  link.receive = (frame) => {
    const message = unpack(frame);
    receive[message.header.msg_type]?.(message);
  };
  link.follow((state) => all.forEach((model) => (state === "open" ? model.flush() : model.unanswered())));
  return manager;
}
