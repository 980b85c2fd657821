"""How every command writes: lock the session's row, then the fact, then the change, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from evenground.domain.session import Session
from evenground.errors import InputError, NotFound, Refused
from evenground.i18n import _
from evenground.store import rows, tables
from evenground.store.engine import Store

SHORT, LONG = 200, 100_000


@dataclass
class Pen:
    """One write to one session, while its row is locked: call `note` once, when the fact is written."""

    conn: Connection
    session: Session
    noted: bool = field(default=False)

    def note(self, kind: str, subject: str = "") -> None:
        """Write the change that tells the pages; nobody's words go in it."""
        note(self.conn, self.session.id, self.session.seq, kind, subject)
        self.noted = True


@contextmanager
def for_session(store: Store, session_id: int) -> Iterator[Pen]:
    """Hold the lock of a session; NotFound when it is gone. What is not noted is rolled back, seq too."""
    missing = _("This session is not here any more: it may have been deleted.")
    with _locked(store, tables.session.c.id == session_id, missing) as pen:
        yield pen


@contextmanager
def for_participant(store: Store, participant_id: int) -> Iterator[Pen]:
    """Hold the lock of the session a participant is in; NotFound when they are gone."""
    theirs = select(tables.participant.c.session).where(tables.participant.c.id == participant_id)
    missing = _("You are not in this session any more: it may have been deleted.")
    with _locked(store, tables.session.c.id == theirs.scalar_subquery(), missing) as pen:
        yield pen


@contextmanager
def _locked(store: Store, which: ColumnElement[bool], missing: str) -> Iterator[Pen]:
    with store.begin() as conn:
        # The lock comes before every read: what is read below can no longer change under us.
        conn.execute(update(tables.session).where(which).values(seq=tables.session.c.seq + 1))
        session = rows.one_session(conn, which)
        if session is None:
            raise NotFound(missing)
        pen = Pen(conn, session)
        yield pen
        if not pen.noted:
            conn.rollback()


def note(conn: Connection, session_id: int, seq: int, kind: str, subject: str) -> None:
    """Write one change."""
    row = {"session": session_id, "seq": seq, "at": now(), "kind": kind, "subject": subject}
    conn.execute(insert(tables.change).values(row))


def now() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)


def text_of(text: str, limit: int) -> str:
    """Check the length of somebody's words; InputError names the limit and never the words."""
    if not isinstance(text, str):
        raise InputError(_("This takes text."))
    if len(text) > limit:
        raise InputError(
            _("This has {count:,} characters; the limit is {limit:,}. Shorten it.").format(count=len(text), limit=limit)
        )
    return text


def refuse_closed(session: Session) -> None:
    """Stop a facilitator's act in a session that is over."""
    if session.closed:
        raise Refused(_("This session is closed. Reopen it first."))
