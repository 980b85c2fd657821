"""Makes the files of a record: gathered once, written in every format that was asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evenground import i18n
from evenground.errors import InputError
from evenground.i18n import _
from evenground.records import drawing, notebook
from evenground.records.blocks import PAPERS, WORD
from evenground.records.data import csvs, json_file
from evenground.records.facts import PersonalRecord, Record, SessionRecord
from evenground.store.engine import Store

Kind = Literal["session", "personal", "card", "programme"]
NAMES = {
    "session": "session-record",
    "personal": "my-record",
    "card": "my-example",
    "programme": "programme-record",
}
ZIP = "application/zip"


@dataclass(frozen=True)
class RecordFile:
    """A file to hand over; its name never holds a person's."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Format:
    """A format of records: what browsers call it, how it is written on which paper, and which kinds it is for."""

    mime: str
    write: Callable[[Record, str], bytes]
    kinds: tuple[str, ...] = tuple(NAMES)


def make(
    store: Store,
    code: str,
    kind: Kind,
    to: Iterable[str],
    *,
    participant: int | None = None,
    name: str = "",
    names: bool = False,
    since: SessionRecord | None = None,
    paper: str = "a4",
) -> list[RecordFile]:
    """Gather a record and write it in each of these formats; a table (csv) comes with its codebook.

    `participant` says whose a personal record or card is, and `name` is written into it as it is given; without it
    the record names nobody. `names` keeps in a session's record the names that people chose to show. `since` is an
    earlier record of the same group to compare with.
    """
    wanted = checked(kind, to)
    record = gather(store, code, kind, participant=participant, name=name, names=names, since=since)
    return write(record, wanted, paper)


def gather(
    store: Store,
    code: str,
    kind: Kind,
    *,
    participant: int | None = None,
    name: str = "",
    names: bool = False,
    since: SessionRecord | None = None,
) -> Record:
    """Everything that a record says, before it is written."""
    if kind in ("personal", "card"):
        from evenground.records.mine import card, personal

        mine = personal.gather(store, code, participant, name)
        return mine if kind == "personal" else card.of(mine)
    if kind == "session":
        from evenground.records.group import session

        return session.gather(store, code, names=names, since=since)
    if kind in NAMES:
        raise InputError(_("A programme is made of several sessions’ records. Name them one by one."))
    raise _unknown(kind)


def write(record: Record, to: Iterable[str], paper: str = "a4") -> list[RecordFile]:
    """Write a record that was gathered, or read from a file, in each of these formats, in its own language."""
    wanted = checked(record.head.kind, to)
    if paper not in PAPERS:
        sentence = _("There is no paper '{paper}' here. Write one of: {known}")
        raise InputError(sentence.format(paper=paper, known=", ".join(PAPERS)))
    with i18n.using(record.head.language):
        return [file for ending in wanted for file in _written(record, ending, paper)]


def _written(record: Record, ending: str, paper: str) -> Iterator[RecordFile]:
    one = FORMATS[ending]
    yield RecordFile(f"{stem(record)}.{ending}", one.mime, one.write(record, paper))
    if ending == "csv":
        book = csvs.codebook(record).encode("utf-8-sig")
        yield RecordFile(f"{stem(record)}-codebook.csv", one.mime, book)


def stem(record: Record) -> str:
    """The name of a record's files without their endings: kind, code and day, and nobody's name."""
    head = record.head
    known = "".join(mark for mark in head.code if mark.isalnum())  # a code from a file may hold anything
    code = f"{known}-" if known else ""
    return f"evenground-{code}{NAMES[head.kind]}-{head.held.isoformat()}"


def packed(made: Sequence[RecordFile]) -> RecordFile:
    """One file to hand over: the only one, or all of them in a ZIP file named like the first."""
    if len(made) == 1:
        return made[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in made:
            pack.writestr(zipfile.ZipInfo(file.name), file.data, zipfile.ZIP_DEFLATED)
    return RecordFile(f"{made[0].name.rsplit('.', 1)[0]}.zip", ZIP, out.getvalue())


def formats(kind: str) -> tuple[str, ...]:
    """The formats that a kind of record can be written in."""
    return tuple(ending for ending, one in FORMATS.items() if kind in one.kinds)


def checked(kind: str, to: Iterable[str]) -> tuple[str, ...]:
    """These formats, each once; raises InputError for one that this kind of record does not have."""
    if kind not in NAMES:
        raise _unknown(kind)
    wanted = tuple(dict.fromkeys(to))
    for one in wanted:
        if one not in formats(kind):
            raise InputError(
                _("A record cannot be written as '{wanted}'. Write one of: {known}").format(
                    wanted=one, known=", ".join(formats(kind))
                )
            )
    return wanted


def _unknown(kind: str) -> InputError:
    known = ", ".join(NAMES)
    return InputError(_("There is no record '{kind}'. Write one of: {known}").format(kind=kind, known=known))


def _text(ending: str) -> Callable[[Record, str], bytes]:
    return lambda record, _paper: drawing.draw(record, ending).encode()


def _pdf(record: Record, paper: str) -> bytes:
    from evenground.records.paper import pdf

    return pdf.write(notebook.document(record), paper)


def _docx(record: Record, paper: str) -> bytes:
    from evenground.records.word import as_docx

    return as_docx.write(notebook.document(record), paper)


def _csv(record: Record, _paper: str) -> bytes:
    # The mark at the beginning tells Excel that this is UTF-8.
    return csvs.table(record).encode("utf-8-sig")


def _json(record: Record, _paper: str) -> bytes:
    return json_file.dump(record)


def _notebook(record: Record, _paper: str) -> bytes:
    from evenground.records import executing

    return executing.executed(record)


def _calendar(record: Record, _paper: str) -> bytes:
    from evenground.records.data import ics

    assert isinstance(record, PersonalRecord)  # noqa: S101 (`checked` lets no other kind come here)
    return ics.write(record)


NOTEBOOKS = ("session", "personal", "programme")
FORMATS = {
    "html": Format("text/html", _text("html")),
    "pdf": Format("application/pdf", _pdf),
    "docx": Format(WORD, _docx),
    "md": Format("text/markdown", _text("md")),
    "csv": Format("text/csv", _csv, NOTEBOOKS),
    "json": Format("application/json", _json),
    "ipynb": Format("application/x-ipynb+json", _notebook, NOTEBOOKS),
    "ics": Format("text/calendar", _calendar, ("personal",)),
}
