"""The synthetic facilitator leads a group to its commitments, and gives way to a person at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.simulation.facilitator import facilitate
from evenground.simulation.people import take_part
from evenground.store import commands, queries, theming
from evenground.store.engine import Store


def start(store: Store, workshop: str = "health-equity") -> Session:
    return commands.create_session(store, loading.load(workshop), synthetic=True)[0]


def kind(store: Store, session: Session) -> str:
    return queries.session_by_id(store, session.id).stage.stage


async def until(true: Callable[[], bool], task: asyncio.Task[Any]) -> None:
    async with asyncio.timeout(60):
        while not true() and not task.done():
            await asyncio.sleep(0.01)


async def led(store: Store, session: Session, then: Callable[[asyncio.Task[bool]], Any]) -> bool:
    """Let a group and a facilitator run, with something that happens meanwhile."""
    people = asyncio.create_task(take_part(store, session.code, people=8, pace=0, follow=True))
    leading = asyncio.create_task(facilitate(store, session.id, 0))
    try:
        await then(leading)
        async with asyncio.timeout(60):
            return await leading
    finally:
        leading.cancel()
        people.cancel()
        await asyncio.gather(people, leading, return_exceptions=True)


@pytest.mark.parametrize("workshop", ["health-equity", "team-pause"])
def test_a_group_is_led_to_its_commitments_and_left_open_there(store: Store, workshop: str) -> None:
    session = start(store, workshop)

    async def nothing(_leading: asyncio.Task[bool]) -> None:
        return

    assert asyncio.run(led(store, session, nothing)) is True
    now = queries.session_by_id(store, session.id)
    assert now.stage.stage == "commit"
    assert not now.closed
    assert now.board == "actions"
    assert not any(run.skipped for run in queries.stage_runs(store, session.id))
    assert len(queries.points(store, session.id)) == 2
    assert all(point.theme for point in queries.points(store, session.id))
    placed = queries.placements(store, session.id)
    assert len({one.theme for one in placed if one.state == "confirmed"}) >= 3
    said = queries.statements(store, session.id)
    assert len(said) >= 3
    assert all(one.votes == 8 for one in said)


def test_nobody_is_moved_on_before_most_are_ready(store: Store) -> None:
    session = start(store, "team-pause")
    people = [commands.join(store, session.code, new_token(), synthetic=True).id for _ in range(5)]

    async def run() -> None:
        leading = asyncio.create_task(facilitate(store, session.id, 0))
        await until(lambda: kind(store, session) == "individual", leading)
        for person in people[:3]:
            commands.set_ready(store, person, True)
        for _look in range(30):
            await asyncio.sleep(0.01)
        assert kind(store, session) == "individual"
        commands.set_ready(store, people[3], True)
        await until(lambda: kind(store, session) != "individual", leading)
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)

    asyncio.run(run())
    assert kind(store, session) == "shared"


def test_it_waits_for_a_visitor_who_is_still_writing(store: Store) -> None:
    session = start(store, "team-pause")
    visitor = commands.join(store, session.code, new_token())
    before: list[str] = []

    async def write(leading: asyncio.Task[bool]) -> None:
        await until(lambda: queries.head_count(store, session.id).ready == 8, leading)
        for _look in range(30):
            await asyncio.sleep(0.01)
        before.append(kind(store, session))
        commands.set_ready(store, visitor.id, True)
        await until(lambda: kind(store, session) != "individual", leading)
        before.append(kind(store, session))
        commands.close_session(store, session.id)

    assert asyncio.run(led(store, session, write)) is False
    assert before == ["individual", "shared"]


def test_it_stops_as_soon_as_a_person_moves_the_group(store: Store) -> None:
    session = start(store)

    async def take_over(leading: asyncio.Task[bool]) -> None:
        await until(lambda: kind(store, session) == "individual", leading)
        commands.move(store, session.id, 0)

    assert asyncio.run(led(store, session, take_over)) is False
    assert kind(store, session) == "welcome"


def test_it_stops_as_soon_as_a_person_judges_a_card(store: Store) -> None:
    session = start(store)

    async def add_a_theme(leading: asyncio.Task[bool]) -> None:
        await until(lambda: kind(store, session) == "shared", leading)
        theming.add_theme(store, session.id, "Coffee")

    assert asyncio.run(led(store, session, add_a_theme)) is False
    assert kind(store, session) == "shared"


def test_it_stops_when_the_session_is_deleted(store: Store) -> None:
    session = start(store)

    async def delete(leading: asyncio.Task[bool]) -> None:
        await until(lambda: kind(store, session) == "individual", leading)
        commands.delete_session(store, session.id)

    assert asyncio.run(led(store, session, delete)) is False
