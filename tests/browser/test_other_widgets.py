"""A page with other widgets: core ones are drawn by our front end, any other brings the full one along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from evenground.settings import content_dir
from tests.browser.conftest import OPENING, Server, Visitor, open_session

Visit = Callable[..., Visitor]
WITH_NOTEBOOKS = """
import sys
from pathlib import Path
from evenground.serving import server
server.content_dir = lambda kind: Path({folder!r})
from evenground.cli import main
sys.exit(main())
"""
CORE = "import ipywidgets\nname = ipywidgets.Text(description='Ward')\necho = ipywidgets.Label()\n"
CORE += "name.observe(lambda change: setattr(echo, 'value', f'Heard: {change.new}'), 'value')\n"
CORE += "ipywidgets.VBox([name, echo])"
OTHER = "import ipywidgets\nipywidgets.IntProgress(value=3, max=10, description='Filled')"


@contextmanager
def showing(folder: Path, source: str) -> Iterator[Server]:
    """A server whose participants' notebook shows what `source` does."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    for path in content_dir("notebooks").glob("*.ipynb"):
        notebook = json.loads(path.read_text())
        if path.stem == "participant":
            notebook["cells"] = [notebook["cells"][0] | {"source": source}]
        (notebooks / path.name).write_text(json.dumps(notebook))
    server = Server(folder, program=("-c", WITH_NOTEBOOKS.format(folder=str(notebooks)))).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.mark.parametrize("fork", ["1", "0"])
def test_core_widgets_are_drawn_before_the_kernel_and_talk_with_it(visit: Visit, tmp_path: Path, fork: str) -> None:
    with pytest.MonkeyPatch.context() as patch, showing_with(patch, fork, tmp_path, CORE) as server:
        page = visit().page
        page.goto(f"{server.url}join/{open_session(server).code}")
        page.get_by_label("Ward").fill("Nine")
        expect(page.get_by_text("Heard: Nine")).to_be_visible(timeout=OPENING)
        assert page.evaluate("document.documentElement.dataset.front") == "slim"


@contextmanager
def showing_with(patch: pytest.MonkeyPatch, fork: str, folder: Path, source: str) -> Iterator[Server]:
    patch.setenv("EVENGROUND_FORK", fork)
    patch.setenv("EVENGROUND_FRONT", "slim")
    with showing(folder, source) as server:
        yield server


def test_a_widget_that_our_front_end_does_not_know_is_drawn_by_the_full_one(visit: Visit, tmp_path: Path) -> None:
    with showing(tmp_path, OTHER) as server:
        page = visit().page
        page.goto(f"{server.url}join/{open_session(server).code}")
        expect(page.locator(".jupyter-widgets.widget-inline-hbox").first).to_be_visible(timeout=OPENING)
        assert page.evaluate("document.documentElement.dataset.front") is None
        assert "front=stock" in page.url
