"""One whole session in real browsers: a facilitator, a board and three people, from joining to records at home."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evenground.store import queries
from tests.browser.conftest import OPENING, Opened, Server, Visitor

Visit = Callable[..., Visitor]
SECRET = "between-me-and-my-conscience"
WORDS = {
    "Wren": ("Bus fares keep people from our clinic", "Ask everybody how they travel"),
    "Heron": ("The letter is only in English", SECRET),
    "Finch": ("Rent and heating come first, we come last", "Bring in the advice service"),
}
REVISED, REASON = "Letters and menus are only in English", "Wren spoke of menus"
REVISED_AGAIN = "Letters and phone menus are only in English"


def join(visit: Visit, server: Server, opened: Opened, name: str) -> Visitor:
    visitor = visit(360, 740)
    visitor.page.goto(f"{server.url}join/{opened.code}")
    visitor.page.get_by_label("A name for today (optional)").fill(name, timeout=OPENING)
    visitor.page.get_by_role("button", name="Begin").click()
    visitor.page.get_by_role("heading", name="Arriving").wait_for()
    return visitor


def saved(page: Page, prompt: str) -> None:
    expect(page.locator(f"#q-{prompt}-status")).to_contain_text("Saved", timeout=OPENING)


def mark_scales(page: Page, marks: tuple[int, ...]) -> None:
    for at, mark in enumerate(marks):
        page.locator(".eg-scale").nth(at).get_by_role("radio", name=str(mark), exact=False).first.check(force=True)


def write_alone(page: Page, name: str, marks: tuple[int, ...]) -> None:
    page.get_by_role("heading", name="Where you stand").wait_for(timeout=OPENING)
    mark_scales(page, marks)
    page.get_by_role("button", name="Continue").click()
    people, part = WORDS[name]
    page.fill("#q-my-people", people)
    page.fill("#q-my-part", part)
    if part == SECRET:
        page.locator("#q-my-part-card").get_by_text("Only me").click()
    else:
        page.locator("#q-my-part-card").get_by_text("Shared with my name").click()
    saved(page, "my-people")
    saved(page, "my-part")
    page.get_by_role("button", name="I’m ready").click()
    page.get_by_role("heading", name="You have had your turn").wait_for()


def by_keyboard(desk: Page) -> None:
    """Make a theme from one answer and merge it into another, with keys alone."""
    desk.locator("article[tabindex='0']").focus()
    desk.keyboard.press("Home")
    press_until(desk, "ArrowDown", WORDS["Heron"][0])
    desk.keyboard.press("n")
    expect(desk.get_by_label("Name of the new theme")).to_be_focused()
    desk.keyboard.type("Words we use")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").filter(has_text="New theme: Words we use")).to_be_visible()
    desk.keyboard.press("End")  # the new theme is the last one
    desk.keyboard.press("m")
    expect(desk.get_by_label("Merge Words we use into")).to_be_focused()
    desk.keyboard.type("Language")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").filter(has_text="is now part of")).to_be_visible()


def press_until(desk: Page, key: str, words: str) -> None:
    """Press a key until the focus is on something with these words."""
    expect(desk.locator("body")).not_to_be_focused()
    for _step in range(40):
        if words in desk.evaluate("document.activeElement.innerText"):
            return
        desk.keyboard.press(key)
    raise AssertionError(f"the keyboard never reached {words}")


def download(page: Page, field: str, kind: str, button: str) -> bytes:
    """Save a record as it is called on the page; of a ZIP file the first file."""
    page.get_by_label(field, exact=True).first.select_option(label=kind)
    with page.expect_download(timeout=OPENING) as got:
        page.get_by_role("button", name=button).first.click()
    data = Path(got.value.path()).read_bytes()
    if not got.value.suggested_filename.endswith(".zip"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return pack.read(pack.namelist()[0])


def everything_told(visitor: Visitor) -> str:
    frames = [frame if isinstance(frame, str) else frame.decode("utf-8", "replace") for frame in visitor.frames]
    return "\n".join([visitor.page.content(), *frames])


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_a_session_runs_from_joining_to_the_records(visit: Visit, server: Server, opened: Opened) -> None:
    board, desk = visit(1280, 720), visit(1280, 900)
    board.page.goto(f"{server.url}board/{opened.code}")
    desk.page.goto(f"{server.url}facilitate/{opened.code}#key={opened.key}")
    expect(desk.page.get_by_text("Nobody has joined yet.")).to_be_visible(timeout=OPENING)
    people = {name: join(visit, server, opened, name) for name in WORDS}
    phones = {name: visitor.page for name, visitor in people.items()}
    expect(desk.page.get_by_text("3 people are here").first).to_be_visible()

    desk.page.get_by_role("button", name="Open “What I see” for 3 people").click()
    for name, marks in zip(WORDS, ((9, 4, 8, 3), (8, 5, 9, 4), (10, 2, 7, 6)), strict=True):
        write_alone(phones[name], name, marks)
    expect(board.page.get_by_text("3 of 3 ready").first).to_be_visible()

    desk.page.get_by_role("button", name="Open sharing for 3 people").click()
    for phone in phones.values():
        phone.get_by_role("heading", name="What the room said").wait_for(timeout=OPENING)
        expect(phone.get_by_text(WORDS["Wren"][0]).first).to_be_visible()
    expect(board.page.get_by_text("What we named").first).to_be_visible()
    by_keyboard(desk.page)
    desk.page.get_by_label("Write down what is said").fill("Letters should go out in three languages")
    desk.page.get_by_role("button", name="Keep this point").click()
    expect(phones["Finch"].get_by_text("Letters should go out in three languages")).to_be_visible()

    desk.page.get_by_role("button", name="Open “What I would change”").first.click()
    heron = phones["Heron"]
    heron.get_by_role("heading", name="What would you change?").wait_for(timeout=OPENING)
    mark_scales(heron, (9, 8, 9, 8))
    heron.locator("[data-prompt=my-people]").get_by_role("button", name="Change this answer").click()
    heron.fill("#q-my-people", REVISED)
    heron.fill("#reason-my-people", REASON)
    saved(heron, "my-people")
    heron.get_by_role("button", name="Done with this one").click()
    heron.locator("[data-prompt=my-people]").get_by_role("button", name="Change this answer").click()
    heron.fill("#q-my-people", REVISED_AGAIN)  # and the reason stays
    saved(heron, "my-people")
    heron.get_by_role("button", name="Done with this one").click()
    expect(heron.get_by_text(REVISED_AGAIN)).to_be_visible()

    desk.page.get_by_role("button", name="Open “What I will do”").first.click()
    for name, phone in phones.items():
        phone.get_by_role("heading", name="3. Applying learning to practice").wait_for(timeout=OPENING)
        phone.fill("#q-my-action", f"{name} asks one new question")
        saved(phone, "my-action")
        phone.get_by_role("button", name="I’m ready").click()
    desk.page.get_by_role("button", name="Open “Closing”").first.click()
    for phone in phones.values():
        phone.get_by_role("heading", name="Thank you for taking part").wait_for(timeout=OPENING)

    check_records(desk.page, heron)
    for name, visitor in [("board", board), ("desk", desk), ("Wren", people["Wren"]), ("Finch", people["Finch"])]:
        assert SECRET not in everything_told(visitor), name
    assert SECRET in everything_told(people["Heron"])
    assert queries.session_by_id(opened.store, opened.id).stage.stage == "close"


def check_records(desk: Page, heron: Page) -> None:
    """Download records in every kind of text from both pages, and read them back."""
    kinds = ("Web page", "Plain text", "Table", "Data")
    saved = {kind: download(desk, "Format", kind, "Save the record") for kind in kinds}
    session = {kind: data.decode("utf-8-sig") for kind, data in saved.items()}
    for text in session.values():
        assert SECRET not in text
        assert REVISED_AGAIN in text
        assert REASON in text
        assert WORDS["Heron"][0] in text
    assert "three languages" in session["Web page"]
    themes = [theme["name"] for theme in json.loads(session["Data"])["themes"]]
    assert "Words we use" not in themes
    assert "Language and communication" in themes
    own = [download(heron, "Save it as", kind, "Save my record").decode("utf-8-sig") for kind in kinds]
    for text in own:
        assert SECRET in text
        assert REVISED_AGAIN in text
        assert WORDS["Heron"][0] in text
        assert WORDS["Wren"][1] not in text
