"""Where themes come up and which are named together: people are counted, and only what people confirmed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.themes import placed
from evenground.analysis.together import by_section, pairs
from evenground.domain.response import Placement, Shared
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, WORDS, said, sure

TWO = {
    "id": "two",
    "title": "Two",
    "summary": "Two parts.",
    "sections": [
        {
            "id": "first",
            "title": "First part",
            "prompts": [
                {"id": "people", "kind": "text", "ask": "Who is missed?", "feeds": "theme"},
                {"id": "more", "kind": "text", "ask": "What else?", "feeds": "theme"},
            ],
        },
        {
            "id": "second",
            "title": "Second part",
            "prompts": [{"id": "needs", "kind": "text", "ask": "What would you learn?", "feeds": "need"}],
        },
        {"id": "third", "title": "No themes here", "prompts": [{"id": "talk", "kind": "text", "ask": "Anything?"}]},
    ],
    "agenda": {"10": [{"stage": "individual", "sections": ["first", "second", "third"], "minutes": 10}]},
}
WORKSHOP = Workshop.model_validate(TWO)


def counted(rows: list[Shared], placements: list[Placement]) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    found = by_section(placed(rows, [TRAVEL, WORDS], placements, WORKSHOP), WORKSHOP)
    return {row.name: (row.counts, row.suggested) for row in found.themes}


def test_only_sections_that_ask_for_what_a_theme_can_hold_are_there() -> None:
    found = by_section(placed([], [TRAVEL], [], WORKSHOP), WORKSHOP)
    assert found.sections == (("first", "First part"), ("second", "Second part"))


def test_people_are_counted_once_a_section_however_much_they_write() -> None:
    rows = [said(1, 1, "no car"), said(2, 1, "no lift", "more"), said(3, 1, "how to get a ride", "needs")]
    assert counted(rows, sure(1, 2, 3))["Transport"] == ((1, 1), (0, 0))


def test_suggested_answers_are_counted_apart_and_only_of_people_without_a_confirmed_one() -> None:
    rows = [said(1, 1, "the bus"), said(2, 1, "the bus again", "more"), said(3, 2, "a bus"), said(4, 2, "bus", "needs")]
    assert counted(rows, sure(1))["Transport"] == ((1, 0), (1, 1))


def test_hidden_answers_count_nowhere() -> None:
    rows = [said(1, 1, "the bus", hidden=True), said(2, 2, "an interpreter", hidden=True)]
    assert counted(rows, sure(1)) == {"Transport": ((0, 0), (0, 0)), "Language": ((0, 0), (0, 0))}
    assert pairs(placed(rows, [TRAVEL, WORDS], sure(1), WORKSHOP)).pairs == ()


def test_two_themes_are_named_together_by_people_and_not_by_answers() -> None:
    rows = [said(1, 1, "a"), said(2, 1, "b", "more"), said(3, 2, "c"), said(4, 3, "d")]
    placements = [*sure(1, 3), *sure(2, 3, 4, theme=2)]
    found = pairs(placed(rows, [TRAVEL, WORDS], placements, WORKSHOP))
    (pair,) = found.pairs
    assert (pair.names, pair.people, pair.one, pair.other) == (("Transport", "Language"), 2, 2, 3)


def test_suggestions_alone_name_nothing_together() -> None:
    rows = [said(1, 1, "the bus and an interpreter"), said(2, 2, "a bus, an interpreter")]
    found = pairs(placed(rows, [TRAVEL, WORDS], [], WORKSHOP))
    assert (found.pairs, found.judged) == ((), False)


CARDS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["people", "more", "needs"]), st.booleans()), max_size=12)


@settings(deadline=None)
@given(CARDS)
def test_a_cell_has_at_most_the_people_of_its_theme_and_all_cells_at_least_as_many(
    cards: list[tuple[int, str, bool]],
) -> None:
    rows = [said(at, person, "x", prompt) for at, (person, prompt, _in) in enumerate(cards)]
    placements = sure(*[at for at, (_person, _prompt, chosen) in enumerate(cards) if chosen])
    result = placed(rows, [TRAVEL], placements, WORKSHOP)
    (row,) = by_section(result, WORKSHOP).themes
    assert row.people == result.themes[0].people
    assert max(row.counts) <= row.people <= sum(row.counts)
