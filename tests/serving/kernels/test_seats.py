"""A page keeps its seat while kernels behind it come, rest, die and come back: over real sockets, by real processes."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest
from tornado.httpclient import HTTPClientError

from evenground.domain.session import Session
from evenground.serving.kernels.seats import GRACE, TICK
from evenground.store import commands, queries
from evenground.store.engine import BUSY_SECONDS
from tests.serving.conftest import Client, Running
from tests.serving.kernels.conftest import REST_AFTER
from tests.serving.kernels.page import ACT, Tab
from tests.serving.kernels.processes import kernels, printed
from tests.serving.waiting import until

WORDS = "Nobody may find these words of mine in a log"
SOON = 20.0  # seconds in which a kernel that died must have been replaced, on a busy machine
codes: set[str] = set()
tokens: set[str] = set()


def tab_of(running: Running, client: Client | None = None, code: str = "") -> Tab:
    """A page that somebody loaded."""
    tab = Tab(client or Client(running.url), code or running.new_code())
    codes.add(tab.code)
    tokens.add(tab.token)
    return tab


def with_page(running: Running, work: Callable[[Tab, int], Awaitable[None]]) -> None:
    """Run `work` with a page that was greeted, and its kernel's process."""

    async def run() -> None:
        before = kernels(running)
        tab = tab_of(running)
        await tab.open()
        try:
            assert (await tab.greet())["ok"]
            (mine,) = kernels(running) - before
            await work(tab, mine)
        finally:
            await tab.close()
            tab.leave()

    asyncio.run(run())


async def ends(running: Running, kernel: int, seconds: float = 30) -> None:
    await asyncio.to_thread(until, lambda: kernel not in kernels(running), seconds)


def test_a_page_is_let_in_before_there_is_a_kernel_and_all_it_said_meanwhile_is_answered_in_order(
    resting: Running,
) -> None:
    async def run() -> None:
        before = kernels(resting)
        tab = tab_of(resting)
        assert kernels(resting) <= before  # loading the page starts none
        await tab.open()
        numbers = [await tab.start("hello", {**ACT, "greeting": True}, path=f"/join/{tab.code}", token=tab.token)]
        numbers += [await tab.start("join", token=tab.token)]
        numbers += [await tab.start("ping") for _time in range(20)]
        await tab.done(numbers[-1])
        assert [one["done"] for one in tab.answers] == numbers
        assert all(one["ok"] for one in tab.answers)
        assert tab.state["me"]
        await tab.close()
        assert tab.leave() == 204

    asyncio.run(run())


def test_a_page_learns_what_its_kernel_is_and_runs_no_code_in_it(resting: Running) -> None:
    async def work(tab: Tab, _kernel: int) -> None:
        refused = await tab.send("execute_request", {"code": "1", "silent": False})
        asked = await tab.send("kernel_info_request", {})
        await tab.until(lambda: [one for one in tab.heard if one["parent"] == asked and one["channel"] == "shell"])
        assert [one for one in tab.heard if one["parent"] == refused] == []

    with_page(resting, work)


def test_a_beat_is_answered_by_the_server_itself(resting: Running) -> None:
    async def run() -> None:
        tab = tab_of(resting)
        await tab.open()
        for text in ("beat", "anything else", "beat"):
            await tab.say(text)
        await tab.until(lambda: len(tab.texts) >= 2)
        await tab.greet()
        assert tab.texts == ["beat", "beat"]
        await tab.close()
        tab.leave()

    asyncio.run(run())


def test_a_kernel_that_dies_is_replaced_and_introduced_without_a_word_of_the_page(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        assert (await tab.act("join", token=tab.token))["ok"]
        told = len(tab.answers)
        os.kill(kernel, signal.SIGKILL)
        await tab.until(lambda: len(tab.answers) > told, SOON)  # the greeting that the server repeated is answered
        assert tab.answers[-1]["done"] == 1
        prompt = next(one.id for one in session_of(resting, tab).workshop.prompts if one.kind == "text")
        saved = await tab.act("answer", prompt=prompt, value=WORDS)
        assert saved["ok"], saved
        assert tab.closed is False

    with_page(resting, work)


def session_of(running: Running, tab: Tab) -> Session:
    return queries.get_session(running.store, tab.code)


@pytest.mark.slow
def test_an_idle_kernel_ends_and_comes_back_at_the_next_act_on_the_same_socket(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        assert (await tab.act("join", token=tab.token))["ok"]
        await ends(resting, kernel, REST_AFTER + SOON)
        assert tab.closed is False
        prompt = next(one.id for one in session_of(resting, tab).workshop.prompts if one.kind == "text")
        saved = await tab.done(await tab.start("answer", prompt=prompt, value=WORDS), SOON)
        assert saved["ok"], saved
        assert tab.closed is False

    with_page(resting, work)


@pytest.mark.slow
def test_a_kernel_that_is_at_work_is_left_to_it_however_long_its_page_says_nothing(resting: Running) -> None:
    assert 2 * BUSY_SECONDS > REST_AFTER + TICK

    async def work(tab: Tab, kernel: int) -> None:
        with closing(sqlite3.connect(resting.store_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # nobody else can write, and each act waits for that in vain
            acts = [await tab.start("join", token=tab.token) for _each in range(2)]
            answers = [await tab.done(act) for act in acts]
        assert [answer.get("again") for answer in answers] == [True, True]
        assert kernel in kernels(resting)
        assert (await tab.act("join", token=tab.token))["ok"]

    with_page(resting, work)


@pytest.mark.slow
def test_resting_pages_hear_that_their_group_moved_on_or_that_their_session_was_deleted(resting: Running) -> None:
    async def work(moved: Tab, kernel: int) -> None:
        before = kernels(resting)
        deleted = tab_of(resting)
        await deleted.open()
        assert (await deleted.greet())["ok"]
        (other,) = kernels(resting) - before
        for one in (kernel, other):
            await ends(resting, one, REST_AFTER + SOON)
        assert moved.state["position"] == 0
        commands.move(resting.store, session_of(resting, moved).id, 1)
        commands.delete_session(resting.store, session_of(resting, deleted).id)
        await moved.until(lambda: moved.state["position"] == 1)
        await deleted.until(lambda: deleted.state.get("problem"))
        await deleted.close()
        deleted.leave()

    with_page(resting, work)


def test_leaving_a_page_ends_its_kernel_and_nothing_brings_it_back(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        assert tab.leave(X_XSRFToken="guessed") == 403
        assert kernel in kernels(resting)
        before = kernels(resting)
        assert tab.leave() == 204
        await ends(resting, kernel, SOON)
        await tab.start("ping")  # a last word that was on its way
        await tab.say("beat")
        await tab.until(lambda: tab.texts or tab.closed)
        assert tab.leave() == 404
        assert tab.client.ask(f"api/kernels/{tab.kernel_id}").status == 404
        assert kernels(resting) <= before - {kernel}

    with_page(resting, work)


@pytest.mark.slow
def test_a_page_may_come_back_to_its_kernel_for_a_while_and_to_its_seat_later(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        await tab.close()
        await tab.open()
        assert (await tab.greet())["ok"]
        assert kernel in kernels(resting)
        await tab.close()
        await ends(resting, kernel, GRACE + SOON)
        assert tab.client.ask(f"api/kernels/{tab.kernel_id}").status == 200
        await tab.open()
        assert (await tab.greet())["ok"]

    with_page(resting, work)


def test_a_second_socket_takes_the_seat_and_the_first_ones_end_does_not_empty_it(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        again = tab_of(resting, tab.client, tab.code)
        again.kernel_id, again.token = tab.kernel_id, tab.token
        await again.open()
        assert (await again.greet())["ok"]
        await tab.close()
        assert (await again.act("ping"))["ok"]
        assert kernel in kernels(resting)
        await again.close()

    with_page(resting, work)


def test_a_seat_is_its_visitors_own(resting: Running) -> None:
    async def work(tab: Tab, kernel: int) -> None:
        stranger = Client(resting.url)
        stranger.ask(f"join/{tab.code}")
        assert stranger.cookie("_xsrf")
        for client in (stranger, Client(resting.url)):
            with pytest.raises(HTTPClientError, match="404"):
                await tab.open(client)
        assert stranger.ask(f"api/kernels/{tab.kernel_id}").status == 404
        assert tab.leave(stranger) == 404
        assert kernel in kernels(resting)
        assert (await tab.act("ping"))["ok"]

    with_page(resting, work)


def test_another_seat_is_given_to_who_has_the_pages_token_while_the_session_is_there(resting: Running) -> None:
    tab = tab_of(resting)
    path = f"join/{tab.code}/seat"
    assert tab.client.ask(path, data=b"").status == 403
    assert tab.client.ask(path, data=b"", X_XSRFToken="guessed").status == 403
    assert tab.client.ask(path).status == 405
    given = tab.client.ask(path, data=b"", X_XSRFToken=tab.client.cookie("_xsrf"))
    assert given.status == 200
    assert given.headers["Cache-Control"] == "no-store"
    found = given.text
    assert tab.kernel_id not in found
    commands.delete_session(resting.store, session_of(resting, tab).id)
    assert tab.client.ask(path, data=b"", X_XSRFToken=tab.client.cookie("_xsrf")).status == 404
    assert tab.client.ask("join/NOCODE/seat", data=b"", X_XSRFToken=tab.client.cookie("_xsrf")).status == 404


def test_what_is_no_message_neither_hurts_nor_wakes_anybody(resting: Running) -> None:
    async def work(tab: Tab, _kernel: int) -> None:
        assert tab._socket is not None
        for raw in (b"", b"\0" * 8, b"\5" + b"\0" * 7 + b"\xff" * 40):
            await tab._socket.write_message(raw, binary=True)
        assert (await tab.act("ping"))["ok"]

    with_page(resting, work)


def test_the_log_names_no_session_no_person_and_no_words(resting: Running) -> None:
    assert codes  # after all this
    log = printed(resting)
    for secret in codes | tokens | {WORDS, "evenground_visitor"}:
        assert secret not in log
    assert "Traceback" not in log


def test_no_kernel_is_left_by_pages_that_were_left(resting: Running) -> None:
    until(lambda: not kernels(resting), GRACE + SOON)


def test_what_a_page_says_in_a_wrong_way_breaks_nothing_and_is_printed_nowhere(resting: Running) -> None:
    async def work(tab: Tab, _kernel: int) -> None:
        data = {"method": "update", "state": {"state": WORDS}, "buffer_paths": []}
        await tab.send("comm_msg", {"comm_id": tab.page.view, "data": data}, ACT)
        assert (await tab.act("ping"))["ok"]

    with_page(resting, work)
    assert WORDS not in printed(resting)
