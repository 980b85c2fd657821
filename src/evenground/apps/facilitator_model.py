"""One session as its facilitator reads and changes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from evenground.apps import facilitator_acts, facilitator_gaps, facilitator_statements
from evenground.apps import facilitator_charts as charts
from evenground.apps.facilitator_desk import desk
from evenground.apps.facilitator_state import session_screen
from evenground.domain.session import Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import feed, queries
from evenground.store.engine import Store

ACTS = {**facilitator_acts.ACTS, **facilitator_gaps.ACTS, **facilitator_statements.ACTS}


class FacilitatorModel:
    """Reads one session for its facilitator and passes their acts on; holds no widgets.

    Nothing is kept here but whose `hand` acts, a short text that stands for one device, how far the feed was read,
    and when the board's view was chosen last.
    """

    def __init__(self, store: Store, session_id: int, hand: str = "") -> None:
        self.store = store
        self.id = session_id
        self.hand = hand
        self._seen = 0
        self._chosen_at: datetime | None = None

    @property
    def session(self) -> Session:
        """The session as it stands now; raises NotFound when it was deleted."""
        return queries.session_by_id(self.store, self.id)

    def state(self) -> dict[str, Any]:
        """The page without anybody's words; what the board shows goes with it."""
        session = self.session
        for change in feed.changes(self.store, self.id, self._seen):
            self._seen = change.seq
            self._chosen_at = change.at if change.kind == "board" else self._chosen_at
        screen = session_screen(self.store, session)
        return screen | {"board": charts.board(self.store, session, self._chosen_at)}

    @property
    def stale(self) -> bool:
        """Tell whether something happened since the state was read."""
        return self.session.seq > self._seen

    def room(self) -> dict[str, Any]:
        """People's words and the themes; empty before sharing."""
        return desk(self.store, self.session, self.hand)

    def act(self, name: str, args: dict[str, Any]) -> dict[str, Any] | None:
        """Do what the page asks; raises InputError for what this page cannot do."""
        if name not in ACTS:
            raise InputError(_("This page cannot do that. Reload it and try again."))
        return ACTS[name](self.store, self.id, args | {"hand": self.hand})

    def look(self, view: str) -> dict[str, Any]:
        """The chart that the board would show in `view`."""
        return charts.look(self.store, self.session, view)
