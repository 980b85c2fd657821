"""Three real browsers among a hundred people who come at once: the page works as if they were alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from evenground.bench.visitor import Visitor as Phone
from evenground.store import queries
from tests.browser.conftest import OPENING, Server, Visitor, kernels_of, move_to, open_session, until
from tests.browser.test_nothing_is_lost import THOUGHT, first_question, saved, words_in

Visit = Callable[..., Visitor]
OTHERS = 97
FIELD = f"#q-{first_question()}"


async def come(url: str, code: str) -> list[str]:
    """All of them at once: load, link, join; returns what went wrong."""
    phones = [Phone(url, f"/join/{code}", f"/join/{code}") for _ in range(OTHERS)]

    async def one(phone: Phone) -> None:
        await phone.visit(90)
        if not phone.fault:
            await phone.act("join", {"token": phone.token, "name": ""}, wait=60)

    try:
        results = await asyncio.gather(*map(one, phones), return_exceptions=True)
        return [phone.fault for phone in phones if phone.fault] + [repr(one) for one in results if one is not None]
    finally:
        await asyncio.gather(*(phone.close() for phone in phones))


@pytest.mark.slow
def test_three_browsers_type_save_and_open_again_among_a_hundred(visit: Visit, own_server: Server) -> None:
    opened = open_session(own_server, variant="25", identity="alias")
    move_to(opened, "individual")
    pages = [visit().page for _ in range(3)]
    with ThreadPoolExecutor(1) as thread:
        crowd: Future[list[str]] = thread.submit(asyncio.run, come(own_server.url, opened.code))
        for number, page in enumerate(pages):
            page.goto(f"{own_server.url}join/{opened.code}")
            page.get_by_role("button", name="Begin").click()
            page.get_by_role("button", name="Continue").click()
            page.fill(FIELD, f"{number}: {THOUGHT}")
        pages[2].reload()
        for number, page in enumerate(pages):
            expect(page.locator(FIELD)).to_have_value(f"{number}: {THOUGHT}", timeout=OPENING)
            saved(page)
        assert crowd.result(120) == []
    assert sorted(words_in(opened)) == [f"{number}: {THOUGHT}" for number in range(3)]
    assert len(queries.participants(opened.store, opened.id)) == OTHERS + 3
    until(lambda: len(kernels_of(own_server.store_url)) <= 3)  # those who left took their kernels along
