"""Synthetic answers: sentences that nobody said, put together from parts, as many as a test needs."""

from __future__ import annotations

import random

WHO = [
    "People who work nights",
    "Families without a car",
    "New parents",
    "Men over eighty",
    "People with little English",
]
MISS = [
    "miss the bus to the clinic",
    "cannot read the letters we send",
    "wait weeks for a first visit",
    "have no phone",
]
MORE = [
    "The form asks for an address.",
    "Nobody asks them what they need.",
    "Rent goes first, then food, then the fare.",
    "The building has stairs and a heavy door.",
    "Their daughter speaks for them.",
]


def answers(number: int, seed: int = 7) -> list[str]:
    """Return so many synthetic answers, no two alike, always the same ones for a seed."""
    draw = random.Random(seed)
    return [f"{draw.choice(WHO)} {draw.choice(MISS)}. {draw.choice(MORE)} (synthetic {at})" for at in range(number)]
