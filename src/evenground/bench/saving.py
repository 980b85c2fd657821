"""What people save while the board is watched, and how each save is found again in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evenground.bench.figures import percentile
from evenground.bench.following import Step, shown_at
from evenground.domain.action import MOST
from evenground.store import queries
from evenground.store.engine import Store

OWN, OURS = "my-action", "our-action"

Key = tuple[int, str, int]  # who, which prompt, which revision of the answer


@dataclass
class Save:
    """One save: whose, of which prompt, sent when; its revision is None until it was acknowledged."""

    person: int
    prompt: str
    sent: float
    revision: int | None = None


def wanted(person: int, number: int) -> tuple[str, list[dict[str, str]]]:
    """What somebody saves the n-th time: one action more than before, in a fresh list once both are full."""
    step = number % (2 * MOST)
    prompt, count, level = (OWN, step + 1, "self") if step < MOST else (OURS, step - MOST + 1, "team")
    return prompt, [
        {"what": f"Step {at + 1} of person {person + 1}", "who": "", "by": "", "level": level}
        for at in range(count)
    ]


def kept(store: Store, code: str, tokens: Sequence[str]) -> tuple[list[Step], dict[Key, int]]:
    """What the store holds: how many actions there were after each save, and which save that was."""
    found = []
    for at, token in enumerate(tokens):
        person = queries.participant_by_token(store, code, token)
        found += [(made, at) for made in queries.my_revisions(store, person.id)] if person else []
    found.sort(key=lambda pair: pair[0].at)  # its time is taken under the session's lock: in order of commit
    steps: list[Step] = []
    where: dict[Key, int] = {}
    lists: dict[tuple[int, str], int] = {}
    for made, at in found:
        lists[at, made.prompt] = len(made.value) if isinstance(made.value, list) else 0
        where[at, made.prompt, made.revision] = len(steps)
        steps.append(Step(made.at.timestamp(), sum(lists.values())))
    return steps, where


def figures(
    saves: Sequence[Save], steps: Sequence[Step], where: Mapping[Key, int], seen: Sequence[Step]
) -> dict[str, Any]:
    """How long the saves took to the board; lost are those not acknowledged, and those not in the store.

    A save that is kept and that no state of the board showed in the end is in no percentile, and counted by itself.
    """
    shown = shown_at(steps, seen)
    places = [where.get((one.person, one.prompt, one.revision or 0)) for one in saves]
    there = [(one, shown[at]) for one, at in zip(saves, places, strict=True) if at is not None]
    took = [when - one.sent for one, when in there if when is not None]
    return {
        "saves": len(saves),
        "p50_s": percentile(took, 50),
        "p95_s": percentile(took, 95),
        "max_s": max(took, default=None),
        "lost": len(saves) - len(there),
        "not_shown": len(there) - len(took),
        "board_updates": len(seen),
    }
