"""A later session of the same group stands beside the earlier one, from what both records show and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evenground.domain.workshop import Workshop
from evenground.records.data import json_file
from evenground.records.facts import SessionRecord, ThenNow
from evenground.records.group import comparing, continuing, session, session_parts
from evenground.store import commands, queries
from evenground.store.engine import Store
from tests.records.test_glance import hold
from tests.store.acting import COMMIT


@pytest.fixture
def then(store: Store, workshop: Workshop) -> SessionRecord:
    made = hold(store, workshop)
    made.to(COMMIT)
    made.say(0, "next", [{"what": "Ask them", "who": "Sam", "by": "2030-03-31", "level": "team"}])
    return session.gather(store, made.code)


@pytest.fixture
def now(store: Store, workshop: Workshop) -> SessionRecord:
    return session.gather(store, hold(store, workshop, people=13, transport=4, language=5).code)


def test_themes_are_matched_by_name_whatever_the_case(then: SessionRecord, now: SessionRecord) -> None:
    shouted = replace(then, themes=tuple(replace(one, name=f" {one.name.upper()} ") for one in then.themes))
    for earlier in (then, shouted):
        found = comparing.since(earlier, now)
        assert set(found.themes) == {
            ThenNow("Transport", "8 people", "4 people"),
            ThenNow("Language", "4 people", "5 people"),
        }
        assert found.sentences[0] == "Then 8 of 12 of us named Transport, now 4 of 13."


def test_measures_gaps_and_what_was_meant_to_be_done_stand_beside_each_other(
    then: SessionRecord, now: SessionRecord
) -> None:
    found = comparing.since(then, now)
    assert ThenNow("Confidence: access", "6", "6") in found.measures
    assert ThenNow("access", "a gap", "still there") in found.gaps
    assert [one.what for one in found.actions] == ["Ask them"]
    closed = replace(now, gaps=replace(now.gaps, confidence=(), few=("Another question?",)))
    gaps = comparing.since(then, closed).gaps
    assert ThenNow("access", "a gap", "no longer found") in gaps
    assert ThenNow("Another question?", "", "new") in gaps


def test_of_what_was_not_looked_at_now_nothing_is_claimed(then: SessionRecord, now: SessionRecord) -> None:
    silent = replace(now, measures=(), gaps=replace(now.gaps, confidence=()))
    assert ThenNow("access", "a gap", "not known") in comparing.since(then, silent).gaps


def test_a_masked_number_is_compared_in_words_and_told_in_no_sentence(then: SessionRecord, now: SessionRecord) -> None:
    hidden = replace(then, themes=tuple(replace(one, people="fewer than 3") for one in then.themes))
    found = comparing.since(hidden, now)
    assert ThenNow("Transport", "fewer than 3", "4 people") in found.themes
    assert not [one for one in found.sentences if "named" in one]


def test_a_continued_session_compares_by_itself_and_an_earlier_record_that_is_given_wins(
    store: Store, workshop: Workshop, then: SessionRecord
) -> None:
    made = hold(store, workshop, people=13, transport=4, language=5)
    assert session.gather(store, made.code).since is None
    continuing.carry_over(store, made.session, then)
    record = session.gather(store, made.code)
    assert record.since is not None
    assert record.since.code == then.head.code
    part = session_parts.parts(record)[2]
    assert (part.id, part.title) == ("since", "Since last time")
    other = replace(then, head=replace(then.head, code="ANOTHR"))
    given = session.gather(store, made.code, since=other)
    assert given.since is not None
    assert given.since.code == "ANOTHR"


def test_what_is_kept_of_an_earlier_session_holds_nobodys_answers(
    store: Store, workshop: Workshop, then: SessionRecord, now: SessionRecord
) -> None:
    made = hold(store, workshop)
    continuing.carry_over(store, made.session, then)
    kept = queries.earlier(store, made.id) or ""
    assert "Words of number" not in kept
    assert "Transport" in kept
    read = json_file.read(kept.encode())
    assert isinstance(read, SessionRecord)
    assert comparing.since(read, now) == comparing.since(then, now)


def test_confirmed_themes_are_carried_over_once(store: Store, workshop: Workshop, then: SessionRecord) -> None:
    named = replace(then, themes=(replace(then.themes[0], name="Trust"), *then.themes))
    fresh, _key = commands.create_session(store, workshop)
    continuing.carry_over(store, fresh, named)
    themes = queries.themes(store, fresh.id)
    assert [one.name for one in themes] == ["Transport", "Language", "Trust"]
    assert themes[0].terms == ("travel", "bus", "parking")


def test_an_earlier_record_that_can_no_longer_be_read_does_not_keep_a_group_from_its_own(
    store: Store, workshop: Workshop
) -> None:
    made = hold(store, workshop)
    commands.set_earlier(store, made.id, "{}")
    assert session.gather(store, made.code).since is None
