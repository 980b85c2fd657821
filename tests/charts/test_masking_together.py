"""No number of a few people follows from the charts of sections and pairs, also beside what other charts show."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.likeness import Likeness, likeness
from evenground.analysis.themes import placed
from evenground.analysis.together import BySection, Pair, Spread, Together
from evenground.charts.chart import Cells, Empty
from evenground.charts.likeness import likeness as likeness_chart
from evenground.charts.sections import sections
from evenground.charts.together import together
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, WORDS, said, sure
from tests.charts.test_masking import everything, told


def seen(counts: tuple[int, ...], theme: int, total: int, threshold: int) -> tuple[tuple[str, ...], ...]:
    """What the chart of sections shows of one theme's cells: words, and how dark they are."""
    names = tuple((str(at), f"Part {at}") for at in range(len(counts)))
    found = BySection(names, (Spread(1, "A", theme, counts, (0,) * len(counts)),), total)
    chart = sections(found, threshold)
    marks = chart.marks
    shades = (str(marks.heat), str(marks.states), str(marks.columns)) if isinstance(marks, Cells) else ()
    return chart.rows, shades, (chart.sentence,)  # type: ignore[return-value]


def rooms(parts: int, theme: int) -> list[tuple[int, ...]]:
    """All cells that a theme named by so many people can have: each person is in one part or in several."""
    return [
        counts for counts in product(range(theme + 1), repeat=parts) if max(counts) <= theme <= sum(counts)
    ]


@pytest.mark.parametrize("threshold", [3, 4])
@pytest.mark.parametrize("parts", [1, 2, 3])
def test_no_small_cell_follows_from_what_is_shown_of_its_theme(parts: int, threshold: int) -> None:
    """Somebody knows the theme's number and every cell that is shown: for each hidden cell several numbers remain."""
    total = 30
    for theme in range(1, 9):
        alike: dict[object, list[tuple[int, ...]]] = {}
        for counts in rooms(parts, theme):
            # A theme's number below the threshold is itself not known: all such themes look alike.
            known = theme if theme >= threshold else "few"
            alike.setdefault((known, seen(counts, theme, total, threshold)), []).append(counts)
        if theme < threshold:
            for other in range(1, threshold):
                for counts in rooms(parts, other):
                    alike.setdefault(("few", seen(counts, other, total, threshold)), []).append(counts)
        for same in alike.values():
            for column in zip(*same, strict=True):
                assert len(set(column)) > 1 or not 0 < column[0] < threshold, (theme, same)


@pytest.mark.parametrize("threshold", [3, 4])
def test_nobody_who_named_a_theme_elsewhere_only_follows_from_a_cell(threshold: int) -> None:
    """Who named the theme and not here is a count as well."""
    total = 30
    for theme in range(threshold, 9):
        alike: dict[object, list[tuple[int, ...]]] = {}
        for counts in rooms(2, theme):
            alike.setdefault(seen(counts, theme, total, threshold), []).append(counts)
        for same in alike.values():
            for column in zip(*same, strict=True):
                assert len(set(column)) > 1 or not 0 < theme - column[0] < threshold, (theme, same)


@pytest.mark.parametrize("total", [3, 7, 12])
def test_a_theme_whose_answers_are_all_in_one_section_shows_no_more_than_the_chart_of_themes(total: int) -> None:
    """Of two rooms whose chart of themes is the same, this chart is the same as well."""
    threshold = 3
    for one, other in product(range(total + 1), repeat=2):
        if one and other and told(one, total, threshold) == told(other, total, threshold):
            assert seen((one, 0), one, total, threshold) == seen((other, 0), other, total, threshold)


def pair(people: int, one: int, other: int, total: int, threshold: int = 3) -> str:
    found = Together((Pair((1, 2), ("A", "B"), people, one, other),) if people else (), total, True)
    return everything(together(found, threshold))


@pytest.mark.parametrize(("total", "threshold"), [(8, 3), (9, 4), (10, 4)])
def test_how_many_named_both_follows_from_no_two_themes(total: int, threshold: int) -> None:
    """Somebody knows how many named each theme: a pair that is not told could have several numbers of people."""
    known = range(threshold, total + 1)
    for one, other in product(known, repeat=2):
        if one < other or any(0 < total - each < threshold for each in (one, other)):
            continue
        possible = range(max(0, one + other - total), min(one, other) + 1)
        charts: dict[str, list[int]] = {}
        for people in possible:
            charts.setdefault(pair(people, one, other, total, threshold), []).append(people)
        for same in charts.values():
            alone = len(same) == 1
            assert not (alone and 0 < same[0] < threshold) or len(possible) == 1, (one, other, same)
            assert not (alone and 0 < one - same[0] < threshold) or len(possible) == 1, (one, other, same)


def test_pairs_below_the_threshold_are_in_no_byte() -> None:
    assert pair(2, 10, 10, 40) == pair(0, 10, 10, 40)
    chart = together(Together((Pair((1, 2), ("A", "B"), 2, 9, 9),), 40, True), 3)
    assert isinstance(chart.marks, Empty)
    assert chart.rows == ()


SLOW = settings(deadline=None, max_examples=40)
ONE = {
    "id": "one",
    "title": "One",
    "summary": "A choice and a question.",
    "sections": [
        {
            "id": "only",
            "title": "Only",
            "prompts": [
                {"id": "place", "kind": "choice", "ask": "Where?", "options": ["home", "ward", "clinic"]},
                {"id": "people", "kind": "text", "ask": "Who?", "feeds": "theme"},
                {"id": "sure", "kind": "scale", "ask": "Sure?"},
            ],
        }
    ],
    "agenda": {"10": [{"stage": "individual", "sections": ["only"], "minutes": 10}]},
}
WORKSHOP = Workshop.model_validate(ONE)


def alike(rows: list, placements: list | None = None) -> tuple[Likeness, ...]:
    return likeness(rows, placed(rows, [TRAVEL, WORDS], placements or [], WORKSHOP), WORKSHOP, 3)


@SLOW
@given(st.lists(st.sampled_from(["home", "ward", "clinic"]), min_size=1, max_size=4), st.data())
def test_of_up_to_four_people_it_is_only_told_when_all_say_the_same(first: list[str], data: st.DataObject) -> None:
    second = data.draw(st.permutations(["home", "ward", "clinic"]).map(lambda three: three[: len(first)]))
    charts = [
        likeness_chart(alike([said(at, at, option, "place") for at, option in enumerate(options)]), 3)
        for options in (first, second)
    ]
    if len(set(first)) > 1 or len(first) < 3:
        same = len(set(second)) > 1 or len(second) < 3
        assert not same or everything(charts[0]) == everything(charts[1])


@pytest.mark.parametrize("people", range(5, 12))
def test_no_option_that_a_few_chose_follows_from_how_alike_we_are(people: int) -> None:
    """Of each option of three, several numbers remain possible, or its number is none or large enough."""
    charts: dict[str, list[tuple[int, int, int]]] = {}
    for counts in product(range(people + 1), repeat=3):
        if sum(counts) == people:
            options = ["home"] * counts[0] + ["ward"] * counts[1] + ["clinic"] * counts[2]
            rows = [said(at, at, option, "place") for at, option in enumerate(options)]
            charts.setdefault(str(likeness_chart(alike(rows), 3).rows), []).append(counts)
    for same in charts.values():
        for column in zip(*same, strict=True):
            assert len(set(column)) > 1 or not 0 < column[0] < 3, same


@pytest.mark.parametrize("people", range(5, 9))
def test_no_theme_that_a_few_named_follows_from_how_alike_we_are(people: int) -> None:
    """The chart of themes says fewer than 3 of both; this one says nothing that tells one person from two."""
    rows = [said(at, at, f"word {at}") for at in range(people)]
    spare = list(range(4, people))
    first = [*sure(0), *sure(1, 2, theme=2), *sure(*spare, theme=3)]
    second = [*sure(0, 3), *sure(1, 2, theme=2), *sure(*spare, theme=3)]
    third = TRAVEL.__class__(3, "Rent", (), 2, True, None)
    shown = []
    for placements in (first, second):
        found = likeness(rows, placed(rows, [TRAVEL, WORDS, third], placements, WORKSHOP), WORKSHOP, 3)
        shown.append(next(row for row in likeness_chart(found, 3).rows if row[0] == "Who?"))
    assert "1" not in "".join(shown[0][1:]).replace(str(people), "")
    assert shown[0][1] in (shown[1][1], "not sorted yet")


def test_near_everybody_only_the_least_is_told_of_how_many_are_alike() -> None:
    rows = [said(at, at, "home" if at < 8 else "ward", "place") for at in range(9)]
    assert "at least 7 of 9" in likeness_chart(alike(rows), 3).rows[0][2]
