"""Finds the terms of themes in people's words: whole words, any case, with simple English endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Marks that Python's \w leaves out although they are inside words: accents on their own, and the vowel signs
# of Hebrew, Arabic, the scripts of India, Thai, Tibetan and Burmese.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0f71-\u0f84\u102b-\u109d\u200c\u200d"
)
_WORD = re.compile(rf"([^\W_]+(?:[{_MARKS}]+[^\W_]*)*)((?:['’][sS](?!\w))?)")
_BETWEEN = frozenset(" \t\r\n\u00a0-\u2010\u2011–/&'’")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
KEPT = 2000  # texts whose terms are remembered: pages read the same ones after every change
_VOWEL = re.compile(r"[aeiouy]")
_SIBILANT = ("ses", "xes", "zes", "ches", "shes", "oes")
# Words that only look as if they had an ending: "number" is not more "numb".
_WHOLE = frozenset(
    re.findall(
        r"\w+",
        """
    after always better butter corner counter cover dinner during easter evening flower former hunger inner
    ladder latter letter liver master matter meter morning mother news number offer officer outer poster power
    proper quarter rubber shower summer tender tower
""",
    )
)


def bases(word: str) -> frozenset[str]:
    """Return a lower-case word with the forms it may come from: travellers -> traveller, travell, travel."""
    found = {word}
    if word.isascii() and word not in _WHOLE:
        found.update(_singular(word))
        for form in tuple(found - _WHOLE):
            found.update(_stems(form))
    return frozenset(found)


def _singular(word: str) -> Iterator[str]:
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith(_SIBILANT) and len(word) > 4:
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        yield word[:-1]


def _stems(word: str) -> Iterator[str]:
    for ending in ("ing", "ed", "er"):
        stem = word.removesuffix(ending)
        if stem == word or not _VOWEL.search(stem) or (word.endswith("eed") and len(stem) < 4):
            continue
        yield from (form for form in _restored(stem) if len(form) > 2)


def _restored(stem: str) -> Iterator[str]:
    yield stem + "e"
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if not _SHORT.fullmatch(stem):  # "caring" comes from care and never from car, which would be "carring"
        yield stem


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.casefold())


@dataclass(frozen=True)
class _Term:
    theme: int
    rest: tuple[frozenset[str], ...]  # the forms of the second and later words


@dataclass(frozen=True)
class _Text:
    """A text taken apart: words, the ending after each ('s or nothing), and the gap before each."""

    words: list[str]
    endings: list[str]
    gaps: list[str]

    def said(self, first: int, last: int) -> str:
        """Return the words from first to last as they stand."""
        later = range(first + 1, last + 1)
        return (
            self.words[first]
            + self.endings[first]
            + "".join(self.gaps[at] + self.words[at] + self.endings[at] for at in later)
        )


class Finder:
    """The terms of several themes, prepared once and then found in many answers."""

    def __init__(self, themes: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._starts: dict[str, list[_Term]] = {}
        self._known: dict[str, tuple[_Term, ...]] = {}  # the terms a word begins, by the word as it stands
        self._found: dict[str, dict[int, tuple[str, ...]]] = {}  # what was found in a text
        for theme, terms in themes:
            for term in terms:
                self._add(theme, [bases(_folded(found[1])) for found in _WORD.finditer(term)])

    def _add(self, theme: int, words: list[frozenset[str]]) -> None:
        for form in words[0] if words else ():
            self._starts.setdefault(form, []).append(_Term(theme, tuple(words[1:])))

    def find(self, text: str) -> dict[int, tuple[str, ...]]:
        """Return for each theme that occurs in `text` its words as they stand there, in order, each once."""
        if text not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[text] = self._look_into(text)
        return dict(self._found[text])

    def _look_into(self, text: str) -> dict[int, tuple[str, ...]]:
        parts = _WORD.split(text)
        taken = _Text(parts[1::3], parts[2::3], parts[0::3])
        known = self._known
        for word in set(taken.words).difference(known):
            known[word] = self._look_up(_folded(word))
        found: dict[int, dict[str, str]] = {}
        for at, word in enumerate(taken.words):
            for term in known[word]:
                if not term.rest or _goes_on(term, at, taken):
                    said = taken.said(at, at + len(term.rest))
                    found.setdefault(term.theme, {}).setdefault(_folded(said), said)
        return {theme: tuple(said.values()) for theme, said in found.items()}

    def _look_up(self, word: str) -> tuple[_Term, ...]:
        starts = self._starts
        return tuple(dict.fromkeys(term for form in bases(word) if form in starts for term in starts[form]))


def _goes_on(term: _Term, at: int, taken: _Text) -> bool:
    if at + len(term.rest) >= len(taken.words):
        return False
    return all(
        not set(taken.gaps[step]) - _BETWEEN and wanted & bases(_folded(taken.words[step]))
        for step, wanted in enumerate(term.rest, at + 1)
    )
