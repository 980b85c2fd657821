"""Widgets are never freed, so no page may make any while it runs: fifty refreshes leave their number as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ipywidgets.widgets.widget import _instances

from evenground.apps import board, facilitator, participant
from evenground.domain.session import Session, new_token
from evenground.store import commands
from evenground.store.engine import Store

Refresh = Callable[[], None]


def participants_page(session: Session, _key: str) -> Refresh:
    model = participant.ParticipantModel(participant.build())
    model.act("hello", {"path": f"/join/{session.code}", "token": new_token()})
    model.act("join", {"token": model.token})
    model.act("ready", {})
    return model.refresh


def facilitators_page(session: Session, key: str) -> Refresh:
    visit = facilitator.bind(facilitator.build())
    visit.act("hello", {"path": f"/facilitate/{session.code}", "key": key})
    return visit.refresh


def boards_page(session: Session, _key: str) -> Refresh:
    page = board.BoardPage(board.build())
    page.act("hello", {"path": f"/board/{session.code}"})
    return page.refresh


@pytest.mark.parametrize("page", [participants_page, facilitators_page, boards_page])
def test_fifty_refreshes_after_fifty_changes_leave_the_number_of_widgets_as_it_was(
    visited: Store, made: tuple[Session, str], page: Callable[[Session, str], Refresh]
) -> None:
    session, key = made
    refresh = page(session, key)
    people = [commands.join(visited, session.code, new_token()) for _one in range(5)]
    before = len(_instances)
    for number in range(50):
        if number == 20:
            commands.move(visited, session.id, [one.stage for one in session.stages].index("shared"))
        commands.answer(visited, people[number % 5].id, "people", f"The bus was late, {number}")
        refresh()
    assert len(_instances) == before
