"""Shorthand for tests of the store: a session with people in it, and what must hold after any command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from evenground.domain.response import Revision
from evenground.domain.session import Participant, Session, new_token
from evenground.domain.workshop import Workshop
from evenground.store import commands, feed, queries, tables
from evenground.store.engine import Store

WELCOME, INDIVIDUAL, SHARED, REVIEW, COMMIT, CLOSE = range(6)


@dataclass
class Room:
    """A session with people; `say` answers for one of them by their place in `people`."""

    store: Store
    id: int
    code: str
    key: str
    people: list[Participant] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return queries.session_by_id(self.store, self.id)

    def say(self, who: int, prompt: str, value: Any, **more: Any) -> Revision:
        return commands.answer(self.store, self.people[who].id, prompt, value, **more)

    def to(self, position: int) -> None:
        commands.move(self.store, self.id, position)

    def all_ready(self) -> None:
        for person in self.people:
            commands.set_ready(self.store, person.id, True)

    def shown(self, purpose: Any = "board", viewer: int | None = None) -> list[Any]:
        rows = queries.shared(self.store, self.id, purpose=purpose, viewer=viewer)
        return sorted((row.value for row in rows), key=repr)


def room(store: Store, workshop: Workshop, people: int = 0, **more: Any) -> Room:
    """Start a session at its individual stage with this many people in it."""
    session, key = commands.create_session(store, workshop, **more)
    made = Room(store, session.id, session.code, key)
    for _number in range(people):
        made.people.append(commands.join(store, session.code, new_token(), name=f"Person {_number}"))
    if session.variant != "alone":
        made.to(INDIVIDUAL)
    return made


def check_gapless(store: Store, session_id: int) -> list[feed.Change]:
    """The changes of a session are exactly 1 up to its seq."""
    changes = feed.changes(store, session_id, 0)
    seq = queries.session_by_id(store, session_id).seq
    assert [change.seq for change in changes] == list(range(1, seq + 1))
    return changes


def count(store: Store, table: str) -> int:
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(tables.metadata.tables[table])).scalar_one())
