"""Where themes come up and which of them the same people name: true counts of people, for charts to mask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from evenground.analysis.themes import Placed, ThemeResult
from evenground.domain.workshop import Workshop


@dataclass(frozen=True)
class Spread:
    """One theme over the sections: people with a confirmed answer in each, and the further ones only suggested.

    `people` are those with a confirmed answer in any section; a person may be in several sections.
    """

    theme: int
    name: str
    people: int
    counts: tuple[int, ...]
    suggested: tuple[int, ...]


@dataclass(frozen=True)
class BySection:
    """Themes over the sections (id and title) that ask for answers a theme can hold; `people` gave such answers."""

    sections: tuple[tuple[str, str], ...]
    themes: tuple[Spread, ...]
    people: int


@dataclass(frozen=True)
class Pair:
    """Two themes that the same people have confirmed answers in; `one` and `other` count those of each theme."""

    themes: tuple[int, int]
    names: tuple[str, str]
    people: int
    one: int
    other: int


@dataclass(frozen=True)
class Together:
    """Every two themes that share a person, those with most people first; `judged`: anything is confirmed."""

    pairs: tuple[Pair, ...]
    people: int
    judged: bool


def by_section(placed: Placed, workshop: Workshop) -> BySection:
    """Count for every theme the people who named it in each section."""
    home = {
        prompt.id: section.id
        for section in workshop.sections
        for prompt in section.prompts
        if prompt.feeds and prompt.kind == "text" and prompt.share != "never"
    }
    sections = tuple((section.id, section.title) for section in workshop.sections if section.id in home.values())
    rows = tuple(_spread(theme, [name for name, _title in sections], home) for theme in placed.themes)
    return BySection(sections, rows, placed.people)


def _spread(theme: ThemeResult, sections: list[str], home: dict[str, str]) -> Spread:
    sure: dict[str, set[int]] = {name: set() for name in sections}
    maybe: dict[str, set[int]] = {name: set() for name in sections}
    for card in theme.answers:
        if not card.hidden and card.prompt in home:
            (sure if card.state == "confirmed" else maybe)[home[card.prompt]].add(card.person)
    return Spread(
        theme=theme.id,
        name=theme.name,
        people=len(set().union(*sure.values())),
        counts=tuple(len(sure[name]) for name in sections),
        suggested=tuple(len(maybe[name] - sure[name]) for name in sections),
    )


def pairs(placed: Placed) -> Together:
    """Count for every two themes the people with confirmed answers in both."""
    named: dict[int, set[int]] = {
        theme.id: {card.person for card in theme.answers if card.state == "confirmed" and not card.hidden}
        for theme in placed.themes
    }
    names = {theme.id: theme.name for theme in placed.themes}
    shared = Counter({two: len(named[two[0]] & named[two[1]]) for two in combinations(named, 2)})
    found = tuple(
        Pair(two, (names[two[0]], names[two[1]]), people, len(named[two[0]]), len(named[two[1]]))
        for two, people in shared.most_common()
        if people
    )
    return Together(found, placed.people, any(named.values()))
