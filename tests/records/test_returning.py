"""Coming back to a record: what was meant to be done, and the entry that says what came of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from evenground.errors import InputError
from evenground.records import example, files
from evenground.records.cpd import Commitment, CpdFacts, FollowOn
from evenground.records.data import csvs, json_file
from evenground.records.facts import PersonalRecord
from evenground.records.mine import personal, returning

HELD, LATER, TODAY = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
BUS = "Ask at the first call how people will get here"


@pytest.fixture(scope="module")
def mine() -> PersonalRecord:
    """Somebody of the synthetic group, as if their workshop had been in March."""
    record = personal.gather(*example.group())
    return replace(record, head=replace(record.head, held=HELD))


def came_back(record: PersonalRecord, on: date = LATER, **said: object) -> PersonalRecord:
    given: dict[str, object] = {"commitments": (), **said}
    return returning.follow_on(record, FollowOn(on, **given), TODAY)  # type: ignore[arg-type]


def test_what_was_meant_to_be_done_is_ones_own_actions_with_their_dates(mine: PersonalRecord) -> None:
    assert returning.commitments(mine) == (Commitment(BUS, by="2030-03-31"),)


def test_plans_of_earlier_entries_are_commitments_too_one_a_line_and_each_once(mine: PersonalRecord) -> None:
    record = came_back(mine, onward=f"Ask the front desk\n\n  {BUS} \nAsk the front desk")
    assert [one.what for one in returning.commitments(record)] == [BUS, "Ask the front desk"]


def test_a_commitment_keeps_what_was_last_said_of_it(mine: PersonalRecord) -> None:
    first = came_back(mine, commitments=(Commitment(BUS, "not-yet", "No time"),))
    second = came_back(first, TODAY, commitments=(Commitment(BUS, "partly", "Two of us ask"),))
    third = came_back(second, TODAY, changed="Nothing of the bus this time")
    assert returning.commitments(third) == (Commitment(BUS, "partly", "Two of us ask", "2030-03-31"),)
    assert returning.last_said(third)[BUS][0] == TODAY


def test_an_entry_is_added_and_nothing_else_changes_but_the_day_the_record_was_made(mine: PersonalRecord) -> None:
    record = came_back(mine, changed="I ask first", benefit="Fewer are missed")
    assert record.follow_ons == (FollowOn(LATER, (), "I ask first", "Fewer are missed"),)
    assert record.head.made == TODAY
    assert replace(record, head=mine.head, follow_ons=(), cpd=mine.cpd) == mine


def test_a_second_entry_on_the_same_day_is_another_entry(mine: PersonalRecord) -> None:
    record = came_back(came_back(mine, changed="In the morning"), changed="In the evening")
    assert [one.changed for one in record.follow_ons] == ["In the morning", "In the evening"]


def test_entries_stand_in_the_order_of_their_days(mine: PersonalRecord) -> None:
    record = came_back(came_back(mine, TODAY, changed="Second"), LATER, changed="First")
    assert [one.changed for one in record.follow_ons] == ["First", "Second"]


@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_an_entry_with_nothing_in_it_is_not_written(mine: PersonalRecord, blank: str) -> None:
    with pytest.raises(InputError, match="Nothing is written yet"):
        came_back(mine, commitments=(Commitment(BUS, "", blank),), changed=blank, benefit=blank, onward=blank)


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 9, 2)], ids=["before the workshop", "tomorrow"])
def test_the_day_of_an_entry_lies_between_the_workshop_and_today(mine: PersonalRecord, on: date) -> None:
    with pytest.raises(InputError, match="Write the day it is now"):
        came_back(mine, on, changed="Much")


def test_a_state_that_nobody_knows_is_refused(mine: PersonalRecord) -> None:
    with pytest.raises(InputError, match="no longer fits"):
        came_back(mine, commitments=(Commitment(BUS, "perhaps"),))  # type: ignore[arg-type]


def test_commitments_that_nothing_is_said_of_are_left_out_of_an_entry(mine: PersonalRecord) -> None:
    record = came_back(mine, commitments=(Commitment(BUS), Commitment("Read on", "done")))
    assert [one.what for one in record.follow_ons[0].commitments] == ["Read on"]


HOSTILE = "<b>=1+1</b> \ud83d half, \u202eright to left\u202c 🙂 " + "long" * 500


@pytest.mark.parametrize("words", ["I ask first", HOSTILE], ids=["plain", "hostile"])
def test_a_record_with_entries_reads_back_as_it_was(mine: PersonalRecord, words: str) -> None:
    record = came_back(mine, commitments=(Commitment(BUS, "partly", words),), changed=words, onward=words)
    assert returning.reopened(json_file.dump(record)) == record


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            pack.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_the_zip_file_of_all_formats_is_opened_by_the_json_file_in_it(mine: PersonalRecord) -> None:
    assert returning.reopened(packed(page_html=b"<p>", mine_json=json_file.dump(mine))) == mine


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"{}", b"%PDF-1.7", packed(page_html=b"<p>")],
    ids=["nothing", "broken zip", "other JSON", "PDF", "zip without JSON"],
)  # fmt: skip
def test_what_is_no_record_is_told_in_a_sentence_that_says_what_to_choose(data: bytes) -> None:
    with pytest.raises(InputError, match="Choose"):
        returning.reopened(data)


def test_the_record_of_a_group_is_not_ones_own() -> None:
    store, code, _me = example.group()
    with pytest.raises(InputError, match="not somebody’s own record"):
        returning.reopened(json_file.dump(files.gather(store, code, "session")))


def test_the_entry_is_in_the_table_as_well(mine: PersonalRecord) -> None:
    table = csvs.table(came_back(mine, changed="I ask first", onward="Ask the front desk"))
    assert "I ask first" in table
    assert "Ask the front desk" in table


def test_the_words_of_an_entry_are_counted_for_the_portfolio_and_we_is_noticed_in_them_too(
    mine: PersonalRecord,
) -> None:
    said = (Commitment(BUS, "done", "Two of us ask."),)
    record = came_back(mine, commitments=said, changed="We ask first now.", onward="Ask on")
    words = mine.cpd.words + 4 + 4 + 2
    assert record.cpd.words == words
    assert record.cpd.plural == (*mine.cpd.plural, "We ask first now.", "Two of us ask.")
    assert record.cpd.standards[-1].evidence == (f"This record holds {words} words of my own.",)
    assert record.cpd.standards[:-1] == mine.cpd.standards[:-1]


def test_a_record_of_before_that_counted_no_words_does_not_begin_to(mine: PersonalRecord) -> None:
    old = replace(mine, cpd=CpdFacts())
    assert came_back(old, changed="Much").cpd == CpdFacts()
