"""Small helps with words: ids from names, the nearest of several, lists in a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from evenground.i18n import _

LISTED = 12


def slug(name: str) -> str:
    """`name` as an id: lower case, words joined by dashes, accents taken off."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", plain.casefold()))


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that looks most like `word`, or nothing."""
    found = get_close_matches(word[:80].casefold(), sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def write_one_of(word: str, known: Iterable[str]) -> str:
    """What to write instead of `word`: all that is known, or the nearest when that is much."""
    known = list(dict.fromkeys(known))
    near = nearest(word, known)
    if len(known) <= LISTED:
        return _("Write one of: {known}").format(known=", ".join(known)) if known else _("Take it out.")
    if near:
        return _("Did you mean {near}?").format(near=near)
    return _("Write one of: {known}").format(known=", ".join(known[:LISTED]) + ", …")


def repeated(items: Iterable[Any]) -> Iterator[int]:
    """The places of texts that stood earlier in the list already."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        if isinstance(item, str) and item:
            if item in seen:
                yield place
            seen.add(item)


def shown(value: object) -> str:
    """`value` as it can stand in a sentence: short, and on one line."""
    if value is None:
        return _("empty")
    if isinstance(value, list | dict):
        return _("a list") if isinstance(value, list) else _("a group of keys")
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
