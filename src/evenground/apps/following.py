"""Following the feed: a page draws itself anew when something changed that it shows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from evenground.store import feed
from evenground.store.engine import Store

SELDOM = 5.0  # seconds within which a change that seldom concerns a page is shown
Concerns = Callable[[feed.Change], bool]
log = logging.getLogger("evenground.pages")


@dataclass
class Following:
    """One page's way of hearing what happens in a session.

    `refresh` is called after every change that `concerns` the page. One that `seldom` concerns it is shown within
    SELDOM seconds, together with all that came until then: a hundred pages that each drew themselves anew for each of a
    hundred people's answers would stand still.
    """

    store: Store
    session_id: int
    refresh: Callable[[], None]
    concerns: Concerns | None = None
    seldom: Concerns | None = None
    every: float = 0.2  # seconds between two looks
    seen: int | None = None  # until the first look, which always counts: much may have happened since the page read
    later: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Follow until the session is deleted."""
        async for seq in feed.watch(self.store, self.session_id, every=self.every):
            wait = 0.5
            while not self.told(seq):  # what failed is tried again: the next change may be a long time off
                await asyncio.sleep(wait)
                wait = min(2 * wait, 30)
        self.draw()  # the feed ends when the session has been deleted, and the page says so

    def told(self, seq: int) -> bool:
        """Look at what is new up to `seq`; false when that failed."""
        try:
            news = feed.changes(self.store, self.session_id, self.seen) if self.seen is not None else []
            if self.seen is None or self.concerns is None or any(map(self.concerns, news)):
                self.refresh_now()
            elif self.seldom is not None and any(map(self.seldom, news)):
                self.later = self.later or asyncio.get_running_loop().call_later(SELDOM, self.draw)
            self.seen = max([seq, *(change.seq for change in news)])
        except Exception as fault:  # one page's trouble must not end its updates
            log.error("refresh failed: %s", type(fault).__name__)
            return False
        return True

    def refresh_now(self) -> None:
        """Draw the page, with all that was to be drawn later."""
        if self.later is not None:
            self.later.cancel()
            self.later = None
        self.refresh()

    def draw(self) -> None:
        """Draw the page; what fails is drawn with the next change."""
        try:
            self.refresh_now()
        except Exception as fault:
            log.error("refresh failed: %s", type(fault).__name__)


def follow(
    store: Store,
    session_id: int,
    refresh: Callable[[], None],
    concerns: Concerns | None = None,
    seldom: Concerns | None = None,
    every: float = 0.2,
) -> asyncio.Task[None]:
    """Start following on this process' own loop; cancel the task to stop."""
    following = Following(store, session_id, refresh, concerns, seldom, every)
    return asyncio.get_running_loop().create_task(following.run())
