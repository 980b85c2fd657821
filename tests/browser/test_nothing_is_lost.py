"""Promise 2: nothing typed is lost, whatever happens to the network, the tab, the kernel or the server."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evenground.store import queries
from tests.browser.conftest import OPENING, Opened, Server, Visitor, kernels_of, move_to, open_session
from tests.browser.losing import Loss

Visit = Callable[..., Visitor]
THOUGHT = "Bus fares keep people away from us; ½ the street has no car. 🚌"


def join(visitor: Visitor, server: Server, opened: Opened) -> Page:
    page = visitor.page
    page.goto(f"{server.url}join/{opened.code}")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    page.get_by_role("button", name="Continue").click()
    page.locator(f"#q-{first_question()}").wait_for()
    return page


def first_question() -> str:
    from evenground.domain import loading

    workshop = loading.load("health-equity")
    stage = next(one for one in workshop.variant("25")[1] if one.stage == "individual")
    return next(one.id for one in workshop.prompts_at(stage) if one.kind == "text")


def words_in(opened: Opened) -> list[str]:
    """Every version of the first question's answers in the store."""
    found = []
    for person in queries.participants(opened.store, opened.id):
        found += [
            str(r.value)
            for r in queries.my_revisions(opened.store, person.id)
            if r.prompt == first_question()
        ]
    return found


def saved(page: Page) -> None:
    expect(page.locator(f"#q-{first_question()}-status")).to_contain_text("Saved", timeout=OPENING)


def sent_when_back(visitor: Visitor, opened: Opened) -> None:
    """What was typed without a network is in the store once there is one again."""
    visitor.context.set_offline(False)
    saved(visitor.page)
    assert words_in(opened)[-1] == THOUGHT


@pytest.fixture
def writing(opened: Opened) -> Opened:
    move_to(opened, "individual")
    return opened


def test_words_typed_offline_are_kept_and_sent_when_the_network_is_back(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    page = join(visitor, server, writing)
    visitor.context.set_offline(True)
    page.fill(f"#q-{first_question()}", THOUGHT)
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    assert words_in(writing) == []
    sent_when_back(visitor, writing)


def test_a_place_that_was_given_while_nothing_arrived_is_there_when_the_network_is_back(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    loss = Loss(visitor.page, after=b'"do":"join"')
    page = join(visitor, server, writing)
    page.fill(f"#q-{first_question()}", THOUGHT)
    loss.until(b'"done"')
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    sent_when_back(visitor, writing)
    assert len(queries.participants(writing.store, writing.id)) == 1


def test_a_page_that_heard_nothing_while_the_group_moved_on_is_with_it_when_the_network_is_back(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    loss = Loss(visitor.page, after=b'"do":"ready"')
    page = join(visitor, server, writing)
    expect(page.locator("#eg-link")).to_have_text("Connected", timeout=OPENING)
    page.get_by_role("button", name="I’m ready").click()
    move_to(writing, "commit")
    loss.until(b'"position": %d' % queries.session_by_id(writing.store, writing.id).position)
    visitor.context.set_offline(False)
    expect(page.get_by_label("What will be done?").first).to_be_visible(timeout=OPENING)


def test_the_full_front_end_too_is_told_again_what_it_did_not_hear(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    page = visitor.page
    loss = Loss(page, after=b'"do":"join"')
    page.goto(f"{server.url}join/{writing.code}?front=stock")
    page.get_by_role("button", name="Begin").click(timeout=OPENING)
    loss.until(b'"me": {"name"')
    visitor.context.set_offline(False)
    page.get_by_role("button", name="Continue").click(timeout=OPENING)
    page.fill(f"#q-{first_question()}", THOUGHT)
    saved(page)
    assert words_in(writing)[-1] == THOUGHT


def test_words_typed_just_before_the_tab_closed_are_there_when_it_opens_again(
    visit: Visit, server: Server, writing: Opened
) -> None:
    visitor = visit()
    page = join(visitor, server, writing)
    visitor.context.set_offline(True)
    page.fill(f"#q-{first_question()}", THOUGHT)
    page.close()
    visitor.context.set_offline(False)
    page = visitor.context.new_page()
    page.goto(f"{server.url}join/{writing.code}")
    expect(page.locator(f"#q-{first_question()}")).to_have_value(THOUGHT, timeout=OPENING)
    saved(page)
    assert words_in(writing)[-1] == THOUGHT


def test_words_survive_the_death_of_the_kernel(visit: Visit, own_server: Server) -> None:
    opened = open_session(own_server, variant="25", identity="alias")
    move_to(opened, "individual")
    page = join(visit(), own_server, opened)
    page.fill(f"#q-{first_question()}", "Before.")
    saved(page)
    for pid in kernels_of(own_server.store_url):
        os.kill(pid, signal.SIGKILL)
    page.fill(f"#q-{first_question()}", THOUGHT)
    page.locator("h1").first.click()
    expect(page.locator(f"#q-{first_question()}")).to_have_value(THOUGHT, timeout=OPENING)
    saved(page)
    assert THOUGHT in words_in(opened)


def test_words_survive_the_death_of_the_server(visit: Visit, own_server: Server) -> None:
    opened = open_session(own_server, variant="25", identity="alias")
    move_to(opened, "individual")
    page = join(visit(), own_server, opened)
    own_server.kill()
    page.fill(f"#q-{first_question()}", THOUGHT)
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible(timeout=OPENING)
    own_server.start()
    page.locator("h1").first.click()
    saved(page)
    assert THOUGHT in words_in(opened)


def test_a_resume_code_opens_the_same_place_on_a_second_device(
    visit: Visit, server: Server, writing: Opened
) -> None:
    page = join(visit(), server, writing)
    page.fill(f"#q-{first_question()}", THOUGHT)
    saved(page)
    page.get_by_text("For me: my record and resume code").click()
    code = page.locator("[data-resume-code]").inner_text()
    second = visit().page
    second.goto(f"{server.url}join/{writing.code}")
    second.get_by_text("I have already started on another device").click(timeout=OPENING)
    second.get_by_label("Your resume code").fill(code.lower())
    second.get_by_role("button", name="Carry on from there").click()
    second.get_by_role("button", name="Continue").click(timeout=OPENING)
    expect(second.locator(f"#q-{first_question()}")).to_have_value(THOUGHT, timeout=OPENING)
    assert len(queries.participants(writing.store, writing.id)) == 1


def test_an_answer_over_the_limit_is_refused_with_the_limit_named_and_the_draft_kept(
    visit: Visit, server: Server, writing: Opened
) -> None:
    page = join(visit(), server, writing)
    page.fill(f"#q-{first_question()}", "x" * 100_001)
    expect(page.get_by_role("alert")).to_contain_text("100,000", timeout=OPENING)
    expect(page.get_by_role("alert")).to_contain_text("kept on this device")
    page.reload()
    expect(page.locator(f"#q-{first_question()}")).to_have_value("x" * 100_001, timeout=OPENING)


def test_hostile_text_comes_out_of_the_page_whole(
    visit: Visit, server: Server, writing: Opened, tmp_path: Path
) -> None:
    hostile = "<script>alert(1)</script> =1+1 \u202eright to left\u202c \u0000 👩🏽‍⚕️ " + "long " * 1000
    visitor = visit()
    page = join(visitor, server, writing)
    page.evaluate(
        "([id, text]) => { const e = document.getElementById(id); e.value = text; "
        "e.dispatchEvent(new Event('input', {bubbles: true})); }",
        [f"q-{first_question()}", hostile],
    )
    saved(page)
    assert words_in(writing)[-1] == hostile
    page.reload()
    expect(page.locator(f"#q-{first_question()}")).to_have_value(hostile, timeout=OPENING)


def test_somebody_who_types_without_a_pause_is_saved_on_the_way(visit: Visit, server: Server, writing: Opened) -> None:
    page = join(visit(), server, writing)
    page.locator(f"#q-{first_question()}").press_sequentially("never pausing " * 8, delay=70)
    assert words_in(writing), "nothing was saved before the first pause"
