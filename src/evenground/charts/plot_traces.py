"""Traces that several kinds of marks share, as plotly takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SIZE = 18  # font size in px at scale 1
LABEL_ROOM = 260  # px for labels at scale 1
Trace = dict[str, Any]
# plotly reads tags, entities and formulas in text: what people typed is to stay what they typed.
_LITERAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


@dataclass(frozen=True)
class Look:
    """Colours and the size of letters."""

    colours: dict[str, str]
    size: float


def literal(text: str) -> str:
    """Return text as plotly is to be given it so that every letter of it is shown."""
    return text.translate(_LITERAL)


def bar(values: Sequence[float], places: Sequence[float], patterns: Sequence[str], look: Look, **more: Any) -> Trace:
    """Return bars; a pattern of / is diagonal lines, so that colour does not stand alone."""
    mark = look.colours["mark"]
    return {
        "type": "bar",
        "x": list(values),
        "y": list(places),
        "orientation": "h",
        "width": 0.62,
        "showlegend": False,
        "hoverinfo": "skip",
        "marker": {
            "color": mark,
            "line": {"color": mark, "width": [1.5 if value else 0 for value in values]},
            "pattern": {
                "shape": list(patterns),
                "fgcolor": mark,
                "bgcolor": look.colours["paper"],
                "size": look.size / 2,
                "solidity": 0.35,
            },
        },
    } | more


def outlines(
    values: Sequence[float], places: Sequence[float], colour: str, base: float | Sequence[float] = 0, **more: Any
) -> Trace:
    """Return empty bars with an edge."""
    return {
        "type": "bar",
        "x": list(values),
        "y": list(places),
        "base": base if isinstance(base, int | float) else list(base),
        "orientation": "h",
        "width": 0.62,
        "showlegend": False,
        "hoverinfo": "skip",
        "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1.5}},
    } | more


def words(
    x: Sequence[float], y: Sequence[float], texts: Sequence[str], look: Look, position: str, **font: Any
) -> Trace:
    """Return text at places; `font` may have a size and a colour."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "text",
        "text": list(texts),
        "textposition": position,
        "textfont": {"size": look.size, "color": look.colours["ink"]} | font,
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def line(x: Sequence[float], y: float, colour: str, thick: float) -> Trace:
    """Return a line at one height."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": [y] * len(x),
        "mode": "lines",
        "line": {"color": colour, "width": thick},
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }
