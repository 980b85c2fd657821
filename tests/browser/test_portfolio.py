"""The questions for one's own portfolio stand at the end, folded, and fit a small phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from evenground.store import queries
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, violations


def test_at_the_end_the_portfolio_is_folded_and_keeps_what_is_written(
    visit: Callable[..., Visitor], server: Server, opened: Opened
) -> None:
    page = visit(320, 640).page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    expect(page.get_by_text("1 person is here")).to_be_visible()
    move_to(opened, "close")
    expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible(timeout=OPENING)
    example = page.locator("#q-example")
    expect(page.locator("#q-benefit")).to_be_hidden()
    expect(example).to_be_hidden()
    assert violations(page) == []
    for title in ("For my portfolio", "Five minutes to hold on to it", "Trying it out", "My example"):
        page.locator("summary", has_text=title).click()
    assert violations(page) == []
    assert not overflows(page)
    example.fill("We moved the clinic to the bus line.")
    expect(page.locator("#q-example-status")).to_contain_text("Saved")
    (person,) = queries.participants(opened.store, queries.get_session(opened.store, opened.code).id)
    assert [(one.prompt, one.visibility) for one in queries.my_answers(opened.store, person.id)] == [
        ("example", "private")
    ]
