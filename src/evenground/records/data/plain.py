"""Frozen facts as plain data and back, exactly: nothing is guessed, nothing converted.

The types of the dataclasses say what may stand where. pydantic would turn 4 into 4.0 and True into 1, and takes
no half of a character; here a record comes back as it was, or a fault says where it cannot.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from evenground.charts.chart import Marks
from evenground.domain.answers import is_day

LARGEST = 2**53  # what every reader of JSON holds exactly
TAGGED: tuple[type, ...] = get_args(Marks)
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,60}", re.ASCII)
Read = Callable[[Any], Any]


class Fault(Exception):  # noqa: N818 (reads as what it says, and nobody sees it)
    """Something is not what it should be; `place` leads there by our own names and by numbers, never by words."""

    def __init__(self, *place: str) -> None:
        super().__init__(".".join(place))
        self.place = place


def shallow(one: object) -> Any:
    """One dataclass as its fields, one day as text: what `json` asks for where it knows no better."""
    if isinstance(one, date):
        return one.isoformat()
    if not is_dataclass(one):
        raise TypeError(f"{type(one).__name__} has no place in a record.")
    kind: Any = type(one)
    tag = {"kind": tag_of(kind)} if kind in TAGGED else {}
    return tag | {name: getattr(one, name) for name in names(kind)}


def tag_of(kind: type) -> str:
    """What a chart's marks of this kind are called in a file."""
    return kind.__name__.lower()


@cache
def names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(one.name for one in fields(kind))


@cache
def reader(kind: Any) -> Read:
    """What makes a value of this type out of plain data, or raises Fault."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if is_dataclass(kind):
        return _facts(kind)
    inner = get_args(kind)
    return _MADE_OF[get_origin(kind)](*inner)


def inside(step: str, read: Read, data: Any) -> Any:
    """Read what stands at `step`; a fault in it begins there."""
    try:
        return read(data)
    except Fault as fault:
        raise Fault(step, *fault.place) from None


def _facts(kind: Any) -> Read:
    types = get_type_hints(kind)
    readers = [(one.name, reader(types[one.name]), _needed(one)) for one in fields(kind)]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Fault()
        for name, _read, needed in readers:
            if needed and name not in data:
                raise Fault(name)
        return kind(**{name: inside(name, of, data[name]) for name, of, _needed in readers if name in data})

    return read


def _needed(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _exactly(kind: type) -> Read:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise Fault()
        return data

    return read


def _whole(data: Any) -> int:
    if type(data) is not int or abs(data) > LARGEST:
        raise Fault()
    return data


def _number(data: Any) -> Any:
    """A number that was whole stays whole, so that it is written as it was."""
    if type(data) not in (int, float) or not math.isfinite(data) or abs(data) > LARGEST:
        raise Fault()
    return data


def _day(data: Any) -> date:
    if not isinstance(data, str) or not is_day(data):
        raise Fault()
    return date.fromisoformat(data)


def _scalar(data: Any) -> Any:
    return _number(data) if type(data) in (int, float) else _first(_exactly(str), _exactly(bool), _none)(data)


def _none(data: Any) -> None:
    if data is not None:
        raise Fault()


def _one_of(*known: Any) -> Read:
    def read(data: Any) -> Any:
        if not isinstance(data, str) or data not in known:
            raise Fault()
        return data

    return read


def _tuple(*kinds: Any) -> Read:
    if kinds[-1] is Ellipsis:
        rows = _list(kinds[0])
        return lambda data: tuple(rows(data))
    each = tuple(map(reader, kinds))

    def read(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list) or len(data) != len(each):
            raise Fault()
        return tuple(inside(str(n), of, one) for n, (of, one) in enumerate(zip(each, data, strict=True)))

    return read


def _list(kind: Any) -> Read:
    of = reader(kind)

    def read(data: Any) -> list[Any]:
        if not isinstance(data, list):
            raise Fault()
        return [inside(str(n), of, one) for n, one in enumerate(data)]

    return read


def _dict(_text: Any, kind: Any) -> Read:
    of = reader(kind)

    def read(data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise Fault()
        return {name: _named(name, of, one) if is_dataclass(kind) else _bare(of, one) for name, one in data.items()}

    return read


def _named(name: str, of: Read, data: Any) -> Any:
    return inside(name if _SLUG.fullmatch(name) else "…", of, data)


def _bare(of: Read, data: Any) -> Any:
    """The names in an answer are words of people or of a workshop: a fault does not repeat them."""
    try:
        return of(data)
    except Fault:
        raise Fault() from None


def _either(*kinds: Any) -> Read:
    """One of several types; of dataclasses the one that `kind` names."""
    some = [kind for kind in kinds if kind is not NoneType]
    if len(some) > 1 and all(map(is_dataclass, some)):
        return _tagged({tag_of(kind): reader(kind) for kind in some})
    if len(some) == 1:
        only = reader(some[0])
        return lambda data: None if data is None else only(data)
    return _first(*map(reader, kinds))


def _tagged(known: dict[str, Read]) -> Read:
    def read(data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("kind"), str) or data["kind"] not in known:
            raise Fault("kind")
        return known[data["kind"]](data)

    return read


def _first(*readers: Read) -> Read:
    def read(data: Any) -> Any:
        for of in readers:
            try:
                return of(data)
            except Fault:
                continue
        raise Fault()

    return read


_SIMPLE: dict[Any, Read] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _whole,
    float: _number,
    date: _day,
    NoneType: _none,
    None: _none,
    Any: _scalar,
}
_MADE_OF: dict[Any, Callable[..., Read]] = {
    tuple: _tuple,
    list: _list,
    dict: _dict,
    Literal: _one_of,
    Union: _either,
    UnionType: _either,
}
