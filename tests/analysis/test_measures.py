"""Importance and confidence before and after."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.frames import responses
from evenground.analysis.measures import ENOUGH, Measure, against, before_after, middle_half
from evenground.domain.workshop import Workshop
from evenground.privacy.suppression import Masked
from tests.analysis.making import said, scores


def confidence(rows: list, workshop: Workshop, threshold: int = 3) -> Measure:
    found = before_after(responses(rows, workshop), workshop, threshold)
    return next(measure for measure in found if measure.measure == "confidence")


def test_means_are_to_the_nearest_half(workshop: Workshop) -> None:
    assert confidence(scores("sure", [4, 4, 5]), workshop).before == 4.5


def test_before_the_review_everybody_who_answered_is_counted(workshop: Workshop) -> None:
    measure = confidence(scores("sure", [2, 4, 6, 8]), workshop)
    assert (measure.about, measure.before, measure.after, measure.people) == ("access", 5, None, 4)


def test_before_and_after_are_about_the_same_people(workshop: Workshop) -> None:
    rows = [*scores("sure", [2, 2, 2, 10, 10]), *scores("sure", [6, 6, 6], round=2)]
    measure = confidence(rows, workshop)
    assert (measure.before, measure.after, measure.people) == (2, 6, 3)


def test_an_after_of_two_people_is_not_shown(workshop: Workshop) -> None:
    rows = [*scores("sure", [2, 2, 2]), *scores("sure", [9, 9], round=2)]
    measure = confidence(rows, workshop)
    assert (measure.before, measure.after, measure.people) == (2, None, 3)


def test_two_people_have_no_mean_and_no_count(workshop: Workshop) -> None:
    measure = confidence(scores("sure", [2, 2]), workshop)
    assert (measure.before, measure.after) == (None, None)
    assert isinstance(measure.people, Masked)


def test_a_hidden_number_is_in_no_mean(workshop: Workshop) -> None:
    rows = [*scores("sure", [2, 2, 2]), said(9, 9, 10, "sure", hidden=True)]
    assert confidence(rows, workshop).before == 2


def test_nobody_is_nobody(workshop: Workshop) -> None:
    assert confidence([], workshop).people == 0


def test_the_middle_half_lies_between_the_quartiles_to_the_nearest_half() -> None:
    assert middle_half([0, 2, 3, 4, 5, 6, 7, 10], 3) == (3, 6.5)
    assert middle_half([5] * 12, 3) == (5, 5)


def test_the_middle_half_of_seven_people_or_of_less_than_twice_the_threshold_is_not_told() -> None:
    assert middle_half([5] * 7, 3) is None
    assert middle_half([5] * 11, 6) is None
    assert middle_half([5] * 12, 6) == (5, 5)


@given(st.lists(st.integers(0, 10), min_size=ENOUGH, max_size=40))
def test_at_least_two_people_are_at_or_beyond_each_end_of_a_middle_half(numbers: list[int]) -> None:
    span = middle_half(numbers, 3)
    assert span is not None
    low, high = span
    assert sum(number <= low + 0.25 for number in numbers) >= 2  # the ends are rounded to halves
    assert sum(number >= high - 0.25 for number in numbers) >= 2


def test_the_spreads_before_and_after_are_of_the_same_people(workshop: Workshop) -> None:
    rows = [*scores("sure", [2] * 8 + [10] * 4), *scores("sure", [6] * 4 + [7] * 4, round=2)]
    measure = confidence(rows, workshop)
    assert (measure.spread_before, measure.spread_after) == ((2, 2), (6, 7))


def test_confidence_and_importance_spread_over_who_gave_both(workshop: Workshop) -> None:
    rows = [*scores("matters", [8, 8, 9, 9, 8, 8, 9, 9]), *scores("sure", [3] * 10)]
    assert against(responses(rows, workshop), workshop, 3) == {"access": ((3, 3), (8, 9))}
    assert against(responses(rows[:4], workshop), workshop, 3) == {"access": (None, None)}


@settings(deadline=None)
@given(st.lists(st.integers(0, 10), max_size=2), st.lists(st.integers(0, 10), max_size=2))
def test_nothing_of_two_people_is_in_any_measure(first: list[int], second: list[int]) -> None:
    workshop = Workshop.model_validate(ONE_SCALE)
    measure = confidence([*scores("sure", first), *scores("sure", second, round=2)], workshop)
    assert (measure.before, measure.after) == (None, None)
    assert not isinstance(measure.people, int) or measure.people == 0


ONE_SCALE = {
    "id": "one",
    "title": "One",
    "summary": "One scale.",
    "sections": [
        {
            "id": "only",
            "title": "Only",
            "prompts": [
                {"id": "sure", "kind": "scale", "ask": "Sure?", "measures": "confidence", "about": "it"}
            ],
        }
    ],
    "agenda": {"10": [{"stage": "individual", "sections": ["only"], "minutes": 10}]},
}
