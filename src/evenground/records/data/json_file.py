"""A record as JSON: a versioned schema that holds everything a record says, its charts too, and reads back in."""

from __future__ import annotations

import json
import re
from dataclasses import is_dataclass
from typing import Any, NoReturn

from evenground.domain.schema import without_titles
from evenground.errors import InputError
from evenground.i18n import _
from evenground.records.data import older, plain, sound
from evenground.records.facts import (
    SCHEMA,
    ExampleCard,
    PersonalRecord,
    ProgrammeRecord,
    Record,
    SessionRecord,
)

KINDS: dict[str, Any] = {
    "session": SessionRecord,
    "personal": PersonalRecord,
    "card": ExampleCard,
    "programme": ProgrammeRecord,
}
OLD = ("1",)
DEEPEST = 6  # as deep as one answer to one question of one section
_encode = json.JSONEncoder(ensure_ascii=False, default=plain.shallow).encode
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
MEGABYTE = 1_000_000
MOST = 50 * MEGABYTE


def dump(record: Record) -> bytes:
    """Readable text; half a character, which UTF-8 cannot hold, is written as JSON's escape for it."""
    data = plain.shallow(record)
    whole = {"schema": SCHEMA} | plain.shallow(data.pop("head")) | data
    return _text(whole, 0).encode("utf-8", "backslashreplace")


def _text(one: Any, depth: int) -> str:
    """JSON with a line for each thing that holds no others, and for each answer.

    `json` can break lines itself, but then it takes five times as long.
    """
    data = plain.shallow(one) if is_dataclass(one) else one
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, tuple | list) else ()
    if depth == DEEPEST or not any(isinstance(each, dict | list | tuple) or is_dataclass(each) for each in inner):
        return _encode(data)
    rows = [_text(each, depth + 1) for each in inner]
    if isinstance(data, dict):
        rows = [f"{_encode(name)}: {row}" for name, row in zip(data, rows, strict=True)]
    space = "\n" + " " * depth
    opened, closed = "{}" if isinstance(data, dict) else "[]"
    return f"{opened}{space} " + f",{space} ".join(rows) + f"{space}{closed}"


def read(data: bytes) -> Record:
    """The record that a file holds; raises InputError that says what is wrong and what to do.

    Files of the version before are read too: what they did not have is empty, or made of what they have.
    """
    whole = _ours(_parsed(data))
    try:
        record: Record = plain.reader(KINDS[whole["kind"]])(whole | {"head": whole})
        record = older.upgraded(record) if whole["schema"] in OLD else record
        sound.check(record)
    except plain.Fault as fault:
        place = fault.place[1:] if fault.place[:1] == ("head",) else fault.place
        raise InputError(
            _(
                "This record is damaged, at “{place}”. Use an unchanged copy of the file, or save the record again "
                "where it came from."
            ).format(place=".".join(place))
        ) from None
    return record


def _parsed(data: bytes) -> Any:
    if len(data) > MOST:
        raise InputError(
            _("This file has {size} MB; a record has at most {most} MB. Choose the JSON file of a record.").format(
                size=-(-len(data) // MEGABYTE), most=MOST // MEGABYTE
            )
        )
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):  # ValueError: no JSON, no UTF-8, or a number of thousands of digits
        sentence = _("This is not a JSON file, or a part of it is missing. Choose the file whose name ends in .json.")
        raise InputError(sentence) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _ours(whole: Any) -> dict[str, Any]:
    """The data, if it is a record of a version that we know."""
    given = whole.get("schema") if isinstance(whole, dict) else None
    kind = whole.get("kind") if isinstance(whole, dict) else None
    if isinstance(given, str) and _NUMBER.fullmatch(given) and int(given) > int(SCHEMA):
        raise InputError(
            _("This record was made with a newer Even Ground. Update Even Ground here, then open the record again.")
        )
    if given not in (*OLD, SCHEMA) or not isinstance(kind, str) or kind not in KINDS:
        raise InputError(
            _("This JSON file is not a record of Even Ground. Choose the one that was saved with the record.")
        )
    return {"charts": {}} | whole if given in OLD else whole


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file of a kind of record."""
    from pydantic import TypeAdapter

    found = without_titles(TypeAdapter(KINDS[kind]).json_schema())
    defs = found["$defs"]
    head = defs.pop("Head")
    same = {"schema": {"const": SCHEMA}, **head["properties"], "kind": {"const": kind}}
    found["properties"].pop("head")
    found["properties"] = same | found["properties"]
    found["required"] = ["schema", *head["required"], *(one for one in found["required"] if one != "head")]
    for mark in plain.TAGGED:
        if mark.__name__ in defs:
            _tag(defs[mark.__name__], plain.tag_of(mark))
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return about | found | {"title": f"Even Ground record: {kind}"}


def _tag(marks: dict[str, Any], kind: str) -> None:
    marks["properties"] = {"kind": {"const": kind}} | marks.get("properties", {})
    marks["required"] = ["kind", *marks.get("required", [])]
