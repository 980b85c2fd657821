"""Puts answers under themes: suggested by their terms, confirmed or rejected by people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evenground.analysis.terms import Finder
from evenground.domain.response import Placement, Shared, ThemeRow, as_text
from evenground.domain.workshop import Workshop


@dataclass(frozen=True)
class Suggestion:
    """An answer that may belong to a theme, and the words in it that say so."""

    answer: int
    theme: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """An answer under a theme, as the theming desk and the board show it."""

    answer: int
    prompt: str
    text: str
    state: Literal["confirmed", "suggested"]
    words: tuple[str, ...]
    author: str
    mine: bool
    hidden: bool
    person: int


@dataclass(frozen=True)
class ThemeResult:
    """A theme with its cards.

    `people` counts those with a confirmed card, `suggested_people` the further ones with only a suggested
    card; hidden cards do not count. Both are true counts for the desk: a chart masks them.
    """

    id: int
    name: str
    answers: tuple[Card, ...]
    people: int
    confirmed: bool
    suggested_people: int


@dataclass(frozen=True)
class Placed:
    """All themes in their order, the answers under none, and how many people gave an answer that counts."""

    themes: tuple[ThemeResult, ...]
    unplaced: tuple[int, ...]
    people: int = 0


def suggest(rows: Iterable[Shared], themes: Iterable[ThemeRow], prompts: Iterable[str]) -> list[Suggestion]:
    """Suggest themes for the answers to `prompts`, by the terms in each answer's latest round."""
    live = [theme for theme in themes if theme.merged_into is None]
    finder = Finder((theme.id, theme.terms) for theme in live)
    order = {theme.id: place for place, theme in enumerate(live)}
    return [
        Suggestion(row.answer, theme, words)
        for row in _latest(rows, frozenset(prompts))
        if isinstance(row.value, str)
        for theme, words in sorted(finder.find(row.value).items(), key=lambda found: order[found[0]])
    ]


def placed(
    rows: Iterable[Shared],
    themes: Iterable[ThemeRow],
    placements: Iterable[Placement],
    workshop: Workshop,
) -> Placed:
    """Return every live theme with its cards in the order of `rows`: no card moves when another is judged."""
    live = sorted((t for t in themes if t.merged_into is None), key=lambda t: (t.position, t.id))
    prompts = {p.id: p for p in workshop.prompts if p.feeds and p.kind == "text"}
    latest = _latest(rows, prompts)
    texts = {row.answer: as_text(prompts[row.prompt], row.value) for row in latest}
    words = {(found.answer, found.theme): found.words for found in suggest(latest, live, prompts)}
    states = {(p.answer, p.theme): p.state for p in placements}
    results = tuple(_result(theme, _cards(theme.id, latest, texts, words, states)) for theme in live)
    under = {card.answer for result in results for card in result.answers}
    return Placed(
        themes=results,
        unplaced=tuple(row.answer for row in latest if row.answer not in under),
        people=len({row.person for row in latest if not row.hidden}),
    )


def _latest(rows: Iterable[Shared], prompts: Container[str]) -> list[Shared]:
    """Return one row an answer, the one of its highest round, where the answer first stood."""
    latest: dict[int, Shared] = {}
    for row in rows:
        if row.prompt in prompts and (row.answer not in latest or row.round >= latest[row.answer].round):
            latest[row.answer] = row
    return list(latest.values())


def _cards(
    theme: int,
    rows: Sequence[Shared],
    texts: dict[int, str],
    words: dict[tuple[int, int], tuple[str, ...]],
    states: dict[tuple[int, int], Literal["confirmed", "rejected"]],
) -> tuple[Card, ...]:
    cards = []
    for row in rows:
        key = (row.answer, theme)
        state = states.get(key)
        if state == "rejected" or (state is None and key not in words):
            continue
        shown: Literal["confirmed", "suggested"] = "confirmed" if state else "suggested"
        cards.append(
            Card(
                row.answer,
                row.prompt,
                texts[row.answer],
                shown,
                words.get(key, ()),
                row.author,
                row.mine,
                row.hidden,
                row.person,
            )
        )
    return tuple(cards)


def _result(theme: ThemeRow, cards: tuple[Card, ...]) -> ThemeResult:
    sure = {card.person for card in cards if card.state == "confirmed" and not card.hidden}
    maybe = {card.person for card in cards if card.state == "suggested" and not card.hidden}
    return ThemeResult(
        id=theme.id,
        name=theme.name,
        answers=cards,
        people=len(sure),
        confirmed=bool(sure),
        suggested_people=len(maybe - sure),
    )
