"""What a record says, as plain frozen facts; every file format is made of these and of nothing else.

A number of people is an int where it may be shown, and the words that stand in its place where it may not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenground.charts.chart import Chart
from evenground.domain.action import Level
from evenground.domain.response import Value
from evenground.records.cpd import CpdFacts, FollowOn
from evenground.records.programme_facts import ProgrammeFacts
from evenground.records.standing import AskedOf, Glance, HelpFacts, Source, StandingFacts

SCHEMA = "2"
People = int | str


@dataclass(frozen=True)
class Head:
    """What both kinds of record begin and end with; `minutes` is what was planned, 0 at one's own pace."""

    kind: str
    code: str
    title: str
    workshop: str
    summary: str
    language: str
    held: date
    made: date
    delete_on: date
    minutes: int
    people: int
    synthetic: bool
    affiliation: str
    credit: tuple[Source, ...]
    resources: tuple[Source, ...]


@dataclass(frozen=True)
class Said:
    """An answer as it stood at the end of a round; taken back, its `value` is None."""

    round: int
    value: Value
    text: str
    reason: str


@dataclass(frozen=True)
class Under:
    """A theme that an answer stands under, and whether a person confirmed that or it is only suggested."""

    theme: str
    state: str


@dataclass(frozen=True)
class Answer:
    """One answer with its rounds; the author is empty unless they chose to be named.

    `themes` are those whose number of people may be shown: of smaller ones nobody is to count the answers.
    """

    author: str
    said: tuple[Said, ...]
    themes: tuple[Under, ...] = ()


@dataclass(frozen=True)
class Tally:
    """How many people chose an option; `row` only in a grid."""

    row: str
    option: str
    people: People


@dataclass(frozen=True)
class Asked:
    """A prompt and what came of it: answers in people's words, counts where there was a choice, or a mean.

    `scale` says from what to what a scale goes.
    """

    id: str
    kind: str
    ask: str
    answers: tuple[Answer, ...] = ()
    tallies: tuple[Tally, ...] = ()
    mean: float | None = None
    people: People | None = None
    reasons: tuple[str, ...] = ()
    scale: str = ""


@dataclass(frozen=True)
class Chapter:
    """A section of the workshop."""

    id: str
    title: str
    prompts: tuple[Asked, ...]


@dataclass(frozen=True)
class Quote:
    """An answer that stands for a theme."""

    prompt: str
    text: str
    author: str
    state: str


@dataclass(frozen=True)
class ThemeFacts:
    """A theme: how many people named it, whether people confirmed that, and a few of its answers."""

    name: str
    people: str
    state: str
    mine: bool = False
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class MeasureFacts:
    """Means to the nearest half before and after; None where too few people answered."""

    about: str
    measure: str
    low: int
    high: int
    before: float | None
    after: float | None
    people: People


@dataclass(frozen=True)
class GapFacts:
    """What the group lacks: confidence below importance, needs without an activity, prompts few answered."""

    confidence: tuple[dict[str, Any], ...] = ()
    needs: tuple[str, ...] = ()
    few: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointFacts:
    """Something said in discussion, with the theme it belongs to or nothing."""

    text: str
    theme: str


@dataclass(frozen=True)
class ActionFacts:
    """Who does what by when; `by` is empty or an ISO date."""

    level: Level
    what: str
    who: str
    by: str
    author: str = ""


@dataclass(frozen=True)
class ThenNow:
    """One thing as it stood in an earlier session and stands now, each as it may be shown; empty where it was not."""

    name: str
    then: str
    now: str


@dataclass(frozen=True)
class SinceFacts:
    """An earlier session of the same group beside this one; `actions` are what was meant to be done then."""

    code: str
    title: str
    held: date
    people: int
    sentences: tuple[str, ...]
    themes: tuple[ThenNow, ...]
    measures: tuple[ThenNow, ...]
    gaps: tuple[ThenNow, ...]
    actions: tuple[ActionFacts, ...]


@dataclass(frozen=True)
class SessionRecord:
    """The group's record; without sharing only counts of who answered.

    `names` tells whether the names that people chose to show are in it.
    """

    head: Head
    identity: str
    threshold: int
    shared: bool
    found: tuple[str, ...]
    themes: tuple[ThemeFacts, ...]
    measures: tuple[MeasureFacts, ...]
    gaps: GapFacts
    points: tuple[PointFacts, ...]
    actions: tuple[ActionFacts, ...]
    sections: tuple[Chapter, ...]
    standing: StandingFacts
    charts: dict[str, Chart]
    names: bool = False
    glance: Glance = field(default_factory=Glance)
    asked: tuple[AskedOf, ...] = ()
    since: SinceFacts | None = None


@dataclass(frozen=True)
class MyAnswer:
    """One of my answers with its rounds; `scale` says from what to what a scale goes.

    `portfolio` is the field of the CPD pages that it fills, or nothing; `options` is what could be chosen.
    """

    prompt: str
    kind: str
    ask: str
    scale: str
    visibility: str
    said: tuple[Said, ...]
    portfolio: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class MyChapter:
    """A section of the workshop that I answered in."""

    id: str
    title: str
    answers: tuple[MyAnswer, ...]


@dataclass(frozen=True)
class PersonalRecord:
    """One participant's record: everything of theirs, and of the group only what they were shown."""

    head: Head
    name: str
    alone: bool
    sections: tuple[MyChapter, ...]
    actions: tuple[ActionFacts, ...]
    found: tuple[str, ...]
    themes: tuple[ThemeFacts, ...]
    points: tuple[PointFacts, ...]
    advice: tuple[str, ...]
    charts: dict[str, Chart]
    cpd: CpdFacts = field(default_factory=CpdFacts)
    helps: tuple[HelpFacts, ...] = ()
    follow_ons: tuple[FollowOn, ...] = ()


@dataclass(frozen=True)
class ProgrammeRecord:
    """Several sessions side by side: what they share and what is local."""

    head: Head
    programme: ProgrammeFacts
    charts: dict[str, Chart]


@dataclass(frozen=True)
class ExampleCard:
    """One participant's own example of working for equity, on one page, for printing or sharing."""

    head: Head
    name: str
    ask: str
    text: str


Record = SessionRecord | PersonalRecord | ExampleCard | ProgrammeRecord


