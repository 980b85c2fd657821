"""Reads of statements and votes: nobody's vote comes with more than a number that is good inside one read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from evenground.domain.statement import Statement, Vote
from evenground.store import tables
from evenground.store.engine import Store
from evenground.store.sharing import opaque


def statements(store: Store, session_id: int) -> list[Statement]:
    """Return the statements of a session in the order they were made, those taken away too."""
    its = tables.statement
    with store.read() as conn:
        found = conn.execute(_statements().where(its.c.session == session_id).order_by(its.c.id))
        return [_to_statement(row) for row in found]


def one_statement(conn: Connection, statement: int) -> Statement:
    """Return one statement; it must be there."""
    return _to_statement(conn.execute(_statements().where(tables.statement.c.id == statement)).one())


def votes(store: Store, session_id: int) -> list[Vote]:
    """Return all votes of a session, in an order that tells nothing."""
    its, one = tables.vote, tables.statement
    found = (
        select(its.c.statement, its.c.participant, its.c.value, tables.session.c.seed)
        .join(one, one.c.id == its.c.statement)
        .join(tables.session, tables.session.c.id == one.c.session)
        .where(one.c.session == session_id)
    )
    with store.read() as conn:
        rows = conn.execute(found).all()
    return sorted(
        (Vote(row.statement, opaque(row.seed, "person", row.participant), row.value) for row in rows),
        key=lambda vote: (vote.statement, vote.person),
    )


def my_votes(store: Store, participant_id: int) -> dict[int, int]:
    """Return what one person said of each statement, for them alone."""
    its = tables.vote
    with store.read() as conn:
        found = conn.execute(select(its.c.statement, its.c.value).where(its.c.participant == participant_id))
        return {row.statement: row.value for row in found}


def _statements() -> Select[Any]:
    its, cast = tables.statement, tables.vote
    counted = select(func.count()).where(cast.c.statement == its.c.id).correlate(its).scalar_subquery()
    return select(its, counted.label("votes"))


def _to_statement(row: Row[Any]) -> Statement:
    return Statement(row.id, row.text, row.answer, row.open, row.votes, row.at)
