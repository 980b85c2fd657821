"""Things outside fail: a process is killed, a disk fills, a file is damaged or may only be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from evenground.domain.workshop import Workshop
from evenground.errors import InputError, OutsideError
from evenground.store import commands, queries, tables
from evenground.store.engine import Store, open_store

from .acting import check_gapless, room
from .processes import lines, run, writer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "store.sqlite"


@pytest.fixture
def filed(file: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{file}") as opened:
        yield opened


@pytest.mark.parametrize("which", range(8))
def test_a_process_killed_between_two_writes_leaves_all_of_them_or_none(
    store: Store, workshop: Workshop, which: int
) -> None:
    if which == 7 and not store.on_file:
        pytest.skip("a server begins a transaction without a statement, so there are six")
    made = room(store, workshop)
    said, ended = run(store.url, made.code, "die", "x", which)
    assert ended == -9
    assert [list(line) for line in said] == [["joined"]]
    assert queries.my_revisions(store, said[0]["joined"]) == []
    assert queries.answered(store, made.id) == {}
    kinds = [change.kind for change in check_gapless(store, made.id)]
    assert kinds == ["created", "stage", "joined"]
    assert commands.answer(store, said[0]["joined"], "people", "the next one").revision == 1


def test_every_statement_of_an_answer_was_killed_at(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    said, ended = run(store.url, made.code, "die", "x", 8)
    assert (ended, said[-1]) == (0, {"survived": True}), "an answer takes more statements now: kill at them too"


@pytest.mark.parametrize("heard", [2, 9, 23])
def test_what_was_acknowledged_survives_a_kill_at_any_time(store: Store, workshop: Workshop, heard: int) -> None:
    made = room(store, workshop)
    with writer(store.url, made.code, "forever", "w") as process:
        joined, *acknowledged = lines(process, heard)
        process.kill()
        process.wait(timeout=30)
    kept = {(row.answer, row.revision): row.value for row in queries.my_revisions(store, joined["joined"])}
    for line in acknowledged:
        assert kept[line["answer"], line["revision"]] == line["value"]
    kinds = [change.kind for change in check_gapless(store, made.id)]
    assert kinds.count("answer") == len(kept)


def test_a_full_disk_is_said_and_what_was_kept_stays(file: Path, filed: Store, workshop: Workshop) -> None:
    made = room(filed, workshop)
    said, ended = run(filed.url, made.code, "full", "w", 400_000)
    assert ended == 0
    *kept, refused = said
    assert kept
    assert "space" in refused["refused"]
    assert "w " not in refused["refused"]
    (person,) = queries.participants(filed, made.id)
    revisions = queries.my_revisions(filed, person.id)
    assert [str(row.value).split(" word")[0] for row in revisions] == [line["value"] for line in kept]
    check_gapless(filed, made.id)
    commands.answer(filed, person.id, "people", "there is space again")
    check_gapless(filed, made.id)


def test_a_store_that_grows_no_more_says_so(filed: Store, workshop: Workshop) -> None:
    made = room(filed, workshop, people=1)
    with filed.engine.connect() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    before = made.session
    with pytest.raises(OutsideError, match="Free some space"):
        made.say(0, "people", "word " * 19_000)
    assert made.session == before
    assert queries.my_revisions(filed, made.people[0].id) == []


def test_a_file_that_may_only_be_read_says_what_to_allow(workshop: Workshop) -> None:
    if os.getuid() != 0:
        pytest.skip("needs to become somebody else, which only root can")
    folder = Path(tempfile.mkdtemp())
    try:
        file = folder / "store.sqlite"
        with open_store(f"sqlite:///{file}") as opened:
            code = room(opened, workshop).code
        folder.chmod(0o755)
        file.chmod(0o644)
        said, _ended = run(f"sqlite:///{file}", code, "readonly", "w")
        assert "permissions" in said[-1]["refused"] or "Allow writing" in said[-1]["refused"]
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_store_is_said_and_left_as_it_is(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(OutsideError, match="damaged or no store"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == content


def _read_all(file: Path, participant_id: int) -> None:
    with open_store(f"sqlite:///{file}") as opened:
        queries.sessions(opened)
        queries.my_revisions(opened, participant_id)


def test_a_file_damaged_inside_is_said_when_it_is_read(file: Path, workshop: Workshop) -> None:
    with open_store(f"sqlite:///{file}") as opened:
        made = room(opened, workshop, people=5)
        for who in range(5):
            made.say(who, "people", "word " * 4000)
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = b"\xa5" * (len(content) - 4096 * 2)
    file.write_bytes(content)
    with pytest.raises(OutsideError, match="damaged") as told:
        _read_all(file, made.people[0].id)
    assert "word" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_stores_files_are_for_their_owner_alone(file: Path, filed: Store, workshop: Workshop) -> None:
    room(filed, workshop, people=1)
    files = [file.parent, *file.parent.iterdir()]
    assert len(files) >= 3
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutsideError, match="folder"):
        open_store(f"sqlite:///{tmp_path / 'taken' / 'deeper' / 'store.sqlite'}")
    with pytest.raises(OutsideError, match="could not be opened"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_store_that_somebody_holds_says_that_it_is_busy(
    file: Path, filed: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = room(filed, workshop, people=1)
    filed.engine.dispose()
    monkeypatch.setattr("evenground.store.engine.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(f"sqlite:///{file}") as hasty, pytest.raises(OutsideError, match="busy"):
        commands.answer(hasty, made.people[0].id, "people", "words")
    holder.execute("ROLLBACK")
    holder.close()
    assert made.say(0, "people", "words").revision == 1


@pytest.mark.parametrize(
    "url",
    ["", "nothing", "sqlite://", "sqlite:///:memory:", "mysql://host/name", "csv:///x", "http://x.example/y"],
)
def test_an_address_that_names_no_store_says_how_to_write_one(url: str) -> None:
    with pytest.raises(InputError, match="sqlite"):
        open_store(url)


def test_a_fault_of_ours_does_not_quote_anybodys_words(
    store: Store, workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    made = room(store, workshop)
    with pytest.raises(OutsideError, match="nothing was written") as told, store.begin() as conn:
        conn.execute(insert(tables.point).values(session=made.id, text="somebody's words"))
    assert "somebody" not in "".join(traceback.format_exception(told.value))
    assert "IntegrityError" in caplog.text
    assert "somebody" not in caplog.text
    assert queries.points(store, made.id) == []


def test_no_message_of_a_store_holds_its_password() -> None:
    for url in ("mysql://me:hunter2@host/name", "postgresql+nodriver://me:hunter2@host/name"):
        with pytest.raises(InputError) as told:
            open_store(url)
        assert "hunter2" not in str(told.value)
