"""Continues an earlier session of the same group from the JSON file of its record."""

from __future__ import annotations

from pathlib import Path

from evenground.domain.session import Session
from evenground.errors import InputError
from evenground.i18n import _
from evenground.records.data import json_file
from evenground.records.facts import SessionRecord
from evenground.records.group import comparing
from evenground.store import commands, queries, theming, writing
from evenground.store.engine import Store


def read(path: Path) -> SessionRecord:
    """The session record in a file; InputError says what is wrong with it and what to do."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        sentence = _("{path} cannot be read: {reason}. Name the JSON file of a session record.")
        raise InputError(sentence.format(path=path, reason=fault.strerror)) from fault
    found = json_file.read(data)
    if not isinstance(found, SessionRecord):
        raise InputError(
            _("{path} is not the record of a session. Make one with: evenground record CODE --to json").format(
                path=path
            )
        )
    return found


def read_text(text: str) -> SessionRecord:
    """The session record in a text that a page was given; InputError says what is wrong with it and what to do."""
    found = json_file.read(text.encode("utf-8", "surrogatepass"))
    if not isinstance(found, SessionRecord):
        raise InputError(
            _("This is not the record of a session. Choose the file that you saved as data when the group last met.")
        )
    return found


def carry_over(store: Store, session: Session, before: SessionRecord) -> None:
    """Keep the earlier record with a session, and make the themes that people confirmed then themes of this one.

    A theme of the workshop's codebook is in the session already, with its terms. Answers are not kept again: only
    what a comparison needs outlives the day on which the earlier session is deleted.
    """
    known = {comparing.key(theme.name) for theme in queries.themes(store, session.id)}
    for theme in before.themes:
        if comparing.confirmed(theme) and comparing.key(theme.name) not in known:
            known.add(comparing.key(theme.name))
            theming.add_theme(store, session.id, theme.name[: writing.SHORT])
    commands.set_earlier(store, session.id, json_file.dump(comparing.needed(before)).decode("utf-8"))
