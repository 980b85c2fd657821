"""Numbers as they may be shown, and the sentences that several charts share."""

from __future__ import annotations

from dataclasses import dataclass

from evenground.charts.chart import Span
from evenground.i18n import _, ngettext
from evenground.privacy.suppression import Masked, mask


@dataclass(frozen=True)
class Count:
    """A number of people as it may be shown, `text` without its noun.

    `value` is None where the number is masked, and the least it may be where it is not `exact`.
    """

    value: int | None
    text: str
    exact: bool = False


def count(people: int, threshold: int, of: int | None = None) -> Count:
    """Return what may be shown of a number of people, where `of` is a total that is shown beside it.

    With 14 in the room, "13 of 14" points at the one who is missing as surely as "1" does: near the total the
    count is given as "at least 12". In a room so small that the two ends meet, it is told only when it is
    nobody or everybody.
    """
    shown = mask({"": people}, threshold)[""]
    if of is not None and of >= threshold > 1 and 1 <= people < of:
        if of < 2 * threshold - 1:
            return Count(None, str(Masked(threshold, neutral=True)))
        if of - people < threshold:
            least = of - threshold + 1
            return Count(least, _("at least {count}").format(count=least))
    return Count(shown, str(shown), exact=True) if isinstance(shown, int) else Count(None, str(shown))


def least(*shown: Count) -> Count:
    """Return the one of several ways to show a number that tells least of it."""
    masked = next((one for one in shown if one.value is None), None)
    return masked or min(shown, key=lambda one: (one.value or 0, one.exact))


def part_of(people: int, threshold: int, of: int, total: int) -> Count:
    """Return a number of people as it may be shown beside a larger number that it is part of, and beside everybody.

    Who is in the larger number and not in this one is a count as well. `of` is 0 where it is not known.
    """
    beside = count(people, threshold, total)
    return least(beside, count(people, threshold, of)) if of else beside


def enough(threshold: int) -> Count:
    """Return what may be shown of a number of people of which only is known that it is not too small."""
    return Count(threshold, _("{count} or more").format(count=threshold))


def people(shown: Count) -> str:
    """Return a count with its noun, for beside a bar."""
    if shown.value == 0:
        return _("nobody yet")
    if shown.value is None:
        return shown.text
    return ngettext("{count} person", "{count} people", shown.value).format(count=shown.text)


def people_of(shown: Count, total: int) -> str:
    """Return a count with the total it belongs to, for within a sentence."""
    return ngettext("{count} of {total} person", "{count} of {total} people", total).format(
        count=shown.text, total=total
    )


def short(name: str, most: int = 80) -> str:
    """Return what somebody named, cut where it would make a sentence hard to read."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def number(value: float) -> str:
    """Return a mean without a needless .0."""
    return f"{value:g}"


def middle_halves(first: Span, second: Span, names: tuple[str, str]) -> str:
    """Return where the middle half of a group lies, once or twice; an empty text where neither is told."""
    told = [
        _("{when} {low} to {high}").format(when=name, low=number(span[0]), high=number(span[1]))
        for name, span in zip(names, (first, second), strict=True)
        if span is not None
    ]
    return ", ".join(told)


def half_of_us(first: Span, second: Span, names: tuple[str, str]) -> str:
    """Return the same as it stands under a drawing."""
    told = middle_halves(first, second, names)
    return _("about half of us: {spans}").format(spans=told) if told else ""


def too_few() -> str:
    """Return what stands instead of numbers that would point at someone."""
    return _("Too few answers to show without pointing at someone.")
