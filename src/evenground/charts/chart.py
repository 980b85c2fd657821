"""A chart before it is drawn: what it shows, in marks, in a sentence and in a table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Bars:
    """One bar a label. A value is None where the number is masked; `texts` is what stands beside the bar.

    `quiet` bars are suggested and nobody has judged them; `more` is what is only suggested on top of a bar
    (None where there is nothing or too little to show). `limit` is the value of a full bar; without it the
    largest fills the width.
    """

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    quiet: tuple[bool, ...]
    more: tuple[float | None, ...] = ()
    limit: float | None = None


@dataclass(frozen=True)
class Pairs:
    """Two numbers a label on a scale, such as before and after; None where there are too few answers."""

    labels: tuple[str, ...]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    texts: tuple[str, ...]
    names: tuple[str, str]


@dataclass(frozen=True)
class Empty:
    """Nothing to draw: the chart's sentence says what to do."""


Marks = Bars | Pairs | Empty


@dataclass(frozen=True)
class Chart:
    """A chart with its sentence and its table; no masked number is in any part of it."""

    name: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: Marks
    synthetic: bool = False


def as_data(chart: Chart) -> dict[str, Any]:
    """Return the chart as plain lists and texts, for a page or a file; `marks` also names its kind."""
    data = asdict(chart)
    data["marks"]["kind"] = type(chart.marks).__name__.lower()
    return data
