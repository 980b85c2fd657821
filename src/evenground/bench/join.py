"""Everybody at once: a hall scans the code, and we measure when each can type and when each is linked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evenground.bench import stock
from evenground.bench.figures import middle, percentile, rounded
from evenground.bench.machine import Spent
from evenground.bench.server import Server, running
from evenground.bench.visitor import Visitor, participant

DEADLINE, PLAIN_DEADLINE = 120.0, 600.0  # seconds
SETTLING = 30.0
LIGHTLY = 4  # visitors at a time before the burst


@dataclass(frozen=True)
class Burst:
    """What a burst of visitors came to: when it began, and what the server had spent until its end."""

    visitors: list[Visitor]
    began: float
    spent: Spent
    kernel_mb: float | None
    total_mb: float


def join(visitors: int = 100, *, plain: bool = False, warm: bool = False) -> dict[str, Any]:
    """Run the benchmark with a server of its own and return its figures.

    `plain` has stock Voila serve the same notebook; `warm` has every visitor load the page once before, and reports
    the second visit, with what that left in the visitor's cache. Times are of those who got that far: read
    them together with `failures`.
    """
    with running(plain=plain) as server:
        session = server.new_session("individual")
        make = stock.visitor if plain else participant
        people = Crowd(server, lambda: make(server.url, session.code), PLAIN_DEADLINE if plain else DEADLINE)
        return facts(asyncio.run(people.run(visitors, warm)))


def facts(burst: Burst) -> dict[str, Any]:
    """The figures of a burst, under the names that scripts rely on."""
    people = burst.visitors
    typing = [one.typing - burst.began for one in people if one.typing is not None]
    linked = [one.linked - burst.began for one in people if one.linked is not None]
    there = [one for one in people if one.linked is not None]
    return rounded(
        {
            "visitors": len(people),
            "linked": len(linked),
            "typing_p50_s": percentile(typing, 50),
            "typing_p95_s": percentile(typing, 95),
            "linked_p50_s": percentile(linked, 50),
            "linked_p95_s": percentile(linked, 95),
            "linked_max_s": max(linked, default=None),
            "failures": len(people) - len(linked),
            "server_cpu_s": burst.spent.server,
            "kernel_cpu_s": burst.spent.kernels,
            "unique_mb_per_visitor": burst.kernel_mb,
            "total_pss_mb": burst.total_mb,
            "bytes_over_air_per_visitor": middle(one.received for one in there),
            "requests_per_visitor": middle(one.requests for one in there),
            "files_from_elsewhere": middle(one.browser.skipped for one in there),
            "faults": sorted({one.fault for one in people if one.fault})[:5],
        }
    )


class Crowd:
    """Visitors who wait at the door and come in together."""

    def __init__(self, server: Server, make: Callable[[], Visitor], deadline: float) -> None:
        self.server = server
        self.make = make
        self.deadline = deadline

    async def run(self, count: int, warm: bool) -> Burst:
        """Let them in, wait until all are linked or it is too late, and measure while they are still there."""
        people = [self.make() for _n in range(count)]
        await self.server.quiet()
        if warm:
            await before(people)
            await self.server.quiet(SETTLING)
        try:
            return await self._together(people)
        finally:
            await asyncio.gather(*(one.close() for one in people), return_exceptions=True)

    async def _together(self, people: list[Visitor]) -> Burst:
        tree = self.server.tree
        spent, began = tree.spent(), time.perf_counter()
        visits = [asyncio.create_task(one.visit(self.deadline)) for one in people]
        _done, late = await asyncio.wait(visits, timeout=self.deadline)
        for visit in late:
            visit.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return Burst(people, began, tree.spent().since(spent), tree.kernel_mb(), tree.total_mb())


async def before(people: list[Visitor]) -> None:
    """Have every visitor load the page once, a few at a time, so that their caches hold what may be kept."""
    turn = asyncio.Semaphore(LIGHTLY)

    async def once(one: Visitor) -> None:
        async with turn:
            await one.load()
            await one.browser.close()
        one.browser.count_from_here()
        one.typing = None

    await asyncio.gather(*(once(one) for one in people))
