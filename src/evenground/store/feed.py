"""The feed: what has changed in a session since a number, and a cheap wait for the next change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from evenground.errors import OutsideError
from evenground.store import tables
from evenground.store.engine import Store, wake_up

log = logging.getLogger("evenground.feed")


@dataclass(frozen=True)
class Change:
    """That something of a kind happened, and to which prompt, stage or view; never who or what words."""

    seq: int
    kind: str
    subject: str
    at: datetime


def changes(store: Store, session_id: int, after: int) -> list[Change]:
    """Return the changes with a seq above `after`, in order and without a gap."""
    its = tables.change
    newer = select(its).where(its.c.session == session_id, its.c.seq > after).order_by(its.c.seq)
    with store.read() as conn:
        return [Change(row.seq, row.kind, row.subject, row.at) for row in conn.execute(newer)]


async def watch(store: Store, session_id: int, *, every: float = 0.2) -> AsyncIterator[int]:
    """Yield the session's seq at once and again after every change; ends when the session is deleted.

    A store that cannot be reached for a while is asked again, less often: pages outlive a server's restart.
    """
    token, seen = None, -1
    while True:
        wait = every
        try:
            # The token comes first: a write between the two wakes us too often, never too seldom.
            woken = wake_up(store)
            seq = _seq(store, session_id) if woken != token else seen
            token = woken
        except OutsideError:
            log.warning("the store cannot be reached; asking again")
            seq, wait = seen, every * 10
        if seq is None:
            return
        if seq != seen:
            seen = seq
            yield seq
        else:
            await asyncio.sleep(wait)


def _seq(store: Store, session_id: int) -> int | None:
    with store.read() as conn:
        return conn.execute(select(tables.session.c.seq).where(tables.session.c.id == session_id)).scalar()
