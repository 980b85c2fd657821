"""Reads records back as somebody who gets them would: pages with a parser, tables with csv, papers by their text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import mistune
import pypdf

from evenground.records import block_data, files
from evenground.records.blocks import Document, Figure
from evenground.records.escapes import uncell
from evenground.store.engine import Store

VOID = {"meta", "br", "img", "link", "hr", "input"}
TEXTS = ("html", "md", "csv", "json")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Element:
    """An element of a page and all the text inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page as its parser sees it; `faults` is empty when every element is closed where it should be."""

    source: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.feed(self.source)
        self.close()
        self.faults += [f"<{element.tag}> is never closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop().tag != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def words(self) -> list[str]:
        """What people said, as the page shows it."""
        return [element.text for element in self.elements if element.attributes.get("class") == "eg-words"]


@dataclass
class Files:
    """The files of one record, those that were asked for."""

    html: bytes = b""
    md: bytes = b""
    csv: bytes = b""
    json: bytes = b""
    pdf: bytes = b""
    docx: bytes = b""
    ipynb: bytes = b""
    ics: bytes = b""

    def each(self) -> dict[str, bytes]:
        return {ending: data for ending, data in vars(self).items() if data and isinstance(data, bytes)}

    @property
    def page(self) -> Page:
        return Page(self.html.decode())

    @property
    def data(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.json)
        return read

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the table, with the apostrophes taken away again."""
        text = io.StringIO(self.csv.decode("utf-8-sig"), newline="")
        return [{name: uncell(value) for name, value in row.items()} for row in csv.DictReader(text)]

    @property
    def rendered(self) -> Page:
        """The Markdown as a page."""
        return Page(str(mistune.create_markdown(escape=False, plugins=["table"])(self.md.decode())))

    @cached_property
    def shown(self) -> dict[str, str]:
        """What each format shows to somebody who reads it, as plain text; of JSON and CSV, every value."""
        read = {
            "html": lambda: main_text(re.sub(r"(?s)<svg.*?</svg>", "", self.html.decode())),
            "md": lambda: main_text(f"<main>{self.rendered.source}</main>"),
            "csv": lambda: "\n".join(value for row in self.rows for value in row.values()),
            "json": lambda: "\n".join(strings(self.data)),
            "pdf": lambda: pdf_text(self.pdf),
            "docx": lambda: docx_text(self.docx),
            "ipynb": lambda: notebook_text(self.ipynb),
        }
        return {ending: read[ending]() for ending in self.each() if ending in read}


def make(
    store: Store, code: str, kind: files.Kind = "session", to: tuple[str, ...] = TEXTS, **more: Any
) -> Files:
    """Make a record in these formats."""
    return of(files.make(store, code, kind, to, **more))


def of(made: list[files.RecordFile]) -> Files:
    """The files by their format; a codebook stands beside its table and is left out."""
    return Files(**{file.name.rsplit(".", 1)[1]: file.data for file in made if "codebook" not in file.name})


def answers(data: dict[str, Any], prompt: str) -> list[dict[str, Any]]:
    """The answers to one prompt of a session's record."""
    asked = [one for chapter in data["sections"] for one in chapter["prompts"] if one["id"] == prompt]
    found: list[dict[str, Any]] = asked[0]["answers"] if asked else []
    return found


def on_paper(document: Document) -> Document:
    """The document without its drawings for narrow screens, which no paper has."""
    parts = [
        replace(part, blocks=tuple(replace(one, narrow="") if isinstance(one, Figure) else one for one in part.blocks))
        for part in document.parts
    ]
    return replace(document, parts=tuple(parts))


def strings(data: Any) -> Iterator[str]:
    """Every text and number in plain data."""
    if isinstance(data, dict):
        yield from (text for one in data.values() for text in strings(one))
    elif isinstance(data, list | tuple):
        yield from (text for one in data for text in strings(one))
    elif data is not None:
        yield str(data)


def bare(text: str) -> str:
    """Text without blanks and soft hyphens: paper breaks lines where it has to, and hides how."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def main_text(page: str) -> str:
    """The text of a page without its drawings."""
    return Page(page).all("main")[0].text


def pdf_text(data: bytes) -> str:
    """The text of all pages, as a reader would select it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def pdf_bytes(data: bytes) -> bytes:
    """Everything in a PDF, its streams unpacked: pages, metadata, structure and alternative texts."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = [data, repr(reader.metadata).encode()]
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        one = pypdf.generic.IndirectObject(number, 0, reader).get_object()
        found.append(repr(one).encode())
        if isinstance(one, pypdf.generic.StreamObject) and "/FontFile2" not in repr(one):
            found.append(one.get_data())
    return b"\n".join(found)


def docx_parts(data: bytes) -> dict[str, bytes]:
    """Every file inside a Word file, by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def docx_text(data: bytes) -> str:
    """The text of the document, a line a paragraph."""
    root = ElementTree.fromstring(docx_parts(data)["word/document.xml"])
    said = {f"{WORD}t": lambda one: one.text or "", f"{WORD}br": lambda _one: "\n", f"{WORD}tab": lambda _one: "\t"}
    lines = []
    for paragraph in root.iter(f"{WORD}p"):
        lines.append("".join(said[one.tag](one) for one in paragraph.iter() if one.tag in said))
    return "\n".join(lines)


def notebook_text(data: bytes) -> str:
    """What the parts in a notebook's outputs say, without their drawings."""
    parts = [
        output["data"][block_data.MIME]["part"]
        for cell in json.loads(data)["cells"]
        for output in cell.get("outputs", ())
        if block_data.MIME in output.get("data", {})
    ]
    return "\n".join(text for text in strings(parts) if not text.startswith("<svg"))
