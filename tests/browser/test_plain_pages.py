"""Entering, waiting and getting lost, in a real browser: nothing in the way, and no script needed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Opened, Server, overflows, violations

PLAIN = ["", "join?code=xyxyxy", "join/XYXYXY", "privacy", "accessibility", "nothing"]
SIZES = [(320, 640, False), (1280, 800, True)]


@pytest.mark.parametrize("path", PLAIN)
@pytest.mark.parametrize(("width", "height", "dark"), SIZES)
def test_a_plain_page_fits_and_is_accessible(
    server: Server, visit: object, path: str, width: int, height: int, dark: bool
) -> None:
    page: Page = visit(width, height, dark=dark).page  # type: ignore[operator]
    page.goto(server.url + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    assert not overflows(page)


def test_a_code_is_entered_with_the_keyboard_alone(server: Server, visit: object, opened: Opened) -> None:
    page: Page = visit().page  # type: ignore[operator]
    page.goto(server.url)
    for _stop in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "code":
            break
    page.keyboard.type(f"{opened.code[:3]} {opened.code[3:]}".lower())
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}join/{opened.code}")


def test_a_code_is_entered_and_the_language_chosen_without_script(
    server: Server, chromium: Browser, opened: Opened
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.locator("#code").fill(opened.code)
    page.locator("#code").press("Enter")
    expect(page).to_have_url(f"{server.url}join/{opened.code}")
    expect(page.locator("noscript .eg-note")).to_be_visible()
    context.close()


def test_a_wrong_code_moves_to_a_summary_that_leads_back_to_the_field(server: Server, visit: object) -> None:
    page: Page = visit().page  # type: ignore[operator]
    page.goto(server.url)
    page.get_by_label("Code of your session").fill("xyxyxy")
    page.get_by_role("button", name="Join the session").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("Code of your session")).to_have_value("xyxyxy")
    assert page.url.endswith("#code")


def test_working_alone_leads_to_a_page_of_ones_own(server: Server, visit: object) -> None:
    page: Page = visit().page  # type: ignore[operator]
    page.goto(server.url)
    page.get_by_role("button", name="Start alone").click()
    expect(page).to_have_url(re.compile(re.escape(server.url) + r"join/\w{6}$"))


def test_a_page_is_there_before_its_kernel_and_then_makes_way(
    server: Server, visit: object, opened: Opened
) -> None:
    page: Page = visit().page  # type: ignore[operator]
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{server.url}board/{opened.code}", wait_until="commit")
    expect(page.locator("#eg-waiting")).to_contain_text("Opening your page")
    expect(page.locator("#eg-waiting")).to_have_count(0, timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults == []
    assert page.locator("main main, body > #main:visible").count() == 0


def test_a_participants_page_is_there_whole_and_waits_for_nothing(
    server: Server, visit: object, opened: Opened
) -> None:
    page: Page = visit().page  # type: ignore[operator]
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{server.url}join/{opened.code}", wait_until="domcontentloaded")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    expect(page.locator("#eg-waiting")).to_have_count(0)
    assert faults == []
