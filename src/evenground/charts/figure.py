"""Makes a plotly figure of a chart, for notebooks; the board draws the same data without this library."""

from __future__ import annotations

import plotly.graph_objects as go

from evenground.charts.chart import Chart
from evenground.charts.plotting import DARK, literal, plotted

__all__ = ["CONFIG", "DARK", "figure", "literal"]

CONFIG = {"displayModeBar": False, "staticPlot": True, "responsive": True, "displaylogo": False}


def figure(chart: Chart, scale: float = 1.0, dark: bool = False) -> go.Figure:
    """Return a still figure of the chart, its letters `scale` times as large; show it with CONFIG."""
    return go.Figure(plotted(chart, scale, dark))
