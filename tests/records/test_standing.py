"""A session's record tells where the group stands, which placements people confirmed, and points at nobody."""

from __future__ import annotations

import re

import pytest

from evenground.domain.suggested import Suggested, cell_target, print_of
from evenground.domain.workshop import Workshop
from evenground.store import queries, stating, suggesting, tagging, theming
from evenground.store.engine import Store
from tests.records.reading import answers, make
from tests.store.acting import SHARED, Room, room

SIX = "six-aspects"
WORDS = "The bus never comes for number {who}."


def hold(store: Store, workshop: Workshop, people: int) -> Room:
    """People who wrote one thing each, said what it is about, and voted on a statement made of one of them."""
    made = room(store, workshop.model_copy(update={"frameworks": [SIX]}), people=people)
    for who in range(people):
        made.say(who, "people", WORDS.format(who=who))
        made.say(who, "needs", f"A need of number {who}", visibility="private" if who else None)
        tagging.tag_own(store, made.people[who].id, "people", SIX, ["my-team.awareness"])
        if who:
            tagging.tag_own(store, made.people[who].id, "needs", SIX, ["communities.action"])
    made.all_ready()
    made.to(SHARED)
    rows = [row for row in queries.shared(store, made.id, purpose="facilitator") if row.prompt == "people"]
    transport, language = (theme.id for theme in queries.themes(store, made.id))
    theming.confirm_all(store, made.id, transport, [row.answer for row in rows][: people * 2 // 3])
    theming.place(store, made.id, rows[-1].answer, language, "confirmed")
    said = stating.add_statement(store, made.id, "We should pay for taxis.", rows[0].answer)
    for who in range(people):
        stating.vote(store, made.people[who].id, said.id, 1)
    return made


@pytest.fixture
def many(store: Store, workshop: Workshop) -> Room:
    return hold(store, workshop, 12)


def test_places_statements_and_likeness_stand_in_every_file(many: Room) -> None:
    made = make(many.store, many.code)
    standing = made.data["standing"]
    places = {one["title"]: one for one in standing["frameworks"][0]["places"]}
    team = places["My team or service: Awareness"]
    assert (team["state"], team["people"]) == ("confirmed", "12 people")
    assert standing["statements"][0]["text"] == "We should pay for taxis."
    shown = (made.page.all("main")[0].text, made.rendered.source)
    for words in ("My team or service: Awareness", "We should pay for taxis.", standing["frameworks"][0]["sentence"]):
        assert all(words in text for text in shown)
    kinds = [row["kind"] for row in made.rows]
    assert (kinds.count("place"), kinds.count("statement")) == (18, 3)


def test_the_record_tells_which_placements_a_person_confirmed(many: Room) -> None:
    made = make(many.store, many.code)
    under = [one["state"] for answer in answers(made.data, "people") for one in answer["themes"]]
    assert (under.count("confirmed"), under.count("suggested")) == (8, 4)
    names = {one["theme"] for answer in answers(made.data, "people") for one in answer["themes"]}
    assert names == {"Transport"}, "of a theme of one person nobody is to count the answers"
    rows = [row for row in made.rows if row["prompt"] == "people"]
    assert [row["theme"] for row in rows].count("Transport") == 8
    assert [row["suggested"] for row in rows].count("Transport") == 4
    assert made.page.all("main")[0].text.count("Theme: Transport") == 8


def test_nothing_private_is_in_it_and_a_statement_tells_of_no_answer(many: Room) -> None:
    made = make(many.store, many.code)
    places = made.data["standing"]["frameworks"][0]["places"]
    assert {one["state"] for one in places if one["title"].startswith("Communities")} == {"none"}
    source = str(queries.statements(many.store, many.id)[0].answer)
    for data in made.each().values():
        assert b"A need of number 1" not in data
        assert source.encode() not in data


def test_a_possible_place_is_never_told_as_a_gap_or_as_found(many: Room) -> None:
    row = next(row for row in queries.shared(many.store, many.id, purpose="record") if row.prompt == "people")
    found = Suggested(row.answer, cell_target(SIX, "myself.action"), 0.9, 0, 7, print_of(str(row.value)))
    suggesting.suggest(many.store, many.id, [found])
    framework = make(many.store, many.code).data["standing"]["frameworks"][0]
    place = next(one for one in framework["places"] if one["title"] == "Myself: Action")
    assert (place["state"], place["people"], place["quotes"]) == ("possible", "possible", [])
    assert "Myself: Action" not in framework["sentence"]


@pytest.mark.parametrize("people", [1, 3])
def test_in_a_small_group_no_number_points_at_one_person(store: Store, workshop: Workshop, people: int) -> None:
    made = make(store, hold(store, workshop, people).code)
    telling = re.compile(r"(?<!than )\b[12] (person|people|of [123])\b")
    for text in (made.page.all("main")[0].text, made.rendered.source):
        said = text.replace(f"{people} people" if people > 2 else f"{people} person", "")
        assert not telling.search(said), telling.search(said)
    counts = [row["people"] for row in made.rows if row["people"]]
    assert not {"1", "2"} & set(counts)
