"""Frameworks in a real browser: places are judged by keyboard and by touch, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from evenground.domain.session import new_token
from evenground.domain.suggested import Suggested, cell_target, print_of
from evenground.store import commands, queries, suggesting, tagging
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, violations

Visit = Callable[..., Visitor]
CASE = "Nobody counts who drops out. <b>It rains.</b>"
EMPTY = "wider-system.advocacy"
FORM, OWN = "The form has eleven pages", "I ask everybody how they came here"


@dataclass
class Room:
    """A session whose sharing is open, with three answers, two of them suggested for a place."""

    opened: Opened
    answers: dict[str, int]


@pytest.fixture
def room(opened: Opened) -> Room:
    store, answers = opened.store, {}
    for words in (CASE, FORM, OWN):
        person = commands.join(store, opened.code, new_token())
        answers[words] = commands.answer(store, person.id, "my-people", words).answer
    tagging.tag_own(store, person.id, "my-people", "six-aspects", ["each-person.action"])
    target = cell_target("six-aspects", "my-team.awareness")
    scored = ((CASE, 0.9), (FORM, 0.8))
    found = [Suggested(answers[words], target, score, 0, 28, print_of(words)) for words, score in scored]
    suggesting.suggest(store, opened.id, found)
    move_to(opened, "shared")
    away = [("my-team.awareness", OWN), *((EMPTY, words) for words in answers)]  # whatever the machine makes of them
    for cell, words in away:
        tagging.tag(store, opened.id, answers[words], "six-aspects", cell, "rejected")
    return Room(opened, answers)


def lead(visitor: Visitor, server: Server, room: Room) -> Page:
    page = visitor.page
    page.goto(f"{server.url}facilitate/{room.opened.code}#key={room.opened.key}", timeout=OPENING)
    page.locator("summary", has_text="Gaps, and what could help").click(timeout=OPENING)
    place(page, "my-team.awareness").wait_for()
    return page


def place(page: Page, name: str) -> Locator:
    return page.locator(f'[data-place="{name}"]')


def states(room: Room, cell: str) -> dict[int, str]:
    """What the facilitator said of each answer in a place."""
    tags = queries.tags(room.opened.store, room.opened.id)
    return {one.answer: one.state for one in tags if one.by == "facilitator" and one.cell == cell}


def test_a_place_says_in_words_how_it_stands(visit: Visit, server: Server, room: Room) -> None:
    page = lead(visit(width=1280, height=900), server, room)
    expect(page.get_by_role("table", name="Six aspects of practice")).to_be_visible()
    expect(place(page, "my-team.awareness")).to_contain_text("possible")
    name = "My team or service: Awareness: possible 2 to judge"
    expect(place(page, "my-team.awareness")).to_have_accessible_name(name)
    expect(place(page, "each-person.action")).to_contain_text("1 person")
    expect(place(page, EMPTY)).to_contain_text("nothing found yet")


def test_quotes_are_judged_by_keyboard_alone(visit: Visit, server: Server, room: Room) -> None:
    page = lead(visit(width=1280, height=900), server, room)
    place(page, "my-team.awareness").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("group", name="My team or service: Awareness")
    expect(panel.locator("mark").first).to_have_text("Nobody counts who drops out.")
    panel.get_by_role("button", name="Yes, it belongs here").first.focus()
    page.keyboard.press("Enter")
    now = "It is under My team or service: Awareness now."
    expect(page.get_by_role("status").filter(has_text=now)).to_be_attached()
    expect(panel.get_by_role("button", name="Yes, it belongs here")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    expect(place(page, "my-team.awareness")).to_contain_text("1 person")
    assert states(room, "my-team.awareness") == {
        room.answers[CASE]: "confirmed",
        room.answers[FORM]: "rejected",
        room.answers[OWN]: "rejected",
    }


def test_another_answer_is_put_in_a_place_and_taken_out_again(visit: Visit, server: Server, room: Room) -> None:
    page = lead(visit(width=1280, height=900), server, room)
    place(page, EMPTY).click()
    expect(page.get_by_text("ask the room before you call it a gap")).to_be_visible()
    page.get_by_label("Put another answer here").select_option(str(room.answers[FORM]))
    page.get_by_role("button", name="Put it here").click()
    expect(page.get_by_text("Put here on this page")).to_be_visible()
    page.get_by_role("button", name="Undo: put an answer under").first.click()
    expect(place(page, EMPTY)).to_contain_text("nothing found yet")
    assert set(states(room, EMPTY).values()) == {"rejected"}


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_a_list_on_a_phone_and_free_of_barriers(visit: Visit, server: Server, room: Room, dark: bool) -> None:
    page = lead(visit(width=320, height=700, dark=dark), server, room)
    expect(page.get_by_role("list", name="Six aspects of practice")).to_be_visible()
    place(page, "my-team.awareness").click()
    page.locator("summary", has_text="Said by one or a few").click()
    page.locator("summary", has_text="What could help").last.click()
    expect(page.locator("b", has_text="It rains.")).to_have_count(0)
    assert not overflows(page)
    assert violations(page) == []


def test_the_page_on_a_laptop_is_free_of_barriers(visit: Visit, server: Server, room: Room) -> None:
    page = lead(visit(width=1280, height=900), server, room)
    place(page, "my-team.awareness").click()
    assert violations(page) == []
    page.get_by_label("Lay the answers against").select_option("marmot-principles")
    expect(page.get_by_role("table", name="The Marmot principles")).to_be_visible()
    assert violations(page) == []
    assert not overflows(page)


def test_what_could_help_stands_with_its_reason(visit: Visit, server: Server, room: Room) -> None:
    page = lead(visit(width=1280, height=900), server, room)
    page.locator("summary", has_text="What could help").last.click()
    expect(page.get_by_role("heading", name="My role in tackling health inequalities")).to_be_visible()
    expect(page.get_by_text("because nothing was found yet under").first).to_be_visible()
