"""Draws an example card: its one part."""

from __future__ import annotations

from babel.lists import format_list

from evenground import i18n
from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Card, Cards, Entry, Paragraph, Part
from evenground.records.facts import ExampleCard, Head

BRIEF, MIDDLE = 180, 560  # characters up to which a text is set larger
LINE = 60  # what a line begun anew counts


def parts(record: ExampleCard) -> list[Part]:
    """The one part of a card: the question, the example as it was typed, and whose work stands behind it."""
    foot = " · ".join(filter(None, (record.name, saying.day(record.head.held))))
    blocks: tuple[Block, ...] = (
        *saying.notices(record.head),
        Paragraph(record.ask, "hint"),
        Cards((Card((Entry(record.text),), foot),), _size(record.text)),
        *_credit(record.head),
    )
    return [Part("top", record.head.workshop, blocks)]


def kicker(_record: ExampleCard) -> str:
    """What kind of record this is."""
    return _("My example")


def _size(text: str) -> str:
    weight = len(text) + LINE * text.count("\n")
    return "brief" if weight <= BRIEF else "middle" if weight <= MIDDLE else "long"


def _credit(head: Head) -> list[Block]:
    authors = list(dict.fromkeys(one.author for one in head.credit if one.author))
    if not authors:
        return [Paragraph(head.affiliation, "hint")] if head.affiliation else []
    names = format_list(authors, locale=i18n.current().replace("-", "_"))
    leans = _("The workshop leans on works by {names}.").format(names=names)
    return [Paragraph(" ".join(filter(None, (leans, head.affiliation))), "hint")]
