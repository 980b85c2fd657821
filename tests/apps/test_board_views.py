"""The board's views of themes, gaps and likeness on a real store: which there are, what they say and what they hide."""

from __future__ import annotations

import json

import pytest

from evenground.apps import board_view, facilitator_charts
from evenground.apps.board_model import BoardModel
from evenground.domain import loading
from evenground.domain.session import VIEWS, Participant, Session
from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.store import commands, queries, stating, tagging, theming
from evenground.store.engine import Store
from tests.apps.projecting import every_view, opened, people, said


@pytest.fixture
def session(store: Store) -> Session:
    made = commands.create_session(store, loading.load("health-equity"), variant="25", identity="alias")[0]
    commands.move(store, made.id, 1)
    return made


def share(store: Store, session: Session) -> None:
    stages = [stage.stage for stage in session.stages]
    commands.move(store, session.id, stages.index("shared"))


def write(store: Store, session: Session, count: int) -> list[Participant]:
    group = people(store, session, count)
    for at, person in enumerate(group):
        commands.answer(store, person.id, "my-people", f"The bus is late, {at}")
        commands.answer(store, person.id, "want-to-learn", f"Who pays for the bus, {at}")
        for scale, value in (("practice-importance", 8), ("practice-confidence", 3 + at % 3)):
            commands.answer(store, person.id, scale, value)
        commands.set_ready(store, person.id, True)
    return group


def confirm(store: Store, session: Session, prompt: str, theme: int = 0) -> list[int]:
    rows = queries.shared(store, session.id, purpose="facilitator")
    answers = [row.answer for row in rows if row.prompt == prompt]
    theming.confirm_all(store, session.id, queries.themes(store, session.id)[theme].id, answers)
    return answers


def looked(model: BoardModel, view: str) -> dict:
    model.look(view)
    return model.room


def test_arrows_go_through_every_view_in_the_order_of_what_they_are_about(store: Store, session: Session) -> None:
    assert board_view.views(store, session) == ["join", "stage", "progress"]
    share(store, session)
    session = queries.session_by_id(store, session.id)
    names = board_view.views(store, session)
    grids = [f"coverage.{at}" for at in range(len(session.workshop.frameworks))]
    assert names == [
        "join", "stage", "progress", "themes", "sections", "together", "gaps", "needs", *grids, "few",
        "likeness", "measures", "help", "actions",
    ]  # fmt: skip
    assert len(grids) > 3
    assert board_view.title_of(session, "coverage.0") == loading.frameworks()[session.workshop.frameworks[0]].title


def test_statements_can_be_looked_at_once_there_is_one(store: Store, session: Session) -> None:
    share(store, session)
    model = opened(store, session)
    with pytest.raises(InputError):
        model.look("statements")
    stating.add_statement(store, session.id, "We should go to them.")
    model.refresh()
    assert "statements" in [one["name"] for one in model.state["views"]]


def test_a_small_workshop_has_no_views_that_could_say_nothing(store: Store, workshop: Workshop) -> None:
    made = commands.create_session(store, workshop)[0]
    commands.move(store, made.id, 2)
    names = board_view.views(store, queries.session_by_id(store, made.id))
    assert not {"sections", "help", "statements"} & set(names)
    assert not any(name.startswith("coverage") for name in names)


def test_every_view_that_the_facilitator_can_choose_can_be_shown(store: Store, session: Session) -> None:
    stating.add_statement(store, session.id, "We should go to them.")
    share(store, session)
    session = queries.session_by_id(store, session.id)
    board = facilitator_charts.board(store, session, None)
    assert {one for one in board["views"] if not one.startswith("coverage")} == set(VIEWS)
    for view in board["views"]:
        commands.show(store, session.id, view)
        model = opened(store, session)
        assert model.state["shown"] == view
        assert model.state["followed"] == view


def test_the_facilitators_choice_of_views_is_grouped_and_complete(store: Store, session: Session) -> None:
    share(store, session)
    session = queries.session_by_id(store, session.id)
    board = facilitator_charts.board(store, session, None)
    assert [view["name"] for group in board["groups"] for view in group["views"]] == board["views"]
    assert [group["name"] for group in board["groups"]] == ["now", "themes", "gaps", "views", "actions"]
    assert all(len(view["title"]) <= 32 for group in board["groups"] for view in group["views"])
    looked_at = facilitator_charts.look(store, session, "sections")
    assert looked_at["sentence"].startswith("Confirm a few answers")


def test_where_there_is_nothing_yet_a_view_says_what_to_do(store: Store, session: Session) -> None:
    share(store, session)
    model = opened(store, session)
    for view, start in (
        ("sections", "Confirm a few answers in themes"),
        ("together", "Confirm a few answers in themes"),
        ("coverage.0", "Nobody has shared an answer yet"),
        ("likeness", "Too few answers"),
        ("help", "As soon as a gap is confirmed"),
    ):
        room = looked(model, view)
        assert room["sentence"].startswith(start), view
        assert (room["figure"], room["svg"]) == (None, ""), view


def test_grids_and_parts_come_as_two_drawings_and_pairs_as_a_figure(store: Store, session: Session) -> None:
    group = write(store, session, 12)
    share(store, session)
    answers = confirm(store, session, "my-people")
    confirm(store, session, "want-to-learn")
    tagging.tag(store, session.id, answers[0], session.workshop.frameworks[0], "myself.awareness", "confirmed")
    statement = stating.add_statement(store, session.id, "We should go to them.")
    stating.set_statement(store, session.id, statement.id, True)
    for person in group:
        stating.vote(store, person.id, statement.id, 1)
    model = opened(store, session)
    for view in ("sections", "coverage.0", "likeness", "statements"):
        room = looked(model, view)
        assert room["figure"] is None
        assert room["svg"].startswith("<svg")
        assert 'width="340"' in room["narrow"]
        assert room["sentence"]
    assert looked(model, "measures")["figure"]["data"]
    assert looked(model, "sections")["rows"][0][1:] == ["12", "12"]


def test_a_vote_draws_the_statements_anew_and_nothing_else(store: Store, session: Session) -> None:
    group = write(store, session, 6)
    share(store, session)
    statement = stating.add_statement(store, session.id, "We should go to them.")
    stating.set_statement(store, session.id, statement.id, True)
    model, other = opened(store, session), opened(store, session)
    other.look("statements")
    before, voted = model.room, other.room
    for person in group:
        stating.vote(store, person.id, statement.id, 1)
    model.refresh()
    other.refresh()
    assert model.room is before
    assert other.room != voted


def test_what_could_help_is_words_with_reasons_and_addresses_written_out(store: Store, session: Session) -> None:
    write(store, session, 9)
    share(store, session)
    confirm(store, session, "want-to-learn")
    room = looked(opened(store, session), "help")
    assert 0 < len(room["help"]) <= 3
    assert all(one["title"] and one["reasons"] for one in room["help"])
    assert len(room["help"]) + room["more"] == len(room["rows"])
    assert "<" not in json.dumps(room["help"])


def test_no_view_shows_a_number_or_a_word_of_one_of_three_people(store: Store, session: Session) -> None:
    """Three people, one of whom says what nobody else says: no view has a count that points at them."""
    write(store, session, 3)
    share(store, session)
    rows = [row for row in queries.shared(store, session.id, purpose="facilitator") if row.prompt == "my-people"]
    theme = queries.themes(store, session.id)[0]
    theming.place(store, session.id, rows[0].answer, theme.id, "confirmed")
    cell = "myself.awareness"
    tagging.tag(store, session.id, rows[0].answer, session.workshop.frameworks[0], cell, "confirmed")
    shown = every_view(store, session)
    for telling in ("1 person", "2 people", "1 of 3", "2 of 3"):
        assert telling not in shown


def test_nobodys_words_are_in_any_new_view_but_names_of_themes_and_statements(store: Store, session: Session) -> None:
    for person in people(store, session, 6):
        commands.answer(store, person.id, "my-people", "zebra crossings by the bus")
    share(store, session)
    confirm(store, session, "my-people")
    model = opened(store, session)
    for view in ("sections", "together", "coverage.0", "likeness", "help"):
        looked(model, view)
        assert "zebra" not in said(model)
