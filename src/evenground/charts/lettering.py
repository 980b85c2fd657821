"""How wide words are and where they wrap, without a font to ask: a little too wide rather than too narrow."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Widths in em of a sans serif, at the wide end (DejaVu, Verdana), so that what fits here fits anywhere.
BOLD = 1.13  # how much wider bold letters are
_NARROW, _PLAIN, _BROAD, _FULL = 0.36, 0.61, 0.9, 1.05
_NARROW_LETTERS = frozenset("ijlftrI.,:;'’|!()[]{} /\\-`")
_BROAD_LETTERS = frozenset("mwMWQOG@%&—")
# What XML cannot hold at all: a theme's name is typed by hand and may hold anything.
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def legible(text: str) -> str:
    """Return text on one line, without characters that cannot be written into a drawing."""
    return " ".join(_NOT_XML.sub("", text).split())


def width(text: str, size: float) -> float:
    """Return about how wide text is at a font size, in the size's unit."""
    return size * sum(map(_em, text))


@lru_cache(maxsize=1024)  # letters alone: nobody's words are kept
def _em(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _BROAD_LETTERS:
        return _BROAD
    if letter.isascii():
        return 0.7 if letter.isupper() else _PLAIN
    if unicodedata.combining(letter):
        return 0
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else 0.68


def wrap(text: str, room: float, size: float, most: int = 3) -> list[str]:
    """Return text in at most `most` lines that fit `room`; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in legible(text).split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room:
            lines[-1] = joined
        elif len(lines) > most:
            break
        else:
            lines[-1:] = [line for line in (lines[-1], *_pieces(word, room, size)) if line]
    if len(lines) > most:
        lines[most - 1 :] = [_shortened(lines[most - 1], room, size)]
    return lines


def _pieces(word: str, room: float, size: float) -> list[str]:
    """Break a word that is wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(line: str, room: float, size: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"
