"""Reads the YAML of a definition into plain data, and knows the line of every part of it.

Values are resolved as in YAML 1.2's core schema, the one editors use: `Yes` and `12:30` are text. Anchors,
aliases and tags are refused while reading, so nothing small can unfold into something large.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from evenground.domain.mistakes import yaml_sentence
from evenground.i18n import _

Path = tuple[str | int, ...]
Found = tuple[int, str]
LIMIT = 1_000_000
DEEPEST = 20
MOST_PARTS = 20_000
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{0,15}", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class UnreadableError(Exception):
    """Nothing after this line can be read."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.found: Found = (line, message)


@dataclass
class Document:
    """Plain data, the line of each of its parts by path, and what was wrong on the way."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)
    whole: bool = False

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def decode(data: bytes) -> str:
    """The text of a file; raises UnreadableError when it is too large, or no text in UTF-8."""
    if len(data) > LIMIT:
        raise UnreadableError(1, _("This file is larger than 1 MB. Shorten it, or make two workshops of it."))
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise UnreadableError(
            line, _("This file is not text. Write the definition in a text editor, as UTF-8.")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            line, _("This line is not in UTF-8. Save the file with the encoding UTF-8.")
        ) from None


def read(text: str) -> Document:
    """The data in `text`, with everything that is wrong with it as YAML."""
    document = Document()
    try:
        _Builder(text, document).build()
        document.whole = True
    except UnreadableError as stop:
        document.found.append(stop.found)
    except yaml.YAMLError as error:
        document.found.append(yaml_sentence(error, text))
    return document


class _Builder:
    """Builds data from the events of the YAML parser, one document deep."""

    def __init__(self, text: str, document: Document) -> None:
        self.loader = yaml.SafeLoader(text)
        self.document = document
        self.count = 0

    def next(self) -> Any:
        try:
            return self.loader.get_event()
        except (ValueError, OverflowError):
            # What the parser lets through for an escape beyond Unicode, such as "\\U99999999".
            raise UnreadableError(
                self.loader.line + 1, _("There is no such character. Write it as it is.")
            ) from None

    def build(self) -> None:
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise UnreadableError(1, _("This file is empty. Begin with: id: my-workshop"))
        self.document.value = self.node(self.next(), ())
        self.next()
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise UnreadableError(_line(after), _("A second document begins here. Take out the line ---"))

    def node(self, event: yaml.Event, path: Path) -> Any:
        self.document.lines.setdefault(path, _line(event))
        self.count += 1
        if self.count > MOST_PARTS:
            message = _("There are more than {most:,} lines and values up to here. Make two workshops of it.")
            raise UnreadableError(_line(event), message.format(most=MOST_PARTS))
        if isinstance(event, yaml.AliasEvent):
            self.document.refused.add(path)
            self.report(
                event, _("This repeats another part (*{name}). Write the part out.").format(name=event.anchor)
            )
            return None
        self.refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if len(path) >= DEEPEST:
            raise UnreadableError(_line(event), _("The parts are nested too deeply here. Take levels out."))
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(event, _("Anchors are not used here. Take out &{name}").format(name=event.anchor))
        if event.tag is not None:
            self.report(event, _("Tags are not used here. Take out {tag}").format(tag=event.tag))

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        text = self.text(event)
        if event.style is not None:
            return text.strip()  # as the models do, so that the rules compare what will be kept
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def text(self, event: yaml.ScalarEvent) -> str:
        if not any(c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") for c in event.value):
            return str(event.value)
        self.report(event, _("There is a character here that cannot be shown. Take it out."))
        return "?"

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.key(event)
            if key in items:
                message = _("'{key}' is written twice, first on line {line}. Keep one of them.")
                self.report(event, message.format(key=key, line=self.document.lines[(*path, key)]))
            self.document.lines.setdefault((*path, key), _line(event))
            value = self.node(self.next(), (*path, key))
            items.setdefault(key, value)
        return items

    def key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_marks(event)
            return self.text(event)
        raise UnreadableError(
            _line(event), _("A key has to be one word, such as title. Write the word, then a colon.")
        )

    def report(self, event: yaml.Event, message: str) -> None:
        self.document.found.append((_line(event), message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
