"""Puts the parts of a Word file together: nothing in it tells when, where or by whom it was made."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from string import Formatter
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package as Pack

from evenground.i18n import _
from evenground.records.escapes import visible
from evenground.records.word import styles as as_docx_styles
from evenground.records.word.text import runs, tag
from evenground.records.word.xml import DECLARED, Element, R, add, new, written

SVG = "image/svg+xml"
WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MM = 1440 / 25.4  # twentieths of a point


@dataclass(frozen=True)
class Paper:
    """A sheet and its margins, in twentieths of a point."""

    width: int
    height: int
    side: int = round(20 * MM)
    top: int = round(16 * MM)
    foot: int = round(18 * MM)

    @property
    def room(self) -> int:
        """How wide a line of text may be."""
        return self.width - 2 * self.side


PAPERS = {"a4": Paper(11906, 16838), "letter": Paper(12240, 15840)}


class Package:
    """A Word file that is being made; `point_to` gives the id by which its text names a picture or an address."""

    def __init__(self, paper: str) -> None:
        self.paper = PAPERS[paper]
        self.pack = Pack()
        self.main = self._part("word/document.xml", CT.WML_DOCUMENT_MAIN, b"")
        self.pack.relate_to(self.main, RT.OFFICE_DOCUMENT)
        self.pictures = 0

    def picture(self, ending: str, data: bytes) -> str:
        """Keep a picture and return its id."""
        self.pictures += 1
        kind = SVG if ending == "svg" else CT.PNG
        part = self._part(f"word/media/figure{self.pictures}.{ending}", kind, data)
        found: str = self.main.relate_to(part, RT.IMAGE)
        return found

    def address(self, address: str) -> str:
        """The id of an address of the web."""
        found: str = self.main.relate_to(address, RT.HYPERLINK, is_external=True)
        return found

    def footer(self, title: str, numbered: bool) -> str:
        """Keep the foot of every page and return its id."""
        part = self._part("word/footer1.xml", CT.WML_FOOTER, written(_footer(title, numbered)))
        found: str = self.main.relate_to(part, RT.FOOTER)
        return found

    def finished(self, root: Element, title: str, language: str, quote: float) -> bytes:
        """The bytes of the file with this text in it."""
        styles = as_docx_styles.xml(language, self.paper.room, quote)
        texts = (
            ("styles", CT.WML_STYLES, RT.STYLES, styles),
            ("numbering", CT.WML_NUMBERING, RT.NUMBERING, as_docx_styles.numbering()),
            ("settings", CT.WML_SETTINGS, RT.SETTINGS, _SETTINGS.format(language=tag(language))),
            ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, _FONTS),
        )
        for name, kind, relation, text in texts:
            self.main.relate_to(self._part(f"word/{name}.xml", kind, (HEAD + text).encode()), relation)
        core = _CORE.format(title=escape(visible(title)), language=tag(language))
        part = self._part("docProps/core.xml", CT.OPC_CORE_PROPERTIES, (HEAD + core).encode())
        self.pack.relate_to(part, RT.CORE_PROPERTIES)
        self.main._blob = written(root)
        out = io.BytesIO()
        self.pack.save(out)
        return _timeless(out)

    def _part(self, name: str, kind: str, data: bytes) -> Part:
        return Part(PackURI(f"/{name}"), kind, data, self.pack)


def _timeless(made: io.BytesIO) -> bytes:
    """The same ZIP file without the time of its making; pictures are small already."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as fresh:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, WHEN)
            member.create_system = 0  # else the file tells on which kind of machine it was made
            packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            fresh.writestr(member, old.read(name), packed)
    return out.getvalue()


def section(body: Element, paper: Paper, footer: str) -> None:
    """Add what says how the pages are."""
    made = add(body, "sectPr")
    add(made, "footerReference", type="default").set(R + "id", footer)
    add(made, "pgSz", w=paper.width, h=paper.height)
    margins = {"top": paper.top, "right": paper.side, "bottom": paper.foot, "left": paper.side}
    add(made, "pgMar", **margins, header=600, footer=500, gutter=0)


def _footer(title: str, numbered: bool) -> Element:
    root = new("ftr")
    line = add(root, "p")
    add(add(line, "pPr"), "pStyle", val="Footer")
    runs(line, title if len(title) <= TITLE else title[:TITLE].rstrip() + "…")
    if numbered:
        _page_number(line)
    return root


def _page_number(line: Element) -> None:
    add(add(line, "r"), "tab")
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    for text, place, _form, _turn in Formatter().parse(_("Page {page} of {pages}")):
        runs(line, text)
        if place:
            field = add(line, "fldSimple", instr=fields[place])
            runs(field, "1")


TITLE = 70  # letters of a title that fit beside the number of the page
_SETTINGS = (
    f"<w:settings {DECLARED}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)
# The letters named by the styles, and those nearest to them that Windows and Office bring along.
_FONTS = (
    f"<w:fonts {DECLARED}>"
    '<w:font w:name="Noto Sans"><w:altName w:val="Segoe UI"/><w:panose1 w:val="020B0502040504020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    '<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>Even Ground</dc:creator>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
