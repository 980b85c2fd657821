"""Steps of theming that can be undone: each keeps the rows it changed, as they were and as they became."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from evenground.store import tables
from evenground.store.writing import Pen

Key = tuple[int, ...]
Facts = dict[str, Any]
# By table and key, the row's facts; as JSON in a step, a list of [table, key, facts or None].
Picture = dict[tuple[str, Key], Facts]
Difference = list[list[Any]]

_KEYS = {"theme": ("id",), "placement": ("answer", "theme"), "point": ("id",)}
_FACTS = {
    "theme": ("name", "terms", "position", "from_codebook", "merged_into"),
    "placement": ("state",),
    "point": ("theme",),
}


@contextmanager
def step(pen: Pen, label: str) -> Iterator[None]:
    """Record what the block changes as one step; a block that changes nothing leaves no trace."""
    before = _picture(pen)
    yield
    after = _picture(pen)
    if before == after:
        return
    its = tables.theming_step
    mine = its.c.session == pen.session.id
    pen.conn.execute(delete(its).where(mine, its.c.undone))
    was, became = _difference(before, after), _difference(after, before)
    facts = {"session": pen.session.id, "label": label, "before": was, "after": became, "undone": False}
    pen.conn.execute(insert(its).values(facts))
    pen.note("theming")


def undo(pen: Pen) -> str | None:
    """Put back what was before the last step."""
    last = last_done(pen.conn, pen.session.id)
    return None if last is None else _turn(pen, last, last.after, last.before, undone=True)


def redo(pen: Pen) -> str | None:
    """Put back what was after the step that was undone last."""
    first = first_undone(pen.conn, pen.session.id)
    return None if first is None else _turn(pen, first, first.before, first.after, undone=False)


def last_done(conn: Connection, session_id: int) -> Row[Any] | None:
    """Return the step that undo would take back."""
    its = tables.theming_step
    done = select(its).where(its.c.session == session_id, its.c.undone.is_(False))
    return conn.execute(done.order_by(its.c.id.desc()).limit(1)).first()


def first_undone(conn: Connection, session_id: int) -> Row[Any] | None:
    """Return the step that redo would do again."""
    its = tables.theming_step
    undone = select(its).where(its.c.session == session_id, its.c.undone.is_(True))
    return conn.execute(undone.order_by(its.c.id).limit(1)).first()


def _turn(pen: Pen, which: Row[Any], now: Difference, then: Difference, *, undone: bool) -> str:
    current = {(name, tuple(key)): facts for name, key, facts in now}
    for name, key, facts in then:
        _restore(pen, name, tuple(key), current[name, tuple(key)], facts)
    its = tables.theming_step
    pen.conn.execute(update(its).where(its.c.id == which.id).values(undone=undone))
    pen.note("theming")
    return str(which.label)


def _restore(pen: Pen, name: str, key: Key, now: Facts | None, then: Facts | None) -> None:
    its = tables.metadata.tables[name]
    this = and_(
        its.c.session == pen.session.id,
        *(its.c[part] == at for part, at in zip(_KEYS[name], key, strict=True)),
    )
    if name == "point":
        # A point given another theme by hand since then keeps it; one that was removed stays away.
        if now is not None and then is not None:
            this = and_(this, its.c.theme.is_not_distinct_from(now["theme"]))
            pen.conn.execute(update(its).where(this).values(then))
    elif then is None:
        pen.conn.execute(delete(its).where(this))
    elif now is None:
        pen.conn.execute(
            insert(its).values(dict(zip(_KEYS[name], key, strict=True)) | then | {"session": pen.session.id})
        )
    else:
        pen.conn.execute(update(its).where(this).values(then))


def _picture(pen: Pen) -> Picture:
    """Read every row of this session that a step can change."""
    seen: Picture = {}
    for name, keys in _KEYS.items():
        its = tables.metadata.tables[name]
        columns = [its.c[column] for column in (*keys, *_FACTS[name])]
        for row in pen.conn.execute(select(*columns).where(its.c.session == pen.session.id)):
            seen[name, tuple(row[: len(keys)])] = dict(zip(_FACTS[name], row[len(keys) :], strict=True))
    return seen


def _difference(this: Picture, other: Picture) -> Difference:
    """Return the rows of `this` that differ from `other`, and None for those only `other` has."""
    keys = sorted(key for key in {*this, *other} if this.get(key) != other.get(key))
    return [[name, key, this.get((name, key))] for name, key in keys]
