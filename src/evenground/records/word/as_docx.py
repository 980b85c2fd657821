"""Draws the blocks of a record as a Word file that people can read, restyle and write on in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from evenground.charts.svg import readable
from evenground.i18n import _
from evenground.records import blocks
from evenground.records.word.package import Package, section
from evenground.records.word.page import Page
from evenground.records.word.picture import drawing, size
from evenground.records.word.styles import BODY
from evenground.records.word.table import table
from evenground.records.word.text import runs, web
from evenground.records.word.xml import Element, add

PARAGRAPHS = {"": "", "lead": "EGLead", "hint": "EGHint", "notice": "EGNotice"}
BULLETS = {"": "ListBullet", "found": "EGFound"}
LISTS = (blocks.Bullets, blocks.Cards, blocks.Works, blocks.Fields)  # what a sentence before them leads to
PART = 2  # the level of a part's own heading
# So many letters of one point fill three quarters of a card; they grow to LARGEST points and no more.
CARD, LARGEST, LINE_OF_A_CARD = 250_000, 26.0, 40
SHORT = 19  # letters of a fact that leaves room for another
NAME = 64  # letters that Word takes as the name of a place to write in


def write(document: blocks.Document, paper: str) -> bytes:
    """The bytes of a Word file (.docx) of this record, on a4 or letter; the same record gives the same bytes."""
    card = document.look == "card"
    package = Package(paper)
    page = Page(package)
    top, others = document.parts[0], document.parts[1:]
    _top(page, document, top)
    # What a group found is to be on the first page, so the list of parts stands on the second, if there is one.
    place = 1 if others and _is_summary(others[0]) else 0
    for at, one in enumerate(others):
        page.fresh = one.fresh
        if at == place and not card:
            page.fresh = page.fresh and place > 0
            _contents(page, document.contents, others)
            page.fresh = one.fresh and not place
        _part(page, one, f"part{at + 1}")
    if page.after_table:
        page.paragraph("EGCell")
    footer = package.footer(document.title if card else top.title, numbered=not card)
    section(page.body, package.paper, footer)
    quote = _card_size(top) if card else BODY
    return package.finished(page.root, document.title, document.language, quote)


def _is_summary(part: blocks.Part) -> bool:
    return any(isinstance(one, blocks.Bullets) and one.manner == "found" for one in part.blocks)


def _card_size(top: blocks.Part) -> float:
    """How large people's words are on a card: they fill one page, and only what is too long goes on to another."""
    cards = [card for one in top.blocks if isinstance(one, blocks.Cards) for card in one.items]
    texts = [entry.text for card in cards for entry in card.entries]
    letters = sum(len(text) + LINE_OF_A_CARD * text.count("\n") for text in texts)
    return max(BODY, min(LARGEST, round(2 * (CARD / max(1, letters)) ** 0.5) / 2))


def _top(page: Page, document: blocks.Document, top: blocks.Part) -> None:
    page.paragraph("EGKicker", document.kicker)
    page.paragraph("Title", top.title)
    _blocks(page, top)


def _contents(page: Page, called: str, parts: tuple[blocks.Part, ...]) -> None:
    line = page.paragraph("EGContents")
    runs(line, called, "EGStrong")
    for at, one in enumerate(parts):
        runs(line, "  ·  " if at else "   ")
        page.link(line, one.title, name=f"part{at + 1}")


def _part(page: Page, part: blocks.Part, name: str) -> None:
    page.levels = []
    page.mark(page.heading(PART, part.title), name)
    _blocks(page, part)


def _blocks(page: Page, part: blocks.Part) -> None:
    for one, following in zip(part.blocks, (*part.blocks[1:], None), strict=True):
        page.leads = isinstance(following, LISTS)
        block(one, page)


@singledispatch
def block(one: blocks.Block, _page: Page) -> None:
    """Add one block to the page."""
    raise TypeError(f"No way to draw {type(one).__name__} in a Word file.")


@block.register
def _heading(one: blocks.Heading, page: Page) -> None:
    page.heading(one.level, one.text, one.language)


@block.register
def _paragraph(one: blocks.Paragraph, page: Page) -> None:
    page.paragraph(PARAGRAPHS.get(one.manner, ""), one.text, keep=page.leads)


@block.register
def _facts(one: blocks.Facts, page: Page) -> None:
    lines = list(_beside(one.pairs))
    for number, pairs in enumerate(lines):
        line = page.paragraph("EGFact", first=number == 0, last=number == len(lines) - 1)
        for at, (name, value) in enumerate(pairs):
            if at:
                add(add(line, "r"), "tab")
            runs(line, name, "EGFactName")
            add(add(line, "r"), "tab")
            runs(line, value, "EGStrong")


def _beside(pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Two short facts stand beside each other, a long one alone."""
    left = list(pairs)
    while left:
        two = left[:2] if all(len(text) <= SHORT for pair in left[:2] for text in pair) else left[:1]
        yield tuple(two)
        del left[: len(two)]


@block.register
def _bullets(one: blocks.Bullets, page: Page) -> None:
    for item in one.items:
        page.paragraph(BULLETS.get(one.manner, "ListBullet"), item)


@block.register
def _cards(one: blocks.Cards, page: Page) -> None:
    for card in one.items:
        _card(page, card)


def _card(page: Page, card: blocks.Card) -> None:
    page.odd = not page.odd
    for at, entry in enumerate(card.entries):
        if entry.label:
            page.paragraph("EGQuoteLabel", entry.label, card=True)
        last = at == len(card.entries) - 1
        page.paragraph("EGQuote", entry.text, card=True, keep=last and bool(card.foot), last=last and not card.foot)
    if card.foot:
        page.paragraph("EGFoot", card.foot, card=True, last=True)


@block.register
def _grid(one: blocks.Grid, page: Page) -> None:
    if page.headed != one.caption:
        page.paragraph("Caption", one.caption)
    table(page.body, one, page.package.paper.room)
    page.after_table = True


@block.register
def _figure(one: blocks.Figure, page: Page) -> None:
    page.paragraph("EGFinding", one.sentence)
    if readable(one.wide, size(one.wide)[0]):  # a long list is read in its table
        line = page.paragraph("EGFigure")
        drawing(add(line, "r"), page.package, one.wide, one.table.caption, one.sentence)
    _grid(one.table, page)


@block.register
def _works(one: blocks.Works, page: Page) -> None:
    for work in one.items:
        _work(page.paragraph("ListBullet"), page, work)


def _work(line: Element, page: Page, work: blocks.Work) -> None:
    address = web(work.address)
    if address:
        page.link(line, work.title, address=address)
    else:
        runs(line, work.title, "EGStrong")
    if work.address and not address:
        runs(line, f" ({work.address})")
    if work.by:
        runs(line, f" {work.by}")
    if work.note:
        add(add(line, "r"), "br")
        runs(line, work.note, "EGNote")


@block.register
def _fields(one: blocks.Fields, page: Page) -> None:
    for field in one.items:
        page.paragraph("EGLabel", field.label)
        if field.hint:
            page.paragraph("EGHint", field.hint)
        if field.text:
            page.paragraph("EGField", field.text)
        else:
            _empty(page, field)


def _empty(page: Page, field: blocks.Field) -> None:
    """A place to write in: what it says goes away as soon as somebody types, and lines of room stay for a pen."""
    line = page.paragraph("EGFieldEmpty")
    place = add(line, "sdt")
    about = add(place, "sdtPr")
    add(about, "alias", val=field.label[:NAME])
    add(about, "id", val=next(page.numbers))
    add(about, "showingPlcHdr")
    add(about, "text", multiLine=1)
    runs(add(place, "sdtContent"), _("Left empty"), "PlaceholderText")
    room = add(line, "r")
    for _line in range(field.lines):
        add(room, "br")
