"""Turns rows into the frozen things of the domain; shared by commands and queries."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select

from evenground.domain.loading import undump
from evenground.domain.response import Point, Revision, ThemeRow
from evenground.domain.session import Participant, Session, StageRun
from evenground.domain.workshop import Workshop
from evenground.settings import THRESHOLDS
from evenground.store.tables import answer, participant, point, ready, revision, session, stage_run, theme

_SESSIONS = select(session, stage_run.c.opened_at, stage_run.c.closed_at.label("stage_closed_at")).join(
    stage_run,
    and_(
        stage_run.c.session == session.c.id,
        stage_run.c.position == session.c.position,
        stage_run.c.run == session.c.run,
    ),
)
_PEOPLE = (
    select(participant, ready.c.at.label("ready_at"))
    .join(session, session.c.id == participant.c.session)
    .outerjoin(
        ready,
        and_(
            ready.c.participant == participant.c.id,
            ready.c.position == session.c.position,
            ready.c.run == session.c.run,
        ),
    )
    .order_by(participant.c.number)
)


def session_rows(*where: ColumnElement[bool]) -> Select[Any]:
    """Select sessions with the run of the stage they are at."""
    return _SESSIONS.where(*where)


def people(*where: ColumnElement[bool]) -> Select[Any]:
    """Select participants with the time they got ready in the current run, in the order of joining."""
    return _PEOPLE.where(*where)


def one_session(conn: Connection, *where: ColumnElement[bool]) -> Session | None:
    """Return the session for which this is true, or None."""
    row = conn.execute(session_rows(*where)).one_or_none()
    return None if row is None else to_session(row)


def one_person(conn: Connection, *where: ColumnElement[bool]) -> Participant | None:
    """Return the participant for whom this is true, or None."""
    row = conn.execute(people(*where)).one_or_none()
    return None if row is None else to_participant(row)


# Every command and page reads the definition, which never changes: the parsed one is kept by its text.
@lru_cache(maxsize=64)
def _workshop(text: str) -> Workshop:
    return undump(text)


def to_session(row: Row[Any]) -> Session:
    """Make a session of a row of session_rows."""
    return Session(
        id=row.id,
        code=row.code,
        title=row.title,
        workshop=_workshop(row.workshop),
        variant=row.variant,
        identity=row.identity,
        language=row.language,
        synthetic=row.synthetic,
        threshold=max(row.threshold, THRESHOLDS.start),  # lower ones could be set once
        created_at=row.created_at,
        closed_at=row.closed_at,
        delete_on=row.delete_on,
        seq=row.seq,
        position=row.position,
        run=row.run,
        opened_at=row.opened_at,
        stage_closed_at=row.stage_closed_at,
        board=row.board,
    )


def to_participant(row: Row[Any]) -> Participant:
    """Make a participant of a row of people."""
    return Participant(
        id=row.id,
        session_id=row.session,
        name=row.name,
        number=row.number,
        language=row.language,
        synthetic=row.synthetic,
        joined_at=row.joined_at,
        ready_at=row.ready_at,
    )


def to_run(row: Row[Any]) -> StageRun:
    """Make a stage run of its row."""
    return StageRun(row.position, row.run, row.opened_at, row.closed_at, row.skipped)


def revisions(*where: ColumnElement[bool]) -> Select[Any]:
    """Select revisions with the prompt they answer, the first one of each answer first."""
    return (
        select(revision, answer.c.prompt)
        .join(answer, answer.c.id == revision.c.answer)
        .where(*where)
        .order_by(answer.c.prompt, revision.c.revision)
    )


def to_revision(row: Row[Any]) -> Revision:
    """Make a revision of a row of revisions."""
    return Revision(
        answer=row.answer,
        prompt=row.prompt,
        revision=row.revision,
        round=row.round,
        value=row.value,
        visibility=row.visibility,
        reason=row.reason,
        at=row.at,
    )


def theme_rows(*where: ColumnElement[bool]) -> Select[Any]:
    """Select themes in their order."""
    return select(theme).where(*where).order_by(theme.c.position, theme.c.id)


def to_theme(row: Row[Any]) -> ThemeRow:
    """Make a theme of its row."""
    return ThemeRow(row.id, row.name, tuple(row.terms), row.position, row.from_codebook, row.merged_into)


def point_rows(*where: ColumnElement[bool]) -> Select[Any]:
    """Select points in the order they were written down."""
    return select(point).where(*where).order_by(point.c.id)


def to_point(row: Row[Any]) -> Point:
    """Make a point of its row."""
    return Point(row.id, row.text, row.theme, row.at)
