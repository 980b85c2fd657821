"""A store that a fork parent may have: made ready, rehearsed with, and never opened."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from evenground.domain import loading
from evenground.errors import InputError
from evenground.store import commands, queries
from evenground.store.engine import open_store, rehearsing, unopened
from tests.serving.kernels.notebook import open_files


def files_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*"))


def test_a_store_that_was_not_opened_makes_no_file_and_no_connection(tmp_path: Path) -> None:
    with unopened(f"sqlite:///{tmp_path / 'folder' / 'store.sqlite'}") as store:
        assert store.on_file
        assert store.engine.pool.checkedout() == 0
        assert [one for one in open_files(os.getpid()) if str(tmp_path) in one] == []
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("url", ["sqlite://", "mysql://host/name", "nothing"])
def test_what_is_no_store_is_refused_before_it_is_opened(url: str) -> None:
    with pytest.raises(InputError):
        unopened(url)


def test_a_rehearsal_leaves_the_real_file_alone_which_is_not_even_made(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "other").mkdir()
    with unopened(f"sqlite:///{tmp_path / 'real' / 'store.sqlite'}") as store:
        with rehearsing(store, tmp_path / "other" / "rehearsal.sqlite"):
            session, _key = commands.create_session(store, loading.load("health-equity"), title="Rehearsed")
            assert queries.get_session(store, session.code).title == "Rehearsed"
            assert files_in(tmp_path / "real") == []
        assert files_in(tmp_path / "real") == []
        assert [one for one in open_files(os.getpid()) if str(tmp_path) in one] == []


def test_what_was_rehearsed_is_not_in_the_real_store_and_what_was_there_is(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with open_store(url) as real:
        kept, _key = commands.create_session(real, loading.load("health-equity"), title="Kept")
    before = (tmp_path / "store.sqlite").read_bytes()
    with unopened(url) as store:
        with rehearsing(store, tmp_path / "rehearsal.sqlite"):
            assert queries.sessions(store) == []
            commands.create_session(store, loading.load("health-equity"))
        assert (tmp_path / "store.sqlite").read_bytes() == before
        assert [one.code for one in queries.sessions(store)] == [kept.code]


def test_a_rehearsal_that_fails_gives_the_store_back_all_the_same(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(url).close()
    with unopened(url) as store:
        with pytest.raises(RuntimeError), rehearsing(store, tmp_path / "rehearsal.sqlite"):
            raise RuntimeError
        assert queries.sessions(store) == []
        assert store.engine.url.database == str(tmp_path / "store.sqlite")


def test_a_child_may_open_what_its_parent_made_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(url).close()
    with unopened(url) as store:
        with rehearsing(store, tmp_path / "rehearsal.sqlite"):
            queries.sessions(store)
        children = [_forked(store) for _time in range(3)]
        assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
        assert len(queries.sessions(store)) == 3


def _forked(store: object) -> int:
    child = os.fork()
    if child == 0:
        try:
            commands.create_session(store, loading.load("health-equity"))  # type: ignore[arg-type]
            os._exit(0)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    return child
