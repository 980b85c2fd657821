"""A small page's notebook, and what the system tells of a process."""

from __future__ import annotations

import json
import os
from pathlib import Path

# Answers every custom message with a random number and, when asked, with trouble.
DRAW = "import random\nimport ipywidgets\npage = ipywidgets.Text(value='as drawn')\npage"
BIND = """
def told(widget, content, buffers):
    if content.get('word') == 'trouble':
        raise ValueError('words that nobody may log')
    page.send({'heard': content['word'], 'random': random.random()})

page.on_msg(told)"""
ENVIRONMENT = {**os.environ, "SERVER_SOFTWARE": "voila"}
PAGE = "00000000000000000000000000000003"  # Text is the third model that DRAW makes, after its layout and style


def written(folder: Path, *cells: str) -> Path:
    """Write a notebook of these cells, or the small one."""
    path = folder / "page.ipynb"
    sources = cells or (DRAW, BIND)
    coded = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": one.splitlines(True)} for one in sources]
    told = {"cell_type": "markdown", "metadata": {}, "source": ["Words that are not run."]}
    path.write_text(json.dumps({"cells": [told, *coded], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path


def open_files(pid: int) -> list[str]:
    """What a process has open, as the system names it."""
    found = []
    for one in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(str(one.readlink()))
        except FileNotFoundError:
            continue
    return found


def state(pid: int) -> str:
    """The letter of a process' state: T for stopped, empty when it is gone or a zombie."""
    letter = _stat(pid)[0]
    return "" if letter == "Z" else letter


def started_by(pid: int) -> int:
    """The process that started this one, or 1 when that has ended."""
    return int(_stat(pid)[1])


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["", "0"]


def threads(pid: int) -> int:
    """How many threads a process has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))
