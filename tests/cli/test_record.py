"""`evenground record`: of a code or of files, in every format, and what it says where that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evenground.domain import loading
from evenground.records import files
from evenground.records.data import json_file
from evenground.records.facts import ExampleCard, PersonalRecord, ProgrammeRecord, SessionRecord
from evenground.store import queries
from evenground.store.engine import Store
from tests.cli.conftest import Run
from tests.store.acting import SHARED, room


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def person(run: Run, code: str, store: Store) -> str:
    """Somebody who answered, as one names them on the command line."""
    run("simulate", code, "--people", "1")
    return str(queries.participants(store, queries.get_session(store, code).id)[0].id)


def written(run: Run, out: Path, *words: str) -> list[Path]:
    done = run("record", *words, "--out", str(out), "--json")
    assert (done.code, done.err) == (0, "")
    return [Path(file) for file in done.json["files"]]


def test_record_writes_the_files_that_were_asked_for(run: Run, code: str, out: Path) -> None:
    made = written(run, out, code, "--to", "json, csv")
    assert [file.suffix for file in made] == [".json", ".csv", ".csv"]
    assert made[2].stem == f"{made[1].stem}-codebook"
    assert json.loads(made[0].read_text())


def test_every_format_of_every_kind_can_be_written(run: Run, code: str, person: str, store: Store, out: Path) -> None:
    for kind in ("session", "personal"):
        formats = files.formats(kind)
        made = written(run, out, code, "--kind", kind, "--participant", person, "--to", ",".join(formats))
        assert sorted({file.suffix[1:] for file in made}) == sorted(formats)
        assert all(file.stat().st_size for file in made)


def test_a_file_is_written_again_in_another_format_without_a_store(
    run: Run, code: str, person: str, store: Store, out: Path, tmp_path: Path
) -> None:
    (session,) = written(run, out, code, "--to", "json")
    (mine,) = written(run, out, code, "--kind", "personal", "--participant", person, "--to", "json")
    nowhere = f"sqlite:///{tmp_path / 'none.sqlite'}"
    for file in (session, mine):
        (page,) = written(run, out / "again", str(file), "--store", nowhere, "--to", "html")
        assert page.stem == file.stem
    assert not (tmp_path / "none.sqlite").exists()


def test_the_same_files_come_of_a_code_and_of_its_json_file(run: Run, code: str, out: Path) -> None:
    direct = written(run, out, code, "--to", "json,html,md,csv")
    again = written(run, out / "again", str(direct[0]), "--to", "json,html,md,csv")
    assert [file.read_bytes() for file in again] == [file.read_bytes() for file in direct]


def test_a_card_can_be_made_of_ones_own_record(run: Run, store: Store, out: Path) -> None:
    made = room(store, loading.load("health-equity"), people=1)
    made.say(0, "example", "A ramp for everybody.")
    (mine,) = written(
        run, out, made.code, "--kind", "personal", "--participant", str(made.people[0].id), "--to", "json"
    )
    assert isinstance(json_file.read(mine.read_bytes()), PersonalRecord)
    (card,) = written(run, out, str(mine), "--kind", "card", "--to", "json")
    found = json_file.read(card.read_bytes())
    assert isinstance(found, ExampleCard)
    assert found.text == "A ramp for everybody."


def test_several_sessions_make_a_programme_of_codes_and_files_alike(run: Run, store: Store, out: Path) -> None:
    rooms = [room(store, loading.load("team-pause"), people=4) for _number in range(3)]
    for made in rooms:
        made.to(SHARED)
    (first,) = written(run, out, rooms[0].code, "--to", "json")
    words = [str(first), rooms[1].code, rooms[2].code, "--kind", "programme", "--title", "Four wards"]
    data, page = written(run, out, *words, "--to", "json,html")
    found = json_file.read(data.read_bytes())
    assert isinstance(found, ProgrammeRecord)
    assert found.head.title == "Four wards"
    assert "Four wards" in page.read_text()
    (again,) = written(run, out / "again", str(data), "--to", "json")
    assert again.read_bytes() == data.read_bytes()


def test_a_session_is_compared_with_an_earlier_one(run: Run, store: Store, out: Path) -> None:
    rooms = [room(store, loading.load("team-pause"), people=4) for _number in range(2)]
    for made in rooms:
        made.to(SHARED)
    (earlier,) = written(run, out, rooms[0].code, "--to", "json")
    (now,) = written(run, out, rooms[1].code, "--since", str(earlier), "--to", "json")
    found = json_file.read(now.read_bytes())
    assert isinstance(found, SessionRecord)
    assert found.since
    assert found.since.code == rooms[0].code
    (alone,) = written(run, out / "alone", rooms[1].code, "--to", "json")
    (later,) = written(run, out, str(alone), "--since", str(earlier), "--to", "json")
    assert later.read_bytes() == now.read_bytes()


def test_names_are_written_only_when_they_are_asked_for(run: Run, store: Store, out: Path) -> None:
    made = room(store, loading.load("team-pause"), people=3, identity="named")
    prompt = next(one.id for one in made.session.workshop.prompts if one.kind == "text" and one.share != "never")
    for who in range(3):
        made.say(who, prompt, f"Words {who}", visibility="named")
    made.to(SHARED)
    (without,) = written(run, out, made.code, "--to", "md")
    assert "Person 1" not in without.read_text()
    named, data = written(run, out, made.code, "--names", "--to", "md,json")
    assert "Person 1" in named.read_text()
    (again,) = written(run, out / "again", str(data), "--to", "md")
    assert "Person" not in again.read_text()
    (with_them,) = written(run, out / "named", str(data), "--names", "--to", "md")
    assert with_them.read_bytes() == named.read_bytes()


def test_paper_can_be_chosen(run: Run, code: str, out: Path) -> None:
    (a4,) = written(run, out, code, "--to", "pdf")
    (letter,) = written(run, out / "letter", code, "--to", "pdf", "--paper", "letter")
    assert a4.read_bytes() != letter.read_bytes()


@pytest.mark.parametrize("kind", ["personal", "card"])
def test_ones_own_record_needs_to_know_whose(run: Run, code: str, kind: str) -> None:
    done = run("record", code, "--kind", kind)
    assert done.code == 2
    assert "--participant" in done.err


def test_a_participant_of_another_session_ends_with_1(run: Run, code: str) -> None:
    done = run("record", code, "--kind", "personal", "--participant", "4711")
    assert done.code == 1
    assert code in done.err


@pytest.mark.parametrize(("kind", "ending"), [("session", "papyrus"), ("session", "ics"), ("card", "csv")])
def test_a_format_that_there_is_not_ends_with_1_and_names_those_there_are(
    run: Run, code: str, kind: str, ending: str
) -> None:
    done = run("record", code, "--kind", kind, "--participant", "1", "--to", ending)
    assert done.code == 1
    assert ending in done.err
    assert "html" in done.err


def test_several_codes_for_one_session_end_with_2_and_say_how_to_join_them(run: Run, code: str) -> None:
    done = run("record", code, code)
    assert done.code == 2
    assert "--kind programme" in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "personal", "--participant", "1", "--since", "x.json"], "--since"),
        (["--title", "T"], "--title"),
    ],
)
def test_words_that_do_not_go_together_end_with_2(run: Run, code: str, words: list[str], told: str) -> None:
    done = run("record", code, *words)
    assert done.code == 2
    assert told in done.err


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "99", "kind": "session"}', "\0"])
def test_a_file_that_is_no_record_of_ours_ends_with_1_and_its_name(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text)
    done = run("record", str(file))
    assert (done.code, done.out) == (1, "")
    assert "other.json" in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_ends_with_1_and_its_name(run: Run, tmp_path: Path) -> None:
    done = run("record", str(tmp_path / "nothing.json"))
    assert done.code == 1
    assert done.err.count("nothing.json") == 1


def test_a_folder_in_place_of_a_file_ends_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    done = run("record", str(tmp_path / "folder.json"))
    assert done.code == 3
    assert "folder.json" in done.err


def test_a_file_of_another_kind_ends_with_1_and_says_which(run: Run, code: str, person: str, out: Path) -> None:
    (session,) = written(run, out, code, "--to", "json")
    (mine,) = written(run, out, code, "--kind", "personal", "--participant", person, "--to", "json")
    for words in ([session, "--kind", "personal"], [mine, "--kind", "session"], [mine, session, "--kind", "programme"]):
        done = run("record", *map(str, words))
        assert done.code == 1
        assert f"{words[0]}" in done.err
    done = run("record", code, "--since", str(mine))
    assert done.code == 1
    assert str(mine) in done.err


def test_one_session_is_no_programme(run: Run, code: str) -> None:
    assert run("record", code, "--kind", "programme").code == 1


def test_a_folder_that_cannot_be_written_ends_with_3(run: Run, code: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("record", code, "--to", "json", "--out", str(tmp_path / "file" / "below"))
    assert done.code == 3
    assert "--out" in done.err


def test_a_code_in_a_file_never_leads_out_of_the_folder(run: Run, code: str, out: Path, tmp_path: Path) -> None:
    (made,) = written(run, out, code, "--to", "json")
    changed = made.read_text().replace(f'"code": "{code}"', '"code": "../../AB"')
    (tmp_path / "changed.json").write_text(changed)
    done = run("record", str(tmp_path / "changed.json"), "--to", "md", "--out", str(out), "--json")
    assert done.code == 1 or [Path(file).parent for file in done.json["files"]] == [out]
