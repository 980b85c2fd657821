"""Text as Typst takes it: a string that is shown as it was typed and never obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from evenground.charts.lettering import width
from evenground.records.escapes import visible

# In this order a letter is looked for.
FAMILIES = '("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Emoji", "Noto Sans Symbols2", "Noto Sans Math")'
ROOM = 40.0  # em: what a line in a card holds at least
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# What also ends a line of source.
_ESCAPED |= {end: f"\\u{{{end:x}}}" for end in (0x85, 0x2028, 0x2029)}
# A mark of byte order within a text has no shape, and no PDF for reading aloud may hold one.
_ESCAPED |= {0xFEFF: ""}
_BREAK = re.compile(r"\r\n?|\n")
_TAB = " " * 4
END = " \n"  # with a blank, so that the words of two lines are not read as one
# Blanks at the beginning of a line and before another blank would be lost.
_BLANK = re.compile(r"^ | (?= )")
_WORD = re.compile(r"\S{4,}")
# Letters with their marks: between two such pieces a word may be broken.
_PIECE = re.compile(r"(?:[!-~\w][^!-~\w\s\u200d]*){2}(?=[!-~\w])")
_MAY_BREAK = "\u200b"
_WIDEST = 1.05  # em: the widest letter


def literal(text: str) -> str:
    """A string of Typst."""
    return f'"{visible(text).translate(_ESCAPED)}"'


def strings(texts: Iterable[str]) -> str:
    """A list of expressions of Typst as one."""
    return "(" + "".join(f"{text}, " for text in texts) + ")"


def one_line(text: str) -> str:
    """Text without its line ends, for a heading or a name."""
    return " ".join(text.replace("\ufeff", "").split())


def way(text: str) -> str:
    """Which way a text runs, by its first letter that runs one way: ltr, rtl, or empty where there is none."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return ""


def words(text: str, room: float = ROOM) -> str:
    """Text with its lines, as a paragraph for each turn from left-to-right to right-to-left.

    `room` is the width in em into which its longest word has to go.
    """
    drawn = [f"{which[0]}({literal(breakable(part, room))})" for which, part in _runs(text)]
    return drawn[0] if len(drawn) == 1 else "{" + "; ".join(drawn) + "}"


def line(text: str, room: float = ROOM) -> str:
    """Text on one line as a paragraph."""
    return words(one_line(text), room)


def breakable(text: str, room: float) -> str:
    """Text in which words that are wider than `room` (in em) may be broken."""
    if len(text) * _WIDEST <= room:
        return text
    return _WORD.sub(lambda found: _broken(found[0]) if _wider(found[0], room) else found[0], text)


def _wider(word: str, room: float) -> bool:
    return len(word) > 3 * room or (len(word) * _WIDEST > room and width(word, 1) > room)


def _broken(word: str) -> str:
    return _PIECE.sub(lambda found: found[0] + _MAY_BREAK, word)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Lines that run the same way, joined; a line without letters goes with the one before it."""
    found: list[str] = []
    now = way(text) or "ltr"
    for line in _BREAK.sub("\n", text.replace("\t", _TAB)).split("\n"):
        turn = way(line) or now
        if turn != now and found:
            yield now, END.join(found)
            found = []
        now = turn
        found.append(_BLANK.sub("\u00a0", line))
    yield now, END.join(found)
