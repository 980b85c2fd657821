"""The few kinds of things a record is made of, as plain text; each file format draws them its own way."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = ("a4", "letter")
SHORT = 8  # letters of a cell that is not broken, such as "Of 12"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Heading:
    """A heading inside a part; `language` is set where it is not the record's own."""

    text: str
    level: int = 3
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A sentence or two of ours; `manner` is lead, hint, notice, or empty."""

    text: str
    manner: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and what they are, such as when and how many."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """Short items, in order; `manner` is found where they are what a reader should see first, or empty."""

    items: tuple[str, ...]
    manner: str = ""


@dataclass(frozen=True)
class Entry:
    """Something somebody said, exactly; the label is empty where nothing has to be told apart."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Card:
    """What belongs to one answer, point or action; `foot` says whose it is or who could see it."""

    entries: tuple[Entry, ...]
    foot: str = ""


@dataclass(frozen=True)
class Cards:
    """Several cards, in order; `manner` is brief, middle or long where one text is to fill a page, or empty."""

    items: tuple[Card, ...]
    manner: str = ""


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of each row names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def unbroken(text: str) -> list[str]:
    """What of a cell stays on one line: a short text as a whole, else each of its words."""
    return [text] if len(text) <= SHORT else text.split()


@dataclass(frozen=True)
class Figure:
    """A chart drawn for wide and for narrow pages, the sentence that says what it shows, and its table."""

    wide: str
    narrow: str
    sentence: str
    table: Grid


@dataclass(frozen=True)
class Work:
    """A work to read or to thank: its address is a link only where it is one of the web."""

    title: str
    by: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class Works:
    """Several works."""

    items: tuple[Work, ...]


@dataclass(frozen=True)
class Field:
    """A field of a form: what was written, or nothing, and then `lines` of room to write it by hand."""

    label: str
    text: str
    hint: str = ""
    lines: int = 2


@dataclass(frozen=True)
class Fields:
    """Fields of a form, in order; one that is empty stays visibly empty."""

    items: tuple[Field, ...]


Block = Heading | Paragraph | Facts | Bullets | Cards | Grid | Figure | Works | Fields


@dataclass(frozen=True)
class Part:
    """A part of a record: one section of the page, one cell of the notebook. `fresh` begins a new page on paper."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    fresh: bool = False


@dataclass(frozen=True)
class Document:
    """A whole record before it is drawn: the first part is its top; `look` is record or card.

    `contents` is what its list of parts is called; `title` stands in the file's properties.
    """

    title: str
    kicker: str
    language: str
    contents: str
    parts: tuple[Part, ...]
    look: str = "record"
