"""The facilitator's page in a real browser: starting, leading, theming by keyboard alone, closing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from evenground.domain.session import new_token
from evenground.store import commands, queries
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, violations

Visit = Callable[..., Visitor]
LAPTOP = {"width": 1280, "height": 900}
BUS, INTERPRETER, NOTHING = "The bus stopped in autumn", "The interpreter did not come", "Nothing to add here"
HOSTILE = "<img src=x onerror=alert(1)> \u202eright to left\u202c ½"


def answer(opened: Opened, words: str, prompt: str = "my-people", **options: str) -> int:
    person = commands.join(opened.store, opened.code, new_token())
    return commands.answer(opened.store, person.id, prompt, words, **options).answer  # type: ignore[arg-type]


def lead(visitor: Visitor, server: Server, opened: Opened) -> Page:
    page = visitor.page
    page.goto(f"{server.url}facilitate/{opened.code}#key={opened.key}")
    page.locator("h1").wait_for(timeout=OPENING)
    return page


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def card(page: Page, words: str) -> Locator:
    return page.locator("article").filter(has_text=words)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


@pytest.fixture
def sharing(opened: Opened) -> Opened:
    """A session whose sharing is open, with three answers."""
    for words in (BUS, INTERPRETER, NOTHING):
        answer(opened, words)
    move_to(opened, "shared")
    return opened


def test_the_host_starts_a_session_and_a_reload_finds_it_again(visit: Visit, server: Server) -> None:
    page = visit(**LAPTOP).page
    page.goto(f"{server.url}facilitate#host=the-host-key-of-a-test")
    page.get_by_label("Title (optional)").fill("Hillside team", timeout=OPENING)
    page.get_by_label("25 minutes").check()
    page.get_by_label("Names for today").check()
    page.get_by_role("button", name="Start the session").click()
    expect(page.get_by_role("heading", name="Hillside team")).to_be_focused()
    code = page.locator(".eg-desk-code").inner_text()
    assert page.get_by_label("Address to join").input_value() == f"{server.url}join/{code}"
    kept = page.locator("#eg-keep").input_value()
    assert page.url == kept
    assert kept.startswith(f"{server.url}facilitate/{code}#key=")
    page.reload()
    expect(page.get_by_role("heading", name="Hillside team")).to_be_visible(timeout=OPENING)


def test_without_the_host_key_no_session_starts(visit: Visit, server: Server) -> None:
    page = visit(**LAPTOP).page
    page.goto(f"{server.url}facilitate")
    page.get_by_label("Host key").fill("a guess", timeout=OPENING)
    page.get_by_role("button", name="Start the session").click()
    expect(page.get_by_role("alert")).to_contain_text("starts no sessions here")


def test_a_wrong_key_is_told_in_a_sentence_and_the_right_one_opens(
    visit: Visit, server: Server, opened: Opened
) -> None:
    page = visit(**LAPTOP).page
    page.goto(f"{server.url}facilitate/{opened.code}#key=WRONG")
    expect(page.get_by_role("alert")).to_be_visible(timeout=OPENING)
    expect(page.get_by_label("Code", exact=True)).to_have_value(opened.code)
    page.get_by_label("Facilitator key").fill(opened.key.lower())
    page.get_by_role("button", name="Open the session").click()
    expect(page.get_by_text("Nobody has joined yet.")).to_be_visible()


def test_no_words_travel_to_the_facilitator_before_sharing(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "individual")
    visitor = visit(**LAPTOP)
    page = lead(visitor, server, opened)
    answer(opened, BUS)
    expect(page.get_by_text("0 of 1 ready")).to_be_visible()
    expect(page.get_by_text("1 of 1", exact=True)).to_be_visible()
    travelled = b"".join(one.encode() if isinstance(one, str) else one for one in visitor.frames)
    assert b'"ready"' in travelled
    assert BUS.encode() not in travelled
    assert BUS not in page.content()


def test_the_primary_button_opens_sharing_and_private_words_stay_away(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "individual")
    for words in (BUS, INTERPRETER):
        answer(opened, words)
    answer(opened, "For me alone", visibility="private")
    page = lead(visit(**LAPTOP), server, opened)
    page.get_by_role("button", name="Open sharing for 3 people").click()
    expect(card(page, BUS)).to_be_visible()
    assert "For me alone" not in page.content()


def test_the_theming_desk_works_by_keyboard_alone(visit: Visit, server: Server, sharing: Opened) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.locator("article[tabindex='0']").focus()
    for _step in range(3):
        if BUS in focused(page):
            break
        page.keyboard.press("ArrowDown")
    if BUS not in focused(page):
        page.keyboard.press("Home")
    while BUS not in focused(page):
        page.keyboard.press("j")
    expect(card(page, BUS)).to_contain_text("because of “bus”")
    page.keyboard.press("Enter")
    said(page, "In Access and transport.")
    expect(card(page, BUS)).to_have_count(0)
    page.keyboard.press("z")
    said(page, "Undone: place an answer in “Access and transport”")
    expect(card(page, BUS)).to_be_visible()
    page.keyboard.press("Shift+Z")
    said(page, "Done again")
    page.keyboard.press("Home")
    page.keyboard.press("2")
    said(page, "In Money and poverty.")
    page.keyboard.press("n")
    expect(page.get_by_label("Name of the new theme")).to_be_focused()
    page.keyboard.type("New zrm 1")
    page.keyboard.press("Enter")
    said(page, "New theme: New zrm 1.")
    placed = queries.placements(sharing.store, sharing.id)
    assert [one.state for one in placed] == ["confirmed"] * 3
    assert queries.themes(sharing.store, sharing.id)[-1].name == "New zrm 1"


def test_a_suggestion_is_rejected_and_themes_are_renamed_and_merged_by_key(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.locator("article[tabindex='0']").focus()
    page.keyboard.press("Home")
    while BUS not in focused(page):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    said(page, "Not in Access and transport.")
    assert BUS in focused(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("r")
    expect(page.get_by_label("New name for")).to_be_focused()
    page.keyboard.type("Getting there")
    page.keyboard.press("Enter")
    said(page, "Renamed to Getting there.")
    page.keyboard.press("m")
    expect(page.get_by_label("Merge Getting there into")).to_be_focused()
    page.keyboard.type("Money")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page, "Getting there is now part of Money and poverty.")
    assert "Money and poverty" in focused(page)
    names = [theme.name for theme in queries.themes(sharing.store, sharing.id)]
    assert "Getting there" not in names


def test_new_answers_come_last_and_take_no_focus_and_move_no_card(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    cards = page.locator("article")
    expect(cards).to_have_count(3)
    before = [text.splitlines()[0] for text in cards.all_inner_texts()]
    cards.nth(1).focus()
    for at in range(5):
        answer(sharing, f"A later thought {at}")
    expect(cards).to_have_count(8)
    assert [text.splitlines()[0] for text in cards.all_inner_texts()][:3] == before
    assert focused(page).splitlines()[0] == before[1]  # a suggestion may come to it meanwhile


def test_keys_do_nothing_while_somebody_types_or_is_elsewhere(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.get_by_label("Write down what is said").fill("")
    page.keyboard.type("1 n x z m r: a note")
    expect(page.get_by_label("Write down what is said")).to_have_value("1 n x z m r: a note")
    page.get_by_role("button", name="Keep this point").click()
    expect(page.get_by_text("1 n x z m r: a note", exact=True)).to_be_visible()
    page.get_by_role("heading", name="On the board").click()
    page.keyboard.press("1")
    page.keyboard.press("n")
    expect(page.get_by_label("Name of the new theme")).to_have_count(0)
    assert queries.placements(sharing.store, sharing.id) == []


def test_what_is_refused_is_told_beside_where_it_happened(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.get_by_role("button", name="New theme").first.click()
    page.get_by_role("button", name="Make the theme").click()
    themes = page.get_by_role("region", name="Themes", exact=True)
    expect(themes.get_by_role("alert")).to_have_text("▲ Write a name for the theme.")


def test_a_response_is_hidden_from_everybody_else_and_shown_again(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    shared = [row.value for row in queries.shared(sharing.store, sharing.id, purpose="board")]
    assert BUS in shared
    card(page, BUS).locator("p").first.click()
    card(page, BUS).get_by_role("button", name="Hide from everybody else").click()
    expect(card(page, BUS)).to_contain_text("Hidden from everybody else")
    assert BUS not in [row.value for row in queries.shared(sharing.store, sharing.id, purpose="board")]
    card(page, BUS).get_by_role("button", name="Show to everybody again").click()
    expect(card(page, BUS).locator(".eg-chip")).to_have_count(0)


def test_hostile_words_are_words(visit: Visit, server: Server, sharing: Opened) -> None:
    answer(sharing, HOSTILE)
    page = lead(visit(**LAPTOP), server, sharing)
    expect(card(page, "<img src=x onerror=alert(1)>")).to_be_visible()
    assert page.locator("article img").count() == 0


def test_the_record_is_saved_as_a_file(visit: Visit, server: Server, sharing: Opened) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.get_by_text("Record, names and the end").click()
    expect(page.get_by_label("Format", exact=True)).to_have_value("pdf")
    page.get_by_label("Format", exact=True).select_option(label="Data")
    with page.expect_download(timeout=OPENING) as download:
        page.get_by_role("button", name="Save the record").click()
    name = download.value.suggested_filename
    assert name.startswith(f"evenground-{sharing.code}-session-record-")
    assert BUS in Path(download.value.path()).read_text("utf-8")
    expect(page.get_by_text(f"Saved: {name}")).to_be_visible()


def test_every_format_comes_in_one_file_and_the_page_tells_how_far_it_is(
    visit: Visit, server: Server, sharing: Opened
) -> None:
    page = lead(visit(**LAPTOP), server, sharing)
    page.get_by_text("Record, names and the end").click()
    page.get_by_label("Format", exact=True).select_option(label="All of them")
    page.evaluate("""() => {
      window.steps = [];
      new MutationObserver(() => {
        const bar = document.querySelector(".eg-progress");
        if (bar && window.steps.at(-1) !== bar.value) window.steps.push(bar.value);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    }""")
    with page.expect_download(timeout=2 * OPENING) as download:
        page.get_by_role("button", name="Save the record").click()
    with zipfile.ZipFile(download.value.path()) as pack:
        endings = sorted(name.rsplit(".", 1)[1] for name in pack.namelist())
    assert endings == ["csv", "csv", "docx", "html", "ipynb", "json", "md", "pdf"]
    steps = page.evaluate("window.steps")
    assert steps == sorted(steps)
    assert len(steps) > 4


def test_closing_asks_once_names_what_follows_and_can_be_taken_back(
    visit: Visit, server: Server, opened: Opened
) -> None:
    move_to(opened, "close")
    page = lead(visit(**LAPTOP), server, opened)
    page.get_by_role("button", name="Close the session…").click()
    expect(page.get_by_text("Closing ends answering for everybody")).to_be_visible()
    assert not queries.session_by_id(opened.store, opened.id).closed
    page.get_by_role("button", name="Close the session", exact=True).click()
    expect(page.get_by_role("heading", name="This session is closed")).to_be_visible()
    assert queries.session_by_id(opened.store, opened.id).closed
    page.get_by_role("button", name="Reopen the session").click()
    expect(page.get_by_role("button", name="Close the session…")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_any_state(
    visit: Visit, server: Server, opened: Opened, dark: bool
) -> None:
    page = lead(visit(320, 700, dark=dark), server, opened)
    found: list[str] = []

    def check(state: str, width: int = 320) -> None:
        for each in (768, 1280, width):
            page.set_viewport_size({"width": each, "height": 900})
            if overflows(page):
                found.append(f"{state} {each}: sideways")
        found.extend(f"{state}: {one}" for one in violations(page))

    check("nobody has joined")
    for words in (BUS, INTERPRETER, NOTHING, "long" * 60, HOSTILE):
        answer(opened, words)
    for kind in ("individual", "shared", "review", "commit", "close"):
        move_to(opened, kind)
        title = queries.session_by_id(opened.store, opened.id).stage.title
        expect(page.locator("#eg-now")).to_have_text(title)
        check(kind)
        page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
        check(f"{kind}, all open", 1280)
    commands.close_session(opened.store, opened.id)
    expect(page.get_by_role("heading", name="This session is closed")).to_be_visible()
    check("closed")
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_start_screen(visit: Visit, server: Server, dark: bool) -> None:
    page = visit(320, 700, dark=dark).page
    page.goto(f"{server.url}facilitate")
    page.get_by_role("button", name="Start the session").wait_for(timeout=OPENING)
    assert violations(page) == []
    assert not overflows(page)
