"""Finds resources for one's own gaps: what one wants to learn, feels unsure of, or works on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from evenground.analysis.terms import Finder
from evenground.charts.listing import listed
from evenground.domain import loading
from evenground.domain.parts import Framework, Resource
from evenground.domain.workshop import Prompt
from evenground.i18n import _
from evenground.records.gathering import resources_of, source_of
from evenground.records.mine.cpd_gathering import Mine
from evenground.records.standing import HelpFacts

MOST = 5
NAMED = 3
Reasons = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # what I need, am unsure of, and work on


def gather(mine: Mine) -> tuple[HelpFacts, ...]:
    """The few resources that fit best, each with its reasons, those with most reasons first."""
    needs, unsure, places = _needs(mine), _unsure(mine), _places(mine)
    found: list[tuple[Resource, Reasons]] = []
    for one in resources_of(mine.session.workshop):
        helps = set(one.helps)
        why: Reasons = (
            tuple(name for name in needs if name in helps),
            tuple(about for prompt, about in unsure if prompt in helps),
            tuple(title for names, title in places if helps & names),
        )
        if any(why):
            found.append((one, why))
    # What somebody wrote or marked weighs more than what they put somewhere.
    found.sort(key=lambda one: (-len(one[1][0]) - len(one[1][1]), -len(one[1][2])))
    return tuple(HelpFacts(source_of(one), _because(why)) for one, why in found[:MOST])


def _needs(mine: Mine) -> list[str]:
    """The workshop's themes whose terms stand in what I want to learn."""
    texts = [mine.text(prompt) for prompt in mine.asked if prompt.feeds == "need" and prompt.kind == "text"]
    themes = mine.session.workshop.themes
    finder = _finder(tuple(tuple(theme.terms) for theme in themes))
    found = {place for text in texts if text for place in finder.find(text)}
    return [theme.name for place, theme in enumerate(themes) if place in found]


@lru_cache(maxsize=4)
def _finder(terms: tuple[tuple[str, ...], ...]) -> Finder:
    return Finder(enumerate(terms))


def _unsure(mine: Mine) -> list[tuple[str, str]]:
    """The confidence prompts, with what they are about, that I marked lower than how much it matters to me."""
    marked = [(p, mark) for p in mine.asked if p.measures and (mark := _mark(mine, p)) is not None]
    matters = {prompt.about: mark for prompt, mark in marked if prompt.measures == "importance"}
    sure = [(prompt, mark) for prompt, mark in marked if prompt.measures == "confidence"]
    return [(one.id, one.about) for one, mark in sure if mark < matters.get(one.about, mark)]


def _mark(mine: Mine, prompt: Prompt) -> int | None:
    rounds = mine.rounds.get(prompt.id)
    value = rounds[-1].value if rounds else None
    return value if isinstance(value, int) else None


def _places(mine: Mine) -> list[tuple[set[str], str]]:
    """Where I put answers of mine in frameworks: names by which `helps` may mean the place, and its title."""
    known = loading.frameworks()
    chosen = dict.fromkeys((name, cell) for _prompt, name, cell in mine.tags if name in known)
    return [
        (_names(known[name], cell), known[name].title_of(cell))
        for name, cell in chosen
        if cell in known[name].cells
    ]


def _names(framework: Framework, cell: str) -> set[str]:
    return {f"{framework.id}:{one}" for one in (cell, *cell.split("."))}


def _because(why: Reasons) -> tuple[str, ...]:
    needs, unsure, places = why
    return (
        *_said(_("because what I want to learn touches {names}"), needs),
        *_said(_("because I feel less confident than it matters to me: {names}"), unsure),
        *_said(_("because an answer of mine belongs to {names}"), places),
    )


def _said(words: str, names: Sequence[str]) -> list[str]:
    given = tuple(dict.fromkeys(names))
    return [words.format(names=listed(given, NAMED))] if given else []
