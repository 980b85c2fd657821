"""A page's notebook is the same page in every process, and its faults tell nobody's words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evenground.serving.participants import WIDGET
from evenground.settings import content_dir
from tests.serving.kernels.notebook import ENVIRONMENT, PAGE, written

PLAIN = [sys.executable, "-m", "evenground.serving.kernels.plain"]


def told(path: Path) -> dict[str, Any]:
    """What a process of its own tells that a notebook shows."""
    done = subprocess.run([*PLAIN, str(path)], env=ENVIRONMENT, capture_output=True, check=True, timeout=60)
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def without_addresses(shown: dict[str, Any]) -> dict[str, Any]:
    """The same without texts that name where in memory something stands."""
    for output in (output for cell in shown["outputs"] for output in cell):
        output["data"].pop("text/plain", None)
    return shown


def test_the_same_notebook_makes_the_same_models_in_every_process() -> None:
    page = content_dir("notebooks") / "participant.ipynb"
    one, other = told(page), told(page)
    assert list(one["models"]) == [f"{number:032x}" for number in range(1, len(one["models"]) + 1)]
    assert without_addresses(one) == without_addresses(other)
    views = [output["data"][WIDGET]["model_id"] for cell in one["outputs"] for output in cell]
    assert views == [list(one["models"])[-1]]


def test_every_cell_has_its_outputs_and_text_has_none(tmp_path: Path) -> None:
    shown = told(written(tmp_path))
    assert [len(cell) for cell in shown["outputs"]] == [0, 1, 0]
    assert shown["models"][PAGE]["state"]["value"] == "as drawn"


def test_what_is_displayed_within_a_cell_is_shown_in_order(tmp_path: Path) -> None:
    shown = told(written(tmp_path, "from IPython.display import display\nfor word in 'ab':\n    display(word)\n'c'"))
    assert [output["data"]["text/plain"] for output in shown["outputs"][1]] == ["'a'", "'b'", "'c'"]


def test_nothing_that_a_cell_prints_gets_into_what_is_told(tmp_path: Path) -> None:
    assert told(written(tmp_path, "print('{')"))["outputs"] == [[], []]


@pytest.mark.parametrize("cell", ["raise ValueError('somebody wrote this')", "somebody wrote this", "import this_one"])
def test_a_cell_that_fails_is_told_by_its_kind_alone(tmp_path: Path, cell: str) -> None:
    page = written(tmp_path, cell)
    done = subprocess.run([*PLAIN, str(page)], env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "a cell of the page's notebook failed: " in done.stderr
    assert "somebody wrote" not in done.stderr + done.stdout
