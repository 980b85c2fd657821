"""A participant's page as it is sent: drawn once, each visitor's own in its seat alone, and safe."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any, cast

import brotli
import pytest

from evenground.apps.opening import COMPONENT, first_view
from evenground.domain import loading
from evenground.serving.pages import STATE_MARK
from evenground.serving.participants import KERNEL_MARK, SLIM, STOCK, WIDGET, Opening
from evenground.store import commands
from evenground.widgets.participation import mark
from tests.serving.conftest import Client, Running
from tests.serving.kernels.processes import fork_parent, kernels
from tests.serving.test_notebook_pages import config_of

TITLE = "</script><script>alert('x')</script> & <b>Stroke</b> team"
UUID = re.compile(r"\w{8}-\w{4}-\w{4}-\w{4}-\w{12}")


def raw_facts(page: str) -> str:
    found = re.search(r'<script id="eg-page" type="application/json">(.*?)</script>', page, re.S)
    assert found is not None
    return found[1]


def facts(page: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(raw_facts(page))
    return told


def ours(page: str) -> dict[str, Any]:
    """The state of our component in the page."""
    states = [model["state"] for model in facts(page)["models"].values()]
    (state,) = [state for state in states if state.get("_anywidget_id") == COMPONENT]
    return cast("dict[str, Any]", state)


def session_titled(running: Running, title: str) -> str:
    """A new session whose workshop and itself are called so."""
    workshop = loading.load("health-equity").model_copy(update={"title": title})
    return commands.create_session(running.store, workshop, title=title)[0].code


def test_opening_a_page_starts_no_kernel(resting: Running) -> None:
    before = kernels(resting)
    assert Client(resting.url).ask(f"join/{resting.new_code()}").status == 200
    assert kernels(resting) <= before
    assert len({fork_parent(resting)}) == 1


def test_two_visitors_pages_differ_in_their_seat_alone(resting: Running) -> None:
    code = resting.new_code()
    one, other = (Client(resting.url).ask(f"join/{code}").text for _time in range(2))
    assert one != other
    mine, theirs = (facts(page)["kernelId"] for page in (one, other))
    assert one.replace(mine, "") == other.replace(theirs, "")
    assert UUID.findall(one) == [mine]


def test_the_page_says_where_everything_is(resting: Running) -> None:
    code = resting.new_code()
    client = Client(resting.url)
    answer = client.ask(f"join/{code}")
    told = facts(answer.text)
    assert told["base"] == "/"
    assert told["seat"] == f"/join/{code}/seat"
    assert told["stock"] == f"/join/{code}?front=stock"
    assert client.ask(told["core"].removeprefix("/")).status == 200
    (view,) = told["views"]
    assert told["models"][view]["state"]["_anywidget_id"] == COMPONENT
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<html lang="en-GB">' in answer.text
    assert "<title>Take part · Even Ground</title>" in answer.text
    assert KERNEL_MARK not in answer.text
    assert STATE_MARK not in answer.text
    assert "import participant" not in answer.text


def test_the_page_holds_its_own_session_and_no_code_of_a_widget_nor_an_empty_trait(resting: Running) -> None:
    code, elsewhere = session_titled(resting, "Ours alone"), session_titled(resting, "Somebody else's")
    client = Client(resting.url)
    client.ask(f"join/{elsewhere}")
    page = client.ask(f"join/{code}").text
    assert ours(page)["state"]["title"] == "Ours alone"
    for word in (elsewhere, "Somebody else"):
        assert word not in page
    assert resting.store_url not in page
    states = [model["state"] for model in facts(page)["models"].values()]
    assert [state for state in states if "_esm" in state or None in state.values()] == []
    shown = ours(page)
    assert shown["marks"] == {name: mark(shown[name]) for name in ("content", "words")}
    assert not shown["state"].get("me")
    assert not shown["room"].get("open")


def test_what_the_page_shows_first_is_what_its_kernel_would_tell(resting: Running) -> None:
    session, _key = commands.create_session(resting.store, loading.load("health-equity"), title=TITLE)
    page = Client(resting.url).ask(f"join/{session.code}").text
    expected = first_view(resting.store, session, "en-GB")
    shown = ours(page)
    assert {name: shown[name] for name in expected} == json.loads(json.dumps(expected))


def test_no_title_can_end_the_script_that_holds_it(resting: Running) -> None:
    page = Client(resting.url).ask(f"join/{session_titled(resting, TITLE)}").text
    assert "<" not in raw_facts(page)
    assert ours(page)["state"]["title"] == TITLE
    assert "alert('x')</script>" not in page


def test_the_page_is_welsh_for_who_chose_that_and_english_again_for_the_next(resting: Running) -> None:
    code = resting.new_code()
    client = Client(resting.url)
    for cookie, language in (("cy", "cy"), ("en-GB", "en-GB")):
        page = client.ask(f"join/{code}", Cookie=f"evenground_language={cookie}").text
        assert f'<html lang="{language}">' in page
        assert ours(page)["language"] == language
    welsh = client.ask(f"join/{code}", Cookie="evenground_language=cy").text
    assert ours(welsh)["words"] != ours(page)["words"]
    assert ours(welsh)["marks"]["words"] != ours(page)["marks"]["words"]


@pytest.mark.parametrize("code", ["NOCODE", "x", "%3Cscript%3E"])
def test_a_code_without_a_session_is_told_so_and_takes_no_seat(resting: Running, code: str) -> None:
    answer = Client(resting.url).ask(f"join/{code}")
    if answer.status == 302:
        answer = Client(resting.url).ask(answer.headers["Location"].lstrip("/"))
    assert answer.status == 404
    assert "eg-page" not in answer.text


def test_the_full_front_end_gets_the_kernel_and_the_widget(resting: Running) -> None:
    page = Client(resting.url).ask(f"join/{resting.new_code()}?front=stock").text
    config = config_of(page)
    assert UUID.fullmatch(str(config["kernelId"]))
    cell = re.search(r'<script type="application/vnd.voila.cell-output\+json">(.*?)</script>', page, re.S)
    assert cell is not None
    assert json.loads(cell[1])["data"][WIDGET]["model_id"] == f"{2:032x}"
    assert "voila.js" in page
    assert "eg-page" not in page
    assert KERNEL_MARK not in page


def test_an_unknown_front_end_is_the_usual_one(resting: Running) -> None:
    assert "eg-page" in Client(resting.url).ask(f"join/{resting.new_code()}?front=other").text


@pytest.mark.parametrize("name", ["participant.js", "participant.css", "core.js"])
def test_files_are_sent_compressed_and_kept_for_good(resting: Running, name: str) -> None:
    client = Client(resting.url)
    page = client.ask(f"join/{resting.new_code()}").text
    found = re.search(rf'/(static/{re.escape(name)}\?v=\w+)"', page)
    assert found is not None
    plain = client.ask(found[1])
    assert "Content-Encoding" not in plain.headers
    squeezed = {
        coding: client.ask(found[1], Accept_Encoding=accepted)
        for coding, accepted in (("gzip", "gzip, deflate"), ("br", "gzip, deflate, br"))
    }
    opened = {"gzip": gzip.decompress, "br": brotli.decompress}
    for coding, answer in squeezed.items():
        assert answer.headers["Content-Encoding"] == coding
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert opened[coding](answer.body) == plain.body
        assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert len(squeezed["br"].body) < len(squeezed["gzip"].body) < len(plain.body)
    known = client.ask(found[1], If_None_Match=plain.headers["Etag"])
    assert (known.status, known.body) == (304, b"")
    assert "immutable" not in client.ask(f"static/{name}?v=0000000000000000").headers["Cache-Control"]


def test_nothing_on_the_page_comes_from_elsewhere_and_it_asks_for_few_files(resting: Running) -> None:
    page = Client(resting.url).ask(f"join/{resting.new_code()}").text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert len(re.findall(r'<(?:script|link)[^>]* (?:src|href)="/static/', page)) == 2


def opening(*outputs: dict[str, Any], front: str = SLIM) -> Opening:
    shown = {"outputs": [[{"data": data} for data in outputs]], "models": {}}
    return Opening(shown, cast("Any", None), front)


def test_what_is_no_widget_needs_the_full_front_end() -> None:
    widget = {WIDGET: {"model_id": "m"}, "text/plain": "a widget"}
    assert opening(widget).front_for("") == SLIM
    assert opening(widget).front_for("other") == SLIM
    assert opening(widget).front_for(STOCK) == STOCK
    assert opening(widget, front=STOCK).front_for("") == STOCK
    assert opening(widget, {"text/html": "<p>"}).front_for("") == STOCK
    assert opening({"text/plain": "'a text'"}).front_for(SLIM) == STOCK
    assert opening().front_for("") == SLIM
