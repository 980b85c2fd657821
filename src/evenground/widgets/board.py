"""The board's page component: what a whole room sees."""

from __future__ import annotations

import traitlets

from evenground.widgets.bundle import FOLDER
from evenground.widgets.component import Component


class Board(Component):
    """Shows one session to everybody; `room` is the chart or list on show, and travels when it changes."""

    script = "board.js"
    _css = "".join((FOLDER / name).read_text("utf-8") for name in ("plot.css", "board.css"))
    room = traitlets.Dict().tag(sync=True)
