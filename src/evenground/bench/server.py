"""A server of the benchmark's own: a process with a store that is forgotten, ours or stock Voila."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evenground.bench import stock
from evenground.bench.machine import Tree, check
from evenground.domain import loading
from evenground.domain.session import Session
from evenground.errors import OutsideError
from evenground.i18n import _
from evenground.store import commands
from evenground.store.engine import Store, open_store

WORKSHOP, VARIANT = "health-equity", "25"
STARTING = 120.0  # seconds
IDLE = 0.03  # of one processor
LOOK = 0.5


@dataclass(frozen=True)
class Server:
    """A running server, its store and its processes."""

    url: str
    store: Store
    tree: Tree

    def new_session(self, stage: str) -> Session:
        """Make a session of the main workshop that stands at its first stage of this kind."""
        session, _key = commands.create_session(self.store, loading.load(WORKSHOP), variant=VARIANT)
        kinds: list[str] = [one.stage for one in session.stages]
        commands.move(self.store, session.id, kinds.index(stage))
        return session

    async def quiet(self, most: float = 60.0) -> None:
        """Wait until it does nothing any more, twice in a row, or for `most` seconds."""
        end, calm = time.monotonic() + most, 0
        before = self.tree.spent()
        while calm < 2 and time.monotonic() < end:
            await asyncio.sleep(LOOK)
            now = self.tree.spent()
            worked = now.since(before)
            calm = calm + 1 if worked.server + worked.kernels <= IDLE * LOOK else 0
            before = now


@contextmanager
def running(*, plain: bool = False) -> Iterator[Server]:
    """Start a server and end it with everything it started; raises OutsideError when it does not start."""
    check()
    with tempfile.TemporaryDirectory(prefix="eg-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
            port = stock.free_port() if plain else 0
            process = _start(folder, stock.command(port) if plain else _command())
            tree = Tree(process.pid)
            try:
                url = _address(folder, process, port)
                _allow_many_files()
                yield Server(url, store, tree)
            finally:
                _end(process, tree)


def _command() -> list[str]:
    serve = [sys.executable, "-m", "evenground", "serve", "--no-browser"]
    return [*serve, "--host", "127.0.0.1", "--port", "0"]


def _start(folder: Path, command: list[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "EVENGROUND_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
    environment.pop("EVENGROUND_PUBLIC_URL", None)  # else the server prints an address that is not its own
    with (folder / "said").open("wb") as said, (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=log, env=environment, start_new_session=True
        )


def _address(folder: Path, process: subprocess.Popen[bytes], port: int) -> str:
    """Wait until the server takes visitors, and return its address."""

    def said() -> str:
        return (folder / "said").read_text("utf-8", "replace")

    _until((lambda: stock.answers(port)) if port else (lambda: "Ctrl+C" in said()), process, folder / "log")
    if port:
        return f"http://127.0.0.1:{port}"
    return next(word for word in said().split() if word.startswith("http://")).rstrip("/")


def _until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            last = (log.read_text("utf-8", "replace").strip().splitlines() or [""])[-1]
            raise OutsideError(_("The server for the benchmark did not start. {last}").format(last=last).strip())
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes], tree: Tree) -> None:
    tree.look()  # kernels in sessions of their own are remembered, should their parent go first
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(30)
    tree.end()


def _allow_many_files() -> None:
    """Let this process, not the server, have a file for each of its many connections."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
