// Draws models. A view is {node, drawn, dispose()}; until its model has come, its node is a mark.
import { idOf } from "./models.js";

export const isAnywidget = (model) => model.get("_model_module") === "anywidget";
export const isCore = (model) => model.get("_view_module") === "@jupyter-widgets/controls";
export const hasView = (model) => Boolean(model.get("_view_name")) && !/^(Layout|Style)View$/.test(model.get("_view_name"));

// `core()` promises the core widgets' views by name, or null when they did not load. `failed(reason)` is told of a view
// that nobody here can draw.
export function makeViews(models, anywidget, core, failed) {
  return function view(id) {
    const life = new AbortController();
    const shown = { node: document.createComment(""), drawn: null, dispose };
    function dispose() {
      life.abort();
      shown.node.remove();
    }
    function place(node) {
      shown.node.replaceWith(node);
      shown.node = node;
    }
    // Calls fn now and at each of the model's events, until the view ends.
    function listen(model, events, fn) {
      model.on(events, fn, shown);
      life.signal.addEventListener("abort", () => model.off(null, null, shown));
      fn();
    }
    async function draw(model) {
      if (life.signal.aborted) return;
      model.once("destroy", dispose, shown);
      if (isAnywidget(model)) {
        place(document.createElement("div"));
        return anywidget.render(model, shown.node, life.signal);
      }
      const known = isCore(model) ? await core() : {};
      const make = known?.[model.get("_view_name")];
      if (life.signal.aborted || !known) return;
      if (!make) return failed(model.get("_view_name"));
      const find = (reference) => models.get_model(idOf(reference));
      place(make({ model, listen, find, view: (reference) => view(idOf(reference)), signal: life.signal }));
    }
    if (models.all.has(id)) shown.drawn = draw(models.all.get(id));
    else models.get_model(id).then(draw);
    return shown;
  };
}
