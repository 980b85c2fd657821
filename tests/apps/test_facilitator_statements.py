"""Statements on a real store: made from answers, put to the room, and what the page shows of votes."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest

from evenground.apps.facilitator_model import FacilitatorModel
from evenground.domain.session import new_token
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries, stating
from evenground.store.engine import Store

SAID = "My own bus stopped running in autumn"
REWORDED = "Buses should reach every clinic"
PEOPLE = 14


@pytest.fixture
def people() -> list[int]:
    return []


@pytest.fixture
def model(store: Store, workshop: Workshop, people: list[int]) -> FacilitatorModel:
    """A session whose sharing is open; everybody has had their turn."""
    session, _key = commands.create_session(store, workshop)
    for _at in range(PEOPLE):
        person = commands.join(store, session.code, new_token())
        commands.answer(store, person.id, "people", SAID)
        commands.set_ready(store, person.id, True)
        people.append(person.id)
    commands.move(store, session.id, 2)
    return FacilitatorModel(store, session.id)


def shown(model: FacilitatorModel) -> Any:
    return model.room()["statements"]


def add(model: FacilitatorModel, text: str = REWORDED, **more: Any) -> int:
    done = model.act("statement_add", {"text": text, "hand": "", **more})
    assert done is not None
    return int(done["statement"])


def vote(model: FacilitatorModel, statement: int, people: list[int], value: Literal[1, 0, -1] = 1) -> None:
    for person in people:
        stating.vote(model.store, person, statement, value)


def test_a_room_without_statements_has_no_result(model: FacilitatorModel) -> None:
    assert shown(model) == {"list": [], "chart": None}


def test_an_answer_is_said_in_other_words_and_keeps_its_trace_here(model: FacilitatorModel) -> None:
    answer = next(iter(model.room()["cards"]))
    made = add(model, f"  {REWORDED} ", answer=answer)
    assert shown(model)["list"] == [{"id": made, "text": REWORDED, "answer": answer, "open": True, "votes": 0}]


def test_a_statement_needs_no_answer(model: FacilitatorModel) -> None:
    add(model)
    assert shown(model)["list"][0]["answer"] == ""


def test_what_likely_points_at_somebody_is_shown_before_anything_is_kept(model: FacilitatorModel) -> None:
    done = model.act("statement_add", {"text": "Mrs Jones of SW1A 1AA had no bus"})
    assert done is not None
    assert [one["text"] for one in done["found"]] == ["Mrs Jones", "SW1A 1AA"]
    assert all(one["why"] for one in done["found"])
    assert shown(model)["list"] == []
    assert model.act("statement_check", {"text": "Mrs Jones"}) == {"found": [done["found"][0]]}


def test_the_facilitator_decides_about_what_was_found(model: FacilitatorModel) -> None:
    add(model, "Dr Who should be on every ward", anyway=True)
    assert len(shown(model)["list"]) == 1


def test_a_statement_is_changed_while_nobody_has_voted(model: FacilitatorModel, people: list[int]) -> None:
    made = add(model)
    model.act("statement_edit", {"statement": made, "text": "Every clinic needs a bus"})
    assert shown(model)["list"][0]["text"] == "Every clinic needs a bus"
    found = model.act("statement_edit", {"statement": made, "text": "Mrs Jones needs a bus"})
    assert found is not None
    assert found["found"]
    vote(model, made, people[:1])
    with pytest.raises(Refused):
        model.act("statement_edit", {"statement": made, "text": "No buses"})
    assert shown(model)["list"][0]["text"] == "Every clinic needs a bus"


def test_a_statement_taken_away_keeps_its_votes_and_leaves_the_result(
    model: FacilitatorModel, people: list[int]
) -> None:
    made = add(model)
    vote(model, made, people)
    model.act("statement_open", {"statement": made, "open": False})
    assert shown(model)["list"][0] | {"text": ""} == {
        "id": made, "text": "", "answer": "", "open": False, "votes": PEOPLE
    }  # fmt: skip
    assert shown(model)["chart"] is None
    model.act("statement_open", {"statement": made, "open": True})
    assert shown(model)["chart"]["sentence"] == "Most of us who voted agree."


def test_a_removed_statement_is_gone_with_its_votes(model: FacilitatorModel, people: list[int]) -> None:
    made = add(model)
    vote(model, made, people)
    model.act("statement_remove", {"statement": made})
    assert shown(model)["list"] == []
    assert queries.votes(model.store, model.id) == []


def test_the_result_is_a_sentence_a_drawing_and_a_table(model: FacilitatorModel, people: list[int]) -> None:
    first, second = add(model), add(model, "Every ward needs an interpreter")
    vote(model, first, people)
    vote(model, second, people[:7])
    vote(model, second, people[7:], -1)
    chart = shown(model)["chart"]
    assert "agree with one: “Buses should reach every clinic”." in chart["sentence"]
    assert "divided on one: “Every ward needs an interpreter”." in chart["sentence"]
    assert chart["svg"].startswith("<svg")
    assert chart["narrow"].startswith("<svg")
    assert [row[:2] for row in chart["rows"]] == [[REWORDED, "at least 12"], ["Every ward needs an interpreter", "7"]]


def test_of_three_who_vote_nothing_is_told_but_that_they_are_few(model: FacilitatorModel, people: list[int]) -> None:
    made, pictures = add(model), set()
    for person, value in zip(people[:3], (1, -1, 0), strict=True):
        stating.vote(model.store, person, made, value)  # type: ignore[arg-type]
        pictures.add(json.dumps(shown(model)["chart"]))
    assert len(pictures) == 1
    assert "Too few votes to say" in pictures.pop()


def test_no_picture_of_the_page_holds_a_person_beside_a_vote(model: FacilitatorModel, people: list[int]) -> None:
    made = add(model)
    vote(model, made, people)
    persons = {str(one.person) for one in queries.votes(model.store, model.id)}
    assert not any(person in json.dumps(shown(model)) for person in persons)


def test_groups_of_opinion_are_looked_for_when_asked(model: FacilitatorModel, people: list[int]) -> None:
    vote(model, add(model), people)
    said = model.act("statement_groups", {})
    assert said == {"sentence": "Too few statements to say whether there are groups of opinion.", "votes": PEOPLE}


@pytest.mark.parametrize(
    ("act", "args"),
    [
        ("statement_add", {"text": "  "}),
        ("statement_add", {"text": 7}),
        ("statement_add", {"text": "word " * 200}),
        ("statement_add", {"text": "Buses", "answer": "x"}),
        ("statement_edit", {"text": "Buses"}),
        ("statement_open", {"statement": "x"}),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(model: FacilitatorModel, act: str, args: Any) -> None:
    with pytest.raises(InputError):
        model.act(act, args)
    assert shown(model)["list"] == []


def test_a_statement_of_another_session_is_not_there(model: FacilitatorModel, workshop: Workshop) -> None:
    other, _key = commands.create_session(model.store, workshop)
    foreign = stating.add_statement(model.store, other.id, REWORDED).id
    for act in ("statement_open", "statement_remove"):
        with pytest.raises(NotFound):
            model.act(act, {"statement": foreign, "open": False})


@pytest.mark.parametrize("words", ["half \ud800 pair", "nul \x00 here", "\u202eright to left", "</script><b>"])
def test_any_words_can_be_sent_to_the_page(model: FacilitatorModel, people: list[int], words: str) -> None:
    vote(model, add(model, words), people)
    sent = json.dumps(shown(model), ensure_ascii=False).encode("utf-8")
    assert words[:4].encode() in sent
