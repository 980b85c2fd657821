// An anywidget's module and style sheet: built in, an address, or text.

const ADDRESS = /^(https?:\/|\.{0,2}\/)\S*$/;
const absolute = (address) => new URL(address, document.baseURI).href;

const loaded = new Map(); // one import a text, however many models share it
function importText(text) {
  if (!loaded.has(text)) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    loaded.set(text, import(address).finally(() => URL.revokeObjectURL(address)));
  }
  return loaded.get(text);
}

// The widget that an anywidget's module defines: {initialize?, render?}.
export async function load(model, builtIn) {
  const source = model.get("_esm");
  const id = model.get("_anywidget_id");
  if (!source && !builtIn[id]) throw new Error(`${id} has no module`);
  const module = !source ? { default: builtIn[id] } : await (ADDRESS.test(source) ? import(absolute(source)) : importText(source));
  if (module.render) return { render: module.render };
  if (!module.default) throw new Error(`${id} has no default export`);
  return typeof module.default === "function" ? module.default() : module.default;
}

// Adds the style sheet of a class of anywidgets, once.
export function dressUp(model) {
  const css = model.get("_css");
  const id = model.get("_anywidget_id") ?? "";
  if (!css || [...document.head.children].some((one) => one.dataset.anywidget === id)) return;
  const sheet = document.createElement("style");
  sheet.dataset.anywidget = id;
  sheet.textContent = ADDRESS.test(css) ? `@import url(${absolute(css)})` : css;
  document.head.append(sheet);
}
