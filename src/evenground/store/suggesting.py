"""What the machine suggests, kept so that every page reads the same and nothing changes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import bindparam, delete, insert, select

from evenground.domain.suggested import Suggested, cell_target, theme_of
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import tables, themed, writing
from evenground.store.engine import Store
from evenground.store.writing import Pen

Pair = tuple[int, str]  # an answer and a target


def suggest(store: Store, session_id: int, found: Sequence[Suggested]) -> int:
    """Keep suggestions that are not there yet, and those whose answer has other words now; returns how many.

    What is there stays as it is: a suggestion never changes under somebody's eyes.
    """
    with writing.for_session(store, session_id) as pen:
        have, here = _kept(pen), _answers(pen)
        fresh = {
            (one.answer, one.target): one
            for one in found
            if one.answer in here and have.get((one.answer, one.target)) != one.print
        }
        if not fresh:
            return 0
        _remove(pen, [pair for pair in fresh if pair in have])
        pen.conn.execute(insert(tables.suggestion), [_row(pen, one) for one in fresh.values()])
        pen.note("suggestion")
        return len(fresh)


def forget(store: Store, session_id: int, kind: Literal["theme", "cell"]) -> None:
    """Let suggestions of this kind go, because a person asked to look again.

    Those of pairs that a person has judged stay: they are the reason that stood beside the judgement.
    """
    if kind not in ("theme", "cell"):
        raise InputError(_("Write one of: {known}").format(known="theme, cell"))
    with writing.for_session(store, session_id) as pen:
        judged = _judged_themes(pen) if kind == "theme" else _judged_cells(pen)
        gone = [pair for pair in _kept(pen) if pair[1].startswith(f"{kind}:") and pair not in judged]
        if gone:
            _remove(pen, gone)
            pen.note("suggestion")


def suggestions(store: Store, session_id: int) -> list[Suggested]:
    """Return what is suggested, the surest first; of answers that nobody may read too, so match them."""
    its = tables.suggestion
    with store.read() as conn:
        rows = conn.execute(select(its).where(its.c.session == session_id)).all()
    found = (Suggested(row.answer, row.target, row.score, row.start, row.end, row.print) for row in rows)
    return sorted(found, key=lambda one: (-one.score, one.answer, one.target))


def _row(pen: Pen, one: Suggested) -> dict[str, Any]:
    # Numbers may come from an array; a database takes plain ones only.
    numbers = {"score": float(one.score), "start": int(one.start), "end": int(one.end)}
    return numbers | {"session": pen.session.id, "answer": one.answer, "target": one.target, "print": one.print}


def _remove(pen: Pen, pairs: list[Pair]) -> None:
    its = tables.suggestion
    if pairs:
        this = delete(its).where(its.c.answer == bindparam("an"), its.c.target == bindparam("ta"))
        pen.conn.execute(this, [{"an": answer, "ta": target} for answer, target in pairs])


def _judged_themes(pen: Pen) -> set[Pair]:
    """Return the pairs that people have judged; what was judged in a merged theme was judged where that went."""
    its, ends = tables.placement, themed.ends(pen.conn, pen.session.id)
    rows = pen.conn.execute(select(its.c.answer, its.c.theme).where(its.c.session == pen.session.id))
    judged = {(row.answer, ends.get(row.theme)) for row in rows}
    return {pair for pair in _kept(pen) if (pair[0], ends.get(theme_of(pair[1]) or 0)) in judged}


def _judged_cells(pen: Pen) -> set[Pair]:
    its = tables.tag
    rows = pen.conn.execute(select(its.c.answer, its.c.framework, its.c.cell).where(its.c.session == pen.session.id))
    return {(row.answer, cell_target(row.framework, row.cell)) for row in rows}


def _kept(pen: Pen) -> dict[Pair, str]:
    its = tables.suggestion
    rows = pen.conn.execute(select(its.c.answer, its.c.target, its.c.print).where(its.c.session == pen.session.id))
    return {(row.answer, row.target): row.print for row in rows}


def _answers(pen: Pen) -> set[int]:
    one = tables.answer
    return set(pen.conn.execute(select(one.c.id).where(one.c.session == pen.session.id)).scalars())
