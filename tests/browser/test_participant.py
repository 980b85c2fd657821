"""The participant's page in every state: usable by everybody, at 320 px, by keyboard, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from evenground.domain.session import new_token
from evenground.store import commands, queries
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, violations

Visit = Callable[..., Visitor]


def sound(page: Page, state: str) -> None:
    assert violations(page) == [], state
    assert not overflows(page), state


def somebody_else(opened: Opened, words: str) -> int:
    person = commands.join(opened.store, opened.code, new_token(), name="Wren")
    commands.answer(opened.store, person.id, "my-people", words)
    commands.set_ready(opened.store, person.id, True)
    return person.id


def take_my_turn(visitor: Visitor) -> None:
    """Answer, with everything that can be wrong on the way: a reminder, the limit, no network."""
    page = visitor.page
    page.get_by_role("heading", name="Where you stand").wait_for()
    sound(page, "scales")
    page.get_by_role("button", name="Continue").click()
    page.fill("#q-my-people", "Write to somebody@example.org")
    expect(page.locator("#q-my-people-status")).to_contain_text("Saved")
    sound(page, "answers, with a reminder about an address")
    page.fill("#q-my-part", "y" * 100_001)
    expect(page.get_by_role("alert")).to_contain_text("100,000")
    sound(page, "an answer over the limit")
    page.fill("#q-my-part", "Listen")
    expect(page.locator("#q-my-part-status")).to_contain_text("Saved")
    visitor.context.set_offline(True)
    page.fill("#q-change", "Evening clinics")
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    sound(page, "offline")
    visitor.context.set_offline(False)
    expect(page.locator("#q-change-status")).to_contain_text("Saved", timeout=OPENING)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_state_is_accessible_and_fits_320_px(
    visit: Visit, server: Server, opened: Opened, dark: bool
) -> None:
    visitor = visit(320, 640, dark=dark)
    page = visitor.page
    page.goto(f"{server.url}join/{opened.code}")
    begin = page.get_by_role("button", name="Begin")
    begin.wait_for(timeout=OPENING)
    sound(page, "join")
    page.get_by_text("I have already started on another device").click()
    page.get_by_label("Your resume code").fill("not a code")
    page.get_by_role("button", name="Carry on from there").click()
    expect(page.get_by_role("alert")).to_contain_text("Check the sixteen characters")
    sound(page, "a wrong resume code")
    begin.click()
    expect(page.get_by_text("1 person is here")).to_be_visible()
    sound(page, "welcome")
    move_to(opened, "individual")
    take_my_turn(visitor)
    move_to(opened, "shared")
    page.locator("h1").first.click()
    expect(page.get_by_text("Sharing is open.")).to_be_visible()
    sound(page, "sharing is open, but not my turn yet")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="See what the room said").click()
    expect(page.get_by_role("heading", name="What the room said")).to_be_visible()
    sound(page, "the room")
    move_to(opened, "review")
    expect(page.get_by_role("heading", name="What would you change?")).to_be_visible()
    page.get_by_role("button", name="Change this answer").first.click()
    sound(page, "review, with one answer open")
    page.get_by_role("button", name="I’m ready").click()
    expect(page.get_by_role("heading", name="You have had your turn")).to_be_visible()
    sound(page, "waiting")
    move_to(opened, "commit")
    page.get_by_role("button", name="Add another action").first.click(timeout=OPENING)
    page.get_by_label("What will be done?").first.fill("Ask how people get here")
    expect(page.locator("#q-my-action-status")).to_contain_text("Saved")
    sound(page, "actions")
    page.locator("h1").first.click()
    move_to(opened, "close")
    expect(page.get_by_role("button", name="Save my record").first).to_be_visible(timeout=OPENING)
    sound(page, "close")
    page.get_by_text("For me: my record and resume code").click()
    sound(page, "for me")
    commands.delete_session(opened.store, opened.id)
    expect(page.get_by_text("This session has been deleted")).to_be_visible(timeout=OPENING)
    sound(page, "deleted")


def test_the_page_tells_about_the_room_only_after_sharing_and_my_turn(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "individual")
    somebody_else(opened, "Bus fares keep people away")
    visitor = visit()
    page = visitor.page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    page.get_by_role("heading", name="Where you stand").wait_for()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="I’m ready").click()
    expect(page.get_by_text("2 of 2 ready")).to_be_visible()
    assert not any("Bus fares" in str(frame) for frame in visitor.frames)
    move_to(opened, "shared")
    expect(page.get_by_text("Bus fares keep people away").first).to_be_visible(timeout=OPENING)


def test_somebody_in_the_middle_of_a_sentence_is_told_and_not_moved(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "individual")
    page = visit().page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    page.get_by_role("button", name="Continue").click()
    page.locator("#q-my-people").press_sequentially("Half a thou")
    move_to(opened, "shared")
    expect(page.get_by_text("The group has moved on to")).to_be_visible()
    page.locator("#q-my-people").press_sequentially("ght")
    expect(page.locator("#q-my-people")).to_have_value("Half a thought")
    expect(page.locator("#q-my-people-status")).to_contain_text("Saved")
    assert page.locator("#q-my-people").is_visible()
    page.get_by_role("button", name="Go there now").click()
    expect(page.get_by_text("Sharing is open.")).to_be_visible()


def test_the_whole_turn_can_be_taken_by_keyboard_alone(visit: Visit, server: Server, opened: Opened) -> None:
    move_to(opened, "individual")
    page = visit().page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").wait_for(timeout=OPENING)
    tab_to(page, "Begin")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where you stand").wait_for()
    for _scale in range(4):
        tab_to_type(page, "radio")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    tab_to_type(page, "textarea")
    page.keyboard.type("By keyboard")
    expect(page.locator("#q-my-people-status")).to_contain_text("Saved")
    tab_to(page, "I’m ready")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You have had your turn")).to_be_visible()
    person = queries.participants(opened.store, opened.id)[0]
    answers = {r.prompt: r.value for r in queries.my_revisions(opened.store, person.id)}
    assert answers["my-people"] == "By keyboard"
    assert len([name for name in answers if "confidence" in name or "importance" in name]) == 4


def tab_to(page: Page, name: str) -> None:
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the keyboard never reached {name}")


def tab_to_type(page: Page, kind: str) -> None:
    """Tab until the focus is on the next field of a kind, in another group than before."""
    before = page.evaluate("document.activeElement.name || ''")
    for _step in range(80):
        page.keyboard.press("Tab")
        now = page.evaluate(
            "[document.activeElement.type || '', document.activeElement.name || '', document.activeElement.id]"
        )
        if now[0].startswith(kind) and (
            kind != "radio" or (now[1] != before and not now[1].endswith("-seen"))
        ):
            return
    raise AssertionError(f"the keyboard never reached a {kind}")


def test_welsh_is_one_tap_away_and_remembered(visit: Visit, server: Server, opened: Opened) -> None:
    page = visit().page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Cymraeg").click(timeout=OPENING)
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "cy", timeout=OPENING)
    page.get_by_role("button", name="Dechrau").wait_for(timeout=OPENING)
    expect(page.locator("h1").first).to_have_attribute("lang", "en-GB")
    expect(page.get_by_role("link", name="Hygyrchedd")).to_be_visible()
    assert violations(page) == []


def test_who_ends_their_turn_after_the_group_moved_on_is_taken_along_and_not_ready_for_what_comes(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "individual")
    page = visit(320, 640).page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#eg-link")).to_have_text("Connected", timeout=OPENING)
    page.fill("#q-my-people", "Nobody asks them")
    move_to(opened, "commit")
    expect(page.get_by_text("The group has moved on to")).to_be_visible()
    page.get_by_role("button", name="I’m ready").click()
    expect(page.get_by_label("What will be done?").first).to_be_visible(timeout=OPENING)
    (me,) = queries.participants(opened.store, opened.id)
    assert me.ready_at is None
    assert queries.had_turn(opened.store, me.id)
