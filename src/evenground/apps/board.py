"""The board: what a whole room sees. Anyone with the code may open it, and nothing here changes the store."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from evenground import i18n
from evenground.apps import following
from evenground.apps import page as place
from evenground.apps.board_model import BoardModel
from evenground.charts.chart import Bars, Chart
from evenground.errors import InputError, NotFound
from evenground.i18n import _
from evenground.widgets.board import Board
from evenground.widgets.library import send_plotly

WARM_UP = 0.3  # seconds: the page is drawn first
log = logging.getLogger("evenground.pages")


def build() -> Board:
    """Make the page, the same for every visitor: no store, no session, no secret."""
    return Board()


def bind(page: Board) -> BoardPage:
    """Give the page its session, which its first message names by the address."""
    visit = BoardPage(page)
    if not place.served():
        visit.hello()
    page.on_do(visit.act)
    return visit


class BoardPage:
    """Ties one page to its model: acts in, state out."""

    def __init__(self, page: Board) -> None:
        self.page = page
        self.model: BoardModel | None = None
        self.following: Any = None
        self.acts: dict[str, Callable[..., dict[str, Any] | None]] = {
            "hello": self.hello,
            "ping": self.ping,
            "time": self.time,
            "look": self.look,
            "plotly": self.plotly,
        }

    def act(self, name: str, args: dict[str, Any]) -> dict[str, Any] | None:
        """Do one act of the page; none of them changes the store."""
        doing = self.acts.get(name)
        if doing is None:
            raise InputError(_("This page cannot do that. Reload it and try again."))
        return doing(**{key: value for key, value in args.items() if key in doing.__annotations__})

    def hello(self, path: str = "") -> None:
        """Learn from the page which session it shows."""
        try:
            session = place.session_at(path)
        except NotFound as fault:
            self.page.state = {"problem": str(fault)}
            return
        if self.model is None or self.model.id != session.id:
            self.model = BoardModel(place.the_store(), session.id)
        self.page.speak(session.language if session.language in i18n.LANGUAGES else i18n.ENGLISH)
        self.refresh()
        if self.following is None:
            self.following = _follow(session.id, self.refresh)

    def ping(self) -> None:
        """Say that the kernel is there."""

    def time(self) -> dict[str, Any]:
        """What time it is here, so that a clock on another machine counts right."""
        return {"now": datetime.now(UTC).isoformat()}

    def look(self, view: str = "") -> None:
        """Show another view on this screen only."""
        if self.model is not None:
            self.model.look(str(view))
            self._show(self.model)

    def plotly(self) -> None:
        """Hand plotly's script to a page that has no server of ours behind it."""
        send_plotly(self.page)

    def refresh(self) -> None:
        """Read the session again and send what differs."""
        if self.model is None:
            return
        try:
            self.model.refresh()
        except NotFound:
            gone = _("This session has been deleted, as it said it would be. Thank you.")
            self.model.state, self.model.room = {"problem": gone}, {}
        self._show(self.model)

    def _show(self, model: BoardModel) -> None:
        for trait in ("room", "state"):
            if getattr(self.page, trait) != getattr(model, trait):
                setattr(self.page, trait, getattr(model, trait))


def _follow(session_id: int, refresh: Callable[[], None]) -> Any:
    """Follow the feed; read the chart libraries soon, so that the first chart does not wait for them.

    On the loop and not in a thread: a chart drawn while another thread is half through importing pandas fails.
    """
    with contextlib.suppress(RuntimeError):  # a plain script has no loop: it shows the state of now
        loop = asyncio.get_running_loop()
        loop.call_later(WARM_UP, _warm)
        return following.follow(place.the_store(), session_id, refresh)
    return None


def _warm() -> None:
    """Read pandas, and draw once: the first drawing is the slow one."""
    try:
        from evenground.analysis import frames  # noqa: F401 (reads pandas)
        from evenground.charts.plotting import plotted
    except ImportError as fault:
        log.error("charts cannot be drawn: %s is missing", fault.name)
        return
    plotted(Chart("", "", "", (), (), Bars(("",), (1.0,), ("",), (False,))))
