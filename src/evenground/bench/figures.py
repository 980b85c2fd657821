"""The few figures that say how long things took."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median
from typing import Any


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value that this share (in percent) of all values does not exceed; None where there are none."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(share / 100 * len(ordered))) - 1] if ordered else None


def middle(values: Iterable[float]) -> float | None:
    """The median; None where there are no values."""
    found = list(values)
    return median(found) if found else None


def rounded(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with no more digits than mean something."""
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in facts.items()}
