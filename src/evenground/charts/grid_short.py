"""Draws a grid of many narrow columns with a few letters in each cell, such as themes by group."""

from __future__ import annotations

from dataclasses import dataclass

from evenground.charts.canvas import LINE, Box, Canvas
from evenground.charts.chart import Cells
from evenground.charts.grid import Cell, cells_of, draw_state
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.lettering import width as width_of

NARROW = 480  # below this width a row's name stands above its cells
SHORT = 3.2  # letters' sizes: heads and texts up to this width make short cells
LEAST = 0.55  # of the letters' size: a text that would have to be smaller is left to the table
LINES = 4  # of a row's name
LABEL = 0.3  # of the width, for the names of rows


def is_short(cells: Cells) -> bool:
    """Tell whether every head and every text is a few letters only."""
    said = [*cells.columns, *(text for row in cells.texts for text in row)]
    return len(cells.columns) > 1 and all(width_of(one, 1) <= SHORT for one in said)


@dataclass(frozen=True)
class _Plan:
    """Where the columns are: from `left` on, each of `room` with a gap after it."""

    size: float
    left: float
    room: float
    gap: float
    narrow: bool

    def at(self, column: int) -> float:
        return self.left + column * (self.room + self.gap)

    def letters(self, *texts: str) -> float:
        """Return the size at which each of these fits into a column."""
        return min(self.size, self.room * 0.92 / BOLD / max(0.1, *(width_of(text, 1) for text in texts)))


def draw_short(canvas: Canvas, cells: Cells, size: float) -> float:
    """Draw the grid; return how high it is. Narrow, each row has its name and its heads above it."""
    plan = _plan(canvas, cells, size)
    y = 0.0 if plan.narrow else _draw_heads(canvas, cells.columns, plan, 0.0, 600)
    for name, row in zip(cells.rows, cells_of(cells), strict=True):
        if plan.narrow:
            y += _draw_name(canvas, name, size, y)
            y += _draw_heads(canvas, cells.columns, plan, y, 400)
            y += _draw_cells(canvas, plan, row, y, size * 1.6) + size * 0.9
        else:
            lines = wrap(name, plan.left - size * 0.6, size, LINES)
            tall = max(size * 1.8, len(lines) * size * LINE + size * 0.4)
            canvas.lines(lines, 0, y + tall / 2, size, whole=_whole(name, lines))
            y += _draw_cells(canvas, plan, row, y, tall) + plan.gap
    return y


def _plan(canvas: Canvas, cells: Cells, size: float) -> _Plan:
    narrow = canvas.width < NARROW
    widest = max(width_of(name, size) for name in cells.rows) + size * 0.6
    left = canvas.thin if narrow else min(widest, canvas.width * LABEL)
    gap = size * (0.15 if narrow else 0.25)
    room = (canvas.width - canvas.thin - left) / len(cells.columns) - gap
    room = min(room, size * 6)  # a few groups do not make wide boxes
    return _Plan(size, left, room, gap, narrow)


def _draw_heads(canvas: Canvas, names: tuple[str, ...], plan: _Plan, y: float, weight: int) -> float:
    letters = plan.letters(*names)
    height = letters * LINE + plan.size * 0.15
    for at, name in enumerate(names):
        middle = plan.at(at) + plan.room / 2
        ink = "mute" if plan.narrow else "ink"
        canvas.lines([name], middle, y + height / 2, letters, anchor="middle", weight=weight, ink=ink)
    return height


def _draw_name(canvas: Canvas, name: str, size: float, y: float) -> float:
    lines = wrap(name, canvas.width / BOLD, size, LINES)
    height = len(lines) * size * LINE
    canvas.lines(lines, 0, y + height / 2, size, weight=600, whole=_whole(name, lines))
    return height


def _draw_cells(canvas: Canvas, plan: _Plan, row: list[Cell], y: float, tall: float) -> float:
    for at, cell in enumerate(row):
        draw_state(canvas, Box(plan.at(at), y, plan.room, tall), cell, plan.size)
        letters = plan.letters(cell.text)
        if cell.text and letters >= plan.size * LEAST:
            middle, weight = plan.at(at) + plan.room / 2, 600 if cell.state == "full" else 400
            canvas.lines([cell.text], middle, y + tall / 2, letters, ink=cell.ink, anchor="middle", weight=weight)
    return tall


def _whole(text: str, lines: list[str]) -> str:
    return text if lines and lines[-1].endswith("…") else ""
