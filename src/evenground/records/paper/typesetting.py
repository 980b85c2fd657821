"""Sets pages with Typst and our own fonts, without a browser or a network; the only file that knows Typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from evenground.records.paper import as_typst
from evenground.records.paper.text import FAMILIES, literal

FONTS = Path(__file__).parent / "fonts"
NO_LETTER = "□"
ACROSS = 600.0  # pt: the page of a picture
LATIN = "\u024f"  # the last letter of those that our first font has all of
# Typst keeps what it made of a document until so many others came: a record is large, and no two are alike.
FORGETS_AFTER = 11
STANDARD: list[typst.PDFStandard] = ["ua-1"]
_LINE = re.compile(r"(?m)^\s*┌─ .*:(\d+):\d+$")
_one_at_a_time = Lock()
_known: dict[tuple[str, bool], bool] = {}  # letters alone: nobody's words are kept


def pages(source: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of pages written in Typst; the same source gives the same bytes.

    A letter that no font has is shown as □.
    """
    made = _set(source, "pdf")
    return made if isinstance(made, bytes) else b"".join(made)


def png(svg: str, width_px: int) -> bytes:
    """A chart's drawing as a picture so many pixels wide, on white."""
    made = _set(as_typst.picture(svg, ACROSS), "png", 72 * width_px / ACROSS)
    return made if isinstance(made, bytes) else made[0]


def _set(source: str, form: typst.OutputFormat, ppi: float | None = None) -> bytes | list[bytes]:
    faults: list[BaseException] = []
    for text, system in _readings(source):
        try:
            return _compiled(text, system, form, ppi)
        except BaseException as fault:
            if not _of_typst(fault):
                raise
            faults.append(fault)
        finally:
            _forget()
    raise faults[0]


def _of_typst(fault: BaseException) -> bool:
    """Whether Typst refused, or gave up inside, which it tells in a way that is no ordinary error."""
    return isinstance(fault, typst.TypstError) or type(fault).__name__ == "PanicException"


def _readings(source: str) -> Iterator[tuple[str, bool]]:
    """A source as it can be set, with whether the machine's own fonts are needed; then ever more cautious ones."""
    unusual = {letter for letter in set(source) if not letter.isascii()}
    missing = _missing(unusual, system=False)
    still = _missing(missing, system=True) | set(filter(_over_any_letter, missing)) if missing else missing
    if still != missing:
        yield _without(source, still), True
    yield _without(source, missing), False
    # Letters that are there one by one and cannot be set together: marks over a letter of another font, then any.
    yield _without(source, missing | {letter for letter in unusual if unicodedata.category(letter)[0] == "M"}), False
    yield _without(source, {letter for letter in unusual if letter > LATIN} - {NO_LETTER}), False


def _over_any_letter(mark: str) -> bool:
    """Whether it is a mark over letters of any script: one from another font than its letter cannot be set."""
    return unicodedata.name(mark, "").startswith("COMBINING ")


def _without(source: str, letters: set[str]) -> str:
    return source.translate(dict.fromkeys(map(ord, letters), NO_LETTER)) if letters else source


def _missing(letters: set[str], system: bool) -> set[str]:
    """Those letters that no font has: asked of Typst once for each letter, one a line."""
    asked = sorted(letter for letter in letters if (letter, system) not in _known)
    if asked:
        absent = {asked[number] for number in _faulty(asked, system)}
        _known.update({(letter, system): letter in absent for letter in asked})
    return {letter for letter in letters if _known[letter, system]}


def _faulty(letters: list[str], system: bool) -> Iterator[int]:
    head = f'#set document(title: "-"); #set text(font: {FAMILIES})\n'
    probe = head + "\n".join(f"#{literal(letter)}" for letter in letters)
    try:
        _compiled(probe, system, "pdf")
    except typst.TypstError as fault:
        for found in _LINE.finditer(fault.diagnostic):
            yield int(found[1]) - 2


def _compiled(text: str, system: bool, form: typst.OutputFormat, ppi: float | None = None) -> bytes | list[bytes]:
    standard = STANDARD if form == "pdf" else None
    with _one_at_a_time:
        made = _compiler(system).compile(text.encode(), format=form, ppi=ppi, pdf_standards=standard, timestamp=0)
    return made or b""


@cache
def _compiler(system: bool) -> typst.Compiler:
    """One for the whole process: a new one for each document would leave something of it in memory."""
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=not system)


def _forget() -> None:
    for _time in range(FORGETS_AFTER):
        _compiled("", False, "svg")
