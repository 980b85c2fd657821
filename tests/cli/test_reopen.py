"""`evenground reopen`: what it says of a file that it cannot open, before anything is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenground.records import example, files
from evenground.records.data import json_file
from evenground.records.mine import personal
from tests.cli.conftest import Run


def test_a_file_that_is_not_there_ends_with_1_and_says_what_to_write(run: Run, tmp_path: Path) -> None:
    done = run("reopen", str(tmp_path / "gone.json"))
    assert (done.code, done.out) == (1, "")
    assert "gone.json cannot be opened" in done.err
    assert "Write the path of the JSON file" in done.err


@pytest.mark.parametrize("text", ["", "{}", "no JSON", '{"schema": "2", "kind": "personal"}', '{"schema": "99"}'])
def test_a_file_that_is_no_record_ends_with_1_and_nothing_is_served(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(text)
    done = run("reopen", str(file))
    assert (done.code, done.out) == (1, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_group_is_told_that_only_ones_own_record_can_be_reopened(run: Run, tmp_path: Path) -> None:
    store, code, _me = example.group()
    file = tmp_path / "session.json"
    file.write_bytes(json_file.dump(files.gather(store, code, "session")))
    done = run("reopen", str(file))
    assert done.code == 1
    assert "not somebody’s own record" in done.err


def test_a_host_or_a_store_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(json_file.dump(personal.gather(*example.group())))
    for words in (["--host", "0.0.0.0"], ["--store", "sqlite:///x.sqlite"], ["--port", "70000"]):
        assert run("reopen", str(file), *words).code == 2
