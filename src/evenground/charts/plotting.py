"""A chart as plotly takes it, in plain data: what every kind of marks has in common, and which draws which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evenground.charts.canvas import LIGHT
from evenground.charts.chart import Bars, Cells, Chart, Pairs, Parts
from evenground.charts.lettering import wrap
from evenground.charts.plot_bars import bars
from evenground.charts.plot_grid import grid
from evenground.charts.plot_pairs import pairs
from evenground.charts.plot_parts import parts
from evenground.charts.plot_traces import LABEL_ROOM, SIZE, Look, literal
from evenground.i18n import _

__all__ = ["DARK", "literal", "plotted"]

DARK = {"ink": "#ecf2f4", "mute": "#b9c6cc", "edge": "#8c9ea8", "paper": "#182329", "mark": "#7cd0dc"}
Plotted = dict[str, Any]


def plotted(chart: Chart, scale: float = 1.0, dark: bool = False) -> Plotted:
    """Return the chart's `data` and `layout`: a still figure, its letters `scale` times as large."""
    look = Look(DARK if dark else LIGHT, SIZE * scale)
    drawn = _marks(chart, look, scale)
    if chart.synthetic:
        layout = drawn["layout"]
        layout["annotations"] = [*layout.get("annotations", []), _note(_("Synthetic group: no real people"), look)]
        layout["margin"]["b"] = look.size * 3
        layout["height"] += look.size * 2
    return drawn


def _marks(chart: Chart, look: Look, scale: float) -> Plotted:
    marks = chart.marks
    if isinstance(marks, Bars):
        return _over(_rows(marks.labels, look), bars(marks, look))
    if isinstance(marks, Pairs):
        return _over(_rows(marks.labels, look), pairs(marks, look))
    if isinstance(marks, Cells):
        return _over(_rows(marks.rows, look), grid(marks, look))
    if isinstance(marks, Parts):
        return _over(_rows(marks.labels, look), parts(marks, look))
    return _words(chart.sentence, look, scale)


def _over(drawn: Plotted, more: Plotted) -> Plotted:
    """Return a figure with the traces of one kind of marks, and what their layout says about its axes and height."""
    layout, special = drawn["layout"], more["layout"]
    for name in ("xaxis", "yaxis", "margin"):
        layout[name] |= special.pop(name, {})
    layout["height"] += special.pop("taller", 0)
    return {"data": more["data"], "layout": layout | special}


def _rows(labels: Sequence[str], look: Look) -> Plotted:
    """Return a figure with a row for each label and nothing to press or drag."""
    room = LABEL_ROOM * look.size / SIZE
    ticks = [[literal(line) for line in wrap(label, room, look.size)] for label in labels]
    rows = max((len(tick) for tick in ticks), default=1)
    layout: dict[str, Any] = {
        "template": {},
        "barmode": "stack",
        "hovermode": False,
        "dragmode": False,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": look.size, "color": look.colours["ink"]},
        "margin": {"l": room + look.size, "r": look.size, "t": look.size / 2, "b": look.size / 2},
        "height": look.size * (1 + len(labels) * max(2.2, rows * 1.35 + 0.4)),
        "xaxis": {"fixedrange": True, "zeroline": False, "visible": False},
        "yaxis": {
            "fixedrange": True,
            "range": [len(labels) - 0.4, -0.6],
            "tickvals": list(range(len(labels))),
            "ticktext": ["<br>".join(tick) for tick in ticks],
            "showgrid": False,
            "zeroline": False,
            "ticklen": 8,
            "tickcolor": "rgba(0,0,0,0)",
        },
    }
    return {"data": [], "layout": layout}


def _words(sentence: str, look: Look, scale: float) -> Plotted:
    """Return a figure without marks: its sentence, so that an empty place says why it is empty."""
    drawn = _rows((), look)
    layout = drawn["layout"]
    layout["height"] = look.size * 8
    layout["margin"]["l"] = look.size
    lines = [literal(line) for line in wrap(sentence, 620 * scale, look.size, 6)]
    layout["annotations"] = [_note("<br>".join(lines), look, middle=True)]
    layout["xaxis"]["visible"] = layout["yaxis"]["visible"] = False
    return drawn


def _note(text: str, look: Look, *, middle: bool = False) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "y": 0.5 if middle else 0,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle" if middle else "top",
        "yshift": 0 if middle else -look.size,
        "align": "left",
        "font": {"size": look.size * (1 if middle else 0.9), "color": look.colours["mute"]},
    }
