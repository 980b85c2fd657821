"""Lays a record out as a notebook, one cell a part with its output, and shows the same parts in JupyterLab.

Here no kernel is started: the parts are drawn in this process and stand in the notebook as outputs. The notebook that
people keep is one of those we ship, run in a kernel of its own (executing.py); both hold the same outputs.
"""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import Any

from evenground.i18n import _
from evenground.records import as_html, as_markdown, block_data, escapes
from evenground.records.blocks import Document, Part
from evenground.records.facts import ExampleCard, PersonalRecord, ProgrammeRecord, Record, SessionRecord
from evenground.records.group import session_parts
from evenground.records.mine import card_parts, personal_parts
from evenground.records.notebook_reading import TOP
from evenground.records.programme import programme_parts

GLANCE = "glance"
TEMPLATES = Path(__file__).parent / "templates"
_BEFORE, _AFTER = '<div class="eg-record">', "</div>"
# Which kind of output is taken where a cell offers several.
PRIORITY = {
    "html": ("text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"),
    "md": ("text/markdown", "text/plain", "text/html"),
}


class Display:
    """A part as Jupyter shows it: HTML on screen and in HTML files, Markdown in Markdown files, data for the others."""

    def __init__(self, data: dict[str, Any], styled: bool) -> None:
        self.data = data
        self.styled = styled

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.data | {"text/html": wrapped(self.data["text/html"], self.styled)}, {}


class Shown:
    """A record whose parts can be shown one by one in a notebook."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.document = document(record)
        self.parts = {part.id: part for part in self.document.parts}

    def show(self, name: str) -> Display:
        """Show a part, or a line that says that this record has none of it."""
        if name in self.parts:
            data = bundle(self.document, self.parts[name])
        else:
            said = _("This record has no part “{name}”. It has: {known}")
            text = said.format(name=name, known=", ".join(self.parts))
            data = {
                "text/html": f"<p>{escapes.html(text)}</p>",
                "text/markdown": escapes.markdown_line(text),
                "text/plain": escapes.visible(text),
            }
        return Display(data, styled=name == TOP)


@singledispatch
def parts(record: Record) -> list[Part]:
    """The parts of a record in their order; the first is the top."""
    raise TypeError(f"{type(record).__name__} is no record.")


@singledispatch
def kicker(record: Record) -> str:
    """What kind of record it is."""
    raise TypeError(f"{type(record).__name__} is no record.")


parts.register(SessionRecord, session_parts.parts)
parts.register(PersonalRecord, personal_parts.parts)
kicker.register(SessionRecord, session_parts.kicker)
kicker.register(PersonalRecord, personal_parts.kicker)
parts.register(ExampleCard, card_parts.parts)
parts.register(ProgrammeRecord, programme_parts.parts)
kicker.register(ExampleCard, card_parts.kicker)
kicker.register(ProgrammeRecord, programme_parts.kicker)


def document(record: Record) -> Document:
    """A record before it is drawn."""
    return Document(
        title=f"{record.head.title} – {kicker(record)}",
        kicker=kicker(record),
        language=record.head.language,
        contents=_("In this record"),
        parts=tuple(parts(record)),
        look="card" if isinstance(record, ExampleCard) else "record",
    )


def bundle(whole: Document, part: Part) -> dict[str, Any]:
    """A part as the data of a cell's output; the top lists every other and tells of the whole document.

    Where the top goes on in a glance, what was found stands first and the list of parts after it.
    """
    others = [one for one in whole.parts if one.id not in (TOP, GLANCE)]
    late = any(one.id == GLANCE for one in whole.parts)
    if part.id != TOP:
        listed = as_html.listing(whole.contents, others) if part.id == GLANCE else ""
        return _bundle(part, as_html.part(part) + listed, as_markdown.part(part), block_data.part_data(part))
    others = [] if late else others
    head = (part.title, whole.kicker, part)
    return _bundle(
        part,
        as_html.top(*head, whole.contents, others),
        as_markdown.top(*head),
        block_data.part_data(part, about(whole)),
    )


def _bundle(part: Part, html: str, markdown: str, data: dict[str, Any]) -> dict[str, Any]:
    plain = escapes.visible(part.title)
    return {"text/html": html, "text/markdown": markdown, "text/plain": plain, block_data.MIME: data}


def about(whole: Document) -> dict[str, str]:
    """What a template and an exporter have to know of a whole document."""
    return {
        "title": whole.title,
        "kicker": whole.kicker,
        "language": whole.language,
        "contents": whole.contents,
        "look": whole.look,
        "skip": _("Skip to the record"),
    }


def lay_out(record: Record) -> dict[str, Any]:
    """The notebook of a record as plain data (format 4.5), with its outputs and without any code to run."""
    whole = document(record)
    cells = [_cell(part.id, bundle(whole, part)) for part in whole.parts]
    return {"cells": cells, "metadata": {"evenground": about(whole)}, "nbformat": 4, "nbformat_minor": 5}


def _cell(name: str, data: dict[str, Any]) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    source = f'record.show("{name}")'
    same: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}}
    return same | {"id": name, "source": source, "outputs": [output]}


def wrapped(html: str, styled: bool) -> str:
    """A part with what its look needs in JupyterLab, where no page of ours is around it."""
    style = f"<style>{style_sheet()}</style>" if styled else ""
    return f'{style}{_BEFORE}{html}{_AFTER}'


def unwrapped(html: str) -> str:
    """The part alone again."""
    before, mark, part = html.partition(_BEFORE)
    ours = mark and part.endswith(_AFTER) and before in ("", f"<style>{before[7:-8]}</style>")
    return part.removesuffix(_AFTER) if ours else html


def style_sheet() -> str:
    """The look of a record, for HTML files and for JupyterLab."""
    return (TEMPLATES / "evenground" / "record.css").read_text(encoding="utf-8")
