"""The participant's page component: what a person sees on their phone."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import traitlets

from evenground.widgets.component import Component


class Participation(Component):
    """Shows one participant's place in a session.

    `content` holds what seldom changes (sections and prompts), `state` the stage and my answers, `room` what others
    shared, `statements` what is put to the room and `group` the people I sit with: each travels only when it changes.
    `marks` tells which content and words a page was drawn with, so that they need not travel again.
    """

    script = "participation.js"
    content = traitlets.Dict().tag(sync=True, echo_update=False)
    words = traitlets.Dict().tag(sync=True, echo_update=False)
    marks = traitlets.Dict().tag(sync=True)
    room = traitlets.Dict().tag(sync=True)
    statements = traitlets.Dict().tag(sync=True)
    group = traitlets.Dict().tag(sync=True)

    def show(self, trait: str, value: dict[str, Any], known: object = None) -> None:
        """Set a trait; one whose mark is `known` is what the page has already, and does not travel."""
        if getattr(self, trait) == value:
            return
        if mark(value) == known:
            self.set_state({trait: value})  # as if the page had told us
        else:
            setattr(self, trait, value)


def mark(value: dict[str, Any]) -> str:
    """A short name for a value, the same in every process."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
