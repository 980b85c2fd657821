"""Puts answers under themes: suggested by their terms or their meaning, confirmed or rejected by people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from evenground.analysis.terms import Finder
from evenground.domain.response import Placement, Shared, ThemeRow, as_text
from evenground.domain.suggested import Suggested, print_of, theme_of
from evenground.domain.workshop import Prompt, Workshop

Why = Literal["", "terms", "meaning"]


@dataclass(frozen=True)
class Suggestion:
    """An answer that may belong to a theme, and the words in it that say so."""

    answer: int
    theme: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """An answer under a theme, as the theming desk and the board show it.

    `why` tells what the machine found: the theme's terms, which are `words`, or a close meaning, and then
    `sentence` is where in `text` it stands, as start and end; it is empty where only a person put the answer here.
    `score` is between 0 and 1, and 0 where nothing was measured.
    """

    answer: int
    prompt: str
    text: str
    state: Literal["confirmed", "suggested"]
    words: tuple[str, ...]
    author: str
    mine: bool
    hidden: bool
    person: int
    sentence: tuple[int, int] | None = None
    why: Why = ""
    score: float = 0.0


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
    finder = _finder(tuple((theme.id, theme.terms) for theme in live))
    order = {theme.id: place for place, theme in enumerate(live)}
    return [
        Suggestion(row.answer, theme, words)
        for row in _latest(rows, frozenset(prompts))
        if isinstance(row.value, str)
        for theme, words in sorted(finder.find(row.value).items(), key=lambda found: order[found[0]])
    ]


@lru_cache(maxsize=4)
def _finder(themes: tuple[tuple[int, tuple[str, ...]], ...]) -> Finder:
    return Finder(themes)


@dataclass(frozen=True)
class _Reason:
    """What the machine found in an answer for a theme."""

    why: Why = ""
    words: tuple[str, ...] = ()
    sentence: tuple[int, int] | None = None
    score: float = 0.0


_Key = tuple[int, int]  # answer and theme
_NONE = _Reason()


def placed(
    rows: Iterable[Shared],
    themes: Iterable[ThemeRow],
    placements: Iterable[Placement],
    workshop: Workshop,
    *,
    suggestions: Iterable[Suggested] = (),
) -> Placed:
    """Return every live theme with its cards in the order of `rows`: no card moves when another is judged.

    `suggestions` are those by meaning; one that was made from other words than the answer has now is left out.
    """
    live = sorted((t for t in themes if t.merged_into is None), key=lambda t: (t.position, t.id))
    prompts = _sorted_prompts(workshop)
    latest = _latest(rows, prompts)
    texts = {row.answer: as_text(prompts[row.prompt], row.value) for row in latest}
    reasons = _by_meaning(suggestions, texts) | _by_terms(suggest(latest, live, prompts))
    states = {(p.answer, p.theme): p.state for p in placements}
    results = tuple(_result(theme, _cards(theme.id, latest, texts, reasons, states)) for theme in live)
    under = {card.answer for result in results for card in result.answers}
    return Placed(
        themes=results,
        unplaced=tuple(row.answer for row in latest if row.answer not in under),
        people=len({row.person for row in latest if not row.hidden}),
    )


def texts_of(rows: Iterable[Shared], workshop: Workshop) -> dict[int, str]:
    """Return the newest words of every answer that themes can hold, by answer."""
    prompts = _sorted_prompts(workshop)
    return {row.answer: as_text(prompts[row.prompt], row.value) for row in _latest(rows, prompts)}


def _sorted_prompts(workshop: Workshop) -> dict[str, Prompt]:
    return {p.id: p for p in workshop.prompts if p.feeds and p.kind == "text"}


def _by_terms(found: Iterable[Suggestion]) -> dict[_Key, _Reason]:
    return {(one.answer, one.theme): _Reason("terms", one.words) for one in found}


def _by_meaning(suggestions: Iterable[Suggested], texts: Mapping[int, str]) -> dict[_Key, _Reason]:
    """Take the suggestions of themes that were made from the words as they are now."""
    prints = {answer: print_of(text) for answer, text in texts.items()}
    return {
        (one.answer, theme): _Reason("meaning", (), (one.start, one.end), one.score)
        for one in suggestions
        if (theme := theme_of(one.target)) is not None and prints.get(one.answer) == one.print
    }


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
    texts: Mapping[int, str],
    reasons: Mapping[_Key, _Reason],
    states: Mapping[_Key, Literal["confirmed", "rejected"]],
) -> tuple[Card, ...]:
    cards = []
    for row in rows:
        key = (row.answer, theme)
        state = states.get(key)
        if state == "rejected" or (state is None and key not in reasons):
            continue
        shown: Literal["confirmed", "suggested"] = "confirmed" if state else "suggested"
        cards.append(_card(row, texts[row.answer], shown, reasons.get(key, _NONE)))
    return tuple(cards)


def _card(row: Shared, text: str, state: Literal["confirmed", "suggested"], found: _Reason) -> Card:
    return Card(
        row.answer, row.prompt, text, state, found.words, row.author, row.mine, row.hidden, row.person,
        found.sentence, found.why, found.score,
    )


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
