"""Draws parts of a whole, such as agree, pass and disagree: one bar under each label, named at its parts."""

from __future__ import annotations

from evenground.charts.canvas import LINE, Box, Canvas
from evenground.charts.chart import Parts
from evenground.charts.lettering import BOLD, wrap
from evenground.charts.lettering import width as width_of

NARROW = 480  # below this width the numbers stand under the bar


def draw_parts(canvas: Canvas, parts: Parts, size: float) -> float:
    """Draw every bar; return how high they are together."""
    narrow = canvas.width < NARROW
    beside = 0.0 if narrow else min(max(width_of(text, size) for text in parts.texts), canvas.width * 0.34)
    y = 0.0
    for label, shares, text in zip(parts.labels, parts.parts, parts.texts, strict=True):
        lines = wrap(label, canvas.width / BOLD, size)
        height = len(lines) * size * LINE
        canvas.lines(lines, 0, y + height / 2, size, weight=600, whole=_whole(label, lines))
        y += height + size * 0.2
        y += _draw_bar(canvas, parts.names, shares, text, (size, y, beside)) + size * 0.9
    return y


def _draw_bar(
    canvas: Canvas,
    names: tuple[str, ...],
    shares: tuple[float, ...] | None,
    text: str,
    place: tuple[float, float, float],
) -> float:
    """Draw one bar with its numbers beside or under it; return how high both are."""
    size, y, beside = place
    room = beside or canvas.width
    said = wrap(text, room, size, 3)
    tall = max(size * 1.7, len(said) * size * LINE if beside else 0)
    box = Box(canvas.thin, y + (tall - size * 1.7) / 2, canvas.width - beside - 2 * canvas.thin, size * 1.7)
    if beside:
        box = Box(box.x, box.y, box.width - size * 0.6, box.height)
    if shares is None:
        canvas.outline(box, "edge", f"{size / 4:g} {size / 4:g}")
    else:
        _draw_shares(canvas, box, names, shares, size)
    ink = "mute" if shares is None else "ink"
    if beside:
        canvas.lines(said, canvas.width - beside, y + tall / 2, size, ink=ink)
        return tall
    under = len(said) * size * LINE
    canvas.lines(said, 0, y + tall + size * 0.2 + under / 2, size, ink=ink)
    return tall + size * 0.2 + under


def _draw_shares(
    canvas: Canvas, box: Box, names: tuple[str, ...], shares: tuple[float, ...], size: float
) -> None:
    """Draw the first part full, the last in lines and those between empty, each with its name where it fits."""
    left = box.x
    for at, (name, share) in enumerate(zip(names, shares, strict=True)):
        part = Box(left, box.y, box.width * share, box.height)
        left += part.width
        if part.width < canvas.thin:
            continue
        last = at == len(names) - 1 and at > 0
        if at == 0:
            canvas.bar(part)
            canvas.outline(part, "mark")
        elif last:
            canvas.hatched(part, size * 0.55)
        else:
            canvas.outline(part, "mark")
        _draw_name(canvas, part, name, size, "paper" if at == 0 else "ink", plate=last)


def _draw_name(canvas: Canvas, part: Box, name: str, size: float, ink: str, *, plate: bool) -> None:
    wide = width_of(name, size * 0.9) * (BOLD if ink == "paper" else 1) + size
    if wide > part.width:
        return
    middle = part.y + part.height / 2
    if plate:  # letters over lines cannot be read: they stand on a plate
        canvas.bar(Box(part.x + size * 0.2, part.y + size * 0.2, wide - size * 0.4, part.height - size * 0.4), "paper")
    canvas.lines([name], part.x + size * 0.5, middle, size * 0.9, ink=ink, weight=600 if ink == "paper" else 400)


def _whole(text: str, lines: list[str]) -> str:
    return text if lines and lines[-1].endswith("…") else ""
