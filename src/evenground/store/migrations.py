"""Brings a store's tables up to date: ordered named steps, each in one transaction with its record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, inspect, select, text

from evenground.errors import OutsideError
from evenground.i18n import _
from evenground.store import tables

Step = tuple[str, Callable[[Connection], None]]
Transaction = Callable[[], AbstractContextManager[Connection]]


def first_tables(conn: Connection) -> None:
    """Make every table as it is today."""
    tables.metadata.create_all(conn)


def statements_and_tags(conn: Connection) -> None:
    """Add what people vote on, what answers are about, who sits together, suggestions, and whose a step was."""
    tables.metadata.create_all(conn)
    steps = tables.theming_step
    if steps.c.hand.name not in {column["name"] for column in inspect(conn).get_columns(steps.name)}:
        conn.execute(text("ALTER TABLE theming_step ADD COLUMN hand VARCHAR(32) DEFAULT '' NOT NULL"))


def earlier_sessions(conn: Connection) -> None:
    """Add what a session was continued from."""
    tables.earlier.create(conn, checkfirst=True)


# A new store is made by first_tables and marked as having had every step; others are for older stores.
STEPS: tuple[Step, ...] = (
    ("first tables", first_tables),
    ("statements and tags", statements_and_tags),
    ("earlier sessions", earlier_sessions),
)


def migrate(read: Transaction, begin: Transaction, steps: tuple[Step, ...] = STEPS) -> None:
    """Run the steps this store has not had, in order; OutsideError when it is newer than this code."""
    with read() as conn:
        done = _names(conn)
    if done is None:
        with begin() as conn:
            done = _made(conn, steps)
    if done - {name for name, _step in steps}:
        raise OutsideError(_("This store was made by a newer Even Ground. Update this one, or name another store."))
    for name, step in steps:
        if name not in done:
            with begin() as conn:
                _run(conn, name, step)


def _made(conn: Connection, steps: tuple[Step, ...]) -> set[str]:
    """Fill an empty store, unless somebody else did while this one waited for the write lock."""
    done = _names(conn)
    if done is not None:
        return done
    steps[0][1](conn)
    for name, _step in steps:
        _record(conn, name)
    return {name for name, _step in steps}


def _run(conn: Connection, name: str, step: Callable[[Connection], None]) -> None:
    if name not in (_names(conn) or ()):
        step(conn)
        _record(conn, name)


def _names(conn: Connection) -> set[str] | None:
    """Return the names of the steps this store has had, or None when it has no tables yet."""
    if not inspect(conn).has_table(tables.migration.name):
        return None
    return set(conn.execute(select(tables.migration.c.name)).scalars())


def _record(conn: Connection, name: str) -> None:
    conn.execute(insert(tables.migration).values(name=name, at=datetime.now(UTC)))
