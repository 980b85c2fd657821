"""The slim front end: anywidgets, core widgets, and a page as a whole."""

from __future__ import annotations

import gzip
from typing import Any

import ipywidgets
import pytest
from playwright.sync_api import Browser, Page, expect

from evenground.widgets.bundle import FOLDER, squeezed
from tests.browser.conftest import violations
from tests.browser.front_page import ORIGIN, any_model, core_model, document, facts, front_page


def sent(page: Page) -> list[dict[str, Any]]:
    """The data of every comm message that the page sent."""
    return [message["content"]["data"] for message in page.evaluate("told()")]


# --- anywidgets

COUNTER = """
export default () => ({
  initialize({ model }) { window.begun = (window.begun ?? 0) + 1; return () => { window.ended = true; }; },
  render({ model, el, signal, experimental }) {
    const draw = () => { el.textContent = "at " + model.get("a"); window.drawn = (window.drawn ?? 0) + 1; };
    model.on("change:a", draw); draw();
    model.link.follow((state) => { el.dataset.link = state; });
    window.lent = { model, signal, experimental };
    return () => { window.cleaned = true; };
  },
})"""


def started(chromium: Browser, given: dict[str, Any], built_in: str = "{}", **files: str) -> Any:
    """A page that starts the front end with these facts."""
    paths = {f"/{name}.js": text for name, text in files.items()}
    return front_page(chromium, {"/": document(given, built_in), **paths}, frozen=False)


@pytest.mark.parametrize("how", ["built in", "address", "text"])
def test_an_anywidget_runs_wherever_its_module_is(chromium: Browser, how: str) -> None:
    esm = {"built in": {}, "address": {"_esm": "/counter.js"}, "text": {"_esm": COUNTER}}[how]
    built_in = "{ 'some.Widget': " + COUNTER.replace("export default", "") + "}" if how == "built in" else "{}"
    given = facts({"m": any_model(a=1, _css="main { color: rgb(1, 2, 3); }", **esm)}, ["m", "m"])
    with started(chromium, given, built_in, counter=COUNTER) as page:
        page.evaluate("started.drawn")
        expect(page.locator("#eg-cells > .eg-cell")).to_have_text(["at 1", "at 1"])
        expect(page.locator("html")).to_have_attribute("data-front", "slim")
        expect(page.locator("#eg-cells")).to_have_css("color", "rgb(1, 2, 3)")
        assert page.evaluate("performance.getEntriesByName('eg-drawn').length") == 1
        assert page.evaluate("[begun, document.head.querySelectorAll('style').length]") == [1, 1]
        page.evaluate("socket().open(), update('m', { a: 2 })")
        expect(page.locator(".eg-cell").first).to_have_text("at 2")
        expect(page.locator(".eg-cell > div").first).to_have_attribute("data-link", "open")


def test_a_widget_is_cleaned_up_when_its_model_closes(chromium: Browser) -> None:
    with started(chromium, facts({"m": any_model(a=1, _esm=COUNTER)}, ["m"])) as page:
        page.evaluate("started.drawn.then(() => socket().open())")
        page.evaluate("window.gone = started.models.all.get('m'), kernel('comm_close', { comm_id: 'm' })")
        assert page.evaluate("[cleaned, ended, lent.signal.aborted, drawn]") == [True, True, True, 1]
        page.evaluate("gone.set('a', 5), socket().drop()")
        assert page.evaluate("drawn") == 1
        expect(page.locator(".eg-cell")).to_be_empty()


def test_a_command_of_the_python_side_is_called_and_answers(chromium: Browser) -> None:
    with started(chromium, facts({"m": any_model(a=1, _esm=COUNTER)}, ["m"])) as page:
        page.evaluate("started.drawn")
        refused = "lent.experimental.invoke('add', 1).catch((fault) => fault.message)"
        assert page.evaluate(refused) == "not connected"
        page.evaluate("socket().open(), void (window.answer = lent.experimental.invoke('add', { n: 1 }))")
        call = sent(page)[0]["content"]
        assert {**call, "id": ""} == {"id": "", "kind": "anywidget-command", "name": "add", "msg": {"n": 1}}
        page.evaluate(
            "(content) => kernel('comm_msg', { comm_id: 'm', data: { method: 'custom', content } })",
            {"id": call["id"], "response": 3},
        )
        assert page.evaluate("answer") == [3, []]


def test_messages_wait_until_a_widget_is_ready_for_them(chromium: Browser) -> None:
    slow = """export default { initialize: () => new Promise((done) => { window.ready = done; }),
      render({ model, el }) { model.on("msg:custom", (content) => { el.textContent = content; }); } }"""
    with started(chromium, facts({"m": any_model(_esm=slow)}, ["m"])) as page:
        page.wait_for_function("typeof ready === 'function'")
        page.evaluate(
            """socket().open(), kernel("comm_msg", { comm_id: "m", data: { method: "custom", content: "hi" } })"""
        )
        page.evaluate("ready()")
        expect(page.locator(".eg-cell")).to_have_text("hi")


def test_an_anywidget_shows_another_that_it_refers_to(chromium: Browser) -> None:
    outer = """export default { async render({ model, el, host }) {
      const inner = await host.getWidget(model.get("inner"));
      await inner.render({ el }); el.dataset.inner = (await host.getModel(model.get("inner"))).get("a"); } }"""
    models = {"o": any_model(inner="anywidget:i", _esm=outer), "i": any_model(a=4, _esm=COUNTER)}
    with started(chromium, facts(models, ["o"])) as page:
        expect(page.locator(".eg-cell > div")).to_have_text("at 4")
        expect(page.locator(".eg-cell > div")).to_have_attribute("data-inner", "4")


# --- core widgets


def states_of(widget: ipywidgets.Widget) -> dict[str, Any]:
    """A widget and all that it refers to, as a page holds them."""
    known: dict[str, Any] = {}

    def visit(one: ipywidgets.Widget) -> None:
        state = one.get_state()
        names = ("name", "module", "module_version")
        known[one.model_id] = {**{f"model_{name}": state[f"_model_{name}"] for name in names}, "state": state}
        for part in ("layout", "style"):
            if hasattr(one, part):
                visit(getattr(one, part))
        for child in getattr(one, "children", ()):
            visit(child)

    visit(widget)
    return known


def test_real_core_widgets_are_labelled_html_that_talks_to_the_kernel(chromium: Browser) -> None:
    text = ipywidgets.Text(description="<b>Name</b>", placeholder="Anna")
    area = ipywidgets.Textarea(tooltip="Thoughts", rows=3, continuous_update=False)
    tick = ipywidgets.Checkbox(description="Agree")
    pick = ipywidgets.Dropdown(description="Colour", options=["red", "<i>blue</i>"])
    go = ipywidgets.Button(description="Go", layout=ipywidgets.Layout(width="200px"))
    go.add_class("mine")
    row = ipywidgets.HBox([go, ipywidgets.Label("a < b")])
    box = ipywidgets.VBox([text, area, tick, pick, row])
    with started(chromium, facts(states_of(box), [box.model_id])) as page:
        page.evaluate("started.drawn")
        button = page.get_by_role("button", name="Go")
        expect(button).to_have_attribute("aria-disabled", "true")
        page.evaluate("socket().open()")
        expect(button).to_have_attribute("aria-disabled", "false")
        expect(button).to_have_class("jupyter-widgets jupyter-button widget-button eg-button mine")
        expect(button).to_have_css("width", "200px")
        expect(page.get_by_text("a < b")).to_be_visible()
        page.get_by_label("<b>Name</b>").fill("Ann")
        page.get_by_label("Thoughts").press_sequentially("hi")
        page.get_by_label("Agree").check()
        page.get_by_label("Colour").select_option("<i>blue</i>")
        button.click()
        by_model = {message["content"]["comm_id"]: message["content"]["data"] for message in page.evaluate("told()")}
        assert by_model[text.model_id]["state"] == {"value": "Ann"}
        assert by_model[area.model_id]["state"] == {"value": "hi"}
        assert by_model[tick.model_id]["state"] == {"value": True}
        assert by_model[pick.model_id]["state"] == {"index": 1}
        assert by_model[go.model_id] == {"method": "custom", "content": {"event": "click"}}
        page.get_by_label("<b>Name</b>").press("Enter")
        assert sent(page)[-1] == {"method": "custom", "content": {"event": "submit"}}
        page.evaluate("(id) => update(id, { value: '<u>B</u>', disabled: true })", text.model_id)
        expect(page.get_by_label("<b>Name</b>")).to_have_value("<u>B</u>")
        expect(page.get_by_label("<b>Name</b>")).to_be_disabled()
        assert page.locator("b, i, u").count() == 0
        assert [one for one in violations(page) if "landmark" not in one and "heading" not in one] == []


def test_children_stay_where_they_are_when_the_list_changes(chromium: Browser) -> None:
    models = {name: core_model("Text", description=name, value="") for name in "abc"}
    models["box"] = core_model("VBox", children=["IPY_MODEL_a", "IPY_MODEL_b"])
    with started(chromium, facts(models, ["box"])) as page:
        page.evaluate("started.drawn")
        page.get_by_label("b").press_sequentially("half a wo")
        page.evaluate("window.kept = document.activeElement, socket().open()")
        page.evaluate("update('box', { children: ['IPY_MODEL_c', 'IPY_MODEL_b', 'IPY_MODEL_late'] })")
        expect(page.locator(".widget-vbox label")).to_have_text(["c", "b"])
        assert page.evaluate("document.activeElement === kept && kept.value") == "half a wo"
        late = core_model("Label", value="Late", layout="IPY_MODEL_l", _model_name="LabelModel")["state"]
        page.evaluate(
            "(state) => kernel('comm_open', { comm_id: 'late', target_name: 'jupyter.widget', data: { state } })", late
        )
        expect(page.locator(".widget-vbox > :last-child")).to_have_text("Late")
        page.evaluate("kernel('comm_close', { comm_id: 'c' })")
        expect(page.locator(".widget-vbox label")).to_have_text(["b"])


# --- a page as a whole


def test_a_page_without_core_widgets_does_not_load_them(chromium: Browser) -> None:
    models = {"m": any_model(a=1, _esm=COUNTER, layout="IPY_MODEL_l"), "l": core_model("Layout", width="1px")}
    with started(chromium, facts(models, ["m"])) as page:
        page.evaluate("started.drawn")
        names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
        assert [name for name in names if name.endswith("core.js")] == []
        assert page.url == ORIGIN + "/"


STRANGERS = {
    "another package": core_model("Map", _view_module="jupyter-leaflet"),
    "a core widget that is not drawn here": core_model("IntSlider"),
    "a module that does not load": any_model(_esm="/missing.js"),
    "a module that is not built in": any_model(),
}


@pytest.mark.parametrize("what", STRANGERS)
def test_what_cannot_be_drawn_here_is_left_to_the_full_front_end_once(chromium: Browser, what: str) -> None:
    given = facts({"m": any_model(_esm=COUNTER), "x": STRANGERS[what]}, ["m", "x"])
    with front_page(chromium, {"/slim": document(given), "/stock": document(given)}, frozen=False) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "info" else None)
        page.goto(ORIGIN + "/slim#r=token", wait_until="commit")
        if "module" in what:
            page.wait_for_function("document.querySelector('.eg-cell')")
            assert page.url == ORIGIN + "/slim#r=token"  # the network may be at fault
            page.evaluate("void socket().open()")
        page.wait_for_url(ORIGIN + "/stock#r=token")
        page.evaluate("started.drawn.then(() => void socket().open())")
        expect(page.locator(".eg-cell").first).to_contain_text("at")
        assert page.url == ORIGIN + "/stock#r=token"
        assert len(said) == 2
        assert all(one.startswith("slim front end: ") for one in said)


def test_the_front_end_is_small() -> None:
    own = [path for path in (FOLDER / "front").glob("*.js") if path.name not in ("core.js", "dress.js")]
    text = "".join(squeezed(path.read_text("utf-8")) for path in sorted(own))
    assert len(gzip.compress(text.encode(), 9)) < 7_600
