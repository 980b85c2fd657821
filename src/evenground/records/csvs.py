"""A record as one tidy table: a row for each answer and round, each count and each point."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from evenground.domain.action import parse
from evenground.records.escapes import cell
from evenground.records.facts import Answer, Asked, PersonalRecord, PointFacts, Record, Said, SessionRecord
from evenground.records.standing import StandingFacts

# `answer` numbers the answers to one prompt, so that rounds of one can be laid side by side. It starts
# anew for every prompt and follows an order made from the words: no column links two answers of one person.
COLUMNS = (
    "session",
    "held",
    "section",
    "prompt",
    "question",
    "kind",
    "answer",
    "round",
    "value",
    "who",
    "by",
    "level",
    "people",
    "visibility",
    "reason",
    "author",
    "theme",
    "suggested",
)


def table(record: Record) -> str:
    """The table as CSV text, lines ended as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    same = {"session": record.head.code, "held": record.head.held.isoformat()}
    for row in rows(record):
        writer.writerow([cell((same | row).get(name)) for name in COLUMNS])
    return out.getvalue()


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """The rows, by column; what a row does not have is left out."""
    yield from _of_session(record) if isinstance(record, SessionRecord) else _of_person(record)
    yield from _points(record.points)
    if isinstance(record, SessionRecord):
        yield from _standing(record.standing)


def _standing(standing: StandingFacts) -> Iterator[dict[str, Any]]:
    """The places of frameworks and the statements, each number as it may be shown."""
    for framework in standing.frameworks:
        for place in framework.places:
            same = {"kind": "place", "section": framework.id, "question": place.title}
            yield same | {"value": place.state, "people": place.people}
    for one in standing.statements:
        same = {"kind": "statement", "question": one.text}
        numbers = (("agree", one.agree), ("pass", one.passed), ("disagree", one.disagree))
        yield from (same | {"value": value, "people": number} for value, number in numbers)


def _of_session(record: SessionRecord) -> Iterator[dict[str, Any]]:
    for chapter in record.sections:
        for asked in chapter.prompts:
            place = {"section": chapter.id, "prompt": asked.id, "question": asked.ask, "kind": asked.kind}
            yield from (place | row for row in _of_prompt(asked))


def _of_prompt(asked: Asked) -> Iterator[dict[str, Any]]:
    for number, answer in enumerate(asked.answers, 1):
        for said in answer.said:
            same = {"answer": number, "author": answer.author, "theme": _themes(answer, "confirmed")}
            same["suggested"] = _themes(answer, "suggested")
            yield from (same | row for row in _said(asked.kind, said))
    for one in asked.tallies:
        yield {"value": f"{one.row}: {one.option}" if one.row else one.option, "people": one.people}
    if asked.people is not None:
        yield {"value": asked.mean, "people": asked.people}
    yield from ({"reason": reason} for reason in asked.reasons)


def _themes(answer: Answer, state: str) -> str:
    return "; ".join(one.theme for one in answer.themes if one.state == state)


def _of_person(record: PersonalRecord) -> Iterator[dict[str, Any]]:
    for chapter in record.sections:
        for answer in chapter.answers:
            place: dict[str, Any] = {"section": chapter.id, "prompt": answer.prompt, "question": answer.ask}
            place |= {"kind": answer.kind, "answer": 1, "visibility": answer.visibility}
            yield from (place | row for said in answer.said for row in _said(answer.kind, said))


def _said(kind: str, said: Said) -> Iterator[dict[str, Any]]:
    """One row for an answer in one round; an action each in a row of its own."""
    same = {"round": said.round, "reason": said.reason}
    actions = parse(said.value) if kind == "action" else ()
    for one in actions:
        yield same | {"value": one.what, "who": one.who, "by": one.by, "level": one.level}
    if not actions:
        yield same | {"value": said.value if isinstance(said.value, int) else said.text}


def _points(points: Iterable[PointFacts]) -> Iterator[dict[str, Any]]:
    for point in points:
        yield {"kind": "point", "value": point.text, "theme": point.theme}
