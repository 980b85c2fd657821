"""What the room agrees on: verdicts, what may be told of votes, Polis' numbers, and groups only where they carry."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.agreement import (
    Agreement,
    Range,
    Result,
    agreement,
    consensus_by_group,
    fewest_voters,
    judged,
    shown,
)
from evenground.analysis.opinion_groups import STATEMENTS, VOTERS, OpinionGroups, opinion_groups
from evenground.bench import polis
from evenground.domain.statement import Statement, Vote
from evenground.privacy.suppression import Masked

HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("EVENGROUND_DATA", HERE.parent / "shared" / "data")) / "polis"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
Counts = tuple[int, int, int]  # agree, disagree, pass


def statement(number: int = 1, *, answer: int | None = None, is_open: bool = True) -> Statement:
    return Statement(number, f"Statement {number}", answer, is_open, 0, NOON)


def votes(counts: Counts, of: int = 1) -> list[Vote]:
    values = [1] * counts[0] + [-1] * counts[1] + [0] * counts[2]
    return [Vote(of, person, value) for person, value in enumerate(values)]  # type: ignore[arg-type]


def one(counts: Counts, threshold: int = 3) -> Result:
    (result,) = agreement([statement()], votes(counts), threshold).results
    return result


def rooms(voters: int) -> Iterable[Counts]:
    """All ways in which so many people can vote."""
    return ((a, d, voters - a - d) for a in range(voters + 1) for d in range(voters + 1 - a))


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((12, 1, 1), "agree"),
        ((0, 14, 0), "disagree"),
        ((7, 7, 0), "divided"),
        ((5, 5, 0), "divided"),
        ((4, 4, 6), "unclear"),
        ((1, 0, 13), "unclear"),
        ((6, 0, 0), "few"),
        ((0, 0, 0), "few"),
    ],
)
def test_a_verdict_says_what_most_say_or_that_it_cannot_be_said(counts: Counts, verdict: str) -> None:
    assert one(counts).verdict == verdict


def test_everybody_and_nearly_everybody_look_alike() -> None:
    assert one((14, 0, 0)) == one((12, 1, 1)) == one((12, 2, 0))
    assert one((14, 0, 0)).near
    assert one((14, 0, 0)).agree == Range(12, 14)


def test_three_large_counts_are_told_as_they_are() -> None:
    assert shown((8, 5, 3), 3) == (Range(8, 8), Range(5, 5), Range(3, 3))


def test_a_small_count_does_not_follow_from_the_large_ones() -> None:
    assert shown((10, 9, 1), 3) == (Range(10, 10), Range(8, 10), Range(0, 2))


def test_which_large_count_is_exact_depends_on_its_place_alone() -> None:
    assert shown((9, 10, 1), 3) == (Range(9, 9), Range(9, 11), Range(0, 2))


@pytest.mark.parametrize(("threshold", "fewest"), [(1, 5), (3, 7), (5, 13)])
def test_below_so_many_voters_nothing_is_told_but_that_they_are_few(threshold: int, fewest: int) -> None:
    assert fewest_voters(threshold) == fewest
    for counts in rooms(fewest - 1):
        result = one(counts, threshold)
        assert (result.agree, result.verdict, result.voters) == (None, "few", Masked(fewest))


def test_a_room_of_three_looks_the_same_however_it_votes_and_after_every_vote() -> None:
    """Any two pictures, of any statements, before and after any vote."""
    every = [counts for voters in (1, 2, 3) for counts in rooms(voters)]
    assert len({one(counts) for counts in every}) == 1


def alike(voters: int, threshold: int) -> dict[tuple[Range, Range, Range] | None, list[Counts]]:
    """All rooms of a size by what is told of them."""
    found: dict[tuple[Range, Range, Range] | None, list[Counts]] = defaultdict(list)
    for counts in rooms(voters):
        found[shown(counts, threshold)].append(counts)
    return found


SIZES = [(voters, threshold) for threshold in (3, 4, 5) for voters in range(fewest_voters(threshold), 25)]


@pytest.mark.parametrize(("voters", "threshold"), SIZES)
def test_the_ranges_leave_open_exactly_the_rooms_that_look_alike(voters: int, threshold: int) -> None:
    """So nothing more can be worked out from them, and sizes of ranges tell all that is told."""
    for picture, same in alike(voters, threshold).items():
        assert picture is not None
        held = [c for c in rooms(voters) if all(r.low <= n <= r.high for r, n in zip(picture, c, strict=True))]
        assert sorted(held) == sorted(same)


@pytest.mark.parametrize(("voters", "threshold"), SIZES)
def test_nobodys_vote_follows_from_a_picture_not_for_somebody_who_voted_either(voters: int, threshold: int) -> None:
    for same in alike(voters, threshold).values():
        for mine in (None, 0, 1, 2):
            others = [[n - (at == mine) for at, n in enumerate(c)] for c in same if mine is None or c[mine]]
            for choice in range(3):
                assert not others or any(counts[choice] < sum(counts) for counts in others)


@pytest.mark.parametrize(("voters", "threshold"), SIZES)
def test_no_number_from_1_to_below_the_threshold_follows_from_a_picture(voters: int, threshold: int) -> None:
    for picture in alike(voters, threshold):
        assert picture is not None
        assert not any(part.exact and 1 <= part.low < threshold for part in picture)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=5), st.integers(2, 5), st.randoms())
def test_rooms_of_which_the_same_may_be_told_have_the_same_results(
    drawn: list[Counts], threshold: int, chance: random.Random
) -> None:
    """All statements together, verdicts and order too: what is said follows from what is shown alone."""
    first, second = [], []
    for at, counts in enumerate(drawn):
        twin = chance.choice(alike(sum(counts), threshold)[shown(counts, threshold)])
        first += votes(counts, of=at)
        second += votes(twin, of=at)
    asked = [statement(at) for at in range(len(drawn))]
    assert agreement(asked, first, threshold) == agreement(asked, second, threshold)


@given(st.tuples(*[st.integers(0, 40)] * 3), st.integers(1, 6))
def test_most_is_more_than_half_and_divided_has_two_sides(counts: Counts, threshold: int) -> None:
    result = one(counts, threshold)
    if result.verdict in ("agree", "disagree"):
        assert counts[0 if result.verdict == "agree" else 1] * 2 > sum(counts)
    if result.verdict == "divided":
        assert min(counts[0], counts[1]) >= threshold


@given(st.tuples(*[st.integers(0, 30)] * 3), st.integers(1, 6))
def test_turning_every_vote_round_never_leaves_a_verdict_standing(counts: Counts, threshold: int) -> None:
    turned = one((counts[1], counts[0], counts[2]), threshold)
    assert (one(counts, threshold).verdict, turned.verdict) not in {("agree", "agree"), ("disagree", "disagree")}
    assert one(counts, threshold).near == turned.near


def test_without_a_threshold_numbers_are_exact() -> None:
    result = one((4, 1, 0), threshold=1)
    assert (result.agree, result.disagree, result.passed) == (Range(4, 4), Range(1, 1), Range(0, 0))
    assert judged(Range(5, 5), Range(0, 0), Range(0, 0), 5) == "agree"


def test_statements_that_do_not_stand_open_are_not_told() -> None:
    asked = [statement(1), statement(2, is_open=False)]
    found = agreement(asked, votes((9, 0, 0), of=1) + votes((9, 0, 0), of=2), 3)
    assert [result.statement for result in found.results] == [1]


def test_no_result_tells_which_answer_a_statement_was_made_from() -> None:
    found = agreement([statement(1, answer=987_654_321)], votes((9, 0, 0)), 3)
    assert "987654321" not in repr(found)
    assert found.of("agree") == found.results


def test_a_room_without_statements_has_no_results() -> None:
    assert agreement([], [], 3) == Agreement((), 7)


def test_group_aware_consensus_is_a_product_over_groups() -> None:
    given_ = {1: {10: 1, 11: 1, 12: -1, 13: 0}, 2: {}}
    found = consensus_by_group(given_, {"a": [10, 11], "b": [12, 13, 14]})
    assert found[1] == pytest.approx(3 / 4 * 1 / 4)
    assert found[2] == pytest.approx(1 / 2 * 1 / 2)


def test_agreement_is_told_without_numpy() -> None:
    program = "import sys, evenground.charts.agreement; print(sorted({'numpy', 'pandas'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


NEEDS_DATA = pytest.mark.skipif(
    not DATA.exists(), reason="the votes of real conversations are not here: name their folder in EVENGROUND_DATA"
)


@NEEDS_DATA
def test_group_aware_consensus_is_what_polis_published() -> None:
    compared = polis.compare(DATA / "published-math")
    assert compared["statements"] == 53
    assert compared["groups"] == 3
    assert compared["largest_difference"] < 1e-12


@NEEDS_DATA
def test_of_votes_by_few_people_no_groups_are_told() -> None:
    published = polis.published_votes(DATA / "published-math" / "votes.json")
    assert opinion_groups(polis.as_votes(published), 3).why == "voters"


def camps(people: int, statements: int, *, noise: float, seed: int = 1) -> list[Vote]:
    """Two camps that say the opposite of each other, but for a share of votes that are chance."""
    chance = random.Random(seed)
    said = []
    for person in range(people):
        for number in range(statements):
            value = 1 if (person % 2 == 0) ^ (number % 2 == 0) else -1
            said.append(Vote(number, person, chance.choice([1, 0, -1]) if chance.random() < noise else value))  # type: ignore[arg-type]
    return said


def test_two_camps_are_found_and_what_sets_them_apart() -> None:
    found = opinion_groups(camps(40, 6, noise=0.1), 3)
    assert found.why == ""
    assert found.people == (20, 20)
    assert set(found.apart) == set(range(6))
    assert found.together == ()


def test_what_both_camps_agree_with_brings_them_together() -> None:
    shared = [Vote(99, person, 1) for person in range(40)]
    assert opinion_groups([*camps(40, 6, noise=0.1), *shared], 3).together == (99,)


def test_votes_by_chance_have_groups_in_fewer_than_one_of_ten_rooms() -> None:
    found = [opinion_groups(camps(40, 8, noise=1, seed=seed), 3).why for seed in range(20)]
    assert found.count("") <= 2


def test_a_group_too_small_to_speak_of_is_none() -> None:
    few = [Vote(number, person, -1 if person < 4 else 1) for number in range(6) for person in range(40)]
    assert opinion_groups(few, 3).why == "unclear"


def test_where_all_agree_there_are_no_groups() -> None:
    same = [Vote(number, person, 1) for number in range(6) for person in range(40)]
    assert opinion_groups(same, 3).why in ("unclear", "unstable")


@pytest.mark.parametrize(
    ("people", "statements", "why"),
    [(VOTERS - 1, STATEMENTS, "voters"), (VOTERS, STATEMENTS - 1, "statements"), (0, 0, "statements")],
)
def test_too_few_votes_have_no_groups_however_clear_they_are(people: int, statements: int, why: str) -> None:
    assert opinion_groups(camps(people, statements, noise=0), 3) == OpinionGroups(why)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(40)))
def test_groups_do_not_depend_on_the_numbers_that_people_go_by(numbers: Sequence[int]) -> None:
    renamed = [Vote(vote.statement, numbers[vote.person], vote.value) for vote in camps(40, 6, noise=0.05)]
    found = opinion_groups(renamed, 3)
    assert found.people == (20, 20)
    assert set(found.apart) == set(range(6))
