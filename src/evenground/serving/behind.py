"""What stands behind participants' pages: the fork parent, their seats, and the watch that wakes resting pages."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from evenground.apps.following import follow
from evenground.apps.participant import COUNTED, QUIET
from evenground.errors import NotFound, OutsideError
from evenground.i18n import _
from evenground.serving.kernels.forks import STARTING, ForkParent, can_fork
from evenground.serving.kernels.manager import Kernels
from evenground.serving.kernels.provisioner import ForkProvisioner
from evenground.serving.kernels.seats import Seats
from evenground.serving.site import Site
from evenground.store import queries

REHEARSAL = "evenground.apps.opening:rehearse"
LOOK = 2.0  # seconds between two looks for sessions that have new pages
log = logging.getLogger("evenground.serving")


class Behind:
    """Starts with the server and ends with it."""

    def __init__(self, site: Site, kernels: Kernels, notebook: Path) -> None:
        self.site = site
        self.notebook = notebook
        # One language for all: each page tells its kernel how it was drawn.
        told = {"SERVER_SOFTWARE": "voila", **site.kernel_environment("participant", site.settings.language)}
        self.seats = Seats(kernels, told, site.settings.rest_after)
        self.parent = ForkParent(notebook, {**os.environ, **told}, [REHEARSAL]) if can_fork() else None
        self._work: list[asyncio.Task[None]] = []
        self._watched: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> dict[str, Any]:
        """Run the notebook, and return what it shows; raises OutsideError when it does not run."""
        shown = await self._forking()
        if shown is None:
            shown = await asyncio.to_thread(self._plain)
        self._work = [asyncio.create_task(self.seats.run()), asyncio.create_task(self._watch())]
        if ForkProvisioner.parent_process is not None:
            self._work.append(asyncio.create_task(ForkProvisioner.parent_process.keep()))
        return shown

    async def _forking(self) -> dict[str, Any] | None:
        ForkProvisioner.use(None)
        if self.parent is not None:
            try:
                shown = await self.parent.start()
            except OutsideError:
                log.warning("The fork parent did not start.")
            else:
                ForkProvisioner.use(self.parent)
                return shown
        log.warning("Kernels are plain processes here, not forked ones: pages open as fast, saving starts later.")
        return None

    def _plain(self) -> dict[str, Any]:
        command = [sys.executable, "-m", "evenground.serving.kernels.plain", str(self.notebook)]
        environment = {**os.environ, **self.seats.environment}
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, check=True, timeout=STARTING
            )
        except (OSError, subprocess.SubprocessError) as fault:
            raise OutsideError(_("The participants' page does not run. Install Even Ground again.")) from fault
        shown: dict[str, Any] = json.loads(done.stdout)
        return shown

    async def _watch(self) -> None:
        """Follow every session that has open pages, and stop when the last one is gone."""
        while True:
            codes = {seat.code for seat in self.seats if seat.send is not None}
            for code in self._watched.keys() - codes:
                self._watched.pop(code).cancel()
            for code in codes - self._watched.keys():
                task = self._follow(code)
                if task is not None:
                    self._watched[code] = task
            await asyncio.sleep(LOOK)

    def _follow(self, code: str) -> asyncio.Task[None] | None:
        try:
            session = queries.get_session(self.site.store, code)
        except (NotFound, OutsideError):
            return None
        return follow(
            self.site.store,
            session.id,
            lambda: self.seats.wake(code),
            lambda change: change.kind not in QUIET,
            lambda change: change.kind in COUNTED and self.seats.few,  # in a hall, counts wait for the next stage
        )

    async def end(self) -> None:
        """Stop all of it; kernels see their lifeline end."""
        tasks = [*self._work, *self._watched.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        ForkProvisioner.use(None)
        if self.parent is not None:
            self.parent.end()
