"""Commands of a participant: join, be named, choose a language, get ready."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, delete, func, insert, select, update

from evenground.domain.codes import TOKEN_LENGTH
from evenground.domain.session import Participant, Session, fingerprint, normalise_code, normalise_token
from evenground.errors import InputError, NotFound, Refused
from evenground.i18n import LANGUAGES, _
from evenground.store import rows, tables, writing
from evenground.store.engine import Store
from evenground.store.queries import get_session
from evenground.store.writing import Pen


def join(
    store: Store, code: str, token: str, *, name: str = "", language: str = "en-GB", synthetic: bool = False
) -> Participant:
    """Join a session, or come back with the same token; Refused when it is closed and this is a new face."""
    print_of = _print(token)
    with writing.for_session(store, get_session(store, normalise_code(code)).id) as pen:
        person = tables.participant
        mine = and_(person.c.session == pen.session.id, person.c.token_print == print_of)
        known = rows.one_person(pen.conn, mine)
        if known is not None:
            return known
        if pen.session.closed:
            raise Refused(_("This session is closed, so nobody new can join it."))
        facts = {
            "session": pen.session.id,
            "token_print": print_of,
            "name": _name(pen.session, name),
            "number": _next_number(pen),
            "language": _language(language),
            "synthetic": synthetic,
            "joined_at": writing.now(),
        }
        pen.conn.execute(insert(person).values(facts))
        pen.note("joined")
        return _found(pen, mine)


def rename(store: Store, participant_id: int, name: str) -> None:
    """Change how somebody is named; an anonymous session keeps no names."""
    with writing.for_participant(store, participant_id) as pen:
        _change(pen, participant_id, name=_name(pen.session, name))


def set_language(store: Store, participant_id: int, language: str) -> None:
    """Change the language somebody reads."""
    with writing.for_participant(store, participant_id) as pen:
        _change(pen, participant_id, language=_language(language))


def set_ready(store: Store, participant_id: int, ready: bool, *, at: tuple[int, int] | None = None) -> None:
    """Say that somebody is ready to move on from a run of a stage, or that they are not.

    `at` is the position and the run that they have before them: the group may just have moved on, and then they are not
    ready for what it has moved to. Without it the present run is meant. InputError for a run that never was.
    """
    with writing.for_participant(store, participant_id) as pen:
        if at is not None:
            _was_run(pen, *at)
        position, run = at or (pen.session.position, pen.session.run)
        mine = {"participant": participant_id, "position": position, "run": run}
        said = pen.conn.execute(select(tables.ready.c.at).filter_by(**mine)).first()
        if (said is not None) == ready:
            return
        if ready:
            pen.conn.execute(insert(tables.ready).values(mine | {"at": writing.now()}))
        else:
            pen.conn.execute(delete(tables.ready).filter_by(**mine))
        pen.note("ready")


def _was_run(pen: Pen, position: int, run: int) -> None:
    its = tables.stage_run
    runs = pen.conn.execute(select(its.c.position, its.c.run).where(its.c.session == pen.session.id))
    if (position, run) not in {tuple(row) for row in runs}:
        raise InputError(_("This page sent something that cannot be read. Reload it and try again."))


def _change(pen: Pen, participant_id: int, **values: str) -> None:
    this = tables.participant.c.id == participant_id
    person = _found(pen, this)
    if any(getattr(person, key) != value for key, value in values.items()):
        pen.conn.execute(update(tables.participant).where(this).values(**values))
        pen.note("participant")


def _found(pen: Pen, which: Any) -> Participant:
    person = rows.one_person(pen.conn, which)
    if person is None:
        raise NotFound(_("You are not in this session any more: it may have been deleted."))
    return person


def _next_number(pen: Pen) -> int:
    person = tables.participant
    last = select(func.max(person.c.number)).where(person.c.session == pen.session.id)
    return 1 + (pen.conn.execute(last).scalar() or 0)


def _print(token: str) -> str:
    """Return the fingerprint of a token; a short one is refused, for two people could meet in it."""
    plain = normalise_token(token)
    if len(plain) < TOKEN_LENGTH:
        raise InputError(
            _("This resume code is too short. It has {count} letters and digits.").format(count=TOKEN_LENGTH)
        )
    return fingerprint(plain)


def _name(session: Session, name: str) -> str:
    return "" if session.identity == "anonymous" else writing.text_of(name, writing.SHORT).strip()


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise InputError(_("Write one of: {known}").format(known=", ".join(LANGUAGES)))
    return language
