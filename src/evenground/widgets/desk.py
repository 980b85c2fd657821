"""The facilitator's page component: where a session is started, led and closed."""

from __future__ import annotations

from pathlib import Path

import traitlets

from evenground.widgets.component import Component


class Desk(Component):
    """Shows one session to its facilitator.

    `state` holds nobody's words; `room` holds what people shared and the themes, and is empty before sharing.
    Each travels only when it changes.
    """

    script = "desk.js"
    _css = Path(__file__).with_name("desk.css").read_text("utf-8")
    room = traitlets.Dict().tag(sync=True)
