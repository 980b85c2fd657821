"""Statements on a participant's page: nothing before sharing and my turn, votes kept once, nobody led by the others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evenground.apps.participant import ParticipantModel
from evenground.domain.session import Session
from evenground.errors import EvengroundError
from evenground.store import commands, queries, stating
from evenground.store.engine import Store
from tests.apps.taking_part import all_state, arrive, given, go

SENTENCE = "Bus fares keep people away from us"


@pytest.fixture
def session(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    return given(store, monkeypatch)


def put(store: Store, session: Session, text: str = SENTENCE) -> int:
    return stating.add_statement(store, session.id, text).id


def listed(model: ParticipantModel) -> list[dict[str, Any]]:
    model.refresh()
    found: list[dict[str, Any]] = model.page.statements.get("list", [])
    return found


def said(model: ParticipantModel) -> dict[str, Any] | None:
    model.refresh()
    found: dict[str, Any] | None = model.page.statements["said"]
    return found


def test_a_statement_is_told_only_after_sharing_and_my_turn(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    put(store, session)
    assert listed(me) == []
    assert SENTENCE not in all_state(me)
    go(store, session, "shared")
    assert listed(me) == []
    assert SENTENCE not in all_state(me)
    me.act("ready", {})
    assert [one["text"] for one in listed(me)] == [SENTENCE]


def test_going_back_before_sharing_takes_the_statements_away_again(store: Store, session: Session) -> None:
    me = sharing(store, session)
    put(store, session)
    assert listed(me)
    go(store, session, "individual")
    assert listed(me) == []


def sharing(store: Store, session: Session) -> ParticipantModel:
    go(store, session, "individual")
    me = arrive(session)
    me.act("ready", {})
    go(store, session, "shared")
    return me


def test_a_statement_that_is_taken_away_is_not_on_a_phone(store: Store, session: Session) -> None:
    me = sharing(store, session)
    stating.set_statement(store, session.id, put(store, session), False)
    assert listed(me) == []


def test_a_vote_is_kept_changed_and_taken_back(store: Store, session: Session) -> None:
    me = sharing(store, session)
    one = put(store, session)
    assert me.me is not None
    for value in (1, -1, 0, None):
        done = me.act("vote", {"statement": one, "value": value})
        assert done is not None
        assert done["at"]
        assert queries.my_votes(store, me.me.id).get(one) == value
        assert listed(me)[0]["mine"] == value


def test_a_vote_sent_twice_over_a_bad_connection_is_one_vote(store: Store, session: Session) -> None:
    me = sharing(store, session)
    one = put(store, session)
    for _again in range(3):
        me.act("vote", {"statement": one, "value": 1})
    assert len(queries.votes(store, session.id)) == 1


@pytest.mark.parametrize("value", [2, -2, "1", True, 0.5, [1]])
def test_a_vote_that_is_none_of_the_three_is_refused_in_plain_words(
    store: Store, session: Session, value: object
) -> None:
    me = sharing(store, session)
    one = put(store, session)
    with pytest.raises(EvengroundError):
        me.act("vote", {"statement": one, "value": value})
    assert queries.votes(store, session.id) == []


def test_a_late_vote_is_refused_and_counts_when_the_statement_is_back(store: Store, session: Session) -> None:
    me = sharing(store, session)
    one = put(store, session)
    stating.set_statement(store, session.id, one, False)
    with pytest.raises(EvengroundError):
        me.act("vote", {"statement": one, "value": 1})
    stating.set_statement(store, session.id, one, True)
    me.act("vote", {"statement": one, "value": 1})
    assert listed(me)[0]["mine"] == 1


def test_a_vote_before_my_turn_is_refused(store: Store, session: Session) -> None:
    sharing(store, session)
    one = put(store, session)
    late = arrive(session)
    with pytest.raises(EvengroundError):
        late.act("vote", {"statement": one, "value": 1})


def test_what_the_room_says_is_told_once_i_have_voted_and_enough_others_have(store: Store, session: Session) -> None:
    me = sharing(store, session)
    one = put(store, session)
    others = [arrive(session) for _each in range(9)]
    for other in others[:1]:
        other.act("ready", {})
        other.act("vote", {"statement": one, "value": 1})
    me.act("vote", {"statement": one, "value": 1})
    few = said(me)
    assert few is not None
    assert few["sentence"].startswith("Too few votes")
    assert few["svg"] == ""
    assert few["rows"][0][1:4] == ["not shown"] * 3
    me.act("vote", {"statement": one, "value": None})
    for other in others[1:]:
        other.act("ready", {})
        other.act("vote", {"statement": one, "value": 1})
    assert said(me) is None
    me.act("vote", {"statement": one, "value": 1})
    now = said(me)
    assert now is not None
    assert "<svg" in now["svg"]
    assert "Most of us who voted agree" in now["sentence"]


def test_who_voted_what_is_on_nobody_s_page(store: Store, session: Session) -> None:
    me = sharing(store, session)
    one = put(store, session)
    other = arrive(session, "Wren")
    other.act("ready", {})
    other.act("vote", {"statement": one, "value": -1})
    me.refresh()
    assert "Wren" not in json.dumps(me.page.statements)
    assert str(queries.votes(store, session.id)[0].person) not in all_state(me)


def test_a_lone_learner_is_asked_for_no_vote(store: Store, session: Session) -> None:
    from evenground.domain import loading

    alone = commands.create_session(store, loading.load("health-equity"), variant="alone")[0]
    model = arrive(alone)
    assert model.page.statements == {}
    assert model.page.group == {}
