"""Two hundred real comments arrive, ten a second; somebody themes them by keyboard, and nothing moves by itself."""

from __future__ import annotations

import csv
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from evenground.domain.session import new_token
from evenground.store import commands, queries
from evenground.store.engine import open_store
from tests.browser.conftest import OPENING, Opened, Server, move_to
from tests.browser.test_facilitator import LAPTOP, Visit, lead
from tests.browser.test_real_answers import DATA
from tests.records.reading import make

PEOPLE, A_SECOND = 200, 10
NAMES, EXAMPLES = 5, 3
ORDER = "[...document.querySelectorAll('article[data-stop]')].map((one) => one.dataset.stop)"
WORDS = "document.activeElement.closest('article')?.querySelector('.eg-desk-words')?.textContent ?? ''"
BARS = ".eg-plot-area .ytick text"


def comments() -> dict[str, tuple[str, ...]]:
    """The words of two hundred comments, each once, with the themes that people put them under."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = {row["text"]: tuple(row["labels"].split("|")) for row in csv.DictReader(file) if row["text"].strip()}
    return dict(list(rows.items())[:PEOPLE])


@contextmanager
def arriving(opened: Opened, url: str, said: list[str]) -> Iterator[threading.Thread]:
    """One comment after the other, each by somebody of their own, at its time."""
    stop = threading.Event()

    def write() -> None:
        with open_store(url) as store:
            begin = time.monotonic()
            for at, words in enumerate(said):
                if stop.wait(max(0.0, begin + at / A_SECOND - time.monotonic())):
                    return
                person = commands.join(store, opened.code, new_token())
                commands.answer(store, person.id, "my-people", words)

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    try:
        yield writing
    finally:
        stop.set()
        writing.join()


class Steady:
    """Looks at what is on the screens, and says what changed places since the last look."""

    def __init__(self, desk: Page, board: Page) -> None:
        self.desk, self.board = desk, board
        self.cards: list[str] = []
        self.bars: list[str] = []
        self.moved: list[str] = []

    def look(self) -> None:
        cards, bars = self.desk.evaluate(ORDER), self.board.locator(BARS).all_text_contents()
        for before, now in ((self.cards, cards), (self.bars, bars)):
            both = [one for one in before if one in now]
            if both != [one for one in now if one in before]:
                self.moved.append(f"{both} -> {now}")
        self.cards, self.bars = cards, bars or self.bars


def theme_of(words: str, said: dict[str, tuple[str, ...]], names: list[str]) -> str:
    labels = next((labels for text, labels in said.items() if text.strip() == words.strip()), ())
    return next((name for name in names if name in labels), "")


def key_of(page: Page, name: str) -> str:
    panel = page.locator("li.eg-desk-theme").filter(has=page.get_by_text(name, exact=True))
    return str(panel.locator("kbd").first.inner_text())


def sort(page: Page, said: dict[str, tuple[str, ...]], names: list[str], steady: Steady) -> Counter[str]:
    """Read card after card: the first of a theme makes it, the next ones go in by its key."""
    done: Counter[str] = Counter()
    page.locator("[data-stop][tabindex='0']").first.focus()
    page.keyboard.press("Home")
    for _card in range(PEOPLE):
        name = theme_of(page.evaluate(WORDS), said, names)
        if not name or done[name] == EXAMPLES:
            page.keyboard.press("ArrowDown")
            continue
        if done[name]:
            page.keyboard.press(key_of(page, name))
        else:
            page.keyboard.press("n")
            page.keyboard.type(name)
            page.keyboard.press("Enter")
        done[name] += 1
        people = "1 person" if done[name] == 1 else f"{done[name]} people"
        panel = page.locator("li.eg-desk-theme").filter(has=page.get_by_text(name, exact=True))
        expect(panel).to_contain_text(people)
        steady.look()
        if min(done[one] for one in names) == EXAMPLES:
            break
    return done


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(not DATA.exists(), reason="the real comments are not here: name their folder in EVENGROUND_DATA")
def test_a_person_names_five_themes_in_two_minutes_and_nothing_jumps(
    visit: Visit, server: Server, opened: Opened
) -> None:
    said = comments()
    assert len(said) == PEOPLE
    names = [name for name, _count in Counter(one for labels in said.values() for one in labels).most_common(NAMES)]
    move_to(opened, "shared")
    board = visit(1280, 720).page
    board.goto(f"{server.url}board/{opened.code}")
    page = lead(visit(**LAPTOP), server, opened)
    steady = Steady(page, board)
    with arriving(opened, server.store_url, list(said)) as writing:
        expect(page.locator("article")).to_have_count(40, timeout=OPENING)
        begin = time.monotonic()
        done = sort(page, said, names, steady)
        took = time.monotonic() - begin
        while writing.is_alive():
            steady.look()
            writing.join(1 / A_SECOND)  # until the next comment, or the last
    expect(page.get_by_text(f"In no theme yet {PEOPLE - sum(done.values())}")).to_be_visible(timeout=OPENING)
    expect(board.get_by_text(f"of {PEOPLE} people").first).to_be_visible(timeout=OPENING)
    steady.look()
    print(f"five themes, three confirmed each, by keyboard: {took:.0f} s")
    assert done == dict.fromkeys(names, EXAMPLES)
    assert steady.moved == []
    assert {one.state for one in queries.placements(opened.store, opened.id)} == {"confirmed"}
    assert queries.suggestions(opened.store, opened.id), "the machine has suggested nothing"
    record = make(opened.store, opened.code)
    states = Counter(
        under["state"] for part in record.data["sections"] for asked in part["prompts"]
        for answer in asked["answers"] for under in answer["themes"]
    )  # fmt: skip
    assert states["confirmed"] == NAMES * EXAMPLES
