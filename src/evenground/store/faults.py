"""Turns what a database says when it fails into a sentence that says what to do."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from evenground.errors import OutsideError
from evenground.i18n import _

_OURS = (IntegrityError, ProgrammingError, DataError)  # faults in this code, not in the machine
log = logging.getLogger("evenground.store")


@contextmanager
def plain() -> Iterator[None]:
    """Replace database errors by OutsideError; the original is cut off, for it may quote people's words."""
    try:
        yield
    except _OURS as fault:
        log.error("the database refused a statement: %s", type(fault).__name__)
        raise OutsideError(
            _("The store refused this, so nothing was written. This is a fault in Even Ground: report it.")
        ) from None
    except DBAPIError as fault:
        raise OutsideError(sentence(str(fault.orig))) from None
    except sqlite3.Error as fault:
        raise OutsideError(sentence(str(fault))) from None
    except PoolTimeout:
        raise OutsideError(sentence("locked")) from None


def sentence(said: str) -> str:
    """Return the cure for what the database said."""
    for sign, cure in _cures().items():
        if sign in said:
            return cure
    return _("The store could not be used. Check that its file or server can be reached, then try again.")


def _cures() -> dict[str, str]:
    full = _("The disk is full, so this could not be saved. Free some space, then try again.")
    broken = _("The store's file is damaged or no store. Move it away or put a copy back, then start again.")
    return {
        "locked": _("The store is busy. Wait a moment, then try again."),
        "is full": full,
        "disk I/O error": _("The disk could not be written or read. Check its space and connection, then try again."),
        "malformed": broken,
        "not a database": broken,
        "readonly": _(
            "The store's file may only be read. Allow writing to its file and folder, or name another store."
        ),
        "unable to open": _(
            "The store's file could not be opened. Check its folder and permissions, or name another store."
        ),
    }


def make_file(file: Path) -> None:
    """Create the store's file, readable by its owner alone, and its folder; OutsideError when that fails."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)  # the files that SQLite puts beside it get the same
    except OSError:
        raise OutsideError(
            _("The store's file could not be made. Check the permissions of its folder, or name another store.")
        ) from None
