"""Themes by hand on a real store: several, moved, split, grouped, and undone by whose hand it was."""

from __future__ import annotations

import pytest

from evenground.apps.facilitator_model import FacilitatorModel
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, Refused
from evenground.store.engine import Store
from tests.apps.desking import BUS, OTHER, WORDS, card, desk, place, theme


@pytest.fixture
def model(store: Store, workshop: Workshop) -> FacilitatorModel:
    """A session whose sharing is open, with three answers."""
    return desk(store, workshop)


def test_a_card_moves_to_another_theme_in_one_step(model: FacilitatorModel) -> None:
    place(model, BUS, "Language")
    going, coming = theme(model, "Language")["id"], theme(model, "Transport")["id"]
    model.act("move_card", {"answer": card(model, BUS)["id"], "theme": going, "into": coming})
    assert card(model, BUS)["in"] == [coming]
    model.act("undo", {})
    assert card(model, BUS)["in"] == [going]
    model.act("redo", {})
    assert card(model, BUS)["in"] == [coming]


def test_an_answer_can_be_in_several_themes(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport")
    place(model, BUS, "Language")
    assert card(model, BUS)["in"] == [theme(model, name)["id"] for name in ("Transport", "Language")]


def test_a_theme_is_split_and_made_whole_again(model: FacilitatorModel) -> None:
    for words in (BUS, WORDS, OTHER):
        place(model, words, "Transport")
    chosen = [card(model, words)["id"] for words in (BUS, OTHER)]
    model.act("split_theme", {"theme": theme(model, "Transport")["id"], "name": "Late buses", "answers": chosen})
    assert sorted(theme(model, "Late buses")["cards"]) == sorted(chosen)
    assert theme(model, "Transport")["cards"] == [card(model, WORDS)["id"]]
    model.act("undo", {})
    assert len(theme(model, "Transport")["cards"]) == 3
    assert [one["name"] for one in model.room()["themes"]] == ["Transport", "Language"]


def test_a_split_needs_answers_and_a_name(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport")
    transport, answer = theme(model, "Transport")["id"], card(model, BUS)["id"]
    with pytest.raises(InputError, match="Choose"):
        model.act("split_theme", {"theme": transport, "name": "Late", "answers": []})
    with pytest.raises(InputError, match="name"):
        model.act("split_theme", {"theme": transport, "name": " ", "answers": [answer]})


def test_groups_become_themes_in_one_step_and_what_is_confirmed_stays(model: FacilitatorModel) -> None:
    place(model, BUS, "Language")
    transport = theme(model, "Transport")["id"]
    groups = [
        {"theme": 0, "name": "Words", "answers": [card(model, BUS)["id"], card(model, WORDS)["id"]]},
        {"theme": transport, "name": "", "answers": [card(model, OTHER)["id"]]},
    ]
    assert model.act("regroup", {"groups": groups}) == {"themes": 2, "answers": 2}
    assert card(model, BUS)["in"] == [theme(model, "Language")["id"]]
    assert theme(model, "Words")["cards"] == [card(model, WORDS)["id"]]
    assert card(model, OTHER)["in"] == [transport]
    model.act("undo", {})
    assert [one["name"] for one in model.room()["themes"]] == ["Transport", "Language"]
    assert len(model.room()["tray"]) == 2


def test_groups_that_somebody_placed_meanwhile_are_not_placed_again(model: FacilitatorModel) -> None:
    place(model, BUS, "Language")
    with pytest.raises(Refused, match="meanwhile"):
        model.act("regroup", {"groups": [{"theme": 0, "name": "Buses", "answers": [card(model, BUS)["id"]]}]})
    assert [one["name"] for one in model.room()["themes"]] == ["Transport", "Language"]


def test_two_hands_do_not_undo_each_other(model: FacilitatorModel) -> None:
    other = FacilitatorModel(model.store, model.id, "another hand")
    place(model, BUS, "Transport")
    place(other, WORDS, "Language")
    assert "Transport" in model.room()["undo"]
    assert "Language" in other.room()["undo"]
    model.act("undo", {})
    assert (card(model, BUS)["in"], card(model, WORDS)["in"]) == ([], [theme(model, "Language")["id"]])
    assert model.room()["undo"] == ""
    assert "Language" in other.room()["undo"]
    assert "Transport" in model.room()["redo"]
    assert other.room()["redo"] == ""


def test_what_somebody_else_has_changed_since_is_not_undone(model: FacilitatorModel) -> None:
    other = FacilitatorModel(model.store, model.id, "another hand")
    place(model, BUS, "Transport")
    place(other, BUS, "Transport", "rejected")
    with pytest.raises(Refused):
        model.act("undo", {})
    assert card(model, BUS)["in"] == []
