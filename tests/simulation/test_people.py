"""Synthetic people take part through the commands, stage by stage or all at once, and always labelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from evenground.domain import loading
from evenground.domain.response import Revision, allowed_visibility, clean
from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.errors import NotFound
from evenground.simulation.people import Turnout, take_part
from evenground.store import commands, queries, stating
from evenground.store.engine import Store


def health_equity(store: Store, **how: Any) -> Session:
    return commands.create_session(store, loading.load("health-equity"), synthetic=True, **how)[0]


def said(store: Store, session: Session) -> dict[int, list[Revision]]:
    """Everything that was written, by the order of joining."""
    people = queries.participants(store, session.id)
    return {person.number: queries.my_revisions(store, person.id) for person in people}


def words(store: Store, session: Session) -> list[list[tuple[Any, ...]]]:
    """What was said, without what differs from run to run."""
    return [
        [(one.prompt, one.round, one.value, one.visibility, one.reason) for one in revisions]
        for revisions in said(store, session).values()
    ]


async def until(true: Callable[[], bool], task: asyncio.Task[Any]) -> None:
    """Wait until something is so, while a task goes on; what the task raises is raised."""
    async with asyncio.timeout(30):
        while not true():
            if task.done():
                task.result()
            await asyncio.sleep(0.01)


def with_people(
    store: Store,
    session: Session,
    people: int,
    then: Callable[[asyncio.Task[Turnout]], Coroutine[Any, Any, None]],
) -> Turnout:
    async def run() -> Turnout:
        task = asyncio.create_task(take_part(store, session.code, people=people, pace=0, follow=True))
        await then(task)
        async with asyncio.timeout(30):
            return await task

    return asyncio.run(run())


def ready(store: Store, session: Session) -> int:
    return queries.head_count(store, session.id).ready


def test_at_pace_0_everything_is_said_at_once(store: Store) -> None:
    session = health_equity(store)
    turnout = asyncio.run(take_part(store, session.code, people=14, pace=0))
    found = said(store, session)
    assert turnout.people == len(found) == 14
    assert turnout.answers + turnout.changes == sum(map(len, found.values())) > 300
    asked = {prompt.id for prompt in session.workshop.prompts}
    assert {one.prompt for revisions in found.values() for one in revisions} == asked


def test_everybody_is_labelled_as_synthetic(store: Store) -> None:
    session = health_equity(store, identity="named")
    asyncio.run(take_part(store, session.code, people=3, pace=0))
    people = queries.participants(store, session.id)
    assert all(person.synthetic for person in people)
    assert {person.name for person in people} == {"Synthetic 1", "Synthetic 2", "Synthetic 3"}


def test_the_same_seed_says_the_same_and_another_does_not(store: Store) -> None:
    told = []
    for seed in (7, 7, 8):
        session = health_equity(store)
        asyncio.run(take_part(store, session.code, people=5, seed=seed, pace=0))
        told.append(words(store, session))
    assert told[0] == told[1]
    assert told[0] != told[2]


def test_people_answer_only_what_the_stage_asks_and_wait(store: Store) -> None:
    session = health_equity(store)
    first = {prompt.id for prompt in session.workshop.prompts_at(session.stages[1])}

    async def look(task: asyncio.Task[Turnout]) -> None:
        await until(lambda: queries.head_count(store, session.id).joined == 6, task)
        assert queries.answered(store, session.id) == {}
        commands.move(store, session.id, 1)
        await until(lambda: ready(store, session) == 6, task)
        assert queries.answered(store, session.id).keys() <= first
        assert all(one.round == 1 for revisions in said(store, session).values() for one in revisions)
        commands.close_session(store, session.id)

    turnout = with_people(store, session, 6, look)
    assert turnout.people == 6
    assert turnout.changes == 0


def test_minds_change_in_the_review_and_the_first_answer_stays(store: Store) -> None:
    session = health_equity(store)
    kinds = [stage.stage for stage in session.stages]

    async def lead(task: asyncio.Task[Turnout]) -> None:
        for position in range(1, kinds.index("commit") + 1):
            commands.move(store, session.id, position)
            await until(lambda: ready(store, session) == 14, task)
        commands.move(store, session.id, len(kinds) - 1)

    turnout = with_people(store, session, 14, lead)
    revisions = [one for each in said(store, session).values() for one in each]
    reasons = [one for one in revisions if one.reason]
    assert turnout.changes > 40
    assert len(reasons) >= 8
    for one in reasons:
        firsts = [r for r in revisions if r.answer == one.answer and r.round == 1]
        assert one.round == 2
        assert firsts
        assert firsts[0].value is not None


def test_people_vote_once_they_have_had_their_turn_and_say_what_answers_are_about(store: Store) -> None:
    session = health_equity(store)
    kinds = [stage.stage for stage in session.stages]
    one = stating.add_statement(store, session.id, "A waiting list that goes by date is a fair list.")

    async def look(task: asyncio.Task[Turnout]) -> None:
        commands.move(store, session.id, kinds.index("individual"))
        await until(lambda: ready(store, session) == 6, task)
        assert queries.votes(store, session.id) == []
        commands.move(store, session.id, kinds.index("shared"))
        await until(lambda: len(queries.votes(store, session.id)) == 6, task)
        later = stating.add_statement(store, session.id, "Nobody leans on this one.")
        await until(lambda: len(queries.votes(store, session.id)) == 12, task)
        assert {vote.statement for vote in queries.votes(store, session.id)} == {one.id, later.id}
        commands.close_session(store, session.id)

    with_people(store, session, 6, look)
    assert {tag.by for tag in queries.tags(store, session.id)} == {"owner"}


def test_the_last_stage_ends_it(store: Store) -> None:
    session = health_equity(store)

    async def lead(task: asyncio.Task[Turnout]) -> None:
        await until(lambda: queries.head_count(store, session.id).joined == 2, task)
        commands.move(store, session.id, len(session.stages) - 1)

    assert with_people(store, session, 2, lead).people == 2


def test_a_session_that_is_deleted_ends_it(store: Store) -> None:
    session = health_equity(store)

    async def lead(task: asyncio.Task[Turnout]) -> None:
        await until(lambda: queries.head_count(store, session.id).joined == 2, task)
        commands.delete_session(store, session.id)

    assert with_people(store, session, 2, lead).people == 2


def test_each_move_is_told(store: Store) -> None:
    session = health_equity(store)
    told: list[str] = []

    async def run() -> None:
        task = asyncio.create_task(
            take_part(
                store,
                session.code,
                people=1,
                pace=0,
                follow=True,
                on_stage=lambda now: told.append(now.stage.stage),
            )
        )
        commands.move(store, session.id, 1)
        await until(lambda: ready(store, session) == 1, task)
        commands.move(store, session.id, len(session.stages) - 1)
        await task

    asyncio.run(run())
    assert told[-1] == "close"
    assert "individual" in told


def test_a_workshop_without_a_group_gets_answers_that_it_takes(store: Store, workshop: Workshop) -> None:
    session, _key = commands.create_session(store, workshop, synthetic=True)
    asyncio.run(take_part(store, session.code, people=30, pace=0))
    revisions = [one for each in said(store, session).values() for one in each]
    assert {one.prompt for one in revisions} == {prompt.id for prompt in workshop.prompts}
    for one in revisions:
        prompt = workshop.prompt(one.prompt)
        assert clean(prompt, one.value) == one.value
        assert one.visibility in allowed_visibility(prompt, session.identity)


def test_a_crowd_larger_than_its_group_still_differs(store: Store) -> None:
    session = health_equity(store)
    asyncio.run(take_part(store, session.code, people=22, pace=0))
    told = [tuple(map(str, one)) for one in words(store, session)]
    assert len(set(told)) == 22


def test_what_is_private_is_shared_with_nobody(store: Store) -> None:
    session = health_equity(store)
    asyncio.run(take_part(store, session.code, people=14, pace=0))
    commands.move(store, session.id, 5)
    private = {
        one.answer for each in said(store, session).values() for one in each if one.visibility == "private"
    }
    shared = {row.answer for row in queries.shared(store, session.id, purpose="facilitator")}
    assert private
    assert shared
    assert not private & shared


def test_a_code_that_nobody_has_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="NOBODY"):
        asyncio.run(take_part(store, "nobody", people=1))
