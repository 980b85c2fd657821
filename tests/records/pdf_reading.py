"""Reads a PDF as a screen reader does: its tree of tags, and the words that each tag holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

from evenground.records.blocks import Document, Part
from evenground.records.paper import as_typst, typesetting

INVISIBLE = dict.fromkeys((0x200B, 0x00AD))
ARTIFACT = -1
NOTHING = -2
NOTDEF = "0000"  # the glyph of a letter that a font does not have


@dataclass
class Tag:
    """An element of the tree, with its own words and those of the elements in it, in reading order."""

    name: str
    data: DictionaryObject
    parents: tuple[str, ...]
    children: list[Tag] = field(default_factory=list)
    pieces: list[str | Tag] = field(default_factory=list)
    links: int = 0

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else f" {piece.text} " for piece in self.pieces)

    def attribute(self, name: str) -> Any:
        given = self.data.get("/A", [])
        found = given if isinstance(given, ArrayObject) else [given]
        return next((one.get_object()[name] for one in found if name in one.get_object()), None)


class Reading:
    """A PDF with its tags."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.root: Any = self.reader.trailer["/Root"]
        self.pages = {page.indirect_reference.idnum: page for page in self.reader.pages if page.indirect_reference}
        self.marked = {number: marked(page) for number, page in self.pages.items()}

    @cached_property
    def tree(self) -> Tag:
        top = Tag("/Root", self.root["/StructTreeRoot"], ())
        self._grow(top, top.data["/K"], None)
        return top

    def tags(self, *names: str) -> list[Tag]:
        return [tag for tag in walk(self.tree) if not names or tag.name in names]

    def words(self) -> list[str]:
        return plain(self.tree.text).split()

    def artifacts(self, page: int = 0) -> str:
        number = list(self.pages)[page]
        return plain(self.marked[number].get(ARTIFACT, ""))

    def links(self) -> list[DictionaryObject]:
        notes = (note.get_object() for sheet in self.reader.pages for note in sheet.get("/Annots", []))
        return [note for note in notes if isinstance(note, DictionaryObject)]

    def fonts(self) -> Iterator[DictionaryObject]:
        for page in self.reader.pages:
            for font in resources(page).values():
                yield font.get_object()

    def lines(self) -> Iterator[int]:
        """How many letters stand on each line that is drawn."""
        for sheet in self.reader.pages:
            for operands, operator in ContentStream(sheet.get_contents(), sheet.pdf).operations:
                if operator == b"TJ":
                    yield sum(len(one.original_bytes) // 2 for one in operands[0] if not isinstance(one, int | float))

    def largest(self) -> float:
        """The size of the largest letters."""
        sizes = (
            float(operands[1])
            for sheet in self.reader.pages
            for operands, operator in ContentStream(sheet.get_contents(), sheet.pdf).operations
            if operator == b"Tf"
        )
        return max(sizes)

    def _grow(self, tag: Tag, kid: Any, page: int | None) -> None:
        place: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(place, ArrayObject):
            for one in place:
                self._grow(tag, one, page)
        elif isinstance(place, int):
            assert page is not None
            tag.pieces.append(self.marked[page].get(int(place), ""))
        elif place.get("/Type") == "/OBJR":
            tag.links += 1
        elif place.get("/Type") == "/MCR":
            self._grow(tag, place["/MCID"], place.raw_get("/Pg").idnum if "/Pg" in place else page)
        else:
            child = Tag(place["/S"], place, (*tag.parents, tag.name))
            tag.children.append(child)
            tag.pieces.append(child)
            here = place.raw_get("/Pg").idnum if "/Pg" in place else page
            if "/K" in place:
                self._grow(child, place["/K"], here)


def walk(tag: Tag) -> Iterator[Tag]:
    for child in tag.children:
        yield child
        yield from walk(child)


def plain(text: str) -> str:
    """Text as it is compared: without what only allows a line to break, blanks as one."""
    return " ".join(text.translate(INVISIBLE).split())


def resources(page: PageObject) -> DictionaryObject:
    given: DictionaryObject = page["/Resources"].get_object().get("/Font", DictionaryObject()).get_object()
    return given


def marked(page: PageObject) -> dict[int, str]:
    """The text of each marked piece of a page by its number; of what is an artifact, and of what is not marked."""
    maps = {name: letters(font.get_object()) for name, font in resources(page).items()}
    found: dict[int, str] = {}
    open_: list[tuple[int, bool]] = []
    font: dict[str, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        here = open_[-1] if open_ else (NOTHING, False)
        if operator in (b"BDC", b"BMC"):
            about = operands[1] if len(operands) > 1 else {}
            number = ARTIFACT if operands[0] == "/Artifact" else int(about.get("/MCID", here[0]))
            said = about.get("/ActualText")
            if said is not None and not here[1]:
                found[number] = found.get(number, "") + str(said)
            open_.append((number, here[1] or said is not None))
        elif operator == b"EMC":
            open_.pop()
        elif operator == b"Tf":
            font = maps[operands[0]]
        elif operator in (b"Tj", b"TJ") and not here[1]:
            given = operands[0] if operator == b"TJ" else [operands[0]]
            found[here[0]] = found.get(here[0], "") + "".join(shown(one, font) for one in given)
    return found


def shown(one: Any, font: dict[str, str]) -> str:
    if isinstance(one, int | float):
        return ""
    code = one.original_bytes.hex()
    glyphs = [code[at : at + 4] for at in range(0, len(code), 4)]
    assert NOTDEF not in glyphs
    return "".join(font[glyph] for glyph in glyphs)


def letters(font: DictionaryObject) -> dict[str, str]:
    """What each glyph of a font is as text."""
    source = font["/ToUnicode"].get_data().decode("latin-1")
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
        found |= {code.lower(): utf16(to) for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
        for low, high, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[f"{int(low, 16) + step:04x}"] = utf16(f"{int(to, 16) + step:0{len(to)}x}")
    return found


def utf16(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")


def document(*parts: Part, title: str = "A talk", language: str = "en-GB", look: str = "record") -> Document:
    return Document(title, "A record", language, "In this record", parts, look)


def drawn(*parts: Part, title: str = "A talk", look: str = "record", paper: str = "a4") -> Reading:
    """A document of these parts as somebody who opens it finds it."""
    return Reading(typesetting.pages(as_typst.source(document(*parts, title=title, look=look), paper)))
