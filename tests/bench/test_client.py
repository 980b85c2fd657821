"""The benchmark's browser behaves as browsers do, and counts every byte."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import pytest

from evenground.bench.client import CONNECTIONS, Browser
from tests.bench.serving import Answering, Tiny, answer, tiny

PAGE = b'<link rel="stylesheet" href="/a.css"><script src="b.js"></script><img src="/c.svg"><img src="data:,x">'


def table(**answers: bytes) -> Answering:
    """A server that sends these; the page stands at /page."""

    async def answering(path: str, _headers: dict[str, str]) -> bytes:
        return answers[path.strip("/").replace(".", "_")]

    return answering


SITE = {"page": answer(PAGE), "a_css": answer(b"a{}"), "b_js": answer(b"1"), "c_svg": answer(b"<svg/>")}


def visiting(
    answering: Answering, visit: Callable[[Browser, Tiny], Awaitable[None]], *, closes: bool = False
) -> None:
    """Let a browser visit a server, and close both."""

    async def run() -> None:
        async with tiny(answering, closes=closes) as server:
            browser = Browser(server.url)
            try:
                await visit(browser, server)
            finally:
                await browser.close()

    asyncio.run(run())


def test_a_page_comes_with_everything_that_it_names() -> None:
    async def visit(browser: Browser, server: Tiny) -> None:
        await browser.load("/page")
        assert server.paths[0] == "/page"
        assert sorted(server.paths[1:]) == ["/a.css", "/b.js", "/c.svg"]
        assert browser.requests == 4
        assert browser.received == server.sent

    visiting(table(**SITE), visit)


def test_a_connection_is_kept_for_the_next_request() -> None:
    async def visit(browser: Browser, server: Tiny) -> None:
        for _time in range(3):
            await browser.get("/b.js")
        assert server.connections == 1
        assert all(headers["accept-encoding"] == "gzip" for _method, _path, headers in server.asked)

    visiting(table(**SITE), visit)


def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    async def visit(browser: Browser, server: Tiny) -> None:
        for _time in range(3):
            assert (await browser.get("/b.js")).text == "1"
        assert server.connections == 3
        assert browser.requests == 3

    visiting(table(**SITE), visit, closes=True)


def test_files_come_over_six_connections_and_no_more() -> None:
    names = "".join(f'<script src="/{n}.js"></script>' for n in range(3 * CONNECTIONS))
    full = asyncio.Event()
    waiting = 0

    async def answering(path: str, _headers: dict[str, str]) -> bytes:
        nonlocal waiting
        if path == "/page":
            return answer(names.encode())
        waiting += 1
        if waiting == CONNECTIONS:
            full.set()
        await full.wait()  # holds the first ones until as many are there as may be
        return answer(b"1")

    async def visit(browser: Browser, server: Tiny) -> None:
        await browser.load("/page")
        assert server.most == CONNECTIONS
        assert len(server.asked) == 1 + 3 * CONNECTIONS

    visiting(answering, visit)


def test_what_is_compressed_is_counted_as_sent_and_read_as_meant() -> None:
    words = b"even ground " * 500
    squeezed = answer(gzip.compress(words), Content_Encoding="gzip")

    async def visit(browser: Browser, server: Tiny) -> None:
        assert (await browser.get("/words")).body == words
        assert browser.received == len(squeezed) < len(words)

    visiting(table(words=squeezed), visit)


def test_an_answer_in_parts_is_put_together_and_counted_with_its_frames() -> None:
    parts = answer(b"4\r\nEven\r\n7;x=y\r\n Ground\r\n0\r\nLate: 1\r\n\r\n", Transfer_Encoding="chunked")

    async def visit(browser: Browser, server: Tiny) -> None:
        assert (await browser.get("/words")).text == "Even Ground"
        assert (await browser.get("/words")).text == "Even Ground"  # nothing was left behind on the connection
        assert browser.received == 2 * len(parts)
        assert server.connections == 1

    visiting(table(words=parts), visit)


@pytest.mark.parametrize(
    ("rule", "again"),
    [
        ("public, max-age=600, immutable", 0),
        ("max-age=600", 0),
        ("max-age=0", 1),
        ("no-store", 1),
        ("no-cache", 1),
    ],
)
def test_a_file_is_kept_as_long_as_the_server_allows(rule: str, again: int) -> None:
    async def visit(browser: Browser, server: Tiny) -> None:
        await browser.get("/b.js")
        browser.count_from_here()
        assert (await browser.get("/b.js")).text == "1"
        assert browser.requests == again
        assert (browser.received > 0) == bool(again)

    visiting(table(b_js=answer(b"1", Cache_Control=rule)), visit)


def test_a_file_that_may_be_old_is_asked_for_by_its_mark() -> None:
    async def answering(_path: str, headers: dict[str, str]) -> bytes:
        mark = '"m"'
        if headers.get("if-none-match") == mark:
            return answer(status="304 Not Modified", ETag=mark, Cache_Control="no-cache")
        return answer(b"long" * 100, ETag=mark, Cache_Control="no-cache")

    async def visit(browser: Browser, server: Tiny) -> None:
        first = await browser.get("/b.js")
        browser.count_from_here()
        for _time in range(2):
            assert (await browser.get("/b.js")).body == first.body
        assert browser.requests == 2
        assert browser.received < 2 * len(first.body)

    visiting(answering, visit)


def test_cookies_go_back_to_the_server() -> None:
    async def visit(browser: Browser, server: Tiny) -> None:
        await browser.get("/words")
        await browser.post("/words", b"{}")
        method, _path, headers = server.asked[1]
        assert (method, headers["cookie"]) == ("POST", "who=me")

    visiting(table(words=answer(b"", Set_Cookie="who=me; HttpOnly; Path=/")), visit)


def test_a_module_brings_what_it_imports_once() -> None:
    site = {
        "page": answer(b'<script type="module" src="/m/one.js"></script><link rel="modulepreload" href="/m/two.js">'),
        "m/one_js": answer(b'import { a } from "./two.js";\nimport"../three.js"; import("./never.js");'),
        "m/two_js": answer(b'import { c } from "./one.js";\nexport * from "../three.js";'),
        "three_js": answer(b"export const b = 1;"),
    }

    async def visit(browser: Browser, server: Tiny) -> None:
        await browser.load("/page")
        assert sorted(server.paths) == ["/m/one.js", "/m/two.js", "/page", "/three.js"]

    visiting(table(**site), visit)


def test_a_page_with_a_missing_file_is_not_loaded() -> None:
    missing = {**SITE, "a_css": answer(status="404 Not Found")}

    async def visit(browser: Browser, server: Tiny) -> None:
        with pytest.raises(ConnectionError, match=r"/a\.css was answered with 404"):
            await browser.load("/page")
        assert len(server.asked) == 4

    visiting(table(**missing), visit)
