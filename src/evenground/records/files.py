"""Makes the files of a record: gathered once, written in every format that was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from evenground.errors import InputError
from evenground.i18n import _
from evenground.records import csvs, drawing
from evenground.records.facts import Record, as_data
from evenground.store.engine import Store

Kind = Literal["session", "personal"]
NAMES = {"session": "session-record", "personal": "my-record"}


@dataclass(frozen=True)
class RecordFile:
    """A file to hand over; its name never holds a person's."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Format:
    """A format of records: what browsers call it and how it is written."""

    mime: str
    write: Callable[[Record], bytes]


def make(
    store: Store, code: str, kind: Kind, to: Iterable[str], *, participant: int | None = None, name: str = ""
) -> list[RecordFile]:
    """Make a record in each of these formats; `participant` says whose a personal record is.

    `name` is written into a personal record as it is given; without it the record names nobody.
    """
    formats = {wanted: _format(wanted) for wanted in to}
    record = gather(store, code, kind, participant=participant, name=name)
    stem = f"evenground-{record.head.code}-{NAMES[kind]}-{record.head.held.isoformat()}"
    return [RecordFile(f"{stem}.{ending}", one.mime, one.write(record)) for ending, one in formats.items()]


def gather(store: Store, code: str, kind: Kind, *, participant: int | None = None, name: str = "") -> Record:
    """Everything that a record says, before it is written."""
    if kind not in NAMES:
        known = ", ".join(NAMES)
        raise InputError(
            _("There is no record '{kind}'. Write one of: {known}").format(kind=kind, known=known)
        )
    if kind == "personal":
        from evenground.records import personal

        return personal.gather(store, code, participant, name)
    from evenground.records import session

    return session.gather(store, code)


def _format(wanted: str) -> Format:
    if wanted not in FORMATS:
        raise InputError(
            _("A record cannot be written as '{wanted}'. Write one of: {known}").format(
                wanted=wanted, known=", ".join(FORMATS)
            )
        )
    return FORMATS[wanted]


def _json(record: Record) -> bytes:
    """Readable text; half a character, which UTF-8 cannot hold, is written as JSON's escape for it."""
    text = json.dumps(as_data(record), ensure_ascii=False, indent=1, default=str)
    return text.encode("utf-8", "backslashreplace")


def _csv(record: Record) -> bytes:
    # The mark at the beginning tells Excel that this is UTF-8.
    return csvs.table(record).encode("utf-8-sig")


def _html(record: Record) -> bytes:
    return drawing.draw(record, "html").encode()


def _markdown(record: Record) -> bytes:
    return drawing.draw(record, "md").encode()


FORMATS = {
    "html": Format("text/html", _html),
    "md": Format("text/markdown", _markdown),
    "csv": Format("text/csv", _csv),
    "json": Format("application/json", _json),
}
