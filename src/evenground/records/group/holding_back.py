"""Leaves out of a record what, beside its other tables, would tell a number that one of them hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evenground.analysis.helping import Problem, Said
from evenground.analysis.likeness import Likeness
from evenground.analysis.themes import Placed, ThemeResult
from evenground.analysis.together import BySection, Together
from evenground.charts.wording import count
from evenground.domain.response import Shared
from evenground.domain.workshop import Workshop
from evenground.records import gathering
from evenground.records.facts import Asked
from evenground.records.group.telling import Told, apart, close, two


def few(
    said: Sequence[Said], told: Told, rows: Iterable[Shared], workshop: Workshop, threshold: int
) -> list[Said]:
    """Return what one or a few said: all of it where the themes below answers tell as much, else one a question.

    All of it beside an answer of which nobody is to know its theme would tell who is in it. One answer of a question
    tells nothing, as long as the question has so many answers without a theme that none of them can be few. That a
    question has none tells that all its answers are in large themes: so then, and of one question alone, nothing is.
    """
    sure = {one for one, themes in told.themes.items() if any(theme.state == "confirmed" for theme in themes)}
    if told.whole:
        return [replace(one, waiting=False) for one in said if one.answer not in told.themes]
    bare: dict[str, set[int]] = {
        one.id: set() for one in workshop.prompts if one.kind == "text" and one.feeds in ("need", "theme")
    }
    for row in rows:
        if row.prompt in bare and row.value is not None and not row.hidden and row.answer not in sure:
            bare[row.prompt].add(row.person)
    asked = {prompt for prompt, people in bare.items() if len(people) >= 2 * threshold - 1}
    first: dict[str, Said] = {}
    for one in sorted(said, key=lambda one: gathering.shuffled(one.prompt, one.text)):
        if not one.waiting and one.prompt in asked:
            first.setdefault(one.prompt, one)
    return list(first.values()) if len(first) == len(asked) > 1 else []


def alike(
    found: Iterable[Likeness], asked: Mapping[str, Asked], placed: Placed, threshold: int
) -> tuple[Likeness, ...]:
    """Return how alike the room is where it follows from what is shown anyway, or tells of no hidden number."""
    return tuple(one for one in found if _tells_no_more(one, asked.get(one.prompt), placed, threshold))


def _tells_no_more(one: Likeness, asked: Asked | None, placed: Placed, threshold: int) -> bool:
    if one.kind == "text":
        return one.level == "alike" and not close(placed, threshold) and _of_themes(one, placed, threshold)
    if one.kind == "scale" or one.level == "few":
        return True
    return asked is not None and all(_largest_shown(row) for row in _rows(asked))


def _rows(asked: Asked) -> list[list[int | str]]:
    """The counts of a choice, or of each row of a grid."""
    rows: dict[str, list[int | str]] = {}
    for one in asked.tallies:
        rows.setdefault(one.row, []).append(one.people)
    return list(rows.values())


def _largest_shown(counts: Sequence[int | str]) -> bool:
    """Small counts are hidden first: where any number is shown, the largest is."""
    return any(isinstance(one, int) and one for one in counts)


def _of_themes(one: Likeness, placed: Placed, threshold: int) -> bool:
    """Tell whether how many name the same tells neither who named it elsewhere nor who did not name it at all."""
    return all(
        count(theme.people, threshold, placed.people).exact
        and apart(_people(theme, one.prompt), theme.people, threshold)
        for theme in placed.themes
        if theme.name in one.common
    )


def _people(theme: ThemeResult, prompt: str) -> int:
    cards = (card for card in theme.answers if card.prompt == prompt and card.state == "confirmed")
    return len({card.person for card in cards if not card.hidden})


def sections(found: BySection, threshold: int) -> BySection:
    """Keep the themes of which no section holds few, nor all but few: else one cell would tell another."""
    return replace(
        found,
        themes=tuple(
            one
            for one in found.themes
            if count(one.people, threshold, found.people).exact
            and all(apart(number, one.people, threshold) for number in one.counts)
        ),
    )


def pairs(found: Together, threshold: int) -> Together:
    """Keep the pairs of themes of which neither both, one alone nor none was named by few."""
    kept = (one for one in found.pairs if two(one.one, one.other, one.people, found.people, threshold))
    return replace(found, pairs=tuple(kept))


def problems(found: Iterable[Problem], placed: Placed, threshold: int) -> list[Problem]:
    """Keep the themes of which neither few named them as a problem, nor few elsewhere only."""
    return [
        one
        for one in found
        if count(one.of, threshold, placed.people).exact and apart(one.people, one.of, threshold)
    ]
