"""A notebook shows the record that a file holds, else that of a session, else that of a synthetic group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evenground import i18n
from evenground.errors import InputError, Refused
from evenground.records import files, opening
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord
from tests.store.acting import Room


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without settings of this machine's; the language is put back."""
    for name in ("RECORD", "SESSION", "STORE", "LANGUAGE"):
        monkeypatch.delenv(f"EVENGROUND_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with i18n.using(i18n.current()):
        yield


def saved(
    talk: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: files.Kind, language: str = "en-GB"
) -> object:
    with i18n.using(language):
        record = files.gather(talk.store, talk.code, kind, participant=talk.people[0].id)
    path = tmp_path / "saved.json"
    path.write_bytes(json_file.dump(record))
    monkeypatch.setenv("EVENGROUND_RECORD", str(path))
    return record


def test_without_anything_it_is_a_synthetic_group() -> None:
    assert opening.record("session").head.synthetic
    assert opening.record("personal").head.synthetic
    assert opening.record("programme").head.synthetic


def test_a_saved_record_comes_before_a_session(
    talk: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = saved(talk, tmp_path, monkeypatch, "session")
    monkeypatch.setenv("EVENGROUND_SESSION", "NOSUCH")
    assert opening.record("session", code="NOSUCH") == record


def test_a_saved_record_is_in_its_own_language_unless_another_is_named(
    talk: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(talk, tmp_path, monkeypatch, "session", "cy")
    opening.record("session")
    assert i18n.current() == "cy"
    opening.record("session", language="en-GB")
    assert i18n.current() == "en-GB"


def test_a_saved_record_of_another_kind_says_which(
    talk: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(talk, tmp_path, monkeypatch, "personal")
    with pytest.raises(InputError, match=r"another kind \(personal\).*\(session\)"):
        opening.record("session")


def test_a_saved_record_that_is_not_there_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_RECORD", str(tmp_path / "gone.json"))
    with pytest.raises(InputError, match=r"no file .*gone\.json"):
        opening.record("session")


def test_a_session_is_found_by_its_code_or_by_the_settings(talk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_STORE", talk.store.url)
    assert opening.record("session", code=talk.code).head.code == talk.code
    monkeypatch.setenv("EVENGROUND_SESSION", talk.code)
    assert opening.record("session").head.code == talk.code


def test_a_real_persons_record_needs_their_resume_code(talk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_STORE", talk.store.url)
    with pytest.raises(Refused, match="resume code"):
        opening.record("personal", code=talk.code, token="A" * 16)
    somebody = opening.record("personal", code=talk.code, name="Ada")
    assert isinstance(somebody, PersonalRecord)
    assert somebody.head.synthetic  # without a code a real group stays closed
    assert somebody.name == "Ada"
