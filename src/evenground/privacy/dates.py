"""Finds dates that may be somebody's date of birth or another key date, and leaves the present alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

# Months in English and Welsh by their first letters, as people shorten them.
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
_WELSH = "ion chw maw ebr mai meh gor aws med hyd tac rha"
_MONTHS = {word: 1 + at % 12 for at, word in enumerate(f"{_ENGLISH} {_WELSH}".split())}
_WORD = (
    r"(?P<word>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi"
    r"|hydref|tachwedd|rhagfyr)"
)
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_FLAGS = re.IGNORECASE | re.ASCII
_SHAPES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_WORD},? {_YEAR}\b", _FLAGS),
    re.compile(rf"\b{_WORD} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b", _FLAGS),
    re.compile(rf"(?<![\d./-])(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2{_YEAR}(?![\d/-])", _FLAGS),
    re.compile(r"(?<![\d./-])(?P<day>\d{1,2})([/-])(?P<month>\d{1,2})\2(?P<year>\d\d)(?![\d/-])", _FLAGS),
    re.compile(rf"(?<![\d./-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])", _FLAGS),
)
_KEY_WORDS = r"dob|d\.o\.b\.?|born|birth|died|death|admitted|admission|discharged"
_LEAD = re.compile(rf"\b(?:{_KEY_WORDS})\W*(?:\w+\W+){{0,2}}$", _FLAGS)
_RECENT = timedelta(days=550)


def find(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Yield where dates stand that lie well in the past, or that follow a word like "born"."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            day = _day(match.groupdict(), today)
            if day is None:
                continue
            led = _LEAD.search(text[max(0, match.start() - 40) : match.start()])
            if day < today - _RECENT or led:
                yield match.span()


def _day(parts: dict[str, str | None], today: date) -> date | None:
    """Return the day that was written, the day before the month as in Britain; None when there is none such."""
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year <= today.year % 100 + 1 else 1900
    month = _MONTHS[(parts.get("word") or "")[:3].lower()] if parts.get("word") else int(parts["month"] or 0)
    try:
        return date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None
