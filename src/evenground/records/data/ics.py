"""A calendar file for one's own actions: a day for each, and a day to look back at all of them.

Few events: one on the day somebody named for an action, one after six weeks for actions without a day, and one
half a year after the session or after the last return. What is done or dropped, and days gone by, need none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from evenground import i18n
from evenground.charts.wording import short
from evenground.i18n import _
from evenground.records.cpd import Commitment
from evenground.records.escapes import visible
from evenground.records.facts import PersonalRecord
from evenground.records.mine.returning import SETTLED, commitments
from evenground.records.saying import day

PRODUCT = "-//Even Ground//evenground//EN"
HALF_A_YEAR, SIX_WEEKS = timedelta(days=182), timedelta(weeks=6)
THE_MORNING_BEFORE = timedelta(hours=-15)  # nine o'clock, for an event that begins at midnight
TITLE, LINE, WHOLE = 60, 200, 2000  # characters of an action: in a title, in a list, on its own day
TO_A_WEEKDAY = (0, 0, 0, 0, 0, 2, 1)  # days from Monday, Tuesday ... to the next day that is not of a weekend
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")


@dataclass(frozen=True)
class _Event:
    """A day in a calendar; `words` are what makes it the same event when the file is made again."""

    on: date
    title: str
    lines: tuple[str, ...]
    words: str


def write(record: PersonalRecord) -> bytes:
    """The calendar file, the same bytes whenever it is made of the same record."""
    from icalendar import Calendar

    with i18n.using(record.head.language):
        calendar = Calendar()
        for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN")):
            calendar.add(name, value)
        for event in _events(record):
            calendar.add_component(_component(event, record))
        return bytes(calendar.to_ical())


def _component(event: _Event, record: PersonalRecord) -> Any:
    from icalendar import Alarm, Event

    head = record.head
    made = Event()
    made.add("UID", _uid(head.code, event.words))
    made.add("DTSTAMP", datetime.combine(head.made, time(), UTC))
    # A file that was made later takes the place of an earlier one.
    made.add("SEQUENCE", max(0, (head.made - head.held).days))
    made.add("DTSTART", event.on)
    made.add("SUMMARY", _text(event.title), parameters={"LANGUAGE": head.language})
    made.add("DESCRIPTION", _text("\n".join(event.lines)), parameters={"LANGUAGE": head.language})
    made.add("CLASS", "PRIVATE")
    made.add("TRANSP", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _text(event.title))
    alarm.add("TRIGGER", THE_MORNING_BEFORE)
    made.add_component(alarm)
    return made


def _uid(code: str, words: str) -> str:
    """The same for the same words of the same session; it tells of no person."""
    made_of = "\0".join((code, words)).encode("utf-8", "backslashreplace")
    return f"{hashlib.sha256(made_of).hexdigest()[:32]}@evenground"


def _text(text: str) -> str:
    """Text without what a calendar file cannot hold; every end of a line is one that calendars know."""
    return visible(_BREAKS.sub("\n", text))


def _events(record: PersonalRecord) -> Iterator[_Event]:
    meant = [one for one in commitments(record) if one.state not in SETTLED]
    made = record.head.made
    dated = [one for one in meant if one.by and date.fromisoformat(one.by) >= made]
    yield from (_own(one, record) for one in dated)
    undated = [one for one in meant if not one.by]
    last = max((record.head.held, *(entry.on for entry in record.follow_ons)))
    if undated:
        yield _begin(_after(SIX_WEEKS, last, made), undated, record)
    yield _review(_after(HALF_A_YEAR, last, made), meant, record)


def _after(span: timedelta, start: date, made: date) -> date:
    """So long after `start`, or after the file was made where that day is gone by; never on a weekend."""
    for begin in (start, made):
        if begin <= date.max - span - timedelta(days=2):
            on = begin + span + timedelta(days=TO_A_WEEKDAY[(begin + span).weekday()])
            if on >= made:
                return on
    return made


def _own(one: Commitment, record: PersonalRecord) -> _Event:
    said = _("You meant to have this done by today:")
    title = _("By today: {action}").format(action=_line(one.what, TITLE))
    lines = (said, _cut(one.what, WHOLE), *_note(one), "", *_from(record))
    return _Event(date.fromisoformat(one.by), title, lines, f"action\0{one.what}")


def _begin(on: date, meant: Sequence[Commitment], record: PersonalRecord) -> _Event:
    said = _("You named no day for this. Has it begun? If not, what would be a first step this week?")
    lines = (said, *_listed(meant), "", *_from(record))
    if len(meant) == 1:
        title = _("Has it begun? {action}").format(action=_line(meant[0].what, TITLE))
    else:
        title = _("Have they begun? What I mean to do after “{title}”").format(title=_line(record.head.title, TITLE))
    return _Event(on, title, lines, "begin")


def _review(on: date, meant: Sequence[Commitment], record: PersonalRecord) -> _Event:
    title = _("Look back: “{title}”").format(title=_line(record.head.title, TITLE))
    if meant:
        said = (_("What came of what you meant to do, and whom did it help?"), *_listed(meant))
    else:
        said = (_("What has stayed with you, and what do you do in another way now?"),)
    return _Event(on, title, (*said, "", *_from(record)), "review")


def _listed(meant: Iterable[Commitment]) -> list[str]:
    return [f"– {_line(one.what, LINE)}" for one in meant]


def _note(one: Commitment) -> list[str]:
    """What was written of it on coming back."""
    return [_("You wrote: {note}").format(note=_cut(one.note, WHOLE))] if one.note else []


def _from(record: PersonalRecord) -> list[str]:
    head = record.head
    lines = [
        _("From “{title}” on {day}.").format(title=_line(head.title, LINE), day=day(head.held)),
        _("To write down what came of it, open your record again: the file whose name ends in .json."),
    ]
    note = _("This is a synthetic group: nobody wrote these words, they were made to show how it works.")
    return [*lines, note] if head.synthetic else lines


def _line(text: str, most: int) -> str:
    """Text on one line, cut where it would be too long."""
    return short(" ".join(text.split()), most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else _("{beginning}… (the rest is in your record)").format(beginning=text[:most])
