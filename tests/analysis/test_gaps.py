"""Gaps: what makes one, what closes one, and what never does."""

from __future__ import annotations

from typing import Any

from evenground.analysis.frames import responses
from evenground.analysis.gaps import Gaps, gaps
from evenground.analysis.themes import placed
from evenground.domain.response import Placement, Shared
from evenground.domain.workshop import Workshop
from evenground.privacy.suppression import Masked
from tests.analysis.making import TRAVEL, WORDS, said, scores, sure


def gaps_of(
    workshop: Workshop,
    rows: list[Shared] = [],  # noqa: B006 (read only)
    placements: list[Placement] = [],  # noqa: B006
    answered: dict[str, int] | None = None,
    joined: int = 10,
    **more: Any,
) -> Gaps:
    found = placed(rows, [TRAVEL, WORDS], placements, workshop)
    return gaps(responses(rows, workshop), found, answered or {}, workshop, joined, 3, **more)


def needs(*people: int) -> list[Shared]:
    """Answers 10, 11 and so on to the prompt about learning needs."""
    return [said(10 + person, person, "How does travel work?", "needs") for person in people]


def test_a_confirmed_need_without_an_activity_is_a_gap(workshop: Workshop) -> None:
    found = gaps_of(workshop, needs(1, 2, 3), sure(11, 12, 13))
    assert [(need.name, need.people, need.unchecked) for need in found.needs] == [("Transport", 3, False)]


def test_suggestions_alone_never_make_a_gap(workshop: Workshop) -> None:
    found = gaps_of(workshop, needs(1, 2, 3, 4, 5))
    assert (found.needs, found.judged) == ((), False)
    assert gaps_of(workshop, needs(1, 2, 3, 4, 5), sure(11, 12)).needs == ()


def test_a_suggested_activity_does_not_close_a_gap_but_is_told(workshop: Workshop) -> None:
    rows = [*needs(1, 2, 3), said(20, 4, "We pay for the bus", "does")]
    found = gaps_of(workshop, rows, sure(11, 12, 13))
    assert [(need.name, need.unchecked) for need in found.needs] == [("Transport", True)]


def test_one_confirmed_activity_closes_a_gap(workshop: Workshop) -> None:
    rows = [*needs(1, 2, 3), said(20, 4, "We pay for it", "does")]
    assert gaps_of(workshop, rows, sure(11, 12, 13, 20)).needs == ()


def test_a_need_of_two_people_is_not_a_gap_to_show(workshop: Workshop) -> None:
    assert gaps_of(workshop, needs(1, 2), sure(11, 12)).needs == ()


def test_a_need_counts_people_and_not_answers(workshop: Workshop) -> None:
    rows = [said(11, 1, "travel", "needs"), said(12, 1, "travel", "needs"), said(13, 2, "travel", "needs")]
    assert gaps_of(workshop, rows, sure(11, 12, 13)).needs == ()


def test_a_hidden_answer_neither_makes_nor_closes_a_gap(workshop: Workshop) -> None:
    hidden = said(13, 3, "travel", "needs", hidden=True)
    assert gaps_of(workshop, [*needs(1, 2), hidden], sure(11, 12, 13)).needs == ()
    activity = said(20, 4, "We pay the bus", "does", hidden=True)
    assert len(gaps_of(workshop, [*needs(1, 2, 3), activity], sure(11, 12, 13, 20)).needs) == 1


def test_confidence_below_importance_is_a_gap_as_wide_as_the_difference(workshop: Workshop) -> None:
    found = gaps_of(workshop, [*scores("matters", [9, 8, 10]), *scores("sure", [4, 4, 4])])
    assert [(gap.about, gap.importance, gap.confidence, gap.difference) for gap in found.confidence] == [
        ("access", 9, 4, 5)
    ]


def test_confidence_is_compared_among_people_who_gave_both_and_at_their_latest(workshop: Workshop) -> None:
    rows = [
        *scores("matters", [9, 9, 9, 0, 0]),
        *scores("sure", [1, 1, 1]),
        *scores("sure", [9, 9, 9], round=2),
    ]
    found = gaps_of(workshop, rows)
    assert (found.confidence, found.compared) == ((), 1)


def test_two_people_are_too_few_to_compare(workshop: Workshop) -> None:
    found = gaps_of(workshop, [*scores("matters", [9, 9, 9]), *scores("sure", [1, 1])])
    assert (found.confidence, found.compared, found.rated) == ((), 0, True)


def test_a_prompt_that_fewer_than_half_answered_is_a_gap(workshop: Workshop) -> None:
    found = gaps_of(
        workshop, answered={"people": 4, "needs": 5, "does": 9}, opened=["people", "needs", "does"]
    )
    assert [(few.prompt, few.answered) for few in found.few] == [("people", 4)]


def test_the_count_of_a_prompt_that_one_answered_is_masked(workshop: Workshop) -> None:
    found = gaps_of(workshop, answered={"people": 1, "needs": 0}, opened=["people", "needs"])
    assert [type(few.answered) for few in found.few] == [Masked, int]


def test_in_a_room_of_four_the_list_does_not_tell_one_from_two(workshop: Workshop) -> None:
    one = gaps_of(workshop, answered={"people": 1}, joined=4, opened=["people"])
    two = gaps_of(workshop, answered={"people": 2}, joined=4, opened=["people"])
    assert one == two


def test_sections_that_nobody_began_are_not_held_against_the_group(workshop: Workshop) -> None:
    found = gaps_of(workshop, answered={"place": 8})
    assert [few.prompt for few in found.few] == ["ways", "reach"]
