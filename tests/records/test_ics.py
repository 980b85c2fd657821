"""A calendar file reminds somebody of what they meant to do, a few times, and tells nobody else about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from evenground.domain.action import Action
from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.records import files
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.data import ics
from evenground.records.escapes import visible
from evenground.records.facts import ActionFacts, PersonalRecord
from evenground.store.engine import Store
from tests.records import making
from tests.records.test_hostile_text import HOSTILE
from tests.store.acting import COMMIT, room

TUESDAY = date(2026, 3, 3)
ASK = ActionFacts("self", "Ask at the first call", "I", "2026-06-30")
READ = ActionFacts("team", "Read the letters again", "", "")


@pytest.fixture
def record(store: Store, workshop: Workshop) -> PersonalRecord:
    """The record of one person who has not said yet what they will do, held and made on a Tuesday."""
    made = room(store, workshop, people=1)
    made.say(0, "people", "The bus.")
    found = files.gather(store, made.code, "personal", participant=made.people[0].id)
    assert isinstance(found, PersonalRecord)
    return replace(found, head=replace(found.head, held=TUESDAY, made=TUESDAY))


def events(record: PersonalRecord) -> list[Event]:
    """The events of the calendar, after what any calendar may rely on was checked."""
    data = ics.write(record)
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    found = list(calendar.walk("VEVENT"))
    assert all(event.errors == [] for event in found)
    assert len({event["UID"] for event in found}) == len(found)
    return found


def titles(record: PersonalRecord) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(record)]


def test_an_action_with_a_day_stands_on_that_day(record: PersonalRecord) -> None:
    own, review = events(replace(record, actions=(ASK,)))
    assert own["DTSTART"].dt == date(2026, 6, 30)
    assert own["SUMMARY"] == "By today: Ask at the first call"
    assert "Ask at the first call\n" in own["DESCRIPTION"]
    assert "From “A small workshop” on 3 March 2026." in own["DESCRIPTION"]
    assert review["DTSTART"].dt == date(2026, 9, 1)


def test_half_a_year_later_is_a_day_to_look_back_at_all_of_them(record: PersonalRecord) -> None:
    review = events(replace(record, actions=(ASK, READ)))[-1]
    assert review["SUMMARY"] == "Look back: “A small workshop”"
    assert "– Ask at the first call\n– Read the letters again\n" in review["DESCRIPTION"]


def test_actions_without_a_day_are_asked_after_once_in_six_weeks(record: PersonalRecord) -> None:
    begin, _review = events(replace(record, actions=(READ,)))
    assert begin["DTSTART"].dt == TUESDAY + timedelta(weeks=6)
    assert begin["SUMMARY"] == "Has it begun? Read the letters again"
    several = replace(record, actions=(READ, replace(READ, what="Write one")))
    assert len(events(several)) == 2
    assert "– Read the letters again\n– Write one\n" in events(several)[0]["DESCRIPTION"]


def test_who_named_no_action_is_still_asked_once_what_has_stayed(record: PersonalRecord) -> None:
    (review,) = events(record)
    assert review["DTSTART"].dt == date(2026, 9, 1)
    assert "What has stayed with you" in review["DESCRIPTION"]


def test_what_is_done_or_dropped_needs_no_day_and_coming_back_moves_the_next_look(record: PersonalRecord) -> None:
    said = (Commitment(ASK.what, "done", "They answered."), Commitment(READ.what, "partly", "Two of five."))
    entry = FollowOn(date(2026, 5, 5), said)
    back = replace(record, actions=(ASK, READ), follow_ons=(entry,), head=replace(record.head, made=entry.on))
    begin, review = events(back)
    assert "Read the letters again" in begin["SUMMARY"]
    assert begin["DTSTART"].dt == entry.on + timedelta(weeks=6)
    assert review["DTSTART"].dt == entry.on + timedelta(days=182)
    assert "Ask at the first call" not in review["DESCRIPTION"]


def test_a_day_gone_by_has_no_event_and_is_not_forgotten(record: PersonalRecord) -> None:
    late = replace(record, actions=(ASK,), head=replace(record.head, made=date(2027, 3, 3)))
    (review,) = events(late)
    assert "Ask at the first call" in review["DESCRIPTION"]
    assert review["DTSTART"].dt > late.head.made


@pytest.mark.parametrize("day", range(7))
def test_the_days_that_we_choose_are_never_on_a_weekend(record: PersonalRecord, day: int) -> None:
    held = TUESDAY + timedelta(days=day)
    moved = replace(record, actions=(READ,), head=replace(record.head, held=held, made=held))
    assert all(event["DTSTART"].dt.weekday() < 5 for event in events(moved))


def test_every_event_is_private_takes_no_time_and_rings_the_morning_before(record: PersonalRecord) -> None:
    for event in events(replace(record, actions=(ASK, READ))):
        assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        assert type(event["DTSTART"].dt) is date
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert not {"ATTENDEE", "ORGANIZER", "RRULE", "URL", "LOCATION", "CONTACT"} & set(event)
        (alarm,) = event.walk("VALARM")
        rings = datetime.combine(event["DTSTART"].dt, datetime.min.time()) + alarm["TRIGGER"].dt
        assert (rings.date(), rings.hour) == (event["DTSTART"].dt - timedelta(days=1), 9)
        assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", event["SUMMARY"])


def test_the_calendar_is_what_rfc_5545_asks_for(record: PersonalRecord) -> None:
    data = ics.write(replace(record, actions=(ASK, READ, replace(READ, what="🚍 é " * 400))))
    calendar = Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Even Ground//evenground//EN")
    assert "METHOD" not in calendar
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines), "no character is cut in two"
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert b"REFRESH" not in data


def test_made_twice_it_is_the_same_and_made_later_it_takes_the_place_of_the_first(record: PersonalRecord) -> None:
    first = replace(record, actions=(ASK, READ))
    assert ics.write(first) == ics.write(first)
    moved = replace(ASK, by="2026-07-31")
    later = replace(first, actions=(moved, READ), head=replace(record.head, made=date(2026, 3, 10)))
    before, after = events(first), events(later)
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert all(old["SEQUENCE"] < new["SEQUENCE"] for old, new in zip(before, after, strict=True))
    assert before[0]["DTSTAMP"].dt == datetime.fromisoformat("2026-03-03T00:00:00+00:00")


def test_the_ids_of_events_differ_by_session_and_words_and_hold_neither(record: PersonalRecord) -> None:
    own = events(replace(record, actions=(ASK,)))[0]["UID"]
    other = replace(record, actions=(ASK,), head=replace(record.head, code="OTHER"))
    assert own != events(other)[0]["UID"]
    assert own != events(replace(record, actions=(replace(ASK, what="Ask"),)))[0]["UID"]
    assert record.head.code not in own


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_text_in_a_calendar(record: PersonalRecord, name: str) -> None:
    words = HOSTILE[name]
    made = replace(record, actions=(replace(ASK, what=words),), head=replace(record.head, title=words[:300]))
    data = ics.write(made)
    (own, _review) = events(made)
    beginning = "".join(visible(words).split())[:1500]
    assert beginning in "".join(str(own["DESCRIPTION"]).split())
    assert "\n" not in own["SUMMARY"]
    assert len(own["SUMMARY"]) < 100
    assert not [byte for byte in data if byte < 32 and byte not in b"\r\n\t"]


def test_words_cannot_end_the_event_or_begin_another(record: PersonalRecord) -> None:
    words = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:a@b.c\\n;,\\;\u2028URL:http://x"
    own, _review = events(replace(record, actions=(replace(ASK, what=words),)))
    assert "ATTENDEE" not in own
    assert "END:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:a@b.c\\n;,\\;\nURL:http://x" in own["DESCRIPTION"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_personal_record_has_a_calendar(data: st.DataObject) -> None:
    record: Any = data.draw(making.records("personal"))
    found = events(record)
    assert found
    assert all(event["DTSTART"].dt >= record.head.made for event in found)


def test_a_calendar_speaks_the_language_of_its_record(record: PersonalRecord) -> None:
    welsh = replace(record, head=replace(record.head, language="cy"), actions=(ASK,))
    own, review = events(welsh)
    assert own["SUMMARY"].params["LANGUAGE"] == "cy"
    assert "3 Mawrth 2026" in review["DESCRIPTION"]


def test_only_ones_own_record_has_a_calendar(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.to(COMMIT)
    made.say(0, "next", [vars(Action("Ask them", "I", "2030-03-31", "self"))])
    (file,) = files.make(store, made.code, "personal", ["ics"], participant=made.people[0].id)
    assert (file.name[-4:], file.mime) == (".ics", "text/calendar")
    assert b"SUMMARY;LANGUAGE=en-GB:By today: Ask them" in file.data
    with pytest.raises(InputError, match="cannot be written as 'ics'"):
        files.checked("session", ["ics"])
