"""The one read that shows people's words to others: consent is applied here, once."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, case, exists, func, select

from evenground.domain.response import Shared
from evenground.domain.session import Session
from evenground.privacy.consent import Purpose, author_of, may_read
from evenground.store import rows, tables
from evenground.store.engine import Store


def shared(store: Store, session_id: int, *, purpose: Purpose, viewer: int | None = None) -> list[Shared]:
    """Return what may be read for this purpose: a row an answer and round, in an order that tells nothing.

    The newest revision governs the whole answer: made private or left blank, it is gone from every round.
    For a participant there is nothing until that viewer has had their turn.
    """
    with store.read() as conn:
        session = rows.one_session(conn, tables.session.c.id == session_id)
        if session is None or not session.sharing:
            return []
        if purpose == "participant" and not _had_turn(conn, session_id, viewer):
            return []
        found = [row for row in conn.execute(_answers(session_id)) if _readable(session, row, purpose)]
    found.sort(key=lambda row: (opaque(row.seed, "answer", row.answer), row.round))
    return [_shared(session, row, viewer) for row in found]


def had_turn(store: Store, participant_id: int) -> bool:
    """Tell whether somebody has ever said that they are ready: then they may read what others share."""
    with store.read() as conn:
        return turn_taken(conn, participant_id)


def turn_taken(conn: Connection, participant_id: int) -> bool:
    """Tell the same inside a read or a write that is under way."""
    return bool(conn.scalar(select(exists().where(tables.ready.c.participant == participant_id))))


def _had_turn(conn: Connection, session_id: int, viewer: int | None) -> bool:
    person, ready = tables.participant, tables.ready
    turn = select(ready.c.at).join(person, person.c.id == ready.c.participant)
    return conn.execute(turn.where(person.c.id == viewer, person.c.session == session_id)).first() is not None


def _answers(session_id: int) -> Select[Any]:
    """Select the last revision of every answer and round, with what its answer's newest revision says."""
    one, person, last = tables.answer, tables.participant, _ranked(session_id)
    hidden = tables.hidden.c.answer.is_not(None).label("is_hidden")
    words = (last.c.answer, last.c.round, last.c.value, last.c.reason, last.c.governs)
    return (
        select(*words, one.c.prompt, one.c.participant, person.c.name, tables.session.c.seed, hidden)
        .join(one, one.c.id == last.c.answer)
        .join(person, person.c.id == one.c.participant)
        .join(tables.session, tables.session.c.id == one.c.session)
        .outerjoin(tables.hidden, tables.hidden.c.answer == one.c.id)
        .where(last.c.nth == 1, last.c.value.is_not(None), last.c.has_words == 1)
    )


def _ranked(session_id: int) -> Subquery:
    """Number the revisions of each answer and round from the newest, beside the newest of the whole answer."""
    its = tables.revision.c
    order = its.revision.desc()
    has_words = case((its.value.is_(None), 0), else_=1)
    of_round = [its.answer, its.round]
    columns = (
        *(its.answer, its.round, its.value, its.reason),
        func.row_number().over(partition_by=of_round, order_by=order).label("nth"),
        func.first_value(its.visibility).over(partition_by=its.answer, order_by=order).label("governs"),
        func.first_value(has_words).over(partition_by=its.answer, order_by=order).label("has_words"),
    )
    its_answer = tables.answer.c.id == its.answer
    return select(*columns).join(tables.answer, its_answer).where(tables.answer.c.session == session_id).subquery()


def _readable(session: Session, row: Row[Any], purpose: Purpose) -> bool:
    return may_read(session.sharing, row.governs, row.is_hidden, purpose)


def _shared(session: Session, row: Row[Any], viewer: int | None) -> Shared:
    return Shared(
        answer=row.answer,
        person=opaque(row.seed, "person", row.participant),
        prompt=row.prompt,
        round=row.round,
        value=row.value,
        reason=row.reason,
        author=author_of(session.identity, row.governs, row.name),
        hidden=row.is_hidden,
        mine=row.participant == viewer,
    )


def opaque(seed: str, what: str, number: int) -> int:
    """Return a number that stands for another within one session and tells neither it nor its order."""
    digest = blake2b(f"{what} {number}".encode(), key=bytes.fromhex(seed), digest_size=6).digest()
    return int.from_bytes(digest, "big")
