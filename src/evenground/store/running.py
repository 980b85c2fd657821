"""Commands of who runs a session: start it, move it through its stages, show, narrow names, close it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from evenground.domain.loading import dump
from evenground.domain.session import (
    IDENTITIES,
    VIEWS,
    Identity,
    Session,
    check_move,
    fingerprint,
    may_narrow,
    new_code,
    new_token,
)
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, OutsideError, Refused
from evenground.i18n import LANGUAGES, _
from evenground.store import rows, tables, writing
from evenground.store.engine import Store
from evenground.store.writing import Pen


def create_session(
    store: Store,
    workshop: Workshop,
    *,
    variant: str | int | None = None,
    identity: Identity = "anonymous",
    title: str = "",
    language: str | None = None,
    synthetic: bool = False,
    threshold: int = 3,
    keep_days: int = 30,
) -> tuple[Session, str]:
    """Start a session; returns it and the facilitator's key, which is kept nowhere."""
    key, now = new_token(), writing.now()
    facts = {
        "seq": 1,
        "key_print": fingerprint(key),
        "seed": secrets.token_hex(16),
        "title": writing.text_of(title, writing.SHORT).strip() or workshop.title,
        "workshop": dump(workshop),
        "variant": workshop.variant(variant)[0],
        "identity": _known(identity, IDENTITIES),
        "language": _known(language or workshop.language, tuple(LANGUAGES)),
        "synthetic": synthetic,
        "threshold": threshold,
        "created_at": now,
        "delete_on": now.date() + timedelta(days=keep_days),
        "position": 0,
        "run": 1,
        "board": VIEWS[0],
    }
    with store.begin() as conn:
        facts["code"] = _free_code(conn)
        created = conn.execute(insert(tables.session).values(facts)).inserted_primary_key
        session_id = int(created[0]) if created else 0
        _open_run(conn, session_id, 0, 1)
        _codebook(conn, session_id, workshop)
        writing.note(conn, session_id, 1, "created", "")
        session = rows.one_session(conn, tables.session.c.id == session_id)
    if session is None:
        raise OutsideError(_("The session could not be kept. Try again."))
    return session, key


def _free_code(conn: Connection) -> str:
    while True:
        code = new_code()
        if conn.execute(select(tables.session.c.id).where(tables.session.c.code == code)).first() is None:
            return code


def _codebook(conn: Connection, session_id: int, workshop: Workshop) -> None:
    for position, theme in enumerate(workshop.themes):
        conn.execute(
            insert(tables.theme).values(
                session=session_id,
                name=theme.name,
                terms=list(theme.terms),
                position=position,
                from_codebook=True,
            )
        )


def move(store: Store, session_id: int, position: int, *, skip: bool = False) -> None:
    """Take the group to another stage, forwards or back; `skip` says that the one it leaves was left out."""
    with writing.for_session(store, session_id) as pen:
        check_move(pen.session, position)
        _close_run(pen, skipped=skip)
        _enter(pen, position)
        pen.note("stage", str(position))


def repeat_stage(store: Store, session_id: int) -> None:
    """Run the present stage once more, with its whole time."""
    with writing.for_session(store, session_id) as pen:
        writing.refuse_closed(pen.session)
        _close_run(pen)
        _enter(pen, pen.session.position)
        pen.note("stage", str(pen.session.position))


def close_stage(store: Store, session_id: int) -> None:
    """Stop the clock of the present stage; the group stays where it is."""
    with writing.for_session(store, session_id) as pen:
        writing.refuse_closed(pen.session)
        if pen.session.stage_closed_at is None:
            _close_run(pen)
            pen.note("stage", str(pen.session.position))


def close_session(store: Store, session_id: int) -> None:
    """End the session: nothing more is answered, and what may be shared stays readable."""
    with writing.for_session(store, session_id) as pen:
        if not pen.session.closed:
            _close_run(pen)
            _set(pen, closed_at=writing.now())
            pen.note("closed")


def reopen_session(store: Store, session_id: int) -> None:
    """Open a closed session again, with a new run of the stage it ended at."""
    with writing.for_session(store, session_id) as pen:
        if pen.session.closed:
            _set(pen, closed_at=None)
            _enter(pen, pen.session.position)
            pen.note("reopened")


def show(store: Store, session_id: int, view: str) -> None:
    """Choose what the board shows. A choice is noted each time: the board heeds the last one since the stage opened."""
    with writing.for_session(store, session_id) as pen:
        known = _view(pen.session, view)
        _set(pen, board=known)
        pen.note("board", known)


def _view(session: Session, view: str) -> str:
    """A view of the board; coverage.0 is the grid of the workshop's first framework."""
    name, _dot, number = view.partition(".") if isinstance(view, str) else ("", "", "")
    if name == "coverage" and number.isdecimal() and len(number) < 3 and int(number) < len(session.workshop.frameworks):
        return f"coverage.{int(number)}"
    return str(_known(view, VIEWS))


def set_identity(store: Store, session_id: int, identity: Identity) -> None:
    """Narrow how people are named; the names given so far go, for they were given for something wider."""
    with writing.for_session(store, session_id) as pen:
        if not may_narrow(pen.session.identity, _known(identity, IDENTITIES)):
            raise Refused(_("Names only go one way: people joined knowing who would see theirs."))
        if pen.session.identity != identity:
            _set(pen, identity=identity)
            everyone = tables.participant.c.session == pen.session.id
            pen.conn.execute(update(tables.participant).where(everyone).values(name=""))
            pen.note("identity", identity)


def _known(word: Any, words: tuple[Any, ...]) -> Any:
    if word not in words:
        raise InputError(_("Write one of: {known}").format(known=", ".join(words)))
    return word


def _set(pen: Pen, **values: Any) -> None:
    pen.conn.execute(update(tables.session).where(tables.session.c.id == pen.session.id).values(**values))


def _enter(pen: Pen, position: int) -> None:
    run = tables.stage_run
    here = and_(run.c.session == pen.session.id, run.c.position == position)
    number = 1 + (pen.conn.execute(select(func.max(run.c.run)).where(here)).scalar() or 0)
    _open_run(pen.conn, pen.session.id, position, number)
    _set(pen, position=position, run=number)


def _open_run(conn: Connection, session_id: int, position: int, run: int) -> None:
    row = {"session": session_id, "position": position, "run": run, "skipped": False}
    conn.execute(insert(tables.stage_run).values(row | {"opened_at": writing.now()}))


def _close_run(pen: Pen, *, skipped: bool = False) -> None:
    """Close the current run; one that was closed already keeps its time."""
    run = tables.stage_run
    at = pen.session.stage_closed_at or writing.now()
    pen.conn.execute(
        update(run)
        .where(run.c.session == pen.session.id)
        .where(run.c.position == pen.session.position, run.c.run == pen.session.run)
        .values(closed_at=at, skipped=skipped)
    )
