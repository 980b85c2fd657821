"""The board's model: reads one session for everybody in the room, and never more than everybody may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from evenground.apps import board_charts as charts
from evenground.apps import board_view as view
from evenground.apps import board_words as words
from evenground.apps.board_reading import Reading
from evenground.apps.board_steady import Order, arranged
from evenground.apps.page import readable
from evenground.domain.session import Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.store import feed, queries
from evenground.store.engine import Store

# Changes that alter no chart: they cost a count and nothing else. A vote alters one view alone.
QUIET = {"ready", "participant", "group"}
# Changes after which what people shared is still the same.
BESIDE = {"theming", "tag", "suggestion", "statement", "vote", "board", "point"}


class BoardModel:
    """Reads one session for everybody in the room; holds no widgets.

    `state` is what nobody wrote, `room` the view that is shown once people shared.
    """

    def __init__(self, store: Store, session_id: int) -> None:
        self.store = store
        self.id = session_id
        self.state: dict[str, Any] = {}
        self.room: dict[str, Any] = {}
        self.looked = ""  # what the person at the laptop looks at, until the facilitator's choice changes
        self.followed = ""
        self._seen = 0
        self._owed = {"first"}  # the changes that are not drawn yet, as after a refresh that failed
        self._place: tuple[str, int, int] | None = None
        self._chosen_at: datetime | None = None
        self._reading: Reading | None = None
        self._quoted: list[str] = []
        self._orders: dict[str, Order] = {}  # how the rows of each view stand, so that nothing jumps

    def refresh(self) -> None:
        """Read the session again, and draw its charts again where a change can have altered them."""
        self._owed |= self._news() - QUIET  # before anything else: what changes from here on is news the next time
        session = queries.session_by_id(self.store, self.id)
        if session.alone:
            self.state, self.room = {"problem": _("This session is for one person, so it has no board.")}, {}
            return
        choice = view.views(self.store, session)
        shown = self._shown(session, choice)
        if self._owed - ({"vote"} if shown != "statements" else set()) or self.state.get("shown") != shown:
            self.room = _plain(self._drawn(session, shown))
        self._owed = set()
        self.state = _plain(view.state(self.store, session, choice, shown, self.followed))

    def look(self, name: str) -> None:
        """Look at another view on this screen only."""
        if name not in [one["name"] for one in self.state.get("views", ())]:
            raise InputError(_("The board has no view of this name."))
        self.looked = name if name != self.followed else ""
        self.refresh()

    def _news(self) -> set[str]:
        """Take note of the changes since the last look; return what kinds of them there are."""
        news = feed.changes(self.store, self.id, self._seen)
        for change in news:
            self._seen = max(self._seen, change.seq)
            if change.kind == "board":
                self._chosen_at = change.at
                self._orders.pop(change.subject, None)  # chosen anew: sorted anew
        return {change.kind for change in news}

    def _shown(self, session: Session, choice: Sequence[str]) -> str:
        """The facilitator's choice in this run of the stage, else what the stage begins with."""
        since = session.closed_at or session.opened_at
        chosen = self._chosen_at is not None and self._chosen_at >= since
        wanted = session.board if chosen else view.first_view(session)
        followed = wanted if wanted in choice else view.first_view(session)
        place_now = (followed, session.position, session.run)
        if place_now != self._place:
            self.looked = ""
        self.followed, self._place = followed, place_now
        return self.looked if self.looked in choice else followed

    def _drawn(self, session: Session, shown: str) -> dict[str, Any]:
        reading = Reading(self.store, session, self._reading if self._owed <= BESIDE else None)
        self._reading = reading
        if shown == "actions":
            return {"view": shown, **words.actions(reading)}
        if shown == "end":
            return {"view": shown, "gaps": words.three_gaps(reading), **words.actions(reading)}
        return {"view": shown} if shown in view.WORDS else self._charted(reading, shown)

    def _charted(self, reading: Reading, shown: str) -> dict[str, Any]:
        """A chart with what stands beside it; its rows stay where they stood."""
        chart, self._orders[shown], more = arranged(charts.chart(reading, shown), shown, self._orders.get(shown))
        drawing = charts.drawn(chart, shown, more)
        if shown == "themes":
            drawing["quotes"] = words.quotes(reading, self._quoted)
            self._quoted = [quote["id"] for quote in drawing["quotes"]]
        if shown == "gaps":
            drawing["notes"] = words.beside_gaps(reading)
        if shown == "statements":
            drawing["notes"] = words.beside_statements(reading)
        if shown == "help":
            drawing["help"] = words.helping(reading)
            drawing["more"] = len(chart.rows) - len(drawing["help"])
        return drawing


def _plain(data: Any) -> Any:
    """The same as plain JSON values that every browser can take."""
    if isinstance(data, str):
        return readable(data)
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return data
