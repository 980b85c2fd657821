"""What several sessions say side by side; every number as its own session's record shows it.

A cell is a number, or a word where the number may not be told: "few" (fewer people than may be told), "some" (a
number that would point at someone), "12+" (at least 12). In brackets it is suggested and nobody confirmed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Group:
    """One session of a programme; `letter` stands for it in tables. Before sharing it has no `sentences`."""

    letter: str
    code: str
    title: str
    workshop: str
    held: date
    people: int
    threshold: int
    shared: bool
    synthetic: bool
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Across:
    """One theme or gap and its cell in each group, in the order of the groups; empty where a group has none of it.

    `kind` is theme, or for a gap confidence, need, few or place. `count` is the number of groups that have it: of a
    theme those that confirmed it.
    """

    kind: str
    name: str
    groups: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Measured:
    """Confidence or importance in each group before and after: a mean, a word where it may not be told, or empty."""

    about: str
    measure: str
    low: int
    high: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class GroupAction:
    """What a group means to do by when; `by` is empty or an ISO date. Who does it stands in the group's own record."""

    letter: str
    what: str
    by: str


@dataclass(frozen=True)
class LevelActions:
    """The actions of one level, each with the letter of its group."""

    level: str
    actions: tuple[GroupAction, ...]


@dataclass(frozen=True)
class ProgrammeFacts:
    """Shared themes were confirmed in at least half of the groups (and in two), local ones in one.

    `other` were confirmed in several groups but fewer than half, `suggested` in none. Groups that have not opened
    sharing are listed and not compared. `workshops` are the titles of the workshops, one where all held the same.
    """

    groups: tuple[Group, ...]
    workshops: tuple[str, ...]
    sentences: tuple[str, ...]
    shared: tuple[Across, ...]
    other: tuple[Across, ...]
    local: tuple[Across, ...]
    suggested: tuple[Across, ...]
    measures: tuple[Measured, ...]
    gaps_of_all: tuple[Across, ...]
    gaps: tuple[Across, ...]
    actions: tuple[LevelActions, ...]
