"""The participant's page: one person's place in a session, from joining to taking their record home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from evenground import i18n, settings
from evenground.apps import following
from evenground.apps import page as place
from evenground.apps import participant_groups as groups
from evenground.apps import participant_room as rooms
from evenground.apps import participant_statements as statements
from evenground.apps import participant_tags as tags
from evenground.apps import participant_view as view
from evenground.domain.session import Participant, Session, Visibility, new_token, normalise_token
from evenground.errors import InputError, NotFound, Refused
from evenground.i18n import _
from evenground.store import commands, queries
from evenground.store.engine import Store
from evenground.store.feed import Change
from evenground.widgets.participation import Participation

# A hundred phones must not read for everything that one of them does. What the facilitator does to the session and to
# the statements is shown at once, for then everybody looks. How many are here, ready and in my group, and what changes
# the room that is shown (answers, names, themes and what the machine suggests for them), comes within following.SELDOM
# seconds, together with all that came until then; so do votes, to those who have voted and see what the room says.
# What I do myself (an answer, a vote, a tag, a group) is shown as soon as it is kept, whatever stands here; what others
# say that their own answers are about, and what the board shows, is not on this page.
COUNTED = ("joined", "ready", "group")
WRITTEN = ("answer", "participant", "suggestion")
VOTED = "vote"
ARRANGED = "theming"  # by the facilitator, often many a minute; it wakes resting pages, which answers and votes do not
LOOKING = 0.8  # seconds between two looks at the store: a hundred kernels look
MINE = ("html", "pdf", "docx", "md", "csv", "json", "ics")  # not the notebook: it would need a kernel of its own
QUIET = (*COUNTED, *WRITTEN, VOTED, "tag", "board")


def build() -> Participation:
    """Make the page, the same for every visitor: no store, no session, no secret."""
    return Participation()


def bind(page: Participation) -> ParticipantModel:
    """Give the page its visitor: who they are and which session this is, as the page's first message says.

    Until that message nothing personal is read and no store is opened, so that one bound page can be forked for many.
    """
    model = ParticipantModel(page)
    if not place.served():
        model.hello(path="", token=new_token())
    page.on_do(model.act)
    return model


class ParticipantModel:
    """Reads what one person may read, passes their acts to the store and keeps the page's state true."""

    def __init__(self, page: Participation) -> None:
        self.page = page
        self.session_id = 0
        self.code = ""
        self.token = ""
        self.me: Participant | None = None
        self.looking = rooms.Looking()
        self.guesses = groups.Guesses()
        self.following: Any = None

    @property
    def store(self) -> Store:
        """The store of this page's process."""
        return place.the_store()

    def act(self, name: str, args: dict[str, Any]) -> dict[str, Any] | None:
        """Do one act of the page; an act this page does not have is answered with a sentence."""
        acts: dict[str, Callable[..., dict[str, Any] | None]] = {
            "hello": self.hello,
            "ping": self.ping,
            "join": self.join,
            "resume": self.resume,
            "answer": self.answer,
            "vote": self.vote,
            "frameworks": self.frameworks,
            "tag": self.tag,
            "group": self.group,
            "ready": self.ready,
            "onward": self.onward,
            "language": self.speak,
            "record": self.record,
        }
        if name not in acts:
            raise InputError(_("This page cannot do that. Reload it and try again."))
        doing = acts[name]
        return doing(**{key: value for key, value in args.items() if key in doing.__annotations__})

    def ping(self) -> None:
        """Say that the kernel is there."""

    def hello(
        self, path: str = "", token: str = "", language: str = "", drawn: str = ""
    ) -> dict[str, Any] | None:
        """Learn from the page where it stands, who holds it, and which languages were chosen and drawn."""
        try:
            session = place.session_at(path)
        except NotFound as fault:
            self.page.state = {"problem": str(fault)}
            return None
        self.session_id, self.code, self.token = session.id, session.code, normalise_token(token)
        self.me = queries.participant_by_token(self.store, self.code, self.token) if self.token else None
        # Chosen on this page before, or when joining, or on the way here.
        spoken = language or (self.me.language if self.me else drawn or settings.load().language)
        self.page.speak(spoken if spoken in i18n.LANGUAGES else session.language)
        self.refresh()
        if self.following is None:
            self.following = following.follow(
                self.store, self.session_id, self.refresh, self.concerns, self.concerns_seldom, LOOKING
            )
        return None

    def concerns(self, change: Change) -> bool:
        """Tell whether a change must be shown at once."""
        if change.kind == "group":  # somebody who read out their number looks whether the other is in
            return self.page.group.get("people") == 1
        return change.kind not in QUIET and change.kind != ARRANGED

    def concerns_seldom(self, change: Change) -> bool:
        """Tell whether a change can alter the counts, the room or the votes that this page shows."""
        if change.kind == VOTED:
            return bool(self.page.statements.get("said"))
        shown = change.kind in WRITTEN or change.kind == ARRANGED
        return change.kind in COUNTED or (shown and bool(self.page.room.get("open")))

    def join(self, token: str = "", name: str = "") -> None:
        """Take a place in the session; saying it twice is saying it once."""
        self.token = normalise_token(token)
        self.me = commands.join(
            self.store, self.code, self.token, name=str(name), language=self.page.language
        )
        self.refresh()

    def resume(self, token: str = "") -> dict[str, str]:
        """Check a resume code typed on another device; the page then reloads with it."""
        plain = normalise_token(str(token))
        if queries.participant_by_token(self.store, self.code, plain) is None:
            raise Refused(
                _("This resume code does not belong to this session. Check the sixteen characters.")
            )
        return {"token": plain}

    def answer(
        self,
        prompt: str,
        value: Any = None,
        visibility: Visibility | None = None,
        reason: str = "",
        draft: str = "",
    ) -> dict[str, Any]:
        """Write one answer; the returned revision number lets the page drop its draft."""
        kept = commands.answer(
            self.store,
            self.person().id,
            prompt,
            value,
            visibility=visibility,
            reason=reason or "",
            draft=draft,
        )
        self.refresh()
        return {"revision": kept.revision, "at": kept.at.isoformat()}

    def vote(self, statement: Any = None, value: Any = None) -> dict[str, Any]:
        """Give my vote on a statement, or take it back with None; the same vote said again changes nothing."""
        statements.vote(self.store, self.person(), statement, value)
        return self.kept()

    def frameworks(self) -> dict[str, Any]:
        """Return what answers can be about: long, and sent only to those who open the list."""
        return {"frameworks": tags.frameworks(self.session())}

    def tag(self, prompt: Any = None, framework: Any = None, cells: Any = None) -> dict[str, Any]:
        """Say what an answer of mine is about: these cells of a framework, in place of those before."""
        tags.tag(self.store, self.person(), prompt, framework, cells)
        return self.kept()

    def group(self, do: str = "", number: Any = None) -> None:
        """Start, join or leave the people I sit with."""
        self.guesses.act(self.store, self.person(), do, number)
        self.refresh()

    def kept(self) -> dict[str, Any]:
        """Show what is kept now, and say since when, so that the page can drop its own copy."""
        self.refresh()
        return {"revision": 1, "at": datetime.now(UTC).isoformat()}

    def ready(self, ready: bool = True, position: Any = None, run: Any = None) -> None:
        """Say that I have had my turn at the stage that my page shows, or that I am still at it."""
        at = (position, run) if isinstance(position, int) and isinstance(run, int) else None
        commands.set_ready(self.store, self.person().id, bool(ready), at=at)
        self.refresh()

    def onward(self, position: Any = None) -> None:
        """Go on from the stage that my page shows: only a learner without a group moves their own session."""
        session = self.session()
        if not session.alone:
            raise Refused(_("The facilitator opens the next part."))
        if position in (None, session.position):  # said twice, it is done once
            commands.set_ready(self.store, self.person().id, True)
            if session.position + 1 < len(session.stages):
                commands.move(self.store, session.id, session.position + 1)
        self.refresh()

    def speak(self, language: str = "") -> None:
        """Show the page in another language, and remember it for this person."""
        if language not in i18n.LANGUAGES:
            raise InputError(_("This language is not here yet."))
        self.page.speak(language)
        if self.me is not None:
            commands.set_language(self.store, self.me.id, language)
        self.refresh()

    def record(self, to: str = "html", name: str = "") -> dict[str, str]:
        """Write my record, or my example as a card, and hand it to the browser on the page's own channel."""
        from evenground.records import files

        kind: files.Kind = "card" if to == "card" else "personal"
        wanted = {"card": ["pdf"], "all": list(MINE)}.get(to, [to])
        made = files.make(self.store, self.code, kind, wanted, participant=self.person().id, name=str(name))
        file = files.packed(made)
        self.page.send_file(file.name, file.mime, file.data)
        return {"name": file.name}

    def person(self) -> Participant:
        """The visitor, who has joined; raises Refused before that."""
        if self.me is None:
            raise Refused(_("Join the session first, then write. Your words are kept on this device."))
        return self.me

    def session(self) -> Session:
        """The session as it stands now."""
        return queries.session_by_id(self.store, self.session_id)

    def refresh(self) -> None:
        """Read what this person may read now and show it; what has not changed does not travel."""
        try:
            session = self.session()
        except NotFound:
            self.page.state = {
                "problem": _("This session has been deleted, as it said it would be. Thank you.")
            }
            return
        if self.me is not None:
            self.me = queries.participant(self.store, self.me.id)
        for trait, fresh in view.traits(self.store, session, self.me, self.looking).items():
            setattr(self.page, trait, fresh)
