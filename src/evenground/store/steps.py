"""Steps of theming that can be undone: each keeps the rows it changed, as they were and as they became."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, insert, select, update

from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import tables
from evenground.store.turning import At, Difference, Facts, Key, Picture, difference, rows_of, turnable
from evenground.store.writing import Pen

HAND = 32

_KEYS = {
    "theme": ("id",),
    "placement": ("answer", "theme"),
    "point": ("id",),
    "tag": ("answer", "framework", "cell", "by"),
}
_FACTS = {
    "theme": ("name", "terms", "position", "from_codebook", "merged_into"),
    "placement": ("state",),
    "point": ("theme",),
    "tag": ("state",),
}


@dataclass(frozen=True)
class Turned:
    """A step that was turned back or done again; `done` tells whether any of its rows could be."""

    label: str
    done: bool


@contextmanager
def step(pen: Pen, label: str, hand: str) -> Iterator[None]:
    """Record what the block changes as one step of a hand; a block that changes nothing leaves no trace."""
    mine = _by(pen.session.id, hand)
    before = _picture(pen)
    yield
    after = _picture(pen)
    if before == after:
        return
    its = tables.theming_step
    pen.conn.execute(delete(its).where(mine, its.c.undone))
    was, became = difference(before, after), difference(after, before)
    facts = {"session": pen.session.id, "hand": hand, "label": label, "before": was, "after": became}
    pen.conn.execute(insert(its).values(facts | {"undone": False}))
    pen.note("theming")


def undo(pen: Pen, hand: str) -> Turned | None:
    """Put back what was before the last step of this hand, but for rows that somebody else has changed since."""
    last = last_done(pen.conn, pen.session.id, hand)
    return None if last is None else _turn(pen, last, last.after, last.before, undone=True)


def redo(pen: Pen, hand: str) -> Turned | None:
    """Put back what was after the step of this hand that was undone last, but for rows changed since."""
    first = first_undone(pen.conn, pen.session.id, hand)
    return None if first is None else _turn(pen, first, first.before, first.after, undone=False)


def last_done(conn: Connection, session_id: int, hand: str) -> Row[Any] | None:
    """Return the step that undo would take back."""
    its = tables.theming_step
    done = select(its).where(_by(session_id, hand), its.c.undone.is_(False))
    return conn.execute(done.order_by(its.c.id.desc()).limit(1)).first()


def first_undone(conn: Connection, session_id: int, hand: str) -> Row[Any] | None:
    """Return the step that redo would do again."""
    its = tables.theming_step
    undone = select(its).where(_by(session_id, hand), its.c.undone.is_(True))
    return conn.execute(undone.order_by(its.c.id).limit(1)).first()


def _by(session_id: int, hand: str) -> ColumnElement[bool]:
    if not isinstance(hand, str) or len(hand) > HAND or not hand.isascii() or "\0" in hand:
        raise InputError(_("A desk is named by at most {limit} plain letters and digits.").format(limit=HAND))
    return and_(tables.theming_step.c.session == session_id, tables.theming_step.c.hand == hand)


def _turn(pen: Pen, which: Row[Any], now: Difference, then: Difference, *, undone: bool) -> Turned:
    """Turn a step; one of which nothing is left to turn is forgotten, so that the one before it can be reached."""
    current = _picture(pen)
    turned = turnable(current, now, then, _theirs(pen, which))
    for name in _KEYS:
        _restore(pen, name, current, {key: facts for (table, key), facts in turned.items() if table == name})
    its = tables.theming_step
    this = its.c.id == which.id
    pen.conn.execute(update(its).where(this).values(undone=undone) if turned else delete(its).where(this))
    pen.note("theming")
    return Turned(str(which.label), bool(turned))


def _theirs(pen: Pen, which: Row[Any]) -> set[At]:
    """Return the rows that others have changed after this step; what they took back themselves does not count."""
    its = tables.theming_step
    later = and_(
        its.c.session == pen.session.id, its.c.id > which.id, its.c.hand != which.hand, its.c.undone.is_(False)
    )
    found = pen.conn.execute(select(its.c.before).where(later)).scalars()
    return {at for rows in found for at in rows_of(rows)}


def _restore(pen: Pen, name: str, current: Picture, turned: dict[Key, Facts | None]) -> None:
    """Make the rows of one table what they are turned to; those of None go."""
    its, own = tables.metadata.tables[name], {"session": pen.session.id}
    this = and_(its.c.session == pen.session.id, *(its.c[part] == bindparam(f"at_{part}") for part in _KEYS[name]))
    gone, new, other = [], [], []
    for key, facts in turned.items():
        if facts is None:
            gone.append(_named(name, key, "at_"))
        elif (name, key) in current:
            other.append(_named(name, key, "at_") | facts)
        else:
            new.append(_named(name, key) | facts | own)
    for write, many in ((delete(its).where(this), gone), (insert(its), new), (update(its).where(this), other)):
        if many:
            pen.conn.execute(write, many)


def _named(name: str, key: Key, before: str = "") -> Facts:
    return {f"{before}{part}": value for part, value in zip(_KEYS[name], key, strict=True)}


def _picture(pen: Pen) -> Picture:
    """Read every row of this session that a step can change."""
    seen: Picture = {}
    for name, keys in _KEYS.items():
        its = tables.metadata.tables[name]
        columns = [its.c[column] for column in (*keys, *_FACTS[name])]
        for row in pen.conn.execute(select(*columns).where(its.c.session == pen.session.id)):
            seen[name, tuple(row[: len(keys)])] = dict(zip(_FACTS[name], row[len(keys) :], strict=True))
    return seen
