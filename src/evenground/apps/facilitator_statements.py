"""Statements put to the room: what the facilitator sees of them, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evenground.apps.facilitator_acts import Act, Args, number, text, written
from evenground.apps.page import readable
from evenground.domain.response import Shared
from evenground.domain.session import Session
from evenground.domain.statement import Statement
from evenground.i18n import _
from evenground.privacy import identifiers
from evenground.store import queries, stating
from evenground.store.engine import Store

WIDTH, NARROW = 560, 320


def room(store: Store, session: Session, _rows: Sequence[Shared]) -> dict[str, Any]:
    """What stands under `statements` on the facilitator's page.

    `list` holds every statement with how many voted; `answer` is the card it was made from, for this page alone.
    `chart` is what the room sees of those that are open: no vote of one person is in it.
    """
    listed = queries.statements(store, session.id)
    return {"list": [_listed(one) for one in listed], "chart": _chart(store, session, listed)}


def _listed(one: Statement) -> dict[str, Any]:
    answer = "" if one.answer is None else str(one.answer)
    return {"id": one.id, "text": readable(one.text), "answer": answer, "open": one.open, "votes": one.votes}


def _chart(store: Store, session: Session, listed: Sequence[Statement]) -> dict[str, Any] | None:
    if not any(one.open for one in listed):
        return None
    from evenground.analysis.agreement import agreement
    from evenground.charts import agreement as charts
    from evenground.charts.chart import Empty
    from evenground.charts.svg import svg

    def drawn(width: int) -> str:
        return "" if isinstance(chart.marks, Empty) else readable(svg(chart, width=width))

    found = agreement(listed, queries.votes(store, session.id), session.threshold)
    chart = charts.agreement(found, session.synthetic)
    return {
        "sentence": readable(chart.sentence),
        "title": chart.title,
        "svg": drawn(WIDTH),
        "narrow": drawn(NARROW),
        "columns": list(chart.columns),
        "rows": [[readable(cell) for cell in row] for row in chart.rows],
    }


def check(_store: Store, _session: int, args: Args) -> dict[str, Any]:
    """What in these words likely points at somebody, and why; nothing is kept."""
    return {"found": _found(text(args, "text"))}


def _found(words: str) -> list[dict[str, str]]:
    return [{"text": one.text, "why": identifiers.explain(one.kind)} for one in identifiers.find(words)]


def add(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Put a statement to the room, made from an answer or not; what likely points at somebody is shown first."""
    words = _words(args)
    if found := _stops(words, args):
        return {"found": found}
    answer = number(args, "answer") if args.get("answer") else None
    return {"statement": stating.add_statement(store, session, words, answer).id}


def edit(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Say it in other words, while nobody has voted."""
    words = _words(args)
    if found := _stops(words, args):
        return {"found": found}
    stating.edit_statement(store, session, number(args, "statement"), words)
    return {"statement": number(args, "statement")}


def _words(args: Args) -> str:
    return written(args, "text", _("Write the statement, then put it to the room."))


def _stops(words: str, args: Args) -> list[dict[str, str]]:
    """What was found in the words and the facilitator has not seen yet: they decide, with `anyway`."""
    return [] if args.get("anyway") is True else _found(words)


def put(store: Store, session: int, args: Args) -> None:
    """Put a statement to the room, or take it off everybody's pages again; votes are kept."""
    stating.set_statement(store, session, number(args, "statement"), args.get("open") is True)


def remove(store: Store, session: int, args: Args) -> None:
    """Remove a statement with its votes."""
    stating.remove_statement(store, session, number(args, "statement"))


def groups(store: Store, session: int, _args: Args) -> dict[str, Any]:
    """Say whether the votes show groups of opinion; looked for when asked, as it takes a moment."""
    from evenground.analysis.opinion_groups import opinion_groups
    from evenground.charts.agreement import groups_sentence

    texts = {one.id: one.text for one in queries.statements(store, session) if one.open}
    votes = [vote for vote in queries.votes(store, session) if vote.statement in texts]
    found = opinion_groups(votes, queries.session_by_id(store, session).threshold)
    return {"sentence": readable(groups_sentence(found, texts)), "votes": len(votes)}


ACTS: dict[str, Act] = {
    "statement_check": check, "statement_add": add, "statement_edit": edit, "statement_open": put,
    "statement_remove": remove, "statement_groups": groups,
}
