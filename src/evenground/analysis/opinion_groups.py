"""Groups of opinion found from votes, only where the numbers carry them; numpy is imported when they are looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from evenground.analysis.agreement import Verdict, fewest_voters, judged, shown
from evenground.domain.statement import Vote

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

VOTERS, STATEMENTS = 30, 5  # fewer: groups come and go with a single vote
SEEN = 5  # statements that a person must have voted on to be placed, all of them where there are fewer
MOST = 4  # groups that are looked for
CLEAR = 0.25  # silhouette: no structure to speak of up to here (Kaufman and Rousseeuw 1990, table 4)
CHANCE = 19  # rooms with the same votes shuffled; real groups stand clearer apart than in all of these (p = 0.05)
DRAWS, STABLE = 25, 0.75  # resampled rooms, and the mean Jaccard of a stable cluster (Hennig 2007)

Why = Literal["", "voters", "statements", "unclear", "unstable"]


@dataclass(frozen=True)
class OpinionGroups:
    """Groups of opinion as they may be shown, the largest first; none where `why` says what is missing.

    `people` are the sizes, `together` statements most in every group agree with, `apart` those that one group mostly
    agrees and another mostly disagrees with. Who is in a group is kept nowhere.
    """

    why: Why
    people: tuple[int, ...] = ()
    together: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()


def opinion_groups(votes: Iterable[Vote], threshold: int) -> OpinionGroups:
    """Return the groups that the votes carry: clear, clearer than chance, there again when resampled."""
    rows = sorted((vote.person, vote.statement, vote.value) for vote in votes)
    return _found(tuple(rows), threshold)


@lru_cache(maxsize=4)
def _found(rows: tuple[tuple[int, int, int], ...], threshold: int) -> OpinionGroups:
    statements = sorted({statement for _person, statement, _value in rows})
    if len(statements) < STATEMENTS:
        return OpinionGroups("statements")
    seen: dict[int, int] = {}
    for person, _statement, _value in rows:
        seen[person] = seen.get(person, 0) + 1
    people = sorted(person for person, number in seen.items() if number >= SEEN)
    if len(people) < VOTERS:
        return OpinionGroups("voters")
    why, groups = carried(matrix(rows, people, statements), fewest_voters(threshold))
    return OpinionGroups(why) if why else _told(rows, people, statements, groups, threshold)


def matrix(rows: Iterable[tuple[int, int, int]], people: list[int], statements: list[int]) -> Array:
    """Return votes as people x statements: 1, 0, -1, and nan where a person did not vote."""
    import numpy as np

    row = {person: at for at, person in enumerate(people)}
    column = {statement: at for at, statement in enumerate(statements)}
    votes = np.full((len(people), len(statements)), np.nan)
    for person, statement, value in rows:
        if person in row:
            votes[row[person], column[statement]] = value
    return votes


def carried(votes: Array, smallest: int) -> tuple[Why, list[int]]:
    """Return each person's group (0 for the largest), or what speaks against groups; the same for the same votes.

    Groups of fewer people than `smallest` are not looked at: nothing could be said of them.
    """
    import numpy as np

    random = np.random.default_rng(len(votes))
    found = _groupings(plane(votes), random)
    tried = [one for one in found if one[0] >= CLEAR and np.bincount(one[1]).min() >= smallest]
    if not tried:
        return "unclear", []
    chance = max(_groupings(plane(_shuffled(votes, random)), random)[0][0] for _room in range(CHANCE))
    clear = [labels for silhouette, labels in tried if silhouette > chance]
    if not clear:
        return "unclear", []
    steady = next((labels for labels in clear if stability(votes, labels, random) >= STABLE), None)
    if steady is None:
        return "unstable", []
    order = np.argsort(-np.bincount(steady), kind="stable")
    return "", [int(np.flatnonzero(order == label)[0]) for label in steady]


def plane(votes: Array) -> Array:
    """Return people on the two main axes of their votes, as Polis draws them.

    Not voted counts as the statement's mean, and people who saw less are spread by the root of all / seen.
    """
    import numpy as np

    voted = np.isfinite(votes)
    mean = np.nansum(votes, axis=0) / np.maximum(voted.sum(axis=0), 1)
    centred = np.where(voted, votes - mean, 0)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    spread = np.sqrt(votes.shape[1] / np.maximum(voted.sum(axis=1), 1))
    return np.asarray(centred @ axes * spread[:, None])


def _shuffled(votes: Array, random: np.random.Generator) -> Array:
    """Return votes in which every statement has the same answers, given by other people who voted on it."""
    import numpy as np

    mixed = votes.copy()
    for column in mixed.T:
        voted = np.isfinite(column)
        column[voted] = random.permutation(column[voted])
    return mixed


def _groupings(points: Array, random: np.random.Generator) -> list[tuple[float, Array]]:
    """Return groupings into 2 to MOST groups with their silhouettes, the clearest first."""
    import numpy as np

    far = np.hypot(*(axis[:, None] - axis for axis in points.T))
    tried = [_k_means(points, number, random) for number in range(2, MOST + 1)]
    return sorted(((_silhouette(far, labels), labels) for labels in tried), key=lambda found: -found[0])


def _k_means(points: Array, number: int, random: np.random.Generator, tries: int = 4) -> Array:
    """Return the best of a few runs of k-means from spread-out starts."""
    runs = [_run(points, number, random) for _try in range(tries)]
    return min(runs, key=lambda run: run[0])[1]


def _run(points: Array, number: int, random: np.random.Generator) -> tuple[float, Array]:
    import numpy as np

    centres = points[[random.integers(len(points))]]
    while len(centres) < number:
        away = ((points[:, None] - centres) ** 2).sum(-1).min(axis=1)
        chances = away / away.sum() if away.sum() else None
        centres = np.vstack([centres, points[random.choice(len(points), p=chances)]])
    for _step in range(50):
        labels = ((points[:, None] - centres) ** 2).sum(-1).argmin(axis=1)
        of = np.eye(number)[labels]
        sizes = of.sum(axis=0)[:, None]
        moved = np.where(sizes > 0, of.T @ points / np.maximum(sizes, 1), centres)
        if np.abs(moved - centres).max() < 1e-9:
            break
        centres = moved
    return float(((points - centres[labels]) ** 2).sum()), labels


def _silhouette(far: Array, labels: Array) -> float:
    """Return the mean silhouette of a grouping (Rousseeuw 1987); a person alone counts 0."""
    import numpy as np

    of = np.eye(labels.max() + 1)[labels]
    sizes = of.sum(axis=0)
    if (sizes > 0).sum() < 2:
        return -1.0
    sums = far @ of
    at = np.arange(len(labels))
    own = sums[at, labels] / np.maximum(sizes[labels] - 1, 1)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    means[at, labels] = np.inf
    other = means.min(axis=1)
    alone = sizes[labels] == 1
    larger = np.maximum(np.maximum(own, other), 1e-12)
    return float(np.where(alone, 0, (other - own) / larger).mean())


def stability(votes: Array, labels: Array, random: np.random.Generator, draws: int = DRAWS) -> float:
    """Return how surely the least stable group is found again: the mean Jaccard over rooms drawn with replacement.

    C. Hennig (2007), "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52.
    """
    import numpy as np

    groups = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    found: list[list[float]] = []
    for _draw in range(draws):
        drawn = np.unique(random.integers(len(votes), size=len(votes)))
        again = _k_means(plane(votes[drawn]), len(groups), random)
        new = [set(drawn[again == label].tolist()) for label in np.unique(again)]
        found.append([_again(set(group.tolist()) & set(drawn.tolist()), new) for group in groups])
    return float(np.mean(found, axis=0).min())


def _again(group: set[int], new: list[set[int]]) -> float:
    return max(len(group & other) / len(group | other) for other in new) if group else 0.0


def _told(
    rows: Iterable[tuple[int, int, int]], people: list[int], statements: list[int], groups: list[int], threshold: int
) -> OpinionGroups:
    """Say of the groups what may be said: sizes, and statements by verdicts that follow from shown numbers."""
    of = dict(zip(people, groups, strict=True))
    counts = {statement: [{1: 0, -1: 0, 0: 0} for _group in set(groups)] for statement in statements}
    for person, statement, value in rows:
        if person in of:
            counts[statement][of[person]][value] += 1
    said = {statement: {_verdict(votes, threshold) for votes in both} for statement, both in counts.items()}
    return OpinionGroups(
        why="",
        people=tuple(groups.count(at) for at in sorted(set(groups))),
        together=tuple(statement for statement, verdicts in said.items() if verdicts == {"agree"}),
        apart=tuple(statement for statement, verdicts in said.items() if {"agree", "disagree"} <= verdicts),
    )


def _verdict(votes: dict[int, int], threshold: int) -> Verdict:
    ranges = shown((votes[1], votes[-1], votes[0]), threshold)
    return judged(*ranges, sum(votes.values())) if ranges else "few"
