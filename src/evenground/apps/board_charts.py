"""The charts on the board: each as words, a table, a plotly figure or a drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evenground.apps.board_reading import Reading, asked_now
from evenground.apps.board_view import COVERAGE, framework_of
from evenground.charts.chart import Bars, Cells, Chart, Empty, Pairs, Parts

__all__ = ["Reading", "chart", "drawn"]

WIDTH, NARROW = 1100, 340
SHAPE = 0.31  # of its width: how high a drawing may be to fill a board
LETTERS = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18)


def chart(reading: Reading, view: str) -> Chart:
    """The chart of one view."""
    return _coverage(reading, view) if view.startswith(COVERAGE) else _CHARTS[view](reading)


def _themes(reading: Reading) -> Chart:
    from evenground.charts.themes import themes

    return themes(reading.placed, reading.session.threshold, reading.session.synthetic)


def _sections(reading: Reading) -> Chart:
    from evenground.analysis.together import by_section
    from evenground.charts.sections import sections

    session = reading.session
    return sections(by_section(reading.placed, session.workshop), session.threshold, session.synthetic)


def _together(reading: Reading) -> Chart:
    from evenground.analysis.together import pairs
    from evenground.charts.together import together

    return together(pairs(reading.placed), reading.session.threshold, reading.session.synthetic)


def _measures(reading: Reading) -> Chart:
    from evenground.analysis.measures import before_after as measure
    from evenground.charts.measures import before_after

    session = reading.session
    return before_after(measure(reading.frame, session.workshop, session.threshold), session.synthetic)


def _confidence(reading: Reading) -> Chart:
    from evenground.analysis.measures import against
    from evenground.charts.gaps import confidence

    session = reading.session
    spreads = against(reading.frame, session.workshop, session.threshold)
    return confidence(reading.gaps, session.synthetic, spreads)


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


def _coverage(reading: Reading, view: str) -> Chart:
    from evenground.charts.coverage import coverage

    session = reading.session
    found = reading.covered(framework_of(session, view))
    return coverage(found, session.threshold, reading.joined, session.synthetic)


def _statements(reading: Reading) -> Chart:
    from evenground.charts.agreement import agreement

    return agreement(reading.agreement, reading.session.synthetic)


def _likeness(reading: Reading) -> Chart:
    from evenground.analysis.likeness import likeness
    from evenground.charts.likeness import likeness as charted

    session = reading.session
    found = likeness(reading.rows, reading.placed, session.workshop, session.threshold)
    return charted(found, session.threshold, session.synthetic)


def _help(reading: Reading) -> Chart:
    from evenground.charts.helping import helping

    return helping(reading.helpful, reading.session.threshold, reading.session.synthetic)


_CHARTS: dict[str, Callable[[Reading], Chart]] = {
    "themes": _themes,
    "sections": _sections,
    "together": _together,
    "measures": _measures,
    "gaps": _confidence,
    "needs": _needs,
    "few": _few,
    "progress": _progress,
    "statements": _statements,
    "likeness": _likeness,
    "help": _help,
}


def drawn(shown: Chart, view: str, more: int = 0) -> dict[str, Any]:
    """A chart as the page takes it; `more` counts the rows that only its table shows."""
    return {
        "view": view,
        "labels": _labels(shown),
        "more": more,
        "title": shown.title,
        "sentence": shown.sentence,
        "columns": list(shown.columns),
        "rows": [list(row) for row in shown.rows],
        **_drawing(shown),
    }


def _labels(shown: Chart) -> list[str]:
    marks = shown.marks
    if isinstance(marks, Empty):
        return []
    return list(marks.rows if isinstance(marks, Cells) else marks.labels)


def _drawing(shown: Chart) -> dict[str, Any]:
    """Bars and pairs as plotly takes them and as a drawing for where it is missing; grids and parts as two drawings."""
    from evenground.charts.plotting import plotted
    from evenground.charts.svg import fitted, svg

    if isinstance(shown.marks, Bars | Pairs):
        return {"figure": plotted(shown), "svg": svg(shown, width=WIDTH), "narrow": ""}
    if isinstance(shown.marks, Cells | Parts):
        return {"figure": None, "svg": fitted(shown, WIDTH, SHAPE, LETTERS), "narrow": svg(shown, width=NARROW)}
    return {"figure": None, "svg": "", "narrow": ""}
