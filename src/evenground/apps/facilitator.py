"""The facilitator's page: start or resume a session, lead it through its stages, and close it."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from typing import Any

from evenground import i18n, settings
from evenground.apps import following
from evenground.apps import page as place
from evenground.apps.facilitator_acts import identity, text, written
from evenground.apps.facilitator_engine import Suggesting
from evenground.apps.facilitator_model import FacilitatorModel
from evenground.apps.facilitator_record import Writing, read_earlier
from evenground.apps.facilitator_state import start_screen
from evenground.domain import loading
from evenground.domain.session import Session, normalise_code, normalise_token
from evenground.errors import EvengroundError, InputError, NotFound, Refused
from evenground.i18n import _
from evenground.store import commands, queries
from evenground.widgets.desk import Desk

log = logging.getLogger("evenground.pages")
HAND = 32  # characters, as many as the store keeps: what stands for one device among those that lead a session
QUICK = ("place",)  # acts that a hand does faster than the page can be read
PAUSE = 0.3  # seconds: while a hundred people write, a page that is read anew at every change hears no acts


def build() -> Desk:
    """Make the page, the same for every visitor: no store, no session, no secret."""
    return Desk()


def bind(desk: Desk) -> Visit:
    """Give the page its visitor; whether they lead a session their key decides."""
    visit = Visit(desk)
    desk.on_do(visit.act)
    return visit


class Visit:
    """One visit to the page: nobody's at first, then the facilitator's of one session."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.store = place.the_store()
        self.settings = settings.load()
        # An author in JupyterLab holds the store itself, so a key would protect nothing.
        self.owner = not place.served()
        self.host = self.owner
        self.hand = ""
        self.writing = Writing(self.store)
        self.model: FacilitatorModel | None = None
        self.suggesting: Suggesting | None = None
        self.following: asyncio.Task[None] | None = None
        self.soon: asyncio.TimerHandle | None = None
        if self.owner:
            self._greet("", "")

    def act(self, name: str, args: dict[str, Any]) -> dict[str, Any] | None:
        """Do one act of the page, then show what is so now."""
        mine = {
            "hello": self.hello, "ping": self.ping, "start": self.start, "resume": self.resume,
            "open": self.open, "leave": self.leave, "look": self.look,
            "record_begin": self.record_begin, "record_write": self.record_write, "record_end": self.record_end,
            "regroup_look": self.regroup_look, "look_again": self.look_again,
        }
        if name in mine:
            return mine[name](args)
        done = self._leading().act(name, args)
        if name == "look_again_cells":  # what was suggested for places of frameworks is gone
            self._suggesting().anew()
        if name not in QUICK or not self._in_a_moment(0.05):
            self.refresh()
        return done

    def ping(self, _args: dict[str, Any]) -> None:
        """Say that the kernel is there."""

    def hello(self, args: dict[str, Any]) -> None:
        """Learn from the page where it stands and which key it holds."""
        language = text(args, "language")
        self.desk.speak(language if language in i18n.LANGUAGES else self.settings.language)
        self.host = self.host or self._is_host(text(args, "host"))
        self.hand = text(args, "hand")[:HAND]
        if self.model is None:
            self._greet(place.code_in(args.get("path")), text(args, "key"))
        else:
            self.model.hand = self.hand
            self.desk.state = {}  # the page was drawn anew: its clock counts from a fresh moment
            self.refresh()

    def _greet(self, code: str, key: str) -> None:
        """Open the session at once where the address or the settings name one, else show the start screen."""
        fault = ""
        try:
            if code and key:
                return self._lead(queries.check_key(self.store, code, normalise_token(key)))
            if self.owner and (code or self.settings.session):
                return self._lead(queries.get_session(self.store, code or self.settings.session))
        except (NotFound, Refused) as problem:
            fault = str(problem)
        return self._show_start(code, fault)

    def _is_host(self, key: str) -> bool:
        kept = self.settings.host_key.encode()  # a server without one lets nobody start sessions
        return bool(kept) and hmac.compare_digest(key.strip().encode("utf-8", "replace"), kept)

    def start(self, args: dict[str, Any]) -> dict[str, Any]:
        """Start a session; raises Refused without the host key."""
        self.host = self.host or self._is_host(text(args, "host"))
        if not self.host:
            raise Refused(_("This host key starts no sessions here. It is shown where Even Ground runs."))
        name = text(args, "workshop")
        if name not in loading.shipped():
            raise InputError(_("Choose a workshop."))
        earlier = read_earlier(text(args, "follows"))
        session, key = commands.create_session(
            self.store,
            loading.load(name),
            variant=text(args, "variant") or None,
            identity=identity(args),
            title=text(args, "title").strip(),
            language=self.desk.language,
            threshold=self.settings.threshold,
            keep_days=self.settings.keep_days,
        )
        earlier(self.store, session)
        self._lead(session)
        return {"code": session.code, "key": key}

    def resume(self, args: dict[str, Any]) -> dict[str, Any]:
        """Lead a session again; its key must open it."""
        code = normalise_code(written(args, "code", _("Enter the code of the session.")))
        key = normalise_token(written(args, "key", _("Enter the facilitator key of the session.")))
        self._lead(queries.check_key(self.store, code, key))
        return {"code": code, "key": key}

    def open(self, args: dict[str, Any]) -> None:
        """Lead a session without its key: only for who holds the store."""
        if not self.owner:
            raise Refused(_("Enter the facilitator key of the session."))
        self._lead(queries.get_session(self.store, normalise_code(text(args, "code"))))

    def leave(self, _args: dict[str, Any]) -> None:
        """Go back to the start screen; the session stays as it is."""
        self._stop()
        self._show_start()

    def look(self, args: dict[str, Any]) -> dict[str, Any]:
        """What the board would show in another view."""
        return self._leading().look(text(args, "view"))

    def regroup_look(self, args: dict[str, Any]) -> dict[str, Any]:
        """Look for groups among the answers nobody placed; they come with the page's `engine`, under this number."""
        look = self._suggesting().look_for_groups(text(args, "prompt"))
        self._tell()
        return {"look": look}

    def look_again(self, _args: dict[str, Any]) -> None:
        """Forget the suggestions nobody judged, and make them anew."""
        self._suggesting().look_again()
        self.refresh()

    def record_begin(self, args: dict[str, Any]) -> dict[str, Any]:
        """Gather the session's record, with the names that people chose to show or without any."""
        code = self._leading().session.code
        return {"formats": self.writing.begin(code, names=args.get("names") is True)}

    def record_write(self, args: dict[str, Any]) -> None:
        """Write the gathered record in one format."""
        self._leading()
        self.writing.write(text(args, "to"))

    def record_end(self, _args: dict[str, Any]) -> dict[str, Any]:
        """Hand what was written to the browser on the page's own channel, as one file."""
        self._leading()
        file = self.writing.finish()
        self.desk.send_file(file.name, file.mime, file.data)
        return {"name": file.name}

    def refresh(self) -> None:
        """Read the session anew; only what changed travels, and time alone is no change."""
        try:
            state, room = self._leading().state(), self._leading().room()
        except NotFound:
            self._stop()
            self._show_start(fault=_("This session was deleted, as it said it would be."))
            return
        if _timeless(state) != _timeless(self.desk.state):
            self.desk.state = state
        if room != self.desk.room:
            self.desk.room = room
        self._suggesting().wake()

    def _noticed(self) -> None:
        """Something changed: look in a moment, once for all that changes until then."""
        self._in_a_moment(PAUSE)

    def _in_a_moment(self, pause: float) -> bool:
        """Read the page anew in some seconds, once for all that happens until then; false where no loop runs."""
        with contextlib.suppress(RuntimeError):
            self.soon = self.soon or asyncio.get_running_loop().call_later(pause, self._catch_up)
            return True
        return False

    def _catch_up(self) -> None:
        self.soon = None
        try:
            if self.model is not None and self.model.stale:
                self.refresh()
        except NotFound:
            self.refresh()
        except EvengroundError as fault:  # the store may be back at the next change
            log.warning("the page could not be read anew: %s", type(fault).__name__)

    def _found(self) -> None:
        """Suggestions were made: cards are shown with them, then in their order."""
        self._catch_up()
        self._tell()

    def _tell(self) -> None:
        """Show how the suggestions stand."""
        if self.suggesting is not None and self.suggesting.shown() != self.desk.engine:
            self.desk.engine = self.suggesting.shown()

    def _suggesting(self) -> Suggesting:
        self._leading()
        assert self.suggesting is not None  # noqa: S101 - it comes and goes with the model
        return self.suggesting

    def _leading(self) -> FacilitatorModel:
        if self.model is None:
            raise Refused(_("Open a session first, with its code and facilitator key."))
        return self.model

    def _lead(self, session: Session) -> None:
        self._stop()
        self.model = FacilitatorModel(self.store, session.id, self.hand)
        self.suggesting = Suggesting(self.store, session.id, self._found)
        self.suggesting.start()
        self._tell()
        self.refresh()
        with contextlib.suppress(RuntimeError):  # a plain script has no loop: it shows the state of now
            self.following = following.follow(self.store, session.id, self._noticed)

    def _stop(self) -> None:
        self.writing = Writing(self.store)
        for waiting in (self.following, self.soon):
            if waiting is not None:
                waiting.cancel()
        if self.suggesting is not None:
            self.suggesting.stop()
        self.suggesting, self.desk.engine = None, {}
        self.model, self.following, self.soon = None, None, None

    def _show_start(self, code: str = "", fault: str = "") -> None:
        self.desk.room = {}
        self.desk.state = start_screen(self.store, owner=self.owner, host=self.host, code=code, fault=fault)


def _timeless(state: dict[str, Any]) -> dict[str, Any]:
    """`state` without the moment it was read at."""
    return {name: value for name, value in state.items() if name != "clock"}
