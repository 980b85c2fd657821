"""What a participant's page shows, as plain data made from what this person may read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from evenground import i18n
from evenground.apps import participant_groups as groups
from evenground.apps import participant_room as rooms
from evenground.apps.page import day, shown_title
from evenground.apps.participant_statements import statements
from evenground.apps.participant_tags import my_tags, offered
from evenground.domain import loading
from evenground.domain.action import parse
from evenground.domain.response import Revision, allowed_visibility, as_text, default_visibility
from evenground.domain.session import Participant, Session
from evenground.domain.workshop import Prompt, Workshop
from evenground.i18n import _
from evenground.privacy import identifiers
from evenground.store import queries
from evenground.store.engine import Store


def traits(
    store: Store, session: Session, me: Participant | None, looking: rooms.Looking | None = None
) -> dict[str, dict[str, Any]]:
    """Return the page's traits; `content` seldom changes, what others said is there only once sharing is open.

    Without a person it is the page as everybody meets it, with all that is needed to begin before a kernel is there.
    `looking` keeps what was read of others between two calls for the same page.
    """
    answers = my_answers(store, session, me) if me else {}
    turn = bool(me and queries.had_turn(store, me.id))
    return {
        "content": {"sections": sections(session)},
        "state": state(store, session, me, answers, turn),
        **others(store, session, me, turn, looking or rooms.Looking()),
    }


def others(
    store: Store, session: Session, me: Participant | None, turn: bool, looking: rooms.Looking
) -> dict[str, dict[str, Any]]:
    """Return what others have a part in: the room, the statements put to it, and the people I sit with.

    Before sharing and before my turn it is only how many are in my group: nobody's words, and nothing made from them.
    """
    if me is None or session.alone:
        return {"room": {}, "statements": {}, "group": {}}
    seen = looking.look(store, session, me) if turn and session.sharing else None
    return {
        "room": looking.room(store, session, seen) if seen else {},
        "statements": statements(store, session, me) if seen else {},
        "group": groups.group(store, session, me, seen),
    }


def state(
    store: Store, session: Session, me: Participant | None, answers: dict[str, Any], turn: bool
) -> dict[str, Any]:
    """Where the group is, and what I have written."""
    if session.closed and me is None:
        return {"problem": _("This session has ended, so nobody can join it any more.")}
    at, stages = session.position, session.stages
    heads = queries.head_count(store, session.id)
    return {
        "code": session.code,
        "title": session.workshop.title,
        "summary": session.workshop.summary,
        "lang": session.workshop.language,
        "identity": session.identity,
        "synthetic": session.synthetic,
        "alone": session.alone,
        "closed": session.closed,
        "languages": list(i18n.LANGUAGES.items()),
        "promise": promise(session),
        "affiliation": session.workshop.affiliation,
        "advice": list(session.workshop.advice),
        "position": at,
        "run": session.run,
        "round": session.round,
        "next": shown_title(stages[at + 1]) if at + 1 < len(stages) else "",
        "stages": [
            {
                "kind": one.stage,
                "title": shown_title(one),
                "note": one.note,
                "lang": session.workshop.language if one.title else i18n.current(),
                "sections": list(one.sections),
            }
            for one in stages
        ],
        "head": {"joined": heads.joined, "ready": heads.ready},
        "me": {"name": me.name} if me else None,
        "ready": bool(me and me.ready_at),
        "turn": turn,
        "answers": answers,
        "tagging": bool(offered(session)),
        "tags": my_tags(store, me) if me else {},
        "actions": my_actions(session.workshop, answers),
        "example": has_example(session.workshop, answers),
        "deletion": _("Everything written here is deleted on {day}.").format(day=day(session.delete_on)),
        "resources": resources(session.workshop) if session.closed or stages[at].stage == "close" else [],
    }


def promise(session: Session) -> list[str]:
    """What will happen to my words, in a few plain lines."""
    if session.alone:
        return [
            _("Only you see what you write here."),
            _("Your words stay on the computer that runs this page. Nothing is sent anywhere else."),
            _("Leave out names, initials, dates and places that could point at somebody you care for."),
            _("You take your own record home. Everything here is deleted on {day}.").format(
                day=day(session.delete_on)
            ),
        ]
    who = {
        "named": _("For each answer you choose: only me, shared without my name, or shared with my name."),
        "alias": _(
            "For each answer you choose: only me, shared without a name, or shared with the name you give."
        ),
        "anonymous": _(
            "For each answer you choose: only me, or shared without a name. Nobody is asked for a name."
        ),
    }[session.identity]
    return [
        _("You write alone first. Nobody sees an answer before the facilitator opens sharing."),
        who,
        _("Your words stay on the laptop that runs this session. Nothing is sent anywhere else."),
        _("Leave out names, initials, dates and places that could point at somebody you care for."),
        _("You take your own record home. Everything here is deleted on {day}.").format(
            day=day(session.delete_on)
        ),
    ]


def sections(session: Session) -> list[dict[str, Any]]:
    """The workshop's sections as the page draws them."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "intro": one.intro,
            "lang": session.workshop.language,
            "prompts": [prompt(p, session) for p in one.prompts],
        }
        for one in session.workshop.sections
    ]


def prompt(one: Prompt, session: Session) -> dict[str, Any]:
    """One prompt with what only this session knows: who may be shown the answer."""
    keys = (
        "id",
        "kind",
        "ask",
        "hint",
        "lines",
        "options",
        "rows",
        "columns",
        "low",
        "high",
        "low_label",
        "high_label",
        "levels",
        "twice",
    )
    drawn: dict[str, Any] = {key: getattr(one, key) for key in keys}
    alone = session.alone
    drawn["lang"] = session.workshop.language
    drawn["visibilities"] = ["private"] if alone else list(allowed_visibility(one, session.identity))
    drawn["visibility"] = "private" if alone else default_visibility(one, session.identity)
    return drawn


def my_answers(store: Store, session: Session, me: Participant) -> dict[str, Any]:
    """My answers by prompt: as it stands now, and as it was in the first round."""
    mine: dict[str, list[Revision]] = {}
    for revision in queries.my_answers(store, me.id):
        mine.setdefault(revision.prompt, []).append(revision)
    known = {one.id: one for one in session.workshop.prompts}
    return {name: answer(known[name], revisions) for name, revisions in mine.items() if name in known}


def answer(one: Prompt, revisions: list[Revision]) -> dict[str, Any]:
    """One answer of mine; `first` is the last revision of round 1."""
    last = revisions[-1]
    first = next((r for r in reversed(revisions) if r.round == 1), None)
    text = as_text(one, last.value)
    return {
        "value": last.value,
        "text": text,
        "visibility": last.visibility,
        "revision": last.revision,
        "round": last.round,
        "reason": last.reason,
        "at": last.at.isoformat(),
        "first": first.value if first else None,
        "first_text": as_text(one, first.value) if first else "",
        "notes": list(notes(text)) if one.kind in ("text", "action") else [],
    }


@lru_cache(maxsize=256)
def notes(text: str) -> tuple[str, ...]:
    """Sentences about what in a text might point at a person; found here, shown only to its writer."""
    return tuple(dict.fromkeys(identifiers.explain(found.kind) for found in identifiers.find(text)))


def my_actions(workshop: Workshop, answers: dict[str, Any]) -> list[str]:
    """My actions, one line each."""
    asked = [one.id for one in workshop.prompts if one.kind == "action"]
    lines = []
    for name in asked:
        for action in parse(answers.get(name, {}).get("value") or []):
            lines.append(" · ".join(part for part in (action.what, action.who, action.by) if part))
    return lines


def has_example(workshop: Workshop, answers: dict[str, Any]) -> bool:
    """Tell whether I have written an example of my own, which makes a card."""
    asked = (one.id for one in workshop.prompts if one.portfolio == "example")
    return any(answers.get(name, {}).get("text") for name in asked)


def resources(workshop: Workshop) -> list[dict[str, Any]]:
    """What to read on, with those of the shared list written out."""
    shared = loading.resources()
    listed = [shared.get(one) if isinstance(one, str) else one for one in workshop.resources]
    keys = ("title", "author", "year", "note", "address")
    return [{key: getattr(one, key) for key in keys} for one in listed if one is not None]
