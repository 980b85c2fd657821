"""Many writers at once, in threads and in processes: no lock errors, nothing lost, no gap."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from evenground.domain.session import new_token
from evenground.domain.workshop import Workshop
from evenground.errors import Refused
from evenground.store import commands, feed, grouping, queries, stating
from evenground.store.engine import Store, open_store

from .acting import SHARED, check_gapless, room
from .processes import lines, writer


def test_processes_write_at_once_and_nothing_is_lost(store: Store, workshop: Workshop) -> None:
    made, each = room(store, workshop), 40
    with ExitStack() as stack:
        started = [
            stack.enter_context(writer(store.url, made.code, "answers", f"w{number}", each)) for number in range(3)
        ]
        said = [lines(process, each + 1) for process in started]
        assert [process.wait(timeout=120) for process in started] == [0, 0, 0]
    for (joined, *acknowledged), _process in zip(said, started, strict=True):
        kept = queries.my_revisions(store, joined["joined"])
        assert len(acknowledged) == each
        assert {(row.answer, row.revision, row.value) for row in kept} == {
            (line["answer"], line["revision"], line["value"]) for line in acknowledged
        }
    kinds = [change.kind for change in check_gapless(store, made.id)]
    assert (kinds.count("joined"), kinds.count("answer")) == (3, 3 * each)


def _together(acts: list[Callable[[], object]]) -> list[object]:
    """Run all at once, each in a thread, started together."""
    gate = threading.Barrier(len(acts))

    def act(one: Callable[[], object]) -> object:
        gate.wait(timeout=30)
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(act, one) for one in acts]]


def test_threads_write_at_once_through_one_store(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=8)

    def work(who: int) -> None:
        for number in range(20):
            made.say(who, "people", f"{who} {number}")

    _together([lambda who=who: work(who) for who in range(8)])  # type: ignore[misc]
    for person in made.people:
        assert [row.revision for row in queries.my_revisions(store, person.id)] == list(range(1, 21))
    check_gapless(store, made.id)


def test_one_save_that_arrives_many_times_at_once_is_kept_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    got = _together([lambda: made.say(0, "people", "words", draft="one")] * 8)
    assert len(set(got)) == 1
    assert len(queries.my_revisions(store, made.people[0].id)) == 1
    check_gapless(store, made.id)


def test_one_person_who_joins_many_times_at_once_is_one(store: Store, workshop: Workshop) -> None:
    made, token = room(store, workshop), new_token()
    got = _together([lambda: commands.join(store, made.code, token)] * 8)
    assert len(set(got)) == 1
    assert len(queries.participants(store, made.id)) == 1


def test_everybody_who_joins_at_once_gets_a_number_of_their_own(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    _together([lambda: commands.join(store, made.code, new_token())] * 10)
    assert [person.number for person in queries.participants(store, made.id)] == list(range(1, 11))
    check_gapless(store, made.id)


def test_everybody_votes_at_once_and_every_vote_counts_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=10)
    made.all_ready()
    made.to(SHARED)
    said = [stating.add_statement(store, made.id, f"Statement {number}.").id for number in range(5)]

    def votes(who: int) -> None:
        for number, statement in enumerate(said):
            for value in (1, -1, (who + number) % 3 - 1):
                stating.vote(store, made.people[who].id, statement, value)  # type: ignore[arg-type]

    _together([lambda who=who: votes(who) for who in range(10)])  # type: ignore[misc]
    for who, person in enumerate(made.people):
        expected = {statement: (who + number) % 3 - 1 for number, statement in enumerate(said)}
        assert queries.my_votes(store, person.id) == expected
    assert [one.votes for one in queries.statements(store, made.id)] == [10] * 5
    assert len({vote.person for vote in queries.votes(store, made.id)}) == 10
    check_gapless(store, made.id)


def test_groups_that_start_at_once_have_numbers_of_their_own_and_are_never_overfull(
    store: Store, workshop: Workshop
) -> None:
    made = room(store, workshop, people=20)
    numbers = _together([lambda who=who: grouping.start_group(store, made.people[who].id) for who in range(10)])  # type: ignore[misc]
    assert len(set(numbers)) == 10

    def join(who: int) -> bool:
        try:
            grouping.join_group(store, made.people[who].id, numbers[0])  # type: ignore[arg-type]
        except Refused:
            return False
        return True

    joined = _together([lambda who=who: join(who) for who in range(10, 20)])  # type: ignore[misc]
    assert joined.count(True) == 7
    ours = queries.group_of(store, made.people[0].id)
    assert ours is not None
    assert len(ours.persons) == 8
    check_gapless(store, made.id)


def test_a_reader_sees_one_moment_while_others_write(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    done = threading.Event()

    def write() -> None:
        for number in range(60):
            made.say(number % 2, "people", f"n {number}")
        done.set()

    def read() -> int:
        read_once = 0
        while not done.is_set() or not read_once:
            check = [change.seq for change in feed.changes(store, made.id, 0)]
            assert check == list(range(1, len(check) + 1))
            read_once += 1
        return read_once

    _together([write, read, read])


def test_a_new_store_is_made_once_though_many_open_it_at_once(store_url: str) -> None:
    opened = _together([lambda: open_store(store_url)] * 6)
    assert all(isinstance(one, Store) for one in opened)
    for one in opened:
        assert isinstance(one, Store)
        assert isinstance(queries.sessions(one), list)
        one.close()
