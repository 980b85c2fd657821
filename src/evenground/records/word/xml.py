"""The few things that all parts of a Word file need: names of elements, and ways to add them."""

from __future__ import annotations

from typing import Any

from lxml import etree

from evenground.records.escapes import visible

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
DECLARED = " ".join(f'xmlns:{short}="{address}"' for short, address in NAMES.items())
W = "{" + NAMES["w"] + "}"
R = "{" + NAMES["r"] + "}"
Element = Any  # lxml has no types of its own


def add(parent: Element, name: str, /, **values: str | int) -> Element:
    """Add an element of Word's own to a parent; the values are its attributes."""
    return etree.SubElement(parent, W + name, {W + key: visible(str(value)) for key, value in values.items()})


def new(name: str) -> Element:
    """An element of Word's own without a parent, with all names declared."""
    return etree.Element(W + name, nsmap=NAMES)


def read(xml: str) -> Element:
    """Read XML that this package made; what people typed is only ever added to it as text."""
    return etree.fromstring(xml)


def written(root: Element) -> bytes:
    """A whole part as the bytes of its file."""
    done: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return done
