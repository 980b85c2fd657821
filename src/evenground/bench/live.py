"""A room that writes and a board that follows: from sending a save to the board's new widget state.

The session is at its last writing stage and the board shows the actions. Every save adds one action to its writer's
list, so the number of actions on the board (those shown and "more") is the number of saves that it knows of, and no
two saves look the same: the n-th save that the store kept is on the board with the first state that counts n actions.
How that goes on when lists are full, after twenty saves a person, says `following.shown_at`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from evenground.bench.figures import rounded
from evenground.bench.following import Step
from evenground.bench.saving import Save, figures, kept, wanted
from evenground.bench.server import Server, running
from evenground.bench.visitor import PATIENCE, Visitor, board, participant
from evenground.domain.session import Session
from evenground.errors import OutsideError
from evenground.i18n import _
from evenground.store import commands

PAUSE = (2.0, 5.0)  # seconds between two saves of one person
DEADLINE = 120.0
SETTLING = 10.0  # many kernels that follow the feed are never quite idle
LIGHTLY = 6  # people who come in at a time: this is about the time after

Report = Callable[[dict[str, Any]], None]


def live(
    participants: int = 100,
    seconds: float = 30.0,
    *,
    seed: int = 1,
    ready: bool = False,
    active: int | None = None,
    every: float = 0.0,
    report: Report | None = None,
) -> dict[str, Any]:
    """Run the benchmark with a server of its own and return its figures.

    Of the participants only the first `active` write, if that is given. With `ready` people have had their turn, so
    that each one's own page follows the room as well. With `every` a line about memory, open files and kernels goes
    to `report` each so many seconds.
    """
    with running() as server:
        room = Room(server, seed, participants if active is None else active, ready)
        watching = (every, report or (lambda _line: None))
        return asyncio.run(room.run(participants, seconds, *watching))


class Room:
    """One session with its people and its board."""

    def __init__(self, server: Server, seed: int, active: int, ready: bool) -> None:
        self.server = server
        self.session: Session = server.new_session("commit")
        commands.show(server.store, self.session.id, "actions")
        self.seed = seed
        self.active = active
        self.ready = ready
        self.screen = board(server.url, self.session.code, self.told)
        self.people: list[Visitor] = []
        self.saves: list[Save] = []
        self.seen: list[Step] = []

    async def run(self, participants: int, seconds: float, every: float, report: Report) -> dict[str, Any]:
        """Come in, write for so many seconds, and add up."""
        await self.server.quiet()
        self.people = [participant(self.server.url, self.session.code) for _n in range(participants)]
        try:
            await self.screen.visit(DEADLINE)
            if self.screen.linked is None:
                raise OutsideError(_("The board did not open: {fault}").format(fault=self.screen.fault))
            await self._come_in()
            await self.server.quiet(SETTLING)
            return await self._write(seconds, every, report)
        finally:
            everybody = [self.screen, *self.people]
            await asyncio.gather(*(one.close() for one in everybody), return_exceptions=True)

    def told(self, state: dict[str, Any]) -> None:
        """Note how many actions the board counts from now on."""
        shown = state.get("room", {})
        if shown.get("view") == "actions":
            self.seen.append(Step(time.time(), len(shown["actions"]) + shown["more"]))

    async def _come_in(self) -> None:
        turn = asyncio.Semaphore(LIGHTLY)

        async def enter(one: Visitor) -> None:
            async with turn:
                await one.visit(DEADLINE)
                try:
                    await one.act("join", {"token": one.token, "name": ""})
                    await (one.act("ready", {"ready": True}) if self.ready else asyncio.sleep(0))
                except (ConnectionError, TimeoutError):  # told as one of the failures
                    one.linked = None

        await asyncio.gather(*(enter(one) for one in self.people))

    async def _write(self, seconds: float, every: float, report: Report) -> dict[str, Any]:
        before, start = self.server.tree.spent(), time.monotonic()
        here = [(at, one) for at, one in enumerate(self.people) if one.linked is not None]
        lines: list[dict[str, Any]] = []
        watching = asyncio.create_task(self._watch(every, lines, report))
        await asyncio.gather(*(self._writer(at, one, start + seconds) for at, one in here[: self.active]))
        watching.cancel()
        await self._caught_up()
        spent = self.server.tree.spent().since(before)
        facts: dict[str, Any] = {"participants": len(here), "active": min(len(here), self.active)}
        facts |= {"failures": len(self.people) - len(here), **figures(self.saves, *self._kept(), self.seen)}
        facts |= {"server_cpu_s": spent.server, "kernel_cpu_s": spent.kernels}
        facts["dropped"] = sum(one.dropped for one in [self.screen, *self.people])
        facts["total_pss_mb"] = self.server.tree.total_mb()
        return rounded(facts) | ({"first": lines[0], "last": lines[-1]} if lines else {})

    async def _writer(self, at: int, one: Visitor, end: float) -> None:
        """Save again and again, each time after a pause for thought."""
        random = Random(f"{self.seed}/{at}")  # noqa: S311 (the same seed, the same pauses)
        await asyncio.sleep(random.uniform(0, PAUSE[1]))
        number = 0
        while time.monotonic() < end:
            prompt, value = wanted(at, number)
            save = Save(at, prompt, time.time())
            self.saves.append(save)
            args = {"prompt": prompt, "value": value, "visibility": "anonymous", "draft": f"{at}-{number}"}
            with suppress(ConnectionError, TimeoutError):  # never acknowledged: it counts as lost
                save.revision = int((await one.act("answer", args))["revision"])
            number += 1
            await asyncio.sleep(random.uniform(*PAUSE))

    async def _watch(self, every: float, lines: list[dict[str, Any]], report: Report) -> None:
        """Tell each so often what the server holds on to; a soak shows that it stays the same."""
        start = time.monotonic()
        while every:
            await asyncio.sleep(every)
            tree = self.server.tree
            held = {"total_pss_mb": tree.total_mb(), "open_files": tree.files(), "kernels": len(tree.kernels())}
            lines.append(rounded({"at_s": time.monotonic() - start, "saves": len(self.saves), **held}))
            report(lines[-1])

    async def _caught_up(self) -> None:
        """Wait until the board shows what the store holds, or as long as a save may take."""
        end = time.monotonic() + PATIENCE
        steps, _where = self._kept()
        last = steps[-1].total if steps else 0
        while time.monotonic() < end and (self.seen[-1].total if self.seen else 0) != last:
            await asyncio.sleep(0.05)

    def _kept(self) -> tuple[list[Step], dict[tuple[int, str, int], int]]:
        return kept(self.server.store, self.session.code, [one.token for one in self.people])
