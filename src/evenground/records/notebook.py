"""Lays a record out as a notebook, one cell a part with its output, and shows the same parts in JupyterLab.

No kernel is started: the parts are drawn in this process and stand in the notebook as outputs.
"""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import Any

from evenground.i18n import _
from evenground.records import as_html, as_markdown, escapes, personal_parts, session_parts
from evenground.records.blocks import Part
from evenground.records.facts import PersonalRecord, Record, SessionRecord

TEMPLATES = Path(__file__).parent / "templates"
# Which kind of output is taken where a cell offers several.
PRIORITY = {
    "html": ("text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"),
    "md": ("text/markdown", "text/plain", "text/html"),
}
TOP = "top"


class Display:
    """A part as Jupyter shows it: HTML in JupyterLab and in HTML files, Markdown in Markdown files."""

    def __init__(self, data: dict[str, str], styled: bool) -> None:
        self.data = data
        self.styled = styled

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, str], dict[str, Any]]:
        style = f"<style>{style_sheet()}</style>" if self.styled else ""
        html = f'{style}<div class="eg-record">{self.data["text/html"]}</div>'
        return self.data | {"text/html": html}, {}


class Shown:
    """A record whose parts can be shown one by one in a notebook."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.parts = {part.id: part for part in parts(record)}

    def show(self, name: str) -> Display:
        """Show a part, or a line that says that this record has none of it."""
        if name in self.parts:
            data = bundle(self.record, self.parts[name], list(self.parts.values()))
        else:
            said = _("This record has no part “{name}”. It has: {known}")
            text = said.format(name=name, known=", ".join(self.parts))
            data = {"text/html": f"<p>{escapes.html(text)}</p>", "text/markdown": escapes.markdown_line(text)}
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


def bundle(record: Record, part: Part, every: list[Part]) -> dict[str, str]:
    """A part as the data of a cell's output; the top lists `every` other."""
    if part.id != TOP:
        return {"text/html": as_html.part(part), "text/markdown": as_markdown.part(part)}
    others = [one for one in every if one.id != TOP]
    head = (part.title, kicker(record), part)
    return {
        "text/html": as_html.top(*head, _("In this record"), others),
        "text/markdown": as_markdown.top(*head),
    }


def lay_out(record: Record) -> dict[str, Any]:
    """The notebook of a record as plain data (format 4.5), with its outputs and without any code to run."""
    about = {
        "title": f"{record.head.title} – {kicker(record)}",
        "language": record.head.language,
        "skip": _("Skip to the record"),
    }
    every = parts(record)
    cells = [_cell(part.id, bundle(record, part, every)) for part in every]
    return {"cells": cells, "metadata": {"evenground": about}, "nbformat": 4, "nbformat_minor": 5}


def _cell(name: str, data: dict[str, str]) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    source = f'record.show("{name}")'
    same: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}}
    return same | {"id": name, "source": source, "outputs": [output]}


def style_sheet() -> str:
    """The look of a record, for HTML files and for JupyterLab."""
    return (TEMPLATES / "evenground" / "record.css").read_text(encoding="utf-8")
