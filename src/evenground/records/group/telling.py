"""What may be told answer by answer, so that nobody can count what the tables of a record leave out.

A record shows answers one by one, so a theme below each of them is a count as well: by question, by section, and of
two themes together. A theme stands below answers only where none of these counts is one that a table hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from evenground.analysis.themes import Card, Placed, ThemeResult
from evenground.charts.wording import count
from evenground.domain.workshop import Workshop
from evenground.records.facts import Under

Themes = Mapping[int, tuple[Under, ...]]  # by answer


@dataclass(frozen=True)
class Told:
    """The themes that may stand below answers; `whole`: those of a theme may be left out of no answer of it."""

    themes: Themes
    whole: bool


@dataclass(frozen=True)
class _Seen:
    """A theme that may stand below its confirmed answers."""

    theme: ThemeResult
    answers: frozenset[int]


def apart(people: int, of: int, threshold: int) -> bool:
    """Tell whether a part of a number that is told may be told as well: it is nobody, all, or far from either."""
    return people in (0, of) or threshold <= people <= of - threshold


def close(placed: Placed, threshold: int) -> bool:
    """Tell whether the group is so small that of themes only how many named each may be told, and nothing by parts.

    In a group of this size a theme by section, with another theme, or below answers that can be counted, nearly always
    lets somebody work out a number that is left out elsewhere: tests go through all such groups.
    """
    return threshold > 1 and placed.people < 4 * threshold


def tell(placed: Placed, workshop: Workshop, threshold: int) -> Told:
    """Return the themes below each answer."""
    if close(placed, threshold):
        return Told({}, whole=False)
    seen: list[_Seen] = []
    for theme in sorted(placed.themes, key=lambda one: -one.people):
        one = _seen(theme, placed, workshop, threshold)
        if one and all(_both(one, other, placed, threshold) for other in seen):
            seen.append(one)
    found: dict[int, list[Under]] = {}
    for theme in placed.themes:
        mine = next((one for one in seen if one.theme is theme), None)
        for card in _cards(theme, "confirmed"):
            if mine and card.answer in mine.answers:
                found.setdefault(card.answer, []).append(Under(theme.name, "confirmed"))
        if _suggestions(theme, mine, placed.people, threshold):
            for card in _cards(theme, "suggested"):
                found.setdefault(card.answer, []).append(Under(theme.name, "suggested"))
    themes = {answer: tuple(sorted(names, key=lambda one: one.state)) for answer, names in found.items()}
    return Told(themes, all(_plain(theme, seen, placed.people, threshold) for theme in placed.themes))


def _cards(theme: ThemeResult, state: str) -> list[Card]:
    return [card for card in theme.answers if card.state == state and not card.hidden]


def _cells(theme: ThemeResult) -> dict[str, set[int]]:
    cells: dict[str, set[int]] = {}
    for card in _cards(theme, "confirmed"):
        cells.setdefault(card.prompt, set()).add(card.person)
    return cells


def _seen(
    theme: ThemeResult, placed: Placed, workshop: Workshop, threshold: int
) -> _Seen | None:
    """Return the answers of a theme, or None where they would tell of few people somewhere."""
    if theme.people < threshold or not count(theme.people, threshold, placed.people).exact:
        return None
    cells = _cells(theme)
    parts = [*map(len, cells.values()), *(len(_people(cells, prompts)) for prompts in _unions(workshop))]
    if not all(apart(number, theme.people, threshold) for number in parts):
        return None
    return _Seen(theme, frozenset(card.answer for card in _cards(theme, "confirmed")))


def _people(cells: Mapping[str, set[int]], prompts: set[str]) -> set[int]:
    return set(chain.from_iterable(people for prompt, people in cells.items() if prompt in prompts))


def _unions(workshop: Workshop) -> list[set[str]]:
    """The prompts that some table counts the people of a theme over: each section, and those that ask for needs."""
    sections = [{prompt.id for prompt in section.prompts} for section in workshop.sections]
    return [*sections, {prompt.id for prompt in workshop.prompts if prompt.feeds == "need"}]


def two(one: int, other: int, both: int, total: int, threshold: int) -> bool:
    """Tell whether how many named two themes may be told: nobody of four groups of people is one of few."""
    groups = (one - both, other - both, total - one - other + both)
    return both >= threshold and all(number == 0 or number >= threshold for number in groups)


def _both(one: _Seen, other: _Seen, placed: Placed, threshold: int) -> bool:
    """Tell whether both themes may be seen: no answer is in both, or how many people named both is told anyway."""
    if not one.answers & other.answers:
        return True
    named = [{card.person for card in _cards(each.theme, "confirmed")} for each in (one, other)]
    both = len(named[0] & named[1])
    return two(one.theme.people, other.theme.people, both, placed.people, threshold)


def _suggestions(theme: ThemeResult, mine: _Seen | None, total: int, threshold: int) -> bool:
    """Tell whether the answers that are only suggested for a theme may be counted."""
    either = count(theme.people + theme.suggested_people, threshold, total)
    return theme.suggested_people >= threshold and either.exact and (mine is not None or not theme.people)


def _plain(theme: ThemeResult, seen: Iterable[_Seen], total: int, threshold: int) -> bool:
    """Tell whether a theme is known to be small, or all its confirmed answers are seen."""
    shown = count(theme.people, threshold, total)
    if theme.people < threshold and shown == count(theme.people, threshold):
        return True
    return any(one.theme is theme for one in seen)
