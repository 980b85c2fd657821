"""A grid of states or counts as plotly takes it."""

from __future__ import annotations

from typing import Any

from evenground.charts.chart import Cells
from evenground.charts.grid import Cell, cells_of
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.plot_traces import Look, Trace, literal, outlines, words

WIDE = 0.94  # of a column
PLOT = 640  # px that columns share, for wrapping; a figure in a notebook is about as wide
MOST = 3  # lines in a cell


def grid(marks: Cells, look: Look) -> dict[str, Any]:
    """Return a box a cell: full, in lines at its edge, dashed or empty, with its words in it."""
    rows = cells_of(marks)
    room = PLOT / max(1, len(marks.columns))
    lines = [[_wrapped(cell, room, look) for cell in row] for row in rows]
    tall = max((len(one) for row in lines for one in row), default=1)
    data: list[Trace] = []
    for column in range(len(marks.columns)):
        data += _column(column, [row[column] for row in rows], look)
    for at, row in enumerate(rows):
        texts = [f"<b>{'<br>'.join(one)}</b>" if cell.state == "full" else "<br>".join(one)
                 for cell, one in zip(row, lines[at], strict=True)]  # fmt: skip
        data.append(_texts(at, row, texts, look))
    heads = [[literal(line) for line in wrap(name, room * 0.9 / BOLD, look.size)] for name in marks.columns]
    high = max((len(head) for head in heads), default=1) if len(heads) > 1 else 0
    return {
        "data": data,
        "layout": {
            "barmode": "overlay",
            "xaxis": {"range": [-0.02, len(marks.columns)]},
            "annotations": [_head(at, head, look) for at, head in enumerate(heads)] if high else [],
            "margin": {"t": look.size * (1.35 * high + 0.7)},
            "taller": look.size * (1.35 * high + max(0, tall - 1) * 1.2 * len(rows)),
        },
    }


def _wrapped(cell: Cell, room: float, look: Look) -> list[str]:
    return [literal(line) for line in wrap(cell.text, room * 0.82 / BOLD, look.size, MOST)]


def _column(column: int, cells: list[Cell], look: Look) -> list[Trace]:
    """Return the boxes of a column, one trace for each way to fill them."""
    drawn: list[Trace] = []
    mark, edge = look.colours["mark"], look.colours["edge"]
    for dark in sorted({cell.dark or 1.0 for cell in cells if cell.state == "full"}):
        at = [place for place, cell in enumerate(cells) if cell.state == "full" and (cell.dark or 1.0) == dark]
        box = outlines([WIDE] * len(at), at, mark, column, width=0.84)
        box["marker"] |= {"color": mark if dark == 1 else _tinted(mark, dark)}
        drawn.append(box)
    for state, colour in (("some", mark), ("none", edge), ("masked", edge)):
        at = [place for place, cell in enumerate(cells) if cell.state == state]
        if at:
            drawn.append(outlines([WIDE] * len(at), at, colour, column, width=0.84))
        if at and state != "none":
            drawn.append(_lined(column, at, state, look))
    return drawn


def _lined(column: int, at: list[int], state: str, look: Look) -> Trace:
    """Return lines at the edge of what is possible, and dots at that of what is not told."""
    box = outlines([0.06] * len(at), at, look.colours["mark" if state == "some" else "edge"], column, width=0.84)
    box["marker"] |= {
        "color": look.colours["mark"],
        "pattern": {
            "shape": "/" if state == "some" else ".",
            "fgcolor": look.colours["mark" if state == "some" else "edge"],
            "bgcolor": look.colours["paper"],
            "size": look.size / 2,
            "solidity": 0.35,
        },
    }
    return box


def _tinted(colour: str, share: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


def _texts(place: int, row: list[Cell], texts: list[str], look: Look) -> Trace:
    colours = [look.colours[cell.ink] for cell in row]
    x = [column + (0.1 if cell.state in ("some", "masked") else 0.04) for column, cell in enumerate(row)]
    return words(x, [place] * len(row), texts, look, "middle right", color=colours)


def _head(column: int, lines: list[str], look: Look) -> dict[str, Any]:
    return {
        "text": f"<b>{'<br>'.join(lines)}</b>",
        "x": column,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "font": {"size": look.size},
    }
