"""What tests of the theming desk share: a session whose sharing is open, and what is on a card and in a theme."""

from __future__ import annotations

from typing import Any

from evenground.apps.facilitator_model import FacilitatorModel
from evenground.domain.session import new_token
from evenground.domain.workshop import Workshop
from evenground.store import commands
from evenground.store.engine import Store

BUS, WORDS, OTHER = "The bus stopped", "No interpreter, long words", "Nothing to add"


def desk(store: Store, workshop: Workshop, hand: str = "") -> FacilitatorModel:
    """A session whose sharing is open, with three answers."""
    session, _key = commands.create_session(store, workshop, identity="named")
    for at, words in enumerate((BUS, WORDS, OTHER)):
        person = commands.join(store, session.code, new_token(), name=f"Name {at}")
        commands.answer(store, person.id, "people", words)
    commands.move(store, session.id, 2)
    return FacilitatorModel(store, session.id, hand)


def card(model: FacilitatorModel, words: str) -> Any:
    """The card that says these words."""
    return next(one for one in model.room()["cards"].values() if one["text"] == words)


def theme(model: FacilitatorModel, name: str) -> Any:
    """The theme with this name."""
    return next(one for one in model.room()["themes"] if one["name"] == name)


def place(model: FacilitatorModel, words: str, name: str, state: str = "confirmed") -> None:
    """Put a card into a theme, or say that it is not in it."""
    answer, into = card(model, words)["id"], theme(model, name)["id"]
    model.act("place", {"answer": answer, "theme": into, "state": state})
