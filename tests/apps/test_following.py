"""Pages follow the feed: a refresh that failed is made good, and many small changes are drawn together."""

from __future__ import annotations

import asyncio

import pytest

from evenground.apps import following
from evenground.domain import loading
from evenground.domain.session import new_token
from evenground.store import commands
from evenground.store.engine import Store


def test_a_refresh_that_failed_is_tried_again_without_waiting_for_another_change(store: Store) -> None:
    session, _key = commands.create_session(store, loading.load("team-pause"))
    calls: list[int] = []

    async def follow() -> None:
        good = asyncio.Event()

        def refresh() -> None:
            calls.append(1)
            if len(calls) == 1:
                raise RuntimeError
            good.set()

        task = following.follow(store, session.id, refresh)
        await asyncio.wait_for(good.wait(), 20)
        task.cancel()

    with asyncio.Runner() as runner:
        runner.run(follow())
    assert len(calls) == 2


def test_a_page_is_told_that_its_session_has_been_deleted(store: Store) -> None:
    session, _key = commands.create_session(store, loading.load("team-pause"))
    calls: list[int] = []

    async def follow() -> None:
        task = following.follow(store, session.id, lambda: calls.append(1))
        while not calls:
            await asyncio.sleep(0)
        commands.delete_session(store, session.id)
        await asyncio.wait_for(task, 20)

    with asyncio.Runner() as runner:
        runner.run(follow())
    assert len(calls) == 2


def test_changes_that_do_not_concern_a_page_cost_it_no_refresh(store: Store) -> None:
    session, _key = commands.create_session(store, loading.load("team-pause"))
    calls: list[int] = []
    heard: list[str] = []

    def concerns(change: object) -> bool:
        heard.append(change.kind)  # type: ignore[attr-defined]
        return False

    async def follow() -> None:
        task = following.follow(store, session.id, lambda: calls.append(1), concerns)
        while not calls:
            await asyncio.sleep(0)
        commands.join(store, session.code, new_token())
        async with asyncio.timeout(20):
            while not heard:
                await asyncio.sleep(0)
        task.cancel()

    with asyncio.Runner() as runner:
        runner.run(follow())
    assert (calls, heard) == ([1], ["joined"])


def test_what_seldom_concerns_a_page_is_drawn_once_for_many_changes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "SELDOM", 0.4)
    session, _key = commands.create_session(store, loading.load("team-pause"))
    calls: list[int] = []

    async def reach(count: int) -> None:
        async with asyncio.timeout(20):
            while len(calls) < count:
                await asyncio.sleep(0)

    async def follow() -> None:
        task = following.follow(
            store, session.id, lambda: calls.append(1), lambda change: change.kind == "stage", lambda _change: True
        )
        await reach(1)  # the first look
        for _person in range(5):
            commands.join(store, session.code, new_token())
        await reach(2)
        commands.move(store, session.id, 1)
        await reach(3)
        task.cancel()

    with asyncio.Runner() as runner:
        runner.run(follow())
    assert len(calls) == 3
