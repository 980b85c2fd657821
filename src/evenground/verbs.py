"""What each verb of the command does."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from evenground.domain import loading
from evenground.domain.session import Session, normalise_code
from evenground.errors import InputError, UsageError
from evenground.hosting import demo, new_session, serve, settings_for
from evenground.i18n import _, ngettext
from evenground.serving.address import PORT, board_url, facilitate_url, join_url, public_url
from evenground.store import commands, queries
from evenground.store.engine import Store, open_store

if TYPE_CHECKING:
    from evenground.simulation.people import Turnout

__all__ = [
    "bench",
    "check",
    "close",
    "delete",
    "demo",
    "new",
    "purge",
    "record",
    "reopen",
    "schema",
    "serve",
    "sessions",
    "simulate",
]


def the_store(given: Namespace) -> Store:
    """The store that was named, opened."""
    return open_store(settings_for(given).store)


def the_session(given: Namespace, store: Store) -> Session:
    """The session with the code that was given."""
    return queries.get_session(store, normalise_code(given.code))


def tell(given: Namespace, facts: dict[str, Any], sentence: str) -> None:
    """Print facts for a script, or a sentence for a person."""
    print(json.dumps(facts, ensure_ascii=False) if given.json else sentence)


def new(given: Namespace) -> None:
    """Make a session and say where it is joined, shown and led."""
    found = settings_for(given)
    with open_store(found.store) as store:
        session, key = new_session(store, found, given)
    public = public_url("", PORT, given.base_url)
    facts = {
        "code": session.code,
        "facilitator_key": key,
        "title": session.title,
        "join_url": join_url(public, session.code),
        "board_url": board_url(public, session.code),
        "facilitate_url": facilitate_url(public, session.code, key),
        "delete_on": session.delete_on.isoformat(),
    }
    tell(
        given,
        facts,
        _(
            "Session {code}: {title}\n"
            "  Join         {join_url}\n"
            "  Board        {board_url}\n"
            "  Facilitate   {facilitate_url}\n"
            "Keep the last address to yourself: whoever has it leads. Deleted on {delete_on}.\n"
            "Start the server with: evenground serve"
        ).format(**facts),
    )


def check(given: Namespace) -> None:
    """Print every fault of every file; ends with 1 when there is one."""
    files = given.files or list(loading.shipped().values())
    found = [fault for file in files for fault in loading.faults(file)]
    for fault in found:
        print(fault)
    if found:
        count = ngettext("{n} fault.", "{n} faults.", len(found)).format(n=len(found))
        raise InputError(count)
    print(ngettext("{n} file is right.", "{n} files are right.", len(files)).format(n=len(files)))


def schema(given: Namespace) -> None:
    """Print the JSON Schema of a workshop, or of a kind of record."""
    from evenground.domain.schema import json_schema
    from evenground.records.data import json_file

    found = json_schema() if given.of == "workshop" else json_file.schema(given.of)
    print(json.dumps(found, indent=2, ensure_ascii=False))


def sessions(given: Namespace) -> None:
    """List the sessions, newest first."""
    with the_store(given) as store:
        found = queries.sessions(store)[::-1]
    facts = {"sessions": [_facts(session) for session in found]}
    tell(given, facts, "\n".join(map(_line, found)) or _("There are no sessions in this store yet."))


def _facts(session: Session) -> dict[str, Any]:
    return {
        "code": session.code,
        "title": session.title,
        "workshop": session.workshop.id,
        "variant": session.variant,
        "identity": session.identity,
        "stage": session.stage.stage,
        "closed": session.closed,
        "synthetic": session.synthetic,
        "created_at": session.created_at.isoformat(),
        "delete_on": session.delete_on.isoformat(),
    }


def _line(session: Session) -> str:
    state = _("closed") if session.closed else _("open, stage {stage}").format(stage=session.stage.stage)
    made_up = " " + _("(made up)") if session.synthetic else ""
    due = _("deleted on {date}").format(date=session.delete_on.isoformat())
    return f"{session.code}  {session.title}{made_up}  {state}, {due}"


def close(given: Namespace) -> None:
    """Close a session."""
    with the_store(given) as store:
        session = the_session(given, store)
        commands.close_session(store, session.id)
    print(_("Session {code} is closed. Its record can still be written.").format(code=session.code))


def delete(given: Namespace) -> None:
    """Delete a session, after asking."""
    with the_store(given) as store:
        session = the_session(given, store)
        people = queries.head_count(store, session.id).joined
        if not given.yes and not _agreed(session, people):
            print(_("Nothing was deleted."))
            return
        commands.delete_session(store, session.id)
    print(_("Session {code} is deleted.").format(code=session.code))


def _agreed(session: Session, people: int) -> bool:
    question = ngettext(
        "Delete session {code}, “{title}”, with all that {n} person wrote? This cannot be undone.",
        "Delete session {code}, “{title}”, with all that {n} people wrote? This cannot be undone.",
        people,
    ).format(code=session.code, title=session.title, n=people)
    if not sys.stdin.isatty():
        raise UsageError(_("Nobody is here to be asked. Add --yes to delete without a question."))
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes", _("yes"))


def purge(given: Namespace) -> None:
    """Delete every session whose date has come."""
    with the_store(given) as store:
        count = commands.purge(store, before=given.before)
    print(ngettext("{n} session deleted.", "{n} sessions deleted.", count).format(n=count))


def simulate(given: Namespace) -> None:
    """Have made-up people take part, and say how many answers they gave."""
    with the_store(given) as store:
        session = the_session(given, store)
        if given.answers:
            from evenground.simulation.answers import read_answers, replay

            turnout = replay(store, session.code, read_answers(given.answers), given.pace)
        else:
            turnout = asyncio.run(_made_up(given, store, session))
    print(
        _("{people} people took part and gave {answers} answers; {changes} were changed.").format(
            people=turnout.people, answers=turnout.answers, changes=turnout.changes
        )
    )


async def _made_up(given: Namespace, store: Store, session: Session) -> Turnout:
    from evenground.simulation.people import take_part

    leading = asyncio.create_task(_lead(given, store, session))
    try:
        follow = True if given.lead else None
        return await take_part(
            store, session.code, people=given.people, seed=given.seed, pace=given.pace, follow=follow
        )
    finally:
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)


async def _lead(given: Namespace, store: Store, session: Session) -> None:
    """Lead as well, for the demo: up to where people commit, and until somebody else takes over."""
    if given.lead:
        from evenground.simulation.facilitator import facilitate

        await facilitate(store, session.id, pace=given.pace)


def record(given: Namespace) -> None:
    """Write a record in every format that was asked for, and say where."""
    from evenground import recording

    paths = recording.record(given)
    tell(given, {"files": [str(path) for path in paths]}, "\n".join(map(str, paths)))


def reopen(given: Namespace) -> None:
    """Open one's own record again in the return notebook."""
    from evenground import recording

    recording.reopen(given)


def bench(given: Namespace) -> None:
    """Measure how many can come at once, or how soon the board follows."""
    from evenground.bench import command

    command.run(given)
