"""Reads a notebook that was run as a document to draw: one of ours as it was, any other as well as can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evenground.errors import InputError
from evenground.i18n import ENGLISH, _
from evenground.records import block_data, markdown_reading
from evenground.records.blocks import Block, Card, Cards, Document, Entry, Heading, Paragraph, Part

# Cells with these tags are for whoever runs the notebook and no part of a record: those that guide, and those that are
# of use only where the notebook is run, such as the ones that make files.
GUIDE, HERE = "guide", "here"
TOP = "top"
LOWEST = 4  # the deepest heading that every format draws


def document_of(nb: Any, name: str = "") -> Document:
    """The document that a notebook holds; `name` is its title where nothing in it is.

    A notebook of ours gives the document it was made from. Of any other the first heading is the title, every further
    one of the first two levels begins a part, and what no block can hold (pictures, HTML) is left out.
    """
    about = about_of(nb)
    found = [one for cell in kept(nb) for one in _read(cell)]
    parts = _top_first(_in_parts(_levelled(found)), about.get("title") or _title(nb, name))
    return Document(
        title=about.get("title") or parts[0].title,
        kicker=about.get("kicker", ""),
        language=about.get("language") or ENGLISH,
        contents=about.get("contents") or _("In this record"),
        parts=tuple(parts),
        look="card" if about.get("look") == "card" else "record",
    )


def kept(nb: Any) -> list[Any]:
    """The cells that belong to the record."""
    return [cell for cell in nb["cells"] if not {GUIDE, HERE} & set(tags(cell))]


def tags(cell: Any) -> list[str]:
    """The tags of a cell."""
    found = cell.get("metadata", {}).get("tags", [])
    return [str(one) for one in found]


def about_of(nb: Any) -> dict[str, str]:
    """What the top of a record of ours tells of the whole; nothing in any other notebook."""
    outputs = (output for cell in kept(nb) for output in cell.get("outputs", ()))
    told = (block_data.about_of(output.get("data", {}).get(block_data.MIME)) for output in outputs)
    return next(filter(None, told), {})


def _title(nb: Any, name: str) -> str:
    return str(nb.get("metadata", {}).get("title") or name or _("Notebook"))


def _read(cell: Any) -> Iterator[Part | Block]:
    if cell["cell_type"] == "markdown":
        yield from markdown_reading.blocks_of(_text(cell["source"]))
    elif cell["cell_type"] == "code":
        for output in cell["outputs"]:
            yield from _output(output)


def _output(output: Any) -> Iterator[Part | Block]:
    """One output: a part of ours, or the richest text that it offers."""
    kind, data = output["output_type"], output.get("data", {})
    if kind == "stream":
        yield from _lines(_text(output["text"]))
    elif kind == "error":
        yield Paragraph(f"{output['ename']}: {output['evalue']}", "notice")
    elif block_data.MIME in data and (part := _part(data[block_data.MIME])):
        yield part
    elif "text/markdown" in data:
        yield from markdown_reading.blocks_of(_text(data["text/markdown"]))
    elif "text/plain" in data:
        yield from _lines(_text(data["text/plain"]))


def _part(data: Any) -> Part | None:
    """The part, or nothing where its data was changed: then its Markdown is read instead."""
    try:
        return block_data.part_of(data)
    except InputError:
        return None


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _lines(text: str) -> list[Block]:
    """Printed text as a paragraph; several lines as they stand."""
    text = text.strip("\r\n")
    if not text.strip():
        return []
    return [Cards((Card((Entry(text),)),))] if "\n" in text else [Paragraph(text)]


def _levelled(found: list[Part | Block]) -> list[Part | Block]:
    """Headings without a gap between their levels: one title at most, and below it no step missed."""
    heads = [one.level for one in found if isinstance(one, Heading)]
    ours = any(isinstance(one, Part) and one.id == TOP for one in found)
    titled = not ours and heads[:1] == [1] and heads.count(1) == 1
    shift = 0 if titled or 1 not in heads else 1
    last = 1
    made: list[Part | Block] = []
    for one in found:
        if isinstance(one, Part):
            last = 2
        if isinstance(one, Heading) and not (titled and one.level == 1):
            last = min(max(one.level + shift, 2), last + 1, LOWEST)
            one = replace(one, level=last)
        made.append(one)
    return made


def _in_parts(found: list[Part | Block]) -> list[Part]:
    """Parts of ours as they are; other blocks in the part that their heading begins, or that stands before them."""
    parts: list[Part] = []
    for one in found:
        if isinstance(one, Part):
            parts.append(one)
        elif isinstance(one, Heading) and one.level <= 2:
            name = TOP if one.level == 1 else f"part-{len(parts) + 1}"
            parts.append(Part(name, one.text, ()))
        elif parts:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, one))
        else:
            parts.append(Part(TOP, "", (one,)))
    return parts


def _top_first(parts: list[Part], title: str) -> list[Part]:
    """The top before everything else; made where there is none, and named where it has no title."""
    top = next((one for one in parts if one.id == TOP), Part(TOP, title, ()))
    others = [one for one in parts if one is not top]
    return [top if top.title else replace(top, title=title), *others]
