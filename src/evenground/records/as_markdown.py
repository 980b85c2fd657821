"""Draws the blocks of a record as Markdown; every text is escaped here and nowhere else."""

from __future__ import annotations

from functools import singledispatch

from evenground.i18n import _
from evenground.records import blocks
from evenground.records.escapes import markdown, markdown_line


def part(whole: blocks.Part) -> str:
    """A part with its heading."""
    return "\n\n".join([f"## {markdown_line(whole.title)}", *(block(one) for one in whole.blocks)])


def top(title: str, kicker: str, whole: blocks.Part) -> str:
    """The beginning of a record: what it is and its facts."""
    head = [f"# {markdown_line(title)}", f"**{markdown_line(kicker)}**"]
    return "\n\n".join([*head, *(block(one) for one in whole.blocks)])


@singledispatch
def block(one: blocks.Block) -> str:
    """One block as Markdown."""
    raise TypeError(f"No way to draw {type(one).__name__} as Markdown.")


@block.register
def _heading(one: blocks.Heading) -> str:
    return f"{'#' * one.level} {markdown_line(one.text)}"


@block.register
def _paragraph(one: blocks.Paragraph) -> str:
    text = markdown_line(one.text)
    return f"**{text}**" if one.manner == "notice" else text


@block.register
def _facts(one: blocks.Facts) -> str:
    return "\n".join(f"- **{markdown_line(name)}:** {markdown_line(value)}" for name, value in one.pairs)


@block.register
def _bullets(one: blocks.Bullets) -> str:
    return "\n".join(f"- {markdown_line(item)}" for item in one.items)


@block.register
def _cards(one: blocks.Cards) -> str:
    return "\n\n".join(map(_card, one.items))


def _card(card: blocks.Card) -> str:
    foot = [f"*{markdown_line(card.foot)}*"] if card.foot else []
    return "\n\n".join([*map(_entry, card.entries), *foot])


def _entry(entry: blocks.Entry) -> str:
    label = f"**{markdown_line(entry.label)}**\n\n" if entry.label else ""
    lines = markdown(entry.text).split("\n")
    # Two blanks keep a line's end; an empty line is a new paragraph of the same quotation.
    quoted = [f"> {line}  " if line and after else f"> {line}".rstrip() for line, after in _with_next(lines)]
    return label + "\n".join(quoted)


def _with_next(lines: list[str]) -> list[tuple[str, str]]:
    return list(zip(lines, [*lines[1:], ""], strict=True))


@block.register
def _grid(one: blocks.Grid) -> str:
    rows = [one.columns, ("---",) * len(one.columns)]
    head = ["| " + " | ".join(map(markdown_line, rows[0])) + " |", "| " + " | ".join(rows[1]) + " |"]
    body = ["| " + " | ".join(map(markdown_line, row)) + " |" for row in one.rows]
    return f"*{markdown_line(one.caption)}*\n\n" + "\n".join(head + body)


@block.register
def _figure(one: blocks.Figure) -> str:
    return f"{markdown_line(one.sentence)}\n\n{_grid(one.table)}"


@block.register
def _fields(one: blocks.Fields) -> str:
    return "\n\n".join(map(_field, one.items))


def _field(field: blocks.Field) -> str:
    hint = f"\n\n{markdown_line(field.hint)}" if field.hint else ""
    said = _entry(blocks.Entry(field.text)) if field.text else f"*{markdown_line(_('Left empty'))}*"
    return f"**{markdown_line(field.label)}**{hint}\n\n{said}"


@block.register
def _works(one: blocks.Works) -> str:
    return "\n".join(map(_work, one.items))


def _work(work: blocks.Work) -> str:
    title = markdown_line(work.title)
    if work.address.startswith(("https://", "http://")):
        title = f"[{title}](<{_address(work.address)}>)"
    elif work.address:
        title += f" ({markdown_line(work.address)})"
    by = f" {markdown_line(work.by)}" if work.by else ""
    note = f"  \n  {markdown_line(work.note)}" if work.note else ""
    return f"- {title}{by}{note}"


def _address(address: str) -> str:
    return "".join(f"%{ord(mark):02X}" if mark in "<>\\ \r\n" else mark for mark in address)
