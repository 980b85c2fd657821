"""A session: one running of a workshop with one group; its codes, its moves and its clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from evenground.domain.codes import (
    fingerprint,
    new_code,
    new_token,
    normalise_code,
    normalise_token,
    show_token,
)
from evenground.domain.workshop import ALONE, SHARING_STAGES, Stage, Workshop, round_of
from evenground.errors import InputError
from evenground.i18n import _

__all__ = [
    "IDENTITIES",
    "VIEWS",
    "VISIBILITIES",
    "Clock",
    "Identity",
    "Participant",
    "Session",
    "StageRun",
    "View",
    "Visibility",
    "check_move",
    "clock",
    "fingerprint",
    "may_narrow",
    "new_code",
    "new_token",
    "next_position",
    "normalise_code",
    "normalise_token",
    "show_token",
]

Identity = Literal["named", "alias", "anonymous"]
Visibility = Literal["private", "anonymous", "named"]
# What the board can show; coverage.0, coverage.1 and so on also, one for each framework of the workshop.
View = Literal[
    "join",
    "stage",
    "progress",
    "themes",
    "sections",
    "together",
    "gaps",
    "needs",
    "few",
    "statements",
    "likeness",
    "measures",
    "help",
    "actions",
]
# In the order of the ratchet: a session only moves to the right.
IDENTITIES: tuple[Identity, ...] = get_args(Identity)
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True)
class Session:
    """One running of a workshop, as it stands now; times are in UTC, `position` counts stages from 0."""

    id: int
    code: str
    title: str
    workshop: Workshop
    variant: str
    identity: Identity
    language: str
    synthetic: bool
    threshold: int
    created_at: datetime
    closed_at: datetime | None
    delete_on: date
    seq: int
    position: int
    run: int
    opened_at: datetime
    stage_closed_at: datetime | None
    board: str

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the variant this session runs."""
        return self.workshop.variant(self.variant)[1]

    @property
    def stage(self) -> Stage:
        """The stage the group is at."""
        return self.stages[self.position]

    @property
    def round(self) -> Literal[1, 2]:
        """1 while people answer for the first time, 2 once they have seen what the room thinks."""
        return round_of(self.stages, self.position)

    @property
    def closed(self) -> bool:
        """Tell whether the session is over."""
        return self.closed_at is not None

    @property
    def sharing(self) -> bool:
        """Tell whether people may read each other's answers now."""
        return self.closed or self.stage.stage in SHARING_STAGES

    @property
    def alone(self) -> bool:
        """Tell whether this is a learner without a group."""
        return self.variant == ALONE


@dataclass(frozen=True)
class StageRun:
    """A stage as it was run; `position` and `run` together name it."""

    position: int
    run: int
    opened_at: datetime
    closed_at: datetime | None
    skipped: bool


@dataclass(frozen=True)
class Participant:
    """One person in one session; `number` is the order of joining and never stands beside words."""

    id: int
    session_id: int
    name: str
    number: int
    language: str
    synthetic: bool
    joined_at: datetime
    ready_at: datetime | None


@dataclass(frozen=True)
class Clock:
    """Seconds planned, taken and left for this run of the stage; behind the whole plan (ahead below 0)."""

    planned: float
    taken: float
    left: float
    behind: float


def clock(session: Session, runs: Iterable[StageRun], now: datetime) -> Clock:
    """How the session stands with its time.

    A repeated stage starts its clock anew, and what its first run took counts as behind. A skipped stage
    gives its minutes back. Waiting for people is not being late: an opening welcome counts its plan at most.
    """
    end = session.closed_at or now
    runs = sorted(runs, key=lambda run: run.opened_at)
    planned = session.stage.minutes * 60
    taken = _current(session, runs, end)
    before = sum(stage.minutes * 60 for stage in session.stages[: session.position])
    return Clock(planned, taken, planned - taken, _used(session, runs, end) - before - min(taken, planned))


def _current(session: Session, runs: list[StageRun], end: datetime) -> float:
    for run in runs:
        if (run.position, run.run) == (session.position, session.run):
            return _seconds(run, end)
    return max(0.0, (end - session.opened_at).total_seconds())


def _used(session: Session, runs: list[StageRun], end: datetime) -> float:
    """All the time used so far, the opening welcome's counted at most as planned."""
    opening = 0
    if session.stages[0].stage == "welcome":
        opening = next((at for at, run in enumerate(runs) if run.position != 0), len(runs))
    # A welcome that was repeated before the start: the last run counts.
    waited = _seconds(runs[opening - 1], end) if opening else 0.0
    return min(waited, session.stages[0].minutes * 60) + sum(_seconds(run, end) for run in runs[opening:])


def _seconds(run: StageRun, end: datetime) -> float:
    return max(0.0, ((run.closed_at or end) - run.opened_at).total_seconds())


def next_position(session: Session) -> int | None:
    """Where the group goes next, or None at the last stage."""
    return session.position + 1 if session.position + 1 < len(session.stages) else None


def check_move(session: Session, to: int) -> None:
    """Raise InputError when the group cannot move to this stage."""
    if session.closed:
        raise InputError(_("This session is closed. Reopen it to move on."))
    if not 0 <= to < len(session.stages):
        raise InputError(
            _("There is no stage {number}. Write one from 1 to {count}.").format(
                number=to + 1, count=len(session.stages)
            )
        )
    if to == session.position:
        raise InputError(_("The group is at this stage already. Repeat it to start its clock again."))


def may_narrow(old: Identity, new: Identity) -> bool:
    """Tell whether names may go from `old` to `new`: named, alias, anonymous, never back."""
    return IDENTITIES.index(new) >= IDENTITIES.index(old)
