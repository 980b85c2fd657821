"""A browser as far as a server sees one: connections, cookies and a cache, and what all of it cost."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from evenground.bench.page import Page, imports, read
from evenground.bench.wire import Answer, Closed, Connection

CONNECTIONS = 6
_MAX_AGE = re.compile(r"max-age=(\d+)")


@dataclass(frozen=True)
class Kept:
    """An answer in the cache; good without asking until `until`, on the clock of time.monotonic()."""

    answer: Answer
    until: float


class Browser:
    """Loads pages and their files over at most six connections; counts bytes received and requests sent.

    Where a file may be kept it is; what is no longer fresh is asked for with its ETag. An answer without a lifetime
    is kept only to be asked about again: Chromium would guess a lifetime from its date.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self.cookies: dict[str, str] = {}
        self.received = self.requests = self.skipped = 0
        self._cache: dict[str, Kept] = {}
        self._idle: list[Connection] = []
        self._slots = asyncio.Semaphore(CONNECTIONS)

    async def get(self, path: str) -> Answer:
        """Give what stands at `path`, from the cache where it may be."""
        kept = self._cache.get(path)
        if kept and time.monotonic() < kept.until:
            return kept.answer
        mark = kept.answer.headers.get("etag", "") if kept else ""
        answer = await self._ask("GET", path, {"If-None-Match": mark} if mark else {})
        if answer.status == 304 and kept:
            answer = Answer(200, {**kept.answer.headers, **answer.headers}, (), kept.answer.body)
        self._keep(path, answer)
        return answer

    async def post(self, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Send `body` to `path`."""
        return await self._ask("POST", path, {**(headers or {}), "Content-Length": str(len(body))}, body)

    async def load(self, path: str) -> Page:
        """Load a page and every file that it needs, side by side and each once; raises ConnectionError."""
        page = read(_good(path, await self.get(path)).text, path)
        self.skipped += page.elsewhere
        asked: set[str] = set()

        async def fetch(file: str, module: bool) -> None:
            if file not in asked:
                asked.add(file)
                answer = _good(file, await self.get(file))
                needed = imports(answer.text, file) if module else ()
                await _all(fetch(one, True) for one in needed)

        await _all(fetch(one, one in page.modules) for one in page.files)
        return page

    def count_from_here(self) -> None:
        """Forget what was counted, but no cookie and nothing in the cache."""
        self.received = self.requests = self.skipped = 0

    async def close(self) -> None:
        """Close all connections."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(connection.close() for connection in idle))

    async def _ask(self, method: str, path: str, extra: dict[str, str], body: bytes = b"") -> Answer:
        self.requests += 1
        async with self._slots:
            while True:
                connection = self._idle.pop() if self._idle else await Connection.open(self._host, self._port)
                try:
                    return await self._on(connection, method, path, extra, body)
                except Closed:
                    continue

    async def _on(
        self, connection: Connection, method: str, path: str, extra: dict[str, str], body: bytes
    ) -> Answer:
        before, answer = connection.received, None
        try:
            answer = await connection.ask(method, path, self._headers() | extra, body)
        finally:
            self.received += connection.received - before
            if answer and answer.stays_open:
                self._idle.append(connection)
            else:
                await connection.close()
        for cookie in answer.cookies:
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        return answer

    def _headers(self) -> dict[str, str]:
        headers = {
            "Host": f"{self._host}:{self._port}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Accept-Language": "en-GB",
        }
        return headers | ({"Cookie": self.cookie_line} if self.cookies else {})

    @property
    def cookie_line(self) -> str:
        """All cookies as one header's value."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, path: str, answer: Answer) -> None:
        rule = answer.headers.get("cache-control", "")
        age = _MAX_AGE.search(rule)
        seconds = int(age[1]) if age and "no-cache" not in rule else 0
        if answer.status != 200 or "no-store" in rule or not (seconds or "etag" in answer.headers):
            self._cache.pop(path, None)
        else:
            self._cache[path] = Kept(answer, time.monotonic() + seconds)


async def _all(fetches: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all, also when one fails; then raise the first failure."""
    for outcome in await asyncio.gather(*fetches, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


def _good(path: str, answer: Answer) -> Answer:
    if answer.status != 200:
        raise ConnectionError(f"{path.split('?')[0]} was answered with {answer.status}")
    return answer
