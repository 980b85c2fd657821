"""A chart for notebooks: its sentence, its figure and its table."""

from __future__ import annotations

from typing import Any

from evenground import i18n
from evenground.charts.chart import Chart as Result
from evenground.charts.chart import Empty
from evenground.errors import InputError
from evenground.i18n import _
from evenground.widgets.bundle import FOLDER
from evenground.widgets.component import Component
from evenground.widgets.library import send_plotly

WIDTH = 700


class Chart(Component):
    """Shows a chart in JupyterLab: `Chart(themes(placed, 3))`. Assign `chart` to show another."""

    script = "chart.js"
    _css = (FOLDER / "plot.css").read_text("utf-8")

    def __init__(self, chart: Result, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.speak(i18n.current())
        self.on_do(self._do)
        self.chart = chart

    @property
    def chart(self) -> Result:
        """The chart that is shown."""
        return self._chart

    @chart.setter
    def chart(self, chart: Result) -> None:
        from evenground.charts.figure import figure
        from evenground.charts.svg import svg

        self._chart = chart
        empty = isinstance(chart.marks, Empty)
        self.state = {
            "title": chart.title,
            "sentence": chart.sentence,
            "columns": list(chart.columns),
            "rows": [list(row) for row in chart.rows],
            "synthetic": chart.synthetic,
            "labels": [] if isinstance(chart.marks, Empty) else list(chart.marks.labels),
            "figure": None if empty else figure(chart).to_plotly_json(),
            "svg": "" if empty else svg(chart, width=WIDTH),
        }

    def _do(self, name: str, _args: dict[str, Any]) -> None:
        if name == "plotly":
            send_plotly(self)
        elif name not in ("hello", "ping"):
            raise InputError(_("This page cannot do that. Reload it and try again."))
