"""No test touches this person's own store or settings, not in the notebooks either."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

KEPT = ("EVENGROUND_DATA", "EVENGROUND_TEST_")
_folder = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Point this run, and every process it starts, at a store and settings of its own."""
    folder = Path(tempfile.mkdtemp(prefix="evenground-tests-"))
    config.stash[_folder] = folder
    settings = folder / "evenground.toml"
    settings.write_text("")
    for name in [name for name in os.environ if name.startswith("EVENGROUND_") and not name.startswith(KEPT)]:
        del os.environ[name]
    for name in ("FRONT", "FORK"):  # the same tests on the full front end, or on plain kernels
        if asked := os.environ.get(f"EVENGROUND_TEST_{name}"):
            os.environ[f"EVENGROUND_{name}"] = asked
    os.environ["EVENGROUND_CONFIG"] = str(settings)
    os.environ["EVENGROUND_STORE"] = f"sqlite:///{folder / 'evenground.sqlite'}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[_folder], ignore_errors=True)
