"""A part's blocks as plain data in a notebook's output, and back, so that a saved notebook can be drawn again."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from evenground.errors import InputError
from evenground.i18n import _
from evenground.records import blocks
from evenground.records.escapes import visible

MIME = "application/vnd.evenground.part+json"
VERSION = "1"
_BLOCKS = {kind.__name__: kind for kind in get_args(blocks.Block)}
# A drawing for narrow screens is of use on a screen only: neither paper nor a file for Word has one.
_LEFT_OUT = {(blocks.Figure, "narrow")}
_OUTWARD = "href"


def part_data(part: blocks.Part, about: dict[str, str] | None = None) -> dict[str, Any]:
    """A part as JSON can hold it; `about` tells of the whole document and stands with its top.

    A character that no page can show stands as its symbol, as it does in every other format.
    """
    return {"version": VERSION, "part": _plain(part)} | ({"about": about} if about else {})


def part_of(data: Any) -> blocks.Part:
    """The part again; raises InputError for data that this version did not write."""
    try:
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        part: blocks.Part = _typed(blocks.Part, data["part"])
    except (KeyError, TypeError, ValueError) as fault:
        said = _("A part of this notebook is not as Even Ground writes it. Run the notebook again.")
        raise InputError(said) from fault
    return part


def about_of(data: Any) -> dict[str, str]:
    """What the data of a top tells of its whole document; empty for any other part."""
    about = data.get("about") if isinstance(data, dict) else None
    return {str(name): str(value) for name, value in about.items()} if isinstance(about, dict) else {}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not is_dataclass(value):
        return value
    kept = [one.name for one in fields(value) if (type(value), one.name) not in _LEFT_OUT]
    named = {"type": type(value).__name__} if type(value).__name__ in _BLOCKS else {}
    return named | {name: _plain(getattr(value, name)) for name in kept}


def _typed(hint: Any, data: Any) -> Any:
    """Data as what the hint says; a notebook may come from anywhere, so nothing is taken on trust."""
    if isinstance(hint, UnionType):
        return _typed(_BLOCKS[data["type"]], data)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), data)
    if is_dataclass(hint):
        return _whole(hint, data)
    if type(data) is not hint:
        raise TypeError(hint)
    return data


def _tuple(hints: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError(data)
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], one) for one in data)
    return tuple(_typed(hint, one) for hint, one in zip(hints, data, strict=True))


def _whole(kind: Any, data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    data = {name: one for name, one in data.items() if name != "type"}
    if not data.keys() <= hints.keys():
        raise ValueError(data.keys() - hints.keys())
    given = {name: _typed(hints[name], one) for name, one in data.items()}
    if kind is blocks.Figure:
        if _OUTWARD in given["wide"]:  # our drawings lead nowhere
            raise ValueError(_OUTWARD)
        given |= {"narrow": ""}
    return kind(**given)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
