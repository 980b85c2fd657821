"""An SVG drawing built element by element, with colours that follow the page's light, dark and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from evenground.charts.lettering import legible

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
LIGHT = {
    "ink": "#17252e",
    "mute": "#47565f",
    "edge": "#6b7c86",
    "paper": "#ffffff",
    "mark": "#0b4f5c",
}
LINE = 1.3  # height of a line of text, in font sizes


@dataclass(frozen=True)
class Box:
    """Where something is drawn."""

    x: float
    y: float
    width: float
    height: float


class Canvas:
    """A drawing of a fixed width that grows downwards; `plain` writes colours without CSS variables."""

    def __init__(self, width: float, plain: bool = False) -> None:
        self.width = width
        self.plain = plain
        self.thin = 1.5 * max(1.0, width / 600)
        self.root = ET.Element(
            "svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT}
        )

    def colour(self, name: str) -> str:
        """Return a colour of the page, with the light one for where there is no page."""
        return LIGHT[name] if self.plain else f"var(--eg-{name}, {LIGHT[name]})"

    def add(self, tag: str, parent: ET.Element | None = None, **attributes: float | str) -> ET.Element:
        """Add an element; numbers are rounded to a tenth, and underscores in names are dashes."""
        plain = {name.replace("_", "-"): _written(value) for name, value in attributes.items()}
        return ET.SubElement(self.root if parent is None else parent, tag, plain)

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        size: float,
        *,
        ink: str = "ink",
        anchor: str = "start",
        weight: int = 400,
        whole: str = "",
    ) -> None:
        """Write lines of text, centred on a height; `whole` is the full text where it was shortened."""
        top = middle - (len(lines) - 1) * size * LINE / 2 + size * 0.35
        for at, line in enumerate(lines):
            text = self.add(
                "text",
                x=x,
                y=top + at * size * LINE,
                font_size=size,
                font_weight=weight,
                fill=self.colour(ink),
                text_anchor=anchor,
            )
            text.text = legible(line)
            if whole and at == len(lines) - 1:
                self.add("title", text).text = legible(whole)

    def bar(self, box: Box, ink: str = "mark", opacity: float = 1) -> None:
        """Draw a full bar; a tint of its colour where `opacity` is below 1."""
        rect = self.add("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=self.colour(ink))
        if opacity < 1:
            rect.set("fill-opacity", f"{opacity:g}")

    def hatched(self, box: Box, step: float = 0) -> None:
        """Draw a bar of diagonal lines, one by one: a pattern's id would have to be unique on a page."""
        self.outline(box, "mark")
        step, path = step or box.height / 3, []
        for at in range(1, int((box.width + box.height) / step) + 1):
            start = at * step - box.height
            low, high = max(0.0, -start), min(box.height, box.width - start)
            if low < high:
                path.append(
                    f"M{_written(box.x + start + low)} {_written(box.y + box.height - low)}"
                    f"L{_written(box.x + start + high)} {_written(box.y + box.height - high)}"
                )
        self.add("path", d="".join(path), stroke=self.colour("mark"), stroke_width=step / 3.5, fill="none")

    def outline(self, box: Box, ink: str, dashes: str = "") -> None:
        """Draw the edge of a box."""
        rect = self.add(
            "rect",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            fill="none",
            stroke=self.colour(ink),
            stroke_width=self.thin,
        )
        if dashes:
            rect.set("stroke-dasharray", dashes)

    def rule(self, x: float, y: float, to_x: float, to_y: float, ink: str, thick: float = 0) -> None:
        """Draw a straight line."""
        self.add(
            "line", x1=x, y1=y, x2=to_x, y2=to_y, stroke=self.colour(ink), stroke_width=thick or self.thin
        )

    def dot(self, x: float, y: float, radius: float, hollow: bool) -> None:
        """Draw a dot: hollow for what was, full for what is."""
        self.add(
            "circle",
            cx=x,
            cy=y,
            r=radius,
            fill=self.colour("paper" if hollow else "mark"),
            stroke=self.colour("mark"),
            stroke_width=radius / 3,
        )

    def finished(self, height: float, label: str) -> str:
        """Return the drawing as text, with what it says for those who do not see it."""
        width = _written(self.width)
        self.root.set("viewBox", f"0 0 {width} {_written(height)}")
        self.root.set("width", width)
        self.root.set("height", _written(height))
        self.root.set("aria-label", legible(label))
        return ET.tostring(self.root, encoding="unicode")


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
