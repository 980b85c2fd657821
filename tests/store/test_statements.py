"""Statements are put to the room, and who agrees is kept for each person and told of nobody."""

from __future__ import annotations

import pytest

from evenground.domain.statement import Statement
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries, stating
from evenground.store.engine import Store

from .acting import SHARED, Room, check_gapless, room


@pytest.fixture
def made(store: Store, workshop: Workshop) -> Room:
    """A session of three in which sharing is open and all have had their turn."""
    opened = room(store, workshop, people=3)
    opened.say(0, "people", "Those without a car")
    opened.all_ready()
    opened.to(SHARED)
    return opened


@pytest.fixture
def said(store: Store, made: Room) -> Statement:
    return stating.add_statement(store, made.id, "We should ask about transport.")


def kinds(made: Room, after: int) -> list[str]:
    return [change.kind for change in check_gapless(made.store, made.id) if change.seq > after]


def test_a_statement_is_written_put_away_and_put_back(store: Store, made: Room) -> None:
    answer = queries.shared(store, made.id, purpose="board")[0].answer
    seq = made.session.seq
    one = stating.add_statement(store, made.id, "  Cars decide who comes. \ud800  ", answer)
    assert (one.text, one.answer, one.open, one.votes) == ("Cars decide who comes. \ud800", answer, True, 0)
    stating.set_statement(store, made.id, one.id, False)
    stating.set_statement(store, made.id, one.id, False)
    assert [other.open for other in queries.statements(store, made.id)] == [False]
    stating.set_statement(store, made.id, one.id, True)
    stating.edit_statement(store, made.id, one.id, "Cars decide.")
    assert queries.statements(store, made.id)[0].text == "Cars decide."
    stating.remove_statement(store, made.id, one.id)
    assert queries.statements(store, made.id) == []
    assert kinds(made, seq) == ["statement"] * 5


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_what_is_no_statement_is_refused(store: Store, made: Room, text: str) -> None:
    with pytest.raises(InputError):
        stating.add_statement(store, made.id, text)
    assert queries.statements(store, made.id) == []


def test_a_statement_of_another_session_is_not_found(
    store: Store, made: Room, said: Statement, workshop: Workshop
) -> None:
    other = room(store, workshop, people=1)
    for act in (stating.remove_statement, lambda *here: stating.set_statement(*here, False)):
        with pytest.raises(NotFound):
            act(store, other.id, said.id)
    other.all_ready()
    other.to(SHARED)
    with pytest.raises(NotFound):
        stating.vote(store, other.people[0].id, said.id, 1)
    with pytest.raises(NotFound):
        stating.add_statement(store, other.id, "Made of", queries.shared(store, made.id, purpose="board")[0].answer)


def test_a_vote_is_given_changed_and_taken_back(store: Store, made: Room, said: Statement) -> None:
    me = made.people[0].id
    seq = made.session.seq
    stating.vote(store, me, said.id, 1)
    stating.vote(store, me, said.id, 1)
    assert queries.my_votes(store, me) == {said.id: 1}
    stating.vote(store, me, said.id, -1)
    stating.vote(store, made.people[1].id, said.id, 0)
    assert queries.statements(store, made.id)[0].votes == 2
    assert sorted(vote.value for vote in queries.votes(store, made.id)) == [-1, 0]
    stating.vote(store, me, said.id, None)
    assert queries.my_votes(store, me) == {}
    assert kinds(made, seq) == ["vote"] * 4


def test_a_vote_goes_by_the_same_number_as_the_persons_answers(store: Store, made: Room, said: Statement) -> None:
    stating.vote(store, made.people[0].id, said.id, 1)
    assert queries.votes(store, made.id)[0].person == queries.shared(store, made.id, purpose="board")[0].person
    assert queries.votes(store, made.id)[0].person != made.people[0].id


def test_nobody_votes_before_sharing_or_before_their_own_turn(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    early = stating.add_statement(store, made.id, "Too early?")
    commands.set_ready(store, made.people[0].id, True)
    with pytest.raises(Refused, match="turn"):
        stating.vote(store, made.people[0].id, early.id, 1)
    made.to(SHARED)
    stating.vote(store, made.people[0].id, early.id, 1)
    with pytest.raises(Refused, match="turn"):
        stating.vote(store, made.people[1].id, early.id, 1)


def test_a_statement_that_was_taken_away_keeps_its_votes_and_takes_no_more(
    store: Store, made: Room, said: Statement
) -> None:
    stating.vote(store, made.people[0].id, said.id, 1)
    stating.set_statement(store, made.id, said.id, False)
    with pytest.raises(Refused, match="taken away"):
        stating.vote(store, made.people[1].id, said.id, 1)
    assert queries.statements(store, made.id)[0].votes == 1


def test_words_that_people_voted_on_stay_as_they_are(store: Store, made: Room, said: Statement) -> None:
    stating.vote(store, made.people[0].id, said.id, 1)
    with pytest.raises(Refused, match="voted"):
        stating.edit_statement(store, made.id, said.id, "Something else")
    assert queries.statements(store, made.id)[0].text == said.text


def test_a_closed_session_takes_no_votes(store: Store, made: Room, said: Statement) -> None:
    commands.close_session(store, made.id)
    with pytest.raises(Refused, match="closed"):
        stating.vote(store, made.people[0].id, said.id, 1)


@pytest.mark.parametrize("value", [2, True, "agree"])
def test_only_agree_pass_and_disagree_are_votes(store: Store, made: Room, said: Statement, value: object) -> None:
    with pytest.raises(InputError):
        stating.vote(store, made.people[0].id, said.id, value)  # type: ignore[arg-type]
