"""`serve` and `demo` as processes: what they print, which port they take, how they end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from evenground.domain import loading
from evenground.store import commands, queries, tables
from evenground.store.engine import open_store
from tests.serving.conftest import Client, launch
from tests.serving.waiting import until


def test_serve_with_a_workshop_prints_three_addresses_that_work(tmp_path: Path) -> None:
    running = launch(tmp_path, "team-pause", "--title", "Ward 7")
    try:
        lines = running.printed.splitlines()
        join, board, lead = (next(word for word in line.split() if "://" in word) for line in lines[1:4])
        code = join.rsplit("/", 1)[1]
        assert board == f"{running.url}board/{code}"
        key = lead.removeprefix(f"{running.url}facilitate/{code}#key=")
        assert queries.check_key(running.store, code, key).title == "Ward 7"
        assert Client(running.url).ask("").status == 200
    finally:
        assert running.end(signal.SIGINT) == 0
    assert running.log.read_text() == ""


def test_serve_without_a_workshop_lets_the_host_choose_one(tmp_path: Path) -> None:
    running = launch(tmp_path)
    try:
        assert re.search(re.escape(running.url) + r"facilitate#host=\w{16}", running.printed)
        assert queries.sessions(running.store) == []
    finally:
        assert running.end(signal.SIGTERM) == 0


def test_the_server_deletes_sessions_on_their_date_and_leaves_the_others(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        over, _key = commands.create_session(store, loading.load("team-pause"))
        going, _key = commands.create_session(store, loading.load("team-pause"))
        yesterday = date.today() - timedelta(days=1)
        with store.begin() as conn:
            conn.execute(update(tables.session).where(tables.session.c.id == over.id).values(delete_on=yesterday))
    running = launch(tmp_path)
    try:
        until(lambda: [one.id for one in queries.sessions(running.store)] == [going.id])
    finally:
        running.end()


def test_a_busy_port_gives_way_to_the_next_and_the_right_one_is_printed(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        running = launch(tmp_path, "--port", str(port))
        try:
            assert f":{port}/" not in running.printed
            assert Client(running.url).ask("health").status == 204
        finally:
            running.end()


def test_an_address_that_is_not_ours_ends_with_3(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "evenground",
        "serve",
        "--no-browser",
        "--host",
        "203.0.113.1",
        "--port",
        "0",
    ]
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    done = subprocess.run(
        [*command, "--store", store], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 3
    assert "203.0.113.1" in done.stderr


@pytest.mark.slow
def test_the_demo_has_a_labelled_group_at_work_and_links_to_all_three_pages(tmp_path: Path) -> None:
    running = launch(
        tmp_path, "--people", "3", "--store", f"sqlite:///{tmp_path / 'store.sqlite'}", verb="demo"
    )
    try:
        page = Client(running.url).ask("demo").text
        assert "everybody here is made up" in page
        (session,) = queries.sessions(running.store)
        assert session.synthetic
        for link in (f"/board/{session.code}", f"/join/{session.code}", f"/facilitate/{session.code}#key="):
            assert f'href="{link}' in page
        until(lambda: queries.head_count(running.store, session.id).synthetic == 3)
        assert Client(running.url).ask("").text.count("/demo") == 1
    finally:
        assert running.end(signal.SIGINT) == 0


@pytest.mark.slow
def test_a_demo_without_a_store_leaves_nothing_behind(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    running = launch(tmp_path, "--people", "2", verb="demo", TMPDIR=str(scratch))
    try:
        assert list(scratch.glob("evenground-demo-*/*.sqlite"))
    finally:
        assert running.end() == 0
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "store.sqlite").exists()
