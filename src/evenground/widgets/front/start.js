// Starts a page: draws the widgets written into it at once, and links them to the laptop behind it.
import { makeAnywidget } from "./anywidget.js";
import { makeLink } from "./link.js";
import { makeModels } from "./models.js";
import { hasView, isAnywidget, isCore, makeViews } from "./views.js";

const KEY = "eg:stock";
const LOOP = 15000; // ms: back here sooner than this, the full front end has sent us back

// Opens the same page with the full front end; the fragment holds what that needs to resume. Tells whether it did.
function fallBack(address, reason) {
  console.info(`slim front end: ${reason}`);
  try {
    if (Date.now() - sessionStorage.getItem(KEY) < LOOP) return false;
    sessionStorage.setItem(KEY, Date.now());
  } catch {
    // This browser remembers nothing for us: there is no telling, and the full front end does not send anybody back.
  }
  location.replace(address + location.hash);
  return true;
}

// The first model of a view in the page that nobody here can draw, if any.
async function strange(models, core) {
  const rest = models.filter((model) => hasView(model) && !isAnywidget(model));
  const known = rest.length && rest.every(isCore) ? await core() : {};
  return known && rest.find((model) => !known[model.get("_view_name")]);
}

// `builtIn` has modules' default exports by _anywidget_id. Returns {link, models, drawn}; `drawn` is a promise.
export function start(builtIn) {
  const page = JSON.parse(document.getElementById("eg-page").textContent);
  const link = makeLink(page);
  let left, asked;
  const failed = (reason) => { left ??= fallBack(page.stock, reason); };
  // A module may be missing because the network is; then the other page cannot be had either, until the laptop answers.
  const missing = (fault) => void link.follow((state) => { if (state === "open") failed(fault); });
  const load = () => import(new URL(page.core, document.baseURI).href).then((module) => module.default);
  const core = () => (asked ??= load().catch((fault) => { missing(fault); return null; }));

  const anywidget = makeAnywidget(builtIn, missing);
  const models = makeModels(link, page.models, (model) => isAnywidget(model) && anywidget.prepare(model));
  const view = makeViews(models, anywidget, core, failed);
  const shown = page.views.map((id) => {
    const cell = document.createElement("div");
    const made = view(id);
    cell.className = "eg-cell";
    cell.append(made.node);
    document.getElementById("eg-cells").append(cell);
    return made.drawn;
  });
  strange([...models.all.values()], core).then((model) => { if (model) failed(model.get("_view_name")); });
  const drawn = Promise.allSettled(shown).then(() => {
    if (left) return;
    document.documentElement.dataset.front = "slim";
    performance.mark("eg-drawn");
  });
  return { link, models, drawn };
}
