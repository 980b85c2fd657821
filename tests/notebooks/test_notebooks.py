"""The notebooks for authors run from top to bottom, with a session of one's own and without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenground.domain.workshop import Workshop
from evenground.settings import content_dir
from evenground.store.engine import Store
from tests.store.acting import COMMIT, SHARED, room

RECORDS = ("session_record", "personal_record", "explore")
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


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_has_short_cells_and_no_stored_outputs(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
    assert cells
    for cell in cells:
        assert not cell["outputs"]
        assert cell["execution_count"] is None
        assert len("".join(cell["source"]).splitlines()) <= 10
