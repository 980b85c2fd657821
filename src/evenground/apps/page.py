"""What the pages share: where a page stands, its store, and the loop that follows the feed."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Callable
from datetime import date
from functools import cache

from babel.dates import format_date

from evenground import i18n, settings
from evenground.domain import loading
from evenground.domain.session import Session, normalise_code
from evenground.domain.workshop import Stage
from evenground.errors import NotFound
from evenground.i18n import _
from evenground.store import commands, feed, queries
from evenground.store.engine import Store, open_store

PREVIEW = "health-equity"
_ADDRESS = re.compile(r"/(?:join|facilitate|board)/([^/]+)/?$")
log = logging.getLogger("evenground.pages")


def served() -> bool:
    """Tell whether this kernel belongs to a page served to a visitor, rather than to an author in JupyterLab."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


@cache
def the_store() -> Store:
    """Return the store that the settings name, opened once in this kernel."""
    return open_store(settings.load().store)


def code_in(path: object) -> str:
    """Return the session code at the end of a page's path, or an empty text."""
    found = _ADDRESS.search(path) if isinstance(path, str) else None
    return normalise_code(found[1]) if found else ""


def session_at(path: object) -> Session:
    """Return the session a page is about.

    A served page says it by its address. An author in JupyterLab gets the session the settings name, else the newest
    open one, else a fresh session of the main workshop to look at.
    """
    store = the_store()
    if served():
        code = code_in(path)
        if not code:
            raise NotFound(
                _("This page needs a session code at the end of its address. Go back and enter the code.")
            )
        return queries.get_session(store, code)
    named = settings.load().session
    if named:
        return queries.get_session(store, named)
    opened = [session for session in queries.sessions(store) if not session.closed]
    return max(opened, key=lambda s: s.id) if opened else preview(store)


def preview(store: Store) -> Session:
    """Make a session of the main workshop for an author to look at."""
    workshop = loading.load(PREVIEW)
    return commands.create_session(store, workshop, identity="alias", title=_("Preview"))[0]


def shown_title(stage: Stage) -> str:
    """Return the stage's own title, or the plain name of its kind."""
    return (
        stage.title
        or {
            "welcome": _("Welcome"),
            "individual": _("Think and write alone"),
            "pairs": _("Talk in pairs"),
            "groups": _("Talk in small groups"),
            "shared": _("What the room thinks"),
            "review": _("Look again"),
            "commit": _("What I will do"),
            "close": _("Close"),
        }[stage.stage]
    )


def day(date: date) -> str:
    """Return a date as people say it, in the current language: 3 November 2026."""
    return format_date(date, format="d MMMM y", locale=i18n.current().replace("-", "_"))


def follow(
    store: Store,
    session_id: int,
    refresh: Callable[[], None],
    concerns: Callable[[feed.Change], bool] | None = None,
) -> asyncio.Task[None]:
    """Call `refresh` after every change of the session (that `concerns` this page), on the kernel's own loop."""

    seen: int | None = None  # until the first look, which always counts: much may have happened since the page read

    def told(seq: int | None) -> bool:
        nonlocal seen
        try:
            news = feed.changes(store, session_id, seen) if seq is not None and seen is not None else []
            if seq is None or seen is None or concerns is None or any(concerns(change) for change in news):
                refresh()
            seen = max([seq or 0, *(change.seq for change in news)])
        except Exception as fault:  # one page's trouble must not end its updates
            log.error("refresh failed: %s", type(fault).__name__)
            return False
        return True

    async def run() -> None:
        async for seq in feed.watch(store, session_id):
            wait = 0.5
            while not told(seq):  # what failed is tried again: the next change may be a long time off
                await asyncio.sleep(wait)
                wait = min(2 * wait, 30)
        told(None)  # the feed ends when the session has been deleted, and the page says so

    return asyncio.get_running_loop().create_task(run())
