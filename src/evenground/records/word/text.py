"""Writes texts as runs of Word: shown as they were typed, each in its own direction of writing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from evenground.records.escapes import visible
from evenground.records.word.xml import Element, add

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile(r"(\r\n?|\n|\t)")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
# What an address may hold besides letters and digits; all else is written as %xx.
_ADDRESS = ":/?@!$&'()*+,;=-._~%"
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_RIGHT = ("R", "AL")


def tag(language: str) -> str:
    """A language as Word knows it: Welsh is cy-GB there."""
    return {"cy": "cy-GB", "en": "en-GB"}.get(language, language)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    if text.isascii():
        return False
    found = (unicodedata.bidirectional(one) for one in text)
    return next((one in _RIGHT for one in found if one in ("L", *_RIGHT)), False)


def segments(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction each, and whether a piece is written from right to left.

    Spaces and marks between two words of the other direction stay with them, all else with the paragraph.
    """
    base = is_right_to_left(text)
    ways = [] if text.isascii() else [_way(one) for one in text]
    other = not base
    if other not in ways:
        yield text, base
        return
    start, at = 0, 0
    while at < len(text):
        if ways[at] is not other:
            at += 1
            continue
        end = last = at
        while end < len(text) and ways[end] is not base:
            last = end if ways[end] is other else last
            end += 1
        if start < at:
            yield text[start:at], base
        yield text[at : last + 1], other
        start = at = last + 1
    if start < len(text):
        yield text[start:], base


def _way(letter: str) -> bool | None:
    found = unicodedata.bidirectional(letter)
    return True if found in _RIGHT else False if found == "L" else None


def runs(parent: Element, text: str, style: str = "", language: str = "") -> None:
    """Add a text to a paragraph or a link; its lines stay lines."""
    shown = visible(text)
    for piece, right in segments(shown):
        _run(parent, piece, style, language, right)


def _run(parent: Element, text: str, style: str, language: str, right: bool) -> None:
    run = add(parent, "r")
    if style or language or right:
        about = add(run, "rPr")
        if style:
            add(about, "rStyle", val=style)
        if right:
            add(about, "rtl")
        if language:
            add(about, "lang", val=tag(language), bidi=tag(language))
        elif right:
            add(about, "lang", bidi="he-IL" if _HEBREW.search(text) else "ar-SA")
    for piece in _BREAKS.split(text) if ("\n" in text or "\r" in text or "\t" in text) else (text,):
        if piece == "\t":
            add(run, "tab")
        elif piece[:1] in ("\n", "\r"):
            add(run, "br")
        elif piece:
            written = add(run, "t")
            written.text = piece
            written.set(SPACE, "preserve")


def web(address: str) -> str:
    """The address as a file may point to it, or nothing where it is none of the web.

    Word opens no file that points to an address with a fault in it.
    """
    if not address.startswith(("https://", "http://")):
        return ""
    try:
        split = urlsplit(visible(address))
        host = (split.hostname or "").encode("idna").decode()
        port = f":{split.port}" if split.port else ""
    except ValueError:
        return ""
    if not _HOST.fullmatch(host) or "@" in split.netloc:
        return ""
    path, query, fragment = (_STRAY.sub("%25", quote(part, safe=_ADDRESS)) for part in split[2:])
    return split._replace(netloc=host + port, path=path, query=query, fragment=fragment).geturl()
