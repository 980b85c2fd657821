"""Who sits together: by their own wish, and nothing side by side before sharing and my turn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evenground.apps.participant import ParticipantModel
from evenground.domain.session import Session
from evenground.errors import EvengroundError
from evenground.store import queries
from evenground.store.engine import Store
from tests.apps.taking_part import all_state, arrive, given, go

MINE, THEIRS, SECRET = "The bus fare is what stops people", "The landlord lets the damp stand", "for my own eyes only"


@pytest.fixture
def session(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    return given(store, monkeypatch)


def writing(store: Store, session: Session, words: str, **options: Any) -> ParticipantModel:
    model = arrive(session)
    model.act("answer", {"prompt": "my-people", "value": words, **options})
    return model


def pair(store: Store, session: Session, words: str = THEIRS) -> tuple[ParticipantModel, ParticipantModel]:
    go(store, session, "individual")
    me, other = writing(store, session, MINE), writing(store, session, words)
    me.act("group", {"do": "start"})
    other.act("group", {"do": "join", "number": f" {me.page.group['number']} "})
    me.refresh()
    return me, other


def parts(model: ParticipantModel) -> list[str]:
    """What is quoted under only me, both and only they."""
    model.refresh()
    found = model.page.group["compared"]["parts"]
    return [" / ".join(theme["ours"] + theme["theirs"] for theme in part) for part in found]


def test_a_group_has_a_number_of_two_digits_and_says_how_many_are_in_it(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    assert 10 <= me.page.group["number"] <= 99
    assert me.page.group["people"] == other.page.group["people"] == 2


@pytest.mark.parametrize("number", ["", "x", "100000000000000", "-1", "٤٢", None])
def test_a_number_that_is_no_group_s_is_refused_in_plain_words(store: Store, session: Session, number: object) -> None:
    go(store, session, "individual")
    me = arrive(session)
    with pytest.raises(EvengroundError):
        me.act("group", {"do": "join", "number": number})
    assert me.page.group == {}


def test_nothing_is_side_by_side_before_sharing_and_before_my_turn(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    other.act("ready", {})
    me.refresh()
    assert "compared" not in me.page.group
    assert THEIRS not in all_state(me)
    go(store, session, "shared")
    me.refresh()
    assert "compared" not in me.page.group
    assert THEIRS not in all_state(me)
    me.act("ready", {})
    assert THEIRS in json.dumps(me.page.group)


def test_a_pair_sees_what_only_one_of_them_said(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    me.act("ready", {})
    other.act("ready", {})
    go(store, session, "shared")
    only_me, _both, only_they = parts(me)
    assert me.page.group["compared"]["kind"] == "pair"
    assert MINE in only_me
    assert MINE not in only_they
    assert THEIRS in only_they
    only_other, _both, only_first = parts(other)
    assert THEIRS in only_other
    assert MINE in only_first


def test_what_both_said_is_under_both(store: Store, session: Session) -> None:
    me, other = pair(store, session, "There is no bus on Sundays")
    me.act("ready", {})
    other.act("ready", {})
    go(store, session, "shared")
    only_me, both, only_they = parts(me)
    assert MINE in both
    assert "no bus on Sundays" in both
    assert (only_me, only_they) == ("", "")


def test_a_private_answer_is_never_side_by_side(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me, other = writing(store, session, MINE), writing(store, session, f"Bus fares, {SECRET}", visibility="private")
    me.act("group", {"do": "start"})
    other.act("group", {"do": "join", "number": me.page.group["number"]})
    me.act("ready", {})
    other.act("ready", {})
    for kind in ("shared", "review", "commit", "close"):
        go(store, session, kind)
        me.refresh()
        assert SECRET not in all_state(me)


def test_whoever_leaves_is_compared_with_the_room_again(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    me.act("ready", {})
    other.act("ready", {})
    go(store, session, "shared")
    other.act("group", {"do": "leave"})
    other.refresh()
    assert "number" not in other.page.group
    assert other.page.group["compared"]["kind"] == "room"
    me.refresh()
    assert me.page.group["people"] == 1
    assert me.page.group["compared"]["kind"] == "room"


def test_three_are_a_group_and_no_pair(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    third = writing(store, session, "There is no bus on Sundays")
    third.act("group", {"do": "join", "number": me.page.group["number"]})
    for model in (me, other, third):
        model.act("ready", {})
    go(store, session, "shared")
    me.refresh()
    assert me.page.group["compared"]["kind"] == "group"
    assert me.page.group["people"] == 3


def test_who_is_in_my_group_is_a_number_and_no_name(store: Store, session: Session) -> None:
    me, other = pair(store, session)
    assert other.me is not None
    mine = queries.group_of(store, other.me.id)
    assert mine is not None
    assert not any(str(person) in all_state(me) for person in mine.persons)


def test_of_a_small_room_no_quote_points_at_one_person(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me, other = writing(store, session, MINE), writing(store, session, THEIRS)
    me.act("ready", {})
    other.act("ready", {})
    go(store, session, "shared")
    _only_me, _both, only_others = parts(me)
    assert me.page.group["compared"]["kind"] == "room"
    assert only_others == ""


def test_nobody_finds_a_group_by_trying_all_numbers(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me, stranger = arrive(session), arrive(session)
    me.act("group", {"do": "start"})
    mine = me.page.group["number"]
    wrong = [number for number in range(10, 100) if number != mine]
    for number in wrong[:4]:
        with pytest.raises(EvengroundError, match="no group with this number"):
            stranger.act("group", {"do": "join", "number": number})
    with pytest.raises(EvengroundError, match="in a minute"):
        stranger.act("group", {"do": "join", "number": mine})
    me.refresh()
    assert me.page.group["people"] == 1
