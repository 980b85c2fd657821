"""The fork parent as the server meets it: what it tells, what it holds open, and what becomes of its kernels."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from evenground.errors import OutsideError
from evenground.serving.behind import REHEARSAL
from evenground.serving.kernels import forks
from evenground.serving.kernels.forks import Fork, ForkParent, can_fork
from evenground.serving.kernels.parent import POLITE
from evenground.settings import content_dir
from tests.serving.kernels.asking import asking, connection_in
from tests.serving.kernels.notebook import ENVIRONMENT, PAGE, open_files, state, threads, written
from tests.serving.kernels.test_notebook import told, without_addresses
from tests.serving.waiting import until

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are not forked here")


@asynccontextmanager
async def parent_of(notebook: Path, *rehearsals: str, **environment: str) -> AsyncIterator[ForkParent]:
    """A started parent, ended with all its kernels."""
    parent = ForkParent(notebook, {**ENVIRONMENT, **environment}, list(rehearsals))
    try:
        await parent.start()
        yield parent
    finally:
        parent.end()


def with_parent(folder: Path, work: Callable[[ForkParent], Awaitable[None]]) -> None:
    """Run `work` with a parent of the small page."""

    async def run() -> None:
        async with parent_of(written(folder)) as parent:
            await work(parent)

    asyncio.run(run())


async def forked(parent: ForkParent, folder: Path, name: str) -> tuple[Fork, float]:
    """A new kernel, and the random number it answered with."""
    here = folder / name
    here.mkdir()
    file = connection_in(here)
    kernel = await parent.fork(str(file))
    return kernel, await asyncio.to_thread(answer_of, file)


def answer_of(file: Path) -> float:
    with asking(file) as end:
        end.hear_until("iopub", "iopub_welcome")
        return end.answers(PAGE)


def pid_of(parent: ForkParent) -> int:
    assert parent.process is not None
    return parent.process.pid


def test_the_participants_parent_tells_what_a_plain_process_tells_and_holds_nothing_that_children_must_not_share(
    tmp_path: Path,
) -> None:
    page = content_dir("notebooks") / "participant.ipynb"
    store = f"sqlite:///{tmp_path / 'never.sqlite'}"

    async def run() -> dict[str, Any]:
        parent = ForkParent(page, {**ENVIRONMENT, "EVENGROUND_STORE": store}, [REHEARSAL])
        try:
            shown = await parent.start()
            pid = pid_of(parent)
            found = open_files(pid)
            assert threads(pid) == 1
            assert len([one for one in found if one.startswith("socket:")]) == 1
            assert len([one for one in found if one.startswith("pipe:")]) <= 3  # its lifeline, and what it prints to
            assert [one for one in found if "sqlite" in one or "rehearsal" in one or "epoll" in one] == []
            assert [one for one in found if "inotify" in one or "eventfd" in one] == []
        finally:
            parent.end()
        return shown

    shown = asyncio.run(run())
    assert without_addresses(shown) == without_addresses(told(page))
    assert not (tmp_path / "never.sqlite-wal").exists()


def test_forked_kernels_work_are_polite_and_differ_in_chance_only(tmp_path: Path) -> None:
    async def work(parent: ForkParent) -> None:
        made = [await forked(parent, tmp_path, f"k{number}") for number in range(3)]
        assert len({random for _kernel, random in made}) == 3
        for kernel, _random in made:
            assert kernel.poll() is None
            usual = os.getpriority(os.PRIO_PROCESS, 0)
            assert os.getpriority(os.PRIO_PROCESS, kernel.pid) == min(usual + POLITE, 19)
        assert threads(pid_of(parent)) == 1

    with_parent(tmp_path, work)


def test_a_kernel_has_no_way_to_the_parents_channel(tmp_path: Path) -> None:
    async def work(parent: ForkParent) -> None:
        channel = {one for one in open_files(pid_of(parent)) if one.startswith("socket:")}
        kernel, _random = await forked(parent, tmp_path, "k")
        assert channel.isdisjoint(open_files(kernel.pid))

    with_parent(tmp_path, work)


def test_a_parent_that_was_killed_is_replaced_at_the_next_fork_and_its_kernels_live_on(tmp_path: Path) -> None:
    async def work(parent: ForkParent) -> None:
        old, _random = await forked(parent, tmp_path, "before")
        before = pid_of(parent)
        os.kill(before, signal.SIGKILL)
        await asyncio.to_thread(until, lambda: state(before) == "", 10)
        new, _random = await forked(parent, tmp_path, "after")
        assert pid_of(parent) != before
        assert new.poll() is None
        assert old.poll() is None
        await asyncio.to_thread(answer_of, tmp_path / "before" / "connection.json")

    with_parent(tmp_path, work)


def test_all_kernels_end_with_the_lifeline_also_those_of_an_earlier_parent(tmp_path: Path) -> None:
    async def work(parent: ForkParent) -> None:
        old, _random = await forked(parent, tmp_path, "before")
        parent.kill()
        new, _random = await forked(parent, tmp_path, "after")
        last = pid_of(parent)
        parent.end()
        await asyncio.to_thread(until, lambda: None not in (old.poll(), new.poll()), 10)
        assert state(last) == ""

    with_parent(tmp_path, work)


def test_a_parent_that_hangs_is_given_up_in_time_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "FORKING", 0.3)

    async def work(parent: ForkParent) -> None:
        hanging = pid_of(parent)
        os.kill(hanging, signal.SIGSTOP)
        with pytest.raises(OutsideError):
            await asyncio.wait_for(parent.fork(str(tmp_path / "nowhere")), 5)
        assert state(hanging) == ""
        monkeypatch.setattr(forks, "FORKING", 5)
        kernel, _random = await forked(parent, tmp_path, "k")
        assert kernel.poll() is None

    with_parent(tmp_path, work)


@pytest.mark.parametrize("folder", ["nowhere", "removed"])
def test_a_kernel_that_cannot_open_its_sockets_ends_and_the_parent_goes_on(tmp_path: Path, folder: str) -> None:
    async def work(parent: ForkParent) -> None:
        file = tmp_path / "nowhere" / "connection.json"
        if folder == "removed":  # the file is there, and the folder of its sockets is not
            info = json.loads(connection_in(tmp_path).read_text())
            file = tmp_path / "connection.json"
            file.write_text(json.dumps(info | {"ip": str(tmp_path / "removed" / "k")}))
        lost = await parent.fork(str(file))
        await asyncio.to_thread(until, lambda: lost.poll() is not None, 5)
        kernel, _random = await forked(parent, tmp_path, "k")
        assert kernel.poll() is None

    with_parent(tmp_path, work)


def test_a_notebook_that_fails_is_an_outside_fault_and_no_process_is_left(tmp_path: Path) -> None:
    async def run() -> None:
        parent = ForkParent(written(tmp_path, "raise ValueError"), ENVIRONMENT, [])
        try:
            with pytest.raises(OutsideError):
                await parent.start()
            assert parent.process is None
        finally:
            parent.end()

    asyncio.run(run())


def test_a_python_that_cannot_be_started_is_an_outside_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks.sys, "executable", str(tmp_path / "no-python"))

    async def run() -> type[Exception] | None:
        parent = ForkParent(written(tmp_path), ENVIRONMENT, [])
        try:
            await parent.start()
        except (OSError, OutsideError) as fault:  # not by pytest.raises, which would keep what was left open
            return type(fault)
        finally:
            parent.end()
        return None

    assert asyncio.run(run()) is OutsideError


def test_many_forks_at_once_give_everybody_their_own(tmp_path: Path) -> None:
    async def work(parent: ForkParent) -> None:
        made = await asyncio.gather(*(forked(parent, tmp_path, f"k{number}") for number in range(8)))
        assert len({kernel.pid for kernel, _random in made}) == 8

    with_parent(tmp_path, work)


def test_what_is_gone_already_is_no_fork_and_takes_no_signal(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    fork = Fork(gone.pid)
    fork.kill()
    assert (fork.poll(), fork.wait()) == (1, 1)


def test_a_living_fork_can_be_stopped_and_ended() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        fork = Fork(process.pid)
        assert (fork.poll(), fork.wait()) == (None, 0)
        fork.send_signal(signal.SIGSTOP)
        until(lambda: state(process.pid) == "T", 10)
        fork.kill()
        until(lambda: fork.poll() is not None, 10)
        fork.terminate()


@pytest.mark.parametrize(("asked", "forks_here"), [("0", False), ("1", True), ("", True)])
def test_forking_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, asked: str, forks_here: bool) -> None:
    monkeypatch.setenv("EVENGROUND_FORK", asked)
    assert can_fork() is forks_here
