"""What Linux says of a server and of everything it started: time on the processor, memory, open files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from evenground.errors import OutsideError
from evenground.i18n import _

PROC = Path("/proc")
MB = 1024.0  # the kernel writes kB
_GONE = (FileNotFoundError, ProcessLookupError, PermissionError)


@dataclass(frozen=True)
class Process:
    """One process: `seconds` of its own on the processor, `ended` those of children it has waited for."""

    pid: int
    parent: int
    session: int
    started: int
    seconds: float
    ended: float


@dataclass(frozen=True)
class Spent:
    """Seconds on the processor: the server's, and those of everything it started, ended or not."""

    server: float
    kernels: float

    def since(self, before: Spent) -> Spent:
        """What was spent after `before`."""
        return Spent(self.server - before.server, self.kernels - before.kernels)


@dataclass(frozen=True)
class Memory:
    """Megabytes: `shared_out` is its share of everything in use (PSS), `private` what ending it would give back."""

    shared_out: float
    private: float


def check() -> None:
    """Raise OutsideError where the system does not tell what is measured here."""
    if sys.platform != "linux" or not Path(f"/proc/{os.getpid()}/smaps_rollup").exists():
        raise OutsideError(
            _("The benchmark reads processor time and memory as Linux tells them. Run it on Linux.")
        )


class Tree:
    """A server started in a session of its own, and all processes that come from it.

    A kernel may be a grandchild, or may have lost its parent: a process belongs here when its parent does, when it is
    in the server's session, or when it was seen here before.
    """

    def __init__(self, root: int) -> None:
        self.root = root
        self._known: dict[int, Process] = {}
        self._forgotten = 0.0  # seconds of what ended without being waited for

    def look(self) -> dict[int, Process]:
        """The processes that live now, the server among them."""
        every = {process.pid: process for process in _processes()}
        found = {pid: one for pid, one in every.items() if self._certain(one)}
        count = -1
        while len(found) > count:  # until nobody's parent is new
            count = len(found)
            found |= {pid: one for pid, one in every.items() if one.parent in found}
        self._remember(found)
        return found

    def spent(self) -> Spent:
        """Seconds on the processor so far; of what nobody waited for, as much as it had spent when last seen."""
        found = self.look()
        server = found.get(self.root)
        rest = sum(one.seconds + one.ended for pid, one in found.items() if pid != self.root)
        rest += self._forgotten + (server.ended if server else 0.0)
        return Spent(server.seconds if server else 0.0, rest)

    def kernels(self) -> list[int]:
        """The processes that started no other and are not the server; a fork's parent is none of them."""
        found = self.look()
        parents = {one.parent for one in found.values()}
        return [pid for pid in found if pid != self.root and pid not in parents]

    def memory(self) -> dict[int, Memory]:
        """The memory of each process, by its id."""
        return {pid: used for pid in self.look() if (used := memory(pid)) is not None}

    def total_mb(self) -> float:
        """The memory of everything together; what several share counts once."""
        return sum(used.shared_out for used in self.memory().values())

    def kernel_mb(self) -> float | None:
        """The memory that a kernel in the middle has for itself."""
        found = [used.private for pid in self.kernels() if (used := memory(pid)) is not None]
        return median(found) if found else None

    def files(self) -> int:
        """Open file descriptors of the server and of the processes that kernels are forked from."""
        kernels = set(self.kernels())
        return sum(_open_files(pid) for pid in self.look() if pid not in kernels)

    def end(self) -> None:
        """Kill what is left."""
        for pid in self.look():
            with suppress(*_GONE):
                os.kill(pid, signal.SIGKILL)

    def _remember(self, found: dict[int, Process]) -> None:
        """Keep the time of those that are gone, as far as nobody who waited for them has it now."""
        before = self._known
        gone = sum(one.seconds + one.ended for pid, one in before.items() if pid not in found)
        grown = sum(one.ended - before[pid].ended for pid, one in found.items() if pid in before)
        self._forgotten += max(0.0, gone - grown)
        self._known = found

    def _certain(self, process: Process) -> bool:
        before = self._known.get(process.pid)
        known = before is not None and before.started == process.started
        return known or process.pid == self.root or process.session == self.root


def memory(pid: int) -> Memory | None:
    """The memory of one process; None when it is gone."""
    with suppress(*_GONE):
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
        fields = {name: int(value.split()[0]) for name, _colon, value in (line.partition(":") for line in lines)}
        return Memory(fields["Pss"] / MB, (fields["Private_Clean"] + fields["Private_Dirty"]) / MB)
    return None


def _open_files(pid: int) -> int:
    with suppress(*_GONE):
        return len(list((PROC / str(pid) / "fd").iterdir()))
    return 0


def _processes() -> Iterator[Process]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(*_GONE):
                # The name in brackets may hold anything; the fields are counted from behind it.
                state, *rest = (folder / "stat").read_text().rpartition(")")[2].split()
                if state != "Z":
                    yield _process(int(folder.name), [int(field) for field in rest])


def _process(pid: int, fields: list[int]) -> Process:
    """Read what `man proc` numbers from 4 on: parent, session, four times on the processor, the start."""
    ticks = os.sysconf("SC_CLK_TCK")
    seconds, ended = sum(fields[10:12]) / ticks, sum(fields[12:14]) / ticks
    return Process(pid, fields[0], fields[2], fields[18], seconds, ended)
