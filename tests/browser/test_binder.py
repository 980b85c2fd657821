"""The demo as Binder serves it: behind a prefix, through a proxy, for a lone visitor, within 1 GB."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OPENING, Visitor, free_port, violations, wait_for

PREFIX = "/user/a-visitor/"
LIMIT = 1024  # MB that Binder guarantees


def family(pid: int) -> list[int]:
    """A process and all that it started, kernels and all."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "stat").exists():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, open_ = [], [pid]
    while open_:
        one = open_.pop()
        found.append(one)
        open_ += children.get(one, [])
    return found


def megabytes(pids: list[int]) -> float:
    """What these processes hold in memory together; what they share counts once (PSS)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A Jupyter server with its proxy, as an image for Binder starts it."""
    port = free_port()
    options = [f"--ServerApp.port={port}", f"--ServerApp.base_url={PREFIX}", "--ServerApp.ip=127.0.0.1"]
    open_to_all = ["--IdentityProvider.token=", "--no-browser", "--allow-root", f"--ServerApp.root_dir={tmp_path}"]
    command = [sys.executable, "-m", "jupyter_server", *options, *open_to_all]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("EVENGROUND_STORE")
    with (tmp_path / "hub.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=tmp_path)
    address = f"http://127.0.0.1:{port}{PREFIX}"
    wait_for(address + "api", process)
    yield address, process.pid
    process.terminate()
    process.wait(30)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc, on Linux")
def test_a_lone_visitor_finds_a_live_demo_behind_a_prefix(
    visit: Callable[..., Visitor], hub: tuple[str, int]
) -> None:
    address, pid = hub
    page = visit(1280, 720).page
    page.goto(f"{address}evenground/demo", timeout=OPENING)
    expect(page.get_by_text("made up").first).to_be_visible(timeout=OPENING)
    assert violations(page) == []
    links = page.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    assert all(link.startswith(address) for link in links)
    board, mine, desk = (
        next(link for link in links if f"/{role}/" in link) for role in ("board", "join", "facilitate")
    )
    page.goto(board)
    expect(page.get_by_text("no real people").first).to_be_visible(timeout=OPENING)
    phone = visit().page
    phone.goto(mine)
    phone.get_by_role("button", name="Begin").click(timeout=OPENING)
    phone.get_by_text("For me: my record and resume code").click()
    with phone.expect_download(timeout=OPENING) as got:
        phone.get_by_role("button", name="Save my record").first.click()
    assert "synthetic group" in Path(got.value.path()).read_text("utf-8")
    lead = visit(1280, 900).page
    lead.goto(desk)
    expect(lead.get_by_text("Synthetic group").first).to_be_visible(timeout=OPENING)
    used = megabytes(family(pid))
    print(f"\nBinder demo with three pages open: {used:.0f} MB")
    assert used < LIMIT
