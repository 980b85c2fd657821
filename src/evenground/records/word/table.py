"""Tables in a Word file: their first row and first column are headings, on every page that they reach."""

from __future__ import annotations

from evenground.records.blocks import Grid, unbroken
from evenground.records.word.text import is_right_to_left, runs
from evenground.records.word.xml import Element, add

SHORT = 600  # letters of a row that is not to be torn apart
FEW = 8  # rows of a table that stays on one page
MANY = 6  # columns, and then the letters are smaller
LEAST, WORD, MOST = 3, 16, 44  # letters that a column has room for: at least, of its longest word, of its longest text
LETTER, SMALL = 105, 88  # how wide a letter is in a cell, and in one of many, in twentieths of a point


def table(parent: Element, grid: Grid, width: int) -> None:
    """Add a table of this width in twentieths of a point; its caption is what it says of itself."""
    made = add(parent, "tbl")
    about = add(made, "tblPr")
    add(about, "tblStyle", val="EGTable")
    add(about, "tblW", w=width, type="dxa")
    add(about, "tblLayout", type="fixed")
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    add(about, "tblLook", val="06A0", **look)
    add(about, "tblCaption", val=grid.caption)
    columns = widths(grid, width)
    frame = add(made, "tblGrid")
    for column in columns:
        add(frame, "gridCol", w=column)
    style = "EGCellSmall" if len(columns) > MANY else "EGCell"
    for at, row in enumerate((grid.columns, *grid.rows)):
        keep = at == 0 or (len(grid.rows) <= FEW and at < len(grid.rows))
        _row(made, row, columns, style, head=at == 0, keep=keep)


def widths(grid: Grid, width: int) -> list[int]:
    """How wide each column is, the whole width together: first its longest word, then its longest text has room."""
    texts = [[row[at] for row in (grid.columns, *grid.rows)] for at in range(len(grid.columns))]
    needs = [2 + min(WORD, _longest(column)) for column in texts]
    wishes = [1 + min(MOST, max(map(len, column))) for column in texts]
    more = [max(0, wish - need) for wish, need in zip(wishes, needs, strict=True)]
    letter = SMALL if len(texts) > MANY else LETTER
    made = _share(min(width, letter * sum(needs)), needs)
    for room, parts in ((letter * sum(more), more), (width, wishes)):
        spare = min(width - sum(made), room)
        made = [one + part for one, part in zip(made, _share(spare, parts), strict=True)]
    made[0] += width - sum(made)
    return made


def _longest(column: list[str]) -> int:
    """Letters of the longest word of a column; its head, which comes first, is bold and takes more."""
    head, *texts = column
    bold = (1 + len(word) for word in unbroken(head))
    return max(LEAST, *bold, *(len(word) for text in texts for word in unbroken(text)))


def _share(whole: int, parts: list[int]) -> list[int]:
    total = max(1, sum(parts))
    return [whole * part // total for part in parts]


def _row(parent: Element, row: tuple[str, ...], columns: list[int], style: str, *, head: bool, keep: bool) -> None:
    made = add(parent, "tr")
    about = add(made, "trPr")
    if sum(map(len, row)) <= SHORT:
        add(about, "cantSplit")
    if head:
        add(about, "tblHeader")
    for text, width in zip(row, columns, strict=True):
        cell = add(made, "tc")
        add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
        line = add(cell, "p")
        manner = add(line, "pPr")
        add(manner, "pStyle", val=style)
        if keep:
            add(manner, "keepNext")
        if is_right_to_left(text):
            add(manner, "bidi")
        runs(line, text)
