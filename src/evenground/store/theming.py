"""Themes and what people place in them; every step can be undone and redone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import and_, delete, func, insert, select, update

from evenground.domain.response import ThemeRow
from evenground.errors import InputError, Refused
from evenground.i18n import _
from evenground.store import rows, steps, tables, themed, writing
from evenground.store.engine import Store
from evenground.store.moderating import check_answers, check_theme
from evenground.store.writing import Pen

State = Literal["confirmed", "rejected"]
STATES = ("confirmed", "rejected")
TERM, TERMS = 100, 100


def add_theme(
    store: Store, session_id: int, name: str, terms: Sequence[str] = (), answers: Iterable[int] = (), *, hand: str = ""
) -> ThemeRow:
    """Make a theme, after the others; `answers` are confirmed in it, in the same step."""
    wanted = sorted(set(answers))
    with writing.for_session(store, session_id) as pen:
        plain, words = _name(name), _terms(terms)
        check_answers(pen, wanted)
        with steps.step(pen, _("add the theme “{name}”").format(name=plain), hand):
            made = _add(pen, plain, words)
            _place(pen, wanted, made, "confirmed")
        return _theme(pen, made)


def rename_theme(store: Store, session_id: int, theme: int, name: str, *, hand: str = "") -> None:
    """Give a theme another name."""
    with writing.for_session(store, session_id) as pen:
        old, new = check_theme(pen, theme), _name(name)
        with steps.step(pen, _("rename “{old}” to “{new}”").format(old=old, new=new), hand):
            pen.conn.execute(update(tables.theme).where(tables.theme.c.id == theme).values(name=new))


def merge_themes(store: Store, session_id: int, theme: int, into: int, *, hand: str = "") -> None:
    """Make one theme part of another: what is placed in it counts there from now on."""
    with writing.for_session(store, session_id) as pen:
        names = {"name": check_theme(pen, theme), "into": check_theme(pen, into)}
        if theme == into:
            raise InputError(_("Choose two different themes to merge."))
        with steps.step(pen, _("merge “{name}” into “{into}”").format(**names), hand):
            pen.conn.execute(update(tables.theme).where(tables.theme.c.id == theme).values(merged_into=into))


def remove_theme(store: Store, session_id: int, theme: int, *, hand: str = "") -> None:
    """Take a theme away, with those merged into it; answers and points stay, without it."""
    with writing.for_session(store, session_id) as pen:
        name = check_theme(pen, theme)
        gone = _family(pen, theme)
        with steps.step(pen, _("remove the theme “{name}”").format(name=name), hand):
            points, placed = tables.point, tables.placement
            pen.conn.execute(update(points).where(points.c.theme.in_(gone)).values(theme=None))
            pen.conn.execute(delete(placed).where(placed.c.theme.in_(gone)))
            pen.conn.execute(delete(tables.theme).where(tables.theme.c.id.in_(gone)))


def place(store: Store, session_id: int, answer: int, theme: int, state: State | None, *, hand: str = "") -> None:
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
        with steps.step(pen, label[state].format(name=name), hand):
            _place(pen, [answer], theme, state)


def confirm_all(store: Store, session_id: int, theme: int, answers: Iterable[int], *, hand: str = "") -> None:
    """Confirm many answers in a theme at once, as one step."""
    wanted = sorted(set(answers))
    with writing.for_session(store, session_id) as pen:
        name = check_theme(pen, theme)
        check_answers(pen, wanted)
        with steps.step(pen, _("confirm all in “{name}”").format(name=name), hand):
            _place(pen, wanted, theme, "confirmed")


def split_theme(
    store: Store, session_id: int, theme: int, name: str, answers: Iterable[int], *, hand: str = ""
) -> ThemeRow:
    """Make a new theme of some answers of another: they leave that one and are confirmed in the new one."""
    wanted = sorted(set(answers))
    with writing.for_session(store, session_id) as pen:
        old, new = check_theme(pen, theme), _name(name)
        check_answers(pen, wanted)
        if not wanted:
            raise InputError(_("Choose the answers that go into the new theme."))
        with steps.step(pen, _("split “{new}” from “{old}”").format(new=new, old=old), hand):
            made = _add(pen, new, [])
            _place(pen, wanted, theme, "rejected")  # else what suggested it there would bring it back
            _place(pen, wanted, made, "confirmed")
        return _theme(pen, made)


def move(store: Store, session_id: int, answer: int, theme: int, into: int, *, hand: str = "") -> None:
    """Take an answer out of one theme and confirm it in another, as one step."""
    with writing.for_session(store, session_id) as pen:
        names = {"name": check_theme(pen, theme), "into": check_theme(pen, into)}
        check_answers(pen, [answer])
        if theme == into:
            raise InputError(_("Choose two different themes to move an answer between."))
        with steps.step(pen, _("move an answer from “{name}” to “{into}”").format(**names), hand):
            _place(pen, [answer], theme, "rejected")
            _place(pen, [answer], into, "confirmed")


def regroup(
    store: Store, session_id: int, groups: Sequence[tuple[int | str, Sequence[int]]], *, hand: str = ""
) -> list[int]:
    """Confirm groups of answers in live themes or in new ones with these names, all as one step.

    Returns the themes in the order of the groups; what was placed before stays.
    """
    with writing.for_session(store, session_id) as pen:
        for theme, answers in groups:
            _name(theme) if isinstance(theme, str) else check_theme(pen, theme)
            check_answers(pen, sorted(set(answers)))
        themes = []
        with steps.step(pen, _("put answers into groups"), hand):
            for theme, answers in groups:
                themes.append(_add(pen, _name(theme), []) if isinstance(theme, str) else theme)
                _place(pen, sorted(set(answers)), themes[-1], "confirmed")
        return themes


def undo(store: Store, session_id: int, *, hand: str = "") -> str | None:
    """Take back the last step of this hand; returns its label, or None when there is nothing to take back.

    What somebody else has changed since stays as it is, unless they took that back themselves. Refused where that
    is all of the step: it is then out of reach, and the step before it is the next to be undone.
    """
    with writing.for_session(store, session_id) as pen:
        turned = steps.undo(pen, hand)
    if turned and not turned.done:
        raise Refused(_("Somebody else has changed this since, so there is nothing left to undo."))
    return turned.label if turned else None


def redo(store: Store, session_id: int, *, hand: str = "") -> str | None:
    """Do the step of this hand again that was taken back last; returns its label, or None. Refused as in undo."""
    with writing.for_session(store, session_id) as pen:
        turned = steps.redo(pen, hand)
    if turned and not turned.done:
        raise Refused(_("Somebody else has changed this since, so it cannot be done again."))
    return turned.label if turned else None


def _add(pen: Pen, name: str, terms: list[str]) -> int:
    its = tables.theme
    last = pen.conn.execute(select(func.max(its.c.position)).where(its.c.session == pen.session.id)).scalar()
    position = 0 if last is None else last + 1
    facts = {"session": pen.session.id, "name": name, "terms": terms, "position": position}
    made = pen.conn.execute(insert(its).values(facts | {"from_codebook": False})).inserted_primary_key
    return int(made[0]) if made else 0


def _theme(pen: Pen, theme: int) -> ThemeRow:
    return rows.to_theme(pen.conn.execute(rows.theme_rows(tables.theme.c.id == theme)).one())


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
