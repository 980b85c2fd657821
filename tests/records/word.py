"""Reads Word files back as somebody who gets them would, and as a program that is strict."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

BREAKS = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def text_of(element: Any) -> str:
    """All text inside an element, with its breaks and tabs; where a tab stands in a style is no text."""
    made = []
    for one in element.iter(qn("w:t"), *BREAKS):
        if one.getparent().tag == qn("w:r"):
            made.append(one.text or "" if one.tag == qn("w:t") else BREAKS[one.tag])
    return "".join(made)


@dataclass
class Word:
    """A Word file that has been opened."""

    data: bytes

    @cached_property
    def document(self) -> Any:
        return docx.Document(io.BytesIO(self.data))

    @cached_property
    def pack(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.pack.read(name))

    @property
    def body(self) -> Any:
        return self.document.element.body

    def all(self, name: str) -> list[Any]:
        """Every element of the text with this name, such as w:tbl."""
        return list(self.body.iter(qn(name)))

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """Each paragraph, also in tables: the id of its style and its text."""
        return [(style_of(one), text_of(one)) for one in self.all("w:p")]

    def said(self, *styles: str) -> list[str]:
        """The texts in these styles."""
        return [text for style, text in self.lines if style in styles]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Levels and texts; the title is 0."""
        found = [(style.removeprefix("Heading"), text) for style, text in self.lines]
        return [(0 if level == "Title" else int(level), text) for level, text in found if level in "Title1234"]


def style_of(paragraph: Any) -> str:
    named = paragraph.find(qn("w:pPr") + "/" + qn("w:pStyle"))
    return "Normal" if named is None else str(named.get(qn("w:val")))
