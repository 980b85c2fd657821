"""The server's side of the fork parent: start it, ask it for kernels, start another when it is gone or hangs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from evenground.errors import OutsideError

STARTING = 60.0  # seconds in which a parent must have warmed up, on a slow and busy laptop
AGAIN = 15.0  # and another one, while people wait for it
LOOK = 1.0
FORKING = 5.0  # seconds in which a fork must be done; it takes some milliseconds
CANNOT = "No kernel could be forked."
LONGEST = 2**24  # bytes in one line: the state of all widgets of a page
log = logging.getLogger("evenground.kernels")


def can_fork() -> bool:
    """Tell whether kernels are forked here: on Linux, unless EVENGROUND_FORK=0."""
    asked = os.environ.get("EVENGROUND_FORK", "1") != "0"
    return asked and sys.platform == "linux" and hasattr(os, "pidfd_open")


class Fork:
    """A forked kernel as Jupyter's provisioner wants a process: it is the parent's child, not the server's."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._fd = os.pidfd_open(pid)
        except ProcessLookupError:
            self._fd, self.returncode = -1, 1

    def poll(self) -> int | None:
        """Return None while it lives; its real exit code is the parent's secret."""
        if self.returncode is None:
            poll = select.poll()
            poll.register(self._fd, select.POLLIN)
            if poll.poll(0):
                os.close(self._fd)
                self.returncode = 1
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:  # noqa: ARG002
        """Return at once: the provisioner polls before it waits."""
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to this process and to no other that might have got its number since."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._fd, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def __del__(self) -> None:
        if self.returncode is None and self._fd >= 0:
            os.close(self._fd)


class ForkParent:
    """One warm process that forks kernels of one notebook; `shown` is what the notebook shows."""

    def __init__(self, notebook: Path, environment: dict[str, str], rehearsals: list[str]) -> None:
        self.notebook = notebook
        self.environment = environment
        self.rehearsals = rehearsals
        self.process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()
        self._lifeline, self._end = os.pipe()

    async def start(self) -> dict[str, Any]:
        """Start it, and return what the notebook shows; raises OutsideError."""
        async with self._lock:
            return await self._start(STARTING)

    @property
    def lives(self) -> bool:
        """Tell whether it is running; it may hang all the same."""
        return self.process is not None and self.process.poll() is None

    async def keep(self) -> None:
        """Start another whenever it is gone, until cancelled; the next visitor should not wait for that."""
        while True:
            await asyncio.sleep(LOOK)
            if not self.lives:
                async with self._lock:
                    with contextlib.suppress(OutsideError):
                        await self._start_again()

    async def fork(self, connection_file: str) -> Fork:
        """Return a new kernel; raises OutsideError when no parent gives one in time."""
        async with self._lock:
            await self._start_again()
            answer = await self._ask({"connection_file": connection_file}, FORKING)
            if "pid" not in answer:
                raise OutsideError(CANNOT)
            return Fork(int(answer["pid"]))

    async def _start_again(self) -> None:
        if not self.lives:
            log.warning("the fork parent is gone; starting another")
            await self._start(AGAIN)

    async def _start(self, patience: float) -> dict[str, Any]:
        self.kill()
        try:
            ours, theirs = socket.socketpair()
        except OSError as fault:
            raise OutsideError(CANNOT) from fault
        with theirs:
            try:
                self.process = self._launch(theirs)
            except OSError as fault:  # no memory, no descriptors, no Python
                ours.close()
                raise OutsideError(CANNOT) from fault
        self._reader, self._writer = await asyncio.open_connection(sock=ours, limit=LONGEST)
        shown: dict[str, Any] = (await self._ask(None, patience))["ready"]
        return shown

    def _launch(self, channel: socket.socket) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "evenground.serving.kernels.parent", str(self.notebook)]
        numbers = [channel.fileno(), self._lifeline]
        return subprocess.Popen(
            [*command, *map(str, numbers), *self.rehearsals],
            env=self.environment,
            pass_fds=numbers,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the server, which ends its kernels itself
        )

    async def _ask(self, what: dict[str, Any] | None, patience: float) -> dict[str, Any]:
        try:
            if what is not None:
                self._writer.write(json.dumps(what).encode() + b"\n")
            line = await asyncio.wait_for(self._reader.readline(), patience)
            answer: dict[str, Any] = json.loads(line)
        except (OSError, TimeoutError, ValueError) as fault:  # it died (an empty line is no JSON), or it hangs
            self.kill()
            raise OutsideError(CANNOT) from fault
        return answer

    def kill(self) -> None:
        """End the parent; the kernels that it forked live on."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None
            self._writer.close()

    def end(self) -> None:
        """End the parent and, by their lifeline, all kernels."""
        self.kill()
        for number in (self._lifeline, self._end):
            with contextlib.suppress(OSError):
                os.close(number)
