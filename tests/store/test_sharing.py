"""What others may read: nothing before sharing, nothing private, nothing that tells who or when."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event

from evenground.domain.workshop import Workshop
from evenground.privacy.consent import PURPOSES
from evenground.store import commands, queries
from evenground.store.engine import Store

from .acting import COMMIT, INDIVIDUAL, REVIEW, SHARED, Room, room


@pytest.mark.parametrize("purpose", PURPOSES)
def test_nobody_reads_anything_before_sharing_is_open(store: Store, workshop: Workshop, purpose: str) -> None:
    made = room(store, workshop, people=2)
    made.say(0, "people", "words")
    made.all_ready()
    viewer = made.people[1].id
    assert made.shown(purpose, viewer) == []
    made.to(SHARED)
    assert made.shown(purpose, viewer) == ["words"]
    made.to(INDIVIDUAL)
    assert made.shown(purpose, viewer) == []


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_private_answer_is_in_no_shared_row(store: Store, workshop: Workshop, purpose: str) -> None:
    made = room(store, workshop, people=2)
    made.say(0, "people", "secret", visibility="private")
    made.say(0, "diary", "dear diary")
    made.say(0, "needs", "was shared once")
    made.say(1, "people", "open")
    made.all_ready()
    made.to(REVIEW)
    made.say(0, "needs", "and is not any more", visibility="private")
    assert made.shown(purpose, made.people[0].id) == ["open"]


def test_a_participant_reads_others_only_after_their_own_turn(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    made.say(0, "people", "words")
    commands.set_ready(store, made.people[0].id, True)
    made.to(SHARED)
    assert made.shown("participant", made.people[0].id) == ["words"]
    assert made.shown("participant", made.people[1].id) == []
    assert made.shown("participant") == []
    other = room(store, workshop, people=1)
    other.all_ready()
    assert made.shown("participant", other.people[0].id) == []


def test_a_blank_newest_answer_takes_back_every_round_of_it(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.say(0, "people", "said too soon")
    made.to(REVIEW)
    assert made.shown() == ["said too soon"]
    made.say(0, "people", "")
    assert made.shown() == []
    made.say(0, "people", "said better")
    assert made.shown() == ["said better", "said too soon"]


def test_there_is_one_row_an_answer_and_round_and_it_is_the_last(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    for text in ("a", "b"):
        made.say(0, "people", text)
    made.to(REVIEW)
    for text in ("c", "d"):
        made.say(0, "people", text, reason="because " + text)
    rows = queries.shared(store, made.id, purpose="board")
    assert [(row.round, row.value, row.reason) for row in rows] == [(1, "b", ""), (2, "d", "because d")]
    assert len({row.answer for row in rows}) == len({row.person for row in rows}) == 1


def test_a_hidden_answer_is_for_the_facilitator_only_and_flagged(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    answer = made.say(0, "people", "names a colleague").answer
    made.all_ready()
    made.to(SHARED)
    commands.hide(store, made.id, answer)
    seq = made.session.seq
    commands.hide(store, made.id, answer)
    assert made.session.seq == seq
    for purpose in ("board", "participant", "record", "analysis"):
        assert made.shown(purpose, made.people[0].id) == []
    (row,) = queries.shared(store, made.id, purpose="facilitator")
    assert row.hidden
    commands.hide(store, made.id, answer, hidden=False)
    assert made.shown() == ["names a colleague"]
    assert queries.my_revisions(store, made.people[0].id)[0].value == "names a colleague"


def test_an_author_is_named_only_where_owner_and_session_say_so(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, identity="named")
    made.say(0, "does", "with my name")
    made.say(0, "people", "without it")
    made.to(SHARED)
    authors = {row.value: row.author for row in queries.shared(store, made.id, purpose="record")}
    assert authors == {"with my name": "Person 0", "without it": ""}
    commands.set_identity(store, made.id, "alias")
    commands.rename(store, made.people[0].id, "Heron")
    authors = {row.value: row.author for row in queries.shared(store, made.id, purpose="record")}
    assert authors == {"with my name": "Heron", "without it": ""}
    commands.set_identity(store, made.id, "anonymous")
    assert {row.author for row in queries.shared(store, made.id, purpose="record")} == {""}


def test_only_the_viewers_own_rows_are_mine(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    for who in (0, 1):
        made.say(who, "people", f"by {who}")
    made.all_ready()
    made.to(SHARED)
    rows = queries.shared(store, made.id, purpose="participant", viewer=made.people[1].id)
    assert {row.value: row.mine for row in rows} == {"by 0": False, "by 1": True}


def _crowd(store: Store, workshop: Workshop, people: int) -> Room:
    made = room(store, workshop, people=people)
    for who in range(people):
        for prompt in ("people", "needs", "does", "place", "sure"):
            value = {"place": "home", "sure": who % 10}.get(prompt, f"{prompt} {who}")
            made.say(who, prompt, value)
    made.to(REVIEW)
    for who in range(people):
        made.say(who, "sure", 9)
    made.to(COMMIT)
    return made


def test_neither_order_nor_numbers_tell_who_came_first(store: Store, workshop: Workshop) -> None:
    made = _crowd(store, workshop, 12)
    rows = queries.shared(store, made.id, purpose="board")
    order = [int(str(row.value).split()[1]) for row in rows if row.prompt == "people"]
    by_answer = [row.value for row in sorted(rows, key=lambda row: row.answer) if row.prompt == "people"]
    by_person = [row.value for row in sorted(rows, key=lambda row: row.person) if row.prompt == "people"]
    told = [f"people {who}" for who in range(12)]
    assert sorted(order) == list(range(12))
    assert order not in (list(range(12)), list(range(12))[::-1])
    assert by_answer not in (told, told[::-1])  # one in 240 million by chance
    assert by_person not in (told, told[::-1])
    assert not {row.person for row in rows} & {person.id for person in made.people}


def test_what_is_on_the_screen_keeps_its_order_when_more_comes(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=8)
    made.to(SHARED)
    before: list[int] = []
    for who in random.Random(7).sample(range(8), 8):
        made.say(who, "people", f"by {who}")
        now = [row.answer for row in queries.shared(store, made.id, purpose="board")]
        assert [answer for answer in now if answer in before] == before
        before = now


def test_reads_take_few_statements_however_many_people(store: Store, workshop: Workshop) -> None:
    made = _crowd(store, workshop, 50)
    asked: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    viewer = made.people[0].id
    commands.set_ready(store, viewer, True)
    for read in (
        lambda: queries.shared(store, made.id, purpose="participant", viewer=viewer),
        lambda: queries.participants(store, made.id),
        lambda: queries.answered(store, made.id),
        lambda: queries.placements(store, made.id),
        lambda: queries.points(store, made.id),
        lambda: queries.head_count(store, made.id),
        lambda: queries.theming_labels(store, made.id),
        lambda: queries.my_revisions(store, viewer),
        lambda: queries.sessions(store),
    ):
        asked.clear()
        read()
        assert 1 <= len(asked) <= 3
    assert len(queries.shared(store, made.id, purpose="board")) == 300
