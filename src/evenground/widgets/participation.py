"""The participant's page component: what a person sees on their phone."""

from __future__ import annotations

from typing import Any

import traitlets

from evenground.widgets.component import Component, mark

MARKED = ("content", "words")  # long and seldom new: a page that was drawn with them says so when it greets


class Participation(Component):
    """Shows one participant's place in a session.

    `content` holds what seldom changes (sections and prompts), `state` the stage and my answers, `room` what others
    shared, `statements` what is put to the room and `group` the people I sit with: each travels only when it changes.
    `marks` names the content and the words that go with it, so that the page can say that it has them.
    """

    script = "participation.js"
    content = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    room = traitlets.Dict().tag(sync=True)
    statements = traitlets.Dict().tag(sync=True)
    group = traitlets.Dict().tag(sync=True)

    @traitlets.observe(*MARKED)
    def _mark(self, change: Any) -> None:
        self.marks = {**self.marks, change.name: mark(change.new)}
