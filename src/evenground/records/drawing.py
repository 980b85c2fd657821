"""Draws a record's notebook with our template: by nbconvert, or in a participant's kernel without loading it.

nbconvert takes two seconds and 56 MB to load. A session's record can bear that; thirty people who take their
own records home at the same time could not. Both ways use the same template and give the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from evenground.records import notebook
from evenground.records.escapes import html
from evenground.records.facts import ExampleCard, PersonalRecord, Record

MY_OWN = (PersonalRecord, ExampleCard)  # what a participant takes home from their phone


def draw(record: Record, ending: str) -> str:
    """The record as the text of a file with this ending, html or md."""
    return lightly(record, ending) if isinstance(record, MY_OWN) else by_nbconvert(record, ending)


def by_nbconvert(record: Record, ending: str) -> str:
    """Draw a record with our exporter."""
    import nbformat

    text, _resources = _exporter(ending).from_notebook_node(nbformat.from_dict(notebook.lay_out(record)))
    return str(text)


def lightly(record: Record, ending: str) -> str:
    """Draw a record with our template alone: its cells hold nothing but our own outputs."""
    return _template(ending).render(nb=notebook.lay_out(record), resources={}).lstrip("\r\n")


@cache
def _exporter(ending: str) -> Any:
    from evenground.records import exporters

    return {"html": exporters.EvengroundHTMLExporter, "md": exporters.EvengroundMarkdownExporter}[ending]()


@cache
def _template(ending: str) -> Any:
    from jinja2 import Environment, FileSystemLoader

    folder = FileSystemLoader(notebook.TEMPLATES / "evenground")
    environment = Environment(loader=folder)  # noqa: S701 (our parts are escaped where they are made)
    environment.filters |= {
        "shown": html,
        "filter_data_type": lambda data: [next(kind for kind in notebook.PRIORITY[ending] if kind in data)],
        "markdown2html": str,
    }
    return environment.get_template(f"index.{ending}.j2")
