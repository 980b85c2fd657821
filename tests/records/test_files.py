"""The files of a record: what they are called, which there are, and how several become one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from evenground import i18n
from evenground.errors import InputError
from evenground.records import files
from tests.store.acting import Room


def test_each_kind_says_which_formats_it_has() -> None:
    assert files.formats("session") == ("html", "pdf", "docx", "md", "csv", "json", "ipynb")
    assert files.formats("personal") == (*files.formats("session"), "ics")
    assert files.formats("card") == ("html", "pdf", "docx", "md", "json")
    assert files.formats("programme") == files.formats("session")
    assert files.formats("nothing") == ()


def test_a_format_that_is_asked_for_twice_is_written_once(talk: Room) -> None:
    made = files.make(talk.store, talk.code, "session", ["json", "json"])
    assert [file.mime for file in made] == ["application/json"]


def test_a_table_comes_with_its_codebook(talk: Room) -> None:
    table, book = files.make(talk.store, talk.code, "session", ["csv"])
    assert book.name == table.name.replace(".csv", "-codebook.csv")
    assert {table.mime, book.mime} == {"text/csv"}


def test_one_file_is_handed_over_as_it_is(talk: Room) -> None:
    made = files.make(talk.store, talk.code, "session", ["md"])
    assert files.packed(made) is made[0]


def test_several_files_are_handed_over_in_one_that_is_the_same_every_time(talk: Room) -> None:
    made = files.make(talk.store, talk.code, "session", ["md", "csv"])
    pack = files.packed(made)
    assert (pack.name, pack.mime) == (made[0].name.replace(".md", ".zip"), "application/zip")
    assert pack == files.packed(made)
    with zipfile.ZipFile(io.BytesIO(pack.data)) as inside:
        assert {name: inside.read(name) for name in inside.namelist()} == {one.name: one.data for one in made}


def test_a_code_from_a_file_leads_nowhere(talk: Room) -> None:
    record = files.gather(talk.store, talk.code, "session")
    held = record.head.held.isoformat()
    for code, known in (("../..", ""), ("AB/CD", "ABCD-"), ("", "")):
        changed = replace(record, head=replace(record.head, code=code))
        assert files.stem(changed) == f"evenground-{known}session-record-{held}"


def test_a_paper_that_there_is_not_is_answered_with_those_that_are(talk: Room) -> None:
    with pytest.raises(InputError, match=r"'a3'.*a4, letter"):
        files.make(talk.store, talk.code, "session", ["pdf"], paper="a3")


def test_a_programme_is_not_made_of_one_code(talk: Room) -> None:
    with pytest.raises(InputError, match="several sessions"):
        files.make(talk.store, talk.code, "programme", ["html"])


def test_a_record_is_written_in_its_own_language_whatever_is_spoken_meanwhile(talk: Room) -> None:
    with i18n.using("cy"):
        record = files.gather(talk.store, talk.code, "session")
        there = files.write(record, ["html", "md"])
    assert files.write(record, ["html", "md"]) == there
    assert b'<html lang="cy">' in there[0].data
