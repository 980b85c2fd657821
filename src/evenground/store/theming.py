"""Themes and what people place in them; every step can be undone and redone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import and_, delete, func, insert, select, update

from evenground.domain.response import ThemeRow
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import rows, steps, tables, themed, writing
from evenground.store.engine import Store
from evenground.store.moderating import check_answers, check_theme
from evenground.store.writing import Pen

State = Literal["confirmed", "rejected"]
STATES = ("confirmed", "rejected")
TERM, TERMS = 100, 100


def add_theme(store: Store, session_id: int, name: str, terms: Sequence[str] = ()) -> ThemeRow:
    """Make a theme, after the others."""
    with writing.for_session(store, session_id) as pen:
        its = tables.theme
        last = pen.conn.execute(select(func.max(its.c.position)).where(its.c.session == session_id)).scalar()
        facts = {"name": _name(name), "terms": _terms(terms), "position": 0 if last is None else last + 1}
        with steps.step(pen, _("add the theme “{name}”").format(name=facts["name"])):
            row = facts | {"session": session_id, "from_codebook": False}
            made = pen.conn.execute(insert(its).values(row)).inserted_primary_key
        return rows.to_theme(pen.conn.execute(rows.theme_rows(its.c.id == (made[0] if made else 0))).one())


def rename_theme(store: Store, session_id: int, theme: int, name: str) -> None:
    """Give a theme another name."""
    with writing.for_session(store, session_id) as pen:
        old, new = check_theme(pen, theme), _name(name)
        with steps.step(pen, _("rename “{old}” to “{new}”").format(old=old, new=new)):
            pen.conn.execute(update(tables.theme).where(tables.theme.c.id == theme).values(name=new))


def merge_themes(store: Store, session_id: int, theme: int, into: int) -> None:
    """Make one theme part of another: what is placed in it counts there from now on."""
    with writing.for_session(store, session_id) as pen:
        names = {"name": check_theme(pen, theme), "into": check_theme(pen, into)}
        if theme == into:
            raise InputError(_("Choose two different themes to merge."))
        with steps.step(pen, _("merge “{name}” into “{into}”").format(**names)):
            pen.conn.execute(update(tables.theme).where(tables.theme.c.id == theme).values(merged_into=into))


def remove_theme(store: Store, session_id: int, theme: int) -> None:
    """Take a theme away, with those merged into it; answers and points stay, without it."""
    with writing.for_session(store, session_id) as pen:
        name = check_theme(pen, theme)
        gone = _family(pen, theme)
        with steps.step(pen, _("remove the theme “{name}”").format(name=name)):
            points, placed = tables.point, tables.placement
            pen.conn.execute(update(points).where(points.c.theme.in_(gone)).values(theme=None))
            pen.conn.execute(delete(placed).where(placed.c.theme.in_(gone)))
            pen.conn.execute(delete(tables.theme).where(tables.theme.c.id.in_(gone)))


def place(store: Store, session_id: int, answer: int, theme: int, state: State | None) -> None:
    """Confirm or reject an answer in a theme, or take back what was said about it."""
    label = {
        "confirmed": _("place an answer in “{name}”"),
        "rejected": _("keep an answer out of “{name}”"),
        None: _("take back a placement in “{name}”"),
    }
    if state not in label:
        raise InputError(_("Write one of: {known}").format(known=", ".join(STATES)))
    with writing.for_session(store, session_id) as pen:
        name = check_theme(pen, theme)
        check_answers(pen, [answer])
        with steps.step(pen, label[state].format(name=name)):
            _place(pen, [answer], theme, state)


def confirm_all(store: Store, session_id: int, theme: int, answers: Iterable[int]) -> None:
    """Confirm many answers in a theme at once, as one step."""
    wanted = sorted(set(answers))
    with writing.for_session(store, session_id) as pen:
        name = check_theme(pen, theme)
        check_answers(pen, wanted)
        with steps.step(pen, _("confirm all in “{name}”").format(name=name)):
            _place(pen, wanted, theme, "confirmed")


def undo(store: Store, session_id: int) -> str | None:
    """Take back the last step; returns its label, or None when there is nothing to take back."""
    with writing.for_session(store, session_id) as pen:
        return steps.undo(pen)


def redo(store: Store, session_id: int) -> str | None:
    """Do the step again that was taken back last; returns its label, or None."""
    with writing.for_session(store, session_id) as pen:
        return steps.redo(pen)


def _place(pen: Pen, answers: list[int], theme: int, state: State | None) -> None:
    placed = tables.placement
    # Also what was said of it in themes merged into this one: the newest word counts.
    here = and_(placed.c.theme.in_(_family(pen, theme)), placed.c.answer.in_(answers))
    pen.conn.execute(delete(placed).where(here))
    facts = {"session": pen.session.id, "theme": theme, "state": state}
    if state is not None and answers:
        pen.conn.execute(insert(placed), [facts | {"answer": answer} for answer in answers])


def _family(pen: Pen, theme: int) -> list[int]:
    """Return a theme and all that are merged into it, over any number of merges."""
    return [each for each, end in themed.ends(pen.conn, pen.session.id).items() if end == theme]


def _name(name: str) -> str:
    plain = writing.text_of(name, writing.SHORT).strip()
    if not plain:
        raise InputError(_("Give the theme a name."))
    return plain


def _terms(terms: Sequence[str]) -> list[str]:
    plain = [writing.text_of(term, TERM).strip() for term in terms]
    if len(plain) > TERMS:
        raise InputError(_("A theme has at most {limit} terms.").format(limit=TERMS))
    return list(dict.fromkeys(term for term in plain if term))
