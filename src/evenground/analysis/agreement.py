"""Statements put to the room: what most who voted agree with, what divides them, and what too few voted on to say.

Nothing here imports numpy: a participant's page may show it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal

from evenground.analysis import ordered
from evenground.domain.statement import Statement, Vote
from evenground.privacy.suppression import Masked

Verdict = Literal["agree", "disagree", "divided", "unclear", "few"]
FEWEST = 5  # voters, at any threshold: of four, one changed mind turns what the rest say
DIVIDED = -0.25  # van der Eijk's agreement: 0 is level, -1 two halves; 12 against 7 of 20 is divided, 13 against 6 not


@dataclass(frozen=True)
class Range:
    """What may be told of a number of people: it is one of `low` to `high`."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Tell whether it can be one number only."""
        return self.low == self.high


@dataclass(frozen=True)
class Result:
    """How the room answers one statement: numbers as they may be shown, None where too few voted to say.

    `near`: all but fewer people than the threshold say the same. No author and no answer is in it.
    """

    statement: int
    text: str
    voters: int | Masked
    agree: Range | None
    passed: Range | None
    disagree: Range | None
    verdict: Verdict
    near: bool


@dataclass(frozen=True)
class Agreement:
    """All statements that stand open, in their order; `fewest` is the number of voters that lets anything be said."""

    results: tuple[Result, ...]
    fewest: int

    def of(self, verdict: Verdict) -> tuple[Result, ...]:
        """Return the results with this verdict, in the order of their statements."""
        return tuple(result for result in self.results if result.verdict == verdict)


def fewest_voters(threshold: int) -> int:
    """Return how many must vote before anything is said of a statement.

    From 3t - 2 voters on one of three counts reaches the threshold t, so that showing nothing tells nothing either.
    """
    return max(FEWEST, 3 * threshold - 2)


def agreement(statements: Iterable[Statement], votes: Iterable[Vote], threshold: int) -> Agreement:
    """Return how the room answers each open statement; a verdict follows from the numbers that may be shown alone.

    In one picture nobody's vote can be told, not by a voter who knows their own either (`shown`). Two pictures that
    are one vote apart may tell that vote to somebody who knows whose it was: this keeps no memory of what it said.
    """
    counts: dict[int, dict[int, int]] = {}
    for vote in votes:
        of = counts.setdefault(vote.statement, {1: 0, 0: 0, -1: 0})
        of[vote.value] += 1
    none = {1: 0, 0: 0, -1: 0}
    results = [_result(one, counts.get(one.id, none), threshold) for one in statements if one.open]
    return Agreement(tuple(results), fewest_voters(threshold))


def _result(statement: Statement, counts: Mapping[int, int], threshold: int) -> Result:
    voters = sum(counts.values())
    ranges = shown((counts[1], counts[-1], counts[0]), threshold)
    if ranges is None:
        few = Masked(fewest_voters(threshold)) if voters else 0
        return Result(statement.id, statement.text, few, None, None, None, "few", near=False)
    agree, disagree, passed = ranges
    near = threshold > 1 and max(agree.low, disagree.low) > voters - threshold
    verdict = judged(agree, disagree, passed, voters)
    return Result(statement.id, statement.text, voters, agree, passed, disagree, verdict, near)


def shown(counts: tuple[int, int, int], threshold: int) -> tuple[Range, Range, Range] | None:
    """Return what may be told of three exclusive counts whose total is known; None where too few people voted.

    A count below the threshold, 0 too, is "fewer", and is not to follow from the others: where one is small, the
    second large one is told as a range; where two are, the large one is "at least". So "all of us" is never told:
    it would tell everybody's vote. A test goes through all counts that look alike.
    """
    voters = sum(counts)
    if voters < fewest_voters(threshold):
        return None
    large = [at for at, count in enumerate(counts) if count >= threshold]
    if len(large) == 3:
        first, second, third = (Range(count, count) for count in counts)
        return first, second, third
    ranges = _one_small(counts, large, threshold) if len(large) == 2 else _two_small(counts, large[0], threshold)
    return ranges[0], ranges[1], ranges[2]


def _one_small(counts: tuple[int, int, int], large: Sequence[int], threshold: int) -> dict[int, Range]:
    """Tell the first large count, chosen by its place and never by its size, and share out the rest."""
    first, second = large
    rest = sum(counts) - counts[first]
    most = min(threshold - 1, rest - threshold)
    small = 3 - first - second
    return {first: Range(counts[first], counts[first]), second: Range(rest - most, rest), small: Range(0, most)}


def _two_small(counts: tuple[int, int, int], large: int, threshold: int) -> dict[int, Range]:
    """Tell the one large count as "at least", nearer where the two small ones together are fewer."""
    voters = sum(counts)
    rest = voters - counts[large]
    if rest < threshold:
        least, most, fewest = voters - threshold + 1, voters, 0
    else:
        least, most, fewest = voters - 2 * threshold + 2, voters - threshold, 1
    small = Range(fewest, threshold - 1)
    return {at: Range(least, most) if at == large else small for at in range(3)}


def judged(agree: Range, disagree: Range, passed: Range, voters: int) -> Verdict:
    """Return a verdict that follows from the ranges alone, so that it tells no more than they do.

    Agreed on: (agree + 1) / (voters + 2), Polis' estimate of the probability that one more person agrees (Small et
    al. 2021, "Polis: scaling deliberation by mapping high dimensional opinion spaces", Recerca 26(2)), is two in
    three or more, in the middle of what they can be; so for disagreeing. Divided: van der Eijk's agreement of the
    votes on disagree, pass, agree (`ordered.agreement`) is DIVIDED or less, on average over all that they can be.
    """
    most = 4 * (voters + 2)
    if 3 * (agree.low + agree.high + 2) >= most:
        return "agree"
    if 3 * (disagree.low + disagree.high + 2) >= most:
        return "disagree"
    pairs = product(range(agree.low, agree.high + 1), range(disagree.low, disagree.high + 1))
    possible = ((other, voters - one - other, one) for one, other in pairs)
    held = [ordered.agreement(three) for three in possible if passed.low <= three[1] <= passed.high]
    return "divided" if sum(held) <= DIVIDED * len(held) else "unclear"


def consensus_by_group(
    votes: Mapping[int, Mapping[int, int]], groups: Mapping[Any, Collection[int]]
) -> dict[int, float]:
    """Return Polis' group-aware consensus of each statement: the product over groups of (agrees + 1) / (seen + 2).

    `votes` holds by statement each person's 1, 0 or -1 (people who did not see it are not in it), `groups` the people
    of each group. It is near 1 only where most in every group agree (Small et al. 2021, as in `judged`).
    """
    return {
        statement: prod(_share(of, people) for people in groups.values()) for statement, of in votes.items()
    }


def _share(votes: Mapping[int, int], people: Collection[int]) -> float:
    seen = [votes[person] for person in people if person in votes]
    return (seen.count(1) + 1) / (len(seen) + 2)
