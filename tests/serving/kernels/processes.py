"""The processes of one running server, as the system has them."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from pathlib import Path

from tests.serving.conftest import Running
from tests.serving.kernels.notebook import started_by

FORKING = b"evenground.serving.kernels.parent"
MODULES = (FORKING, b"evenground.serving.kernels.plain")


def printed(running: Running) -> str:
    """What the server and its kernels have printed since its address was read, log and all."""
    assert running.process.stdout is not None
    number, parts = running.process.stdout.fileno(), [running.log.read_bytes()]
    while select.select([number], [], [], 0)[0] and (part := os.read(number, 65536)):
        parts.append(part)
    return b"".join(parts).decode()


def fork_parent(running: Running) -> int | None:
    """The fork parent of this server."""
    by_server = (pid for pid, words in _pages(running) if started_by(pid) == running.process.pid and FORKING in words)
    return next(by_server, None)


def kernels(running: Running) -> set[int]:
    """The kernels of participants' pages, forked or plain."""
    return {pid for pid, _words in _pages(running)} - {fork_parent(running)}


def _pages(running: Running) -> Iterator[tuple[int, list[bytes]]]:
    """Every process that was told this server's store and runs pages, also when its server is gone."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words, told = (entry / "cmdline").read_bytes().split(b"\0"), (entry / "environ").read_bytes()
        except OSError:
            continue
        if running.store_url.encode() in told and set(MODULES) & set(words):
            yield int(entry.name), words
