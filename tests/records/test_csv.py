"""The table of a record is tidy, holds numbers only as they may be shown, and its codebook explains all of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenground.domain.workshop import Workshop
from evenground.records import files
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.data import csvs, json_file
from evenground.records.escapes import uncell
from evenground.records.facts import PersonalRecord, Record, SessionRecord, SinceFacts, ThenNow
from evenground.records.programme_facts import Across, Group, GroupAction, LevelActions, Measured, ProgrammeFacts
from evenground.store.engine import Store
from tests.records import making
from tests.records.test_hostile_text import HOSTILE
from tests.records.test_standing import hold as hold_standing
from tests.store.acting import Room

LIGHT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
HAD = (
    "session", "held", "section", "prompt", "question", "kind", "answer", "round", "value", "who", "by", "level",
    "people", "visibility", "reason", "author", "theme", "suggested",
)  # fmt: skip
Rows = list[dict[str, str]]


def parsed(text: str) -> Rows:
    """The lines of a CSV file as somebody reads them, apostrophes taken away."""
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found = [{name: uncell(value) for name, value in row.items()} for row in read]
    assert all(None not in row and None not in row.values() for row in found)
    return found


def table(record: Record, kind: str = "") -> Rows:
    return [row for row in parsed(csvs.table(record)) if kind in ("", row["kind"])]


@pytest.fixture(scope="module")
def group(talk: Room) -> SessionRecord:
    found = files.gather(talk.store, talk.code, "session")
    assert isinstance(found, SessionRecord)
    return found


@pytest.fixture(scope="module")
def mine(talk: Room) -> PersonalRecord:
    found = files.gather(talk.store, talk.code, "personal", participant=talk.people[0].id)
    assert isinstance(found, PersonalRecord)
    return found


@pytest.fixture
def several(mine: PersonalRecord) -> Record:
    """A programme of two groups, one of which is small."""
    held = date(2030, 3, 1)
    groups = tuple(
        Group(letter, code, title, "W", held, people, 3, True, False, ("We said so.",))
        for letter, code, title, people in (("A", "AAAAAA", "North", 12), ("B", "BBBBBB", "South", 3))
    )
    facts = ProgrammeFacts(
        groups=groups,
        workshops=("W",),
        sentences=("Two groups.",),
        shared=(Across("theme", "Transport", ("12", "few"), 2),),
        other=(),
        local=(Across("theme", "=Language", ("(5)", ""), 1),),
        suggested=(),
        measures=(Measured("access", "confidence", 0, 10, ("4.5", "few"), ("6", "")),),
        gaps_of_all=(Across("need", "Interpreters", ("yes", "yes"), 2),),
        gaps=(Across("place", "Communities: Action", ("yes", ""), 1),),
        actions=(LevelActions("team", (GroupAction("B", "Ring people up", "2030-06-01"),)),),
    )
    return json_file.KINDS["programme"](replace(mine.head, kind="programme", code=""), facts, {})  # type: ignore[no-any-return]


def test_the_columns_it_had_are_still_there_and_in_their_order(group: SessionRecord, mine: PersonalRecord) -> None:
    for record in (group, mine):
        header = csvs.table(record).split("\r\n")[0].split(",")
        assert tuple(header[: len(HAD)]) == HAD
        assert header[len(HAD) :] == ["group", "when", "state"]


def test_themes_measures_and_gaps_have_rows_with_numbers_as_the_record_shows_them(group: SessionRecord) -> None:
    themes = {(row["theme"], row["people"], row["state"]) for row in table(group, "theme")}
    assert themes == {(one.name, one.people, one.state) for one in group.themes}
    for one in group.measures:
        told = [row for row in table(group, "measure") if (row["question"], row["section"]) == (one.about, one.measure)]
        assert [(row["when"], row["value"]) for row in told] == [
            ("before", "" if one.before is None else str(one.before)),
            ("after", "" if one.after is None else str(one.after)),
        ]
    gaps = table(group, "gap")
    assert [row["theme"] for row in gaps if row["section"] == "need"] == list(group.gaps.needs)
    assert [row["question"] for row in gaps if row["section"] == "few"] == list(group.gaps.few)
    numbers = [float(row["value"]) for row in gaps if row["state"] == "difference"]
    assert numbers == [one["difference"] for one in group.gaps.confidence]
    assert {row["value"] for row in table(group, "sentence") if row["section"] == "found"} == set(group.found)


def test_an_earlier_session_stands_under_its_own_code_and_day(group: SessionRecord) -> None:
    then = SinceFacts(
        code="BEFORE",
        title="Spring",
        held=date(2025, 5, 1),
        people=9,
        sentences=("Most of us named Transport.",),
        themes=(ThenNow("Transport", "7 people", "fewer than 3"),),
        measures=(ThenNow("access", "4", "6.5"),),
        gaps=(ThenNow("Interpreters", "gap", ""),),
        actions=group.actions,
    )
    rows = table(replace(group, since=then), "since")
    (before, now) = [row for row in rows if row["section"] == "theme"]
    shown = [tuple(row[name] for name in ("session", "held", "when", "value")) for row in (before, now)]
    assert shown == [
        ("BEFORE", "2025-05-01", "then", "7 people"),
        (group.head.code, group.head.held.isoformat(), "now", "fewer than 3"),
    ]
    action = next(row for row in rows if row["section"] == "action")
    told = tuple(action[name] for name in ("value", "who", "by", "level"))
    assert told == ("Ask them", "Sam and I", "2030-03-31", "team")
    assert [row["people"] for row in rows if row["section"] == "session"] == ["9"]


def test_fields_of_the_portfolio_have_a_row_each_the_empty_ones_too(mine: PersonalRecord) -> None:
    rows = table(mine, "cpd")
    assert {row["section"] for row in rows} >= {"activity", "pillars", "words"}
    asked = [(row["question"], row["value"]) for row in rows if row["section"] == "benefit"]
    assert asked == [(one.ask, one.text) for one in mine.cpd.benefit]
    assert [row["value"] for row in rows if row["section"] == "words"] == [str(mine.cpd.words)]


def test_what_came_of_a_commitment_is_in_the_table(mine: PersonalRecord) -> None:
    entry = FollowOn(date(2030, 9, 1), (Commitment("Ask them", "partly", "Two of five."),), benefit="Fewer missed.")
    meant, wrote = table(replace(mine, follow_ons=(entry,)), "follow-on")
    assert (meant["value"], meant["state"], meant["reason"], meant["when"]) == (
        "Ask them", "partly", "Two of five.", "2030-09-01",
    )  # fmt: skip
    assert (wrote["section"], wrote["value"]) == ("benefit", "Fewer missed.")


def test_a_programme_has_a_row_for_each_thing_and_group(several: Record) -> None:
    themes = [(row["theme"], row["section"], row["group"], row["people"]) for row in table(several, "theme")]
    assert themes[:2] == [("Transport", "shared", "A", "12"), ("Transport", "shared", "B", "few")]
    assert ("=Language", "local", "A", "(5)") in themes
    assert [(row["when"], row["group"], row["value"]) for row in table(several, "measure")] == [
        ("before", "A", "4.5"), ("before", "B", "few"), ("after", "A", "6"), ("after", "B", ""),
    ]  # fmt: skip
    assert [(row["state"], row["question"], row["group"]) for row in table(several, "gap")][::2] == [
        ("all", "Interpreters", "A"), ("some", "Communities: Action", "A"),
    ]  # fmt: skip
    assert [(row["session"], row["group"], row["people"]) for row in table(several, "group")] == [
        ("AAAAAA", "A", "12"), ("BBBBBB", "B", "3"),
    ]  # fmt: skip
    (action,) = table(several, "action")
    told = tuple(action[name] for name in ("level", "group", "value", "by"))
    assert told == ("team", "B", "Ring people up", "2030-06-01")
    assert "'=Language" in csvs.table(several)


def every(group: SessionRecord, mine: PersonalRecord, several: Record) -> list[Record]:
    return [group, mine, several]


def test_each_column_is_explained_in_the_codebook(group: SessionRecord, mine: PersonalRecord, several: Record) -> None:
    for record in every(group, mine, several):
        book = parsed(csvs.codebook(record))
        assert [row["column"] for row in book if row["type"] and not row["prompt"]] == list(csvs.COLUMNS)
        assert all(row["meaning"] for row in book)


def test_each_value_of_a_list_is_explained(
    store: Store, workshop: Workshop, mine: PersonalRecord, several: Record
) -> None:
    made = hold_standing(store, workshop, 12)
    for record in (files.gather(store, made.code, "session"), mine, several):
        book = parsed(csvs.codebook(record))
        for column in ("section", "kind", "level", "visibility", "round", "group", "when"):
            allowed = {row["values"] for row in book if row["column"] == column and row["values"]}
            assert {row[column] for row in table(record) if row[column]} <= allowed, column
        places = {row["value"] for row in table(record, "place")} | {row["value"] for row in table(record, "statement")}
        assert places <= {row["values"] for row in book if row["column"] == "value"}


def test_each_question_stands_in_the_codebook_with_its_options_or_its_scale(
    group: SessionRecord, mine: PersonalRecord
) -> None:
    for record in (group, mine):
        book = parsed(csvs.codebook(record))
        asked = {row["prompt"] for row in table(record) if row["prompt"] and row["kind"] not in ("cpd",)}
        told = {row["prompt"]: row for row in book if row["column"] == "prompt" and row["prompt"]}
        assert asked <= set(told)
        place = told["place"]
        assert (place["type"], place["meaning"], place["values"]) == ("choice", "Where?", "place")
        of = [(row["prompt"], row["values"]) for row in book if row["column"] == "value" and row["prompt"]]
        assert [value for prompt, value in of if prompt == "place"] == ["home", "ward", "clinic"]
        assert [value for prompt, value in of if prompt == "reach"] == ["yes", "no"]
        assert [value for prompt, value in of if prompt == "sure"] == ["From 0 to 10"]


def test_the_codebook_comes_with_the_table(group: SessionRecord) -> None:
    both = files.write(group, ["csv"])
    assert [file.name.split("-record-")[1][10:] for file in both] == [".csv", "-codebook.csv"]
    assert all(file.data.startswith(b"\xef\xbb\xbf") for file in both)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_table_or_codebook_is_a_formula(several: Any, mine: PersonalRecord, name: str) -> None:
    text = HOSTILE[name][:500]
    group = replace(several.programme.groups[0], title=text, letter=text)
    facts = replace(several.programme, groups=(group, *several.programme.groups[1:]), sentences=(text,))
    asked = replace(mine.sections[0].answers[0], ask=text, options=(text,))
    chapter = replace(mine.sections[0], answers=(asked,), title=text)
    for record in (replace(several, programme=facts), replace(mine, sections=(chapter,))):
        for made in (csvs.table(record), csvs.codebook(record)):
            cells = [cell for row in csv.reader(io.StringIO(made, newline=""), strict=True) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
            assert text in {uncell(cell) for cell in cells}


@pytest.mark.parametrize("kind", ["session", "personal", "programme"])
@LIGHT
@given(data=st.data())
def test_any_record_has_a_whole_table_and_a_codebook(kind: str, data: st.DataObject) -> None:
    record = data.draw(making.records(kind))
    assert parsed(csvs.table(record)) is not None
    assert len(parsed(csvs.codebook(record))) > len(csvs.COLUMNS)
    csvs.table(record).encode("utf-8-sig")
    csvs.codebook(record).encode("utf-8-sig")
