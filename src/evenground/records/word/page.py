"""A Word file's text while it is being written: paragraphs one after another, and what the next has to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from evenground.records.word.package import Package
from evenground.records.word.styles import BESIDE
from evenground.records.word.text import is_right_to_left, runs
from evenground.records.word.xml import Element, R, W, add, new

ROOM = 160  # around what belongs together, in twentieths of a point
UNLIKE = 2  # Word and Writer draw one line along neighbours that are alike, so every second card is this unlike


def _turn(about: Element, card: bool) -> None:
    """Write a paragraph from right to left; the line beside a card's words goes to where they begin."""
    if card:
        edges = add(about, "pBdr")
        add(edges, "left", val="nil")
        add(edges, "right", val="single", sz=BESIDE.thick, space=BESIDE.space, color=BESIDE.colour)
    add(about, "bidi")


@dataclass
class Page:
    """The text so far; `levels` are the headings that stand open, by the levels of their blocks.

    `headed` is the heading right above what comes next, if any; with `leads` a list follows what is written now.
    """

    package: Package
    root: Element = field(default_factory=lambda: new("document"))
    levels: list[int] = field(default_factory=list)
    odd: bool = False
    after_table: bool = False
    fresh: bool = False
    headed: str | None = None
    leads: bool = False
    numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.body = add(self.root, "body")

    def paragraph(
        self,
        style: str,
        text: str = "",
        *,
        keep: bool = False,
        card: bool = False,
        first: bool = False,
        last: bool = False,
        language: str = "",
    ) -> Element:
        """Add a paragraph. `keep` leaves it on the page of the next one, and `card` is one of a card.

        There is some room above the `first` and below the `last` of what belongs together.
        """
        made = add(self.body, "p")
        about = add(made, "pPr")
        if style:
            add(about, "pStyle", val=style)
        if keep:
            add(about, "keepNext")
        if self.fresh:
            add(about, "pageBreakBefore")
        if is_right_to_left(text):
            _turn(about, card)
        self._room(about, style, first, last)
        if card and self.odd:
            add(about, "ind", right=UNLIKE)
        self.after_table = self.fresh = False
        self.headed = text if style.startswith("Heading") else None
        if text:
            runs(made, text, language=language)
        return made

    def _room(self, about: Element, style: str, first: bool, last: bool) -> None:
        room = {}
        if self.fresh:
            room["before"] = 0
        elif first or (self.after_table and not style.startswith("Heading")):
            room["before"] = ROOM
        if last:
            room["after"] = ROOM
        if room:
            add(about, "spacing", **room)

    def heading(self, level: int, text: str, language: str = "") -> Element:
        """Add a heading: one level below the one it stands under, even where a block skips a level."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return self.paragraph(f"Heading{min(4, len(self.levels))}", text, language=language)

    def mark(self, paragraph: Element, name: str) -> None:
        """Give all of a paragraph a name that links of the file can point to."""
        number = next(self.numbers)
        start = add(paragraph, "bookmarkStart", id=number, name=name)
        paragraph.insert(1, start)
        add(paragraph, "bookmarkEnd", id=number)

    def link(self, paragraph: Element, text: str, name: str = "", address: str = "") -> None:
        """Add a link to a name of this file, or to an address of the web."""
        made = add(paragraph, "hyperlink")
        if name:
            made.set(W + "anchor", name)
        else:
            made.set(R + "id", self.package.address(address))
        made.set(W + "history", "1")
        runs(made, text, "Hyperlink")
