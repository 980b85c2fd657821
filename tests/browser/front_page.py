"""A page with the slim front end's real files and no server: its socket, its seat and its clock belong to the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from evenground.widgets.bundle import FOLDER, bundle

ORIGIN = "http://127.0.0.1:9"
POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'"
FAKES = """
  Object.assign(window, { sockets: [], seats: [], answers: [], beacons: [], chance: 1, chances: [], unseen: false });
  window.WebSocket = class {
    constructor(url, protocols) {
      Object.assign(this, { url, protocols, readyState: 0, sent: [] });
      sockets.push(this);
    }
    send(data) { this.sent.push(data); }
    close() { this.readyState = 3; }
    open() { this.readyState = 1; this.onopen({}); }
    drop(code = 1006) { this.readyState = 3; this.onclose({ code }); }
    say(data) { this.onmessage({ data }); }
  };
  window.fetch = async (url, options) => {
    seats.push({ url, ...options });
    const [status, body] = answers.shift() ?? [];
    if (!status) throw new TypeError("no network");
    return new Response(JSON.stringify(body ?? {}), { status });
  };
  navigator.sendBeacon = (url, form) => beacons.push([url, Object.fromEntries(form)]);
  Math.random = () => chances.shift() ?? chance;
  Object.defineProperty(document, "hidden", { get: () => unseen });
  document.cookie = "_xsrf=2|the|token";
  window.socket = () => sockets[sockets.length - 1];
  window.see = (seen) => { unseen = !seen; document.dispatchEvent(new Event("visibilitychange")); };
  window.turn = (name, persisted) => dispatchEvent(new PageTransitionEvent(name, { persisted }));
  // What the page sent as Jupyter messages over all its sockets, and what a kernel says to it.
  window.told = async () => {
    const { unpack } = await import("/front/wire.js");
    const frames = sockets.flatMap(({ sent }) => sent).filter((data) => typeof data !== "string");
    return frames.map((data) => unpack(data.buffer));
  };
  window.kernel = async (msg_type, content, parent = "", buffers = []) => {
    const { pack } = await import("/front/wire.js");
    const message = { header: { msg_id: "k", msg_type }, parent_header: { msg_id: parent }, content };
    socket().say(pack("iopub", message, buffers).buffer);
  };
  window.update = (id, state, method = "update", parent = "") =>
    kernel("comm_msg", { comm_id: id, data: { method, state, buffer_paths: [] } }, parent);
  window.link = async (follow = true) => {
    const { makeLink } = await import("/front/link.js");
    window.made = makeLink({ base: "/here/", kernelId: "k1", seat: "/join/ABC346/seat" });
    window.states = [];
    if (follow) made.follow((state) => states.push(state));
  };
  window.models = async (given, prepare) => {
    const { makeModels } = await import("/front/models.js");
    await link();
    window.all = makeModels(made, given, prepare);
    window.model = all.all.values().next().value;
  };
"""


@contextmanager
def front_page(chromium: Browser, files: dict[str, str] | None = None, *, frozen: bool = True) -> Iterator[Page]:
    """Open a page that knows the front end's modules under /front/ and `files` by their paths."""
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    known = {"/": document(), **(files or {})}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/front/"):
            text, kind = (FOLDER / path[1:]).read_text("utf-8"), "text/javascript"
        elif path == "/core.js":
            text, kind = bundle("front/core.js"), "text/javascript"
        elif path in known:
            text = known[path]
            kind = "text/html" if text.startswith("<!doctype") else "text/javascript"
        else:
            return route.fulfill(status=404, body="")
        return route.fulfill(
            body=text, content_type=f"{kind}; charset=utf-8", headers={"Content-Security-Policy": POLICY}
        )

    context.route("**/*", answer)
    page.add_init_script(FAKES)
    if frozen:
        page.clock.install(time=0)
        page.clock.pause_at(1000)
    page.goto(ORIGIN + "/")
    yield page
    context.close()


def document(facts: dict[str, Any] | None = None, built_in: str = "{}") -> str:
    """A page, and with `facts` one that starts the front end from them."""
    head = "<!doctype html><html lang='en'><head><title>Page</title></head><body><main id='eg-cells'></main>"
    if facts is None:
        return head
    text = json.dumps(facts).replace("<", "\\u003c")
    start = f"import {{ start }} from '/front/start.js'; window.started = start({built_in});"
    return f"{head}<script id='eg-page' type='application/json'>{text}</script><script type='module'>{start}</script>"


def facts(models: dict[str, Any], views: list[str], **more: str) -> dict[str, Any]:
    """What a page holds for its front end."""
    return {
        "base": "/here/",
        "kernelId": "k1",
        "seat": "/join/ABC346/seat",
        "models": models,
        "views": views,
        "core": "/core.js",
        "stock": "/stock",
        **more,
    }


def any_model(**state: Any) -> dict[str, Any]:
    """One anywidget as it stands in a page."""
    return {
        "model_name": "AnyModel",
        "model_module": "anywidget",
        "model_module_version": "~0.11.*",
        "state": {"_view_name": "AnyView", "_view_module": "anywidget", "_anywidget_id": "some.Widget", **state},
    }


def core_model(name: str, **state: Any) -> dict[str, Any]:
    """One core widget as it stands in a page."""
    module = "@jupyter-widgets/base" if name == "Layout" else "@jupyter-widgets/controls"
    return {
        "model_name": f"{name}Model",
        "model_module": module,
        "model_module_version": "2.0.0",
        "state": {"_view_name": f"{name}View", "_view_module": module, **state},
    }
