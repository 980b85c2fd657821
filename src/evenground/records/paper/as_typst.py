"""Draws a record as the source of its pages for Typst: calls of templates/evenground/record.typ with strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, singledispatch
from pathlib import Path

from evenground.charts.lettering import BOLD, width
from evenground.charts.svg import readable
from evenground.i18n import ENGLISH, _
from evenground.records import blocks
from evenground.records.paper import drawn
from evenground.records.paper.text import FAMILIES, ROOM, breakable, line, literal, one_line, strings, way, words

TEMPLATE = Path(__file__).parents[1] / "templates" / "evenground" / "record.typ"
PAPERS = {"a4": "a4", "letter": "us-letter"}
TOP = 1  # the level of the title; parts stand below it
LONG = 700  # letters: a card or a row of a table that is longer may break over pages
WHOLE = 90  # letters of a title in the foot of a page
FACT, NAME = 13.0, 19.0  # em: the room of a fact, and of a heading
WIDE, HIGH = 130.0, 190.0  # mm: the most a drawing takes
SHEET = 56.0  # em: how wide a table is, in letters that are a little too wide
LEAST, WORD, GUTTER = 1.5, 12.0, 1.2  # em: the least a column has room for, the most of a word, and what stands between
NOTHING = "–"  # where there has to be something
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Za-z]{2}))?")
MANNERS = ("lead", "hint", "notice", "found")


def source(document: blocks.Document, paper: str) -> str:
    """A whole record as Typst; `paper` is a4 or letter."""
    top, *others = document.parts
    foot = one_line(document.title)
    foot = foot if len(foot) <= WHOLE else foot[: WHOLE - 1] + "…"
    look = "card" if document.look == "card" else "record"
    settings = (
        f"title: {literal(one_line(document.title) or NOTHING)}, foot: {line(foot)}, "
        f'language: {_language(document.language)}, paper: "{PAPERS[paper]}", look: "{look}", '
        f"fonts: {FAMILIES}"
    )
    draw = _one_page if look == "card" else _pages
    body = "\n".join(draw(document, top, others))
    return f"{_template()}\n#show: record.with({settings})\n{body}\n"


def _pages(document: blocks.Document, top: blocks.Part, others: list[blocks.Part]) -> Iterator[str]:
    """A part that says what was found comes before the list of parts, and shares the first page with the top."""
    first = others[:1] if others and _says_first(others[0]) else []
    rest = others[len(first) :]
    yield "#first-page[" if first else "#["
    yield f"#kicker({literal(one_line(document.kicker))})"
    yield f"#title({_named(top.title or document.title)})"
    yield from _drawn(top, TOP)
    for part in first:
        yield from _part(replace(part, fresh=False))
    yield "]"
    if rest and len(others) > 1:
        fresh = bool(first) and rest[0].fresh
        yield f"#contents({literal(document.contents)}, fresh: {_truth(fresh)})"
        rest[0] = replace(rest[0], fresh=rest[0].fresh and not fresh)
    for part in rest:
        yield from _part(part)


def _part(part: blocks.Part) -> Iterator[str]:
    yield f"#part(fresh: {_truth(part.fresh)}, {_named(part.title)})"
    yield from _drawn(part)


def _says_first(part: blocks.Part) -> bool:
    return any(isinstance(one, blocks.Bullets) and one.manner == "found" for one in part.blocks)


def _one_page(document: blocks.Document, top: blocks.Part, others: list[blocks.Part]) -> Iterator[str]:
    """One text as large as one page allows; what follows it stands at the foot of the page."""
    yield f"#card-page(size => [\n#let card = says.with(size)\n#kicker({literal(one_line(document.kicker))})"
    yield f"#title({_named(top.title or document.title)})"
    for one, drawing in zip(top.blocks, _drawn(top, TOP), strict=True):
        yield f"#v(1fr)\n{drawing}\n#v(2fr)" if isinstance(one, blocks.Cards) else drawing
    for part in others:
        yield from _part(part)
    yield "])"


def _drawn(part: blocks.Part, level: int = TOP + 1) -> Iterator[str]:
    """The blocks of a part whose own heading has this level; no heading is more than one below the one before it."""
    above = level
    for one in part.blocks:
        if isinstance(one, blocks.Heading):
            above = max(level + 1, min(one.level, above + 1))
            one = replace(one, level=above)
        yield f"#{block(one)}"


@singledispatch
def block(one: blocks.Block) -> str:
    """One block as a call of Typst."""
    raise TypeError(f"No way to draw {type(one).__name__} as Typst.")


@block.register
def _heading(one: blocks.Heading) -> str:
    language = f", language: {_language(one.language)}" if one.language else ""
    return f"head({one.level}, {_named(one.text)}{language})"


@block.register
def _paragraph(one: blocks.Paragraph) -> str:
    return f"{_manner(one.manner, 'plain')}({line(one.text)})"


@block.register
def _facts(one: blocks.Facts) -> str:
    pairs = (f"({_name(name, FACT)}, {_name(value, FACT)})" for name, value in one.pairs)
    return f"facts({', '.join(pairs)})"


@block.register
def _bullets(one: blocks.Bullets) -> str:
    return f"{_manner(one.manner, 'bullets')}({', '.join(map(line, one.items))})"


@block.register
def _cards(one: blocks.Cards) -> str:
    return f"cards({', '.join(map(_card, one.items))})"


def _card(card: blocks.Card) -> str:
    long = sum(len(entry.text) for entry in card.entries) > LONG
    entries = "".join(f", {_entry(entry)}" for entry in card.entries)
    foot = line(card.foot) if card.foot else "none"
    return f"card({foot}, long: {_truth(long)}{entries})"


def _entry(entry: blocks.Entry) -> str:
    return f"entry({_optional(entry.label)}, {words(entry.text)})"


@block.register
def _grid(one: blocks.Grid) -> str:
    widths = column_widths(one)
    rooms = [SHEET * part / sum(widths) - GUTTER for part in widths]
    names = strings([line(name, room) for name, room in zip(one.columns, rooms, strict=True)])
    rows = strings([strings([line(text, room) for text, room in zip(row, rooms, strict=True)]) for row in one.rows])
    long = any(len(text) > LONG for row in one.rows for text in row)
    shares = strings([f"{part:.1f}" for part in widths])
    return f"sheet({_name(one.caption)}, {shares}, {names}, {rows}, long: {_truth(long)})"


def column_widths(grid: blocks.Grid) -> list[float]:
    """How wide each column is to be, in em: as its longest text; the widest give way first, down to a word."""
    columns = list(zip(grid.columns, *grid.rows, strict=True))
    needs = [GUTTER + min(WORD, _widest(column, blocks.unbroken)) for column in columns]
    wishes = [GUTTER + _widest(column, _start) for column in columns]
    most = SHEET
    while sum(map(max, needs, (min(most, wish) for wish in wishes))) > SHEET and most > LEAST:
        most -= 1
    return list(map(max, needs, (min(most, wish) for wish in wishes)))


def _widest(column: tuple[str, ...], parts: Callable[[str], list[str]]) -> float:
    """How wide the widest part of a column's texts is, in em; its head, which comes first, is bold."""
    head, *texts = column
    bold = (BOLD * width(part, 1) for part in parts(head))
    return max(LEAST, *bold, *(width(part, 1) for text in texts for part in parts(text)))


def _start(text: str) -> list[str]:
    return [text[:80]]


@block.register
def _figure(one: blocks.Figure) -> str:
    picture = drawn.read(one.wide)
    across = min(WIDE, HIGH * picture.width / picture.height)
    if not readable(one.wide, across):  # a long list is read in its table
        return f"finding({line(one.sentence)})\n#{_grid(one.table)}"
    drawing = _drawing(picture, across)
    alt = literal(one_line(one.sentence) or NOTHING)
    return f"chart({line(one.sentence)}, {alt}, {drawing})\n#{_grid(one.table)}"


def picture(svg: str, width: float) -> str:
    """A page, `width` pt wide, that is filled by a chart's drawing on white."""
    drawing = drawn.read(svg)
    high = width * drawing.height / drawing.width
    page = f"#set page(width: {width:.2f}pt, height: {high:.2f}pt, margin: 0pt, fill: white)"
    return f"{_template()}\n{page}\n#set text(font: {FAMILIES})\n#{_drawing(drawing, width, 'pt')}\n"


def _drawing(drawing: drawn.Drawing, across: float, unit: str = "mm") -> str:
    """Shapes and the words over them; a number in a drawing is a `step` on paper."""
    step = f"{across / drawing.width:.5f}{unit}"
    said = strings(
        f"({one.x:g}, {one.y:g}, {one.size:g}, {700 if one.bold else 400}, "
        f"{literal(one.fill)}, {literal(one.anchor)}, {literal(one.text)})"
        for one in drawing.words
    )
    return f"drawing({literal(drawing.shapes)}, {drawing.width:g}, {drawing.height:g}, {step}, {said})"


@block.register
def _fields(one: blocks.Fields) -> str:
    return f"fields({', '.join(map(_field, one.items))})"


def _field(field: blocks.Field) -> str:
    label, hint = _name(field.label), _optional(field.hint)
    if not field.text.strip():
        return f"blank({label}, {hint}, {literal(_('Left empty'))}, {field.lines})"
    return f"field({label}, {hint}, {words(field.text)}, long: {_truth(len(field.text) > LONG)})"


@block.register
def _works(one: blocks.Works) -> str:
    return f"works({', '.join(map(_work, one.items))})"


def _work(work: blocks.Work) -> str:
    by, address = (f" {one_line(work.by)}" if work.by else ""), "none"
    if work.address.startswith(("https://", "http://")):
        address = literal(work.address)
    elif work.address:
        by = f" ({one_line(work.address)}){by}"
    return f"work({_name(work.title)}, {literal(breakable(by, ROOM))}, {_optional(work.note)}, {address})"


def _named(text: str) -> str:
    return f"{_name(one_line(text) or NOTHING, NAME)}, way: {way(text) or 'ltr'}"


def _manner(manner: str, usual: str) -> str:
    return manner if manner in MANNERS else usual


def _optional(text: str) -> str:
    return _name(text) if text else "none"


def _name(text: str, room: float = ROOM) -> str:
    return literal(breakable(one_line(text), room))


def _truth(yes: bool) -> str:
    return "true" if yes else "false"


def _language(language: str) -> str:
    """A language and where it is spoken; English where it is none that a page can name."""
    found = _LANGUAGE.fullmatch(language) or _LANGUAGE.fullmatch(ENGLISH)
    tongue, region = found.groups() if found else ("en", None)
    return f"({literal(tongue)}, {literal(region.upper()) if region else 'none'})"


@cache
def _template() -> str:
    return TEMPLATE.read_text(encoding="utf-8")
