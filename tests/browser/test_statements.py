"""Statements on the facilitator's page in a real browser: an answer in other words, put to the room and voted on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from evenground.domain.session import new_token
from evenground.store import commands, queries, stating
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, violations

Visit = Callable[..., Visitor]
LAPTOP = {"width": 1280, "height": 900}
BUS, INTERPRETER = "My own bus stopped running in autumn", "The interpreter did not come"
REWORDED = "Buses should reach every clinic"
TITLE = "Similar or different?"


def person(opened: Opened, words: str) -> int:
    """Somebody who answered and had their turn."""
    joined = commands.join(opened.store, opened.code, new_token())
    commands.answer(opened.store, joined.id, "my-people", words)
    commands.set_ready(opened.store, joined.id, True)
    return joined.id


@pytest.fixture
def people(opened: Opened) -> list[int]:
    """A session whose sharing is open, with fourteen people."""
    joined = [person(opened, BUS if at % 2 else INTERPRETER) for at in range(14)]
    move_to(opened, "shared")
    return joined


def lead(visitor: Visitor, server: Server, opened: Opened) -> Page:
    page = visitor.page
    page.goto(f"{server.url}facilitate/{opened.code}#key={opened.key}", timeout=OPENING)
    page.locator("h1").wait_for(timeout=OPENING)
    return page


def part(page: Page) -> Locator:
    """The part of the page about statements, unfolded."""
    found = page.locator("details.eg-fold", has=page.locator("summary", has_text=TITLE)).last
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def vote(opened: Opened, people: list[int], value: Literal[1, 0, -1], at: int = 0) -> None:
    made = queries.statements(opened.store, opened.id)[at]
    for one in people:
        stating.vote(opened.store, one, made.id, value)


def test_an_answer_is_reworded_put_to_the_room_and_the_room_answers(
    visit: Visit, server: Server, opened: Opened, people: list[int]
) -> None:
    page = lead(visit(**LAPTOP), server, opened)
    here = part(page)
    here.get_by_text("Start from somebody’s answer").click()
    here.get_by_label("With the words (optional)").fill("BUS")
    expect(here.get_by_text("7 answers", exact=True)).to_be_visible()
    here.get_by_role("button", name="Make a statement of it").first.click()
    field = here.get_by_label("Say it in other words")
    expect(field).to_be_focused()
    expect(field).to_have_value(BUS)
    expect(here.locator("form blockquote")).to_have_text(BUS)
    field.fill(REWORDED)
    page.reload()
    here = part(page)
    field = here.get_by_label("Say it in other words")
    expect(field).to_have_value(REWORDED, timeout=OPENING)
    here.get_by_role("button", name="Put it to the room", exact=True).click()
    expect(here.get_by_text("The statement is with the room.")).to_be_visible()
    listed = here.get_by_role("list", name="Statements")
    expect(listed.get_by_text(REWORDED).first).to_be_visible()
    expect(listed).to_contain_text("no votes yet")

    vote(opened, people[:2], 1)
    expect(listed).to_contain_text("2 votes")
    expect(here.get_by_text("Too few votes to say: it takes 7 people on one statement.")).to_be_visible()
    vote(opened, people[2:], 1)
    expect(here.get_by_text("Most of us who voted agree.")).to_be_visible()
    expect(here.locator("figure svg:visible")).to_have_count(1)
    here.get_by_text("Show as table").click()
    expect(here.get_by_role("cell", name="at least 12")).to_be_visible()
    here.get_by_role("button", name="Look for groups of opinion").click()
    expect(here.get_by_text("Too few statements to say whether there are groups of opinion.")).to_be_visible()
    here.get_by_role("button", name="Take it away").click()
    expect(here.locator("figure svg")).to_have_count(0)
    assert [one.open for one in queries.statements(opened.store, opened.id)] == [False]


def test_likely_identifiers_are_shown_and_the_facilitator_decides(
    visit: Visit, server: Server, opened: Opened, people: list[int]
) -> None:
    page = lead(visit(**LAPTOP), server, opened)
    here = part(page)
    field = here.get_by_label("Write a statement")
    field.fill("Mrs Jones should have a bus")
    field.press("Tab")
    page.keyboard.press("Enter")
    expect(here.get_by_role("alert")).to_contain_text("“Mrs Jones”")
    assert queries.statements(opened.store, opened.id) == []
    field.fill("Everybody should have a bus")
    expect(here.get_by_role("alert")).to_have_count(0)
    here.get_by_role("button", name="Put it to the room", exact=True).click()
    expect(field).to_have_value("")
    field.fill("Dr Smith should visit")
    here.get_by_role("button", name="Put it to the room", exact=True).click()
    here.get_by_role("button", name="Leave it as it is").click()
    expect(here.get_by_role("list", name="Statements")).to_contain_text("Dr Smith should visit")
    assert len(queries.statements(opened.store, opened.id)) == 2


def test_a_statement_is_changed_before_votes_and_removed_after_one_question(
    visit: Visit, server: Server, opened: Opened, people: list[int]
) -> None:
    stating.add_statement(opened.store, opened.id, "Buses <b>should</b> reach all")
    page = lead(visit(**LAPTOP), server, opened)
    here = part(page)
    here.get_by_role("button", name="Change").click()
    here.get_by_label("In other words").fill(REWORDED)
    here.get_by_role("button", name="Save").click()
    expect(here.get_by_role("list", name="Statements")).to_contain_text(REWORDED)
    vote(opened, people[:1], -1)
    expect(here.get_by_role("button", name="Change")).to_have_count(0)
    here.get_by_role("button", name="Remove").click()
    expect(here.get_by_role("group", name="Remove this statement with 1 vote")).to_be_visible()
    here.get_by_role("button", name="Remove it").click()
    expect(here.get_by_role("list", name="Statements")).to_have_count(0)
    assert queries.statements(opened.store, opened.id) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_every_state_of_the_statements_can_be_used_by_everyone(
    visit: Visit, server: Server, opened: Opened, people: list[int], width: int, dark: bool, tmp_path: Path
) -> None:
    answer = next(row.answer for row in queries.shared(opened.store, opened.id, purpose="facilitator"))
    long = "Where we meet should be near a bus stop, be warm, and have room for a wheelchair and a child’s pram"
    for at, text in enumerate((REWORDED, long, "Interpreters come when they are booked", "We know whom to ask")):
        stating.add_statement(opened.store, opened.id, text, answer if at == 0 else None)
    vote(opened, people, 1, at=0)
    vote(opened, people[:8], 1, at=1)
    vote(opened, people[8:], -1, at=1)
    vote(opened, people[:4], 1, at=2)
    vote(opened, people[4:], 0, at=2)
    vote(opened, people[:2], 1, at=3)
    page = lead(visit(width, 900, dark=dark), server, opened)
    here = part(page)
    expect(here.locator("figure svg:visible")).to_have_count(1)
    here.get_by_text("The answer it was made from").click()
    here.get_by_text("Start from somebody’s answer").click()
    here.get_by_text("Show as table").click()
    here.get_by_role("listitem").filter(has_text=long).get_by_role("button", name="Remove").click()
    here.get_by_label("Write a statement").fill("Mrs Jones and " + "many words " * 45)
    here.get_by_role("button", name="Put it to the room", exact=True).click()
    expect(here.get_by_role("alert").first).to_be_visible()
    here.screenshot(path=str(tmp_path / f"statements-{width}-{'dark' if dark else 'light'}.png"))
    assert violations(page) == []
    assert not overflows(page)
    small = here.locator("button:visible, summary:visible, select:visible, input:visible, textarea:visible")
    heights = [box["height"] for box in (one.bounding_box() for one in small.all()) if box]
    assert min(heights) >= 44
