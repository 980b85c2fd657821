"""A chart's drawing for paper: its shapes with their colours written out, and beside them its words.

The words are set by Typst like any other text: what sets the text inside a drawing knows one script at a time, and
stops altogether at some mixtures of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from evenground.errors import InputError
from evenground.i18n import _

SVG = "http://www.w3.org/2000/svg"
_SHAPES = {f"{{{SVG}}}{name}" for name in ("rect", "line", "path", "circle")}
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")
ET.register_namespace("", SVG)


@dataclass(frozen=True)
class Words:
    """A line of text: where its baseline begins, ends or has its middle (`anchor`), in the drawing's unit."""

    x: float
    y: float
    size: float
    bold: bool
    fill: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """Shapes as SVG without any text, how wide and high they are, and the words that go over them."""

    shapes: str
    width: float
    height: float
    words: tuple[Words, ...]


def read(svg: str) -> Drawing:
    """A drawing that our charts made, taken apart; raises InputError for one that they did not."""
    try:
        root = ET.fromstring(svg)  # noqa: S314 - expat limits what entities may grow to
        _x, _y, width, height = (float(number) for number in root.attrib["viewBox"].split())
        words = tuple(map(_words, root.iter(f"{{{SVG}}}text")))
        if min(width, height) <= 0:
            raise ValueError(svg)
    except (ET.ParseError, KeyError, ValueError) as fault:
        said = _("A part of this notebook is not as Even Ground writes it. Run the notebook again.")
        raise InputError(said) from fault
    return Drawing(_shapes(root), width, height, tuple(one for one in words if one.text))


def _shapes(root: ET.Element) -> str:
    """The shapes alone: a drawing in a notebook of somebody else could hold other things."""
    bare = ET.Element(f"{{{SVG}}}svg", {name: root.attrib[name] for name in ("viewBox", "width", "height")})
    for shape in root:
        if shape.tag in _SHAPES:
            ET.SubElement(bare, shape.tag, {name: _plain(value) for name, value in shape.attrib.items()})
    return ET.tostring(bare, encoding="unicode")


def _words(text: ET.Element) -> Words:
    said = text.attrib
    return Words(
        float(said["x"]),
        float(said["y"]),
        float(said["font-size"]),
        said.get("font-weight", "400") not in ("400", "normal"),
        _colour(said["fill"]),
        said.get("text-anchor", "start"),
        text.text or "",
    )


def _colour(value: str) -> str:
    found = _plain(value)
    if not _COLOUR.fullmatch(found):
        raise ValueError(found)
    return found


def _plain(value: str) -> str:
    return _VARIABLE.sub(r"\1", value) if "var(" in value else value
