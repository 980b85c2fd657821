"""What a record says of where the group stands: in frameworks, on statements, question by question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A work to thank or to read."""

    title: str
    author: str
    year: str
    address: str
    note: str


@dataclass(frozen=True)
class PlaceFacts:
    """A cell of a framework: confirmed, possible or none, with a few of the answers that people put there."""

    title: str
    state: str
    people: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameworkFacts:
    """Where the group stands in a framework."""

    id: str
    credit: Source
    sentence: str
    places: tuple[PlaceFacts, ...]


@dataclass(frozen=True)
class StatementFacts:
    """A statement put to the room and how it answered; numbers are words where they may not be exact."""

    text: str
    agree: str
    passed: str
    disagree: str
    voters: str
    verdict: str


@dataclass(frozen=True)
class FewFacts:
    """What one person or a few said, under the question it answers."""

    prompt: str
    text: str


@dataclass(frozen=True)
class HelpFacts:
    """Something that could help, and why it is offered."""

    source: Source
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class LikeFacts:
    """How alike the group is on one question, in a sentence."""

    ask: str
    sentence: str


@dataclass(frozen=True)
class StandingFacts:
    """Where the group stands: in frameworks, on statements and question by question."""

    frameworks: tuple[FrameworkFacts, ...] = ()
    statements: tuple[StatementFacts, ...] = ()
    alike: tuple[LikeFacts, ...] = ()
    few: tuple[FewFacts, ...] = ()
    helps: tuple[HelpFacts, ...] = ()


@dataclass(frozen=True)
class Glance:
    """The first page, for people who were not there: at most five sentences and at most three gaps."""

    sentences: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedOf:
    """What was asked in one section, whether or not anybody answered."""

    title: str
    asks: tuple[str, ...]
