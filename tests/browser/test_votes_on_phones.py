"""Phones in the shared part: votes that survive a lost connection, pairs that sit together, tags on answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from evenground.store import commands, queries, stating
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, until, violations

Visit = Callable[..., Visitor]
FARES, DAMP = "The bus fare is what stops people", "The landlord lets the damp stand"
BUSES = "There is no bus on Sundays"
STATEMENT = "A short bus line would help more people than another leaflet"


def sound(page: Page, state: str) -> None:
    assert violations(page) == [], state
    assert not overflows(page), state


def put(opened: Opened, text: str) -> int:
    return stating.add_statement(opened.store, opened.id, text).id


def take_turn(visitor: Visitor, server: Server, opened: Opened, words: str, *, and_wait: bool = True) -> Page:
    page = visitor.page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    while not page.locator("#q-my-people").count():
        page.get_by_role("button", name="Continue").click()
    page.fill("#q-my-people", words)
    expect(page.locator("#q-my-people-status")).to_contain_text("Saved", timeout=OPENING)
    while and_wait and not page.get_by_role("button", name="I’m ready").count():
        page.get_by_role("button", name="Continue").click()
    if and_wait:
        page.get_by_role("button", name="I’m ready").click()
        page.get_by_role("heading", name="You have had your turn").wait_for()
    return page


def see_the_room(page: Page) -> None:
    page.get_by_role("heading", name="What the room said").wait_for(timeout=OPENING)


def card(page: Page, text: str) -> Locator:
    return page.locator("article", has_text=text)


def votes(opened: Opened) -> list[int]:
    return sorted(one.value for one in queries.votes(opened.store, opened.id))


@pytest.fixture
def writing(opened: Opened) -> Opened:
    move_to(opened, "individual")
    return opened


def test_two_phones_vote_and_a_vote_given_offline_arrives_later(visit: Visit, server: Server, writing: Opened) -> None:
    first, second = visit(320, 640), visit(320, 640, dark=True)
    pages = [take_turn(first, server, writing, FARES), take_turn(second, server, writing, DAMP)]
    put(writing, STATEMENT)
    assert not any(STATEMENT in str(frame) for visitor in (first, second) for frame in visitor.frames)
    move_to(writing, "shared")
    for page in pages:
        see_the_room(page)
        expect(card(page, STATEMENT)).to_be_visible(timeout=OPENING)
        page.get_by_role("button", name="Go there").click()
        expect(card(page, STATEMENT).get_by_role("button", name="Agree", exact=True)).to_be_focused()
        sound(page, "a statement, not voted on")
    card(pages[0], STATEMENT).get_by_role("button", name="Agree", exact=True).click()
    expect(card(pages[0], STATEMENT)).to_contain_text("Saved")
    until(lambda: votes(writing) == [1])
    second.context.set_offline(True)
    card(pages[1], STATEMENT).get_by_role("button", name="Disagree").click()
    expect(card(pages[1], STATEMENT)).to_contain_text("Kept on this device, not sent yet")
    sound(pages[1], "a vote that waits")
    assert votes(writing) == [1]
    second.context.set_offline(False)
    expect(card(pages[1], STATEMENT)).to_contain_text("Saved", timeout=OPENING)
    until(lambda: votes(writing) == [-1, 1])
    for page in pages:
        expect(page.get_by_text("Too few votes to say").first).to_be_visible(timeout=OPENING)
        sound(page, "voted")
    pages[1].get_by_role("button", name="Take my vote back").click()
    until(lambda: votes(writing) == [1])


def test_a_vote_given_just_before_the_tab_closed_is_sent_when_it_opens_again(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    page = take_turn(visitor, server, writing, FARES)
    put(writing, STATEMENT)
    move_to(writing, "shared")
    expect(card(page, STATEMENT)).to_be_visible(timeout=OPENING)
    visitor.context.set_offline(True)
    card(page, STATEMENT).get_by_role("button", name="Pass").click()
    expect(card(page, STATEMENT)).to_contain_text("Kept on this device, not sent yet")
    page.close()
    visitor.context.set_offline(False)
    again = visitor.context.new_page()
    again.goto(f"{server.url}join/{writing.code}")
    until(lambda: votes(writing) == [0])
    expect(card(again, STATEMENT).get_by_role("button", name="Pass")).to_have_attribute("aria-pressed", "true")


def test_a_vote_that_comes_too_late_is_said_so_and_counts_when_the_statement_is_back(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    page = take_turn(visitor, server, writing, FARES)
    one = put(writing, STATEMENT)
    move_to(writing, "shared")
    expect(card(page, STATEMENT)).to_be_visible(timeout=OPENING)
    visitor.context.set_offline(True)
    card(page, STATEMENT).get_by_role("button", name="Agree", exact=True).click()
    expect(card(page, STATEMENT)).to_contain_text("Kept on this device, not sent yet")
    stating.set_statement(writing.store, writing.id, one, False)
    visitor.context.set_offline(False)
    expect(page.get_by_text("1 vote came too late to be counted")).to_be_visible(timeout=OPENING)
    sound(page, "a vote too late")
    assert votes(writing) == []
    stating.set_statement(writing.store, writing.id, one, True)
    until(lambda: votes(writing) == [1])
    expect(page.get_by_text("came too late to be counted")).to_have_count(0)


def test_a_new_statement_moves_nothing_that_is_read_or_written(visit: Visit, server: Server, writing: Opened) -> None:
    visitor = visit(320, 640)
    page = take_turn(visitor, server, writing, FARES)
    move_to(writing, "commit")
    field = page.get_by_label("What will be done?").first
    field.click(timeout=OPENING)
    field.press_sequentially("Ask how peo")
    before = field.bounding_box()
    put(writing, STATEMENT)
    expect(page.get_by_text("1 statement asks what you think.")).to_be_visible(timeout=OPENING)
    field.press_sequentially("ple get here")
    assert field.bounding_box() == before
    expect(field).to_be_focused()
    expect(field).to_have_value("Ask how people get here")
    sound(page, "a statement was announced")
    page.get_by_role("button", name="Go there").click()
    expect(page.get_by_text("1 statement asks what you think.")).to_have_count(0)


def test_a_vote_can_be_given_by_keyboard(visit: Visit, server: Server, writing: Opened) -> None:
    page = take_turn(visit(1280, 800), server, writing, FARES)
    put(writing, STATEMENT)
    move_to(writing, "shared")
    see_the_room(page)
    page.get_by_role("button", name="Go there").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(card(page, STATEMENT)).to_contain_text("You disagree.")
    until(lambda: votes(writing) == [-1])
    sound(page, "voted, at 1280 px")


def pair_up(first: Page, second: Page) -> None:
    expect(first.get_by_text("shared without a name is then plainly theirs")).to_be_visible()
    sound(first, "before sitting together")
    first.get_by_role("button", name="Start a group").click()
    number = first.locator(".eg-number").inner_text()
    sound(first, "a group of one")
    second.get_by_label("two-digit number").fill("99" if number != "99" else "98")
    second.get_by_role("button", name="Join this group").click()
    expect(second.get_by_role("alert")).to_be_visible()
    sound(second, "no such group")
    second.get_by_label("two-digit number").fill(number)
    second.get_by_role("button", name="Join this group").click()
    for page in (first, second):
        expect(page.get_by_text("2 people are in it")).to_be_visible()
    sound(second, "a pair")


def test_two_people_pair_up_by_a_number_and_see_what_only_one_of_them_said(
    visit: Visit, server: Server, sitting: Opened
) -> None:
    first, second = visit(320, 640), visit(1280, 800, dark=True)
    pages = [take_turn(first, server, sitting, f"{FARES}. {DAMP}"), take_turn(second, server, sitting, BUSES)]
    move_to(sitting, "pairs")
    for page in pages:
        page.get_by_role("heading", name="Sit together").wait_for(timeout=OPENING)
    pair_up(*pages)
    assert not any(BUSES in str(frame) for frame in first.frames)
    move_to(sitting, "shared")
    for page in pages:
        expect(page.get_by_role("heading", name="The two of you")).to_be_visible(timeout=OPENING)
        sound(page, "side by side")
    mine = pages[0].locator("section", has=pages[0].get_by_role("heading", name="The two of you"))
    expect(mine).to_contain_text(BUSES)
    expect(mine.get_by_role("heading", level=3)).to_have_text(["Only you", "Both of you", "Only they"])
    pages[1].get_by_role("button", name="Leave this group").click()
    expect(pages[1].get_by_role("heading", name="The two of you")).to_have_count(0)
    expect(pages[0].get_by_role("heading", name="The two of you")).to_have_count(0)


@pytest.fixture
def sitting(server: Server) -> Opened:
    from tests.browser.conftest import open_session

    opened = open_session(server, variant="60", identity="alias")
    move_to(opened, "individual")
    return opened


def my_tags(opened: Opened) -> list[tuple[str, str, str]]:
    person = queries.participants(opened.store, opened.id)[0]
    return queries.my_tags(opened.store, person.id)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_answer_and_an_action_get_tags_of_their_owner(
    visit: Visit, server: Server, writing: Opened, dark: bool
) -> None:
    visitor = visit(320, 640, dark=dark)
    page = take_turn(visitor, server, writing, FARES)
    page.get_by_text("While you wait: what your answers are about").click()
    page.get_by_text("What is this about?").first.click()
    page.get_by_role("group", name="Communities and partners").get_by_label("Action").check()
    until(lambda: my_tags(writing) == [("my-people", "six-aspects", "communities.action")])
    sound(page, "a tag in a grid")
    visitor.context.set_offline(True)
    page.get_by_label("Look at it by").select_option(label="The Marmot principles")
    page.get_by_label("Places that do people good and last").check()
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    visitor.context.set_offline(False)
    until(lambda: ("my-people", "marmot-principles", "places") in my_tags(writing))
    sound(page, "a tag in a list")
    move_to(writing, "commit")
    page.get_by_label("What will be done?").first.fill("Ask how people get here", timeout=OPENING)
    expect(page.locator("#q-my-action-status")).to_contain_text("Saved")
    action: Any = page.locator("#q-my-action-card")
    action.get_by_text("What is this about?").click()
    expect(action.get_by_label("Look at it by").locator("option")).not_to_contain_text(["Five levels"])
    action.get_by_role("group", name="My team or service").get_by_label("Advocacy").check()
    until(lambda: ("my-action", "six-aspects", "my-team.advocacy") in my_tags(writing))
    sound(page, "a tag on an action")


def test_an_answer_for_me_alone_is_not_asked_what_it_is_about(visit: Visit, server: Server, writing: Opened) -> None:
    page = take_turn(visit(), server, writing, FARES, and_wait=False)
    page.locator("#q-my-people-card").get_by_text("Only me").click()
    until(lambda: _private(writing))
    page.get_by_role("button", name="I’m ready").click()
    page.get_by_role("heading", name="You have had your turn").wait_for()
    expect(page.get_by_text("While you wait: what your answers are about")).to_have_count(0)


def _private(opened: Opened) -> bool:
    person = queries.participants(opened.store, opened.id)[0]
    return queries.my_answers(opened.store, person.id)[-1].visibility == "private"


def test_a_closed_session_asks_for_no_vote(visit: Visit, server: Server, writing: Opened) -> None:
    page = take_turn(visit(), server, writing, FARES)
    put(writing, STATEMENT)
    move_to(writing, "shared")
    expect(card(page, STATEMENT)).to_be_visible(timeout=OPENING)
    commands.close_session(writing.store, writing.id)
    expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible(timeout=OPENING)
    expect(card(page, STATEMENT)).to_have_count(0)
