"""Two numbers on one line each, with the middle half of the group around each, as plotly takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evenground.charts.chart import Pairs, Span
from evenground.charts.plot_traces import Look, Trace, line, literal, words
from evenground.charts.wording import number

# How far from its line something stands, in letters; a page that knows its own letters places it by this (meta).
UNDER, LINE, BESIDE = 1.45, 1.25, 0.8
ROW = 4.0  # letters in a row, for a figure that is not placed by a page


def pairs(marks: Pairs, look: Look) -> dict[str, Any]:
    """Return a line a label from the first number to the second, each scale drawn over the same width."""
    spans = list(zip(marks.low, marks.high, strict=True))
    places = list(range(len(spans)))
    before, after = (
        [None if value is None else _share(value, span) for value, span in zip(values, spans, strict=True)]
        for values in (marks.before, marks.after)
    )
    noted = any(marks.notes)
    row, under = ROW + (1.6 if noted else 0), UNDER + (0.4 if noted else 0)
    data: list[Trace] = []
    for place, first, second in zip(places, before, after, strict=True):
        data.append(line([0, 1], place, look.colours["edge"], 1.5))
        if first is not None and second is not None:
            data.append(line([first, second], place, look.colours["mark"], look.size / 4))
    for place, both, span in zip(places, marks.spreads, spans, strict=False):
        data += _middle_halves(place, both, span, row, look)
    data += [_dots(after, places, look, hollow=False), _dots(before, places, look, hollow=True)]
    data += _ends(spans, places, look)
    data.append(_under(places, marks.texts, under, row, look, "ink"))
    if noted:
        data.append(_under(places, marks.notes, under + LINE, row, look, "mute"))
    taller = look.size * (1.2 + (1.4 if noted else 0)) * len(places)
    return {"data": data, "layout": {"xaxis": {"range": [-0.12, 1.12]}, "taller": taller}}


def _share(value: float, span: tuple[float, float]) -> float:
    return (value - span[0]) / ((span[1] - span[0]) or 1)


def _middle_halves(
    place: int, both: tuple[Span, Span], span: tuple[float, float], row: float, look: Look
) -> list[Trace]:
    """Return a line with ends over the scale for what was, and a thin bar under it for what is."""
    drawn: list[Trace] = []
    mark, size = look.colours["mark"], look.size
    for one, side in zip(both, (-BESIDE, BESIDE), strict=True):
        if one is None:
            continue
        ends = line([_share(end, span) for end in one], place + side / row, mark, size / (8 if side < 0 else 3))
        drawn.append(ends | {"meta": side})
        if side < 0:
            tick = {"symbol": "line-ns", "size": size / 2, "color": mark, "line": {"color": mark, "width": size / 8}}
            drawn[-1] |= {"mode": "lines+markers", "marker": tick}
    return drawn


def _ends(spans: Sequence[tuple[float, float]], places: Sequence[int], look: Look) -> list[Trace]:
    small = {"size": look.size * 0.9, "color": look.colours["mute"]}
    return [
        words([x] * len(spans), places, [f" {number(span[at])} " for span in spans], look, position, **small)
        for at, (x, position) in enumerate(((0, "middle left"), (1, "middle right")))
    ]


def _under(
    places: Sequence[int], texts: Sequence[str], under: float, row: float, look: Look, ink: str
) -> Trace:
    y = [place + under / row for place in places]
    font = {"size": look.size * 0.9, "color": look.colours[ink]}
    return words([0] * len(y), y, [literal(text) for text in texts], look, "middle right", **font) | {"meta": under}


def _dots(x: Sequence[float | None], places: Sequence[int], look: Look, *, hollow: bool) -> Trace:
    mark = look.colours["mark"]
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(places),
        "mode": "markers",
        "showlegend": False,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": look.size * (0.8 if hollow else 1),
            "color": look.colours["paper"] if hollow else mark,
            "line": {"color": mark, "width": look.size / 6},
            "opacity": 1,
        },
    }
