// Views of a handful of core ipywidgets as labelled HTML. A page loads this only when it holds one of them.
//
// Each view is made by a function of {model, listen, signal, find, view} (see views.js) that returns its node. What a
// widget says is set as text, never as HTML.
import { dressed } from "./dress.js";

const UNSAID = "\u200b"; // what ipywidgets writes where there is no placeholder

function make(tag, classes, ...inside) {
  const node = document.createElement(tag);
  node.className = `jupyter-widgets ${classes}`;
  node.append(...inside);
  return node;
}

// A widget's text, kept up to date; hidden while there is none.
function text({ model, listen }, name, tag, classes) {
  const node = make(tag, classes);
  listen(name, () => {
    node.textContent = model.get(name) ?? "";
    node.hidden = !node.textContent;
  });
  return node;
}

function common({ model, listen }, control) {
  control.id = `w-${model.model_id}`;
  listen("disabled", () => { control.disabled = Boolean(model.get("disabled")); });
  listen("tooltip", () => { control.title = model.get("tooltip") ?? ""; });
  listen("tabbable", () => {
    if (model.get("tabbable") == null) control.removeAttribute("tabindex");
    else control.tabIndex = model.get("tabbable") ? 0 : -1;
  });
  return control;
}

// A control with its description as its label; without one its tooltip or placeholder names it.
function field(given, control, classes) {
  const { model, listen } = given;
  const label = text(given, "description", "label", "widget-label eg-label");
  label.htmlFor = common(given, control).id;
  listen("description tooltip placeholder", () => {
    const name = model.get("description") ? "" : model.get("tooltip") || (model.get("placeholder") ?? "").replace(UNSAID, "");
    if (name) control.setAttribute("aria-label", name);
    else control.removeAttribute("aria-label");
  });
  return make("div", `eg-field ${classes}`, label, control);
}

const box = (classes) => ({ model, signal, view, listen }) => {
  const node = make("div", `widget-container widget-box ${classes}`);
  let shown = new Map(); // reference -> view
  listen("children", () => {
    const before = shown;
    shown = new Map((model.get("children") ?? []).map((reference) => [reference, before.get(reference) ?? view(reference)]));
    before.forEach((child, reference) => { if (!shown.has(reference)) child.dispose(); });
    let place = node.firstChild;
    for (const child of shown.values()) {
      // A child that stays is not moved: it may hold the focus and a half-written word.
      if (child.node === place) place = place.nextSibling;
      else node.insertBefore(child.node, place);
    }
  });
  signal.addEventListener("abort", () => shown.forEach((child) => child.dispose()));
  return node;
};

const written = (tag, classes) => (given) => {
  const { model, listen, save } = given;
  const control = make(tag, "eg-input");
  const push = () => save({ value: control.value });
  if (tag === "input") control.type = "text";
  else listen("rows", () => { if (model.get("rows")) control.rows = model.get("rows"); });
  listen("placeholder", () => { control.placeholder = (model.get("placeholder") ?? "").replace(UNSAID, ""); });
  listen("value", () => { if (control.value !== model.get("value")) control.value = model.get("value") ?? ""; });
  control.addEventListener("input", () => { if (model.get("continuous_update") !== false) push(); });
  control.addEventListener("change", push);
  control.addEventListener("keydown", (event) => {
    if (tag !== "input" || event.key !== "Enter" || event.isComposing) return;
    push();
    tell(model, { event: "submit" });
  });
  return field(given, control, classes);
};

function tell(model, content) {
  try { model.send(content); } catch { /* not connected: the person sees so and does it again */ }
}

function button(given) {
  const { model, signal, listen } = given;
  const node = common(given, make("button", "jupyter-button widget-button eg-button"));
  node.type = "button";
  listen("description tooltip icon", () => {
    node.textContent = model.get("description") ?? "";
    if (node.textContent) node.removeAttribute("aria-label");
    else node.setAttribute("aria-label", model.get("tooltip") || model.get("icon") || "");
  });
  listen("button_style", () => node.classList.toggle("is-primary", model.get("button_style") === "primary"));
  // Not `disabled`, which would take the focus away with every break of the link.
  const stop = model.link.follow((state) => node.setAttribute("aria-disabled", String(state !== "open")));
  signal.addEventListener("abort", stop);
  node.addEventListener("click", () => tell(model, { event: "click" }));
  return node;
}

function checkbox(given) {
  const { model, listen, save } = given;
  const control = common(given, make("input", ""));
  control.type = "checkbox";
  listen("value", () => { control.checked = Boolean(model.get("value")); });
  control.addEventListener("change", () => save({ value: control.checked }));
  return make("label", "widget-checkbox", control, " ", text(given, "description", "span", ""));
}

function dropdown(given) {
  const { model, listen, save } = given;
  const control = make("select", "eg-input");
  listen("_options_labels", () => {
    control.replaceChildren(...(model.get("_options_labels") ?? []).map((label) => new Option(label)));
  });
  listen("index _options_labels", () => { control.selectedIndex = model.get("index") ?? -1; });
  control.addEventListener("change", () => save({ index: control.selectedIndex }));
  return field(given, control, "widget-dropdown");
}

const label = (given) => make("div", "widget-label-box", text(given, "description", "span", "widget-label"), text(given, "value", "span", "widget-label-value"));

const views = {
  BoxView: box(""), VBoxView: box("widget-vbox"), HBoxView: box("widget-hbox"),
  LabelView: label, ButtonView: button, CheckboxView: checkbox, DropdownView: dropdown,
  TextView: written("input", "widget-text"), TextareaView: written("textarea", "widget-textarea"),
};

export default Object.fromEntries(Object.entries(views).map(([name, make]) => [name, dressed(make)]));
