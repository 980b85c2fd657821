"""Rooms of a few people, given by counts of what each of them did, and what their record shows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import combinations_with_replacement
from typing import Any

from evenground.domain.response import Placement, Shared, ThemeRow
from evenground.domain.session import Session
from evenground.domain.suggested import Suggested, print_of, theme_target
from evenground.domain.workshop import Workshop
from evenground.records.data import csvs
from evenground.records.facts import Head, SessionRecord
from evenground.records.group import session
from evenground.records.group.material import Material

THRESHOLD = 3
ROOM: dict[str, Any] = {
    "id": "room",
    "title": "Room",
    "summary": "What a few people could be found out by.",
    "sections": [
        {
            "id": "one",
            "title": "First part",
            "prompts": [{"id": "people", "kind": "text", "ask": "Who is missed?", "feeds": "theme"}],
        },
        {
            "id": "two",
            "title": "Second part",
            "prompts": [
                {"id": "needs", "kind": "text", "ask": "What would you learn?", "feeds": "need"},
                {"id": "does", "kind": "text", "ask": "What helps?", "feeds": "activity"},
            ],
        },
        {
            "id": "three",
            "title": "Third part",
            "prompts": [
                {"id": "place", "kind": "choice", "ask": "Where?", "options": ["home", "ward", "clinic"]},
                {"id": "ways", "kind": "choices", "ask": "How?", "options": ["phone", "letter"]},
                {"id": "reach", "kind": "grid", "ask": "Whom?", "rows": ["young", "old"], "columns": ["yes", "no"]},
            ],
        },
    ],
    "agenda": {"10": [{"stage": "shared", "minutes": 10}]},
    "themes": [{"name": "Apples", "terms": ["apple"]}, {"name": "Pears", "terms": ["pear"]}],
}
WORKSHOP = Workshop.model_validate(ROOM)
THEMES = (ThemeRow(1, "Apples", (), 0, True, None), ThemeRow(2, "Pears", (), 1, True, None))


@dataclass(frozen=True)
class Did:
    """What one person did: under each prompt the confirmed themes of their answer, or the value they chose.

    `maybe` are prompts whose answer is only suggested for the first theme.
    """

    themes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    chose: Mapping[str, Any] = field(default_factory=dict)
    maybe: tuple[str, ...] = ()


Room = tuple[Did, ...]


def rooms(kinds: Sequence[Did], people: int) -> Iterator[Room]:
    """Every room of so many people: who did what makes no difference, only how many did."""
    return combinations_with_replacement(kinds, people)


def record(people: Sequence[Did], order: int = 1, threshold: int = THRESHOLD) -> SessionRecord:
    """The record of a room; `order` 1 or -1 turns the answers round, for their order is made of words."""
    return session.of(material(people, order, threshold))


def material(people: Sequence[Did], order: int = 1, threshold: int = THRESHOLD) -> Material:
    """A room as it would be read from the store: no answer tells its writer by its words."""
    rows: list[Shared] = []
    placements, suggestions = [], []
    for person, did in enumerate(people):
        for prompt in WORKSHOP.prompts:
            number = 100 * (1 + [one.id for one in WORKSHOP.prompts].index(prompt.id)) + person
            if prompt.id in did.themes:
                words = f"words {number}"
                rows.append(Shared(number, person, prompt.id, 1, words, "", "", hidden=False, mine=False))
                placements += [Placement(number, theme, "confirmed") for theme in did.themes[prompt.id]]
                if prompt.id in did.maybe:
                    suggestions.append(Suggested(number, theme_target(1), 0.9, 0, 4, print_of(words)))
            elif prompt.id in did.chose:
                value = did.chose[prompt.id]
                rows.append(Shared(number, person, prompt.id, 1, value, "", "", hidden=False, mine=False))
    answered = {one.id: sum(row.prompt == one.id for row in rows) for one in WORKSHOP.prompts}
    rows.sort(key=lambda row: order * row.answer)
    return Material(
        session=_session(threshold),
        head=_head(len(people)),
        answered=answered,
        rows=tuple(rows),
        themes=THEMES,
        placements=tuple(placements),
        suggestions=tuple(suggestions),
    )


def _session(threshold: int) -> Session:
    now, day = datetime(2030, 1, 1, tzinfo=UTC), date(2030, 2, 1)
    return Session(
        id=1, code="ROOM22", title="Room", workshop=WORKSHOP, variant="10", identity="anonymous", language="en-GB",
        synthetic=False, threshold=threshold, created_at=now, closed_at=None, delete_on=day, seq=1, position=0, run=1,
        opened_at=now, stage_closed_at=None, board="stage",
    )  # fmt: skip


def _head(people: int) -> Head:
    day = date(2030, 1, 1)
    return Head(
        "session", "ROOM22", "Room", "Room", "", "en-GB", day, day, day, 10, people, synthetic=False, affiliation="",
        credit=(), resources=(),
    )  # fmt: skip


def shown(made: SessionRecord) -> str:
    """All that a record shows, words of answers taken out: they tell nothing here but that there is an answer."""
    facts = asdict(replace(made, charts={}))
    charts = {name: asdict(chart) for name, chart in made.charts.items()}
    table = sorted(csvs.table(made).splitlines())
    return _plain(json.dumps(_sorted([facts, charts]), default=str)) + "\n".join(sorted(map(_plain, table)))


def _plain(text: str) -> str:
    """Words without their numbers, and the number that a table gives to each answer of a prompt left out."""
    return re.sub(r"text,\d+,1,words", "text,1,words", re.sub(r"words \d+", "words", text))


def _sorted(data: Any) -> Any:
    """The same with answers in an order that does not depend on their words."""
    if isinstance(data, dict):
        return {name: _sorted(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        items = [_sorted(one) for one in data]
        told = any("words" in json.dumps(one, default=str) for one in items)
        return sorted(items, key=lambda one: _plain(json.dumps(one, default=str))) if told else items
    return data
