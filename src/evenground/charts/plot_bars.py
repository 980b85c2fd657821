"""Bars as plotly takes them."""

from __future__ import annotations

from typing import Any

from evenground.charts.chart import Bars
from evenground.charts.lettering import width as width_of
from evenground.charts.plot_traces import LABEL_ROOM, SIZE, Look, bar, literal, outlines, words


def bars(marks: Bars, look: Look) -> dict[str, Any]:
    """Return a bar a label, what is only suggested on top of it in lines, and its text at its end."""
    more = [extra or 0 for extra in marks.more] or [0] * len(marks.labels)
    values = [value or 0 for value in marks.values]
    ends = [value + extra for value, extra in zip(values, more, strict=True)]
    places = list(range(len(values)))
    data = [bar(values, places, ["/" if quiet else "" for quiet in marks.quiet], look)]
    if any(more):
        data.append(bar(more, places, ["/"] * len(places), look))
    full = marks.limit or max(ends) or 1
    texts = [f"  {literal(text)}" for text in marks.texts]
    data.append(words([marks.limit or end for end in ends], places, texts, look, "middle right"))
    if marks.limit:  # as long as everybody, to see how far a bar is from full
        data.append(outlines([marks.limit] * len(places), places, look.colours["edge"]))
    room = max(width_of(text, look.size) for text in marks.texts) / (LABEL_ROOM * look.size / SIZE)
    return {
        "data": data,
        "layout": {
            "xaxis": {"range": [0, full * (1.1 + min(1.2, room * 0.75))]},
            "yaxis": {"showline": True, "linecolor": look.colours["edge"], "linewidth": 1.5},
        },
    }
