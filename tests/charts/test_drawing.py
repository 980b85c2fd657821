"""Drawings: well-formed, within their width, nothing over anything else, and typed text stays text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.charts.chart import Bars, Chart, Empty, Pairs, as_data
from evenground.charts.figure import figure
from evenground.charts.lettering import width as width_of
from evenground.charts.lettering import wrap
from evenground.charts.svg import svg

LONG = (
    "What people told us about getting there in time without losing a day of pay, and Llanfairpwllgwyngyll"
    * 2
)
SVG = "{http://www.w3.org/2000/svg}"


def chart(marks: Bars | Pairs | Empty, synthetic: bool = False) -> Chart:
    return Chart("themes", "Title", "A sentence.", ("Theme", "People"), (("A", "3"),), marks, synthetic)


def bars(*labels: str, limit: float | None = None) -> Bars:
    size = len(labels)
    values = tuple((None, 0.0, 4.0, 9.0)[at % 4] for at in range(size))
    more = tuple((None, None, 5.0, None)[at % 4] for at in range(size))
    texts = tuple(
        ("fewer than 3", "nobody yet", "4 people, 5 more suggested", "9 people")[at % 4] for at in range(size)
    )
    return Bars(labels, values, texts, tuple(at % 8 == 3 for at in range(size)), more, limit)


def pairs(*labels: str) -> Pairs:
    size = len(labels)
    before = tuple((0.0, 10.0, None, 5.0)[at % 4] for at in range(size))
    after = tuple((0.5, 10.0, None, None)[at % 4] for at in range(size))
    return Pairs(
        labels, before, after, (0.0,) * size, (10.0,) * size, ("confidence 4, importance 9.5",) * size,
        ("confidence", "importance"),
    )  # fmt: skip


LABELS = [f"{number} {LONG}" for number in range(12)]
CHARTS = [
    chart(bars(*LABELS)),
    chart(bars(*LABELS, limit=14), synthetic=True),
    chart(pairs(*LABELS)),
    chart(Empty()),
]


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every text, by the same careful estimate of widths."""
    found = []
    for text in ET.fromstring(drawing).iter(f"{SVG}text"):
        size, x, y = (float(text.get(name, "0")) for name in ("font-size", "x", "y"))
        wide = width_of(text.text or "", size)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        found.append((left, y - size * 0.8, left + wide, y + size * 0.25))
    return found


@pytest.mark.parametrize("width", [320, 600, 1100])
@pytest.mark.parametrize("drawn", CHARTS)
def test_every_word_is_within_the_drawing_and_over_no_other(drawn: Chart, width: int) -> None:
    drawing = svg(drawn, width=width)
    height = float(ET.fromstring(drawing).get("viewBox", "").split()[3])
    found = boxes(drawing)
    assert found
    assert all(
        left >= -1 and top >= 0 and right <= width + 1 and bottom <= height
        for left, top, right, bottom in found
    )
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("width", [320, 600])
def test_labels_have_at_most_three_lines_and_keep_their_whole_text(width: int) -> None:
    root = ET.fromstring(svg(chart(bars(LONG)), width=width))
    texts = [text for text in root.iter(f"{SVG}text") if text.text != "fewer than 3"]
    assert len([text for text in texts if text.text not in ("fewer", "than 3")]) == 3
    assert [title.text for title in root.iter(f"{SVG}title")] == [LONG]


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_label_gives_a_well_formed_drawing_that_says_its_sentence(label: str, sentence: str) -> None:
    for marks in (bars(label), pairs(label), Empty()):
        drawn = Chart("x", label, sentence, (label,), ((label,),), marks)
        root = ET.fromstring(svg(drawn))
        assert root.get("role") == "img"
        assert root.get("aria-label") is not None


def test_markup_that_somebody_typed_stays_text() -> None:
    typed = "<script>alert(1)</script>&amp;\"'"
    drawing = svg(chart(bars(typed)))
    assert "<script" not in drawing
    words = [text.text for text in ET.fromstring(drawing).iter(f"{SVG}text")]
    assert "<script" in "".join(word for word in words if word)


def test_colours_follow_the_page_and_have_a_value_of_their_own() -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg(chart(bars("A", "B", "C", "D")))))
    assert all(
        colour == "none" or re.fullmatch(r"var\(--eg-[a-z]+, #[0-9a-f]{6}\)", colour) for colour in colours
    )
    assert "var(" not in svg(chart(bars("A", "B", "C", "D")), plain=True)


def test_a_drawing_needs_nothing_from_elsewhere_and_no_ids() -> None:
    for drawn in CHARTS:
        drawing = svg(drawn).replace("http://www.w3.org/2000/svg", "")
        assert "http" not in drawing
        assert not re.search(r'\bid="|url\(|href|style=', drawing)


def test_a_suggested_bar_has_lines_and_its_word_so_that_colour_does_not_stand_alone() -> None:
    quiet = Bars(("A",), (5.0,), ("5 people, suggested",), (True,))
    root = ET.fromstring(svg(chart(quiet)))
    assert root.find(f"{SVG}path") is not None
    assert "suggested" in " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert figure(chart(quiet)).data[0].marker.pattern.shape == ("/",)


def test_a_synthetic_group_is_named_in_the_drawing_itself() -> None:
    drawn = chart(bars("A"), synthetic=True)
    assert "Synthetic group" in svg(drawn)
    assert "Synthetic group" in figure(drawn).to_json()


def test_an_empty_chart_says_in_its_place_why_it_is_empty() -> None:
    assert "A sentence." in svg(chart(Empty()))
    assert "A sentence." in figure(chart(Empty())).to_json()


def test_plotly_shows_what_was_typed_and_reads_no_tags_entities_or_formulas_in_it() -> None:
    typed = "<b>A</b> & $x$ <a href='x'>"
    shown = json.dumps(figure(chart(bars(typed))).to_plotly_json()) + json.dumps(
        figure(chart(pairs(typed))).to_plotly_json()
    )
    assert "&lt;b&gt;A&lt;/b&gt; &amp; &#36;x&#36;" in shown
    assert not re.search(r"<(?!br>)", shown)
    assert "$" not in shown


@pytest.mark.parametrize("drawn", CHARTS)
def test_a_figure_is_plain_data_without_anything_to_press(drawn: Chart) -> None:
    data = json.loads(json.dumps(figure(drawn).to_plotly_json()))
    assert data["layout"]["hovermode"] is False
    assert data["layout"]["xaxis"]["fixedrange"] is True
    assert data["layout"]["yaxis"]["fixedrange"] is True
    assert len(json.dumps(data["layout"]["template"])) < 100  # plotly's own would be 7 kB


def test_letters_grow_for_the_back_row_and_turn_light_in_the_dark() -> None:
    large = figure(chart(bars("A")), scale=2.0, dark=True).layout
    small = figure(chart(bars("A"))).layout
    assert large.font.size == 2 * small.font.size
    assert large.font.color != small.font.color


def test_a_chart_is_plain_data_that_names_its_marks() -> None:
    assert [as_data(drawn)["marks"]["kind"] for drawn in CHARTS] == ["bars", "bars", "pairs", "empty"]
    assert json.loads(json.dumps(as_data(CHARTS[0])))["marks"]["values"][0] is None


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(20, 300))
def test_wrapped_lines_fit_and_are_three_at_most(text: str, room: int) -> None:
    lines = wrap(text, room, 16)
    assert len(lines) <= 3
    assert all(width_of(line, 16) <= room or len(line) <= 1 for line in lines)


def test_a_participants_chart_loads_neither_pandas_nor_plotly() -> None:
    program = (
        "import sys, evenground.charts.svg, evenground.charts.themes, evenground.charts.gaps, "
        "evenground.charts.measures, evenground.charts.progress, evenground.analysis.themes; "
        "print([name for name in ('pandas', 'plotly', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
