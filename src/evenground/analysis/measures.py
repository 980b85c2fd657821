"""Importance and confidence before and after: means and the middle half, which point at nobody."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evenground.domain.workshop import Prompt, Workshop
from evenground.privacy.suppression import Masked, mask, mean_or_none

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 8  # people behind a middle half: at least two of them are beyond either end of it
Span = tuple[float, float] | None


@dataclass(frozen=True)
class Measure:
    """What a group said on one scale, as means to the nearest half, None where too few people answered.

    Where enough people answered both times, `before`, `after` and `people` are about them alone; else `after`
    is None, and `before` and `people` are about everybody who answered before. The spreads hold the middle
    half of the same people, see `middle_half`.
    """

    about: str
    measure: Literal["importance", "confidence"]
    prompt: str
    low: int
    high: int
    before: float | None
    after: float | None
    people: int | Masked
    spread_before: Span = None
    spread_after: Span = None


def before_after(frame: pd.DataFrame, workshop: Workshop, threshold: int) -> tuple[Measure, ...]:
    """Return the workshop's measures in its order, from a frame of responses."""
    return tuple(
        _measure(prompt, prompt.measures, frame, threshold) for prompt in workshop.prompts if prompt.measures
    )


def _measure(
    prompt: Prompt, kind: Literal["importance", "confidence"], frame: pd.DataFrame, threshold: int
) -> Measure:
    before, after = values(frame, prompt.id, rounds=(1,)), values(frame, prompt.id, rounds=(2,))
    both = [person for person in before if person in after]
    paired = mean_or_none([after[person] for person in both], threshold)
    counted = both if paired is not None else list(before)
    first = [before[person] for person in counted]
    return Measure(
        about=prompt.about or prompt.ask,
        measure=kind,
        prompt=prompt.id,
        low=prompt.low,
        high=prompt.high,
        before=mean_or_none(first, threshold),
        after=paired,
        people=mask({prompt.id: len(counted)}, threshold)[prompt.id],
        spread_before=middle_half(first, threshold),
        spread_after=middle_half([after[person] for person in both], threshold) if paired is not None else None,
    )


def values(frame: pd.DataFrame, prompt: str, rounds: tuple[int, ...] = (1, 2)) -> dict[int, float]:
    """Return each person's number on a scale, the latest of these rounds."""
    columns = (frame[name].tolist() for name in ("prompt", "round", "person", "value"))
    latest: dict[int, tuple[int, float]] = {}
    for asked, in_round, person, value in zip(*columns, strict=True):  # faster than a filter, for a room's answers
        if asked == prompt and in_round in rounds and in_round >= latest.get(person, (0, 0))[0]:
            latest[person] = in_round, float(value)
    return {person: value for person, (_round, value) in latest.items()}


def middle_half(numbers: Iterable[float], threshold: int) -> Span:
    """Return between which numbers the middle half of a group lies, to the nearest half, or None.

    Told only of ENOUGH people, and of at least twice the threshold: then an end lies between two people's
    numbers or is one that two or more people gave or went beyond, and is never by itself the lowest or highest
    one. The ends are the quartiles as they are interpolated between ordered numbers.
    """
    ordered = sorted(numbers)
    if len(ordered) < max(ENOUGH, 2 * threshold):
        return None
    return _half(_at(ordered, 0.25)), _half(_at(ordered, 0.75))


def _at(ordered: list[float], share: float) -> float:
    """Return the number at a share of the way through ordered numbers, between two of them where it falls there."""
    place = share * (len(ordered) - 1)
    under = math.floor(place)
    above = min(under + 1, len(ordered) - 1)
    return ordered[under] + (ordered[above] - ordered[under]) * (place - under)


def _half(value: float) -> float:
    return math.floor(2 * value + 0.5) / 2


def against(
    frame: pd.DataFrame, workshop: Workshop, threshold: int
) -> dict[str, tuple[Span, Span]]:
    """Return by what they are about the middle halves of confidence and of importance, of who gave both, latest."""
    asked = {(prompt.measures, prompt.about): prompt for prompt in workshop.prompts if prompt.about}
    found = {}
    for (kind, about), important in asked.items():
        confident = asked.get(("confidence", about))
        if kind != "importance" or confident is None:
            continue
        matters, feels = values(frame, important.id), values(frame, confident.id)
        both = [person for person in matters if person in feels]
        found[about] = (
            middle_half([feels[person] for person in both], threshold),
            middle_half([matters[person] for person in both], threshold),
        )
    return found
