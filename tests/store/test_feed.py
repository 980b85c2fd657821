"""The feed: a page that waits hears of every change, whoever wrote it, and sleeps cheaply in between."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from evenground.domain.workshop import Workshop
from evenground.errors import OutsideError
from evenground.store import commands, feed, queries
from evenground.store.engine import Store, wake_up

from .acting import SHARED, room
from .processes import lines, writer

QUICK = 0.01


def within(seconds: float, work: Coroutine[Any, Any, Any]) -> Any:
    async def run() -> Any:
        async with asyncio.timeout(seconds):
            return await work

    return asyncio.run(run())


async def until(store: Store, session_id: int, seq: int) -> list[int]:
    """Collect what the feed yields up to this seq."""
    heard = []
    async for now in feed.watch(store, session_id, every=QUICK):
        heard.append(now)
        if now >= seq:
            break
    return heard


def test_the_first_word_of_the_feed_comes_at_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    assert within(30, until(store, made.id, 1)) == [made.session.seq]


def test_a_page_hears_what_another_process_writes(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    with writer(store.url, made.code, "answers", "w", 25) as process:
        heard = within(60, until(store, made.id, 2 + 1 + 25))
        lines(process, 26)
    assert heard == sorted(set(heard))
    assert heard[-1] == 28


def test_a_page_hears_what_its_own_process_writes(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    start = made.session.seq

    async def follow() -> list[int]:
        heard = []
        async for seq in feed.watch(store, made.id, every=QUICK):
            heard.append(seq)
            if len(heard) == 4:
                break
            await asyncio.to_thread(made.say, 0, "people", f"after {seq}")
        return heard

    assert within(30, follow()) == [start, start + 1, start + 2, start + 3]


def test_changes_elsewhere_wake_nobody(store: Store, workshop: Workshop) -> None:
    made, other = room(store, workshop), room(store, workshop, people=1)

    async def follow() -> list[int]:
        heard = []
        async for seq in feed.watch(store, made.id, every=QUICK):
            heard.append(seq)
            if len(heard) == 2:
                break
            for number in range(5):
                other.say(0, "people", f"elsewhere {number}")
            asyncio.get_running_loop().call_later(0.1, made.to, SHARED)
        return heard

    heard = within(30, follow())
    assert heard == [made.session.seq - 1, made.session.seq]


def test_the_feed_ends_when_its_session_is_deleted(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)

    async def follow() -> list[int]:
        heard = []
        async for seq in feed.watch(store, made.id, every=QUICK):
            heard.append(seq)
            commands.delete_session(store, made.id)
        return heard

    assert len(within(30, follow())) == 1


def test_the_feed_goes_on_when_the_store_was_away(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = room(store, workshop, people=1)
    away = [True, True, False]

    def sometimes(of: Store) -> object:
        if away and away.pop(0):
            raise OutsideError("away")
        return wake_up(of)

    monkeypatch.setattr(feed, "wake_up", sometimes)
    assert within(30, until(store, made.id, 1)) == [made.session.seq]
    assert "asking again" in caplog.text


def test_a_write_between_the_wake_up_and_the_read_is_not_missed(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = room(store, workshop, people=1)
    asked = []

    def just_before(of: Store) -> object:
        asked.append(of)
        if len(asked) == 2:
            made.say(0, "people", "in the gap")
        return wake_up(of)

    monkeypatch.setattr(feed, "wake_up", just_before)
    last = made.session.seq + 1
    assert within(30, until(store, made.id, last))[-1] == last


def test_the_wake_up_token_changes_with_writes_and_not_with_reads(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    token = wake_up(store)
    queries.shared(store, made.id, purpose="board")
    queries.participants(store, made.id)
    assert wake_up(store) == token
    made.say(0, "people", "words")
    assert wake_up(store) != token


def test_a_reader_gets_what_came_after_its_number(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.say(0, "people", "words")
    every = feed.changes(store, made.id, 0)
    assert [(change.seq, change.kind, change.subject) for change in every] == [
        (1, "created", ""),
        (2, "joined", ""),
        (3, "stage", "1"),
        (4, "answer", "people"),
    ]
    assert feed.changes(store, made.id, 2) == every[2:]
    assert feed.changes(store, made.id, 4) == []
