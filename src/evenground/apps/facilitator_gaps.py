"""Where the group stands against frameworks: what the facilitator sees, and what they can say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from evenground.analysis import coverage, helping
from evenground.analysis.coverage import CellResult, Coverage, Quote
from evenground.analysis.themes import Placed
from evenground.charts.helping import because
from evenground.domain import loading
from evenground.domain.parts import Cell, Framework, Resource
from evenground.domain.response import Shared
from evenground.domain.session import Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import queries, suggesting, tagging
from evenground.store.engine import Store


def frameworks(session: Session) -> list[Framework]:
    """Return the workshop's frameworks in its order, those that this installation has."""
    shelf = loading.frameworks()
    return [shelf[one] for one in session.workshop.frameworks if one in shelf]


def phrases(session: Session) -> dict[str, str]:
    """Return what answers are compared with to find those that may stand in a cell, by target."""
    return coverage.phrases(frameworks(session))


def covered(store: Store, session: Session, rows: Sequence[Shared]) -> list[Coverage]:
    """Return where the answers in `rows` stand in each of the workshop's frameworks."""
    tags, suggestions = queries.tags(store, session.id), queries.suggestions(store, session.id)
    return [coverage.coverage(rows, tags, suggestions, one, session.workshop) for one in frameworks(session)]


def room(store: Store, session: Session, rows: Sequence[Shared], found: Placed) -> dict[str, Any]:
    """What stands under `gaps` on the facilitator's page; answers go by their number, their words are in its cards."""
    standing = covered(store, session, rows)
    said = helping.said_by_few(found, rows, session.workshop, session.threshold)
    return {
        "frameworks": [_framework(one, session) for one in standing],
        "help": [_help(one, session) for one in _helpful(session, rows, found, standing)],
        "few": [str(one.answer) for one in said if not one.waiting],
        "waiting": sum(one.waiting for one in said),
        "problems": [
            {"theme": one.theme, "people": one.people} for one in helping.problems(found, session.workshop)
        ],
    }


def _framework(found: Coverage, session: Session) -> dict[str, Any]:
    one = found.framework
    credit = one.credit
    return {
        "id": one.id,
        "title": one.title,
        "note": one.note,
        "credit": ", ".join(filter(None, (credit.title, credit.author, credit.year))),
        "rows": [_part(row) for row in one.rows],
        "columns": [_part(column) for column in one.columns],
        "judged": found.judged,
        "cells": {cell.id: _cell(cell, one, session) for cell in found.cells},
    }


def _part(part: Cell) -> dict[str, str]:
    return {"id": part.id, "title": part.title, "note": part.note}


def _cell(cell: CellResult, framework: Framework, session: Session) -> dict[str, Any]:
    return {
        "title": cell.title,
        "example": framework.examples.get(cell.id, ""),
        "state": cell.state,
        "people": cell.people,
        "confirmed": [_quote(one, session) for one in cell.confirmed],
        "possible": [_quote(one, session) for one in cell.possible],
    }


def _quote(one: Quote, session: Session) -> dict[str, Any]:
    """A quote by its answer, and where its sentence stands as a browser counts; a short or whole one has no place."""
    whole = one.end - one.start >= len(one.text.rstrip()) or session.workshop.prompt(one.prompt).kind != "text"
    span = [] if whole else [_units(one.text[: one.start]), _units(one.text[: one.end])]
    return {"answer": str(one.answer), "by": one.by, "span": span}


def _units(text: str) -> int:
    return len(_sendable(text).encode("utf-16-le")) // 2


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _helpful(
    session: Session, rows: Sequence[Shared], found: Placed, standing: Sequence[Coverage]
) -> tuple[helping.Helpful, ...]:
    """What helps with gaps that people confirmed: needs, confidence and cells in which nothing was found yet."""
    from evenground.analysis.frames import responses
    from evenground.analysis.gaps import gaps

    workshop, threshold = session.workshop, session.threshold
    lacks = gaps(responses(rows, workshop), found, {}, workshop, 0, threshold)
    return helping.helpful(
        workshop,
        needs=[need.name for need in lacks.needs],
        covered=standing,
        about=[gap.about for gap in lacks.confidence],
    )


def _help(one: helping.Helpful, session: Session) -> dict[str, Any]:
    return _resource(one.resource) | {
        "reasons": [_sendable(because(reason, session.threshold)) for reason in one.reasons]
    }


def _resource(one: Resource) -> dict[str, Any]:
    made = ", ".join(filter(None, (one.author, one.year)))
    return {"id": one.id, "title": one.title, "made": made, "address": one.address, "note": one.note}


def cell(store: Store, session_id: int, args: dict[str, Any]) -> None:
    """Say that an answer belongs in a cell, or that it does not; with an empty state, take back what was said."""
    session = queries.session_by_id(store, session_id)
    shelf = {one.id: one for one in frameworks(session)}
    framework, name, state = args.get("framework"), args.get("cell"), args.get("state")
    if framework not in shelf or name not in shelf[framework].cells or state not in ("confirmed", "rejected", ""):
        raise InputError(_("This place is not there any more. Reload the page and try again."))
    said: Literal["confirmed", "rejected"] | None = state or None
    try:
        answer = int(args["answer"])
    except (KeyError, TypeError, ValueError):
        raise InputError(_("Choose an answer.")) from None
    tagging.tag(store, session_id, answer, framework, name, said, hand=str(args.get("hand", "")))


def look_again(store: Store, session_id: int, _args: dict[str, Any]) -> None:
    """Forget the suggestions for cells that nobody has judged, so that they are made anew."""
    suggesting.forget(store, session_id, "cell")


ACTS: dict[str, Any] = {"cell": cell, "look_again_cells": look_again}
