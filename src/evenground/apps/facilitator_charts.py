"""What the board shows, said in one sentence to the facilitator, with the same chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from evenground.apps import board_charts, board_view
from evenground.apps.page import readable
from evenground.charts.chart import Empty
from evenground.domain.session import Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store.engine import Store

WIDTH = 560


def board(store: Store, session: Session, chosen_at: datetime | None) -> dict[str, Any]:
    """The view on the board, and those that can be chosen; `chosen_at` is when one was chosen last."""
    choice = board_view.views(store, session)
    now = on_board(session, choice, chosen_at)
    views = [name for name in choice if name != "end"]
    charts = [name for name in views if name not in board_view.WORDS]
    return {
        "view": now,
        "views": views,
        "charts": charts,
        "groups": board_view.grouped(session, views),
        **_look(store, session, now),
    }


def on_board(session: Session, choice: Sequence[str], chosen_at: datetime | None) -> str:
    """The facilitator's choice since this stage was opened, else what the stage begins with."""
    since = session.closed_at or session.opened_at
    chosen = chosen_at is not None and chosen_at >= since and session.board in choice
    return session.board if chosen else board_view.first_view(session)


def look(store: Store, session: Session, name: str) -> dict[str, Any]:
    """One view of the board: its sentence, and a drawing and a table where it is a chart."""
    if name not in board_view.views(store, session):
        raise InputError(_("The board cannot show this now."))
    return _look(store, session, name)


def _look(store: Store, session: Session, name: str) -> dict[str, Any]:
    if name in board_view.WORDS:
        return {"sentence": _sentence(name), "title": "", "svg": "", "columns": [], "rows": []}
    from evenground.charts.svg import svg

    chart = board_charts.chart(board_charts.Reading(store, session), name)
    return {
        "sentence": readable(chart.sentence),
        "title": chart.title,
        "svg": "" if isinstance(chart.marks, Empty) else readable(svg(chart, width=WIDTH)),
        "columns": list(chart.columns),
        "rows": [[readable(cell) for cell in row] for row in chart.rows],
    }


def _sentence(name: str) -> str:
    return {
        "join": _("The board shows the address, the code to join with and how many people are here."),
        "stage": _("The board shows this stage, its clock and how many people are ready."),
        "actions": _("The board shows the actions that people share, without names unless they gave them."),
        "end": _("The board shows three gaps and the actions, and says thank you."),
    }[name]
