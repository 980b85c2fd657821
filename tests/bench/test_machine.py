"""What the system says of a process and of those it started, read from real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from evenground.bench import machine
from evenground.bench.machine import Tree, memory
from evenground.errors import OutsideError
from tests.serving.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# A server that forks a parent of kernels; the parent forks two kernels, one in a session of its own, and one child
# that works for a while, ends and is waited for. Each kernel holds 30 MB for itself. All end with the pipe.
PROGRAM = """
import os, sys, time
def hold():
    mine = bytearray(b"x") * (30 * 2**20)
    os.write(1, b"here\\n")
    sys.stdin.read()
    os._exit(0)
if os.fork() == 0:
    worker = os.fork()
    if worker == 0:
        while time.process_time() < 0.3: pass
        os._exit(0)
    os.waitpid(worker, 0)
    for apart in (False, True):
        if os.fork() == 0:
            if apart: os.setsid()
            hold()
    os.write(1, b"here\\n")
    sys.stdin.read()
    os._exit(0)
os.write(1, b"here\\n")
sys.stdin.read()
"""


@pytest.fixture
def server() -> Iterator[subprocess.Popen[str]]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-c", PROGRAM], start_new_session=True, **pipes)  # type: ignore[call-overload]
    try:
        assert [process.stdout.readline() for _one in range(4)] == 4 * ["here\n"]
        yield process
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def test_everything_that_a_server_started_is_found(server: subprocess.Popen[str]) -> None:
    tree = Tree(server.pid)
    assert len(tree.look()) == 4
    assert len(tree.kernels()) == 2
    assert server.pid not in tree.kernels()


def test_time_counts_that_was_spent_by_those_that_ended(server: subprocess.Popen[str]) -> None:
    spent = Tree(server.pid).spent()
    assert 0.25 <= spent.kernels < 3
    assert spent.since(spent) == machine.Spent(0, 0)


def test_time_is_kept_of_a_kernel_that_ended_and_was_not_waited_for(server: subprocess.Popen[str]) -> None:
    tree = Tree(server.pid)
    before, kernel = tree.spent(), tree.kernels()[0]
    os.kill(kernel, 9)
    until(lambda: kernel not in tree.look())
    assert tree.spent().since(before).kernels >= -1e-9
    tree.look()
    assert tree.spent().since(before).kernels < 1


def test_memory_that_is_shared_counts_once_and_a_kernels_own_is_told(server: subprocess.Popen[str]) -> None:
    tree = Tree(server.pid)
    own = tree.kernel_mb()
    assert own is not None
    assert 30 <= own < 45
    assert 60 <= tree.total_mb() < sum(used.private for used in tree.memory().values()) + 60
    assert all(used.shared_out >= used.private for used in tree.memory().values())


def test_open_files_are_those_of_the_server_and_of_the_kernels_parent(server: subprocess.Popen[str]) -> None:
    assert Tree(server.pid).files() == 2 * 3  # each has its input, output and errors


def test_a_kernel_that_was_seen_is_still_found_without_its_parent(server: subprocess.Popen[str]) -> None:
    tree = Tree(server.pid)
    apart = next(pid for pid, one in tree.look().items() if one.session == pid and pid != server.pid)
    parent = tree.look()[apart].parent
    os.kill(parent, 9)
    until(lambda: parent not in tree.look())
    assert apart in tree.look()


def test_what_is_left_is_ended(server: subprocess.Popen[str]) -> None:
    Tree(server.pid).end()
    assert server.wait(10) == -9


def test_a_process_that_is_gone_has_no_memory() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(30)
    assert memory(gone.pid) is None
    assert Tree(gone.pid).spent() == machine.Spent(0, 0)


def test_elsewhere_than_on_linux_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(OutsideError, match="Linux"):
        machine.check()
