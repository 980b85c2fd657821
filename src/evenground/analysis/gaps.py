"""What a group lacks: confidence below importance, needs without an activity, prompts few answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evenground.analysis.measures import values
from evenground.analysis.themes import Card, Placed, ThemeResult
from evenground.domain.workshop import Prompt, Workshop
from evenground.privacy.suppression import Masked, mask, mean_or_none

if TYPE_CHECKING:
    import pandas as pd

MEETS_A_NEED = ("activity", "support")


@dataclass(frozen=True)
class Confidence:
    """Something that matters more to the group than it feels confident about; means to the nearest half."""

    about: str
    importance: float
    confidence: float
    difference: float
    low: int
    high: int


@dataclass(frozen=True)
class Need:
    """A theme that people need to learn about and nobody shared an activity or support for.

    `unchecked` tells that an answer suggested for the theme may be one, and that nobody has judged it yet.
    `of` is how many named the theme at all, 0 where that is not known; `rough`: only that they are enough may be told.
    """

    theme: int
    name: str
    people: int
    unchecked: bool
    of: int = 0
    rough: bool = False


@dataclass(frozen=True)
class Few:
    """A prompt that fewer than half of those present answered."""

    prompt: str
    ask: str
    answered: int | Masked
    joined: int


@dataclass(frozen=True)
class Gaps:
    """All gaps, the widest first, and what they were looked for in.

    `rated`: the workshop asks importance and confidence about the same things; `compared`: about how many of
    these enough people gave both. `asked`: it asks for learning needs and for activities; `judged`: people
    confirmed a placement. `people`: how many shared an answer that a theme can hold.
    """

    confidence: tuple[Confidence, ...]
    needs: tuple[Need, ...]
    few: tuple[Few, ...]
    rated: bool
    compared: int
    asked: bool
    judged: bool
    people: int
    joined: int


def gaps(
    frame: pd.DataFrame,
    placed: Placed,
    answered: Mapping[str, int],
    workshop: Workshop,
    joined: int,
    threshold: int,
    *,
    opened: Iterable[str] | None = None,
) -> Gaps:
    """Return the group's gaps.

    `frame` holds responses, `answered` how many people answered each prompt. `opened` names prompts put to
    the group so far; without it those count of every section that somebody began.
    """
    feeds = {prompt.id: prompt.feeds for prompt in workshop.prompts}
    asked = "need" in feeds.values() and not {*MEETS_A_NEED}.isdisjoint(feeds.values())
    prompts = _begun(workshop, answered) if opened is None else [workshop.prompt(name) for name in opened]
    pairs = _pairs(workshop)
    compared = [both for pair in pairs if (both := _compared(*pair, frame, threshold))]
    below = [both for both in compared if both.difference > 0]
    return Gaps(
        confidence=tuple(sorted(below, key=lambda gap: -gap.difference)),
        needs=_needs(placed, feeds, threshold) if asked else (),
        few=_few(prompts, answered, joined, threshold),
        rated=bool(pairs),
        compared=len(compared),
        asked=asked,
        judged=any(theme.confirmed for theme in placed.themes),
        people=placed.people,
        joined=joined,
    )


def _pairs(workshop: Workshop) -> list[tuple[Prompt, Prompt]]:
    """Return importance and confidence about the same, where both are asked on the same scale."""
    confident = {prompt.about: prompt for prompt in workshop.prompts if prompt.measures == "confidence"}
    pairs = [
        (prompt, confident[prompt.about])
        for prompt in workshop.prompts
        if prompt.measures == "importance" and prompt.about in confident
    ]
    return [(one, other) for one, other in pairs if (one.low, one.high) == (other.low, other.high)]


def _compared(important: Prompt, confident: Prompt, frame: pd.DataFrame, threshold: int) -> Confidence | None:
    """Compare the latest answers of the people who gave both; None where they are too few."""
    matters, feels = values(frame, important.id), values(frame, confident.id)
    both = [person for person in matters if person in feels]
    importance = mean_or_none([matters[person] for person in both], threshold)
    confidence = mean_or_none([feels[person] for person in both], threshold)
    if importance is None or confidence is None:
        return None
    about = important.about or important.ask
    return Confidence(about, importance, confidence, importance - confidence, confident.low, confident.high)


def _needs(placed: Placed, feeds: Mapping[str, str], threshold: int) -> tuple[Need, ...]:
    found = [need for theme in placed.themes if (need := _need(theme, feeds, threshold))]
    return tuple(sorted(found, key=lambda need: -need.people))


def _need(theme: ThemeResult, feeds: Mapping[str, str], threshold: int) -> Need | None:
    """Judge by confirmed placements only: the machine's suggestions alone never make or close a gap."""
    people = {card.person for card in _cards(theme, "confirmed") if feeds[card.prompt] == "need"}
    met = any(feeds[card.prompt] in MEETS_A_NEED for card in _cards(theme, "confirmed"))
    if met or len(people) < threshold:
        return None
    unchecked = any(feeds[card.prompt] in MEETS_A_NEED for card in _cards(theme, "suggested"))
    return Need(theme.id, theme.name, len(people), unchecked, theme.people)


def _cards(theme: ThemeResult, state: str) -> list[Card]:
    return [card for card in theme.answers if card.state == state and not card.hidden]


def _begun(workshop: Workshop, answered: Mapping[str, int]) -> list[Prompt]:
    begun = [s for s in workshop.sections if any(answered.get(prompt.id) for prompt in s.prompts)]
    return [prompt for section in begun for prompt in section.prompts]


def _few(
    prompts: Iterable[Prompt], answered: Mapping[str, int], joined: int, threshold: int
) -> tuple[Few, ...]:
    """A masked count is listed only where all it may stand for is under half, so the list gives none away."""
    found = []
    for prompt in prompts:
        if prompt.share == "never":  # nobody but the person is meant to have it, so nobody lacks it
            continue
        count = mask({prompt.id: answered.get(prompt.id, 0)}, threshold)[prompt.id]
        most = count if isinstance(count, int) else threshold - 1
        if most * 2 < joined:
            found.append(Few(prompt.id, prompt.ask, count, joined))
    return tuple(found)
