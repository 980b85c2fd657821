"""Shorthand for tests of the board: people in a session, and all that their board shows."""

from __future__ import annotations

import json

from evenground.apps.board_model import BoardModel
from evenground.domain.session import Participant, Session, new_token
from evenground.store import commands
from evenground.store.engine import Store


def people(store: Store, session: Session, count: int, name: str = "") -> list[Participant]:
    return [commands.join(store, session.code, new_token(), name=name) for _one in range(count)]


def opened(store: Store, session: Session) -> BoardModel:
    model = BoardModel(store, session.id)
    model.refresh()
    return model


def said(model: BoardModel) -> str:
    return json.dumps([model.state, model.room])


def every_view(store: Store, session: Session) -> str:
    """All that the board can show at the stage it is at."""
    model, found = opened(store, session), []
    for view in model.state["views"]:
        model.look(view["name"])
        found.append(said(model))
    return "\n".join(found)
