"""The notebooks for authors run from top to bottom, with a session of one's own and without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenground.domain import loading
from evenground.domain.workshop import Workshop
from evenground.records.data import json_file
from evenground.records.facts import Record
from evenground.records.group.session import gather
from evenground.records.mine import personal
from evenground.records.programme import programme
from evenground.settings import content_dir
from evenground.store.engine import Store
from tests.store.acting import COMMIT, SHARED, room

RECORDS = ("session_record", "personal_record", "programme", "explore", "return")
SHOWN = ("session_record", "personal_record", "programme")
ALL = sorted(content_dir("notebooks").glob("*.ipynb"))


def run(name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a notebook with nbval: every cell has to end without an error, its assertions included."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("EVENGROUND_")}
    given = clean | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)} | environment
    path = content_dir("notebooks") / f"{name}.ipynb"
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider", str(path)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=170, env=given, check=False, cwd=folder
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", RECORDS)
def test_a_notebook_runs_without_a_session(name: str, tmp_path: Path) -> None:
    done = run(name, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("open_for_all", [True, False], ids=["shared", "not shared"])
def test_a_notebook_runs_with_a_session(
    name: str, open_for_all: bool, store: Store, store_url: str, workshop: Workshop, tmp_path: Path
) -> None:
    made = room(store, workshop, people=4)
    for who in range(4):
        made.say(who, "people", f"The bus {who}")
        made.say(who, "sure", who)
        made.say(who, "diary", "never to be seen")
    if open_for_all:
        made.to(SHARED)
        made.to(COMMIT)
        made.say(0, "next", [{"what": "Ask", "level": "self"}])
    done = run(name, tmp_path, EVENGROUND_STORE=store_url, EVENGROUND_SESSION=made.code)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_a_record_notebook_runs_with_a_saved_record_and_needs_no_store(name: str, store: Store, tmp_path: Path) -> None:
    rooms = [room(store, loading.load("team-pause"), people=4) for _number in range(2)]
    for made in rooms:
        made.to(SHARED)
    sessions = [gather(store, made.code) for made in rooms]
    mine = personal.gather(store, rooms[0].code, rooms[0].people[0].id)
    saved: Record = {"session_record": sessions[0], "personal_record": mine}.get(name) or programme.gather(sessions)
    (tmp_path / "saved.json").write_bytes(json_file.dump(saved))
    nowhere = f"sqlite:///{tmp_path / 'none.sqlite'}"
    done = run(name, tmp_path, EVENGROUND_RECORD=str(tmp_path / "saved.json"), EVENGROUND_STORE=nowhere)
    assert done.returncode == 0, done.stdout[-3000:]
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("name", SHOWN)
def test_a_record_notebook_takes_parameters_and_marks_what_is_no_part_of_the_record(name: str) -> None:
    cells = json.loads((content_dir("notebooks") / f"{name}.ipynb").read_text())["cells"]
    tags = [cell["metadata"].get("tags", [""])[0] for cell in cells]
    assert tags.count("parameters") == 1
    assert tags.index("parameters") < tags.index("")  # before the first cell that shows a part
    words = {tag for cell, tag in zip(cells, tags, strict=True) if cell["cell_type"] == "markdown"}
    assert words == {"guide", "here"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_has_short_cells_and_no_stored_outputs(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
    assert cells
    for cell in cells:
        assert not cell["outputs"]
        assert cell["execution_count"] is None
        assert len("".join(cell["source"]).splitlines()) <= 10
