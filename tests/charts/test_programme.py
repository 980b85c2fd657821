"""Groups side by side: as dark as the share of a group, nothing over anything else, and legible from 320 px up."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from evenground.charts.chart import Cells, Chart
from evenground.charts.figure import figure
from evenground.charts.lettering import width as width_of
from evenground.charts.programme import Cell, Groups, Line, measures, themes
from evenground.charts.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
LETTERS = tuple("ABCDEFGHIJKL")
CELLS = (Cell("14", 1.0), Cell("few", None), Cell(), Cell("3", 0.2), Cell("(5)", 0.5, sure=False), Cell("12+", 0.9))


def line(name: str, groups: int, start: int = 0) -> Line:
    return Line(name, tuple(CELLS[(at + start) % len(CELLS)] for at in range(groups)))


def chart(groups: int, *names: str, synthetic: bool = False) -> Chart:
    place = Groups(LETTERS[:groups], slice(0, groups), groups, synthetic)
    return themes([line(name, groups, at) for at, name in enumerate(names)], place, "themes-shared", "Shared")


def texts(drawn: str) -> list[tuple[float, float, float, str]]:
    """Left, right, baseline and words of every text."""
    found = []
    for one in ET.fromstring(drawn).iter(f"{SVG}text"):
        wide = width_of(one.text or "", float(one.get("font-size", "0")))
        x = float(one.get("x", "0")) - (wide / 2 if one.get("text-anchor") == "middle" else 0)
        found.append((x, x + wide, float(one.get("y", "0")), one.text or ""))
    return found


def rectangles(drawn: str) -> list[tuple[float, float]]:
    return [
        (float(one.get("x", "0")), float(one.get("x", "0")) + float(one.get("width", "0")))
        for one in ET.fromstring(drawn).iter(f"{SVG}rect")
    ]


def test_the_table_has_a_row_a_theme_a_column_a_group_and_how_many_groups_confirmed_it() -> None:
    made = chart(4, "Transport", "Money")
    assert made.columns == ("Theme", "Of 4", "A", "B", "C", "D")
    assert made.rows == (("Transport", "3", "14", "few", "–", "3"), ("Money", "2", "few", "–", "3", "(5)"))
    assert made.sentence == "3 of 4 groups named Transport."


def test_what_is_only_suggested_or_not_told_is_never_dark() -> None:
    marks = chart(6, "Transport").marks
    assert isinstance(marks, Cells)
    assert marks.heat == ((1.0, None, 0.0, 0.2, 0.0, 0.9),)
    assert marks.states == (("full", "masked", "none", "full", "some", "full"),)


def test_a_chart_of_some_groups_holds_only_their_cells() -> None:
    made = themes([line("Transport", 14)], Groups(("M", "N"), slice(12, 14), 14), "themes-shared-2", "Shared")
    assert made.rows == (("Transport", "10", "14", "few"),)
    assert made.sentence == "10 of 14 groups named Transport."


@pytest.mark.parametrize("groups", [2, 4, 10, 12])
@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_cell_is_within_the_drawing_and_its_letters_within_it(groups: int, width: int) -> None:
    drawn = svg(chart(groups, "Transport", "A theme with a name that is much longer than its column"), width)
    assert all(left >= 0 and right <= width for left, right in rectangles(drawn))
    said = texts(drawn)
    assert all(left >= -0.1 and right <= width + 0.1 for left, right, _y, _text in said)
    for y in {place for _left, _right, place, _text in said}:
        beside = sorted((left, right) for left, right, place, _text in said if place == y)
        assert all(first[1] <= second[0] + 0.1 for first, second in pairwise(beside))


@pytest.mark.parametrize("width", [320, 600])
def test_twelve_groups_stay_a_grid_with_their_numbers_in_it(width: int) -> None:
    words = [text for *_place, text in texts(svg(chart(12, "Transport"), width))]
    assert {*LETTERS, "14", "few", "3", "12+"} <= set(words)


def test_synthetic_groups_are_labelled_in_the_drawing() -> None:
    assert "Synthetic group: no real people" in svg(chart(4, "Money", synthetic=True))
    assert "Synthetic" not in svg(chart(4, "Money"))


def test_averages_are_as_dark_as_they_are_high() -> None:
    rows = [Line("Confidence before: access", (Cell("2.5", 0.25), Cell("few", None), Cell()))]
    made = measures(rows, Groups(("A", "B", "C"), slice(0, 3), 3), "A sentence.")
    assert made.rows == (("Confidence before: access", "2.5", "few", "–"),)
    assert isinstance(made.marks, Cells)
    assert made.marks.heat == ((0.25, None, 0.0),)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "x" * 300, "א" * 40, ""])
def test_hostile_names_stay_text(name: str) -> None:
    made = chart(12, name, "Money")
    for width in (320, 600):
        assert not re.search("<script", svg(made, width))
        assert ET.fromstring(svg(made, width)) is not None
    assert figure(made).to_json()
