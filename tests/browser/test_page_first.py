"""Page first, kernel behind: people type before there is a kernel, and never see one come, rest, die or come back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Page, expect

from evenground.store import queries
from tests.browser.conftest import (
    OPENING,
    Opened,
    Server,
    Visitor,
    fork_parent_of,
    kernels_of,
    move_to,
    open_session,
    until,
    violations,
)
from tests.browser.test_nothing_is_lost import THOUGHT, first_question, join, saved, words_in

pytestmark = pytest.mark.skipif(
    os.environ.get("EVENGROUND_FORK") == "0" or os.environ.get("EVENGROUND_FRONT") == "stock",
    reason="this is about forked kernels and our own front end",
)
Visit = Callable[..., Visitor]
FIELD = f"#q-{first_question()}"


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose kernels rest after five seconds, the shortest that can be set."""
    folder = tmp_path_factory.mktemp("resting")
    running = Server(folder, environment={"EVENGROUND_REST_AFTER": "5"}).start()
    yield running
    running.stop()


@pytest.fixture
def here(resting: Server) -> Opened:
    opened = open_session(resting, variant="25", identity="alias")
    move_to(opened, "individual")
    return opened


@contextmanager
def hanging(server: Server) -> Iterator[None]:
    """Let the fork parent hang: no kernel can be forked until the server gives it up."""
    until(lambda: fork_parent_of(server.store_url) is not None)
    parent = fork_parent_of(server.store_url)
    assert parent is not None
    os.kill(parent, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(parent, signal.SIGCONT)


def mark(page: Page) -> None:
    """Put something on the page that a reload would take away."""
    page.evaluate("window.stillHere = true")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stillHere === true"))


def connected(page: Page) -> None:
    expect(page.locator("#eg-link")).to_have_text("Connected", timeout=OPENING)


def test_a_page_can_be_typed_in_while_no_kernel_comes_and_says_so(visit: Visit, resting: Server, here: Opened) -> None:
    with hanging(resting):
        page = visit().page
        page.goto(f"{resting.url}join/{here.code}")
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Continue").click()
        page.fill(FIELD, THOUGHT)
        expect(page.locator(f"{FIELD}-status")).to_contain_text("Kept on this device")
        expect(page.locator("#eg-link")).to_have_text("Connecting")
        assert words_in(here) == []
        assert violations(page) == []
        saved(page)  # a plain kernel took its place
        assert words_in(here)[-1] == THOUGHT


def test_a_turn_that_ends_before_the_link_is_told_as_soon_as_it_is_there(
    visit: Visit, resting: Server, here: Opened
) -> None:
    with hanging(resting):
        page = visit().page
        page.goto(f"{resting.url}join/{here.code}")
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Continue").click()
        page.fill(FIELD, THOUGHT)
        page.get_by_role("button", name="I’m ready").click()
        expect(page.get_by_role("button", name="Telling the laptop…")).to_be_visible()
        expect(page.get_by_role("heading", name="You have had your turn")).to_be_visible(timeout=OPENING)
        until(lambda: THOUGHT in words_in(here))


def test_a_reload_shows_what_i_wrote_at_once_and_then_links(visit: Visit, resting: Server, here: Opened) -> None:
    page = join(visit(), resting, here)
    page.fill(FIELD, THOUGHT)
    saved(page)
    with hanging(resting):
        page.reload()
        expect(page.locator(FIELD)).to_have_value(THOUGHT)
        expect(page.locator("#eg-link")).to_have_text("Connecting")
        connected(page)
        expect(page.locator(FIELD)).to_have_value(THOUGHT)


def test_a_kernel_rests_and_comes_back_when_somebody_writes(visit: Visit, resting: Server, here: Opened) -> None:
    page = join(visit(), resting, here)
    connected(page)
    mark(page)
    until(lambda: kernels_of(resting.store_url) == [])
    expect(page.locator("#eg-link")).to_have_text("Connected")
    page.fill(FIELD, THOUGHT)
    saved(page)
    assert stayed(page)
    assert words_in(here)[-1] == THOUGHT


def test_a_resting_page_moves_on_with_the_group(visit: Visit, resting: Server, here: Opened) -> None:
    page = join(visit(), resting, here)
    connected(page)
    mark(page)
    page.locator("h1").first.click()
    until(lambda: kernels_of(resting.store_url) == [])
    move_to(here, "commit")
    expect(page.get_by_label("What will be done?").first).to_be_visible(timeout=OPENING)
    assert stayed(page)


def test_a_resting_page_speaks_the_language_that_was_chosen_last(visit: Visit, resting: Server, here: Opened) -> None:
    page = join(visit(), resting, here)
    connected(page)
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.reload()
    expect(page.locator("#eg-link")).to_have_text("Wedi cysylltu", timeout=OPENING)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    until(lambda: kernels_of(resting.store_url) == [])
    move_to(here, "commit")
    expect(page.get_by_label("What will be done?").first).to_be_visible(timeout=OPENING)
    connected(page)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


def test_a_closed_tab_ends_its_kernel(visit: Visit, resting: Server, here: Opened) -> None:
    until(lambda: kernels_of(resting.store_url) == [])
    page = join(visit(), resting, here)
    page.fill(FIELD, THOUGHT)
    saved(page)
    assert len(kernels_of(resting.store_url)) == 1
    page.goto("about:blank")
    until(lambda: kernels_of(resting.store_url) == [], 4)  # sooner than by the grace for lost signals


def test_after_a_long_time_offline_all_is_sent_without_opening_the_page_again(
    visit: Visit, resting: Server, here: Opened
) -> None:
    visitor = visit()
    page = join(visitor, resting, here)
    connected(page)
    mark(page)
    visitor.context.set_offline(True)
    page.fill(FIELD, THOUGHT)
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    until(lambda: kernels_of(resting.store_url) == [])  # the laptop has given the page up
    visitor.context.set_offline(False)
    saved(page)
    assert stayed(page)
    assert words_in(here)[-1] == THOUGHT


def test_a_kernel_that_dies_is_replaced_without_opening_the_page_again(
    visit: Visit, resting: Server, here: Opened
) -> None:
    page = join(visit(), resting, here)
    page.fill(FIELD, "Before.")
    saved(page)
    mark(page)
    for pid in kernels_of(resting.store_url):
        os.kill(pid, signal.SIGKILL)
    page.fill(FIELD, THOUGHT)
    until(lambda: THOUGHT in words_in(here))
    saved(page)
    assert stayed(page)


def test_a_server_that_starts_again_is_found_again_without_opening_the_page_again(
    visit: Visit, own_server: Server
) -> None:
    opened = open_session(own_server, variant="25", identity="alias")
    move_to(opened, "individual")
    page = join(visit(), own_server, opened)
    page.fill(FIELD, "Before.")
    saved(page)
    mark(page)
    own_server.kill()
    page.fill(FIELD, THOUGHT)
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible(timeout=OPENING)
    assert violations(page) == []
    own_server.start()
    until(lambda: THOUGHT in words_in(opened))
    saved(page)
    connected(page)
    assert stayed(page)
    assert len(queries.participants(opened.store, opened.id)) == 1


def test_a_session_that_is_deleted_meanwhile_says_so(visit: Visit, resting: Server, here: Opened) -> None:
    from evenground.store import commands

    page = join(visit(), resting, here)
    connected(page)
    commands.delete_session(here.store, here.id)
    expect(page.get_by_text("This session has been deleted")).to_be_visible(timeout=OPENING)


def test_a_page_asks_for_three_files_and_one_channel(visit: Visit, resting: Server, here: Opened) -> None:
    visitor = visit()
    join(visitor, resting, here)
    connected(visitor.page)
    paths = [address.removeprefix(resting.url).split("?")[0] for address in visitor.asked]
    assert paths == [f"join/{here.code}", "static/participant.css", "static/participant.js"]
    assert visitor.frames
