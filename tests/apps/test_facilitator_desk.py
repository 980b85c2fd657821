"""The theming desk and the points on a real store: what is told about each answer, and every act on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evenground.apps.facilitator_model import FacilitatorModel
from evenground.domain.session import new_token
from evenground.domain.suggested import Suggested, print_of, theme_target
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound
from evenground.store import commands, suggesting
from evenground.store.engine import Store
from tests.apps.desking import BUS, OTHER, WORDS, card, desk, place, theme


@pytest.fixture
def model(store: Store, workshop: Workshop) -> FacilitatorModel:
    """A session whose sharing is open, with three answers."""
    return desk(store, workshop)


def test_every_answer_waits_in_the_tray_until_a_person_places_it(model: FacilitatorModel) -> None:
    room = model.room()
    assert sorted(room["tray"]) == sorted(room["cards"])
    assert [one["cards"] for one in room["themes"]] == [[], []]


def test_a_suggestion_says_which_words_caused_it(model: FacilitatorModel) -> None:
    transport = theme(model, "Transport")["id"]
    (found,) = card(model, BUS)["suggested"]
    assert (found["theme"], found["why"], found["words"], found["sentence"]) == (transport, "terms", ["bus"], None)
    assert card(model, WORDS)["suggested"][0]["words"] == ["interpreter", "words"]
    assert card(model, OTHER)["suggested"] == []


def test_a_confirmed_card_leaves_the_tray_for_its_theme(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport")
    assert theme(model, "Transport")["cards"] == [card(model, BUS)["id"]]
    assert card(model, BUS)["id"] not in model.room()["tray"]
    assert theme(model, "Transport")["people"] == 1


def test_a_rejected_suggestion_is_not_made_again(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport", "rejected")
    assert card(model, BUS)["suggested"] == []
    assert card(model, BUS)["id"] in model.room()["tray"]


def test_a_card_is_taken_out_of_its_theme(model: FacilitatorModel) -> None:
    place(model, BUS, "Language")
    place(model, BUS, "Language", "")
    assert card(model, BUS)["id"] in model.room()["tray"]


def test_all_suggestions_of_a_theme_are_confirmed_at_once(model: FacilitatorModel) -> None:
    waiting = theme(model, "Language")
    model.act("confirm_all", {"theme": waiting["id"], "answers": waiting["waiting"]})
    assert theme(model, "Language")["cards"] == waiting["waiting"]


def test_a_new_theme_takes_the_card_it_was_made_for(model: FacilitatorModel) -> None:
    made = model.act("add_theme", {"name": " Time ", "answer": card(model, OTHER)["id"]})
    assert made == {"theme": theme(model, "Time")["id"]}
    assert card(model, OTHER)["in"] == [theme(model, "Time")["id"]]


def test_a_new_theme_and_its_first_card_are_one_step(model: FacilitatorModel) -> None:
    model.act("add_theme", {"name": "Time", "answer": card(model, OTHER)["id"]})
    assert model.act("undo", {}) == {"label": "add the theme “Time”"}
    assert [one["name"] for one in model.room()["themes"]] == ["Transport", "Language"]
    assert card(model, OTHER)["in"] == []


def test_a_theme_needs_a_name(model: FacilitatorModel) -> None:
    with pytest.raises(InputError, match="name"):
        model.act("add_theme", {"name": "  "})


def test_a_theme_is_renamed_merged_and_removed(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport")
    model.act("rename_theme", {"theme": theme(model, "Transport")["id"], "name": "Getting there"})
    going, staying = theme(model, "Getting there")["id"], theme(model, "Language")["id"]
    model.act("merge_themes", {"theme": going, "into": staying})
    assert theme(model, "Language")["cards"] == [card(model, BUS)["id"]]
    model.act("remove_theme", {"theme": theme(model, "Language")["id"]})
    assert model.room()["themes"] == []
    assert sorted(model.room()["tray"]) == sorted(model.room()["cards"])


def test_a_suggestion_by_meaning_says_which_sentence_caused_it(model: FacilitatorModel) -> None:
    text = "🚌 late. Nothing to add"
    person = commands.join(model.store, model.session.code, new_token())
    answer = commands.answer(model.store, person.id, "people", text).answer
    language = theme(model, "Language")["id"]
    made = Suggested(answer, theme_target(language), 0.61, 8, len(text), print_of(text))
    suggesting.suggest(model.store, model.id, [made])
    (found,) = card(model, text)["suggested"]
    assert (found["theme"], found["why"], found["score"]) == (language, "meaning", 0.61)
    said = text.encode("utf-16-le")[2 * found["sentence"][0] : 2 * found["sentence"][1]].decode("utf-16-le")
    assert said == "Nothing to add"  # a browser counts a bus as two


def test_undo_and_redo_name_what_they_do(model: FacilitatorModel) -> None:
    going, staying = theme(model, "Transport")["id"], theme(model, "Language")["id"]
    model.act("merge_themes", {"theme": going, "into": staying})
    assert "Transport" in model.room()["undo"]
    undone = model.act("undo", {})
    assert undone is not None
    assert "merge" in undone["label"]
    assert [one["name"] for one in model.room()["themes"]] == ["Transport", "Language"]
    assert model.room()["redo"] == undone["label"]
    model.act("redo", {})
    assert [one["name"] for one in model.room()["themes"]] == ["Language"]


def test_undo_with_nothing_done_says_so_by_an_empty_label(model: FacilitatorModel) -> None:
    assert model.act("undo", {}) == {"label": ""}


def test_a_hidden_answer_stays_readable_here_and_leaves_the_boards_count(model: FacilitatorModel) -> None:
    place(model, BUS, "Transport")
    model.act("hide", {"answer": card(model, BUS)["id"], "hidden": True})
    assert card(model, BUS)["hidden"] is True
    assert theme(model, "Transport")["people"] == 0
    model.act("hide", {"answer": card(model, BUS)["id"], "hidden": False})
    assert theme(model, "Transport")["people"] == 1


def test_points_are_written_changed_and_removed(model: FacilitatorModel) -> None:
    transport = theme(model, "Transport")["id"]
    made = model.act("add_point", {"text": "  Ask the bus company ", "theme": 0})
    assert made is not None
    assert model.state()["points"] == [{"id": made["point"], "text": "Ask the bus company", "theme": 0}]
    model.act("edit_point", {"point": made["point"], "text": "Ask them twice", "theme": transport})
    assert model.state()["points"][0] == {"id": made["point"], "text": "Ask them twice", "theme": transport}
    model.act("remove_point", {"point": made["point"]})
    assert model.state()["points"] == []


def test_an_empty_point_is_not_kept(model: FacilitatorModel) -> None:
    with pytest.raises(InputError):
        model.act("add_point", {"text": " \n"})
    assert model.state()["points"] == []


def test_answers_are_read_by_question_and_those_that_stay_private_have_none(model: FacilitatorModel) -> None:
    asked = {one["id"]: len(one["cards"]) for one in model.room()["prompts"]}
    assert asked["people"] == 3
    assert "diary" not in asked


def test_a_changed_mind_shows_the_first_words_beside_the_new_ones(store: Store, workshop: Workshop) -> None:
    session, _key = commands.create_session(store, workshop)
    person = commands.join(store, session.code, new_token())
    commands.answer(store, person.id, "people", BUS)
    commands.move(store, session.id, 3)
    commands.answer(store, person.id, "people", OTHER, reason="I listened")
    model = FacilitatorModel(store, session.id)
    (changed,) = model.room()["cards"].values()
    assert (changed["text"], changed["first"], changed["reason"]) == (OTHER, BUS, "I listened")


def test_a_name_stands_only_beside_what_was_shared_with_it(store: Store, workshop: Workshop) -> None:
    session, _key = commands.create_session(store, workshop, identity="named")
    person = commands.join(store, session.code, new_token(), name="Asha")
    commands.answer(store, person.id, "people", BUS, visibility="anonymous")
    commands.answer(store, person.id, "does", OTHER, visibility="named")
    commands.move(store, session.id, 2)
    model = FacilitatorModel(store, session.id)
    assert card(model, BUS)["author"] == ""
    assert card(model, OTHER)["author"] == "Asha"


@pytest.mark.parametrize("text", ["half \ud800 pair", "nul \x00 here", "\u202eright to left", "</script><b>"])
def test_any_text_can_be_sent_to_the_page(store: Store, workshop: Workshop, text: str) -> None:
    session, _key = commands.create_session(store, workshop)
    person = commands.join(store, session.code, new_token())
    commands.answer(store, person.id, "people", text)
    commands.move(store, session.id, 2)
    model = FacilitatorModel(store, session.id)
    sent = json.dumps([model.state(), model.room()], ensure_ascii=False).encode("utf-8")
    assert text[:4].encode() in sent


@pytest.mark.parametrize(
    ("act", "args"),
    [
        ("fly", {}),
        ("place", {"answer": "x", "theme": 1, "state": "confirmed"}),
        ("place", {"answer": 1, "theme": 1, "state": "perhaps"}),
        ("confirm_all", {"theme": 1, "answers": "all"}),
        ("move", {}),
        ("move_card", {"answer": 1, "theme": 1}),
        ("split_theme", {"theme": 1, "name": "Half", "answers": {"1": True}}),
        ("regroup", {"groups": "all"}),
        ("regroup", {"groups": ["all"]}),
        ("regroup", {"groups": [{"theme": 0, "name": " ", "answers": [1]}]}),
        ("add_point", {"text": 7}),
        ("identity", {"identity": ["named"]}),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(
    model: FacilitatorModel, act: str, args: Any
) -> None:
    with pytest.raises(InputError):
        model.act(act, args)


def test_an_answer_of_another_session_cannot_be_placed_or_hidden(
    model: FacilitatorModel, workshop: Workshop
) -> None:
    other, _key = commands.create_session(model.store, workshop)
    person = commands.join(model.store, other.code, new_token())
    foreign = commands.answer(model.store, person.id, "people", BUS).answer
    transport = theme(model, "Transport")["id"]
    for act in ("place", "hide"):
        with pytest.raises(NotFound):
            model.act(act, {"answer": foreign, "theme": transport, "state": "confirmed"})
