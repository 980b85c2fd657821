"""Of a small group no number below the threshold follows from all that its record shows together.

Every room of so many people is gone through: rooms whose records look alike are what a reader cannot tell apart. In
each lot of them every small number has to have several values, or a reader would know it. Suggestions stay out of it:
that a machine suggests something tells of its words, which everybody may read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.records.facts import SinceFacts
from evenground.records.group import comparing
from tests.records.rooms import THRESHOLD, Did, Room, record, rooms, shown

Numbers = Callable[[Room], dict[str, int]]


def kinds(prompts: Sequence[str], themes: Sequence[tuple[int, ...]]) -> list[Did]:
    """Everybody who answers one of the prompts or several: each answer in some of the themes, or none."""
    every = product((None, *themes), repeat=len(prompts))
    did = [{name: one for name, one in zip(prompts, each, strict=True) if one is not None} for each in every]
    return [Did(themes=one) for one in did if one]


def alike(of: Iterable[Room], threshold: int = THRESHOLD) -> Iterator[list[Room]]:
    """The rooms in lots that look alike; the order of answers comes from their words, so either may be first."""
    lots: dict[str, list[Room]] = defaultdict(list)
    for room in of:
        for order in (1, -1):
            lots[shown(record(room, order, threshold))].append(room)
    return iter(lots.values())


def known(of: Iterable[Room], numbers: Numbers, threshold: int = THRESHOLD) -> list[tuple[str, int, Room]]:
    """The small numbers that a reader would know, with a room of which they are."""
    found = []
    for lot in alike(of, threshold):
        values = [numbers(room) for room in lot]
        for name, number in values[0].items():
            if 0 < number < threshold and len({one[name] for one in values}) == 1:
                found.append((name, number, lot[0]))
    return found


def of_themes(room: Room) -> dict[str, int]:
    """Who named a theme and who did not, who named both, and who one of them only."""
    named = [{theme for themes in did.themes.values() for theme in themes} for did in room]
    counts = {f"named {theme}": sum(theme in one for one in named) for theme in (1, 2)}
    both = sum(len(one) == 2 for one in named)
    gave = sum(bool(did.themes) for did in room)
    for theme in (1, 2):
        number = counts[f"named {theme}"]
        counts[f"did not name {theme}"] = gave - number if number else 0
        counts[f"named only {theme}"] = number - both if both else 0
    return counts | {"named both": both}


@pytest.mark.parametrize("people", range(3, 10))
def test_no_number_of_a_theme_or_of_two_follows(people: int) -> None:
    assert known(rooms(kinds(["people"], [(), (1,), (2,), (1, 2)]), people), of_themes) == []


@pytest.mark.parametrize(("people", "threshold"), [(5, 4), (8, 4), (9, 5), (10, 5)])
def test_nor_at_a_higher_threshold(people: int, threshold: int) -> None:
    options, ways = ("home", "ward", "clinic"), (["phone"], ["letter"], ["phone", "letter"])
    assert known(rooms(kinds(["people"], [(), (1,), (2,), (1, 2)]), people), of_themes, threshold) == []
    assert known(rooms(choosing("place", options), people), of_options("place", options), threshold) == []
    assert known(rooms(choosing("ways", ways), people), of_options("ways", ("phone", "letter")), threshold) == []


@pytest.mark.parametrize("people", [3, 4, 5])
def test_no_number_of_a_theme_that_comes_up_in_two_sections_follows(people: int) -> None:
    assert known(rooms(kinds(["people", "needs"], [(), (1,)]), people), of_themes) == []


def test_in_a_larger_group_no_number_of_themes_follows_from_sections_pairs_or_answers() -> None:
    """From twelve people on there are tables of sections and pairs, and themes below answers."""
    everywhere = [one for one in kinds(["people", "needs"], [(), (1,)]) if len(one.themes) == 2]
    assert known(rooms(everywhere, 12), of_themes) == []
    assert known(rooms(kinds(["people"], [(), (1,), (2,), (1, 2)]), 12), of_themes) == []


def test_no_number_of_a_theme_follows_where_an_activity_may_meet_the_need() -> None:
    assert known(rooms(kinds(["needs", "does"], [(), (1,)]), 4), of_themes) == []


def of_options(prompt: str, options: Sequence[str]) -> Numbers:
    """Who chose an option, and of those who could choose several also who did not."""

    def numbers(room: Room) -> dict[str, int]:
        chosen = [did.chose[prompt] for did in room if prompt in did.chose]
        several = any(isinstance(one, list) for one in chosen)
        counts = {one: sum(one == picked or one in picked for picked in chosen) for one in options}
        others = {f"not {one}": len(chosen) - number if number else 0 for one, number in counts.items()}
        return counts | (others if several else {})

    return numbers


def choosing(prompt: str, values: Iterable[Any]) -> list[Did]:
    return [Did(chose={prompt: value}) for value in values]


@pytest.mark.parametrize("people", range(3, 11))
def test_no_number_of_an_option_follows(people: int) -> None:
    options = ("home", "ward", "clinic")
    assert known(rooms(choosing("place", options), people), of_options("place", options)) == []


@pytest.mark.parametrize("people", range(3, 10))
def test_no_number_of_one_of_several_options_follows_nor_of_who_left_it_out(people: int) -> None:
    ways = (["phone"], ["letter"], ["phone", "letter"])
    assert known(rooms(choosing("ways", ways), people), of_options("ways", ("phone", "letter"))) == []


@pytest.mark.parametrize("people", range(3, 10))
def test_no_number_of_a_grid_follows(people: int) -> None:
    cells = [{"young": one, "old": other} for one in ("yes", "no") for other in ("yes", "no")]

    def numbers(room: Room) -> dict[str, int]:
        return {
            f"{row} {column}": sum(did.chose["reach"][row] == column for did in room)
            for row in ("young", "old")
            for column in ("yes", "no")
        }

    assert known(rooms(choosing("reach", cells), people), numbers) == []


DID = st.builds(
    Did,
    themes=st.dictionaries(
        st.sampled_from(["people", "needs", "does"]), st.sampled_from([(), (1,), (2,), (1, 2)]), max_size=3
    ),
    chose=st.fixed_dictionaries(
        {},
        optional={
            "place": st.sampled_from(["home", "ward", "clinic"]),
            "ways": st.sampled_from([["phone"], ["letter"], ["phone", "letter"]]),
            "reach": st.fixed_dictionaries({row: st.sampled_from(["yes", "no"]) for row in ("young", "old")}),
        },
    ),
)
GROUPS = st.lists(DID, min_size=3, max_size=9)


def texts(since: SinceFacts) -> list[str]:
    return [text for one in since.themes for text in (one.then, one.now) if text]


@settings(deadline=None, max_examples=40)
@given(GROUPS, GROUPS)
def test_beside_an_earlier_record_nothing_more_is_told(then: list[Did], now: list[Did]) -> None:
    """The comparison is made of both records alone: every number in it stands in one of them."""
    before, after = record(then), record(now)
    found = comparing.since(before, after)
    told = {one.people for made in (before, after) for one in made.themes}
    assert set(texts(found)) <= told
    assert comparing.since(comparing.needed(before), after) == found


@settings(deadline=None, max_examples=40)
@given(GROUPS)
def test_in_a_small_group_no_table_and_no_sentence_tells_of_one_or_two(room: list[Did]) -> None:
    made = record(room)
    cells = [cell for chart in made.charts.values() for row in chart.rows for cell in row[1:]]
    numbers = [one.people for chapter in made.sections for asked in chapter.prompts for one in asked.tallies]
    assert not {"1", "2", "1 person", "2 people"} & {str(one) for one in (*cells, *numbers)}
    assert not [one for one in (*made.glance.sentences, *made.glance.gaps) if f"(1 of {len(room)}" in one]
    assert made.charts.keys().isdisjoint({"sections", "together", "problems"})
