"""Four small synthetic groups, so that the programme's notebook has something to show before there is one."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.records.example import COMMIT, INDIVIDUAL, REVIEW, SHARED, VARIANT, WORKSHOP
from evenground.records.facts import SessionRecord
from evenground.records.group import session as session_record
from evenground.store import commands, queries, theming
from evenground.store.engine import Store, open_store

# What is said under each theme, by the first word of its name. Nobody wrote these; they were made for this file.
SAID = {
    "Access": (
        "The clinic is two buses away, and the second one stops at six.",
        "Whoever cannot park nearby turns round and goes home.",
        "We run on appointments, and the people we miss run on shifts.",
        "The lift has been out since spring.",
        "Half of the valley has no bus on a Sunday, and that is when we are open.",
    ),
    "Money": (
        "Heating or the fare: some have to choose before they come.",
        "A missed shift costs more than a missed appointment.",
        "We ask people to buy what they cannot pay for.",
    ),
    "Housing": (
        "A cough that comes back every winter, with the damp.",
        "There is no room at home to do any of the exercises.",
        "We plan for houses with stairs and a bath, and many have neither.",
    ),
    "Language": (
        "Our letters are written for people like us.",
        "A child interprets, because nobody else is there.",
        "Nobody asks twice when the first answer was a nod.",
        "Welsh first, and then only if you ask for it.",
    ),
    "Digital": (
        "Since booking went online we see other people than before.",
        "A code is sent to a telephone that is shared by four.",
        "The form times out before it is read to the end.",
    ),
    "Trust": (
        "They came once, were not believed, and that was that.",
        "Three visits, three strangers.",
        "People ask their neighbour before they ask us.",
    ),
    "Time": (
        "Ten minutes are enough for a knee and too few for a life.",
        "Whoever needs longest is seen last.",
    ),
    "Training": (
        "I learnt about it after I had qualified, by accident.",
        "Nobody showed us how to ask about money.",
        "I would like to practise the difficult talk before I have it.",
    ),
}
ACTIONS = {
    "self": ("Ask at the first call how people will get here", "Learn to book an interpreter, and do it"),
    "team": ("Rewrite the first letter with two people who have had it", "Keep one visit an evening for shift workers"),
    "organisation": ("Bring missed appointments by postcode to the next meeting",),
    "policy": ("Write to the council about the last bus",),
}


@dataclass(frozen=True)
class Made:
    """A synthetic group: who says something under which themes, how they rate, and what they mean to do."""

    title: str
    people: Sequence[Sequence[str]]
    rates: tuple[int, int, int]  # importance, confidence before, confidence after
    actions: Sequence[tuple[str, int, str]]  # level, which of its actions, by when
    sharing: bool = True


GROUPS = (
    Made(
        "First-year seminar",
        (("Access", "Training"), ("Access",), ("Access", "Language"), ("Training",), ("Language", "Training"),
         ("Training", "Access"), ("Money", "Training"), ("Language",)),
        (8, 3, 5),
        (("self", 0, ""), ("self", 1, "2030-02-28"), ("team", 0, "")),
    ),
    Made(
        "Community team, north",
        (("Access", "Housing"), ("Access", "Housing"), ("Housing", "Money"), ("Access", "Language"), ("Trust",),
         ("Access", "Money")),
        (9, 5, 6),
        (("team", 1, "2030-03-31"), ("organisation", 0, "2030-05-01"), ("policy", 0, "")),
    ),
    Made(
        "Community team, coast",
        (("Language", "Access"), ("Language",), ("Language", "Digital"), ("Access", "Trust"), ("Access", "Language")),
        (8, 6, 5),
        (("self", 1, ""), ("team", 0, "2030-04-15")),
    ),
    Made(
        "Hospital therapists",
        (("Time", "Digital"), ("Digital", "Access"), ("Time", "Digital"), ("Time",), ("Access", "Time"), ("Language",),
         ("Language", "Digital"), ("Language", "Trust"), ("Access",)),
        (7, 4, 6),
        (("team", 0, ""), ("organisation", 0, "")),
    ),
)  # fmt: skip


@cache
def sessions() -> tuple[SessionRecord, ...]:
    """The records of four synthetic sessions; their store is gone when this process ends."""
    folder = tempfile.TemporaryDirectory()
    store = open_store(f"sqlite:///{Path(folder.name) / 'programme.sqlite'}")
    atexit.register(folder.cleanup)
    atexit.register(store.close)
    return tuple(session_record.gather(store, hold(store, group)) for group in GROUPS)


def hold(store: Store, group: Made) -> str:
    """Hold a synthetic session as this group would; returns its code."""
    workshop = loading.load(WORKSHOP)
    session, _key = commands.create_session(store, workshop, variant=VARIANT, title=group.title, synthetic=True)
    people = [commands.join(store, session.code, new_token(), synthetic=True).id for _one in group.people]
    commands.move(store, session.id, INDIVIDUAL)
    said = _answer(store, people, group)
    if group.sharing:
        commands.move(store, session.id, SHARED)
        _confirm(store, session, said)
        _second_round(store, session, people, group)
    return session.code


def _answer(store: Store, people: Sequence[int], group: Made) -> dict[str, str]:
    """Everybody's first answers; returns the theme of each text."""
    said: dict[str, str] = {}
    importance, confidence, _after = group.rates
    for at, (person, themes) in enumerate(zip(people, group.people, strict=True)):
        for prompt, theme in zip(("my-people", "change"), themes, strict=False):
            text = SAID[theme][at % len(SAID[theme])]
            commands.answer(store, person, prompt, text)
            said[text] = theme
        commands.answer(store, person, "practice-importance", importance)
        commands.answer(store, person, "practice-confidence", confidence)
        commands.set_ready(store, person, True)
    return said


def _confirm(store: Store, session: Session, said: dict[str, str]) -> None:
    """Somebody puts each answer under its theme."""
    themes = {theme.name.split()[0]: theme.id for theme in queries.themes(store, session.id)}
    under: dict[int, list[int]] = {}
    for row in queries.shared(store, session.id, purpose="facilitator"):
        if isinstance(row.value, str) and row.value in said:
            under.setdefault(themes[said[row.value]], []).append(row.answer)
    for theme, answers in under.items():
        theming.confirm_all(store, session.id, theme, answers)


def _second_round(store: Store, session: Session, people: Sequence[int], group: Made) -> None:
    commands.move(store, session.id, REVIEW)
    for person in people:
        commands.answer(store, person, "practice-confidence", group.rates[2])
    commands.move(store, session.id, COMMIT)
    for person, (level, which, by) in zip(people, group.actions, strict=False):
        prompt = "my-action" if level == "self" else "our-action"
        action = {"what": ACTIONS[level][which], "who": "", "by": by, "level": level}
        commands.answer(store, person, prompt, [action])
