"""Records as a browser shows them: readable by everybody, on a phone, in the dark and on paper, whatever was typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from evenground.domain.workshop import Workshop
from evenground.records import example, files
from evenground.records.programme import example as programme_example
from evenground.records.programme import programme
from evenground.store.engine import open_store
from tests.browser.conftest import Visitor, overflows, violations
from tests.conftest import SMALL
from tests.records.portfolio import somebody
from tests.records.test_hostile_text import HOSTILE, shared

Visit = Callable[..., Visitor]
KINDS = ("session", "personal", "card", "programme", "hostile", "empty")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One HTML file of each kind, as it would lie in somebody's downloads."""
    folder = tmp_path_factory.mktemp("records")
    store, code, me = example.group()
    workshop = Workshop.model_validate(SMALL)
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as other:
        holder = somebody(other)
        hostile = shared(other, workshop, list(HOSTILE.values()))
        empty = shared(other, workshop, [])
        made = {
            "session": files.make(store, code, "session", ["html"]),
            "personal": files.make(store, code, "personal", ["html"], participant=me),
            "card": files.make(other, holder.code, "card", ["html"], participant=holder.people[0].id),
            "programme": files.write(programme.gather(programme_example.sessions()), ["html"]),
            "hostile": files.make(other, hostile.code, "session", ["html"]),
            "empty": files.make(other, empty.code, "session", ["html"]),
        }
    for kind, found in made.items():
        (folder / f"{kind}.html").write_bytes(found[0].data)
    return {kind: folder / f"{kind}.html" for kind in made}


def shown(visit: Visit, path: Path, width: int, *, dark: bool = False) -> Page:
    page: Page = visit(width=width, height=900, dark=dark).page
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_read_it_on_a_phone_and_on_a_laptop(visit: Visit, pages: dict[str, Path], kind: str) -> None:
    for width, dark in ((320, False), (1280, True)):
        page = shown(visit, pages[kind], width, dark=dark)
        assert violations(page) == [], (width, dark)
        assert not overflows(page), (width, dark)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_a_group_found_and_means_to_do_stands_on_one_page_of_paper(
    visit: Visit, pages: dict[str, Path], paper: str
) -> None:
    page = shown(visit, pages["session"], 1280)
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False)))
    first = printed.pages[0].extract_text()
    for words in ("At a glance", "Where the gaps are", "Bring the missed appointments"):
        assert words in first
    assert len(printed.pages) < 30


def test_a_card_is_printed_on_one_page(visit: Visit, pages: dict[str, Path]) -> None:
    page = shown(visit, pages["card"], 1280)
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
