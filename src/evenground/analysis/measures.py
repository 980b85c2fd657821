"""Importance and confidence before and after: means that point at nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evenground.domain.workshop import Prompt, Workshop
from evenground.privacy.suppression import Masked, mask, mean_or_none

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Measure:
    """What a group said on one scale, as means to the nearest half, None where too few people answered.

    Where enough people answered both times, `before`, `after` and `people` are about them alone; else `after`
    is None, and `before` and `people` are about everybody who answered before.
    """

    about: str
    measure: Literal["importance", "confidence"]
    prompt: str
    low: int
    high: int
    before: float | None
    after: float | None
    people: int | Masked


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
    return Measure(
        about=prompt.about or prompt.ask,
        measure=kind,
        prompt=prompt.id,
        low=prompt.low,
        high=prompt.high,
        before=mean_or_none([before[person] for person in counted], threshold),
        after=paired,
        people=mask({prompt.id: len(counted)}, threshold)[prompt.id],
    )


def values(frame: pd.DataFrame, prompt: str, rounds: tuple[int, ...] = (1, 2)) -> dict[int, float]:
    """Return each person's number on a scale, the latest of these rounds."""
    chosen = frame[(frame["prompt"] == prompt) & frame["round"].isin(rounds)].sort_values(
        "round", kind="stable"
    )
    return {
        int(person): float(value) for person, value in zip(chosen["person"], chosen["value"], strict=True)
    }
