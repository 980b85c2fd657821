"""A small workshop whose prompts fill every field of the CPD pages, and somebody who answers them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from evenground.domain.workshop import Workshop
from evenground.store.engine import Store
from tests.conftest import SMALL
from tests.store.acting import Room, room

FORM: list[dict[str, Any]] = [
    {"id": "taken", "kind": "text", "ask": "What do you take with you?", "portfolio": "learnt"},
    {"id": "gain", "kind": "text", "ask": "Who gains from it?", "portfolio": "benefit"},
    {"id": "way", "kind": "choice", "ask": "Which kind?", "options": ["At work", "Alone"], "portfolio": "type"},
    {
        "id": "sides",
        "kind": "choices",
        "ask": "Which sides?",
        "options": ["The work", "Teaching", "Leading", "Finding out"],
        "portfolio": "pillars",
    },
    {"id": "level", "kind": "scale", "ask": "Which level?", "low": 1, "high": 9, "portfolio": "level"},
    {"id": "struck", "kind": "text", "ask": "What struck you?", "portfolio": "capture"},
    {"id": "try", "kind": "text", "ask": "What will you try?", "portfolio": "apply"},
    {"id": "signs", "kind": "text", "ask": "How will you know?", "portfolio": "apply"},
    {"id": "mine", "kind": "text", "ask": "Your own example?", "portfolio": "example"},
]
ANSWERS: dict[str, Any] = {
    "taken": "That nobody asks.",
    "gain": "People who cannot ring are seen sooner. We will count them.",
    "way": "At work",
    "sides": ["The work", "Leading"],
    "level": 5,
    "struck": "The empty chair.",
    "try": "I ring three people.",
    "mine": "A ramp, and now everybody uses one door.",
}


def workshop() -> Workshop:
    """The small workshop with such a section, which is answered at the end."""
    made = deepcopy(SMALL)
    prompts = [prompt | {"share": "never"} for prompt in FORM]
    made["sections"].append({"id": "portfolio", "title": "For my portfolio", "prompts": prompts})
    made["agenda"]["25"][-1]["sections"] = ["portfolio"]
    made["agenda"]["alone"].append({"stage": "close", "minutes": 5, "sections": ["portfolio"]})
    made["frameworks"] = ["four-pillars"]
    made["resources"] = [
        {"id": "buses", "title": "A book about buses", "helps": ["Transport"]},
        {"id": "courage", "title": "A course for courage", "helps": ["sure"]},
        {"id": "leading", "title": "A talk on leading", "helps": ["four-pillars:leadership"]},
        {"id": "other", "title": "Something else", "helps": ["Language"]},
    ]
    return Workshop.model_validate(made)


def somebody(store: Store, *, people: int = 1, answers: dict[str, Any] | None = None, **more: Any) -> Room:
    """A session in which the first person gives these answers, or all of ANSWERS."""
    made = room(store, workshop(), people=people, **more)
    for prompt, value in (ANSWERS if answers is None else answers).items():
        made.say(0, prompt, value)
    return made
