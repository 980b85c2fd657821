"""Looks at one's own texts as a CPD profile does: how many words they have, and where they say "we" for "I"."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONG = 140  # characters of a sentence that are quoted
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n\s*")
# In Welsh "ni" also says not, at the head of a sentence: it means us only after a verb or a preposition (rydym ni).
_WE = re.compile(r"\b(?:[Ww]e|[Nn]inn?au|[Rr]yd(?:ym|yn)|\w+[mn] ni)\b")
_OURS = re.compile(r"\b(?:[Uu]s|[Oo]urs?|[Oo]urselves|[Ee]in)\b")
_I = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ff]y|[Ff]i)\b")


def words(texts: Iterable[str]) -> int:
    """How many words there are."""
    return sum(len(_WORD.findall(text)) for text in texts)


def plural(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences in which "we" do something, in English or Welsh, each once; of long ones the piece around it.

    A sentence about "us" or "our" things is among them unless it also says what "I" do.
    """
    said = (sentence.strip() for text in texts for sentence in _END.split(text))
    return tuple(dict.fromkeys(_quoted(one, found) for one in said if (found := _found(one))))


def _found(sentence: str) -> re.Match[str] | None:
    return _WE.search(sentence) or (None if _I.search(sentence) else _OURS.search(sentence))


def _quoted(sentence: str, found: re.Match[str]) -> str:
    if len(sentence) <= LONG:
        return sentence
    start = max(0, min(found.start() - LONG // 2, len(sentence) - LONG))
    piece = sentence[start : start + LONG]
    if start:
        piece = "…" + piece.partition(" ")[2] if " " in piece[: LONG // 3] else "…" + piece
    if start + LONG < len(sentence):
        piece = (piece.rpartition(" ")[0] if " " in piece[-LONG // 3 :] else piece) + "…"
    return piece
