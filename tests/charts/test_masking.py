"""No number that points at somebody is in any byte of a chart: words, marks, drawing, figure or table."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.frames import responses
from evenground.analysis.gaps import gaps as find_gaps
from evenground.analysis.measures import before_after as measure
from evenground.charts.chart import Bars, Chart, as_data
from evenground.charts.figure import figure
from evenground.charts.gaps import gaps
from evenground.charts.measures import before_after
from evenground.charts.progress import progress
from evenground.charts.svg import svg
from evenground.charts.themes import themes
from evenground.charts.wording import count
from evenground.domain.workshop import Workshop
from tests.analysis.making import counted, scores


def everything(chart: Chart) -> str:
    """All that leaves the server for a chart."""
    return "\n".join((json.dumps(as_data(chart)), svg(chart), svg(chart, width=320), figure(chart).to_json()))


def told(number: int, total: int, threshold: int) -> object:
    """What one may learn of a number of people: itself, or only near which end it is."""
    if number == 0 or (number == total >= threshold):
        return number
    if total < threshold:
        return "few"
    if total < 2 * threshold - 1:
        return "some"
    return "few" if number < threshold else "nearly all" if total - number < threshold else number


def twin(number: int, total: int, threshold: int, pick: int) -> int:
    """Another number of which one may learn the same."""
    same = [n for n in range(total + 1) if told(n, total, threshold) == told(number, total, threshold)]
    return same[pick % len(same)]


SLOW = settings(deadline=None, max_examples=40)  # plotly checks every field of a figure
ROOMS = st.tuples(st.integers(1, 24), st.integers(3, 6))


def twins(people: int, suggested: int, total: int, threshold: int, pick: int) -> tuple[int, int]:
    """Another number of confirmed and of further suggested people of which one may learn the same."""

    def learnt(sure: int, maybe: int) -> object:
        return told(sure, total, threshold), told(sure + maybe, total, threshold), maybe == 0

    same = [
        (sure, maybe)
        for sure in range(total + 1)
        for maybe in range(total + 1 - sure)
        if learnt(sure, maybe) == learnt(people, suggested)
    ]
    return same[pick % len(same)]


@SLOW
@given(ROOMS, st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=1, max_size=4))
def test_theme_charts_of_two_rooms_with_the_same_shown_numbers_are_the_same(
    room: tuple[int, int], drawn: list[tuple[int, int, int]]
) -> None:
    total, threshold = room
    first, second = [], []
    for at, (number, further, pick) in enumerate(drawn):
        people = min(number, total)
        suggested = min(further, total - people)
        first.append((f"Theme {at}", people, suggested))
        second.append((f"Theme {at}", *twins(people, suggested, total, threshold, pick)))
    charts = [themes(counted(*rows, total=total), threshold) for rows in (first, second)]
    assert everything(charts[0]) == everything(charts[1])


@SLOW
@given(st.integers(1, 2), st.integers(1, 2), st.integers(1, 10))
def test_how_many_of_a_suggested_theme_are_confirmed_is_not_told_below_the_threshold(
    one: int, other: int, all_of_them: int
) -> None:
    total = 20
    first = themes(counted(("A", one, all_of_them + 2 - one), total=total), 3)
    second = themes(counted(("A", other, all_of_them + 2 - other), total=total), 3)
    assert everything(first) == everything(second)


@SLOW
@given(ROOMS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=3))
def test_progress_and_gaps_of_two_rooms_with_the_same_shown_numbers_are_the_same(
    room: tuple[int, int], drawn: list[tuple[int, int]]
) -> None:
    total, threshold = room
    workshop = Workshop.model_validate(THREE)
    names = [prompt.id for prompt in workshop.prompts]
    numbers = [min(number, total) for number, _pick in drawn]
    first = dict(zip(names, numbers, strict=True))
    second = {
        name: twin(number, total, threshold, pick)
        for name, number, (_number, pick) in zip(names, numbers, drawn, strict=True)
    }
    empty = responses([], workshop)
    charts = [
        (
            progress(answered, total, workshop, threshold),
            gaps(find_gaps(empty, counted(total=total), answered, workshop, total, threshold), threshold),
        )
        for answered in (first, second)
    ]
    assert [everything(chart) for chart in charts[0]] == [everything(chart) for chart in charts[1]]


@SLOW
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=2),
    st.lists(st.integers(0, 10), min_size=1, max_size=2),
)
def test_the_measures_of_one_or_two_people_are_the_same_whatever_they_say(
    first: list[int], second: list[int]
) -> None:
    workshop = Workshop.model_validate(THREE)
    charts = [
        before_after(measure(responses(scores("sure", values), workshop), workshop, 3))
        for values in (first, second)
    ]
    assert everything(charts[0]) == everything(charts[1])


def test_a_masked_count_is_in_no_byte(workshop: Workshop) -> None:
    """With a large threshold the masked number is long enough to be looked for literally."""
    chart = themes(counted(("Buses", 73_737, 0), ("Rent", 0, 61_616), total=400_000), 100_000)
    going = progress({"people": 73_737, "needs": 399_999}, 400_000, workshop, 100_000)
    for number in ("73737", "61616", "399999"):
        assert number not in everything(chart) + everything(going)
    assert isinstance(chart.marks, Bars)
    assert chart.marks.values == (None, None)


@pytest.mark.parametrize(
    ("people", "of", "text"),
    [
        (0, 14, "0"),
        (1, 14, "fewer than 3"),
        (2, 14, "fewer than 3"),
        (3, 14, "3"),
        (11, 14, "11"),
        (12, 14, "at least 12"),
        (13, 14, "at least 12"),
        (14, 14, "14"),
        (1, 4, "not shown"),
        (3, 4, "not shown"),
        (4, 4, "4"),
        (2, 2, "fewer than 3"),
        (13, None, "13"),
    ],
)
def test_a_count_is_masked_at_both_ends(people: int, of: int | None, text: str) -> None:
    assert count(people, 3, of).text == text


THREE = {
    "id": "three",
    "title": "Three",
    "summary": "Three prompts.",
    "sections": [
        {
            "id": "only",
            "title": "Only",
            "prompts": [
                {"id": "sure", "kind": "scale", "ask": "How sure?", "measures": "confidence", "about": "it"},
                {"id": "needs", "kind": "text", "ask": "What would you learn?", "feeds": "need"},
                {"id": "does", "kind": "text", "ask": "What helps?", "feeds": "activity"},
            ],
        }
    ],
    "agenda": {"10": [{"stage": "individual", "sections": ["only"], "minutes": 10}]},
}


@SLOW
@given(st.lists(st.integers(1, 9), min_size=3, max_size=7), st.data())
def test_of_fewer_than_eight_people_no_spread_is_in_any_byte(values: list[int], data: st.DataObject) -> None:
    """Two groups with the same mean, one of them further apart, give the same chart."""
    one, other = data.draw(st.permutations(range(len(values))))[:2]
    further = [value + (at == one) - (at == other) for at, value in enumerate(values)]
    workshop = Workshop.model_validate(THREE)
    frames = [responses(scores("sure", numbers), workshop) for numbers in (values, further)]
    charts = [before_after(measure(frame, workshop, 3)) for frame in frames]
    assert everything(charts[0]) == everything(charts[1])
