"""Reads of sessions, people and their progress; reads of people's words for others are in sharing."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from evenground.domain.response import Revision
from evenground.domain.session import (
    Participant,
    Session,
    StageRun,
    fingerprint,
    normalise_code,
    normalise_token,
)
from evenground.errors import NotFound, Refused
from evenground.i18n import _
from evenground.store import rows, tables
from evenground.store.continuing import earlier
from evenground.store.engine import Store
from evenground.store.grouping import group_of
from evenground.store.sharing import had_turn, shared
from evenground.store.suggesting import suggestions
from evenground.store.tagging import my_tags, tags
from evenground.store.themed import placements, points, themes, theming_labels
from evenground.store.voted import my_votes, statements, votes

__all__ = [
    "HeadCount",
    "answered",
    "check_key",
    "earlier",
    "get_session",
    "group_of",
    "had_turn",
    "head_count",
    "my_answers",
    "my_revisions",
    "my_tags",
    "my_votes",
    "participant",
    "participant_by_token",
    "participants",
    "placements",
    "points",
    "session_by_id",
    "sessions",
    "shared",
    "stage_runs",
    "statements",
    "suggestions",
    "tags",
    "themes",
    "theming_labels",
    "votes",
]


@dataclass(frozen=True)
class HeadCount:
    """How many have joined, how many of them are ready to move on, and how many of them are made up."""

    joined: int
    ready: int
    synthetic: int


def get_session(store: Store, code: str) -> Session:
    """Return the session people join with this code; NotFound says to look at the code again."""
    plain = normalise_code(code)[:16]
    with store.read() as conn:
        session = rows.one_session(conn, tables.session.c.code == plain)
    if session is None:
        raise NotFound(
            _("There is no session with the code {code}. Check it on the board; it may have been deleted.").format(
                code=plain
            )
        )
    return session


def session_by_id(store: Store, session_id: int) -> Session:
    """Return a session; NotFound when it has been deleted."""
    with store.read() as conn:
        session = rows.one_session(conn, tables.session.c.id == session_id)
    if session is None:
        raise NotFound(_("This session is not here any more: it may have been deleted."))
    return session


def sessions(store: Store) -> list[Session]:
    """Return every session, the oldest first."""
    with store.read() as conn:
        return [rows.to_session(row) for row in conn.execute(rows.session_rows().order_by(tables.session.c.id))]


def check_key(store: Store, code: str, key: str) -> Session:
    """Return the session this facilitator's key opens; Refused when it is not its key."""
    session = get_session(store, code)
    with store.read() as conn:
        print_of = conn.execute(select(tables.session.c.key_print).where(tables.session.c.id == session.id)).scalar()
    if not hmac.compare_digest(str(print_of), fingerprint(normalise_token(key))):
        raise Refused(_("This key does not open the session. Copy the whole facilitator's address again."))
    return session


def participant_by_token(store: Store, code: str, token: str) -> Participant | None:
    """Return who holds this resume token in the session with this code, or None."""
    print_of = fingerprint(normalise_token(token))
    person = tables.participant
    with store.read() as conn:
        own = select(person.c.id, person.c.token_print).join(tables.session)
        own = own.where(tables.session.c.code == normalise_code(code)[:16], person.c.token_print == print_of)
        row = conn.execute(own).first()
        if row is None or not hmac.compare_digest(row.token_print, print_of):
            return None
        return rows.one_person(conn, person.c.id == row.id)


def participant(store: Store, participant_id: int) -> Participant:
    """Return a participant; NotFound when their session has been deleted."""
    with store.read() as conn:
        found = rows.one_person(conn, tables.participant.c.id == participant_id)
    if found is None:
        raise NotFound(_("You are not in this session any more: it may have been deleted."))
    return found


def participants(store: Store, session_id: int) -> list[Participant]:
    """Return everybody in a session, in the order of joining."""
    with store.read() as conn:
        found = conn.execute(rows.people(tables.participant.c.session == session_id))
        return [rows.to_participant(row) for row in found]


def head_count(store: Store, session_id: int) -> HeadCount:
    """Count who has joined, who is ready in the present run of the stage, and who is synthetic."""
    people = rows.people(tables.participant.c.session == session_id).order_by(None).subquery()
    with store.read() as conn:
        counted = conn.execute(
            select(func.count(), func.count(people.c.ready_at), _count(people.c.synthetic)).select_from(people)
        ).one()
    return HeadCount(*map(int, counted))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def stage_runs(store: Store, session_id: int) -> list[StageRun]:
    """Return the stages as they were run, in the order they were opened."""
    run = tables.stage_run
    with store.read() as conn:
        found = conn.execute(
            select(run).where(run.c.session == session_id).order_by(run.c.opened_at, run.c.run, run.c.position)
        )
        return [rows.to_run(row) for row in found]


def answered(store: Store, session_id: int) -> dict[str, int]:
    """Count by prompt the people whose answer is not blank now, private ones too: a number has no words."""
    one, its = tables.answer, tables.revision
    last = select(its.c.answer, func.max(its.c.revision).label("revision")).join(one, one.c.id == its.c.answer)
    newest = last.where(one.c.session == session_id).group_by(its.c.answer).subquery()
    kept = and_(its.c.answer == newest.c.answer, its.c.revision == newest.c.revision, its.c.value.is_not(None))
    counted = (
        select(one.c.prompt, func.count().label("people")).join(newest, newest.c.answer == one.c.id).join(its, kept)
    )
    with store.read() as conn:
        found = conn.execute(counted.group_by(one.c.prompt))
        return {row.prompt: int(row.people) for row in found}


def my_answers(store: Store, participant_id: int) -> list[Revision]:
    """Return how each answer of one person stood at the end of each round, for them alone: by prompt, round 1 first.

    Saves on the way are not read: a page asks for this after each of them.
    """
    one, its = tables.answer, tables.revision
    last = (
        select(its.c.answer, func.max(its.c.revision))
        .join(one, one.c.id == its.c.answer)
        .where(one.c.participant == participant_id)
        .group_by(its.c.answer, its.c.round)
    )
    with store.read() as conn:
        found = conn.execute(rows.revisions(tuple_(its.c.answer, its.c.revision).in_(last)))
        return [rows.to_revision(row) for row in found]


def my_revisions(store: Store, participant_id: int) -> list[Revision]:
    """Return everything one person has written, for them alone: by prompt, the first revision first."""
    with store.read() as conn:
        found = conn.execute(rows.revisions(tables.answer.c.participant == participant_id))
        return [rows.to_revision(row) for row in found]
