"""Draws a chart with plotly, for a board at the end of the room and for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from evenground.charts.canvas import LIGHT
from evenground.charts.chart import Bars, Chart, Pairs
from evenground.charts.lettering import width as width_of
from evenground.charts.lettering import wrap
from evenground.charts.wording import number
from evenground.i18n import _

DARK = {"ink": "#ecf2f4", "mute": "#b9c6cc", "edge": "#8c9ea8", "paper": "#182329", "mark": "#7cd0dc"}
CONFIG = {"displayModeBar": False, "staticPlot": True, "responsive": True, "displaylogo": False}
SIZE = 18  # font size in px at scale 1
LABEL_ROOM = 260  # px for labels at scale 1
# plotly reads tags, entities and formulas in text: what people typed is to stay what they typed.
_LITERAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


@dataclass(frozen=True)
class _Look:
    """Colours and the size of letters."""

    colours: dict[str, str]
    size: float


def figure(chart: Chart, scale: float = 1.0, dark: bool = False) -> go.Figure:
    """Return a still figure of the chart, its letters `scale` times as large; show it with CONFIG."""
    look = _Look(DARK if dark else LIGHT, SIZE * scale)
    marks = chart.marks
    if isinstance(marks, Bars):
        drawn = _bars(marks, look)
    elif isinstance(marks, Pairs):
        drawn = _pairs(marks, look)
    else:
        drawn = _empty((), look)
        drawn.update_layout(height=look.size * 8, margin_l=look.size)
        _note(drawn, look, "<br>".join(_lines(chart.sentence, 620 * scale, look.size, most=6)), 0.5)
        drawn.update_xaxes(visible=False)
        drawn.update_yaxes(visible=False)
    if chart.synthetic:
        _note(drawn, look, literal(_("Synthetic group: no real people")), 0)
        drawn.update_layout(margin_b=look.size * 3, height=drawn.layout.height + look.size * 2)
    return drawn


def literal(text: str) -> str:
    """Return text as plotly is to be given it so that every letter of it is shown."""
    return text.translate(_LITERAL)


def _lines(text: str, room: float, size: float, most: int = 3) -> list[str]:
    return [literal(line) for line in wrap(text, room, size, most)]


def _bars(bars: Bars, look: _Look) -> go.Figure:
    more = [extra or 0 for extra in bars.more] or [0] * len(bars.labels)
    values = [value or 0 for value in bars.values]
    ends = [value + extra for value, extra in zip(values, more, strict=True)]
    places = list(range(len(values)))
    drawn = _empty(bars.labels, look)
    drawn.add_trace(_bar(values, places, ["/" if quiet else "" for quiet in bars.quiet], look))
    if any(more):
        drawn.add_trace(_bar(more, places, ["/"] * len(places), look))
    full = bars.limit or max(ends) or 1
    drawn.update_yaxes(showline=True, linecolor=look.colours["edge"], linewidth=1.5)
    drawn.add_trace(_texts([bars.limit or end for end in ends], places, bars.texts, look))
    room = max(width_of(text, look.size) for text in bars.texts) / (LABEL_ROOM * look.size / SIZE)
    drawn.update_xaxes(range=[0, full * (1.1 + min(1.2, room * 0.75))], visible=False)
    if bars.limit:
        drawn.add_trace(_tracks(bars.limit, places, look))
    return drawn


def _bar(values: Sequence[float], places: list[int], patterns: list[str], look: _Look) -> go.Bar:
    """Return bars; suggested ones have diagonal lines, so that colour does not stand alone."""
    colours = look.colours
    return go.Bar(
        x=list(values),
        y=places,
        orientation="h",
        width=0.62,
        showlegend=False,
        hoverinfo="skip",
        marker={
            "color": colours["mark"],
            "line": {"color": colours["mark"], "width": [1.5 if value else 0 for value in values]},
            "pattern": {
                "shape": patterns,
                "fgcolor": colours["mark"],
                "bgcolor": colours["paper"],
                "size": look.size / 2,
                "solidity": 0.35,
            },
        },
    )


def _tracks(limit: float, places: list[int], look: _Look) -> go.Bar:
    """Return outlines as long as everybody, to see how far a bar is from full."""
    return go.Bar(
        x=[limit] * len(places),
        y=places,
        base=0,
        orientation="h",
        width=0.62,
        showlegend=False,
        hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": look.colours["edge"], "width": 1.5}},
    )


def _texts(ends: Sequence[float], places: Sequence[float], texts: Sequence[str], look: _Look) -> go.Scatter:
    return go.Scatter(
        x=list(ends),
        y=list(places),
        mode="text",
        text=[f"  {literal(text)}" for text in texts],
        textposition="middle right",
        textfont={"size": look.size, "color": look.colours["ink"]},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def _pairs(pairs: Pairs, look: _Look) -> go.Figure:
    """Return a line a label from the first number to the second, each scale drawn over the same width."""
    drawn = _empty(pairs.labels, look)
    spans = list(zip(pairs.low, pairs.high, strict=True))
    places = list(range(len(spans)))
    before, after = (
        [
            None if value is None else (value - low) / ((high - low) or 1)
            for value, (low, high) in zip(values, spans, strict=True)
        ]
        for values in (pairs.before, pairs.after)
    )
    for place, first, second in zip(places, before, after, strict=True):
        drawn.add_trace(_line([0, 1], place, look.colours["edge"], 1.5))
        if first is not None and second is not None:
            drawn.add_trace(_line([first, second], place, look.colours["mark"], look.size / 4))
    drawn.add_trace(_dots(after, places, look, hollow=False))
    drawn.add_trace(_dots(before, places, look, hollow=True))
    ends = [[number(span[side]) for span in spans] for side in (0, 1)]
    for x, texts, position in ((0, ends[0], "middle left"), (1, ends[1], "middle right")):
        drawn.add_trace(_small([x] * len(spans), places, [f" {text} " for text in texts], position, look))
    below = [place + 0.36 for place in places]
    drawn.add_trace(
        _small([0] * len(spans), below, [literal(t) for t in pairs.texts], "middle right", look, "ink")
    )
    drawn.update_xaxes(range=[-0.12, 1.12], visible=False)
    drawn.update_layout(height=drawn.layout.height + look.size * 1.2 * len(places))
    return drawn


def _line(x: Sequence[float], place: int, colour: str, thick: float) -> go.Scatter:
    return go.Scatter(
        x=list(x),
        y=[place, place],
        mode="lines",
        line={"color": colour, "width": thick},
        showlegend=False,
        hoverinfo="skip",
    )


def _dots(x: Sequence[float | None], places: list[int], look: _Look, *, hollow: bool) -> go.Scatter:
    mark = look.colours["mark"]
    return go.Scatter(
        x=list(x),
        y=places,
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "size": look.size * (0.8 if hollow else 1),
            "color": look.colours["paper"] if hollow else mark,
            "line": {"color": mark, "width": look.size / 6},
            "opacity": 1,
        },
    )


def _small(
    x: Sequence[float],
    y: Sequence[float],
    texts: Sequence[str],
    position: str,
    look: _Look,
    ink: str = "mute",
) -> go.Scatter:
    return go.Scatter(
        x=list(x),
        y=list(y),
        mode="text",
        text=list(texts),
        textposition=position,
        cliponaxis=False,
        textfont={"size": look.size * 0.9, "color": look.colours[ink]},
        showlegend=False,
        hoverinfo="skip",
    )


def _empty(labels: Sequence[str], look: _Look) -> go.Figure:
    """Return a figure with a row for each label and nothing to press or drag."""
    room = LABEL_ROOM * look.size / SIZE
    ticks = [_lines(label, room, look.size) for label in labels]
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
        "xaxis": {"fixedrange": True, "zeroline": False},
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
    return go.Figure(layout=layout)


def _note(drawn: go.Figure, look: _Look, text: str, y: float) -> None:
    drawn.add_annotation(
        text=text,
        x=0,
        y=y,
        xref="paper",
        yref="paper",
        showarrow=False,
        xanchor="left",
        yanchor="middle" if y else "top",
        yshift=0 if y else -look.size,
        align="left",
        font={"size": look.size * (1 if y else 0.9), "color": look.colours["mute"]},
    )
