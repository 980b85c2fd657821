"""A small web server that the benchmark's browser is tried against: it says what it was asked and what it sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answering = Callable[[str, dict[str, str]], Awaitable[bytes]]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer as bytes; headers with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if "Transfer-Encoding" not in named and not status.startswith("304"):
        named["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class Tiny:
    """The server: `asked` holds (method, path, headers) of every request, `most` the most connections at once."""

    answering: Answering
    closes: bool = False
    url: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    sent: int = 0
    connections: int = 0
    now: int = 0
    most: int = 0
    talks: set[asyncio.Task[None] | None] = field(default_factory=set)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.talks.add(asyncio.current_task())
        self.connections += 1
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            while line := (await reader.readline()).decode():
                await self.one(line, reader, writer)
                if self.closes:
                    break
        finally:
            self.now -= 1
            writer.close()

    async def one(self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, path, _version = line.split()
        headers = {}
        while header := (await reader.readline()).decode().strip():
            name, _colon, value = header.partition(": ")
            headers[name.lower()] = value
        await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append((method, path, headers))
        reply = await self.answering(path, headers)
        self.sent += len(reply)
        writer.write(reply)
        await writer.drain()

    @property
    def paths(self) -> list[str]:
        return [path for _method, path, _headers in self.asked]


@asynccontextmanager
async def tiny(answering: Answering, *, closes: bool = False) -> AsyncIterator[Tiny]:
    """Run the server for a while."""
    server = Tiny(answering, closes)
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
        await asyncio.gather(*filter(None, server.talks))
        await listening.wait_closed()
