"""Texts taken apart: sentences with their place, words without their endings, and pieces of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evenground.analysis.terms import bases

Whole = NDArray[np.int64]

READ = 12_000  # characters of one text that are read at all
SENTENCES = 24  # sentences of one text that are compared on their own
LONG = 320  # characters after which a sentence is cut where a word ends
BUCKETS = 1024  # columns that the pieces of words share

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])|\s*\n\s*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff]|['’](?=[^\W\d_]))*")
STOP = frozenset(
    re.findall(
        r"\S+",
        """
    a about above after again all also am an and any are as at be because been before being below between both but by
    can cannot could did do does doing down during each few for from further get got had has have having he her here
    hers him his how i if in into is it its just like me more most my need no nor not of off on once only or other our
    out over own people really same she should so some such than that the their them then there these they think this
    those through to too under until up very was we were what when where which while who whom why will with would you
    your don't didn't doesn't isn't wasn't can't couldn't won't i'm i've it's that's
""",
    )
)


@dataclass(frozen=True, slots=True)
class Bag:
    """How often each stem and each piece of a word occurs, both by a number that stands for it."""

    words: Whole
    word_counts: Whole
    pieces: Whole
    piece_counts: Whole


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text start and end, without the space around them; at most `SENTENCES`."""
    found: list[tuple[int, int]] = []
    start = 0
    read = text[:READ]
    for end in [*(match.span() for match in _END.finditer(read)), (len(read), len(read))]:
        found.extend(_cut(read, start, end[0]))
        start = end[1]
        if len(found) >= SENTENCES:
            break
    return found[:SENTENCES]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence without the space around it, in parts where it is too long."""
    while start < end:
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        if not part:
            return
        stop = start + len(part)
        if len(part) > LONG:
            space = part.rfind(" ", LONG // 2, LONG)
            stop = start + (space if space > 0 else LONG)
        yield start, stop
        start = stop


def words(text: str) -> list[str]:
    """Return the words of a text as they stand, without those that every text has."""
    return [word for word in _WORD.findall(text[:READ]) if word.lower().replace("’", "'") not in STOP]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return one form for a word and its endings: never shown to anybody."""
    return min(bases(word.lower().replace("’", "'")), key=lambda form: (len(form), form))


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[int, ...]:
    held = f" {word.lower()} "
    sizes = (3, 4) if held.isascii() else (2, 3)
    return tuple(
        _number(held[at : at + size]) % BUCKETS for size in sizes for at in range(min(len(held), 40) - size + 1)
    )


def _number(said: str) -> int:
    return crc32(said.encode("utf-8", "surrogatepass"))


def bag(text: str) -> Bag:
    """Return the stems and the pieces of the words of a text."""
    found = words(text)
    return Bag(
        *_counted(_number(stem(word)) for word in found if len(word) > 2 or not word.isascii()),
        *_counted(piece for word in found for piece in _pieces(word)),
    )


def _counted(numbers: Iterable[int]) -> tuple[Whole, Whole]:
    counts = Counter(numbers)
    return np.fromiter(counts.keys(), np.int64, len(counts)), np.fromiter(counts.values(), np.int64, len(counts))


def said(text: str) -> Counter[str]:
    """Return how often each word is said that can tell a group of texts from another, as it stands."""
    return Counter(word for word in words(text) if len(word) > 2 or not word.isascii())


def telling(groups: Iterable[Iterable[Counter[str]]], most: int = 3) -> list[tuple[str, ...]]:
    """Return for each group of texts (what is said in each) the words that tell it from the others."""
    within = [list(texts) for texts in groups]
    spread = [Counter(form for found in texts for form in {stem(word) for word in found}) for texts in within]
    total: Counter[str] = Counter()
    for held in spread:
        total.update(held)
    everybody = sum(map(len, within))
    told = []
    for texts, held in zip(within, spread, strict=True):
        best = _best(held, len(texts), total, everybody, most)
        forms: dict[str, Counter[str]] = {form: Counter() for form in best}
        for found in texts:
            for word, count in found.items():
                if stem(word) in forms:
                    forms[stem(word)][word] += count
        told.append(tuple(_readable(forms[form]) for form in best))
    return told


def _best(held: Counter[str], size: int, total: Counter[str], everybody: int, most: int) -> list[str]:
    """Return the stems whose share in a group goes furthest beyond their share elsewhere."""
    others = max(everybody - size, 1)
    alone = size < 3  # in a very small group nothing is said twice
    weights = {}
    for form, count in held.items():
        elsewhere = (total[form] - count + 0.5) / (others + 1)
        beyond = (count + 0.5) / (size + 1) / elsewhere
        if beyond > 1 and (count > 1 or alone):
            weights[form] = count / size * log(beyond)
    return sorted(weights, key=lambda form: (-weights[form], form))[:most]


def _readable(known: Counter[str]) -> str:
    """Return the form met most often, in small letters unless it is never written so (as names are)."""
    small = {word.lower() for word in known if word[0].islower()}
    word = min(known, key=lambda form: (-known[form], form))
    return word.lower() if word.lower() in small else word
