"""What a session was continued from: the record of an earlier session of the same group."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from evenground.store import tables, writing
from evenground.store.engine import Store

MOST = 20_000_000  # characters of a record


def set_earlier(store: Store, session_id: int, data: str) -> None:
    """Keep the record of the session that this one continues, as text that only records can read.

    Only the last one that was set is kept.
    """
    with writing.for_session(store, session_id) as pen:
        its = tables.earlier
        pen.conn.execute(delete(its).where(its.c.session == session_id))
        kept = writing.text_of(data, MOST)
        pen.conn.execute(insert(its).values(session=session_id, data=kept))
        pen.note("earlier")


def earlier(store: Store, session_id: int) -> str | None:
    """Return the record that this session continues, or None."""
    its = tables.earlier
    with store.read() as conn:
        found = conn.execute(select(its.c.data).where(its.c.session == session_id)).scalar()
    return None if found is None else str(found)
