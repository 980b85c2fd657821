"""Groups of rows that are alike: average linkage, cut, and one look over who is nearer to another group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evenground.analysis.embeddings import Floats

Labels = NDArray[np.int64]
_LOOKS = 5  # times that every row may go to the group it is nearest to


def number_for(rows: int) -> int:
    """Return how many groups to begin with: a little too many, since merging is easier than telling apart."""
    return min(rows, int(np.clip(round((rows / 2) ** 0.5), 2, 12)))


def clusters(rows: Floats, number: int) -> Labels:
    """Return for each row (of length one) the group it belongs to, 0 and up; at most `number` groups."""
    count = len(rows)
    if count <= 1 or number <= 1:
        return np.zeros(count, np.int64)
    if number >= count:
        return np.arange(count)
    alike = rows @ rows.T
    labels = _cut(_merges(alike), count, number, _least(count))
    sizes = np.bincount(labels)
    large = np.flatnonzero(sizes >= min(_least(count), int(sizes.max())))
    member = (labels[:, None] == large).astype(np.float32)
    for _look in range(_LOOKS + 1):  # at first those in too small a group find one
        near = alike @ member
        length = np.sqrt(np.maximum((member * near).sum(0), 1e-9))
        nearest = np.where(member.any(0), near / length, -np.inf).argmax(1)
        member = (nearest[:, None] == np.arange(len(large))).astype(np.float32)
    return np.unique(nearest, return_inverse=True)[1].astype(np.int64)


def _least(count: int) -> int:
    """Return how many rows make a group rather than a straggler."""
    return 1 if count < 12 else 2 if count < 40 else 3 if count < 150 else 5


def _merges(alike: Floats) -> list[tuple[int, int]]:
    """Return which two groups become one, step by step; the second's number is not used again."""
    count = len(alike)
    far = 1 - alike
    np.fill_diagonal(far, np.inf)
    size = np.ones(count, np.float32)
    alive = np.ones(count, bool)
    nearest = far.argmin(1)
    distance = far[np.arange(count), nearest]
    steps = []
    for _step in range(count - 1):
        one = int(distance.argmin())
        one, other = sorted((one, int(nearest[one])))
        steps.append((one, other))
        joined = (size[one] * far[one] + size[other] * far[other]) / (size[one] + size[other])
        size[one] += size[other]
        alive[other] = False
        joined[~alive] = joined[one] = np.inf
        far[one] = far[:, one] = joined
        far[other] = far[:, other] = np.inf
        distance[other] = np.inf
        stale = (nearest == one) | (nearest == other)
        stale[one] = True
        again = np.flatnonzero(alive & stale)
        nearest[again] = far[again].argmin(1)
        distance[again] = far[again, nearest[again]]
        nearer = alive & (joined < distance)
        nearest[nearer] = one
        distance[nearer] = joined[nearer]
    return steps


def _cut(steps: list[tuple[int, int]], count: int, number: int, least: int) -> Labels:
    """Return the coarsest grouping with `number` groups that are large enough, or the one with most such."""
    sizes = np.ones(count, np.int64)
    large = [count if least <= 1 else 0]
    now = large[0]
    for one, other in steps:
        merged = sizes[one] + sizes[other]
        now += int(merged >= least) - int(sizes[one] >= least) - int(sizes[other] >= least)
        sizes[one] = merged
        large.append(now)
    enough = [at for at, groups in enumerate(large) if groups >= number]
    best = enough[-1] if enough else len(large) - 1 - int(np.argmax(large[::-1]))
    labels = np.arange(count)
    for one, other in steps[:best]:
        labels[labels == other] = one
    return labels
