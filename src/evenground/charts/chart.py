"""A chart before it is drawn: what it shows, in marks, in a sentence and in a table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Bars:
    """One bar a label. A value is None where the number is masked; `texts` is what stands beside the bar.

    `quiet` bars are suggested and nobody has judged them; `more` is what is only suggested on top of a bar
    (None where there is nothing or too little to show). `limit` is the value of a full bar; without it the
    largest fills the width. `keys` say which bar is which when its label or place changes.
    """

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    quiet: tuple[bool, ...]
    more: tuple[float | None, ...] = ()
    limit: float | None = None
    keys: tuple[str, ...] = ()


Span = tuple[float, float] | None


@dataclass(frozen=True)
class Pairs:
    """Two numbers a label on a scale, such as before and after; None where there are too few answers.

    `spreads` are the spans that hold the middle half of each of the two, None where they would say too much
    about single people; `notes` say them in words.
    """

    labels: tuple[str, ...]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    texts: tuple[str, ...]
    names: tuple[str, str]
    spreads: tuple[tuple[Span, Span], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cells:
    """A grid, one row a label. A state is full, some, none or masked; `texts` is what stands in a cell.

    With `heat` the states are left aside and a cell is as dark as its value (0 to 1; None where masked).
    `keys` say which row is which when its label or place changes.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    states: tuple[tuple[Literal["full", "some", "none", "masked"], ...], ...]
    texts: tuple[tuple[str, ...], ...]
    heat: tuple[tuple[float | None, ...], ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parts:
    """Parts of a whole, one bar a label, such as agree, pass and disagree; None where they are masked.

    The parts of a label are shares that add up to 1; `texts` is what stands beside its bar.
    """

    labels: tuple[str, ...]
    names: tuple[str, ...]
    parts: tuple[tuple[float, ...] | None, ...]
    texts: tuple[str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Empty:
    """Nothing to draw: the chart's sentence says what to do."""


Marks = Bars | Pairs | Cells | Parts | Empty


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
