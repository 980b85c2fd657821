"""The page component of coming back: what somebody meant to do, and what came of it."""

from __future__ import annotations

from pathlib import Path

from evenground.widgets.component import Component


class Returning(Component):
    """Shows one person their own record again; what they write stays in the browser until they save it.

    `state` holds the record's words, and nothing of what is being written.
    """

    script = "returning.js"
    _css = Path(__file__).with_name("returning.css").read_text("utf-8")
