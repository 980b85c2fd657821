"""Answers from a CSV file, given to a session through the same commands as everybody's."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from evenground.domain.response import clean
from evenground.domain.session import Session, new_token, normalise_code
from evenground.domain.words import nearest
from evenground.domain.workshop import Prompt, Workshop
from evenground.errors import InputError, NotFound
from evenground.i18n import _
from evenground.simulation.csv_file import Row, fault, read_answers
from evenground.simulation.people import Turnout
from evenground.store import commands, queries
from evenground.store.engine import Store

__all__ = ["Row", "check_answers", "read_answers", "replay", "value_of"]


def check_answers(workshop: Workshop, rows: Iterable[Row]) -> None:
    """Raise InputError with one line for each row that does not fit the workshop."""
    faults = []
    for row in rows:
        try:
            prompt = workshop.prompt(row.prompt)
            clean(prompt, value_of(prompt, row.value))
        except NotFound:
            faults.append(fault(row.file, row.line, _no_prompt(workshop, row.prompt)))
        except InputError as error:
            faults.append(fault(row.file, row.line, str(error)))
    if faults:
        raise InputError("\n".join(faults))


def value_of(prompt: Prompt, text: str) -> Any:
    """What a cell stands for: a|b for choices, row=column|row=column for a grid, an action's text."""
    if not text.strip():
        return None
    if prompt.kind == "choices":
        parts = [text] if text in prompt.options else text.split("|")
        return [part.strip() for part in parts if part.strip()]
    if prompt.kind == "grid":
        return dict(_cell(prompt, part.strip()) for part in text.split("|") if part.strip())
    if prompt.kind == "action":
        return [{"what": text}]
    return text


def replay(store: Store, code: str, rows: Iterable[Row], pace: float = 0) -> Turnout:
    """Let each distinct participant join, as a synthetic one, and answer in the order of the rows.

    `pace` is the seconds between two answers. Nothing is written when a row does not fit the workshop.
    """
    session = queries.get_session(store, normalise_code(code))
    rows = list(rows)
    check_answers(session.workshop, rows)
    people: dict[str, int] = {}
    counted = {False: 0, True: 0}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.participant not in people:
            people[row.participant] = _join(store, session, row.participant)
        _answer(store, session, people[row.participant], row)
        counted[(row.participant, row.prompt) in seen] += 1
        seen.add((row.participant, row.prompt))
        if pace > 0:
            time.sleep(pace)
    return Turnout(len(people), counted[False], counted[True])


def _join(store: Store, session: Session, name: str) -> int:
    return commands.join(
        store, session.code, new_token(), name=name[:200], language=session.language, synthetic=True
    ).id


def _answer(store: Store, session: Session, person: int, row: Row) -> None:
    value = value_of(session.workshop.prompt(row.prompt), row.value)
    commands.answer(store, person, row.prompt, value, visibility=row.visibility, round=row.round, at=row.at)


def _cell(prompt: Prompt, text: str) -> tuple[str, str]:
    """A grid's row and column; a row may have = in its own words."""
    for row in prompt.rows:
        if text.startswith(f"{row}="):
            return row, text[len(row) + 1 :].strip()
    row, _equals, column = text.partition("=")
    return row.strip(), column.strip()


def _no_prompt(workshop: Workshop, name: str) -> str:
    known = [prompt.id for prompt in workshop.prompts]
    near = nearest(name, known)
    instead = _("Did you mean {near}?").format(near=near) if near else ""
    said = _("There is no prompt '{name}' in this workshop.").format(name=name[:80])
    return f"{said} {instead}".strip()
