"""What my answers are about: cells of the workshop's frameworks that I choose for them myself."""

from __future__ import annotations

from typing import Any

from evenground.domain import loading
from evenground.domain.action import LEVELS
from evenground.domain.parts import Cell, Framework
from evenground.domain.session import Participant, Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import queries, tagging
from evenground.store.engine import Store


def offered(session: Session) -> list[Framework]:
    """Return the workshop's frameworks in its order; a learner without a group is not asked."""
    shelf = loading.frameworks()
    return [] if session.alone else [shelf[one] for one in session.workshop.frameworks if one in shelf]


def frameworks(session: Session) -> list[dict[str, Any]]:
    """Return the frameworks as the page draws them, asked for only when somebody opens the list."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "lang": "en-GB",
            "levels": is_levels(one),
            "rows": [_cell(row) for row in one.rows],
            "columns": [_cell(column) for column in one.columns],
        }
        for one in offered(session)
    ]


def is_levels(framework: Framework) -> bool:
    """Tell whether a framework says what an action's own level says already."""
    return {row.id for row in framework.rows} == set(LEVELS)


def my_tags(store: Store, me: Participant) -> dict[str, dict[str, list[str]]]:
    """Return the cells I chose, by prompt and framework."""
    chosen: dict[str, dict[str, list[str]]] = {}
    for prompt, framework, cell in queries.my_tags(store, me.id):
        chosen.setdefault(prompt, {}).setdefault(framework, []).append(cell)
    return chosen


def tag(store: Store, me: Participant, prompt: Any, framework: Any, cells: Any) -> None:
    """Keep the cells one person chose for an answer of theirs in one framework, in place of those before."""
    listed = isinstance(cells, list) and all(isinstance(cell, str) for cell in cells)
    if not listed or not isinstance(prompt, str) or not isinstance(framework, str):
        raise InputError(_("Choose from the list what this answer is about."))
    tagging.tag_own(store, me.id, prompt, framework, cells)


def _cell(one: Cell) -> dict[str, str]:
    return {"id": one.id, "title": one.title, "note": one.note}
