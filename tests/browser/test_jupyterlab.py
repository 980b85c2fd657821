"""An author previews all three pages in JupyterLab: they run, show their widgets and answer."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from evenground.domain import loading
from evenground.records.mine import returning
from evenground.settings import content_dir
from evenground.store import commands, queries
from evenground.store.engine import open_store
from tests.browser.conftest import OPENING, Opened, Visitor, free_port, move_to, wait_for

Visit = Callable[..., Visitor]
LAB_FILES = ["participant.ipynb", "facilitator.ipynb", "board.ipynb", "return.ipynb"]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Opened]]:
    """JupyterLab as its own process on copies of the notebooks, with one session in the store."""
    folder = tmp_path_factory.mktemp("lab")
    for name in LAB_FILES:
        (folder / name).write_bytes((content_dir("notebooks") / name).read_bytes())
    settings = folder / "home" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    url = f"sqlite:///{folder / 'lab.sqlite'}"
    store = open_store(url)
    session, key = commands.create_session(store, loading.load("health-equity"), variant="25", identity="alias")
    port = free_port()
    options = [f"--ServerApp.port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]
    quiet = ["--no-browser", "--ServerApp.port_retries=0", "--allow-root"]
    command = [sys.executable, "-m", "jupyterlab", *options, *quiet]
    home = {name: str(folder / "home") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **home, "EVENGROUND_STORE": url, "EVENGROUND_SESSION": session.code}
    with (folder / "lab.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    address = f"http://127.0.0.1:{port}/"
    wait_for(address + "api", process)
    yield address, Opened(store, session.id, session.code, key)
    process.terminate()
    process.wait(20)
    store.close()


def run_all(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}lab/tree/{name}?reset")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(timeout=OPENING)
    shown = page.locator(".jp-OutputArea .eg-page h1, .jp-OutputArea .eg-page h2, .jp-OutputArea .eg-page svg").first
    choose = page.locator(".jp-Dialog .jp-mod-accept")
    # On a busy machine JupyterLab asks, at any moment, for the kernel that the notebook names.
    page.add_locator_handler(choose, lambda button: button.click())
    begun = page.locator(".jp-InputArea-prompt").filter(has_text=re.compile(r"\[[*\d]")).first
    for _try in range(6):  # JupyterLab drops a run that is asked for while it still settles in
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
        page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        with contextlib.suppress(TookTooLong):
            begun.wait_for(timeout=OPENING / 10)
            return shown.wait_for(timeout=OPENING / 2)
    raise AssertionError(f"{name} showed nothing")


@pytest.mark.timeout(400)
def test_all_three_pages_run_in_jupyterlab_and_answer(visit: Visit, lab: tuple[str, Opened]) -> None:
    address, opened = lab
    phone = visit(1280, 800).page
    run_all(phone, address, "participant.ipynb")
    phone.get_by_role("button", name="Begin").click(timeout=OPENING)
    board = visit(1280, 800).page
    run_all(board, address, "board.ipynb")
    expect(board.locator(".eg-board-code").first).to_be_visible(timeout=OPENING)
    expect(board.locator(".eg-board-code").first).to_contain_text(opened.code)
    desk = visit(1280, 800).page
    run_all(desk, address, "facilitator.ipynb")
    desk.get_by_role("button", name="Open “What I see”").click(timeout=OPENING)
    phone.get_by_role("heading", name="Where you stand").wait_for(timeout=OPENING)
    phone.get_by_role("button", name="Continue").click()
    phone.fill("#q-my-people", "Written in JupyterLab")
    expect(phone.locator("#q-my-people-status")).to_contain_text("Saved", timeout=OPENING)
    person = queries.participants(opened.store, opened.id)[0]
    assert [r.value for r in queries.my_revisions(opened.store, person.id)][-1] == "Written in JupyterLab"
    move_to(opened, "shared")
    expect(board.get_by_text("No answer is in a theme yet").first).to_be_visible(timeout=OPENING)


def test_no_notebook_holds_outputs() -> None:
    import nbformat

    for path in sorted(Path(content_dir("notebooks")).glob("*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            assert not cell.get("outputs"), path.name
            assert not cell.get("execution_count"), path.name
            assert len(cell.source.splitlines()) <= 10, path.name


def test_a_record_is_reopened_in_jupyterlab_and_saved_with_its_entry(
    visit: Visit, lab: tuple[str, Opened], tmp_path: Path
) -> None:
    page = visit(1280, 800).page
    run_all(page, lab[0], "return.ipynb")
    expect(page.get_by_text("Synthetic group", exact=True)).to_be_visible()
    page.get_by_label("What has changed since?").fill("Written in JupyterLab")
    with page.expect_download(timeout=OPENING) as saved:
        page.get_by_role("button", name="Save my record").click()
    file = tmp_path / "mine.json"
    saved.value.save_as(file)
    assert returning.reopened(file.read_bytes()).follow_ons[-1].changed == "Written in JupyterLab"
