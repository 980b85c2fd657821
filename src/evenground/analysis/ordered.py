"""How much people agree on an ordered scale: van der Eijk's measure A."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def agreement(counts: Sequence[int]) -> float:
    """Return A for how many people chose each point of a scale, in the scale's order.

    1: everybody at one point; 0: spread evenly over all of them; -1: half at one end and half at the other.
    From C. van der Eijk, Measuring agreement in ordered rating scales, Quality and Quantity 35 (2001), 325-341:
    the counts are cut into layers, each a pattern of points that are chosen or not, and each pattern is worth
    what it has in one piece, less what it covers. Raises ValueError where nobody chose anything.
    """
    total = sum(counts)
    if total <= 0:
        raise ValueError("agreement of nobody")
    found, left = 0.0, list(counts)
    while any(left):
        layer = min(count for count in left if count)
        pattern = [count > 0 for count in left]
        found += _pattern(pattern) * layer * sum(pattern) / total
        left = [count - layer if count else 0 for count in left]
    return found


def _pattern(chosen: Sequence[bool]) -> float:
    """Return the agreement of one layer; a scale of fewer than three points has no middle to miss."""
    points, used = len(chosen), sum(chosen)
    if used == 1 or points < 2:
        return 1.0
    triples = [tuple(chosen[at] for at in three) for three in combinations(range(points), 3)]
    whole = triples.count((True, True, False)) + triples.count((False, True, True))
    broken = triples.count((True, False, True))
    one_piece = 1.0
    if whole + broken:
        one_piece = ((points - 2) * whole - (points - 1) * broken) / ((points - 2) * (whole + broken))
    return one_piece * (1 - (used - 1) / (points - 1))


def in_bands(numbers: Sequence[float], low: int, high: int, bands: int = 5) -> list[int]:
    """Count numbers of a scale from `low` to `high` in at most `bands` equal parts of it."""
    points = high - low + 1
    bands = max(1, min(bands, points))
    counts = [0] * bands
    for number in numbers:
        place = min(max(int(number) - low, 0), points - 1)
        counts[place * bands // points] += 1
    return counts
