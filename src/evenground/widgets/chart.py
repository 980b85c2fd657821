"""A chart for notebooks: its sentence, its figure and its table."""

from __future__ import annotations

from typing import Any

from evenground import i18n
from evenground.charts.chart import Bars, Empty, Pairs
from evenground.charts.chart import Chart as Result
from evenground.errors import InputError
from evenground.i18n import _
from evenground.widgets.bundle import FOLDER
from evenground.widgets.component import Component
from evenground.widgets.library import send_plotly

WIDTH, NARROW = 700, 340


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
        from evenground.charts.plotting import plotted
        from evenground.charts.svg import svg

        self._chart = chart
        marks = chart.marks
        empty, rowed = isinstance(marks, Empty), isinstance(marks, Bars | Pairs)
        self.state = {
            "title": chart.title,
            "sentence": chart.sentence,
            "columns": list(chart.columns),
            "rows": [list(row) for row in chart.rows],
            "synthetic": chart.synthetic,
            "labels": list(marks.labels) if isinstance(marks, Bars | Pairs) else [],
            "figure": plotted(chart) if rowed else None,  # grids and parts are drawn here, by ourselves
            "svg": "" if empty else svg(chart, width=WIDTH),
            "narrow": "" if empty or rowed else svg(chart, width=NARROW),
        }

    def _do(self, name: str, _args: dict[str, Any]) -> None:
        if name == "plotly":
            send_plotly(self)
        elif name not in ("hello", "ping"):
            raise InputError(_("This page cannot do that. Reload it and try again."))
