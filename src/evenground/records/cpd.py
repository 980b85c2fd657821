"""What a personal record says for a CPD portfolio, and what somebody wrote when they came back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["", "done", "partly", "not-yet", "dropped"]
STATES: tuple[State, ...] = ("done", "partly", "not-yet", "dropped")
# In the order in which a workshop's prompt offers them; also the places of the framework four-pillars.
PILLARS = ("practice", "learning", "leadership", "evidence")
STANDARDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Activity:
    """The row for a list of CPD activities; what nobody filled in is empty, and 0 minutes are not known."""

    on: date | None = None
    kind: str = ""
    minutes: int = 0
    title: str = ""


@dataclass(frozen=True)
class Pillar:
    """One of the four pillars: whether somebody chose it, at which level, and their answers that belong to it."""

    id: str
    level: str = ""
    answers: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True)
class Standard:
    """One of the five standards of CPD and what in this record speaks to it; nothing where there is nothing."""

    number: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A question of a form and what was written under it, which may be nothing."""

    ask: str
    text: str


@dataclass(frozen=True)
class CpdFacts:
    """The CPD pages: `words` counts one's own words, `plural` holds sentences that were written as "we".

    `level` is the career level somebody named, and `example` their own example, whose ask is empty where the
    workshop does not want one.
    """

    activity: Activity = Activity()
    standards: tuple[Standard, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    learnt: tuple[Filled, ...] = ()
    benefit: tuple[Filled, ...] = ()
    capture: tuple[Filled, ...] = ()
    apply: tuple[Filled, ...] = ()
    further: tuple[Filled, ...] = ()
    words: int = 0
    plural: tuple[str, ...] = ()
    level: str = ""
    example: Filled = Filled("", "")


@dataclass(frozen=True)
class Commitment:
    """Something somebody meant to do, and how it stands now in their own words; `by` is empty or an ISO date."""

    what: str
    state: State = ""
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class FollowOn:
    """An entry written when somebody came back to their record."""

    on: date
    commitments: tuple[Commitment, ...]
    changed: str = ""
    benefit: str = ""
    onward: str = ""
