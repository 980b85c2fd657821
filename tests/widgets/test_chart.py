"""The chart of notebooks: words, figure and table, and plotly's script on the page's own channel."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from evenground.charts.chart import Bars, Chart, Empty
from evenground.widgets.chart import Chart as ChartWidget
from evenground.widgets.library import send_plotly

BARS = Chart(
    name="themes",
    title="What we named",
    sentence="Most of us named the bus.",
    columns=("Theme", "People"),
    rows=(("The <b>bus</b> & more", "5 people"), ("Words", "fewer than 3")),
    marks=Bars(("The <b>bus</b> & more", "Words"), (5.0, None), ("5 people", "fewer than 3"), (False, True)),
    synthetic=True,
)
NOTHING = Chart("themes", "What we named", "Nobody has shared an answer yet.", ("Theme",), (), Empty())


@pytest.fixture
def shown() -> Iterator[ChartWidget]:
    made = ChartWidget(BARS)
    yield made
    made.close()


def test_a_chart_shows_its_sentence_its_figure_and_its_table(shown: ChartWidget) -> None:
    state = json.loads(json.dumps(shown.state))
    assert state["sentence"] == "Most of us named the bus."
    assert state["rows"] == [["The <b>bus</b> & more", "5 people"], ["Words", "fewer than 3"]]
    assert state["labels"] == ["The <b>bus</b> & more", "Words"]
    assert state["figure"]["data"]
    assert state["svg"].startswith("<svg")
    assert state["synthetic"] is True


def test_what_people_typed_is_no_markup_in_the_drawing(shown: ChartWidget) -> None:
    assert "<b>" not in shown.state["svg"]
    assert "<b>" not in json.dumps(shown.state["figure"])


def test_another_chart_takes_its_place(shown: ChartWidget) -> None:
    shown.chart = NOTHING
    assert shown.chart is NOTHING
    assert (shown.state["figure"], shown.state["svg"]) == (None, "")
    assert shown.state["sentence"] == "Nobody has shared an answer yet."


def test_the_chart_library_is_sent_as_bytes_when_the_page_asks(
    shown: ChartWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, Any]] = []
    monkeypatch.setattr(shown, "send", lambda content, buffers=None: sent.append((content, buffers)))
    shown._handle_custom_msg({"do": "plotly", "id": 1}, [])
    (content, buffers), (answer, _none) = sent
    assert content == {"library": "plotly"}
    assert len(buffers[0]) > 1_000_000
    assert b"plotly.js" in buffers[0][:200]
    assert answer == {"done": 1, "ok": True, "result": {}}


def test_an_act_the_chart_does_not_have_is_refused(
    shown: ChartWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(shown, "send", lambda content, buffers=None: sent.append(content))
    shown._handle_custom_msg({"do": "close", "id": 2}, [])
    assert sent[0]["ok"] is False


def test_a_missing_library_is_said_with_what_to_do(
    shown: ChartWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenground.errors import OutsideError
    from evenground.widgets import library

    library._script.cache_clear()
    monkeypatch.setattr(library, "find_spec", lambda _name: None)
    with pytest.raises(OutsideError, match="pip install plotly"):
        send_plotly(shown)


def test_finding_the_library_does_not_import_it() -> None:
    from evenground.widgets import library

    library._script.cache_clear()
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.split(".")[0] == "plotly"}
    try:
        library._script()
        assert "plotly" not in sys.modules
    finally:
        sys.modules.update(kept)
