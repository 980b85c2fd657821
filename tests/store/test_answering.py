"""Answers: every revision stays, a repeated save is kept once, and limits are named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries
from evenground.store.engine import Store

from .acting import INDIVIDUAL, REVIEW, SHARED, check_gapless, count, room


def test_every_revision_stays_with_its_round_and_reason(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    first = made.say(0, "people", "older people")
    made.to(REVIEW)
    second = made.say(0, "people", "older people and carers", reason="we heard about carers")
    assert (first.revision, first.round, second.revision, second.round) == (1, 1, 2, 2)
    assert first.answer == second.answer
    assert queries.my_revisions(store, made.people[0].id) == [first, second]
    check_gapless(store, made.id)


def test_my_answers_are_the_last_revision_of_each_round_and_mine_alone(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    for words in ("o", "older", "older people"):
        first = made.say(0, "people", words)
    need = made.say(0, "needs", "to listen")
    made.say(1, "people", "somebody else's")
    made.to(REVIEW)
    made.say(0, "people", "older people and")
    second = made.say(0, "people", "older people and carers")
    late = commands.answer(store, made.people[0].id, "needs", "to listen well", round=1)
    assert queries.my_answers(store, made.people[0].id) == [late, first, second]
    assert late.revision == need.revision + 1


def test_a_save_sent_again_returns_the_first_result_even_after_others(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    first = made.say(0, "people", "one", draft="save-1")
    made.say(0, "people", "two", draft="save-2")
    seq = made.session.seq
    assert made.say(0, "people", "one", draft="save-1") == first
    assert made.say(0, "people", "something else", draft="save-1") == first
    assert made.session.seq == seq
    commands.close_session(store, made.id)
    assert made.say(0, "people", "one", draft="save-1") == first
    assert [row.value for row in queries.my_revisions(store, made.people[0].id)] == ["one", "two"]


def test_a_save_that_changes_nothing_writes_nothing(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    kept = made.say(0, "people", "the same", reason="why", draft="a")
    seq = made.session.seq
    assert made.say(0, "people", "the same", reason="why", draft="b") == kept
    assert made.say(0, "people", "the same", reason="why", visibility="anonymous") == kept
    assert made.session.seq == seq
    made.to(REVIEW)
    assert made.say(0, "people", "the same", reason="why") == kept
    assert made.say(0, "people", "the same", reason="other").revision == 2


def test_the_same_answer_to_a_question_asked_twice_is_an_answer(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.say(0, "sure", 5)
    made.to(REVIEW)
    made.say(0, "sure", 5)
    made.say(0, "sure", 5)
    revisions = queries.my_revisions(store, made.people[0].id)
    assert [(row.round, row.value) for row in revisions] == [(1, 5), (2, 5)]


def test_words_written_offline_come_into_the_round_they_were_written_in(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.to(REVIEW)
    at = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    late = made.say(0, "people", "from the train", round=1, at=at)
    assert (late.round, late.at) == (1, at)
    assert queries.my_revisions(store, made.people[0].id) == [late]
    with pytest.raises(InputError, match="1 or 2"):
        made.say(0, "people", "x", round=3)


def test_a_blank_answer_is_kept_only_where_it_takes_something_back(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    seq = made.session.seq
    nothing = made.say(0, "people", "  \n")
    assert (nothing.answer, nothing.revision, nothing.value) == (0, 0, None)
    assert made.session.seq == seq
    made.say(0, "people", "something")
    assert queries.answered(store, made.id) == {"people": 1}
    taken_back = made.say(0, "people", "")
    assert (taken_back.revision, taken_back.value) == (2, None)
    assert queries.answered(store, made.id) == {}


def test_who_may_see_it_can_be_chosen_before_a_word_is_written(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    assert made.say(0, "people", "", visibility="private").revision == 1
    assert made.say(0, "people", "for me").visibility == "private"


def test_visibility_stays_as_its_owner_left_it(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, identity="named")
    assert made.say(0, "does", "a").visibility == "named"
    assert made.say(0, "people", "a").visibility == "anonymous"
    assert made.say(0, "diary", "a").visibility == "private"
    made.say(0, "does", "a", visibility="private")
    assert made.say(0, "does", "b").visibility == "private"
    with pytest.raises(InputError, match="private"):
        made.say(0, "diary", "b", visibility="anonymous")


def test_a_named_answer_is_not_named_any_more_once_the_session_is_anonymous(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, identity="named")
    made.say(0, "does", "a")
    commands.set_identity(store, made.id, "anonymous")
    assert made.say(0, "does", "b").visibility == "anonymous"
    with pytest.raises(InputError):
        made.say(0, "does", "c", visibility="named")


def test_a_closed_session_takes_no_words_and_says_where_they_are(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    kept = made.say(0, "people", "in time")
    commands.close_session(store, made.id)
    before = made.session
    with pytest.raises(Refused, match="stay on this device"):
        made.say(0, "people", "too late")
    assert made.say(0, "people", "in time") == kept
    assert made.session == before
    commands.reopen_session(store, made.id)
    assert made.say(0, "people", "too late").revision == 2


@pytest.mark.parametrize(
    ("prompt", "value", "cure"),
    [
        ("people", "x" * 100_250, "100,250"),
        ("sure", 11, "0 to 10"),
        ("place", "moon", "home"),
        ("ways", ["fax"], "phone"),
        ("people", 3, "text"),
    ],
)
def test_an_answer_over_its_limit_is_refused_and_nothing_is_written(
    store: Store, workshop: Workshop, prompt: str, value: Any, cure: str
) -> None:
    made = room(store, workshop, people=1)
    before = made.session
    with pytest.raises(InputError, match=cure):
        made.say(0, prompt, value)
    with pytest.raises(InputError):
        made.say(0, "people", "fine", draft="d" * 65)
    with pytest.raises(InputError):
        made.say(0, "people", "fine", draft="\0")
    with pytest.raises(NotFound):
        made.say(0, "no-such-prompt", "x")
    assert made.session == before
    assert queries.my_revisions(store, made.people[0].id) == []


@pytest.mark.parametrize(
    ("prompt", "value"),
    [
        ("people", "text"),
        ("sure", 0),
        ("place", "ward"),
        ("ways", ["phone", "visit"]),
        ("reach", {"young": "yes", "old": "no"}),
        ("next", [{"what": "ring", "who": "me", "by": "2030-03-31", "level": "team"}]),
    ],
)
def test_each_kind_of_answer_comes_back_as_it_was_given(
    store: Store, workshop: Workshop, prompt: str, value: Any
) -> None:
    made = room(store, workshop, people=1)
    made.say(0, prompt, value)
    assert queries.my_revisions(store, made.people[0].id)[0].value == value
    assert queries.answered(store, made.id) == {prompt: 1}
    made.to(SHARED)
    assert made.shown() == [value]


def test_answered_counts_people_and_not_their_revisions(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=3)
    for who in range(3):
        made.say(who, "people", "first")
        made.say(who, "people", "second", visibility="private")
    made.say(0, "diary", "mine")
    assert queries.answered(store, made.id) == {"people": 3, "diary": 1}


def test_one_answer_is_one_row_however_often_it_changes(store: Store, workshop: Workshop) -> None:
    made, before = room(store, workshop, people=1), count(store, "answer")
    for number in range(5):
        made.say(0, "people", f"state {number}")
    assert count(store, "answer") == before + 1
    assert [row.revision for row in queries.my_revisions(store, made.people[0].id)] == [1, 2, 3, 4, 5]
    assert made.session.position == INDIVIDUAL
