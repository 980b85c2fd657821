"""The board in a real browser on the real server: it follows every save and fills the screen, for all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from evenground.domain import loading
from evenground.domain.session import Participant, new_token
from evenground.store import commands, queries, stating, tagging, theming
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to, overflows, until, violations
from tests.browser.losing import Loss

Visit = Callable[..., Visitor]
LEVEL = {"what": "Move the clinic nearer the bus", "who": "", "by": "2030-03-31", "level": "organisation"}


def project(visitor: Visitor, server: Server, opened: Opened) -> Page:
    page = visitor.page
    page.goto(f"{server.url}board/{opened.code}")
    page.wait_for_selector(".eg-board", timeout=OPENING)
    return page


def arrive(opened: Opened, count: int) -> list[Participant]:
    return [commands.join(opened.store, opened.code, new_token()) for _one in range(count)]


def write(opened: Opened, people: list[Participant]) -> None:
    """Everybody answers what the charts are made of."""
    for at, person in enumerate(people):
        commands.answer(opened.store, person.id, "my-people", f"The bus and the appointment, {at}")
        commands.answer(opened.store, person.id, "practice-importance", 9)
        commands.answer(opened.store, person.id, "practice-confidence", 4)


def charted(page: Page, view: str) -> None:
    page.wait_for_selector(f".eg-board-chart.is-{view}")
    page.wait_for_selector(".eg-plot-area .main-svg")


def fills(page: Page) -> bool:
    """Tell whether the page needs no scrolling at all, and nothing on it is cut off."""
    return bool(
        page.evaluate(
            """() => {
                const whole = (box) =>
                    box.scrollHeight <= box.clientHeight + 2 && box.scrollWidth <= box.clientWidth + 2;
                const boxes = [...document.querySelectorAll(".eg-board, .eg-board-slide > *")];
                return document.documentElement.scrollHeight <= innerHeight && boxes.every(whole);
            }"""
        )
    )


def test_the_board_follows_joining_and_every_save(
    server: Server, opened: Opened, visit: Visit
) -> None:
    page = project(visit(1280, 720), server, opened)
    people = arrive(opened, 4)
    expect(page.get_by_text("4 people are here")).to_be_visible()
    move_to(opened, "individual")
    expect(page.get_by_role("heading", name="What I see")).to_be_visible()
    commands.set_ready(opened.store, people[0].id, True)
    expect(page.get_by_text("1 of 4 ready")).to_be_visible()
    write(opened, people)
    move_to(opened, "shared")
    charted(page, "themes")
    for count in (5, 6, 7):
        write(opened, arrive(opened, 1))
        drawn = page.locator(".eg-plot-area").get_by_text(re.compile(f"{count} people, suggested"))
        expect(drawn).to_be_visible()


def test_the_board_is_told_again_what_it_did_not_hear(server: Server, opened: Opened, visit: Visit) -> None:
    visitor = visit(1280, 720)
    loss = Loss(visitor.page, after=b'"do":"ping"')
    page = project(visitor, server, opened)
    until(lambda: page.evaluate("true") and loss.now)
    arrive(opened, 4)
    loss.until(b'"joined": 4')
    visitor.context.set_offline(False)
    expect(page.get_by_text("4 people are here")).to_be_visible(timeout=OPENING)


def test_the_board_follows_what_the_facilitator_chooses_and_confirms(
    server: Server, opened: Opened, visit: Visit
) -> None:
    move_to(opened, "individual")
    write(opened, arrive(opened, 4))
    move_to(opened, "shared")
    page = project(visit(1280, 720), server, opened)
    charted(page, "themes")
    theme = queries.themes(opened.store, opened.id)[0]
    rows = queries.shared(opened.store, opened.id, purpose="facilitator")
    answers = [row.answer for row in rows if row.prompt == "my-people"]
    theming.confirm_all(opened.store, opened.id, theme.id, answers)
    sentence = page.get_by_role("heading", level=1)
    expect(sentence).to_contain_text("All of us named Access and transport")
    commands.show(opened.store, opened.id, "gaps")
    charted(page, "gaps")
    expect(sentence).to_contain_text("matters 9 to us, and we feel confident 4")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(".eg-board-chart.is-together")
    page.get_by_role("button", name="Back to what the facilitator shows").click()
    charted(page, "gaps")


def test_the_table_takes_the_place_of_the_figure_and_back(
    server: Server, opened: Opened, visit: Visit
) -> None:
    move_to(opened, "individual")
    write(opened, arrive(opened, 4))
    move_to(opened, "shared")
    page = project(visit(1280, 720), server, opened)
    charted(page, "themes")
    button = page.get_by_role("button", name="Show as table")
    button.click()
    expect(page.get_by_role("rowheader", name="Access and transport")).to_be_visible()
    assert violations(page) == []
    button.click()
    charted(page, "themes")
    expect(page.get_by_role("table")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (320, 640)])
@pytest.mark.parametrize("dark", [False, True])
def test_every_view_fills_the_screen_and_is_accessible(
    server: Server, opened: Opened, visit: Visit, width: int, height: int, dark: bool
) -> None:
    visitor = visit(width, height, dark=dark)
    page = project(visitor, server, opened)
    large = width > 960
    people = arrive(opened, 24)

    def check(view: str) -> None:
        assert (view, violations(page)) == (view, [])
        assert not overflows(page), view
        assert fills(page) or not large, view

    page.wait_for_selector(".eg-board-join")
    expect(page.get_by_text("24 people are here")).to_be_visible()
    picture = page.get_by_role("img", name="QR code: scan it to join").bounding_box()
    assert picture is not None
    assert picture["height"] >= min(height / 3, 0.8 * width)
    check("join")
    move_to(opened, "individual")
    page.wait_for_selector(".eg-board-stage")
    check("stage")
    write(opened, people)
    move_to(opened, "shared")
    for view in ("themes", "measures", "gaps", "progress"):
        commands.show(opened.store, opened.id, view)
        page.wait_for_selector(f".eg-board-chart.is-{view}")
        check(view)
    move_to(opened, "commit")
    for person in people[:12]:
        commands.answer(opened.store, person.id, "our-action", [LEVEL])
    commands.show(opened.store, opened.id, "actions")
    page.wait_for_selector(".eg-board-actions li")
    check("actions")
    commands.close_session(opened.store, opened.id)
    page.wait_for_selector(".eg-board-end")
    check("end")


def test_letters_reach_the_back_row(server: Server, opened: Opened, visit: Visit) -> None:
    page = project(visit(1280, 720), server, opened)
    sizes: dict[str, Any] = page.evaluate(
        """(names) => Object.fromEntries(names.map((one) =>
            [one, parseFloat(getComputedStyle(document.querySelector(one)).fontSize)]))""",
        [".eg-board-code", ".eg-board-address", ".eg-board-here", ".eg-board-name"],
    )
    assert all(size >= 28 for size in sizes.values()), sizes
    assert sizes[".eg-board-code"] >= 80


def test_the_chart_is_still_there_when_plotly_is_not(server: Server, opened: Opened, visit: Visit) -> None:
    move_to(opened, "individual")
    write(opened, arrive(opened, 4))
    move_to(opened, "shared")
    visitor = visit(1280, 720)
    visitor.page.route("**/plotly.min.js*", lambda route: route.abort())
    page = project(visitor, server, opened)
    drawing = page.locator(".eg-plot.is-svg svg[role=img]")
    expect(drawing).to_be_visible()
    assert "Access and transport" in (drawing.get_attribute("aria-label") or "")
    assert violations(page) == []


def test_the_picture_of_a_chart_says_its_sentence(server: Server, opened: Opened, visit: Visit) -> None:
    move_to(opened, "individual")
    write(opened, arrive(opened, 4))
    move_to(opened, "shared")
    page = project(visit(1280, 720), server, opened)
    charted(page, "themes")
    sentence = page.get_by_role("heading", level=1).inner_text()
    expect(page.get_by_role("img", name=sentence)).to_be_visible()
    assert page.locator(".modebar").count() == 0


def test_nothing_written_reaches_the_board_before_sharing(
    server: Server, opened: Opened, visit: Visit
) -> None:
    visitor = visit(1280, 720)
    page = project(visitor, server, opened)
    move_to(opened, "individual")
    people = arrive(opened, 4)
    for person in people:
        commands.answer(opened.store, person.id, "my-people", "zebra crossings")
        commands.set_ready(opened.store, person.id, True)
    expect(page.get_by_text("4 of 4 ready")).to_be_visible()
    assert not any("zebra" in str(frame) for frame in visitor.frames)
    assert "zebra" not in page.content()


def discuss(opened: Opened, group: list[Participant]) -> None:
    """People have confirmed answers in themes and cells, and voted on statements."""
    session = queries.session_by_id(opened.store, opened.id)
    rows = queries.shared(opened.store, opened.id, purpose="facilitator")
    said = [row.answer for row in rows if row.prompt == "my-people"]
    themes = queries.themes(opened.store, opened.id)
    for at, theme in enumerate(themes[:8]):
        theming.confirm_all(opened.store, opened.id, theme.id, said[: len(said) - 2 * at])
    for framework in session.workshop.frameworks[:2]:
        for at, cell in enumerate(loading.frameworks()[framework].cells):
            if at % 3:
                for answer in said[: 2 * (at % 6)]:
                    tagging.tag(opened.store, opened.id, answer, framework, cell, "confirmed")
    for at, text in enumerate(STATEMENTS):
        statement = stating.add_statement(opened.store, opened.id, text)
        stating.set_statement(opened.store, opened.id, statement.id, True)
        for number, person in enumerate(group):
            stating.vote(opened.store, person.id, statement.id, 1 if number % (at + 2) else -1)


STATEMENTS = (
    "Appointments should be offered after five o’clock.",
    "We should write our letters again in plain words, together with the people who get them.",
    "Home visits are the answer for those who cannot come.",
    "We have enough time to do any of this.",
)
NEW = ("sections", "together", "coverage.0", "coverage.1", "likeness", "statements", "measures", "help")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (320, 640)])
@pytest.mark.parametrize("dark", [False, True])
def test_every_view_of_themes_gaps_and_likeness_reads_from_the_back_row_and_on_a_phone(
    server: Server, opened: Opened, visit: Visit, width: int, height: int, dark: bool
) -> None:
    move_to(opened, "individual")
    group = arrive(opened, 12)
    write(opened, group)
    for person in group:
        commands.set_ready(opened.store, person.id, True)
    move_to(opened, "shared")
    discuss(opened, group)
    page = project(visit(width, height, dark=dark), server, opened)
    sentence = page.get_by_role("heading", level=1)
    for view in NEW:
        before = sentence.inner_text()
        commands.show(opened.store, opened.id, view)
        expect(sentence).not_to_have_text(before)  # two views of one kind differ by it alone
        page.wait_for_selector(f".eg-board-chart.is-{view.split('.')[0]} :is(svg[role=img]:visible, .main-svg, li)")
        assert (view, violations(page)) == (view, [])
        assert not overflows(page), view
        assert fills(page) or width < 960, view
        smallest = page.evaluate(LETTERS)
        assert smallest >= (15 if width > 960 else 12), (view, smallest)


# How large the letters of what is drawn are on the screen.
LETTERS = """() => {
    const seen = (one) => one.getClientRects().length && one.textContent.trim();
    const texts = [...document.querySelectorAll(".eg-board-figure svg text")].filter(seen);
    return Math.min(99, ...texts.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a));
}"""


def test_an_old_bar_keeps_its_place_while_another_outgrows_it(server: Server, opened: Opened, visit: Visit) -> None:
    move_to(opened, "individual")
    group = arrive(opened, 8)
    for at, person in enumerate(group):
        words = "The bus and the fare" if at < 5 else "Nobody booked an interpreter"
        commands.answer(opened.store, person.id, "my-people", words)
    move_to(opened, "shared")
    page = project(visit(1280, 720), server, opened)
    charted(page, "themes")
    order = page.locator(".eg-plot-area .ytick text")
    before = order.all_inner_texts()
    theme = queries.themes(opened.store, opened.id)[-1]
    rows = queries.shared(opened.store, opened.id, purpose="facilitator")
    theming.confirm_all(opened.store, opened.id, theme.id, [row.answer for row in rows])
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"All of us named {theme.name}")
    expect(order).to_have_count(len(before) + 1)
    assert order.all_inner_texts()[: len(before)] == before


def test_the_facilitator_finds_every_view_by_what_it_is_about_on_a_narrow_page(
    server: Server, opened: Opened, visit: Visit
) -> None:
    move_to(opened, "individual")
    write(opened, arrive(opened, 4))
    move_to(opened, "shared")
    page = visit(320, 640).page
    page.goto(f"{server.url}facilitate/{opened.code}#key={opened.key}")
    board = page.get_by_role("region", name="On the board")
    board.wait_for(timeout=OPENING)
    board.get_by_role("button", name="Gaps", exact=True).click()
    board.get_by_role("group", name="Gaps").get_by_role("button", name="Six aspects").click()
    expect(board.get_by_role("button", name="Six aspects", pressed=True)).to_be_visible()
    assert queries.session_by_id(opened.store, opened.id).board == "coverage.0"
    assert not overflows(page)
    assert violations(page) == []
