"""Charts in a Word file: a sharp picture, the drawing itself for programs that can draw it, and its sentence."""

from __future__ import annotations

import re
from copy import deepcopy

from evenground.charts.svg import shape_of
from evenground.records.escapes import visible
from evenground.records.paper import typesetting
from evenground.records.word.package import Package
from evenground.records.word.xml import DECLARED, NAMES, Element, add, read, written
from evenground.records.word.xml import R as RELATION

EMU_PER_MM = 36_000
WIDTH_MM, TALLEST_MM = 150.0, 215.0
DOTS_PER_INCH = 220
_COLOUR = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
_LETTERS = "'Noto Sans', 'Segoe UI', Arial, sans-serif"


def plain(svg: str) -> bytes:
    """The drawing as a file, with its colours written out and letters that Word knows."""
    root = read(svg)
    root.set("font-family", _LETTERS)
    for element in root.iter():
        for name, value in element.attrib.items():
            if "var(" in value:
                element.set(name, _COLOUR.sub(r"\1", value))
    return written(root)


def size(svg: str) -> tuple[float, float]:
    """Width and height on paper in millimetres."""
    shape = shape_of(svg)
    wide = min(WIDTH_MM, TALLEST_MM / shape) if shape else WIDTH_MM
    return wide, wide * shape


def drawing(parent: Element, package: Package, svg: str, title: str, sentence: str) -> None:
    """Add a chart to a run; `sentence` is what it says to those who do not see it."""
    wide, high = size(svg)
    dots = round(wide / 25.4 * DOTS_PER_INCH)
    png = package.picture("png", typesetting.png(svg, dots))
    vector = package.picture("svg", plain(svg))
    made = deepcopy(_INLINE)
    across = (str(round(wide * EMU_PER_MM)), str(round(high * EMU_PER_MM)))
    for place in (made.find("wp:extent", NAMES), made.find(".//a:xfrm/a:ext", NAMES)):
        place.set("cx", across[0])
        place.set("cy", across[1])
    number = str(package.pictures // 2)
    for about in (made.find("wp:docPr", NAMES), made.find(".//pic:cNvPr", NAMES)):
        about.set("id", number)
        about.set("name", f"Figure {number}")
        about.set("title", visible(title))
        about.set("descr", visible(sentence))
    made.find(".//a:blip", NAMES).set(RELATION + "embed", png)
    made.find(".//asvg:svgBlip", NAMES).set(RELATION + "embed", vector)
    add(parent, "drawing").append(made)


_INLINE = read(
    f'<wp:inline {DECLARED} distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
    f'<a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip/></a:ext>'
    "</a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
)
