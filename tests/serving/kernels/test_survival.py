"""What visitors notice when processes die, cannot be forked, or the whole server starts again: next to nothing."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError

from evenground.serving.kernels.connection import UNKNOWN_SEAT
from evenground.serving.kernels.forks import can_fork
from evenground.serving.kernels.seats import GRACE
from tests.serving.conftest import Client, Running, launch
from tests.serving.kernels.notebook import state
from tests.serving.kernels.page import Tab
from tests.serving.kernels.processes import fork_parent, kernels, printed
from tests.serving.kernels.test_seats import SOON, ends, tab_of
from tests.serving.waiting import until

forking = pytest.mark.skipif(not can_fork(), reason="kernels are not forked here")
PLAINLY = "Kernels are plain processes here"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that forks nothing."""
    server = launch(tmp_path_factory.mktemp("plain"), EVENGROUND_FORK="0")
    yield server
    server.end()


async def linked(tab: Tab) -> None:
    """Open the page's channel, greet, and join."""
    await tab.open()
    await joined(tab)


async def joined(tab: Tab) -> None:
    assert (await tab.greet())["ok"]
    assert (await tab.act("join", token=tab.token))["ok"]


def visit(running: Running, code: str) -> None:
    async def run() -> None:
        tab = Tab(Client(running.url), code)
        await linked(tab)
        assert tab.state["me"]
        await tab.close()
        assert tab.leave() == 204

    asyncio.run(run())


def test_the_same_page_works_without_forks_and_one_log_line_says_so(plain: Running) -> None:
    code = plain.new_code()
    visit(plain, code)
    assert fork_parent(plain) is None
    log = printed(plain)
    assert log.count(PLAINLY) == 1
    assert code not in log


def test_what_a_page_said_before_its_kernel_came_is_heard_after_the_greeting_it_said_later(plain: Running) -> None:
    async def run() -> None:
        tab = Tab(Client(plain.url), plain.new_code())
        await tab.open()
        joining = await tab.start("join", token=tab.token)
        await tab.close()
        await tab.open()
        assert (await tab.greet())["ok"]
        assert (await tab.done(joining))["ok"]
        await tab.close()
        tab.leave()

    asyncio.run(run())


def test_a_plain_kernel_that_dies_is_replaced_too(plain: Running) -> None:
    async def run() -> None:
        await asyncio.to_thread(until, lambda: not kernels(plain))
        tab = Tab(Client(plain.url), plain.new_code())
        await linked(tab)
        (mine,) = kernels(plain)
        told = len(tab.answers)
        os.kill(mine, signal.SIGKILL)
        await tab.until(lambda: len(tab.answers) > told, 15)
        await tab.close()
        tab.leave()

    asyncio.run(run())


@forking
@pytest.mark.slow
def test_all_visitors_are_linked_though_the_fork_parent_is_killed_while_they_come(resting: Running) -> None:
    code = resting.new_code()

    async def run() -> None:
        tabs = [Tab(Client(resting.url), code) for _number in range(10)]
        before = fork_parent(resting)
        assert before is not None
        for tab in tabs:
            await tab.open()
        coming = asyncio.gather(*(joined(tab) for tab in tabs))
        await tabs[0].until(lambda: tabs[0].answers)
        os.kill(before, signal.SIGKILL)
        await coming
        assert all(tab.state["me"] for tab in tabs)
        for tab in tabs:
            await tab.close()
            assert tab.leave() == 204
        assert fork_parent(resting) not in (None, before)

    asyncio.run(run())
    log = printed(resting)
    assert code not in log
    assert "Traceback" not in log


@forking
@pytest.mark.slow
def test_a_visitor_is_linked_though_the_fork_parent_hangs(resting: Running) -> None:
    hanging = fork_parent(resting)
    assert hanging is not None
    os.kill(hanging, signal.SIGSTOP)
    visit(resting, resting.new_code())
    assert state(hanging) == ""


@pytest.mark.slow
def test_a_server_that_starts_again_refuses_old_seats_and_gives_the_same_browser_new_ones(tmp_path: Path) -> None:
    running = launch(tmp_path)
    try:
        code = running.new_code()
        tab = Tab(Client(running.url), code)
        asyncio.run(_meets(tab, running))
    finally:
        assert running.end() == 0
    assert kernels(running) == set()
    again = launch(tmp_path, "--port", str(urlsplit(running.url).port))
    try:
        assert again.url == running.url
        asyncio.run(_returns(tab))
        assert code not in printed(again)
        assert tab.token not in printed(again)
        orphans = kernels(again)
        again.process.kill()  # without a chance to end anything itself
        assert orphans
        until(lambda: not kernels(again), 15)
    finally:
        again.end()


async def _meets(tab: Tab, running: Running) -> None:
    await linked(tab)
    assert kernels(running)
    await tab.close()


async def _returns(tab: Tab) -> None:
    with pytest.raises(HTTPClientError, match="404"):
        await tab.open()
    given = tab.client.ask(f"join/{tab.code}/seat", data=b"", X_XSRFToken=tab.client.cookie("_xsrf"))
    assert given.status == 200
    old, tab.kernel_id = tab.kernel_id, json.loads(given.text)["kernelId"]
    assert tab.kernel_id != old
    await tab.open()
    assert (await tab.greet())["ok"]
    assert tab.state["me"]  # the store knows this person
    await tab.close()


@pytest.mark.slow
def test_a_page_that_cannot_be_introduced_again_is_told_so_when_its_kernel_died(resting: Running) -> None:
    async def run() -> None:
        before = kernels(resting)
        tab = tab_of(resting)
        await tab.open()
        assert (await tab.act("hello", path=f"/join/{tab.code}", token=tab.token))["ok"]  # not marked as a greeting
        (mine,) = kernels(resting) - before
        os.kill(mine, signal.SIGKILL)
        try:
            await tab.until(lambda: tab.closed, SOON)
            assert tab.close_code == UNKNOWN_SEAT
        finally:
            await tab.close()

    asyncio.run(run())


@pytest.mark.slow
def test_a_page_that_cannot_be_introduced_again_gets_no_kernel_that_does_not_know_it(resting: Running) -> None:
    async def run() -> None:
        before = kernels(resting)
        tab = tab_of(resting)
        await tab.open()
        assert (await tab.act("hello", path=f"/join/{tab.code}", token=tab.token))["ok"]
        assert (await tab.act("join", token=tab.token))["ok"]
        (mine,) = kernels(resting) - before
        await tab.close()
        await ends(resting, mine, GRACE + SOON)
        with pytest.raises(HTTPClientError, match="404"):  # as the stock front end does, which then opens anew
            await tab.open()

    asyncio.run(run())
