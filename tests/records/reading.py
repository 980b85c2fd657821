"""Reads records back as somebody who gets them would: pages with a parser, tables with csv."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import mistune

from evenground.records import files
from evenground.records.escapes import uncell
from evenground.store.engine import Store

VOID = {"meta", "br", "img", "link", "hr", "input"}


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
    """The four files of one record."""

    html: bytes
    md: bytes
    csv: bytes
    json: bytes

    def each(self) -> dict[str, bytes]:
        return vars(self)

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


def make(store: Store, code: str, kind: files.Kind = "session", **more: Any) -> Files:
    """Make a record in all four formats."""
    made = files.make(store, code, kind, ("html", "md", "csv", "json"), **more)
    return Files(**{file.name.rsplit(".", 1)[1]: file.data for file in made})


def answers(data: dict[str, Any], prompt: str) -> list[dict[str, Any]]:
    """The answers to one prompt of a session's record."""
    asked = [one for chapter in data["sections"] for one in chapter["prompts"] if one["id"] == prompt]
    found: list[dict[str, Any]] = asked[0]["answers"] if asked else []
    return found
