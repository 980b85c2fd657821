"""The group's record on the facilitator's page: written format by format, then handed over as one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evenground.domain.session import Session
from evenground.errors import Refused
from evenground.i18n import _
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.records.facts import Record
    from evenground.records.files import RecordFile

TITLE = "session"


def read_earlier(given: str) -> Callable[[Store, Session], None]:
    """What to do with a new session that continues the one whose record (JSON) is given; nothing without one.

    Reading comes first: a file that cannot be used is said before a session is made.
    """
    if not given:
        return lambda _store, _session: None
    from evenground.records.group import continuing

    before = continuing.read_text(given)
    return lambda store, session: continuing.carry_over(store, session, before)


class Writing:
    """One record on its way: what was gathered at its beginning, and the files written so far.

    Formats are written one an act, so that the page can tell how far it is and does other acts between them.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.record: Record | None = None
        self.made: list[RecordFile] = []

    def begin(self, code: str, *, names: bool) -> list[str]:
        """Gather the record of this session anew; returns the formats it can be written in."""
        from evenground.records import files

        self.record, self.made = files.gather(self.store, code, "session", names=names), []
        return list(files.formats("session"))

    def write(self, to: str) -> None:
        """Write the gathered record in one more format."""
        from evenground.records import files

        if self.record is None:
            raise Refused(_("Choose a format once more: the page was opened again in between."))
        self.made += files.write(self.record, [to])

    def finish(self) -> RecordFile:
        """Return what was written as one file, and forget it."""
        from evenground.records import files

        if not self.made:
            raise Refused(_("Choose a format once more: the page was opened again in between."))
        made, self.record, self.made = self.made, None, []
        return files.packed(made)
