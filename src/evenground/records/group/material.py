"""What a session's record is made from: everything that is read of a session, once, before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evenground.domain.response import Placement, Point, Shared, ThemeRow
from evenground.domain.session import Session
from evenground.domain.statement import Statement, Vote
from evenground.domain.suggested import Suggested, Tag
from evenground.records import gathering
from evenground.records.facts import Head
from evenground.store import queries
from evenground.store.engine import Store


@dataclass(frozen=True)
class Material:
    """A session as it was read: what may be shared, what people said about it, and how many answered each prompt.

    Before sharing only `head` and `answered` are filled. The numbers in it are true ones, for charts to mask.
    """

    session: Session
    head: Head
    answered: Mapping[str, int]
    rows: tuple[Shared, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    placements: tuple[Placement, ...] = ()
    suggestions: tuple[Suggested, ...] = ()
    tags: tuple[Tag, ...] = ()
    statements: tuple[Statement, ...] = ()
    votes: tuple[Vote, ...] = ()
    points: tuple[Point, ...] = ()


def read(store: Store, session: Session, names: bool) -> Material:
    """Read a session; without `names` no author is in what comes out."""
    head = gathering.head(store, session, "session")
    answered = queries.answered(store, session.id)
    if not session.sharing:
        return Material(session, head, answered)
    rows = queries.shared(store, session.id, purpose="record")
    rows.sort(key=lambda row: gathering.shuffled(row.prompt, row.round, row.value, row.reason, row.author))
    return Material(
        session=session,
        head=head,
        answered=answered,
        rows=tuple(rows if names else (replace(row, author="") for row in rows)),
        themes=tuple(queries.themes(store, session.id)),
        placements=tuple(queries.placements(store, session.id)),
        suggestions=tuple(queries.suggestions(store, session.id)),
        tags=tuple(queries.tags(store, session.id)),
        statements=tuple(queries.statements(store, session.id)),
        votes=tuple(queries.votes(store, session.id)),
        points=tuple(queries.points(store, session.id)),
    )
