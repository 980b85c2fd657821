"""Commands about statements: put a sentence to the room, take it away, agree or disagree with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update

from evenground.domain.statement import Agreement, Statement
from evenground.errors import InputError, NotFound, Refused
from evenground.i18n import _
from evenground.store import tables, voted, writing
from evenground.store.engine import Store
from evenground.store.moderating import check_answers
from evenground.store.sharing import turn_taken
from evenground.store.writing import Pen

LIMIT = 500


def add_statement(store: Store, session_id: int, text: str, answer: int | None = None) -> Statement:
    """Put a sentence to the room; `answer` is the response it was made from, which only leaves a trace.

    The sentence is the facilitator's own wording: it stays when that response is changed, hidden or made private.
    """
    with writing.for_session(store, session_id) as pen:
        plain = _text(text)
        if answer is not None:
            check_answers(pen, [answer])
        facts = {"session": session_id, "text": plain, "answer": answer, "open": True, "at": writing.now()}
        made = pen.conn.execute(insert(tables.statement).values(facts)).inserted_primary_key
        pen.note("statement")
        return voted.one_statement(pen.conn, int(made[0]) if made else 0)


def edit_statement(store: Store, session_id: int, statement: int, text: str) -> None:
    """Put other words in the place of a statement; Refused once somebody has voted on it."""
    with writing.for_session(store, session_id) as pen:
        row, plain = _statement(pen, statement), _text(text)
        if row.text == plain:
            return
        votes = select(tables.vote.c.value).where(tables.vote.c.statement == statement)
        if pen.conn.execute(votes.limit(1)).first() is not None:
            raise Refused(_("People have voted on these words already. Write a new statement instead."))
        _set(pen, statement, text=plain)


def set_statement(store: Store, session_id: int, statement: int, open: bool) -> None:  # noqa: A002
    """Put a statement to the room, or take it away again; its votes are kept."""
    with writing.for_session(store, session_id) as pen:
        if _statement(pen, statement).open != open:
            _set(pen, statement, open=open)


def remove_statement(store: Store, session_id: int, statement: int) -> None:
    """Take a statement away for good, with its votes."""
    with writing.for_session(store, session_id) as pen:
        _statement(pen, statement)
        pen.conn.execute(delete(tables.statement).where(tables.statement.c.id == statement))
        pen.note("statement")


def vote(store: Store, participant_id: int, statement: int, value: Agreement | None) -> None:
    """Agree (1), pass (0) or disagree (-1); None takes it back.

    Refused in a closed session, before sharing, before one's own turn, and on a statement that is not open.
    """
    if value not in (1, 0, -1, None) or isinstance(value, bool):
        raise InputError(_("Choose: agree, pass or disagree."))
    with writing.for_participant(store, participant_id) as pen:
        _may_vote(pen, participant_id, statement)
        its = tables.vote
        mine = and_(its.c.statement == statement, its.c.participant == participant_id)
        if pen.conn.execute(select(its.c.value).where(mine)).scalar() == value:
            return
        pen.conn.execute(delete(its).where(mine))
        if value is not None:
            row = {"statement": statement, "participant": participant_id, "value": value}
            pen.conn.execute(insert(its).values(row))
        pen.note("vote")


def _may_vote(pen: Pen, participant_id: int, statement: int) -> None:
    if pen.session.closed:
        raise Refused(_("This session is closed, so votes are not taken any more."))
    if not pen.session.sharing or not turn_taken(pen.conn, participant_id):
        raise Refused(_("Have your own turn first. Then you can say what you think of this."))
    if not _statement(pen, statement).open:
        raise Refused(_("This statement has been taken away. Your other answers are kept."))


def _statement(pen: Pen, statement: int) -> Row[Any]:
    its = tables.statement
    row = pen.conn.execute(select(its).where(its.c.session == pen.session.id, its.c.id == statement)).first()
    if row is None:
        raise NotFound(_("This statement is not here any more."))
    return row


def _set(pen: Pen, statement: int, **values: Any) -> None:
    pen.conn.execute(update(tables.statement).where(tables.statement.c.id == statement).values(**values))
    pen.note("statement")


def _text(text: str) -> str:
    plain = writing.text_of(text, LIMIT).strip()
    if not plain:
        raise InputError(_("Write the statement, then keep it."))
    return plain
