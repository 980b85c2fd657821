"""What tests of the pages share: a page as a server gives it to a visitor, and a session to lead."""

from __future__ import annotations

import pytest

from evenground.apps import following
from evenground.apps import page as place
from evenground.apps.facilitator import Visit, bind, build
from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.store import commands
from evenground.store.engine import Store

HOST_KEY = "the-key-of-this-host"


class Following:
    """Stands in the place of the loop that follows the feed, where a test has no loop."""

    def __init__(self) -> None:
        self.ended = False

    def cancel(self) -> None:
        self.ended = True


@pytest.fixture
def visited(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The page as a server gives it to a visitor."""
    monkeypatch.setattr(place, "the_store", lambda: store)
    monkeypatch.setattr(following, "follow", lambda *_args: Following())
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    monkeypatch.setenv("EVENGROUND_HOST_KEY", HOST_KEY)
    return store


@pytest.fixture
def made(visited: Store, workshop: Workshop) -> tuple[Session, str]:
    return commands.create_session(visited, workshop, identity="alias", title="Tuesday")


@pytest.fixture
def leading(made: tuple[Session, str]) -> Visit:
    session, key = made
    visit = bind(build())
    visit.act("hello", {"path": f"/facilitate/{session.code}", "key": key})
    return visit
