"""A session of five in which everything that a record tells has happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evenground.domain.workshop import Workshop
from evenground.store import commands, queries, theming
from evenground.store.engine import Store, open_store
from tests.conftest import SMALL
from tests.records import portfolio
from tests.store.acting import COMMIT, REVIEW, SHARED, Room, room


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A session to read from; a test that changes something takes `fresh`."""
    folder = tmp_path_factory.mktemp("talk")
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        yield hold(store, Workshop.model_validate(SMALL))


@pytest.fixture(scope="module")
def any_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The same with a workshop that asks for all of a portfolio, which the last person filled in, an example too."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('kinds') / 'store.sqlite'}") as store:
        made = hold(store, portfolio.workshop())
        for prompt, value in portfolio.ANSWERS.items():
            made.say(4, prompt, value)
        council = {"what": "Ring the council", "who": "me", "by": "2031-01-02", "level": "organisation"}
        made.say(1, "next", [council])
        yield made


@pytest.fixture
def fresh(store: Store, workshop: Workshop) -> Room:
    """The same session, to change."""
    return hold(store, workshop)


def hold(store: Store, workshop: Workshop) -> Room:
    """Five people who answered, saw the room, changed their minds and mean to do something; names allowed."""
    made = room(store, workshop, people=5, identity="named")
    for who in range(5):
        made.say(who, "people", f"The bus never comes for number {who}.")
        made.say(who, "matters", 8)
        made.say(who, "sure", who)
        made.say(who, "place", "home")
        made.say(who, "reach", {"young": "yes", "old": "no"})
    made.say(0, "needs", "A secret need of mine", visibility="private")
    made.say(1, "needs", "An unkind remark")
    made.say(2, "does", "We ring people up.", visibility="named")
    made.say(3, "diary", "Dear diary, I doubt it")
    made.all_ready()
    made.to(SHARED)
    _look_at_it(store, made)
    made.to(REVIEW)
    made.say(0, "people", "Nobody asked them.", reason="I listened.")
    for who in range(5):
        made.say(who, "sure", who + 2)
    made.to(COMMIT)
    made.say(4, "next", [{"what": "Ask them", "who": "Sam and I", "by": "2030-03-31", "level": "team"}])
    return made


def _look_at_it(store: Store, made: Room) -> None:
    transport = queries.themes(store, made.id)[0]
    for row in queries.shared(store, made.id, purpose="facilitator"):
        if row.prompt == "people":
            theming.place(store, made.id, row.answer, transport.id, "confirmed")
        if row.value == "An unkind remark":
            commands.hide(store, made.id, row.answer)
    commands.add_point(store, made.id, "Who is not in the room?", transport.id)
