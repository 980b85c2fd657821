"""The participant's page component: what a person sees on their phone."""

from __future__ import annotations

import traitlets

from evenground.widgets.component import Component


class Participation(Component):
    """Shows one participant's place in a session.

    `content` holds what seldom changes (sections and prompts), `state` the stage and my answers, `room` what others
    shared: each travels only when it changes.
    """

    script = "participation.js"
    content = traitlets.Dict().tag(sync=True)
    room = traitlets.Dict().tag(sync=True)
