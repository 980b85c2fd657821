"""Coming back to one's own record in a real browser: by keyboard, kept, saved, opened again, and closed to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from evenground.records import example
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord
from evenground.records.mine import personal, returning
from tests.browser.conftest import OPENING, Visitor, overflows, violations
from tests.serving.reopening import Reopened, reopen

Visit = Callable[..., Visitor]
BUS = "Ask at the first call how people will get here"
HOSTILE = "<img src=x onerror=document.title='hacked'> \u202eright to left\u202c ½ " + "long" * 60


def a_record() -> PersonalRecord:
    """Somebody of the synthetic group half a year on, who has come back once; one of their words is hostile."""
    mine = personal.gather(*example.group())
    held = date.today() - timedelta(days=200)
    late = replace(mine.actions[0], by=(held + timedelta(days=30)).isoformat())
    actions = (late, replace(late, what=HOSTILE))
    mine = replace(mine, head=replace(mine.head, held=held), actions=actions)
    said = (Commitment(BUS, "partly", "Two of us ask now."),)
    entry = FollowOn(held + timedelta(days=90), said, "I notice more", "", "Ask the front desk")
    return returning.follow_on(mine, entry)


@pytest.fixture(scope="module")
def reopened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reopened]:
    folder = tmp_path_factory.mktemp("reopened")
    file = folder / "my-record.json"
    file.write_bytes(json_file.dump(a_record()))
    running = reopen(folder, file)
    yield running
    running.end()


def show(page: Page, running: Reopened) -> Page:
    page.goto(running.address, wait_until="commit")
    page.get_by_role("heading", name="What I meant to do").wait_for(timeout=OPENING)
    return page


def press(page: Page, name: str) -> None:
    """Press a button by keyboard, wherever it stands."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def tab_to(page: Page, label: str) -> None:
    """Go on by the Tab key until the field with this label has the focus."""
    field = page.get_by_label(label)
    for _step in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not lead to {label}")


def saved(page: Page) -> Download:
    expect(page.get_by_role("alert")).to_have_count(0)
    with page.expect_download(timeout=OPENING) as waiting:
        press(page, "Save my record")
    expect(page.get_by_role("status").filter(has_text="Saved:")).to_be_visible()
    return waiting.value


def test_an_entry_written_by_keyboard_is_saved_and_found_when_the_file_is_opened_again(
    visit: Visit, reopened: Reopened, tmp_path: Path
) -> None:
    page = show(visit().page, reopened)
    first = page.get_by_role("group", name=BUS)
    expect(first).to_contain_text("How does it stand?")
    expect(first).to_contain_text("Two of us ask now.")
    page.locator("h1").focus()
    page.keyboard.press("Tab")
    expect(first.get_by_label("Done")).to_be_focused()
    for _choice in range(2):
        page.keyboard.press("ArrowRight")
    expect(first.get_by_label("Not yet")).to_be_checked()
    tab_to(page, f"What happened? {BUS}")
    page.keyboard.type("The form has no room for it.")
    tab_to(page, "What has changed since?")
    page.keyboard.type("I ask everybody now.")
    tab_to(page, "What comes next?")
    page.keyboard.type("Change the form")
    download = saved(page)
    assert "-my-record-" in download.suggested_filename
    file = tmp_path / "again.json"
    download.save_as(file)
    entry = returning.reopened(file.read_bytes()).follow_ons[-1]
    by = a_record().actions[0].by
    assert entry.commitments == (Commitment(BUS, "not-yet", "The form has no room for it.", by),)
    assert (entry.changed, entry.onward) == ("I ask everybody now.", "Change the form")
    page.get_by_label("Open another record").set_input_files(file)
    expect(page.get_by_role("group", name="Change the form")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_label("What has changed since?")).to_have_value("")
    page.locator("summary", has_text=str(date.today().year)).first.click()
    expect(page.get_by_text("I ask everybody now.")).to_be_visible()
    page.reload()
    page.get_by_role("heading", name="What I meant to do").wait_for(timeout=OPENING)
    expect(page.get_by_label("What has changed since?")).to_have_value("")


def test_what_is_typed_is_there_after_a_reload_and_gone_from_the_browser_once_saved(
    visit: Visit, reopened: Reopened
) -> None:
    page = show(visit().page, reopened)
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('eg:return:'))"
    assert page.evaluate(kept) == []
    page.get_by_role("group", name=BUS).get_by_text("Partly", exact=True).click()
    page.get_by_label("What has changed since?").fill("Kept over a reload")
    expect(page.get_by_role("status").filter(has_text="Kept in this browser")).to_be_visible()
    (name,) = page.evaluate(kept)
    assert a_record().head.code not in name
    page.reload()
    expect(page.get_by_label("What has changed since?")).to_have_value("Kept over a reload", timeout=OPENING)
    expect(page.get_by_role("group", name=BUS).get_by_label("Partly")).to_be_checked()
    saved(page)
    assert page.evaluate(kept) == []
    expect(page.get_by_label("What has changed since?")).to_have_value("Kept over a reload")


def test_a_wrong_file_is_told_and_nothing_typed_is_lost(visit: Visit, reopened: Reopened, tmp_path: Path) -> None:
    page = show(visit().page, reopened)
    page.get_by_label("What comes next?").fill("Do not lose me")
    wrong = tmp_path / "holiday.json"
    wrong.write_text('{"beach": true}')
    page.get_by_label("Open another record").set_input_files(wrong)
    expect(page.get_by_role("alert")).to_contain_text("not a record of Even Ground")
    expect(page.get_by_text("Nothing has changed here")).to_be_visible()
    expect(page.get_by_label("What comes next?")).to_have_value("Do not lose me")
    assert violations(page) == []


def test_nothing_written_is_told_beside_the_button(visit: Visit, reopened: Reopened) -> None:
    page = show(visit().page, reopened)
    press(page, "Save my record")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is written yet")


def test_a_choice_can_be_taken_back(visit: Visit, reopened: Reopened) -> None:
    page = show(visit().page, reopened)
    first = page.get_by_role("group", name=BUS)
    first.get_by_text("Done", exact=True).click()
    first.get_by_role("button", name="Take my choice back").click()
    expect(first.get_by_label("Done")).not_to_be_checked()


def test_the_record_is_saved_in_every_format(visit: Visit, reopened: Reopened, tmp_path: Path) -> None:
    page = show(visit().page, reopened)
    page.get_by_label("What has changed since?").fill("Much")
    zipped = b"PK"
    begins = {"Web page": b"<!DOCTYPE html>", "PDF": b"%PDF", "Word": zipped, "Calendar": b"BEGIN:VCALENDAR"}
    for name, begin in {**begins, "All of them": zipped}.items():
        page.get_by_label("Save it as").select_option(name)
        file = tmp_path / "saved"
        saved(page).save_as(file)
        assert file.read_bytes().lstrip().startswith(begin)
        expect(page.get_by_role("status").filter(has_text="Kept in this browser")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_never_scrolls_sideways(
    visit: Visit, reopened: Reopened, width: int, dark: bool
) -> None:
    page = show(visit(width, 800, dark=dark).page, reopened)
    assert not overflows(page)
    assert violations(page) == []
    for fold in page.locator("details").all():
        fold.locator("summary").click()
    page.get_by_role("group", name=BUS).get_by_text("Done", exact=True).click()
    press(page, "Save my record")
    expect(page.get_by_role("status").filter(has_text="Saved:")).to_be_visible()
    assert not overflows(page)
    assert violations(page) == []


def test_hostile_words_are_shown_as_words(visit: Visit, reopened: Reopened) -> None:
    page = show(visit().page, reopened)
    expect(page.get_by_text("<img src=x").first).to_be_visible()
    assert page.title() != "hacked"


def test_the_page_speaks_welsh_when_asked(visit: Visit, reopened: Reopened) -> None:
    page = show(visit().page, reopened)
    page.get_by_label("What has changed since?").fill("Stays")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("#eg-changed")).to_have_value("Stays")


def test_without_the_key_the_page_shows_no_word_of_the_record(visit: Visit, reopened: Reopened) -> None:
    visitor = visit()
    for address in (reopened.address.split("#")[0], reopened.address[:-1] + "0", reopened.url):
        visitor.page.goto("about:blank")
        visitor.page.goto(address, wait_until="commit")
        expect(visitor.page.get_by_role("alert")).to_contain_text("whole address", timeout=OPENING)
    assert b"first call" not in b"".join(one if isinstance(one, bytes) else one.encode() for one in visitor.frames)


def test_neither_key_nor_path_nor_word_stands_in_an_address_or_the_log(visit: Visit, reopened: Reopened) -> None:
    visitor = visit()
    page = show(visitor.page, reopened)
    page.get_by_label("What has changed since?").fill("Unrepeatable")
    saved(page)
    asked = " ".join(one.split("#")[0] for one in visitor.asked)
    for secret in (reopened.key, "my-record.json", "Unrepeatable", a_record().head.code):
        assert secret not in asked
    assert reopened.log == ""


def test_what_was_written_for_one_record_waits_while_another_is_looked_at(
    visit: Visit, reopened: Reopened, tmp_path: Path
) -> None:
    page = show(visit().page, reopened)
    page.get_by_label("What comes next?").fill("Wait for me")
    mine, other = tmp_path / "mine.json", tmp_path / "other.json"
    mine.write_bytes(json_file.dump(a_record()))
    other.write_bytes(json_file.dump(replace(a_record(), name="Sam Example")))
    page.get_by_label("Open another record").set_input_files(other)
    expect(page.get_by_text("Name on this record: Sam Example")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="kept until you open it again")).to_be_visible()
    expect(page.get_by_label("What comes next?")).to_have_value("")
    page.get_by_label("Open another record").set_input_files(mine)
    expect(page.get_by_label("What comes next?")).to_have_value("Wait for me")


def test_where_the_browser_keeps_nothing_the_page_says_so(visit: Visit, reopened: Reopened) -> None:
    visitor = visit()
    visitor.context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page = show(visitor.page, reopened)
    page.get_by_label("What has changed since?").fill("Much")
    expect(page.get_by_role("status").filter(has_text="This browser keeps nothing")).to_be_visible()
    saved(page)


def test_when_the_command_has_ended_the_page_says_what_becomes_of_the_words(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(json_file.dump(a_record()))
    running = reopen(tmp_path, file)
    page = show(visit().page, running)
    assert running.end() == 0
    page.get_by_label("What has changed since?").fill("Written without a server")
    expect(page.get_by_text("Even Ground has ended on this computer")).to_be_visible(timeout=OPENING)
    press(page, "Save my record")
    expect(page.get_by_role("alert")).to_be_visible(timeout=OPENING)
    assert "Written without a server" in page.evaluate("JSON.stringify(localStorage)")
