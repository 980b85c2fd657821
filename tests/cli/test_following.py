"""`new --follows` continues an earlier session from the JSON file of its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenground.store import queries
from evenground.store.engine import Store
from tests.cli.conftest import Run


@pytest.fixture
def earlier(run: Run, code: str, tmp_path: Path) -> Path:
    run("simulate", code, "--people", "6")
    run("close", code)
    made = run("record", code, "--to", "json", "--out", str(tmp_path), "--json")
    return Path(made.json["files"][0])


def test_a_continued_session_compares_by_itself(run: Run, store: Store, earlier: Path, tmp_path: Path) -> None:
    fresh = run("new", "team-pause", "--follows", str(earlier), "--json").json["code"]
    assert queries.earlier(store, queries.get_session(store, fresh).id)
    run("simulate", fresh, "--people", "6")
    run("close", fresh)
    made = run("record", fresh, "--to", "md", "--out", str(tmp_path), "--json")
    assert "Since last time" in Path(made.json["files"][0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "2", "kind": "personal"}'])
def test_a_file_that_is_no_session_record_makes_no_session(run: Run, store: Store, tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    done = run("new", "team-pause", "--follows", str(file))
    assert (done.code, done.out) == (1, "")
    assert done.err
    assert queries.sessions(store) == []


def test_a_file_that_is_not_there_is_named(run: Run, store: Store, tmp_path: Path) -> None:
    done = run("new", "team-pause", "--follows", str(tmp_path / "none.json"))
    assert done.code == 1
    assert "none.json cannot be read" in done.err
    assert queries.sessions(store) == []
