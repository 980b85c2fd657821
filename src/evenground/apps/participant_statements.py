"""Statements put to the room, as one person sees them: what they said, and what the room said once they have."""

from __future__ import annotations

from typing import Any

from evenground.domain.session import Participant, Session
from evenground.domain.statement import Agreement, Statement
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import queries, stating
from evenground.store.engine import Store

WIDTH = 320


def statements(store: Store, session: Session, me: Participant) -> dict[str, Any]:
    """Return the statements that are open, for somebody who has had their turn in a session that is sharing.

    What the room says of one is told only to those who have voted on it: nobody is led by what others think.
    """
    listed = [one for one in queries.statements(store, session.id) if one.open]
    if not listed:
        return {}
    mine = queries.my_votes(store, me.id)
    return {
        "list": [{"id": str(one.id), "text": one.text, "mine": mine.get(one.id)} for one in listed],
        "said": _said(store, session, [one for one in listed if one.id in mine]),
    }


def vote(store: Store, me: Participant, statement: Any, value: Any) -> None:
    """Give one person's vote: 1 agree, 0 pass, -1 disagree, None takes it back; InputError for anything else."""
    given: dict[int | None, Agreement | None] = {1: 1, 0: 0, -1: -1, None: None}
    if type(statement) is not int or type(value) not in (int, type(None)) or value not in given:
        raise InputError(_("Choose one of: agree, disagree, pass."))
    stating.vote(store, me.id, statement, given[value])


def _said(store: Store, session: Session, voted: list[Statement]) -> dict[str, Any] | None:
    """Return the chart of these statements as a phone draws it; None where there are none."""
    if not voted:
        return None
    from evenground.analysis.agreement import agreement
    from evenground.charts import agreement as charts
    from evenground.charts import svg
    from evenground.charts.chart import Empty

    found = agreement(voted, queries.votes(store, session.id), session.threshold)
    chart = charts.agreement(found, session.synthetic)
    return {
        "sentence": chart.sentence,
        "svg": "" if isinstance(chart.marks, Empty) else svg.svg(chart, width=WIDTH),
        "columns": list(chart.columns),
        "rows": [list(row) for row in chart.rows],
    }
