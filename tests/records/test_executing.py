"""The notebook that people keep was run with their record, anywhere, and tells nothing of where."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evenground import i18n
from evenground.errors import OutsideError
from evenground.records import executing, files, notebook
from evenground.records.facts import Record
from tests.store.acting import Room


@pytest.fixture(scope="module")
def record(talk: Room) -> Record:
    return files.gather(talk.store, talk.code, "session")


@pytest.fixture(scope="module")
def saved(record: Record) -> bytes:
    return executing.executed(record)


def outputs(saved: bytes) -> list[dict[str, Any]]:
    cells = json.loads(saved)["cells"]
    return [output for cell in cells for output in cell.get("outputs", ())]


def test_it_is_sound_and_each_output_is_one_part(saved: bytes, record: Record) -> None:
    nbformat.validate(nbformat.reads(saved.decode(), as_version=4))
    whole = notebook.document(record)
    expected = [notebook.bundle(whole, part) for part in whole.parts]
    for kind in ("text/plain", "text/markdown"):
        found = ["".join(one["data"][kind]) for one in outputs(saved)]
        assert found == [one[kind] for one in expected]


def test_its_parameters_stand_where_papermill_puts_them(saved: bytes, talk: Room) -> None:
    cells = [cell for cell in json.loads(saved)["cells"] if cell["cell_type"] == "code"]
    assert [cell["metadata"].get("tags") for cell in cells[:3]] == [["parameters"], ["injected-parameters"], None]
    assert "".join(cells[1]["source"]) == f"# Parameters\ncode = '{talk.code}'\nlanguage = 'en-GB'"
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


def test_it_tells_nothing_of_the_machine_it_was_run_on(saved: bytes, talk: Room) -> None:
    text = saved.decode()
    places = [tempfile.gettempdir(), str(Path.home()), str(Path.cwd()), sys.prefix, sys.executable]
    secrets = [talk.key, str(talk.store.engine.url), socket.gethostname(), "record.json", "sqlite"]
    assert [one for one in places + secrets if one in text] == []
    read = json.loads(saved)
    assert read["metadata"]["language_info"] == {"name": "python"}
    assert read["metadata"]["kernelspec"] == executing.KERNEL
    assert {name for cell in read["cells"] for name in cell["metadata"]} <= {"tags"}
    assert not re.search(r"0x[0-9a-f]{6,}", text)


def test_running_it_twice_gives_the_same_bytes(saved: bytes, record: Record) -> None:
    assert executing.executed(record) == saved


def test_it_can_be_run_where_a_loop_runs_already(saved: bytes, record: Record) -> None:
    async def inside() -> bytes:
        return executing.executed(record)

    assert asyncio.run(inside()) == saved


def test_it_does_not_matter_which_kernels_and_habits_are_installed(
    saved: bytes, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "kernels" / "python3"
    broken.mkdir(parents=True)
    (broken / "kernel.json").write_text('{"argv": ["/nowhere"], "display_name": "Broken", "language": "python"}')
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text("raise SystemExit")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("EVENGROUND_SESSION", "NOSUCH")
    assert executing.executed(record) == saved
    assert list(tmp_path.rglob("history*")) == []


def test_it_is_in_the_language_of_the_record(talk: Room) -> None:
    with i18n.using("cy"):
        record = files.gather(talk.store, talk.code, "session")
    saved = executing.executed(record)
    assert json.loads(saved)["metadata"]["evenground"]["language"] == "cy"
    with i18n.using("cy"):
        title = notebook.document(record).title
    assert json.loads(saved)["metadata"]["title"] == title
    assert "language = 'cy'" in saved.decode()


def test_nothing_is_left_behind(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    executing.executed(record)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_that_fails_says_what_to_do_and_quotes_nobody(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [
        nbformat.v4.new_code_cell("", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("raise ValueError('no luck')"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "session_record.ipynb")
    monkeypatch.setattr(executing, "content_dir", lambda _kind: tmp_path)
    with pytest.raises(OutsideError, match=r"ValueError\. Choose another format") as told:
        executing.executed(record)
    assert "no luck" not in str(told.value)


def test_a_kernel_that_does_not_start_says_so(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executing, "_ARGV", (sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(OutsideError, match="its kernel did not start"):
        executing.executed(record)


def test_a_notebook_that_takes_too_long_is_ended(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [
        nbformat.v4.new_code_cell("", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import threading; threading.Event().wait()"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "session_record.ipynb")
    monkeypatch.setattr(executing, "content_dir", lambda _kind: tmp_path)
    monkeypatch.setattr(executing, "CELL_SECONDS", 1)
    with pytest.raises(OutsideError, match="it took too long"):
        executing.executed(record)
