"""A participant's page for tests of its model, and what is on it."""

from __future__ import annotations

import json

import pytest

from evenground.apps import following
from evenground.apps import page as place
from evenground.apps.participant import ParticipantModel, build
from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.store import commands, queries
from evenground.store.engine import Store


def given(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session of the main workshop, and the page as a server gives it to a visitor."""
    monkeypatch.setattr(place, "the_store", lambda: store)
    monkeypatch.setattr(following, "follow", lambda *_args: object())
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    return commands.create_session(store, loading.load("health-equity"), variant="25", identity="alias")[0]


def arrive(session: Session, name: str = "") -> ParticipantModel:
    """Open the page of a session and join."""
    model = ParticipantModel(build())
    token = new_token()
    model.act("hello", {"path": f"/join/{session.code}", "token": token, "language": "en-GB"})
    model.act("join", {"token": token, "name": name})
    return model


def go(store: Store, session: Session, kind: str) -> None:
    """Move the session to the first stage of this kind."""
    now = queries.session_by_id(store, session.id)
    at = [stage.stage for stage in now.stages].index(kind)
    if at != now.position:
        commands.move(store, session.id, at)


def all_state(model: ParticipantModel) -> str:
    """Everything the page was told, as one text."""
    page = model.page
    return json.dumps([page.state, page.content, page.room, page.statements, page.group], ensure_ascii=False)
