"""The JSON file of a record holds everything in it, reads back as the same record, and refuses what it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from evenground.charts.chart import Marks
from evenground.errors import InputError
from evenground.records import drawing, files, notebook
from evenground.records.data import csvs, json_file
from evenground.records.facts import SCHEMA, ExampleCard, Head, PersonalRecord, Record, SessionRecord
from evenground.records.programme import programme
from evenground.store.engine import Store
from tests.records import making
from tests.store.acting import Room, room

OLD = Path(__file__).parent / "old"
LIGHT = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
SECRET = "Blodeuwedd told me in confidence"


@pytest.fixture(scope="module")
def kept(talk: Room) -> dict[str, Record]:
    """A session's and a participant's record."""
    mine = files.gather(talk.store, talk.code, "personal", participant=talk.people[0].id)
    return {"session": files.gather(talk.store, talk.code, "session"), "personal": mine}


@pytest.mark.parametrize("kind", json_file.KINDS)
@LIGHT
@given(data=st.data())
def test_any_record_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    record = data.draw(making.records(kind))
    written = json_file.dump(record)
    back = json_file.read(written)
    assert back == record
    assert json_file.dump(back) == written


@pytest.mark.parametrize("kind", ["session", "personal"])
def test_every_other_format_made_from_the_file_is_the_same(kept: dict[str, Record], kind: str) -> None:
    record = kept[kind]
    back = json_file.read(json_file.dump(record))
    assert back == record
    for ending in ("html", "md"):
        assert drawing.draw(back, ending) == drawing.draw(record, ending)
    assert "<svg" in drawing.draw(back, "html")
    wanted = [ending for ending in files.formats(kind) if ending != "ipynb"]
    for one, other in zip(files.write(back, wanted), files.write(record, wanted), strict=True):
        assert one == other, one.name


def test_a_programme_and_a_card_made_from_their_files_are_the_same(kept: dict[str, Record]) -> None:
    group, mine = kept["session"], kept["personal"]
    assert isinstance(group, SessionRecord)
    other = replace(group, head=replace(group.head, code="OTHER", title="Another group"))
    card = ExampleCard(replace(mine.head, kind="card"), "Sam", "Where was it fairer?", "We rang people up.\nTwice.")
    for record in (programme.gather([group, other], "Both"), card):
        back = json_file.read(json_file.dump(record))
        wanted = [ending for ending in files.formats(record.head.kind) if ending in ("html", "md", "csv", "json")]
        assert files.write(back, wanted) == files.write(record, wanted)


@pytest.mark.parametrize("kind", ["session", "personal"])
def test_a_file_is_what_its_schema_says(kept: dict[str, Record], kind: str) -> None:
    validator = _validator(kind)
    data = json.loads(json_file.dump(kept[kind]))
    validator.validate(data)
    assert data["schema"] == SCHEMA
    assert not validator.is_valid(data | {"held": 5})
    assert not validator.is_valid({**data, "schema": "1"})


@pytest.mark.parametrize("kind", json_file.KINDS)
@settings(LIGHT, max_examples=15)
@given(data=st.data())
def test_any_record_is_what_its_schema_says(kind: str, data: st.DataObject) -> None:
    _validator(kind).validate(json.loads(json_file.dump(data.draw(making.records(kind)))))


def _validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json_file.schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "title" in schema["properties"]
    return jsonschema.Draft202012Validator(schema)


def test_no_field_of_a_record_stands_where_a_field_of_its_head_does() -> None:
    for kind in json_file.KINDS.values():
        assert not set(Head.__dataclass_fields__) & (set(kind.__dataclass_fields__) - {"head"})


def test_half_a_character_and_whole_and_broken_numbers_stay_what_they_are(kept: dict[str, Record]) -> None:
    data = json.loads(json_file.dump(kept["session"]))
    values = data["charts"]["themes"]["marks"]["values"]
    values[0] = 4
    data["title"] = "half \ud83d only"
    back = json_file.read(json.dumps(data).encode())
    assert b'"half \\ud83d only"' in json_file.dump(back)
    assert repr(json.loads(json_file.dump(back))["charts"]["themes"]["marks"]["values"]) == repr(values)


def test_every_kind_of_marks_is_named_in_the_schema() -> None:
    defs = json_file.schema("session")["$defs"]
    assert {defs[one.__name__]["properties"]["kind"]["const"] for one in get_args(Marks)} == {
        "bars", "pairs", "cells", "parts", "empty",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["session", "unshared", "personal"])
def test_a_file_of_the_version_before_is_read_and_drawn(name: str) -> None:
    written = (OLD / f"{name}.json").read_bytes()
    assert json.loads(written)["schema"] == "1"
    record = json_file.read(written)
    page = drawing.lightly(record, "html")
    assert record.head.code in page
    assert json_file.read(json_file.dump(record)) == record
    if isinstance(record, SessionRecord):
        assert record.names == (name == "session")
    else:
        assert isinstance(record, PersonalRecord)
        assert (record.charts, record.follow_ons) == ({}, ())
        assert "A secret need of mine" in page


def wrong(**changes: Any) -> bytes:
    """An old file with some of it changed."""
    return json.dumps(json.loads((OLD / "personal.json").read_bytes()) | changes).encode()


ANSWER = {"prompt": SECRET}
SECTION = {"id": "a", "title": SECRET, "answers": [ANSWER]}
ACTION = {"level": "self", "what": SECRET, "who": "", "by": ""}
CHART = {"name": "", "title": "", "sentence": "", "columns": ["a"], "rows": [], "marks": {"kind": SECRET}}
UNEVEN = {"kind": "bars", "labels": [SECRET], "values": [], "texts": [], "quiet": []}

FAULTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a JSON file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff", "not a JSON file"),
    "half": (wrong()[:-40], "a part of it is missing"),
    "not a number": (wrong(minutes=float("nan")), "not a JSON file"),
    "endless digits": (b'{"schema": ' + b"9" * 10_000 + b"}", "not a JSON file"),
    "deep": (b"[" * 200_000 + b"]" * 200_000, "not a JSON file"),
    "a list": (b"[1, 2]", "not a record of Even Ground"),
    "another's": (b'{"name": "Blodeuwedd told me in confidence"}', "not a record of Even Ground"),
    "newer": (wrong(schema="3"), "made with a newer Even Ground. Update"),
    "another kind": (wrong(kind="saga"), "not a record of Even Ground"),
    "a list for a version": (wrong(schema=["2"]), "not a record of Even Ground"),
    "a text for a list": (wrong(sections=SECRET), "at “sections”"),
    "a number for a text": (wrong(title=5), "at “title”"),
    "a text for a number": (wrong(minutes="5"), "at “minutes”"),
    "true for a number": (wrong(minutes=True), "at “minutes”"),
    "a huge number": (wrong(people=10**30), "at “people”"),
    "no day": (wrong(held="2026-02-30"), "at “held”"),
    "a moment": (wrong(held="2026-02-03T10:00"), "at “held”"),
    "no tongue": (wrong(language="xx'><script>"), "at “language”"),
    "a path": (wrong(code="../../etc/passwd"), "at “code”"),
    "in a section": (wrong(sections=[SECTION]), "at “sections.0.answers.0.kind”"),
    "a level": (wrong(actions=[ACTION | {"level": SECRET}]), "at “actions.0.level”"),
    "a day of an action": (wrong(actions=[ACTION | {"by": SECRET}]), "at “actions.0.by”"),
    "marks": (wrong(charts={"themes": CHART}), "at “charts.themes.marks.kind”"),
    "a bar without a value": (wrong(charts={"themes": CHART | {"marks": UNEVEN}}), "at “charts.…”"),
    "a name of a chart": (wrong(charts={SECRET: {}}), "at “charts.….name”"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_record_is_refused_with_what_to_do_and_without_anybodys_words(name: str) -> None:
    data, sentence = FAULTS[name]
    with pytest.raises(InputError) as caught:
        json_file.read(data)
    assert sentence in str(caught.value)
    assert "Blodeuwedd" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_field_that_is_missing_is_named() -> None:
    data = json.loads((OLD / "personal.json").read_bytes())
    del data["sections"][0]["answers"][0]["said"][0]["round"]
    with pytest.raises(InputError, match=r"at “sections\.0\.answers\.0\.said\.0\.round”"):
        json_file.read(json.dumps(data).encode())


def test_a_file_that_is_too_large_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MOST", 1000)
    with pytest.raises(InputError, match="This file has 1 MB; a record has at most 0 MB"):
        json_file.read(b"[" * 1001)


def test_a_mark_at_the_beginning_of_the_file_does_no_harm() -> None:
    assert json_file.read(b"\xef\xbb\xbf" + wrong()) == json_file.read(wrong())


OTHER: tuple[Any, ...] = (None, True, -1, 10**12, 0.5, "", "x", SECRET, "2026-02-30", [], {}, [[]], [SECRET])


def nodes(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in the data: what holds it, and its name or number there."""
    for name in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield data, name
        yield from nodes(data[name])


@pytest.mark.parametrize("kind", ["session", "personal"])
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 2**20), value=st.sampled_from(OTHER))
def test_whatever_is_changed_in_a_file_it_is_refused_or_drawn(
    kept: dict[str, Record], kind: str, place: int, value: Any
) -> None:
    data = json.loads(json_file.dump(kept[kind]))
    listed = list(nodes(data))
    holder, name = listed[place % len(listed)]
    holder[name] = value
    try:
        record = json_file.read(json.dumps(data).encode())
    except InputError as fault:
        said = str(fault)
        assume("Blodeuwedd" in said)
        pytest.fail(said)
    assert len(notebook.lay_out(record)["cells"]) > 1
    assert csvs.table(record)


def test_a_record_of_a_lone_learner_comes_back_too(store: Store, workshop: Any) -> None:
    made = room(store, workshop, people=1, variant="alone")
    made.say(0, "people", "Me and my doubts")
    record = files.gather(store, made.code, "personal", participant=made.people[0].id)
    assert json_file.read(json_file.dump(record)) == record
