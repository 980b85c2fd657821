"""A record as one tidy table: a row for each answer and round, each count, each point and all else it tells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from evenground.domain.action import parse
from evenground.records.data import codebook as books
from evenground.records.data import csv_rows
from evenground.records.escapes import cell
from evenground.records.facts import Answer, Asked, PersonalRecord, ProgrammeRecord, Record, Said, SessionRecord

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
    "group",
    "when",
    "state",
)


def table(record: Record) -> str:
    """The table as CSV text, lines ended as RFC 4180 says."""
    same = {"session": record.head.code, "held": record.head.held.isoformat()}
    return _text(COLUMNS, ([(same | row).get(name) for name in COLUMNS] for row in rows(record)))


def codebook(record: Record) -> str:
    """The codebook of the table as CSV text: each column, what stands in it and which values it takes."""
    return _text(books.COLUMNS, books.lines(record, COLUMNS))


def _text(header: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(map(cell, line) for line in lines)
    return out.getvalue()


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """The rows, by column; what a row does not have is left out."""
    if isinstance(record, SessionRecord):
        yield from _of_session(record)
        yield from csv_rows.of_session(record)
    elif isinstance(record, PersonalRecord):
        yield from _of_person(record)
        yield from csv_rows.of_person(record)
    elif isinstance(record, ProgrammeRecord):
        yield from csv_rows.of_programme(record)


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
