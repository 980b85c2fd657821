"""One visitor of a page: loads it, opens its channel, greets its kernel, and acts as the page would."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from typing import Any

from evenground.bench.channel import Channel
from evenground.bench.client import Browser
from evenground.bench.page import Page, component_of
from evenground.domain.session import new_token

GREETING = {"greeting": True, "version": "2.1.0"}
ACT = {"version": "2.1.0"}
CONTROL = "jupyter.widget.control"
PATIENCE = 20.0  # seconds until an act counts as never acknowledged

Update = Callable[[dict[str, Any]], None]


class Visitor:
    """A browser with one page. `typing` and `linked` say when, on time.perf_counter(), that became possible."""

    def __init__(self, url: str, path: str, seat: str, told: Update | None = None) -> None:
        self.browser = Browser(url)
        self.path = path  # where the page is
        self.seat = seat  # what the page tells its kernel about where it is
        self.token = new_token()
        self.typing: float | None = None
        self.linked: float | None = None
        self.fault = ""
        self._told = told or (lambda _state: None)
        self._channel: Channel | None = None
        self._page: Page | None = None
        self._model = ""
        self._last = 0
        self._open: dict[object, asyncio.Future[dict[str, Any]]] = {}

    @property
    def received(self) -> int:
        """Bytes received: page, files and channel."""
        return self.browser.received + (self._channel.received if self._channel else 0)

    @property
    def requests(self) -> int:
        """Requests sent, the websocket's among them."""
        return self.browser.requests + (self._channel is not None)

    @property
    def dropped(self) -> bool:
        """Tell whether the other side has closed the channel."""
        return self._channel is not None and self._channel.ended.is_set()

    async def visit(self, wait: float) -> None:
        """Load the page and link it; what fails is noted in `fault` and not raised."""
        try:
            await self.load()
            await self.link(wait)
        except Exception as fault:  # whatever a server makes of a busy moment is one visitor's failure
            self.fault = f"{type(fault).__name__}: {fault}"[:200]

    async def load(self) -> None:
        """Load the page and all it needs to draw and take input."""
        self._page = await self.browser.load(self.path)
        self.typing = time.perf_counter()

    async def link(self, wait: float) -> None:
        """Open the channel to the kernel and greet the page's component until it answers."""
        if self._page is None:
            raise ConnectionError("there is no page yet")
        self._channel = Channel(self._heard)
        await self._channel.open(self.browser.url + self._page.socket_path, self.browser.cookie_line, wait)
        self._model = self._page.view or component_of(await self._states(wait))
        hello = {"path": self.seat, "token": self.token, "language": "", **self._page.known}
        await self.act("hello", hello, wait=wait, metadata=GREETING)
        self.linked = time.perf_counter()

    async def act(
        self, name: str, args: dict[str, Any], *, wait: float = PATIENCE, metadata: dict[str, Any] = ACT
    ) -> dict[str, Any]:
        """Do one act; returns its result. Raises ConnectionError when it is refused, TimeoutError when it is late."""
        self._last += 1
        message = {"method": "custom", "content": {"do": name, "id": self._last, "args": args}}
        answer = await self._exchange(self._last, self._model, message, wait, metadata)
        if not answer.get("ok"):
            raise ConnectionError(str(answer.get("message", "")))
        return dict(answer.get("result") or {})

    async def close(self) -> None:
        """Leave the page."""
        if self._channel is not None:
            await self._channel.close()
        await self.browser.close()

    async def _states(self, wait: float) -> dict[str, Any]:
        """Ask the kernel for its widgets, as a page does that was not told of them."""
        control = uuid.uuid4().hex
        opening = {"comm_id": control, "target_name": CONTROL, "data": {}}
        await self._sent("comm_open", opening, {"version": "1.0.0"})
        answer = await self._exchange(control, control, {"method": "request_states"}, wait, {"version": "1.0.0"})
        return dict(answer["states"])

    async def _exchange(
        self, key: object, comm: str, data: dict[str, Any], wait: float, metadata: dict[str, Any]
    ) -> dict[str, Any]:
        waiting = self._open[key] = asyncio.get_running_loop().create_future()
        try:
            await self._sent("comm_msg", {"comm_id": comm, "data": data}, metadata)
            return await asyncio.wait_for(waiting, wait)
        finally:
            del self._open[key]

    async def _sent(self, kind: str, content: dict[str, Any], metadata: dict[str, Any]) -> None:
        if self._channel is None:
            raise ConnectionError("there is no channel yet")
        await self._channel.send(kind, content, metadata)

    def _heard(self, comm: str, data: dict[str, Any]) -> None:
        method = data.get("method")
        if method == "custom" and comm == self._model:
            self._settle(data.get("content", {}).get("done"), data.get("content", {}))
        elif method == "update_states":
            self._settle(comm, data)
        elif method == "update" and comm == self._model:
            self._told(data.get("state", {}))

    def _settle(self, key: object, answer: dict[str, Any]) -> None:
        waiting = self._open.get(key)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)


def participant(url: str, code: str) -> Visitor:
    """Somebody who takes part in the session `code`."""
    return Visitor(url, f"/join/{code}", f"/join/{code}")


def board(url: str, code: str, told: Update) -> Visitor:
    """The board of the session `code`; calls `told` with what changed at every update of its widget."""
    return Visitor(url, f"/board/{code}", f"/board/{code}", told)
