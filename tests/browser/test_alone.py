"""A lone learner: the same workshop at one's own pace, from the front page to a record at home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OPENING, Server, Visitor, overflows, violations


def test_a_lone_learner_goes_through_the_workshop_and_takes_a_record_home(
    visit: Callable[..., Visitor], server: Server
) -> None:
    page = visit(320, 640).page
    page.goto(server.url)
    page.get_by_role("button", name="Start alone").click()
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    expect(page.get_by_role("heading", name="Before you begin")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Continue to: What I see").click()
    page.get_by_label("What did you watch, hear or read?").fill("A talk about fairness")
    for _section in range(3):
        page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Continue to: What I have learnt").click()
    page.get_by_label("What are you curious to find out next?").fill("How others ask about money")
    expect(page.locator("#q-want-to-learn-status")).to_contain_text("Saved")
    expect(page.get_by_text("Only you will see this.").first).to_be_visible()
    page.get_by_role("button", name="Continue to: With one other person").click()
    page.get_by_role("button", name="Continue to: What I would change").click()
    expect(page.get_by_role("heading", name="Asked once more")).to_be_visible()
    page.get_by_role("button", name="Continue to: What I will do").click()
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Continue to: For my portfolio").click()
    page.get_by_label("How does this help the people who use your service").fill("I ask about money")
    expect(page.locator("#q-benefit-status")).to_contain_text("Saved")
    for _section in range(3):
        page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Continue to: Closing").click()
    expect(page.get_by_role("heading", name="You have reached the end")).to_be_visible()
    assert violations(page) == []
    assert not overflows(page)
    page.get_by_label("Name on my record (optional)").first.fill("A learner")
    with page.expect_download(timeout=OPENING) as got:
        page.get_by_role("button", name="Save my record").first.click()
    record = Path(got.value.path()).read_text("utf-8")
    assert "A learner" in record
    assert "How others ask about money" in record
    assert "A talk about fairness" in record
    assert "I ask about money" in record
    assert "For my CPD portfolio" in record
