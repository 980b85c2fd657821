"""Writes a record as a PDF: tagged, with its language, title and outline, for reading aloud and for printing."""

from __future__ import annotations

from evenground.records.blocks import Document
from evenground.records.paper import as_typst, typesetting


def write(document: Document, paper: str) -> bytes:
    """A record on paper (a4 or letter); writing it twice gives the same bytes."""
    return typesetting.pages(as_typst.source(document, paper))
