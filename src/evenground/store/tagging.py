"""Commands that say what an answer is about: under which cell of a framework it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, and_, delete, insert, select

from evenground.domain import loading
from evenground.domain.session import Session
from evenground.domain.suggested import Tag
from evenground.errors import InputError, Refused
from evenground.i18n import _
from evenground.store import steps, tables, writing
from evenground.store.engine import Store
from evenground.store.moderating import check_answers


def tag(
    store: Store,
    session_id: int,
    answer: int,
    framework: str,
    cell: str,
    state: Literal["confirmed", "rejected"] | None,
    *,
    hand: str = "",
) -> None:
    """Say for the group that an answer belongs under a cell or does not, or take that back; one step of theming."""
    if state not in ("confirmed", "rejected", None):
        raise InputError(_("Write one of: {known}").format(known="confirmed, rejected"))
    with writing.for_session(store, session_id) as pen:
        title = _check(pen.session, framework, [cell])
        check_answers(pen, [answer])
        label = {
            "confirmed": _("put an answer under “{name}”"),
            "rejected": _("keep an answer from “{name}”"),
            None: _("take back a place in “{name}”"),
        }[state]
        with steps.step(pen, label.format(name=title), hand):
            its = tables.tag
            named = {"answer": answer, "framework": framework, "cell": cell, "by": "facilitator"}
            pen.conn.execute(delete(its).where(*(its.c[name] == value for name, value in named.items())))
            if state is not None:
                pen.conn.execute(insert(its).values(named | {"session": session_id, "state": state}))


def tag_own(store: Store, participant_id: int, prompt: str, framework: str, cells: Sequence[str]) -> None:
    """Say what one's own answer is about, in one framework; replaces what was said before."""
    wanted = set(cells)
    with writing.for_participant(store, participant_id) as pen:
        _check(pen.session, framework, sorted(wanted))
        if pen.session.closed:
            raise Refused(_("This session is closed, so nothing can be changed any more."))
        one, its = tables.answer, tables.tag
        named = pen.session.workshop.prompt(prompt).id
        mine = select(one.c.id).where(one.c.participant == participant_id, one.c.prompt == named)
        answer = pen.conn.execute(mine).scalar()
        if answer is None:
            raise InputError(_("Answer the question first, then say what your answer is about."))
        here = and_(its.c.answer == answer, its.c.framework == framework, its.c.by == "owner")
        if set(pen.conn.execute(select(its.c.cell).where(here)).scalars()) == wanted:
            return
        pen.conn.execute(delete(its).where(here))
        same = {"answer": answer, "framework": framework, "by": "owner", "session": pen.session.id}
        if wanted:
            rows = [same | {"cell": cell, "state": "confirmed"} for cell in sorted(wanted)]
            pen.conn.execute(insert(its), rows)
        pen.note("tag", prompt)


def tags(store: Store, session_id: int) -> list[Tag]:
    """Return what answers are about; of answers that nobody may read too, so match them with what is shared."""
    its = tables.tag
    with store.read() as conn:
        found = conn.execute(select(its).where(its.c.session == session_id))
        said = [Tag(row.answer, row.framework, row.cell, row.state, row.by) for row in found]
    return sorted(said, key=lambda one: (one.framework, one.cell, one.answer, one.by))


def my_tags(store: Store, participant_id: int) -> list[tuple[str, str, str]]:
    """Return prompt, framework and cell of what one person said that their own answers are about."""
    with store.read() as conn:
        return _mine(conn, participant_id)


def _mine(conn: Connection, participant_id: int) -> list[tuple[str, str, str]]:
    its, one = tables.tag, tables.answer
    found = select(one.c.prompt, its.c.framework, its.c.cell).join(one, one.c.id == its.c.answer)
    rows = conn.execute(found.where(one.c.participant == participant_id, its.c.by == "owner"))
    return sorted((row.prompt, row.framework, row.cell) for row in rows)


def _check(session: Session, framework: str, cells: Sequence[str]) -> str:
    """Return the title of the first cell; InputError where the session's workshop has no such place."""
    if framework not in session.workshop.frameworks:
        raise InputError(_("This workshop does not look at answers that way."))
    known = loading.frameworks().get(framework)
    if known is None:
        raise InputError(_("This way of looking at answers does not come with Even Ground any more."))
    if set(cells) - set(known.cells):
        raise InputError(_("There is no such place in “{title}”.").format(title=known.title))
    return known.title_of(cells[0]) if cells else known.title
