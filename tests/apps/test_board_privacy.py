"""The board on a real store: what a whole room is never shown, and names only where they were given."""

from __future__ import annotations

import itertools
import json

import pytest

from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.store import commands, theming
from evenground.store.engine import Store
from tests.apps.projecting import every_view, opened, people, said

WORDS = "The bus stops at six"


@pytest.fixture
def session(store: Store, workshop: Workshop) -> Session:
    made = commands.create_session(store, workshop, identity="alias", title="Tuesday group")[0]
    commands.move(store, made.id, 1)
    return made


def test_nothing_anybody_wrote_is_on_the_board_before_sharing(store: Store, session: Session) -> None:
    for person in people(store, session, 4, "Robin"):
        commands.answer(store, person.id, "people", WORDS, visibility="named")
    commands.show(store, session.id, "themes")
    assert opened(store, session).state["shown"] == "stage"
    before = every_view(store, session)
    assert WORDS not in before
    assert "Robin" not in before
    commands.move(store, session.id, 2)
    assert WORDS in every_view(store, session)


def test_going_back_from_sharing_takes_the_words_off_the_board(store: Store, session: Session) -> None:
    for person in people(store, session, 4):
        commands.answer(store, person.id, "people", WORDS)
    commands.move(store, session.id, 2)
    model = opened(store, session)
    assert WORDS in said(model)
    commands.move(store, session.id, 1)
    model.refresh()
    assert WORDS not in said(model)


def test_private_and_hidden_answers_are_on_no_view_of_the_board(store: Store, session: Session) -> None:
    one, two, three = people(store, session, 3)
    commands.answer(store, one.id, "people", "my own bus thought", visibility="private")
    commands.answer(store, two.id, "diary", "bus diary")
    shown = commands.answer(store, three.id, "people", "a bus for all to see")
    commands.move(store, session.id, 2)
    model = opened(store, session)
    assert "a bus for all to see" in said(model)
    commands.hide(store, session.id, shown.answer)
    model.refresh()
    everything = every_view(store, session) + said(model)
    assert [word for word in ("own bus", "diary", "for all") if word in everything] == []


def test_a_quote_has_its_author_only_where_they_gave_their_name(store: Store, session: Session) -> None:
    one, two = people(store, session, 1, "Robin") + people(store, session, 1, "Kit")
    commands.answer(store, one.id, "people", "bus with a name", visibility="named")
    commands.answer(store, two.id, "people", "bus without one", visibility="anonymous")
    commands.move(store, session.id, 2)
    quotes = {quote["text"]: quote["author"] for quote in opened(store, session).room["quotes"]}
    assert quotes == {"bus with a name": "Robin", "bus without one": ""}


def test_quotes_keep_their_place_when_new_ones_come(store: Store, session: Session) -> None:
    first, *others = people(store, session, 6)
    commands.answer(store, first.id, "people", "bus number 0")
    commands.move(store, session.id, 2)
    model = opened(store, session)
    seen = [model.room["quotes"]]
    for at, person in enumerate(others, 1):
        commands.answer(store, person.id, "people", f"bus number {at}")
        model.refresh()
        seen.append(model.room["quotes"])
    for before, after in itertools.pairwise(seen):
        assert after[: len(before)] == before
    assert len(seen[-1]) == 3


def test_counts_below_the_threshold_are_in_no_part_of_a_chart(store: Store, session: Session) -> None:
    group = people(store, session, 9)
    for person in group[:2]:
        commands.answer(store, person.id, "people", "an interpreter", visibility="anonymous")
    for person in group[2:8]:
        commands.answer(store, person.id, "people", "the bus")
    commands.move(store, session.id, 2)
    model = opened(store, session)
    assert model.room["rows"][1] == ["Language", "fewer than 3", "suggested"]
    drawn = json.dumps(model.room["figure"]["data"])
    assert "2 people" not in said(model)
    assert "6 people" in drawn
    values = [trace["x"] for trace in model.room["figure"]["data"] if trace["type"] == "bar"]
    assert all(number in (0, 6) for xs in values for number in xs)


def test_a_single_rating_is_not_shown_as_a_mean(store: Store, session: Session) -> None:
    one, two = people(store, session, 2)
    for person in (one, two):
        commands.answer(store, person.id, "sure", 3)
        commands.answer(store, person.id, "matters", 9)
    commands.move(store, session.id, 2)
    model = opened(store, session)
    for view in ("measures", "gaps"):
        model.look(view)
        assert model.room["figure"] is None
        assert not {"3", "9", "6"} & {cell for row in model.room["rows"] for cell in row}


def test_actions_are_shared_with_level_and_day_and_who_only_where_named(
    store: Store, session: Session
) -> None:
    named, quiet = people(store, session, 1, "Robin") + people(store, session, 1, "Kit")
    commands.move(store, session.id, 4)
    row = {"what": "Ask about buses", "who": "Robin and Sam", "by": "2030-03-31", "level": "team"}
    commands.answer(store, named.id, "next", [row], visibility="named")
    row = {"what": "Read the letters", "who": "Kit of ward 4", "by": "", "level": "self"}
    commands.answer(store, quiet.id, "next", [row], visibility="anonymous")
    model = opened(store, session)
    model.look("actions")
    found = {one["what"]: (one["level"], one["by"], one["who"]) for one in model.room["actions"]}
    assert found == {
        "Ask about buses": ("team", "by 31 March 2030", "Robin and Sam"),
        "Read the letters": ("self", "", ""),
    }
    assert "ward 4" not in every_view(store, session)


def test_letters_that_no_browser_takes_do_not_stop_the_board(store: Store, session: Session) -> None:
    for at, person in enumerate(people(store, session, 3, "\ud83d")):
        commands.answer(store, person.id, "people", f"bus \x00 \ud800 <b>& {at}", visibility="named")
    commands.move(store, session.id, 2)
    theming.add_theme(store, session.id, "half \udc00 a letter", ["bus"])
    model = opened(store, session)
    json.dumps([model.state, model.room], ensure_ascii=False).encode("utf-8")
    assert any("<b>&" in quote["text"] for quote in model.room["quotes"])
