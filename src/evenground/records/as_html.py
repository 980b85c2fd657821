"""Draws the blocks of a record as HTML; every text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from evenground.i18n import _
from evenground.records import blocks
from evenground.records.escapes import html

WIDE = 2


def part(whole: blocks.Part) -> str:
    """A part as one section with its heading."""
    name = html(whole.id)
    body = "\n".join(block(one) for one in whole.blocks)
    fresh = " is-fresh" if whole.fresh else ""
    return (
        f'<section class="eg-part{fresh}" aria-labelledby="{name}">\n<h2 id="{name}">{html(whole.title)}</h2>\n'
        f"{body}\n</section>"
    )


def top(title: str, kicker: str, whole: blocks.Part, contents: str, others: Iterable[blocks.Part]) -> str:
    """The beginning of a record: what it is, its facts and a list of its parts."""
    body = "\n".join(block(one) for one in whole.blocks)
    return (
        f'<header class="eg-top">\n<p class="eg-kicker">{html(kicker)}</p>\n'
        f'<h1 dir="auto">{html(title)}</h1>\n{body}\n'
        f"</header>{listing(contents, others)}"
    )


def listing(contents: str, others: Iterable[blocks.Part]) -> str:
    """The list of a record's parts; nothing where there are none."""
    links = "".join(f'<li><a href="#{html(one.id)}">{html(one.title)}</a></li>' for one in others)
    return f'\n<nav class="eg-contents" aria-label="{html(contents)}"><ul>{links}</ul></nav>' if links else ""


@singledispatch
def block(one: blocks.Block) -> str:
    """One block as HTML."""
    raise TypeError(f"No way to draw {type(one).__name__} as HTML.")


@block.register
def _heading(one: blocks.Heading) -> str:
    language = f' lang="{html(one.language)}"' if one.language else ""
    return f'<h{one.level}{language} dir="auto">{html(one.text)}</h{one.level}>'


@block.register
def _paragraph(one: blocks.Paragraph) -> str:
    manner = f' class="eg-{html(one.manner)}"' if one.manner else ""
    return f"<p{manner}>{html(one.text)}</p>"


@block.register
def _facts(one: blocks.Facts) -> str:
    rows = (f"<div><dt>{html(name)}</dt><dd>{html(value)}</dd></div>" for name, value in one.pairs)
    return f'<dl class="eg-facts">{"".join(rows)}</dl>'


@block.register
def _bullets(one: blocks.Bullets) -> str:
    manner = f" eg-is-{html(one.manner)}" if one.manner else ""
    return f'<ul class="eg-bullets{manner}">{"".join(f"<li>{html(item)}</li>" for item in one.items)}</ul>'


@block.register
def _cards(one: blocks.Cards) -> str:
    manner = f" eg-is-{html(one.manner)}" if one.manner else ""
    return f'<ul class="eg-cards{manner}">\n' + "\n".join(_card(card) for card in one.items) + "\n</ul>"


def _card(card: blocks.Card) -> str:
    foot = f'<p class="eg-foot" dir="auto">{html(card.foot)}</p>' if card.foot else ""
    return f"<li>{''.join(map(_entry, card.entries))}{foot}</li>"


def _entry(entry: blocks.Entry) -> str:
    label = f'<p class="eg-label">{html(entry.label)}</p>' if entry.label else ""
    return f'{label}<p class="eg-words" dir="auto">{html(entry.text)}</p>'


@block.register
def _grid(one: blocks.Grid) -> str:
    head = "".join(f'<th scope="col">{html(name)}</th>' for name in one.columns)
    rows = "\n".join(_row(row) for row in one.rows)
    # Only a wide table may have to be scrolled on a phone, and then the keyboard has to reach it.
    # It is called a table, since the section around it may be called as its caption is.
    called = html(_("Table: {caption}").format(caption=one.caption))
    reach = f' role="region" aria-label="{called}" tabindex="0"' if len(one.columns) > WIDE else ""
    return (
        f'<div class="eg-scroll"{reach}><table>\n<caption>{html(one.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(row: tuple[str, ...]) -> str:
    cells = "".join(f'<td dir="auto">{html(text)}</td>' for text in row[1:])
    return f'<tr><th scope="row" dir="auto">{html(row[0])}</th>{cells}</tr>'


@block.register
def _figure(one: blocks.Figure) -> str:
    # The drawings are safe by how they were made, element by element.
    return (
        f"<figure>\n<figcaption>{html(one.sentence)}</figcaption>\n"
        f'<div class="eg-wide">{one.wide}</div>\n<div class="eg-narrow">{one.narrow}</div>\n</figure>\n'
        + _grid(one.table)
    )


@block.register
def _fields(one: blocks.Fields) -> str:
    return f'<dl class="eg-fields">{"".join(map(_field, one.items))}</dl>'


def _field(field: blocks.Field) -> str:
    hint = f'<span class="eg-hint">{html(field.hint)}</span>' if field.hint else ""
    if field.text:
        said = f'<dd class="eg-words" dir="auto">{html(field.text)}</dd>'
    else:
        said = f'<dd class="eg-blank" style="--eg-lines:{field.lines}">{html(_("Left empty"))}</dd>'
    return f"<div><dt>{html(field.label)}{hint}</dt>{said}</div>"


@block.register
def _works(one: blocks.Works) -> str:
    return f'<ul class="eg-works">{"".join(map(_work, one.items))}</ul>'


def _work(work: blocks.Work) -> str:
    title = f'<cite dir="auto">{html(work.title)}</cite>'
    if work.address.startswith(("https://", "http://")):
        title = f'<a href="{html(work.address)}" rel="noreferrer">{title}</a>'
    elif work.address:
        title += f" ({html(work.address)})"
    by = f" {html(work.by)}" if work.by else ""
    note = f'<span class="eg-note">{html(work.note)}</span>' if work.note else ""
    return f"<li>{title}{by}{note}</li>"
