"""Starts writer.py as a process of its own and reads what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WRITER = Path(__file__).with_name("writer.py")


@contextmanager
def writer(url: str, code: str, act: str, name: str, count: int = 0) -> Iterator[subprocess.Popen[str]]:
    """Hold a running writer; it is ended with the block."""
    command = [sys.executable, str(WRITER), url, code, act, name, str(count)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str], most: int) -> list[dict[str, Any]]:
    """Read up to this many lines as they come."""
    assert process.stdout is not None
    read = (process.stdout.readline() for _number in range(most))
    return [json.loads(line) for line in read if line.endswith("\n")]


def run(url: str, code: str, act: str, name: str, count: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Run a writer to its end; returns what it said and how it ended."""
    with writer(url, code, act, name, count) as process:
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err, err
        return [json.loads(line) for line in out.splitlines()], process.returncode
