"""The facilitator's page component: where a session is started, led and closed."""

from __future__ import annotations

from pathlib import Path

import traitlets

from evenground.widgets.component import Component

STYLES = [Path(__file__).with_name(name) for name in ("desk.css", "desk_gaps.css", "desk_statements.css")]


class Desk(Component):
    """Shows one session to its facilitator.

    `state` holds nobody's words; `room` holds what people shared and the themes, and is empty before sharing.
    `engine` holds how the machine's suggestions stand on this page alone, and the groups it was asked for.
    Each travels only when it changes.
    """

    script = "desk.js"
    _css = "\n".join(file.read_text("utf-8") for file in STYLES if file.exists())
    room = traitlets.Dict().tag(sync=True)
    engine = traitlets.Dict().tag(sync=True)
