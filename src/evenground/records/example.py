"""A small synthetic group, so that the notebooks have something to show before there is a session."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.store import commands, queries, theming
from evenground.store.engine import Store, open_store

WORKSHOP, VARIANT = "health-equity", "60"
INDIVIDUAL, SHARED, REVIEW, COMMIT = 1, 4, 5, 6
# One line a person: their first answers. Nobody wrote these; they were made for this file.
FIRST: tuple[dict[str, Any], ...] = (
    {
        "my-people": "Families at the end of the bus line. If the bus is late, they miss us.",
        "want-to-learn": "How to find out who never gets to us at all.",
        "change": "Appointments that fit the bus, and not the other way round.",
        "scales": (8, 4),
    },
    {
        "my-people": "People who nod at a letter they cannot read.",
        "want-to-learn": "How to work well with an interpreter.",
        "change": "Letters in plain words, and in the languages of our street.",
        "scales": (9, 3),
    },
    {
        "my-people": "Young parents in damp flats. We treat the cough and send them home to the mould.",
        "want-to-learn": "Who decides about housing here, and how to reach them.",
        "change": "One form to raise a housing problem, and somebody who answers.",
        "scales": (7, 5),
    },
    {
        "my-people": "Men on zero hours. An appointment in working time costs them a day’s money.",
        "want-to-learn": "What our own figures say, by postcode.",
        "change": "An evening clinic once a week.",
        "scales": (8, 2),
    },
    {
        "my-people": "A few who were not believed once, and have not come back. Trust is slow.",
        "want-to-learn": "How to talk about racism in our own team.",
        "change": "The same face at every visit.",
        "scales": (9, 4),
    },
    {
        "my-people": "Older people without a smartphone, since booking went online.",
        "want-to-learn": "What others did for people without internet.",
        "change": "A telephone number that somebody picks up.",
        "scales": (6, 5),
    },
)
PRIVATE = "I have been one of those who did not ask. I keep this for myself."
CHANGED = "Start with the letters: they are ours to change tomorrow."
BECAUSE = "In the talk it turned out that we write them ourselves."
ACTIONS = (
    ("Ask at the first call how people will get here", "I", "2030-03-31", "self"),
    ("Rewrite the first letter with two people who have had it", "Our team and the front desk", "", "team"),
    ("Bring the missed appointments by postcode to the next meeting", "", "2030-05-01", "organisation"),
)
POINT = "Begin with the people who are not in the room."


@cache
def group() -> tuple[Store, str, int]:
    """The store, the code and one participant of a synthetic session, gone when this process ends."""
    folder = tempfile.TemporaryDirectory()
    store = open_store(f"sqlite:///{Path(folder.name) / 'example.sqlite'}")
    atexit.register(folder.cleanup)
    atexit.register(store.close)
    workshop = loading.load(WORKSHOP)
    session, _key = commands.create_session(store, workshop, variant=VARIANT, synthetic=True)
    people = [commands.join(store, session.code, new_token(), synthetic=True).id for _one in FIRST]
    _first_round(store, session, people)
    _talk(store, session)
    _second_round(store, session, people)
    return store, session.code, people[1]


def _first_round(store: Store, session: Session, people: list[int]) -> None:
    commands.move(store, session.id, INDIVIDUAL)
    for person, given in zip(people, FIRST, strict=True):
        importance, confidence = given["scales"]
        words = {prompt: text for prompt, text in given.items() if prompt != "scales"}
        marks = {"practice-importance": importance, "practice-confidence": confidence}
        for prompt, value in (words | marks).items():
            commands.answer(store, person, prompt, value)
        commands.set_ready(store, person, True)
    commands.answer(store, people[1], "my-part", PRIVATE, visibility="private")


def _talk(store: Store, session: Session) -> None:
    """The room sees the answers, somebody confirms the first theme, and a point is written down."""
    commands.move(store, session.id, SHARED)
    theme = queries.themes(store, session.id)[0]
    for row in queries.shared(store, session.id, purpose="facilitator"):
        if isinstance(row.value, str) and ("bus" in row.value or "appointment" in row.value.lower()):
            theming.place(store, session.id, row.answer, theme.id, "confirmed")
    commands.add_point(store, session.id, POINT, theme.id)


def _second_round(store: Store, session: Session, people: list[int]) -> None:
    commands.move(store, session.id, REVIEW)
    commands.answer(store, people[1], "change", CHANGED, reason=BECAUSE)
    for person, given in zip(people, FIRST, strict=True):
        commands.answer(store, person, "practice-confidence", given["scales"][1] + 2)
    commands.move(store, session.id, COMMIT)
    for person, (what, who, by, level) in zip(people[1:], ACTIONS, strict=False):
        prompt = "my-action" if level == "self" else "our-action"
        commands.answer(store, person, prompt, [{"what": what, "who": who, "by": by, "level": level}])
