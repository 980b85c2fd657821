"""A participant's commands: join and come back, be named, get ready."""

from __future__ import annotations

import pytest

from evenground.domain.session import new_token, show_token
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries
from evenground.store.engine import Store

from .acting import INDIVIDUAL, SHARED, check_gapless, room


def test_joining_twice_with_one_token_is_joining_once(store: Store, workshop: Workshop) -> None:
    made, token = room(store, workshop, identity="alias"), new_token()
    first = commands.join(store, made.code, token, name=" Robin ", language="cy")
    seq = made.session.seq
    again = commands.join(store, made.code.lower(), show_token(token).lower(), name="Somebody else")
    assert again == first
    assert (first.name, first.number, first.language, first.synthetic) == ("Robin", 1, "cy", False)
    assert made.session.seq == seq
    assert queries.participant_by_token(store, made.code, token) == first
    assert queries.participant(store, first.id) == first


def test_a_token_is_good_in_its_own_session_only(store: Store, workshop: Workshop) -> None:
    one, other, token = room(store, workshop), room(store, workshop), new_token()
    mine = commands.join(store, one.code, token)
    assert queries.participant_by_token(store, other.code, token) is None
    assert commands.join(store, other.code, token).id != mine.id


@pytest.mark.parametrize("token", ["", "-", "7KQ2", "!!!!!!!!!!!!!!!!!!!!!"])
def test_a_token_two_people_could_share_is_refused(store: Store, workshop: Workshop, token: str) -> None:
    made = room(store, workshop)
    with pytest.raises(InputError, match="16"):
        commands.join(store, made.code, token)
    assert queries.participant_by_token(store, made.code, token) is None


def test_a_closed_session_lets_in_who_was_there_and_nobody_new(store: Store, workshop: Workshop) -> None:
    made, token = room(store, workshop), new_token()
    mine = commands.join(store, made.code, token)
    commands.close_session(store, made.id)
    assert commands.join(store, made.code, token).id == mine.id
    with pytest.raises(Refused, match="closed"):
        commands.join(store, made.code, new_token())
    assert len(queries.participants(store, made.id)) == 1
    check_gapless(store, made.id)


def test_an_anonymous_session_keeps_no_names(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, identity="anonymous")
    assert made.people[0].name == ""
    seq = made.session.seq
    commands.rename(store, made.people[0].id, "Robin")
    assert queries.participant(store, made.people[0].id).name == ""
    assert made.session.seq == seq


def test_a_name_and_a_language_change_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, identity="named")
    who = made.people[0].id
    seq = made.session.seq
    for _time in range(2):
        commands.rename(store, who, "Ann")
        commands.set_language(store, who, "cy")
    found = queries.participant(store, who)
    assert (found.name, found.language, made.session.seq) == ("Ann", "cy", seq + 2)
    with pytest.raises(InputError, match="en-GB"):
        commands.set_language(store, who, "xx")
    with pytest.raises(InputError, match="200"):
        commands.rename(store, who, "n" * 201)


def test_being_ready_is_for_one_run_of_a_stage(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=3)
    first = made.people[0].id
    commands.set_ready(store, first, True)
    seq = made.session.seq
    commands.set_ready(store, first, True)
    commands.set_ready(store, made.people[1].id, False)
    assert made.session.seq == seq
    assert queries.head_count(store, made.id) == queries.HeadCount(joined=3, ready=1, synthetic=0)
    assert queries.participant(store, first).ready_at is not None
    commands.repeat_stage(store, made.id)
    assert queries.head_count(store, made.id).ready == 0
    assert queries.participant(store, first).ready_at is None
    assert queries.had_turn(store, first)
    assert not queries.had_turn(store, made.people[1].id)
    made.to(SHARED)
    made.to(INDIVIDUAL)
    assert queries.head_count(store, made.id).ready == 0


def test_made_up_people_are_counted_as_such(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    commands.join(store, made.code, new_token(), synthetic=True)
    assert queries.head_count(store, made.id) == queries.HeadCount(joined=3, ready=0, synthetic=1)


def test_somebody_who_is_not_there_cannot_act(store: Store) -> None:
    for act in (
        lambda: commands.rename(store, 987654, "x"),
        lambda: commands.set_ready(store, 987654, True),
        lambda: commands.answer(store, 987654, "people", "x"),
    ):
        with pytest.raises(NotFound):
            act()
