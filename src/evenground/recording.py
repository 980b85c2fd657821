"""The verbs `record` and `reopen` of the command: which record is meant, and where its files go."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from evenground.domain.session import normalise_code
from evenground.errors import InputError, OutsideError, UsageError
from evenground.hosting import settings_for
from evenground.i18n import _
from evenground.records import files, opening
from evenground.records.data import nameless
from evenground.records.facts import PersonalRecord, Record, SessionRecord
from evenground.store import queries
from evenground.store.engine import Store, open_store


def record(given: Namespace) -> list[Path]:
    """Write the record that was asked for in each format; returns where the files are.

    Sources are join codes or JSON files of records. Without a code no store is opened, and a file tells its own kind.
    """
    named = [_file(source) for source in given.sources]
    _check_usage(given, named)
    read = [_named_or_not(_read(path), given) if path else None for path in named]
    wanted = [ending.strip() for ending in given.to.split(",")]
    files.checked(_kind(given, read), wanted)
    with ExitStack() as stack:
        codes = [source for source, path in zip(given.sources, named, strict=True) if not path]
        store = stack.enter_context(open_store(settings_for(given).store)) if codes else None
        found = [one or _gathered(store, source, given) for source, one in zip(given.sources, read, strict=True)]
    made = files.write(_one(found, given), wanted, given.paper)
    return [write(given.out / file.name, file.data) for file in made]


def _file(source: str) -> Path | None:
    """The path, where a source is a file and not a join code."""
    path = Path(source).expanduser()
    return path if path.suffix.lower() == ".json" or len(path.parts) > 1 else None


def _check_usage(given: Namespace, named: list[Path | None]) -> None:
    """Raise UsageError for words that do not go together."""
    if len(named) > 1 and given.kind != "programme":
        raise UsageError(_("A record is of one session. For one of several sessions write: --kind programme"))
    if given.kind in ("personal", "card") and given.participant is None and None in named:
        raise UsageError(_("Say whose record it is: --participant ID."))
    if given.since and given.kind not in (None, "session"):
        raise UsageError(_("Only a session’s record is compared with an earlier one. Leave out --since."))
    if given.title and given.kind != "programme":
        raise UsageError(_("Only a programme is given a title here. Leave out --title."))


def _read(path: Path) -> Record:
    try:
        return opening.read(path)
    except InputError as fault:
        if str(path) in str(fault):
            raise
        raise InputError(f"{path}: {fault}") from fault


def _named_or_not(one: Record, given: Namespace) -> Record:
    """A file that was written with names is written without them again, unless they are asked for."""
    return nameless.without_names(one) if isinstance(one, SessionRecord) and not given.names else one


def _kind(given: Namespace, read: list[Record | None]) -> str:
    """The kind that is asked for, or that of the file; raises InputError where a file cannot become it."""
    wanted: str = given.kind or (read[0].head.kind if read[0] else "session")
    becomes = {"programme": ("session",) if len(read) > 1 else ("session", "programme"), "card": ("personal", "card")}
    for source, one in zip(given.sources, read, strict=True):
        if one and one.head.kind not in becomes.get(wanted, (wanted,)):
            sentence = _("{file} holds a record of the kind {found}, and none of the kind {wanted}. Name another file.")
            raise InputError(sentence.format(file=source, found=one.head.kind, wanted=wanted))
    return wanted


def _gathered(store: Store | None, source: str, given: Namespace) -> Record:
    assert store is not None  # noqa: S101 (opened where there is a code)
    code = queries.get_session(store, normalise_code(source)).code
    kind: files.Kind = "session" if given.kind in (None, "programme") else given.kind
    return files.gather(store, code, kind, participant=given.participant, names=given.names)


def _one(found: list[Record], given: Namespace) -> Record:
    """The record to write, of the one or several that were found."""
    sessions = [one for one in found if isinstance(one, SessionRecord)]
    if given.kind == "programme" and sessions:
        from evenground.records.programme import programme

        return programme.gather(sessions, given.title)
    if given.kind == "card" and isinstance(found[0], PersonalRecord):
        from evenground.records.mine import card

        return card.of(found[0])
    if given.since:
        return _since(given.since, found[0])
    return found[0]


def _since(path: Path, now: Record) -> Record:
    from evenground.records.group import comparing

    earlier = _read(path)
    if not isinstance(earlier, SessionRecord) or not isinstance(now, SessionRecord):
        sentence = _("{file} is no record of a session. Name the JSON file of an earlier session of this group.")
        raise InputError(sentence.format(file=path))
    return replace(now, since=comparing.since(earlier, now))


def write(path: Path, data: bytes) -> Path:
    """Write a file into a folder that is made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as fault:
        sentence = _("{path} cannot be written: {reason}. Name another folder with --out.")
        raise OutsideError(sentence.format(path=path, reason=fault.strerror)) from fault
    return path


def reopen(given: Namespace) -> None:
    """Open one's own record again in the return notebook; raises InputError at once for a file that holds none."""
    from evenground import hosting
    from evenground.apps import returning

    returning.read(given.file)
    hosting.reopen(given.file.expanduser().resolve(), given.port, browser=not given.no_browser)
