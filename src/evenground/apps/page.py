"""What the pages share: where a page stands, its store, and how it says titles and dates."""

from __future__ import annotations

import os
import re
from datetime import date
from functools import cache

from babel.dates import format_date

from evenground import i18n, settings
from evenground.domain import loading
from evenground.domain.session import Session, normalise_code
from evenground.domain.workshop import Stage
from evenground.errors import NotFound
from evenground.i18n import _
from evenground.store import commands, queries
from evenground.store.engine import Store, open_store, unopened

PREVIEW = "health-equity"
_ADDRESS = re.compile(r"/(?:join|facilitate|board)/([^/]+)/?$")


def served() -> bool:
    """Tell whether this kernel belongs to a page served to a visitor, rather than to an author in JupyterLab."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


_prepared: Store | None = None


def prepare_store() -> Store:
    """Make the store that the settings name ready for kernels that are forked from this process, without opening it."""
    global _prepared
    _prepared = unopened(settings.load().store)
    return _prepared


@cache
def the_store() -> Store:
    """Return the store that the settings name, opened once in this kernel."""
    return _prepared or open_store(settings.load().store)


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


def readable(text: str) -> str:
    """`text` as a browser can take it: half a surrogate pair, which UTF-8 cannot hold, is a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


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
