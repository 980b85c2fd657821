"""How alike a room is, and what some people name that others do not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.analysis.likeness import Likeness, compare, likeness
from evenground.analysis.ordered import agreement, in_bands
from evenground.analysis.themes import placed
from evenground.domain.response import Placement, Shared
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, WORDS, said, sure


def looked(rows: list[Shared], workshop: Workshop, prompt: str, placements: list[Placement] | None = None) -> Likeness:
    found = placed(rows, [TRAVEL, WORDS], placements or [], workshop)
    return next(one for one in likeness(rows, found, workshop, 3) if one.prompt == prompt)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),  # published with the measure's implementation in R
        ([0, 9, 0, 0], 1.0),
        ([4, 4, 4, 4], 0.0),
        ([7, 0, 0, 0, 7], -1.0),
        ([3], 1.0),
        ([3, 3], 0.0),
    ],
)
def test_agreement_on_an_ordered_scale_is_what_was_published(counts: list[int], value: float) -> None:
    assert agreement(counts) == pytest.approx(value)


def test_agreement_of_nobody_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="nobody"):
        agreement([0, 0, 0])


@given(st.lists(st.integers(0, 9), min_size=3, max_size=7).filter(any))
def test_agreement_lies_between_apart_and_alike_and_does_not_mind_the_direction(counts: list[int]) -> None:
    assert -1 - 1e-9 <= agreement(counts) <= 1 + 1e-9
    assert agreement(counts) == pytest.approx(agreement(counts[::-1]))
    assert agreement(counts) == pytest.approx(agreement([3 * count for count in counts]))


@given(st.lists(st.integers(0, 10), min_size=1), st.integers(1, 11))
def test_bands_hold_everybody(numbers: list[int], bands: int) -> None:
    assert sum(in_bands(numbers, 0, 10, bands)) == len(numbers)


def scale(workshop: Workshop, values: list[int]) -> Likeness:
    return looked([said(at, at, value, "sure") for at, value in enumerate(values)], workshop, "sure")


def test_a_scale_tells_close_from_far_apart(workshop: Workshop) -> None:
    assert scale(workshop, [7, 7, 8, 7, 8, 8, 7, 7]).level == "alike"
    assert scale(workshop, [0, 1, 0, 1, 10, 9, 10, 9]).level == "apart"
    assert scale(workshop, [2, 3, 5, 5, 6, 8, 9, 5]).level == "partly"
    assert scale(workshop, [7, 7, 8, 7, 8, 8, 7, 7]).span == (7, 8)


def test_four_people_are_too_few_on_a_scale(workshop: Workshop) -> None:
    assert scale(workshop, [7, 7, 7, 7]).level == "few"


def choice(workshop: Workshop, options: list[str]) -> Likeness:
    return looked([said(at, at, option, "place") for at, option in enumerate(options)], workshop, "place")


def test_more_than_half_is_alike_and_a_third_is_apart(workshop: Workshop) -> None:
    found = choice(workshop, ["home"] * 6 + ["ward"] * 3 + ["clinic"])
    assert (found.level, found.common, found.people, found.of) == ("alike", ("home",), 6, 10)
    assert choice(workshop, ["home"] * 4 + ["ward"] * 4 + ["clinic"] * 4).level == "apart"
    found = choice(workshop, ["home"] * 5 + ["ward"] * 5 + ["clinic"] * 4)
    assert (found.level, found.common, found.people) == ("partly", ("home", "ward"), 5)


def test_of_six_people_only_more_than_half_is_told(workshop: Workshop) -> None:
    """That none was chosen by more than a third of six would say that each was chosen by two."""
    found = choice(workshop, ["home", "home", "ward", "ward", "clinic", "clinic"])
    assert (found.level, found.common, found.people) == ("partly", (), 0)


def test_three_people_who_all_say_the_same_are_alike_and_else_too_few(workshop: Workshop) -> None:
    assert choice(workshop, ["home"] * 3).common == ("home",)
    assert choice(workshop, ["home"] * 2).level == "few"
    assert choice(workshop, ["home", "home", "ward"]).level == "few"


def test_several_choices_are_counted_by_people(workshop: Workshop) -> None:
    rows = [said(at, at, ["phone", "letter"] if at % 2 else ["phone"], "ways") for at in range(10)]
    found = looked(rows, workshop, "ways")
    assert (found.level, found.common, found.people) == ("alike", ("phone",), 10)


def test_a_grid_names_the_row_in_which_most_chose_the_same(workshop: Workshop) -> None:
    rows = [said(at, at, {"young": "yes", "old": "yes" if at < 6 else "no"}, "reach") for at in range(12)]
    found = looked(rows, workshop, "reach")
    assert (found.level, found.row, found.common, found.people) == ("alike", "young", ("yes",), 12)


def test_words_are_alike_by_confirmed_themes(workshop: Workshop) -> None:
    rows = [said(at, at, f"the bus {at}") for at in range(10)]
    assert looked(rows, workshop, "people", sure(*range(6))).level == "alike"
    assert looked(rows, workshop, "people", sure(*range(6))).common == ("Transport",)


def test_suggestions_alone_make_nobody_alike(workshop: Workshop) -> None:
    rows = [said(at, at, f"the bus {at}") for at in range(10)]
    assert looked(rows, workshop, "people").level == "unsorted"


def test_many_sides_are_only_told_once_most_answers_are_in_themes(workshop: Workshop) -> None:
    rows = [said(at, at, f"word {at}") for at in range(12)]
    few = [*sure(0, 1, 2), *sure(3, 4, theme=2)]
    assert looked(rows, workshop, "people", few).level == "unsorted"
    most = [*sure(0, 1, 2, 3), *sure(4, 5, 6, 7, theme=2), *sure(8, 9, 10, 11, theme=3)]
    third = TRAVEL.__class__(3, "Rent", (), 2, True, None)
    found = placed(rows, [TRAVEL, WORDS, third], most, workshop)
    assert next(one for one in likeness(rows, found, workshop, 3) if one.prompt == "people").level == "apart"


def test_what_stays_with_its_owner_and_actions_are_not_compared(workshop: Workshop) -> None:
    asked = [one.prompt for one in likeness([], placed([], [], [], workshop), workshop, 3)]
    assert "diary" not in asked
    assert "next" not in asked
    assert "people" in asked


def test_the_last_word_of_a_person_counts(workshop: Workshop) -> None:
    rows = [said(at, at, "home", "place") for at in range(10)]
    rows += [said(at, at, "ward", "place", round=2) for at in range(10)]
    assert looked(rows, workshop, "place").common == ("ward",)


def compared(
    rows: list[Shared], placements: list[Placement], workshop: Workshop, **more: int
) -> dict[str, list[tuple]]:
    found = compare(placed(rows, [TRAVEL, WORDS], placements, workshop), rows, frozenset({1}), **more)
    return {
        side: [(one.name, one.sure, one.ours, one.theirs) for one in getattr(found, side)]
        for side in ("ours", "both", "theirs")
    }


def test_only_we_both_and_only_they_with_a_quote_of_each(workshop: Workshop) -> None:
    rows = [said(1, 1, "no lift"), said(2, 2, "no car"), said(3, 3, "plain"), said(4, 4, "more"), said(5, 5, "other")]
    found = compared(rows, [*sure(1, 2), *sure(3, theme=2)], workshop)
    assert found == {
        "ours": [],
        "both": [("Transport", True, "no lift", "no car")],
        "theirs": [("Language", True, "", "plain")],
    }


def test_fewer_others_than_the_threshold_are_not_quoted_unless_they_sit_with_us(workshop: Workshop) -> None:
    rows = [said(1, 1, "no lift"), said(2, 2, "no car")]
    assert compared(rows, sure(1, 2), workshop)["both"] == [("Transport", True, "no lift", "")]
    assert compared(rows, sure(1, 2), workshop, quote_from=1)["both"] == [("Transport", True, "no lift", "no car")]


def test_a_suggested_theme_is_marked_and_comes_after_the_confirmed_ones(workshop: Workshop) -> None:
    rows = [said(1, 1, "a bus"), said(2, 1, "an interpreter", "needs")]
    found = compared(rows, sure(2, theme=2), workshop)
    assert [one[:2] for one in found["ours"]] == [("Language", True), ("Transport", False)]


def test_hidden_answers_and_those_not_in_the_rows_are_neither_counted_nor_quoted(workshop: Workshop) -> None:
    rows = [said(1, 1, "no lift"), said(2, 2, "the secret bus", hidden=True), said(3, 3, "a bus")]
    result = placed(rows, [TRAVEL], sure(1, 2, 3), workshop)
    found = compare(result, rows[:2], frozenset({1}), quote_from=1)
    assert [one.name for one in found.ours] == ["Transport"]
    assert (found.both, found.theirs, found.others) == ((), (), 0)


def test_a_phone_compares_without_numpy_or_pandas() -> None:
    program = (
        "import sys, evenground.analysis.likeness, evenground.analysis.together, evenground.charts.likeness, "
        "evenground.charts.sections, evenground.charts.together; "
        "print(sorted({'pandas', 'numpy', 'plotly'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
