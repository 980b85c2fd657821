"""One connection to a server over HTTP/1.1, kept open from answer to answer, with every byte counted."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_LINE = 2**20
WITHOUT_BODY = (204, 304)


class Closed(ConnectionError):  # noqa: N818 (reads as what it says)
    """The other side had closed a kept connection before it took our request: ask again on a new one."""


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are in small letters, and the body is not compressed any more."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def stays_open(self) -> bool:
        """Tell whether the connection may be used again."""
        return self.headers.get("connection", "").lower() != "close"


class Connection:
    """An open connection; one request at a time. `received` counts bytes as they came, headers included."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.received = 0
        self.used = False
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, host: str, port: int) -> Connection:
        """Connect."""
        return cls(*await asyncio.open_connection(host, port, limit=LONGEST_LINE))

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Send one request and read its answer to the end; raises Closed where nothing came at all."""
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        try:
            self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
            await self._writer.drain()
            status = int((await self._line()).split()[1])
        except (ConnectionResetError, BrokenPipeError, IndexError) as fault:
            raise (Closed() if self.used else ConnectionError("no answer")) from fault
        self.used = True
        return await self._answer(status)

    async def close(self) -> None:
        """Close the connection."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:  # the other side was first
            return

    async def _answer(self, status: int) -> Answer:
        headers: dict[str, str] = {}
        cookies = []
        while line := (await self._line()).strip():
            name, _colon, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                cookies.append(value.strip())
        body = b"" if status in WITHOUT_BODY else await self._body(headers)
        if headers.get("content-encoding") == "gzip" and body:
            body = zlib.decompress(body, wbits=31)
        return Answer(status, headers, tuple(cookies), body)

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return await self._chunks()
        if "content-length" in headers:
            return await self._exactly(int(headers["content-length"]))
        rest = await self._reader.read()
        self.received += len(rest)
        return rest

    async def _chunks(self) -> bytes:
        parts = []
        while size := int((await self._line()).split(";")[0], 16):
            parts.append(await self._exactly(size))
            await self._line()
        while (await self._line()).strip():  # what may follow the last chunk
            pass
        return b"".join(parts)

    async def _line(self) -> str:
        line = await self._reader.readline()
        self.received += len(line)
        return line.decode("latin-1")

    async def _exactly(self, count: int) -> bytes:
        part = await self._reader.readexactly(count)
        self.received += count
        return part
