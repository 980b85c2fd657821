"""Drawings: well-formed, within their width, nothing over anything else, and typed text stays text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.charts.chart import Bars, Cells, Chart, Empty, Marks, Pairs, Parts, as_data
from evenground.charts.figure import figure
from evenground.charts.lettering import width as width_of
from evenground.charts.lettering import wrap
from evenground.charts.plotting import plotted
from evenground.charts.svg import fitted, readable, shape_of, svg

LONG = (
    "What people told us about getting there in time without losing a day of pay, and Llanfairpwllgwyngyll"
    * 2
)
SVG = "{http://www.w3.org/2000/svg}"


def chart(marks: Marks, synthetic: bool = False) -> Chart:
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


def spread(*labels: str) -> Pairs:
    """The same with middle halves."""
    plain = pairs(*labels)
    spans = tuple(
        ((0.0, 3.5) if one is not None else None, (0.5, 10.0) if other is not None else None)
        for one, other in zip(plain.before, plain.after, strict=True)
    )
    notes = tuple("about half of us: confidence 0 to 3.5, importance 0.5 to 10" if one[0] else "" for one in spans)
    return replace(plain, spreads=spans, notes=notes)


STATES = ("full", "some", "none", "masked")
TEXTS = {"full": "at least 12 people", "some": "possible", "none": "nothing found yet", "masked": "fewer than 3"}


def cells(*labels: str, columns: int = 3, heat: bool = False) -> Cells:
    states = tuple(tuple(STATES[(row + column) % 4] for column in range(columns)) for row in range(len(labels)))
    shades = {"full": 1.0, "some": 0.4, "none": 0.0, "masked": None}
    return Cells(
        rows=labels,
        columns=tuple(f"{at}. Awareness and understanding" for at in range(columns)),
        states=states,  # type: ignore[arg-type]
        texts=tuple(tuple(TEXTS[state] for state in row) for row in states),
        heat=tuple(tuple(shades[state] for state in row) for row in states) if heat else (),
    )


def parts(*labels: str) -> Parts:
    shares = ((0.9, 0.1, 0.0), (0.5, 0.1, 0.4), None, (0.0, 0.0, 1.0))
    texts = ("nearly all agree: at least 18 of 20", "divided: 10 agree, 8 disagree", "too few votes to say", "")
    size = len(labels)
    return Parts(
        labels,
        ("agree", "pass", "disagree"),
        tuple(shares[at % 4] for at in range(size)),
        tuple(texts[at % 4] for at in range(size)),
    )


LABELS = [f"{number} {LONG}" for number in range(12)]
CHARTS = [
    chart(bars(*LABELS)),
    chart(bars(*LABELS, limit=14), synthetic=True),
    chart(pairs(*LABELS)),
    chart(spread(*LABELS)),
    chart(cells(*LABELS)),
    chart(cells(*LABELS[:5], columns=1), synthetic=True),
    chart(cells(*LABELS[:8], columns=5, heat=True)),
    chart(parts(*LABELS[:6])),
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
    for marks in (bars(label), pairs(label), cells(label), parts(label), Empty()):
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
    shown += json.dumps(plotted(chart(cells(typed)))) + json.dumps(plotted(chart(parts(typed))))
    assert "&lt;b&gt;A&lt;/b&gt; &amp; &#36;x&#36;" in shown
    assert not re.search(r"<(?!br>|/?b>)", shown)
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
    assert [as_data(drawn)["marks"]["kind"] for drawn in CHARTS] == [
        "bars", "bars", "pairs", "pairs", "cells", "cells", "cells", "parts", "empty"
    ]  # fmt: skip
    assert json.loads(json.dumps(as_data(CHARTS[0])))["marks"]["values"][0] is None


def test_the_plain_data_of_a_figure_is_what_plotly_makes_of_it() -> None:
    for drawn in CHARTS:
        data, made = plotted(drawn), json.loads(figure(drawn).to_json())
        assert json.loads(json.dumps(data["data"])) == made["data"]
        assert {"data", "layout"} == data.keys()


def test_a_grid_of_eighteen_cells_is_a_list_where_it_is_narrow() -> None:
    grid = chart(cells("Myself", "Each person I work with", "My team", "Partners", "The system", "Students"))
    words = [text.text or "" for text in ET.fromstring(svg(grid, width=320)).iter(f"{SVG}text")]
    assert sum("Awareness and" in word for word in words) == 18
    wide = [text.text or "" for text in ET.fromstring(svg(grid, width=900)).iter(f"{SVG}text")]
    assert sum("Awareness" in word for word in wide) == 3


def test_the_states_of_a_grid_are_told_apart_by_their_filling_and_by_words() -> None:
    drawn = {}
    for state in STATES:
        grid = Cells(("A",), ("B",), ((state,),), ((TEXTS[state],),))  # type: ignore[arg-type]
        root = ET.fromstring(svg(chart(grid), plain=True))
        shapes = [shape for shape in root if shape.tag != f"{SVG}text"]
        drawn[state] = [(shape.tag, shape.get("fill"), shape.get("stroke-dasharray", "")) for shape in shapes]
        assert TEXTS[state] in " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert len({str(shapes) for shapes in drawn.values()}) == 4


def test_a_heat_has_four_steps_and_says_its_number_in_every_cell() -> None:
    shades = (0.0, 0.2, 0.5, 0.9, None)
    heat = Cells(("A",), tuple("vwxyz"), (("none",) * 5,), (("", "2", "5", "9", "fewer than 3"),), (shades,))
    root = ET.fromstring(svg(chart(heat), width=900, plain=True))
    names = ("fill", "fill-opacity", "stroke-dasharray")
    fills = {tuple(rect.get(name) for name in names) for rect in root.iter(f"{SVG}rect")}
    assert len(fills) == 5
    assert {"2", "5", "9"} <= {text.text for text in root.iter(f"{SVG}text")}


def test_parts_of_a_whole_are_named_at_the_marks_and_fill_the_bar() -> None:
    root = ET.fromstring(svg(chart(parts("One", "Two")), width=900, plain=True))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("agree") == 2
    assert "disagree" in words
    assert root.find(f"{SVG}path") is not None  # the last part is in lines


def test_a_middle_half_is_drawn_beside_its_dot_and_said_in_words() -> None:
    plain, wide = (svg(chart(marks), width=600, plain=True) for marks in (pairs("A", "B"), spread("A", "B")))
    assert wide.count("<line") > plain.count("<line")
    assert "about half of us" in wide
    assert "about half of us" in json.dumps(plotted(chart(spread("A"))))


@pytest.mark.parametrize("marks", [cells(*LABELS[:8]), parts(*LABELS[:4])])
def test_a_drawing_for_the_board_is_no_higher_than_its_place_with_the_largest_letters_that_fit(marks: Marks) -> None:
    letters = (36, 30, 24, 18, 12, 8)
    drawing = fitted(chart(marks), 1100, 0.5, letters)
    assert shape_of(drawing) <= 0.5
    size = max(float(text.get("font-size", "0")) for text in ET.fromstring(drawing).iter(f"{SVG}text"))
    larger = [one for one in letters if one > size]
    assert not larger or shape_of(svg(chart(marks), width=1100, letters=min(larger))) > 0.5


def test_a_drawing_can_be_read_on_paper_where_its_smallest_letters_have_six_points() -> None:
    drawing = svg(chart(bars("One", "Two")), width=600)  # its letters are 16 of 600
    assert readable(drawing, 80)
    assert not readable(drawing, 79)


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
