"""Finds the record that a notebook shows: the file or the session the settings name, or a synthetic example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evenground import i18n, settings
from evenground.errors import InputError, OutsideError, Refused
from evenground.i18n import _
from evenground.records import example, files
from evenground.records.data import json_file
from evenground.records.facts import Record, SessionRecord
from evenground.store import queries
from evenground.store.engine import Store, open_store


def record(
    kind: files.Kind,
    *,
    code: str = "",
    language: str = "",
    token: str = "",
    name: str = "",
    sources: Sequence[str] = (),
) -> Record:
    """The record of this kind to show: that of EVENGROUND_RECORD, else of this session, else of an example.

    `language` is that of the notebook from now on; without one it is the record's, or the one that is set. `token` is
    the resume code of whose record it is, and `name` stands in it as it is given. `sources` are the sessions of a
    programme: join codes, or JSON files of their records.
    """
    given = settings.load()
    if given.record:
        return _of_file(Path(given.record), kind, language)
    i18n.use(language or given.language)
    if kind == "programme":
        return programme(sources)
    if kind == "personal":
        store, found, me = person(token, code)
        return files.gather(store, found, kind, participant=me, name=name)
    return files.gather(*session(code), kind)


def programme(sources: Sequence[str]) -> Record:
    """These sessions side by side; four synthetic groups where none is named."""
    from evenground.records.programme import example as programme_example
    from evenground.records.programme import programme as side_by_side

    if not sources:
        return side_by_side.gather(programme_example.sessions())
    return side_by_side.gather([_one_of(source) for source in sources])


def _one_of(source: str) -> SessionRecord:
    """The record of a session: a file whose name ends in .json, else the session with this join code."""
    found = read(Path(source).expanduser()) if source.lower().endswith(".json") else None
    if found is None:
        found = files.gather(*session(source), "session")
    if not isinstance(found, SessionRecord):
        raise InputError(_("{file} is not the record of a session. Name those of sessions.").format(file=source))
    return found


def read(path: Path) -> Record:
    """The record in this JSON file; raises InputError where it is none, OutsideError where it cannot be opened."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise InputError(_("There is no file {path}. Check its name.").format(path=path)) from fault
    except OSError as fault:
        sentence = _("The file {path} cannot be opened: {reason}. Allow reading it.")
        raise OutsideError(sentence.format(path=path, reason=fault.strerror)) from fault
    return json_file.read(data)


def _of_file(path: Path, kind: str, language: str) -> Record:
    found = read(path)
    if found.head.kind != kind:
        sentence = _(
            "EVENGROUND_RECORD names a record of another kind ({found}). Name the JSON file of one of this kind "
            "({wanted}), or unset the variable."
        )
        raise InputError(sentence.format(found=found.head.kind, wanted=kind))
    i18n.use(language or found.head.language)
    return found


def session(code: str = "") -> tuple[Store, str]:
    """The store and the code of this session, else of that of EVENGROUND_SESSION; without either the example's."""
    given = settings.load()
    wanted = code or given.session
    if not wanted:
        return example.group()[:2]
    store = open_store(given.store)
    return store, queries.get_session(store, wanted).code


def person(token: str = "", code: str = "") -> tuple[Store, str, int]:
    """The store, the code and the participant who holds this resume code.

    Without a resume code a real group stays closed: it is somebody of a synthetic session or of the example.
    """
    store, found = session(code)
    if token:
        me = queries.participant_by_token(store, found, token)
        if me is None:
            raise Refused(
                _("This resume code does not belong to this session. Check the sixteen characters.")
            )
        return store, found, me.id
    people = queries.participants(store, queries.get_session(store, found).id)
    return next(((store, found, one.id) for one in people if one.synthetic), example.group())
