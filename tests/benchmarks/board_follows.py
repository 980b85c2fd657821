"""How long after a save the board shows it, with 300 answers there already; real server, real Chromium.

Run `python -m tests.benchmarks.board_follows`. Seconds from the committed save to the new number in the page.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from evenground.domain.session import new_token
from evenground.store import commands
from tests.browser.conftest import FLAGS, OPENING, Opened, Server, browser_path, move_to, open_session

THERE, SAVES = 300, 40


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        server = Server(Path(folder)).start()
        try:
            opened = open_session(server, variant="25")
            for at in range(THERE):
                save(opened, "The bus was late again" if at % 3 else "Nobody asked what matters")
            move_to(opened, "shared")
            page = tool.chromium.launch(executable_path=browser_path(), args=FLAGS).new_page()
            page.goto(f"{server.url}board/{opened.code}")
            shown(page, THERE)
            took = sorted(seconds(page, opened, THERE + at) for at in range(1, SAVES + 1))
        finally:
            server.stop()
    p95 = took[int(0.95 * len(took)) - 1]
    figures = {"answers": THERE, "saves": SAVES, "p50_s": statistics.median(took), "p95_s": p95, "max_s": took[-1]}
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


def save(opened: Opened, words: str = "The bus was late again") -> None:
    person = commands.join(opened.store, opened.code, new_token())
    commands.answer(opened.store, person.id, "my-people", words)


def seconds(page: Page, opened: Opened, people: int) -> float:
    """Save one answer of a new person and wait for their number on the board."""
    save(opened)
    start = time.perf_counter()
    shown(page, people)
    return time.perf_counter() - start


def shown(page: Page, people: int) -> None:
    """Wait until the board's sentence counts this many people."""
    page.get_by_text(f"of {people} people").first.wait_for(timeout=OPENING)


if __name__ == "__main__":
    main()
