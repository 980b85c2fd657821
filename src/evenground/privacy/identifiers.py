"""Finds what likely points at one person, so that its writer is told before anybody else reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from evenground.i18n import _
from evenground.privacy import dates

Kind = Literal["email", "nhs-number", "ni-number", "record", "phone", "postcode", "date", "name"]


@dataclass(frozen=True, order=True)
class Found:
    """One likely identifier: `text` stands from `start` up to `end`."""

    start: int
    end: int
    kind: Kind
    text: str


def find(text: str, *, today: date | None = None) -> list[Found]:
    """Return the likely identifiers in a text in their order; where two overlap, the surer kind."""
    found: list[Found] = []
    taken = bytearray(len(text))  # a mark for each character, so that long texts stay quick
    for kind, start, end in _likely(text, today or date.today()):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Found(start, end, kind, text[start:end]))
    return sorted(found)


def _likely(text: str, today: date) -> Iterator[tuple[Kind, int, int]]:
    """Yield what was found, the surer kinds first."""
    for kind, pattern, check in _LOOKED_FOR:
        for match in pattern.finditer(text):
            if check(match[0]):
                yield kind, match.start(), match.end()
    for start, end in dates.find(text, today):
        yield "date", start, end


def explain(kind: Kind) -> str:
    """Say what was found and what to write instead."""
    return {
        "email": _("This looks like an email address. Take it out, or say who it is in general words."),
        "nhs-number": _("This looks like an NHS or health and care number. Take it out."),
        "ni-number": _("This looks like a National Insurance number. Take it out."),
        "record": _("This looks like the number of somebody's record. Take it out."),
        "phone": _("This looks like a phone number. Take it out."),
        "postcode": _("This looks like a postcode. Name the kind of place instead, such as “a rural area”."),
        "date": _("This looks like a date of birth or another key date. Write an age or a season instead."),
        "name": _("This looks like somebody's name. Write “a person I worked with” or their role instead."),
    }[kind]


def _is_nhs_number(text: str) -> bool:
    """Check the last digit (modulus 11), which NHS, CHI and H&C numbers share."""
    digits = [int(c) for c in text if c.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check % 11 == digits[9]


def _is_phone(text: str) -> bool:
    """Tell a person's number from a helpline's (03, 08), and both from other long numbers."""
    digits = re.sub(r"^(?:\+44|0044)\s?\(?0?\)?", "0", text)
    digits = "".join(c for c in digits if c.isdigit())
    return len(digits) in (10, 11) and digits[1] in "1257"


_AREA_NAMES = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH
EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M
ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST
SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_AREAS = set(_AREA_NAMES.split())


def _is_postcode(text: str) -> bool:
    area = re.match(r"[A-Za-z]+", text)
    ordinal = text[-3:] in ("1st", "2nd", "3rd") or text.endswith("th")
    return area is not None and area[0].upper() in _AREAS and not ordinal


# After "mrs" and the like in small letters any word could follow; these are no names.
_PLAIN_WORDS = """
and or the who is was but in on at of for to with from x y z a b c monday tuesday wednesday thursday
friday saturday sunday january february march april may june july august september october november
december
"""
_NO_NAMES = set(_PLAIN_WORDS.split())


def _is_name(text: str) -> bool:
    last = re.split(r"[\s.]+", text)[-1]
    return last.casefold() not in _NO_NAMES


def _anything(_text: str) -> bool:
    return True


_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+){0,2}"
_LOOKED_FOR: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), _anything),
    ("nhs-number", re.compile(r"(?<![\w+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)", re.ASCII), _is_nhs_number),
    (
        "ni-number",
        re.compile(
            r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d\d){3} ?[A-D]\b",
            re.IGNORECASE | re.ASCII,
        ),
        _anything,
    ),
    (
        "record",
        re.compile(
            r"\b(?:hospital|patient|case|record|rio|mrn|chi|nhs|unit)\s?(?:number|no\.?|id|ref)?\s?[:#]?\s?"
            r"[A-Z]{0,3}\d{5,12}\b",
            re.IGNORECASE | re.ASCII,
        ),
        _anything,
    ),
    (
        "phone",
        re.compile(
            r"(?<![\w+])(?:(?:\+44|0044)[ -]?(?:\(0\))?[ -]?|\(?0)"
            r"\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{2,4}(?:[ -]?\d{3})?(?!\w)",
            re.ASCII,
        ),
        _is_phone,
    ),
    (
        "postcode",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE | re.ASCII),
        _is_postcode,
    ),
    # "MS" is an illness and "MR" a scan, so titles in capitals are left alone.
    ("name", re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?:[A-Z]\.? )?{_NAME}"), _is_name),
    ("name", re.compile(r"\b(?:mr|mrs)\.? [^\W\d_]{2,}"), _is_name),
    (
        "name",
        re.compile(
            r"\b(?:patient|client|resident|user|lady|gentleman|man|woman|boy|girl|child|person|colleague) "
            rf"(?:called|named) {_NAME}"
        ),
        _is_name,
    ),
)
