"""The charts on the board: each as words, a table, a plotly figure, and a drawing if that cannot load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from evenground.apps.board_reading import Reading, asked_now
from evenground.charts.chart import Bars, Chart, Empty

__all__ = ["Reading", "chart", "drawn", "shortened"]

T = TypeVar("T")
WIDTH = 1100
MOST = {"themes": 8, "needs": 8, "few": 6}  # bars; the longest first in themes and needs


def chart(reading: Reading, view: str) -> Chart:
    """The chart of one view."""
    return _CHARTS[view](reading)


def _themes(reading: Reading) -> Chart:
    from evenground.charts.themes import themes

    return themes(reading.placed, reading.session.threshold, reading.session.synthetic)


def _measures(reading: Reading) -> Chart:
    from evenground.analysis.measures import before_after as measure
    from evenground.charts.measures import before_after

    session = reading.session
    return before_after(measure(reading.frame, session.workshop, session.threshold), session.synthetic)


def _confidence(reading: Reading) -> Chart:
    from evenground.charts.gaps import confidence

    return confidence(reading.gaps, reading.session.synthetic)


def _needs(reading: Reading) -> Chart:
    from evenground.charts.gaps import needs

    return needs(reading.gaps, reading.session.threshold, reading.session.synthetic)


def _few(reading: Reading) -> Chart:
    from evenground.charts.gaps import few

    return few(reading.gaps, reading.session.synthetic)


def _progress(reading: Reading) -> Chart:
    from evenground.charts.progress import progress

    session, asked = reading.session, asked_now(reading.session)
    return progress(reading.answered, reading.joined, asked, session.threshold, session.synthetic)


_CHARTS: dict[str, Callable[[Reading], Chart]] = {
    "themes": _themes,
    "measures": _measures,
    "gaps": _confidence,
    "needs": _needs,
    "few": _few,
    "progress": _progress,
}


def shortened(shown: Chart, view: str) -> Chart:
    """The chart with as many bars as the back row can read; its table keeps them all."""
    marks = shown.marks
    if not isinstance(marks, Bars):
        return shown
    more = marks.more or (None,) * len(marks.labels)
    kept = [at for at in range(len(marks.labels)) if view != "themes" or marks.values[at] != 0 or more[at]]
    kept = kept[: MOST.get(view, 12)]
    return replace(
        shown,
        marks=replace(
            marks,
            labels=_taken(marks.labels, kept),
            values=_taken(marks.values, kept),
            texts=_taken(marks.texts, kept),
            quiet=_taken(marks.quiet, kept),
            more=_taken(marks.more, kept),
        ),
    )


def _taken(column: tuple[T, ...], kept: Sequence[int]) -> tuple[T, ...]:
    return tuple(column[at] for at in kept) if column else ()


def drawn(whole: Chart, view: str) -> dict[str, Any]:
    """A chart as the page takes it; `more` counts the rows that only its table shows."""
    from evenground.charts.figure import figure
    from evenground.charts.svg import svg

    shown = shortened(whole, view)
    empty = isinstance(shown.marks, Empty)
    return {
        "view": view,
        "labels": [] if isinstance(shown.marks, Empty) else list(shown.marks.labels),
        "more": len(shown.rows) - len(shown.marks.labels) if isinstance(shown.marks, Bars) else 0,
        "title": shown.title,
        "sentence": shown.sentence,
        "columns": list(shown.columns),
        "rows": [list(row) for row in shown.rows],
        "figure": None if empty else figure(shown).to_plotly_json(),
        "svg": "" if empty else svg(shown, width=WIDTH),
    }
