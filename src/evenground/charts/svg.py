"""Draws a chart as SVG: self-contained, readable in grey, in print and in the dark, from 320 px up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evenground.charts.canvas import LINE, Box, Canvas
from evenground.charts.chart import Bars, Cells, Chart, Empty, Pairs, Parts
from evenground.charts.grid import draw_cells
from evenground.charts.grid_short import draw_short, is_short
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.lettering import width as width_of
from evenground.charts.pairs import draw_pairs
from evenground.charts.parts import draw_parts
from evenground.i18n import _

NARROW = 480  # below this width labels stand above their bars
MM_PER_POINT = 25.4 / 72
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LETTERS = re.compile(r'font-size="([\d.]+)"')


def svg(chart: Chart, width: int = 600, *, plain: bool = False, letters: float = 0) -> str:
    """Return the drawing of a chart. `letters` is their size, which else grows with a width over 600.

    `plain` uses no CSS variables.
    """
    canvas = Canvas(width, plain)
    size = letters or 16 * max(1.0, width / 600)
    height = _draw(canvas, chart, size)
    if chart.synthetic and not isinstance(chart.marks, Empty):
        canvas.lines([_("Synthetic group: no real people")], 0, height + size * 0.8, size * 0.875, ink="mute")
        height += size * 1.6
    return canvas.finished(height, chart.sentence)


def _draw(canvas: Canvas, chart: Chart, size: float) -> float:
    marks = chart.marks
    if isinstance(marks, Bars):
        return _draw_bars(canvas, marks, size)
    if isinstance(marks, Pairs):
        return draw_pairs(canvas, marks, size)
    if isinstance(marks, Cells):
        return draw_short(canvas, marks, size) if is_short(marks) else draw_cells(canvas, marks, size)
    if isinstance(marks, Parts):
        return draw_parts(canvas, marks, size)
    return _draw_words(canvas, chart.sentence, size)


def fitted(chart: Chart, width: int, shape: float, letters: Sequence[float]) -> str:
    """Return the drawing with the largest of these `letters`, first to last, no higher than `shape` times its width."""
    drawn = ""
    for size in letters:
        drawn = svg(chart, width, letters=size)
        if shape_of(drawn) <= shape:
            break
    return drawn


def shape_of(drawn: str) -> float:
    """Return how high a drawing is for its width."""
    found = _SIZE.search(drawn)
    return float(found[2]) / float(found[1]) if found else 1.0


def readable(drawn: str, wide: float) -> bool:
    """Tell whether the smallest letters of a drawing are 6 pt or larger where it is `wide` mm wide on paper."""
    found = _SIZE.search(drawn)
    sizes = [float(size) for size in _LETTERS.findall(drawn)]
    return not (found and sizes) or min(sizes) * wide / float(found[1]) >= 6 * MM_PER_POINT


def _draw_words(canvas: Canvas, sentence: str, size: float) -> float:
    """Draw a chart without marks: its sentence, so that an empty place says why it is empty."""
    lines = wrap(sentence, canvas.width, size, most=8)
    height = len(lines) * size * LINE
    canvas.lines(lines, 0, height / 2, size, ink="mute")
    return height


@dataclass(frozen=True)
class _Row:
    """What is drawn for one bar."""

    label: str
    lines: list[str]
    text: list[str]
    value: float | None
    more: float
    quiet: bool


@dataclass(frozen=True)
class _Plan:
    """Where the columns are: labels from 0, bars from `left` over `room`, texts after them."""

    size: float
    narrow: bool
    left: float
    room: float
    full: float  # the value of a bar as long as `room`
    limit: bool


def _draw_bars(canvas: Canvas, bars: Bars, size: float) -> float:
    narrow = canvas.width < NARROW
    gap = size * 0.75
    label_room = canvas.width if narrow else canvas.width * 0.36
    text_room = min(
        max(width_of(text, size) for text in bars.texts) * BOLD, canvas.width * (0.46 if narrow else 0.27)
    )
    left = 1.0 if narrow else label_room + gap
    more = bars.more or (None,) * len(bars.labels)
    longest = max((value or 0) + (extra or 0) for value, extra in zip(bars.values, more, strict=True))
    plan = _Plan(
        size,
        narrow,
        left,
        canvas.width - left - gap - text_room,
        bars.limit or longest or 1,
        bool(bars.limit),
    )
    y = 0.0
    for label, value, text, quiet, extra in zip(
        bars.labels, bars.values, bars.texts, bars.quiet, more, strict=True
    ):
        lines = wrap(label, label_room / (BOLD if narrow else 1), size)
        said = wrap(text, text_room / (BOLD if value else 1), size)
        y += _draw_bar(canvas, plan, y, _Row(label, lines, said, value, extra or 0, quiet))
    return y


def _draw_bar(canvas: Canvas, plan: _Plan, y: float, row: _Row) -> float:
    """Draw one bar with its label and text; return how high the row is."""
    line = plan.size * LINE
    above = len(row.lines) * line + plan.size * 0.2 if plan.narrow else 0.0
    tall = max(plan.size * 1.6, len(row.text) * line, 0 if plan.narrow else len(row.lines) * line)
    middle = y + above + tall / 2
    whole = row.label if row.lines[-1].endswith("…") else ""
    if plan.narrow:
        canvas.lines(row.lines, 0, y + len(row.lines) * line / 2, plan.size, weight=600, whole=whole)
    else:
        canvas.lines(row.lines, plan.left - plan.size * 0.75, middle, plan.size, anchor="end", whole=whole)
    box = Box(plan.left, middle - plan.size * 0.75, plan.room, plan.size * 1.5)
    end = _draw_marks(canvas, plan, box, row)
    canvas.lines(
        row.text,
        end + plan.size * 0.6,
        middle,
        plan.size,
        ink="mute" if not row.value else "ink",
        weight=600 if row.value else 400,
    )
    return above + tall + plan.size * (1.1 if plan.narrow else 0.6)


def _draw_marks(canvas: Canvas, plan: _Plan, box: Box, row: _Row) -> float:
    """Draw a bar and what is suggested on top of it, or a dashed box for a masked number; return the end."""
    if plan.limit:
        canvas.outline(box, "edge")
    else:
        canvas.rule(box.x, box.y - plan.size * 0.2, box.x, box.y + box.height + plan.size * 0.2, "edge")
    length = box.width * min(1.0, (row.value or 0) / plan.full)
    rest = box.width * min(1.0, row.more / plan.full)
    if row.value is None:
        length = 0 if plan.limit else plan.size * 1.2
        canvas.outline(
            Box(box.x, box.y, plan.size * 1.2, box.height), "edge", f"{plan.size / 4:g} {plan.size / 4:g}"
        )
    elif row.value:
        solid = Box(box.x, box.y, length, box.height)
        canvas.hatched(solid) if row.quiet else canvas.bar(solid)
    if rest:
        canvas.hatched(Box(box.x + length, box.y, rest, box.height))
    return box.x + (box.width if plan.limit else length + rest)
