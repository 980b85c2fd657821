"""What stands on the board stays where it is: the order of a view's rows is kept, and new ones come at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import zip_longest
from typing import Any

from evenground.charts.chart import Bars, Cells, Chart, Empty, Pairs, Parts

MOST = {"themes": 8, "together": 7, "needs": 8, "few": 6, "sections": 8, "likeness": 5, "statements": 4}
GROWS = 3  # rows that may come later, on top of the first ones
# What marks have once a row; anything else in them is about all rows.
ROWED = {"labels", "rows", "keys", "values", "texts", "quiet", "more", "before", "after", "low", "high", "spreads"}
ROWED |= {"notes", "states", "heat", "parts"}


@dataclass(frozen=True)
class Order:
    """Which rows of a view are shown, in their places, and which its table alone has."""

    shown: tuple[str, ...]
    spare: frozenset[str]


def arranged(chart: Chart, view: str, before: Order | None) -> tuple[Chart, Order, int]:
    """Return a chart with the rows that are shown, how they stand, and how many only the table has.

    The first time it shows as many as the back row can read, sorted as they come. Later each keeps its place and new
    ones come at the end, up to a few more; the table stands in the same order, with the others after it.
    """
    marks = chart.marks
    if isinstance(marks, Empty):
        return chart, before or Order((), frozenset()), 0
    keys = _keys(marks)
    order = _first(marks, keys, view) if before is None or not before.shown else _next(marks, keys, view, before)
    place = {key: at for at, key in enumerate(keys)}
    shown = [place[key] for key in order.shown]
    others = [at for at in range(len(keys)) if at not in set(shown)]
    rows = [chart.rows[at] for at in (*shown, *others)] if len(chart.rows) == len(keys) else list(chart.rows)
    return replace(chart, marks=_taken(marks, shown), rows=tuple(rows)), order, len(others)


def _keys(marks: Bars | Pairs | Cells | Parts) -> list[str]:
    """The names of rows, made different from each other where two are the same."""
    names = (() if isinstance(marks, Pairs) else marks.keys) or _labels(marks)
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}\n{seen[name]}")
    return found


def _labels(marks: Bars | Pairs | Cells | Parts) -> tuple[str, ...]:
    return marks.rows if isinstance(marks, Cells) else marks.labels


def _first(marks: Bars | Pairs | Cells | Parts, keys: Sequence[str], view: str) -> Order:
    wanted = _worth(marks, keys, view)
    most = MOST.get(view, 12)
    kept = set(_by_turns(marks, wanted, keys)[:most] if view == "likeness" else wanted[:most])
    return Order(tuple(key for key in wanted if key in kept), frozenset(wanted) - kept)


def _next(marks: Bars | Pairs | Cells | Parts, keys: Sequence[str], view: str, before: Order) -> Order:
    stays = [key for key in before.shown if key in keys]
    new = [key for key in _worth(marks, keys, view) if key not in stays and key not in before.spare]
    room = max(0, MOST.get(view, 12) + GROWS - len(stays))
    return Order((*stays, *new[:room]), before.spare | frozenset(new[room:]))


def _worth(marks: Bars | Pairs | Cells | Parts, keys: Sequence[str], view: str) -> list[str]:
    """The rows that are worth a place: themes that nobody is in have none."""
    if view != "themes" or not isinstance(marks, Bars):
        return list(keys)
    more = marks.more or (None,) * len(keys)
    return [key for key, value, extra in zip(keys, marks.values, more, strict=True) if value != 0 or extra]


def _by_turns(marks: Any, wanted: Sequence[str], keys: Sequence[str]) -> list[str]:
    """One row of each state in turn, so that the first few tell of all kinds."""
    states = dict(zip(keys, (row[0] for row in marks.states), strict=True))
    kinds = [[key for key in wanted if states[key] == kind] for kind in ("full", "none", "some", "masked")]
    return [key for turn in zip_longest(*kinds) for key in turn if key]


def _taken(marks: Any, kept: Sequence[int]) -> Any:
    """The marks with these rows, in this order."""
    columns = {field.name: getattr(marks, field.name) for field in fields(marks) if field.name in ROWED}
    return replace(
        marks, **{name: tuple(column[at] for at in kept) for name, column in columns.items() if column}
    )
