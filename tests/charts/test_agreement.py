"""The chart of statements: its sentence first, its numbers as they may be shown, nothing that points at somebody."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.agreement import agreement as analyse
from evenground.analysis.agreement import shown
from evenground.analysis.opinion_groups import OpinionGroups, Why
from evenground.charts.agreement import agreement
from evenground.charts.chart import Chart, Empty, Parts, as_data
from evenground.charts.figure import figure
from evenground.charts.svg import svg
from evenground.domain.statement import Statement
from tests.analysis.test_agreement import NOON, Counts, rooms, votes

AGREED, DIVIDED, FEW = (12, 1, 1), (7, 7, 0), (1, 0, 0)


def asked(number: int, text: str = "") -> Statement:
    return Statement(number, text or f"Statement {number}", 987_654_321, True, 0, NOON)


def chart(*rooms_: Counts, threshold: int = 3, groups: OpinionGroups | None = None, synthetic: bool = False) -> Chart:
    said = [vote for at, counts in enumerate(rooms_) for vote in votes(counts, of=at)]
    found = analyse([asked(at) for at in range(len(rooms_))], said, threshold)
    return agreement(found, synthetic, groups)


def everything(drawn: Chart) -> str:
    """All that leaves the server for a chart."""
    return "\n".join((json.dumps(as_data(drawn)), svg(drawn), svg(drawn, width=320), figure(drawn).to_json()))


def test_the_sentence_says_what_is_agreed_on_and_what_divides() -> None:
    assert chart(AGREED, AGREED, DIVIDED, FEW).sentence == (
        "Most of us who voted agree with 2 of 4 statements. We are divided on one: “Statement 2”. "
        "Too few voted on 1 statement to say."
    )


def test_of_several_that_divide_the_most_even_is_named() -> None:
    said = chart((12, 7, 1), DIVIDED, (4, 4, 6)).sentence
    assert "“Statement 1”" in said
    assert "1 statement has no clear answer" in said


def test_one_that_most_disagree_with_is_named() -> None:
    assert "disagree with one: “Statement 1”." in chart(AGREED, (0, 14, 0)).sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (AGREED, "Most of us who voted agree."),
        ((1, 1, 12), "There is no clear answer from those of us who voted."),
        (DIVIDED, "Those of us who voted are divided."),
        (FEW, "Too few votes to say: it takes 7 people on one statement."),
        ((0, 0, 0), "Nobody has voted yet."),
    ],
)
def test_a_statement_alone_needs_no_name(counts: Counts, sentence: str) -> None:
    assert chart(counts).sentence == sentence


def test_a_room_without_statements_says_so() -> None:
    empty = chart()
    assert (empty.sentence, empty.marks) == ("No statement has been put to the room yet.", Empty())


def test_with_too_few_votes_nothing_is_drawn() -> None:
    drawn = chart((3, 2, 1), FEW)
    assert drawn.marks == Empty()
    assert drawn.rows[0] == (
        "Statement 0", "not shown", "not shown", "not shown", "fewer than 7", "too few votes to say"
    )


def test_what_is_agreed_on_comes_first_then_what_divides() -> None:
    drawn = chart(FEW, DIVIDED, (10, 2, 2), (14, 0, 0))
    assert [row[0] for row in drawn.rows] == ["Statement 3", "Statement 2", "Statement 1", "Statement 0"]
    assert [row[-1] for row in drawn.rows] == ["nearly all agree", "most agree", "divided", "too few votes to say"]


def test_bars_are_parts_that_add_up_and_a_masked_one_has_none() -> None:
    marks = chart(AGREED, DIVIDED, FEW).marks
    assert isinstance(marks, Parts)
    assert marks.names == ("agree", "pass", "disagree")
    assert marks.parts[2] is None
    assert all(part is None or sum(part) == pytest.approx(1) for part in marks.parts)
    assert marks.texts == (
        "nearly all agree: at least 12 of 14", "divided: 7 agree, 5 to 7 disagree", "too few votes to say"
    )  # fmt: skip


def test_the_table_tells_small_numbers_as_such() -> None:
    assert chart(AGREED).rows[0][1:5] == ("at least 12", "fewer than 3", "fewer than 3", "14")
    assert chart((10, 9, 1)).rows[0][1:5] == ("10", "fewer than 3", "8 to 10", "20")


def test_no_byte_tells_the_answer_a_statement_was_made_from() -> None:
    assert "987654321" not in everything(chart(AGREED, DIVIDED))


def test_hostile_words_stay_words() -> None:
    hostile = "<img src=x onerror=alert(1)> {count} \u202e½ \x00"
    found = analyse([asked(0, hostile), asked(1)], votes((7, 7, 0)), 3)
    drawn = agreement(found)
    assert "<img" not in svg(drawn)
    found = analyse([asked(0, hostile), asked(1)], votes((7, 7, 0), of=0), 3)
    assert hostile in agreement(found).sentence


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=4), st.integers(2, 5), st.randoms())
def test_charts_of_two_rooms_of_which_the_same_may_be_told_are_the_same(
    drawn: list[Counts], threshold: int, chance: random.Random
) -> None:
    twins = [
        chance.choice([c for c in rooms(sum(counts)) if shown(c, threshold) == shown(counts, threshold)])
        for counts in drawn
    ]
    assert everything(chart(*drawn, threshold=threshold)) == everything(chart(*twins, threshold=threshold))


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 3), min_size=2, max_size=2))
def test_a_session_of_three_shows_no_number_that_points_at_one_of_them(drawn: list[Counts]) -> None:
    """Whatever they vote, and after each vote: the chart is the one of any other room that began to vote."""
    shown_ = chart(*drawn)
    begun = chart(*((1, 0, 0) if sum(counts) else (0, 0, 0) for counts in drawn))
    assert as_data(shown_) == as_data(begun)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("voters", "Too few votes to say whether there are groups of opinion."),
        ("statements", "Too few statements to say"),
        ("unclear", "No clear groups of opinion"),
        ("unstable", "No steady groups of opinion"),
    ],
)
def test_where_groups_do_not_carry_the_sentence_says_why(why: Why, words: str) -> None:
    assert words in chart(AGREED, DIVIDED, groups=OpinionGroups(why)).sentence


def test_groups_that_carry_are_told_by_size_and_by_what_sets_them_apart() -> None:
    found = OpinionGroups("", people=(20, 14), together=(0,), apart=(1,))
    assert chart(AGREED, DIVIDED, groups=found).sentence.endswith(
        "The votes show 2 groups of opinion (20, 14 people). They are furthest apart on: “Statement 1”. "
        "Most in every group agree: “Statement 0”."
    )


def test_a_synthetic_group_is_marked() -> None:
    assert chart(AGREED, synthetic=True).synthetic
