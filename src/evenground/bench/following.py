"""Which state of the board shows which save: both are known by how many actions there are in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """How many actions there are (`total`) from a moment on, in seconds of the wall clock."""

    at: float
    total: int


def shown_at(kept: Sequence[Step], seen: Sequence[Step]) -> list[float | None]:
    """Return for each step of the store, in order, when the board first showed it or a later one.

    A state of the board is matched with the first step, after those it has shown before and not later than the
    state, that has the same total. As long as every save adds one action that is exact. Where a list began anew
    (see `saving.wanted`) and two steps the board may be at have the same total, the earlier counts as shown,
    and the later one waits for the next state: the time is then never too short.
    """
    shown: list[float | None] = [None] * len(kept)
    next_step = 0
    for state in seen:
        if next_step and kept[next_step - 1].total == state.total:
            continue
        found = _match(kept, next_step, state)
        if found is not None:
            shown[next_step : found + 1] = [state.at] * (found + 1 - next_step)
            next_step = found + 1
    return shown


def _match(kept: Sequence[Step], first: int, state: Step) -> int | None:
    for at in range(first, len(kept)):
        if kept[at].at > state.at:
            return None
        if kept[at].total == state.total:
            return at
    return None
