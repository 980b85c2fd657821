"""Draws a grid of states or counts; where it is narrow, as a list."""

from __future__ import annotations

from dataclasses import dataclass

from evenground.charts.canvas import LINE, Box, Canvas
from evenground.charts.chart import Cells
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.lettering import width as width_of

NARROW = 480  # below this width a grid is a list
LEAST = 5.5  # letters' sizes: columns that would be narrower than this make a list as well
TINTS = ((0.0, 0.0), (1 / 3, 0.12), (2 / 3, 0.28), (1.0, 1.0))  # a share up to the first is as dark as the second
MOST = 4  # lines in a cell


@dataclass(frozen=True)
class Cell:
    """One cell as it is drawn: `dark` is 0 to 1 and None for a state that is not a shade."""

    state: str
    text: str
    dark: float | None = None

    @property
    def ink(self) -> str:
        if self.solid:
            return "paper"
        return "mute" if self.state in ("none", "masked") else "ink"

    @property
    def solid(self) -> bool:
        return self.state == "full" and self.dark in (None, 1.0)


def tint(value: float | None) -> float | None:
    """Return how dark a share is drawn: in four steps that are told apart in grey and in the dark."""
    return None if value is None else next(dark for most, dark in TINTS if value <= most + 1e-9)


def cells_of(cells: Cells) -> list[list[Cell]]:
    """Return the cells row by row."""
    if not cells.heat:
        return [
            [Cell(state, text) for state, text in zip(states, texts, strict=True)]
            for states, texts in zip(cells.states, cells.texts, strict=True)
        ]
    return [
        [_shade(value, text) for value, text in zip(values, texts, strict=True)]
        for values, texts in zip(cells.heat, cells.texts, strict=True)
    ]


def _shade(value: float | None, text: str) -> Cell:
    state = "masked" if value is None else "full" if value else "none"
    return Cell(state, text, tint(value))


def draw_cells(canvas: Canvas, cells: Cells, size: float) -> float:
    """Draw the grid; return how high it is."""
    label = _label_room(canvas, cells, size)
    gap = size * 0.3
    room = (canvas.width - canvas.thin - label - gap * len(cells.columns)) / max(1, len(cells.columns))
    if canvas.width < NARROW or (len(cells.columns) > 1 and room < LEAST * size):
        return _draw_list(canvas, cells, size)
    plan = _Plan(size, label, room, gap)
    y = _draw_heads(canvas, cells.columns, plan) if len(cells.columns) > 1 else 0.0
    for name, row in zip(cells.rows, cells_of(cells), strict=True):
        y += _draw_row(canvas, plan, name, row, y)
    return y


@dataclass(frozen=True)
class _Plan:
    """Where the columns are: labels over `label`, then cells of `room` with a gap before each."""

    size: float
    label: float
    room: float
    gap: float

    def left(self, column: int) -> float:
        return self.label + self.gap + column * (self.room + self.gap)

    def inner(self, cell: Cell) -> float:
        """Return how wide the words of a cell may be."""
        if cell.state == "full":
            return (self.room - self.size) / BOLD
        return self.room - self.size * (1.4 if cell.state == "some" else 1)


def _label_room(canvas: Canvas, cells: Cells, size: float) -> float:
    widest = max(width_of(name, size) for name in cells.rows)
    return min(widest + 1, canvas.width * (0.4 if len(cells.columns) < 3 else 0.3))


def _draw_heads(canvas: Canvas, names: tuple[str, ...], plan: _Plan) -> float:
    small = plan.size * 0.9
    lines = [wrap(name, plan.room / BOLD, small) for name in names]
    height = max(len(one) for one in lines) * small * LINE
    for at, one in enumerate(lines):
        middle = height - len(one) * small * LINE / 2
        canvas.lines(one, plan.left(at), middle, small, weight=600, whole=_whole(names[at], one))
    return height + plan.size * 0.4


def _draw_row(canvas: Canvas, plan: _Plan, name: str, row: list[Cell], y: float) -> float:
    """Draw a label and its cells; return how high the row is."""
    size, line = plan.size, plan.size * LINE
    label = wrap(name, plan.label, size)
    texts = [wrap(cell.text, plan.inner(cell), size, MOST) if cell.text else [] for cell in row]
    tall = max(size * 2, len(label) * line, max(len(lines) for lines in texts) * line + size * 0.7)
    canvas.lines(label, 0, y + tall / 2, size, whole=_whole(name, label))
    for at, (cell, lines) in enumerate(zip(row, texts, strict=True)):
        _draw_cell(canvas, plan, Box(plan.left(at), y, plan.room, tall), cell, lines)
    return tall + plan.gap


def _draw_cell(canvas: Canvas, plan: _Plan, box: Box, cell: Cell, lines: list[str]) -> None:
    size = plan.size
    draw_state(canvas, box, cell, size)
    left = box.x + size * (0.9 if cell.state == "some" else 0.5)
    if lines:
        canvas.lines(
            lines,
            left,
            box.y + box.height / 2,
            size,
            ink=cell.ink,
            weight=600 if cell.state == "full" else 400,
            whole=_whole(cell.text, lines),
        )


def draw_state(canvas: Canvas, box: Box, cell: Cell, size: float) -> None:
    """Draw a box that is told apart by its filling and not by colour alone."""
    if cell.state == "full":
        canvas.bar(box, opacity=cell.dark or 1)
        if not cell.solid:
            canvas.outline(box, "mark")
    elif cell.state == "some":
        canvas.hatched(Box(box.x, box.y, size * 0.6, box.height), size * 0.45)
        canvas.outline(box, "mark")
    elif cell.state == "masked":
        canvas.outline(box, "edge", f"{size / 4:g} {size / 4:g}")
    else:
        canvas.outline(box, "edge")


def _draw_list(canvas: Canvas, cells: Cells, size: float) -> float:
    """Draw each row as a heading with its cells under it, a small box before the words of each."""
    y, line = 0.0, size * LINE
    for name, row in zip(cells.rows, cells_of(cells), strict=True):
        head = wrap(name, canvas.width / BOLD, size)
        height = len(head) * line
        canvas.lines(head, 0, y + height / 2, size, weight=600, whole=_whole(name, head))
        y += height + size * 0.25
        for column, cell in zip(cells.columns, row, strict=True):
            if cells.heat and cell.state == "none":  # nobody: the list is shorter without it, the table has it
                continue
            y += _draw_item(canvas, cell, _said(column, cell.text, len(cells.columns)), size, y)
        y += size * 0.6
    return y


def _said(column: str, text: str, columns: int) -> str:
    if columns == 1:
        return text
    return f"{column}: {text}" if text else column


def _draw_item(canvas: Canvas, cell: Cell, text: str, size: float, y: float) -> float:
    lines = wrap(text, canvas.width - size * 1.7, size, MOST) if text else [""]
    box = Box(canvas.thin, y + size * 0.15, size, size)
    draw_state(canvas, box, cell, size)
    height = len(lines) * size * LINE
    ink = "mute" if cell.state in ("none", "masked") else "ink"
    canvas.lines(lines, size * 1.6, y + height / 2, size, ink=ink, whole=_whole(text, lines))
    return height + size * 0.25


def _whole(text: str, lines: list[str]) -> str:
    return text if lines and lines[-1].endswith("…") else ""
