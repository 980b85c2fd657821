"""Commands about words that are there: hide an answer, write down points, delete a session for good."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update

from evenground.domain.response import Point
from evenground.errors import InputError, NotFound
from evenground.i18n import _
from evenground.store import tables, writing
from evenground.store.engine import Store, wipe
from evenground.store.writing import Pen


def hide(store: Store, session_id: int, answer_id: int, hidden: bool = True) -> None:
    """Take an answer off every shared page, or put it back; its owner still has it."""
    with writing.for_session(store, session_id) as pen:
        check_answers(pen, [answer_id])
        row = tables.hidden.c.answer == answer_id
        if (pen.conn.execute(select(tables.hidden).where(row)).first() is not None) == hidden:
            return
        if hidden:
            pen.conn.execute(insert(tables.hidden).values(answer=answer_id, at=writing.now()))
        else:
            pen.conn.execute(delete(tables.hidden).where(row))
        pen.note("hidden")


def check_answers(pen: Pen, answers: list[int]) -> None:
    """NotFound unless all of these are answers of this session."""
    its = tables.answer
    found = pen.conn.execute(select(its.c.id).where(its.c.session == pen.session.id, its.c.id.in_(answers)))
    if set(answers) - set(found.scalars()):
        raise NotFound(_("This answer is not in this session."))


def check_theme(pen: Pen, theme: int) -> str:
    """Return the name of a live theme of this session; NotFound when it is none."""
    its = tables.theme
    live = and_(its.c.session == pen.session.id, its.c.id == theme, its.c.merged_into.is_(None))
    row = pen.conn.execute(select(its.c.name).where(live)).first()
    if row is None:
        raise NotFound(_("This theme is not here any more. Choose another one."))
    return str(row.name)


def add_point(store: Store, session_id: int, text: str, theme: int | None = None) -> Point:
    """Write down something that was said."""
    with writing.for_session(store, session_id) as pen:
        facts = _point_facts(pen, text, theme) | {"at": writing.now()}
        made = pen.conn.execute(insert(tables.point).values(facts | {"session": session_id}))
        pen.note("point")
        return Point(id=made.inserted_primary_key[0] if made.inserted_primary_key else 0, **facts)


def edit_point(store: Store, session_id: int, point: int, text: str, theme: int | None = None) -> None:
    """Put other words, or another theme, in the place of a point."""
    with writing.for_session(store, session_id) as pen:
        facts = _point_facts(pen, text, theme)
        row = _point(pen, point)
        if (row.text, row.theme) != (facts["text"], facts["theme"]):
            pen.conn.execute(update(tables.point).where(tables.point.c.id == point).values(facts))
            pen.note("point")


def remove_point(store: Store, session_id: int, point: int) -> None:
    """Take a point away."""
    with writing.for_session(store, session_id) as pen:
        _point(pen, point)
        pen.conn.execute(delete(tables.point).where(tables.point.c.id == point))
        pen.note("point")


def _point_facts(pen: Pen, text: str, theme: int | None) -> dict[str, Any]:
    if not writing.text_of(text, writing.LONG).strip():
        raise InputError(_("Write down what was said."))
    if theme is not None:
        check_theme(pen, theme)
    return {"text": text, "theme": theme}


def _point(pen: Pen, point: int) -> Row[Any]:
    its = tables.point
    row = pen.conn.execute(select(its).where(its.c.session == pen.session.id, its.c.id == point)).first()
    if row is None:
        raise NotFound(_("This point is not here any more."))
    return row


def delete_session(store: Store, session_id: int) -> None:
    """Delete everything of a session for good."""
    _delete(store, session_id)
    wipe(store)


def purge(store: Store, before: date | None = None) -> int:
    """Delete the sessions whose day is `before` (today) or earlier; returns how many."""
    its = tables.session
    day = before or writing.now().date()
    with store.read() as conn:
        due = conn.execute(select(its.c.id).where(its.c.delete_on <= day)).scalars().all()
    gone = sum(_delete(store, session_id, missing_is_fine=True) for session_id in due)
    wipe(store)
    return gone


def _delete(store: Store, session_id: int, *, missing_is_fine: bool = False) -> bool:
    with store.begin() as conn:
        # Everything of a session hangs on its row and goes with it.
        gone = conn.execute(delete(tables.session).where(tables.session.c.id == session_id)).rowcount
    if not gone and not missing_is_fine:
        raise NotFound(_("This session is not here any more: it may have been deleted."))
    return bool(gone)
