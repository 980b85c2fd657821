"""The grid of a framework, what could help and what few said: honest words, and no number that points at somebody."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.coverage import Coverage, coverage
from evenground.analysis.helping import Helpful, Problem, Reason, Said
from evenground.charts import coverage as grid
from evenground.charts import helping
from evenground.charts.chart import Cells, Chart, Empty, as_data
from evenground.charts.svg import svg
from evenground.domain.parts import Resource
from evenground.domain.response import Shared
from evenground.domain.suggested import Suggested, Tag
from evenground.domain.workshop import Workshop
from tests.analysis.making import said
from tests.analysis.test_coverage import FRAME, maybe, tag
from tests.conftest import SMALL

WORKSHOP = Workshop.model_validate(SMALL)


def room_of(size: int) -> list[Shared]:
    return [said(person, person, f"Words of their own {chr(65 + person)}") for person in range(size)]


def standing(rows: list[Shared], tags: list[Tag], more: list[Suggested] | None = None) -> Coverage:
    return coverage(rows, tags, more or [], FRAME, WORKSHOP)


def everything(chart: Chart) -> str:
    """All that leaves the server for a chart."""
    return "\n".join((json.dumps(as_data(chart)), svg(chart), svg(chart, width=320)))


def cells(chart: Chart) -> Cells:
    assert isinstance(chart.marks, Cells)
    return chart.marks


def test_the_grid_says_how_many_what_is_possible_and_where_nothing_was_found() -> None:
    rows = room_of(8)
    tags = [*(tag(person, "me.know") for person in range(4)), tag(0, "us.know")]
    chart = grid.coverage(standing(rows, tags, [maybe(rows[5], "us.do")]), 3, 8)
    assert cells(chart).states == (("full", "none"), ("masked", "some"))
    assert cells(chart).texts == (("4 people", "nothing found yet"), ("fewer than 3", "possible"))
    assert chart.rows[0] == ("Myself: Knowing", "4 people")
    assert chart.sentence == (
        "We confirmed 2 of 4 places. Nothing was found yet in 1: Myself: Doing. In 1 place there may be something."
    )


def test_before_anybody_judged_nothing_is_called_a_gap() -> None:
    rows = room_of(5)
    chart = grid.coverage(standing(rows, [], [maybe(rows[0], "us.do")]), 3, 5)
    assert chart.sentence == "Nobody has said yet what belongs where. In 1 place there may be something."


def test_without_an_answer_there_is_no_grid() -> None:
    chart = grid.coverage(standing([], []), 3, 0)
    assert isinstance(chart.marks, Empty)
    assert chart.sentence.startswith("Nobody has shared an answer yet")


def test_a_full_grid_says_so() -> None:
    tags = [tag(person, cell) for person in range(5) for cell in FRAME.cells]
    assert grid.coverage(standing(room_of(5), tags), 3, 5).sentence == "We found something for every place."


def test_many_gaps_are_named_up_to_three() -> None:
    wide = FRAME.model_copy(update={"columns": [*FRAME.columns, FRAME.columns[0].model_copy(update={"id": "say"})]})
    found = coverage(room_of(5), [Tag(1, "frame", "me.do", "confirmed", "owner")], [], wide, WORKSHOP)
    assert "and 2 more." in grid.coverage(found, 3, 5).sentence


def test_a_list_without_columns_has_one() -> None:
    flat = FRAME.model_copy(update={"columns": [], "examples": {}})
    chart = grid.coverage(coverage(room_of(5), [], [], flat, WORKSHOP), 3, 5)
    assert (cells(chart).columns, len(cells(chart).states)) == (("What we found",), 2)


COUNTS = st.lists(st.integers(0, 3), min_size=4, max_size=4)
POINTING = re.compile(r"\b(?:1|2|one|two) (?:person|people|of 3)\b|\b(?:1|2) of (?:3|us)\b")


@settings(deadline=None, max_examples=60)
@given(COUNTS, COUNTS, st.integers(3, 6))
def test_three_people_are_never_counted_one_by_one(people: list[int], maybes: list[int], threshold: int) -> None:
    rows = room_of(3)
    tags = [tag(person, cell) for cell, number in zip(FRAME.cells, people, strict=True) for person in range(number)]
    more = [maybe(rows[at], cell) for cell, number in zip(FRAME.cells, maybes, strict=True) for at in range(number)]
    chart = grid.coverage(standing(rows, tags, more), threshold, 3)
    read = (chart.sentence, *map(" ".join, chart.rows), *map(" ".join, cells(chart).texts))
    assert not POINTING.search("\n".join(read))
    assert not POINTING.search(everything(chart))


def shown(number: int, total: int, threshold: int) -> object:
    """What one may learn of a number of people in a cell."""
    if number in (0, total) and (number == 0 or total >= threshold):
        return number
    if total < 2 * threshold - 1:
        return "some"
    return "few" if number < threshold else "nearly all" if total - number < threshold else number


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 12), st.integers(3, 5), st.lists(st.integers(0, 12), min_size=4, max_size=4), st.integers(0, 40))
def test_grids_of_two_rooms_with_the_same_shown_numbers_are_the_same(
    total: int, threshold: int, numbers: list[int], pick: int
) -> None:
    rows = room_of(total)
    first = [min(number, total) for number in numbers]
    same = [[m for m in range(total + 1) if shown(m, total, threshold) == shown(n, total, threshold)] for n in first]
    second = [twins[pick % len(twins)] for twins in same]
    charts = []
    for counts in (first, second):
        tags = [tag(at, cell) for cell, number in zip(FRAME.cells, counts, strict=True) for at in range(number)]
        charts.append(grid.coverage(standing(rows, [*tags, tag(0, "me.know", "rejected", "owner")]), threshold, total))
    assert everything(charts[0]) == everything(charts[1])


BOOK = Resource(id="book", title="A book", author="Somebody", year="2021", address="https://example.org/book")


def test_what_helps_says_why_and_where() -> None:
    reasons = (
        Reason("need", ("Transport", "Language")),
        Reason("confidence", ("access",)),
        Reason("place", ("Advocacy",), "Six aspects"),
    )
    chart = helping.helping([Helpful(BOOK, reasons)], 3)
    assert chart.rows == (
        (
            "A book",
            "Somebody, 2021, https://example.org/book",
            (
                "because 3 or more of us need to learn about Transport and Language; "
                "because we feel less confident than it matters to us: access; "
                "because nothing was found yet under Advocacy (Six aspects)"
            ),
        ),
    )
    assert chart.sentence == "1 thing could help with our gaps, first of all: A book"


def test_without_gaps_the_list_says_when_it_fills() -> None:
    assert helping.helping([], 3).sentence == "As soon as a gap is confirmed, what could help with it appears here."


def test_problems_are_sorted_by_what_is_shown() -> None:
    chart = helping.problems([Problem(1, "Tiny", 2), Problem(2, "Small", 1), Problem(3, "Big", 6)], 3, 9)
    assert chart.rows == (("Big", "6 people"), ("Tiny", "fewer than 3"), ("Small", "fewer than 3"))
    assert chart.sentence == "Named by most of us: Big (6 of 9 people)."


@pytest.mark.parametrize("number", [1, 2])
def test_a_problem_of_a_room_of_three_has_no_number_that_points_at_one(number: int) -> None:
    chart = helping.problems([Problem(1, "Tiny", number)], 3, 3)
    assert not POINTING.search(everything(chart))
    assert chart.rows == (("Tiny", "not shown"),)


def test_what_few_said_stands_in_their_words_without_a_number() -> None:
    found = [Said(1, "people", "Nobody asks the drivers", (), False), Said(2, "needs", "Waits", (), True)]
    chart = helping.few(found, WORKSHOP)
    assert chart.rows == (("Nobody asks the drivers", "Who is missed?"),)
    assert not re.search(r"\d", chart.sentence)
    assert "put in themes" in helping.few(found[1:], WORKSHOP).sentence
    assert "Every answer" in helping.few([], WORKSHOP).sentence
