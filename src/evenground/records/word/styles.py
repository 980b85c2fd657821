"""The named styles of a record in Word, so that a person who restyles one restyles all that is like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evenground.records.word.text import tag
from evenground.records.word.xml import DECLARED

INK, MUTE, BRAND, EDGE, LINE = "17252E", "47565F", "0B4F5C", "6B7C86", "D3DDE1"
BAR, WARN, WARN_PAPER = "8FB9C0", "6B4700", "FFF4D6"
# The letters of the PDF; where they are missing, Word takes what the table of fonts names instead.
FONT, OTHER_SCRIPTS = "Noto Sans", "Arial"
BODY = 11.0
FACTS = (98.0, 236.0, 334.0)  # points from the left where a fact, a second name and its fact begin
RIGHT = -1.0  # the place at the end of a line


@dataclass(frozen=True)
class Edge:
    """A line at a side of a paragraph: eighths of a point thick, points away from the text."""

    side: str
    colour: str
    thick: int = 4
    space: int = 6
    kind: str = "single"


def box(colour: str, thick: int, kind: str = "single") -> tuple[Edge, ...]:
    """Four edges in the order that Word reads them."""
    return tuple(Edge(side, colour, thick, 6, kind) for side in ("top", "left", "bottom", "right"))


@dataclass(frozen=True)
class Style:
    """A style of paragraphs: sizes and spaces in points; what is empty or 0 is as in the style it is based on.

    `keep` leaves it on the page of what follows, `whole` does not tear it apart.
    """

    id: str
    name: str
    size: float = 0
    colour: str = ""
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 0
    keep: bool = False
    left: float = 0
    right: float = 0
    hang: float = 0
    edges: tuple[Edge, ...] = ()
    shade: str = ""
    list: int = 0
    outline: int = 0
    follow: str = "Normal"
    tabs: tuple[float, ...] = ()
    whole: bool = False


BESIDE = Edge("left", BAR, 18, 9)


def _headings() -> tuple[Style, ...]:
    rule = (Edge("top", BRAND, 18, 8),)
    return (
        Style("Title", "Title", 23, INK, True, 0, 6, 0.95, keep=True),
        Style("Heading1", "heading 1", 16.5, BRAND, True, 20, 6, keep=True, edges=rule, outline=1),
        Style("Heading2", "heading 2", 13.5, INK, True, 15, 4, keep=True, outline=2),
        Style("Heading3", "heading 3", 11.5, INK, True, 15, 5, keep=True, outline=3),
        Style("Heading4", "heading 4", 11, MUTE, True, 12, 4, keep=True, outline=4),
    )


def _words(quote: float, small: float) -> Iterator[Style]:
    """What people said, with what stands above and below it; `quote` is how large."""
    said = (
        Style("EGQuote", "EG Quote", quote, after=3, follow="EGQuote"),
        Style("EGQuoteLabel", "EG Quote Label", 9.5, BRAND, True, after=1, keep=True, follow="EGQuote"),
        Style("EGFoot", "EG Foot", small, MUTE, after=3),
    )
    return (replace(one, left=12, edges=(BESIDE,)) for one in said)


def _ours(small: float) -> tuple[Style, ...]:
    top = (Edge("top", BRAND, 48, 11),)
    rules = (Edge("top", LINE, 6, 6), Edge("bottom", LINE, 6, 6))
    return (
        Style("EGKicker", "EG Kicker", 11, BRAND, True, 0, 3, keep=True, edges=top, follow="Title"),
        Style("EGLead", "EG Lead", 12, after=6),
        Style("EGHint", "EG Hint", small, MUTE, after=5, keep=True),
        Style("EGNotice", "EG Notice", 0, WARN, True, 6, 10, left=8, right=8, edges=box(WARN, 8), shade=WARN_PAPER),
        Style("EGFact", "EG Fact", 10.5, after=2, left=FACTS[0], hang=FACTS[0], tabs=FACTS, follow="EGFact"),
        Style("EGContents", "EG Contents", 10, before=16, after=12, edges=rules),
        Style("EGFound", "EG Found", 12, after=3, left=18, hang=18, list=2, follow="EGFound"),
        Style("EGLabel", "EG Label", 11, INK, True, 10, 2, keep=True, follow="EGField"),
        Style("EGField", "EG Field", 0, before=2, after=8, left=8, right=8, edges=box(EDGE, 6)),
        Style("EGFieldEmpty", "EG Field empty", 9.5, MUTE, before=2, after=8, left=8, right=8,
              edges=box(EDGE, 6, "dashed"), follow="EGField"),
        Style("EGFinding", "EG Finding", 12, INK, True, 8, 6, keep=True),
        Style("EGFigure", "EG Figure", before=2, after=6, keep=True),
        Style("EGCell", "EG Cell", 9.5, before=1.5, after=1.5),
        Style("EGCellSmall", "EG Cell small", 8, before=1.5, after=1.5),
    )  # fmt: skip


def styles(quote: float = BODY) -> tuple[Style, ...]:
    """All styles of paragraphs but Normal; where people's words are large, what stands beside them is too."""
    small = 9.5 if quote == BODY else 12
    return (
        *_headings(),
        *_ours(small),
        *_words(quote, small),
        Style("ListBullet", "List Bullet", after=2.5, left=18, hang=14, list=1, whole=True, follow="ListBullet"),
        Style("Caption", "caption", 9.5, MUTE, before=6, after=3, keep=True),
        Style("Footer", "footer", 8.5, MUTE, edges=(Edge("top", LINE, 6, 6),), tabs=(RIGHT,)),
    )


def xml(language: str, width: int, quote: float = BODY) -> str:
    """The part of styles; `width` is the room for text in twentieths of a point, `quote` the size of people's words."""
    made = "".join(_style(one, width) for one in styles(quote))
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{OTHER_SCRIPTS}"'
    return (
        f"<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{INK}"/>{_size(BODY)}'
        f'<w:lang w:val="{tag(language)}" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{made}{_LETTERS}{_TABLES}</w:styles>"
    )


def numbering() -> str:
    """The part of lists: small dots for lists of items, squares for what a group found."""
    lists = ((1, "ListBullet", "•", 360, 280), (2, "EGFound", "▪", 360, 360))
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr>'
        f'<w:rPr><w:color w:val="{BRAND}"/></w:rPr></w:lvl></w:abstractNum>'
        for at, style, mark, left, hang in lists
    )
    used = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at, *_rest in lists)
    return f"<w:numbering {DECLARED}>{kinds}{used}</w:numbering>"


def _twips(points: float) -> int:
    return round(points * 20)


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>' if points else ""


def _style(one: Style, width: int) -> str:
    bold = "<w:b/><w:bCs/>" if one.bold else ""
    colour = f'<w:color w:val="{one.colour}"/>' if one.colour else ""
    return (
        f'<w:style w:type="paragraph"{_custom(one)} w:styleId="{one.id}"><w:name w:val="{one.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{one.follow}"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{_manner(one, width)}</w:pPr><w:rPr>{bold}{colour}{_size(one.size)}</w:rPr></w:style>"
    )


def _custom(one: Style) -> str:
    return ' w:customStyle="1"' if one.id.startswith("EG") else ""


def _manner(one: Style, width: int) -> str:
    """What a style says of whole paragraphs, in the order that Word wants."""
    line = f' w:line="{round(one.line * 240)}" w:lineRule="auto"' if one.line else ""
    return "".join((
        "<w:keepNext/>" if one.keep else "",
        "<w:keepLines/>" if one.keep or one.whole else "",
        f'<w:numPr><w:numId w:val="{one.list}"/></w:numPr>' if one.list else "",
        f"<w:pBdr>{''.join(map(_edge, one.edges))}</w:pBdr>" if one.edges else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{one.shade}"/>' if one.shade else "",
        f"<w:tabs>{''.join(_tab(place, width) for place in one.tabs)}</w:tabs>" if one.tabs else "",
        f'<w:spacing w:before="{_twips(one.before)}" w:after="{_twips(one.after)}"{line}/>',
        f'<w:ind w:left="{_twips(one.left)}" w:right="{_twips(one.right)}" w:hanging="{_twips(one.hang)}"/>',
        f'<w:outlineLvl w:val="{one.outline - 1}"/>' if one.outline else "",
    ))  # fmt: skip


def _tab(place: float, width: int) -> str:
    if place == RIGHT:
        return f'<w:tab w:val="right" w:pos="{width}"/>'
    return f'<w:tab w:val="left" w:pos="{_twips(place)}"/>'


def _edge(one: Edge) -> str:
    return f'<w:{one.side} w:val="{one.kind}" w:sz="{one.thick}" w:space="{one.space}" w:color="{one.colour}"/>'


def _letters(identity: str, name: str, about: str) -> str:
    custom = ' w:customStyle="1"' if identity.startswith("EG") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="10"/><w:qFormat/><w:rPr>{about}</w:rPr></w:style>'
    )


_PLAIN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
)
_LETTERS = _PLAIN + "".join((
    _letters("Hyperlink", "Hyperlink", f'<w:color w:val="{BRAND}"/><w:u w:val="single"/>'),
    _letters("PlaceholderText", "Placeholder Text", f'<w:color w:val="{MUTE}"/>'),
    _letters("EGFactName", "EG Fact name", f'<w:color w:val="{MUTE}"/>{_size(10)}'),
    _letters("EGStrong", "EG Strong", "<w:b/><w:bCs/>"),
    _letters("EGNote", "EG Note", f'<w:color w:val="{MUTE}"/>{_size(9.5)}'),
))  # fmt: skip

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="EGTable"><w:name w:val="EG Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="9"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="6" w:space="0" w:color="{LINE}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="10" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="10" w:type="dxa"/>'
    '<w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{EDGE}"/></w:tcBorders><w:vAlign w:val="bottom"/>'
    "</w:tcPr></w:tblStylePr></w:style>"
)
