"""Reads answers files: CSV with columns participant, prompt, value, and every fault at once with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evenground.domain.session import VISIBILITIES, Visibility
from evenground.errors import InputError, NotFound, OutsideError
from evenground.i18n import _

NEEDED = ("participant", "prompt", "value")
OPTIONAL = ("round", "visibility", "at")
# One cell may be longer than an answer: the limit is then named by the answer's own check.
csv.field_size_limit(max(csv.field_size_limit(), 10_000_000))


@dataclass(frozen=True)
class Row:
    """One line of an answers file; `value` is as it was written, `line` the first line it stands on."""

    file: str
    line: int
    participant: str
    prompt: str
    value: str
    round: int | None = None
    visibility: Visibility | None = None
    at: datetime | None = None


def read_answers(path: str | Path) -> list[Row]:
    """The rows of a CSV file with columns participant, prompt, value and optionally round, visibility, at.

    Raises InputError with one line for each fault: `file:line: what is wrong and what to write`.
    """
    path = Path(path)
    faults: list[str] = []
    rows = list(_rows(path, _text(path), faults))
    if faults:
        raise InputError("\n".join(faults))
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = _("This line is not in UTF-8. Save the file as UTF-8.")
        raise InputError(fault(str(path), line, message)) from None
    except FileNotFoundError:
        message = _("There is no file {path}. Write the path of a CSV file.")
        raise NotFound(message.format(path=path)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutsideError(
            _("{path} cannot be opened: {reason}. Allow reading it.").format(path=path, reason=reason)
        ) from error


def _rows(path: Path, text: str, faults: list[str]) -> Iterator[Row]:
    # newline="" keeps every line end in a cell as it was written.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if columns is None:
                columns = [cell.strip().lower() for cell in cells]
                wrong = list(_columns(columns))
                faults.extend(fault(str(path), line, said) for said in wrong)
                if wrong:
                    return
            elif any(cell.strip() for cell in cells):
                yield from _row(path, line, columns, cells, faults)
    except csv.Error as error:
        message = _("This row is no CSV ({reason}). Put text with commas or quotes in double quotes.")
        faults.append(fault(str(path), start, message.format(reason=error)))
        return
    if columns is None:
        faults.append(fault(str(path), 1, _("This file is empty. Begin with: participant,prompt,value")))


def _columns(columns: list[str]) -> Iterator[str]:
    for name in NEEDED:
        if name not in columns:
            yield _("The column '{name}' is missing. Begin with: participant,prompt,value").format(name=name)
    for name in columns:
        if name not in NEEDED + OPTIONAL:
            known = ", ".join(NEEDED + OPTIONAL)
            yield _("There is no column '{name}'. Write one of: {known}").format(name=name, known=known)
        elif columns.count(name) > 1:
            yield _("The column '{name}' is there twice. Keep one of them.").format(name=name)


def _row(path: Path, line: int, columns: list[str], cells: list[str], faults: list[str]) -> Iterator[Row]:
    if len(cells) != len(columns):
        message = _("This row has {count} cells, the first line has {wanted}.")
        faults.append(fault(str(path), line, message.format(count=len(cells), wanted=len(columns))))
        return
    given = dict(zip(columns, cells, strict=True))
    found: list[str] = [
        _("The column '{name}' is empty here. Write who answers what.").format(name=name)
        for name in ("participant", "prompt")
        if not given[name].strip()
    ]
    extra = {name: _optional(name, given.get(name, "").strip(), found) for name in OPTIONAL}
    if not found:
        yield Row(
            str(path), line, given["participant"].strip(), given["prompt"].strip(), given["value"], **extra
        )
    faults.extend(fault(str(path), line, said) for said in found)


def _optional(name: str, text: str, found: list[str]) -> Any:
    if not text:
        return None
    if name == "round":
        if text not in ("1", "2"):
            found.append(_("The round is 1 or 2."))
            return None
        return int(text)
    if name == "visibility":
        if text not in VISIBILITIES:
            found.append(_("Write one of: {known}").format(known=", ".join(VISIBILITIES)))
        return text
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        found.append(_("Write the time as 2030-03-31T14:05:00, in UTC or with its offset."))
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def fault(file: str, line: int, message: str) -> str:
    """One fault as it is shown."""
    return f"{file}:{line}: {message}"
