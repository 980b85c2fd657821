"""Draws two numbers on one line each, such as before and after, with the middle half of the group around each."""

from __future__ import annotations

from dataclasses import dataclass

from evenground.charts.canvas import LINE, Box, Canvas
from evenground.charts.chart import Pairs, Span
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.lettering import width as width_of
from evenground.charts.wording import number

NARROW = 480  # below this width what the dots say stands in one line under them


@dataclass(frozen=True)
class _Pair:
    """What is drawn for one label."""

    label: str
    before: float | None
    after: float | None
    low: float
    high: float
    text: str
    spans: tuple[Span, Span]
    note: str

    @property
    def spread(self) -> bool:
        """Tell whether a middle half is drawn."""
        return self.before is not None and any(self.spans)


def draw_pairs(canvas: Canvas, pairs: Pairs, size: float) -> float:
    """Draw every pair under its label; return how high they are together."""
    spans = pairs.spreads or ((None, None),) * len(pairs.labels)
    notes = pairs.notes or ("",) * len(pairs.labels)
    columns = (pairs.labels, pairs.before, pairs.after, pairs.low, pairs.high, pairs.texts, spans, notes)
    rows = [_Pair(*row) for row in zip(*columns, strict=True)]
    y = 0.0
    for row in rows:
        y += _draw_pair(canvas, row, pairs.names, size, y)
    return y


def _draw_pair(canvas: Canvas, row: _Pair, names: tuple[str, str], size: float, y: float) -> float:
    lines = wrap(row.label, canvas.width / BOLD, size)
    height = len(lines) * size * LINE
    whole = row.label if lines[-1].endswith("…") else ""
    canvas.lines(lines, 0, y + height / 2, size, weight=600, whole=whole)
    if row.before is None:
        canvas.lines([row.text], 0, y + height + size * 0.8, size, ink="mute")
        return height + size * 2.6
    apart = size * 0.4 if row.spread else 0.0
    middle = y + height + size * 0.9 + apart
    narrow = canvas.width < NARROW
    widest = max(width_of(f"{name} {number(row.high)}.5", size) for name in names)
    side = size * 2.2 if narrow else widest + size
    places = _draw_track(canvas, row, size, middle, side)
    under = middle + size * 1.4 + apart
    if narrow:
        canvas.lines([row.text], 0, under, size)
    else:
        _draw_words(canvas, row, names, places, size, under)
    return height + size * 4 + 2 * apart + _draw_note(canvas, row, size, under + size * 0.85, 0 if narrow else side)


def _draw_note(canvas: Canvas, row: _Pair, size: float, y: float, left: float) -> float:
    """Say under a pair where its middle halves lie; return how high that is."""
    if not row.note:
        return 0
    small = size * 0.9
    lines = wrap(row.note, canvas.width - left, small)
    height = len(lines) * small * LINE
    canvas.lines(lines, left, y + height / 2, small, ink="mute")
    return height


def _draw_track(
    canvas: Canvas, row: _Pair, size: float, middle: float, side: float
) -> tuple[float | None, float | None]:
    """Draw the scale with its ends, and the dots; return where they are."""
    left, right = side, canvas.width - side
    canvas.rule(left, middle, right, middle, "edge")
    canvas.lines([number(row.low)], left - size * 0.8, middle, size * 0.875, ink="mute", anchor="end")
    canvas.lines([number(row.high)], right + size * 0.8, middle, size * 0.875, ink="mute")
    reach = (right - left) / ((row.high - row.low) or 1)
    before, after = (
        None if value is None else left + reach * (value - row.low) for value in (row.before, row.after)
    )
    for span, value, side_of, full in zip(row.spans, (before, after), (-1, 1), (False, True), strict=True):
        if span is not None and value is not None:
            ends = left + reach * (span[0] - row.low), left + reach * (span[1] - row.low)
            _draw_span(canvas, ends, middle + side_of * size * 0.75, size, full=full)
    if before is not None and after is not None:
        canvas.rule(before, middle, after, middle, "mark", size / 4)
    if after is not None:
        canvas.dot(after, middle, size * 0.5, hollow=False)
    if before is not None:  # over the full dot where both are the same: a ring then shows on it
        canvas.dot(before, middle, size * (0.3 if before == after else 0.5), hollow=True)
    return before, after


def _draw_span(canvas: Canvas, ends: tuple[float, float], middle: float, size: float, *, full: bool) -> None:
    """Draw a middle half beside the track: a thin bar under it for what is, a line with ends over it for what was."""
    if full:
        thick = size * 0.32
        wide = max(ends[1] - ends[0], thick)
        canvas.bar(Box((ends[0] + ends[1] - wide) / 2, middle - thick / 2, wide, thick))
        return
    canvas.rule(ends[0], middle, ends[1], middle, "mark", size / 8)
    for end in ends:
        canvas.rule(end, middle - size * 0.25, end, middle + size * 0.25, "mark", size / 8)


def _draw_words(
    canvas: Canvas,
    row: _Pair,
    names: tuple[str, str],
    places: tuple[float | None, float | None],
    size: float,
    y: float,
) -> None:
    """Write each number under its dot, outwards, so that the two never meet."""
    said = [
        (place, f"{name} {number(value)}")
        for place, name, value in zip(places, names, (row.before, row.after), strict=True)
        if place is not None and value is not None
    ]
    said.sort(key=lambda one: one[0])
    if len(said) == 1:
        canvas.lines([said[0][1]], said[0][0], y, size, anchor="middle")
        return
    (left, first), (right, second) = said
    inwards = min(size / 2, (right - left - size) / 2)  # outwards where the dots are nearly at one place
    canvas.lines([first], left + inwards, y, size, anchor="end")
    canvas.lines([second], right - inwards, y, size)
