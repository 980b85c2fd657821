"""Counts too small to show: masked, with any other count that would give them away by subtraction."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from evenground.i18n import _


@dataclass(frozen=True)
class Masked:
    """A count that is not shown: one below the threshold, or (`neutral`) one of several of which some are."""

    threshold: int
    neutral: bool = False

    def __str__(self) -> str:
        """Return what stands in the count's place."""
        return _("not shown") if self.neutral else _("fewer than {count}").format(count=self.threshold)


def mask(counts: Mapping[str, int], threshold: int, *, parts_of: int | None = None) -> dict[str, int | Masked]:
    """Mask counts from 1 to below the threshold; 0 and larger counts are shown.

    With `parts_of` the counts are exclusive parts of that known total, and a masked one could follow from the
    shown ones. Where it does, the smallest of those are masked too, and nothing tells which ones are small.
    """
    hidden = {name for name, count in counts.items() if 1 <= count < threshold}
    neutral = parts_of is not None and _follows(counts, hidden, threshold, parts_of)
    if neutral:
        hidden = _with_companions(counts, hidden, threshold)
    masked = Masked(threshold, neutral)
    return {name: masked if name in hidden else count for name, count in counts.items()}


def _with_companions(counts: Mapping[str, int], small: Collection[str], threshold: int) -> set[str]:
    """Return the small counts and the next larger ones, until their sum tells of none of them; else all."""
    hidden = set(small)
    for count in sorted({count for name, count in counts.items() if count and name not in hidden}):
        hidden |= {name for name, other in counts.items() if other == count}
        if len(hidden) > 1 and _sum(counts, hidden) > max(threshold, len(hidden)):
            return hidden
    return set(counts)


def _follows(counts: Mapping[str, int], small: Collection[str], threshold: int, total: int) -> bool:
    """Tell whether masked counts follow from their sum: only one, all the smallest, all the largest."""
    if not small or total <= max(threshold, len(counts)):
        return total > 0 and bool(small)
    least, most, known = len(small), len(small) * (threshold - 1), _sum(counts, small)
    return len(small) == 1 or known in (least, most) or known < threshold


def _sum(counts: Mapping[str, int], names: Collection[str]) -> int:
    return sum(counts[name] for name in names)


def mean_or_none(values: Iterable[float], threshold: int) -> float | None:
    """Return the mean to the nearest half, or None when fewer than `threshold` people stand behind it."""
    numbers = list(values)
    if not numbers or len(numbers) < threshold:
        return None
    return math.floor(2 * sum(numbers) / len(numbers) + 0.5) / 2
