"""People's words made safe for each kind of file: shown as they were typed, never obeyed."""

from __future__ import annotations

import html as _html
import re

REPLACEMENT = 0xFFFD
# Controls have symbols of their own in Unicode; what no page may hold becomes the replacement character.
_SYMBOLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
_UNFIT = [*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)]
_UNFIT += [plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]
_SHOWN = _SYMBOLS | dict.fromkeys(_UNFIT, REPLACEMENT)

_MARKDOWN = {ord(mark): "\\" + mark for mark in "\\`*_[]~$|"}
# Only where a tag or an entity could begin, so that plain text stays easy to read.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_LINE_START = re.compile(r"(?m)^([#+\-=:>]|\d{1,9}(?=[.)]))")
_LINE_SPACE = re.compile(r"(?m)^[ \t]")
_BREAK = re.compile(r"\r\n?|\n")
_SURROGATES = re.compile("[\ud800-\udfff]")
# What a spreadsheet may take for the beginning of a formula, and the apostrophe that we put before it.
APOSTROPHE = "'"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠" + APOSTROPHE)


def visible(text: str) -> str:
    """Show what a page cannot hold by its symbol: NUL as U+2400, a lone half of a character as U+FFFD."""
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def html(text: str) -> str:
    """Escape text for HTML, for elements and attributes alike."""
    return _html.escape(visible(text))


def markdown(text: str) -> str:
    """Escape text for Markdown; lines stay lines."""
    plain = _BREAK.sub("\n", visible(text)).translate(_MARKDOWN)
    plain = _TAG.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", plain)
    spaced = _LINE_SPACE.sub(lambda found: f"&#{ord(found[0])};", plain)
    return _LINE_START.sub(_escape_start, spaced)


def markdown_line(text: str) -> str:
    """Escape text for a heading, a cell of a table or an item of a list: on one line."""
    return markdown(_BREAK.sub(" ", text)).strip()


def cell(value: object) -> object:
    """A cell of a CSV file: an apostrophe goes before text that a spreadsheet could take for a formula.

    Text that begins with an apostrophe gets another one, so that taking one away gives back what was typed.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = _SURROGATES.sub(chr(REPLACEMENT), value)
    return APOSTROPHE + text if text.startswith(_FORMULA) else text


def uncell(text: str) -> str:
    """What was typed into a cell, as `cell` found it."""
    return text.removeprefix(APOSTROPHE)


def _escape_start(found: re.Match[str]) -> str:
    mark = found[1]
    # A number keeps its digits: it is the point or bracket behind it that would make a list.
    return mark + "\\" if mark.isdigit() else "\\" + mark
