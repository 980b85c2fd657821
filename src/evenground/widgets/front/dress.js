// What every core widget's view has besides its content: its own classes, and its layout as style.

// The values of a layout model go on the node name by name; the layout may come late, change, or be another's turn.
function layOut({ model, listen, find, signal }, node) {
  let layout;
  const lay = () => {
    for (const [name, value] of Object.entries(layout.attributes)) {
      if (!name.startsWith("_")) node.style.setProperty(name.replace(/_/g, "-"), value ?? "");
    }
  };
  const leave = () => layout?.off("change", lay);
  listen("layout", async () => {
    leave();
    const given = model.get("layout");
    const found = given && (await find(given));
    if (!found || signal.aborted || given !== model.get("layout")) return;
    layout = found.on("change", lay);
    lay();
  });
  signal.addEventListener("abort", leave);
}

function classes({ model, listen }, node) {
  let had = [];
  listen("_dom_classes", () => {
    node.classList.remove(...had);
    node.classList.add(...(had = model.get("_dom_classes") ?? []));
  });
}

// A maker of views from one that needs less: `listen` takes names of traits instead of events, and `save` is added.
export const dressed = (make) => ({ listen, ...given }) => {
  const { model } = given;
  const all = {
    ...given,
    listen: (names, fn) => listen(model, names.replace(/\S+/g, "change:$&"), fn),
    save: (values) => {
      model.set(values);
      model.save_changes();
    },
  };
  const node = make(all);
  classes(all, node);
  layOut(all, node);
  return node;
};
