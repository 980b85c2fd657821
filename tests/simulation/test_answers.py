"""Answers from CSV files: read byte for byte, faults told at once, given by synthetic people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, OutsideError
from evenground.simulation.answers import read_answers, replay, value_of
from evenground.store import commands, queries
from evenground.store.engine import Store


def write(folder: Path, text: str) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(text.encode())
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_answers(path)
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


@pytest.fixture
def session(store: Store, workshop: Workshop) -> Session:
    return commands.create_session(store, workshop, synthetic=True)[0]


def test_rows_are_read_with_everything_they_say(tmp_path: Path) -> None:
    text = "\ufeffParticipant,prompt,value,round,visibility,at\nA,people,All,2,private,2030-03-31T14:05:00\n"
    (row,) = read_answers(write(tmp_path, text))
    assert (row.participant, row.prompt, row.value, row.round) == ("A", "people", "All", 2)
    assert (row.visibility, row.line) == ("private", 2)
    assert row.at == datetime(2030, 3, 31, 14, 5, tzinfo=UTC)


def test_several_lines_in_a_cell_stay_byte_for_byte(tmp_path: Path) -> None:
    text = 'participant,prompt,value\r\nA,people,"one\r\ntwo\nthree\rfour, ""five"" "\r\nB,people,x\r\n'
    first, second = read_answers(write(tmp_path, text))
    assert first.value == 'one\r\ntwo\nthree\rfour, "five" '
    assert second.line > first.line


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        "participant,prompt,value,round,visibility,at\n"
        "A,people,fine,1,,\n"
        ",people,x,,,\n"
        'A,,"two\nlines",,,\n'
        "A,people,x,3,public,yesterday\n"
        "A,people\n"
    )
    told = faults(write(tmp_path, text))
    assert [line.split(":")[0] for line in told] == ["3", "4", "6", "6", "6", "7"]
    assert "private, anonymous, named" in "".join(told)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "1: This file is empty"),
        ("participant,value\n", "1: The column 'prompt' is missing"),
        ("participant,prompt,value,colour\n", "1: There is no column 'colour'"),
        ("participant,prompt,value,value\n", "1: The column 'value' is there twice"),
        ('participant,prompt,value\nA,people,"open\n', "2: This row is no CSV"),
    ],
)
def test_a_file_that_is_no_answers_file_is_told_apart(tmp_path: Path, text: str, part: str) -> None:
    assert part in faults(write(tmp_path, text))[0]


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(b"participant,prompt,value\nA,people,caf\xe9\n")
    assert faults(path)[0].startswith("2: This line is not in UTF-8")


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_answers(tmp_path / "none.csv")
    with pytest.raises(OutsideError, match="cannot be opened"):
        read_answers(tmp_path)


def test_each_kind_of_prompt_has_its_way_of_writing(workshop: Workshop) -> None:
    assert value_of(workshop.prompt("ways"), "phone | visit") == ["phone", "visit"]
    assert value_of(workshop.prompt("reach"), "young=yes|old=no") == {"young": "yes", "old": "no"}
    assert value_of(workshop.prompt("next"), "Ask them | soon") == [{"what": "Ask them | soon"}]
    assert value_of(workshop.prompt("matters"), "7") == "7"
    assert value_of(workshop.prompt("people"), "  ") is None


def test_each_participant_joins_once_as_a_synthetic_one(
    store: Store, session: Session, tmp_path: Path
) -> None:
    text = (
        "participant,prompt,value,round\n"
        "A,people,First,1\nB,ways,phone|letter,\nA,reach,young=yes,\nA,people,Second,2\nA,matters,7,\n"
    )
    turnout = replay(store, session.code, read_answers(write(tmp_path, text)))
    people = queries.participants(store, session.id)
    assert [person.synthetic for person in people] == [True, True]
    assert (turnout.people, turnout.answers, turnout.changes) == (2, 4, 1)
    own = queries.my_revisions(store, people[0].id)
    assert [(one.round, one.value) for one in own if one.prompt == "people"] == [(1, "First"), (2, "Second")]
    assert [one.value for one in own if one.prompt == "matters"] == [7]


def test_nothing_is_written_when_one_row_does_not_fit(store: Store, session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, "participant,prompt,value\nA,people,fine\nA,peple,x\nB,matters,eleven\n")
    with pytest.raises(InputError) as caught:
        replay(store, session.code, read_answers(path))
    told = str(caught.value).splitlines()
    assert told[0].startswith(f"{path}:3: ")
    assert "Did you mean people" in told[0]
    assert told[1].startswith(f"{path}:4: ")
    assert queries.participants(store, session.id) == []


@given(value=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was_written(value: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "answers.csv"
    quoted = value.replace('"', '""')
    path.write_bytes(f'participant,prompt,value\nA,people,"{quoted}"\n'.encode())
    assert [row.value for row in read_answers(path)] == [value]
