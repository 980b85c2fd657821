"""Parts of a whole as plotly takes them."""

from __future__ import annotations

from typing import Any

from evenground.charts.chart import Parts
from evenground.charts.lettering import width as width_of
from evenground.charts.plot_traces import LABEL_ROOM, SIZE, Look, Trace, bar, literal, outlines, words

LEAST = 0.22  # of the bar: a smaller part is named beside it only


def parts(marks: Parts, look: Look) -> dict[str, Any]:
    """Return one bar a label: its first part full, its last in lines, those between empty, each with its name."""
    places = list(range(len(marks.labels)))
    known = [shares or (0.0,) * len(marks.names) for shares in marks.parts]
    ends = [0.0] * len(places)
    data: list[Trace] = []
    for at, name in enumerate(marks.names):
        values = [shares[at] for shares in known]
        data.append(_part(at, len(marks.names), values, ends, look))
        data.append(_named(name, values, ends, look, inside=at == 0))
        ends = [end + value for end, value in zip(ends, values, strict=True)]
    hidden = [place for place, shares in enumerate(marks.parts) if shares is None]
    if hidden:
        data.append(outlines([1] * len(hidden), hidden, look.colours["edge"]))
    texts = [f"  {literal(text)}" for text in marks.texts]
    data.append(words([1] * len(places), places, texts, look, "middle right"))
    room = max(width_of(text, look.size) for text in marks.texts) / (LABEL_ROOM * look.size / SIZE)
    return {"data": data, "layout": {"barmode": "overlay", "xaxis": {"range": [0, 1.1 + min(1.4, room * 0.75)]}}}


def _part(at: int, count: int, values: list[float], bases: list[float], look: Look) -> Trace:
    places = list(range(len(values)))
    if 0 < at < count - 1:
        return outlines(values, places, look.colours["mark"], bases)
    return bar(values, places, ["/" if at else ""] * len(values), look, base=list(bases))


def _named(name: str, values: list[float], bases: list[float], look: Look, *, inside: bool) -> Trace:
    """Return the name of a part over its bar, or in it where it is full, wherever it is wide enough."""
    at = [place for place, value in enumerate(values) if value >= LEAST]
    y = [place if inside else place - 0.42 for place in at]
    colour = look.colours["paper" if inside else "mute"]
    small = look.size * (1 if inside else 0.8)
    texts = [f" {literal(name)}"] * len(at)
    return words([bases[place] for place in at], y, texts, look, "middle right", size=small, color=colour)
