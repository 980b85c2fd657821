"""A participant's page as a server sees it: loads, takes its seat, greets, acts, and hears what the kernel tells."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any

from jupyter_server.services.kernels.connection import base as jupyter
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from evenground.bench.channel import PROTOCOL, pack
from evenground.bench.page import Page, read
from evenground.domain.session import new_token
from tests.serving.conftest import Client

ACT, GREETING = {"version": "2.1.0"}, {"version": "2.1.0", "greeting": True}
PATIENCE = 30.0


class Tab:
    """One page of one browser. `state` is what the kernel last told of the page's state, `heard` all messages."""

    def __init__(self, client: Client, code: str) -> None:
        self.client = client
        self.code = code
        self.token = new_token()
        self.page: Page = read(client.ask(f"join/{code}").text, f"/join/{code}")
        self.kernel_id = self.page.kernel_id
        self.state: dict[str, Any] = {}
        self.heard: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.closed = False
        self.close_code: int | None = None
        self._socket: WebSocketClientConnection | None = None
        self._acts = 0
        self._news = asyncio.Event()

    async def open(self, client: Client | None = None) -> None:
        """Open the websocket, with the cookies of this or of another client; raises HTTPClientError."""
        jar = (client or self.client).cookies
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        address = f"{self.client.url.replace('http', 'ws', 1)}api/kernels/{self.kernel_id}/channels?session_id=s"
        request = HTTPRequest(address, headers={"Cookie": cookies}, connect_timeout=10)
        self.closed, self._news = False, asyncio.Event()
        self._socket = await websocket_connect(
            request, on_message_callback=self._message, subprotocols=[PROTOCOL], compression_options={}
        )

    async def send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> str:
        """Send one message on shell; returns its id."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        assert self._socket is not None
        await self._socket.write_message(jupyter.serialize_msg_to_ws_v1(message, "shell", pack), binary=True)
        return str(header["msg_id"])

    async def say(self, text: str) -> None:
        """Send a text frame."""
        assert self._socket is not None
        await self._socket.write_message(text)

    async def start(self, name: str, metadata: dict[str, Any] = ACT, **args: Any) -> int:
        """Send one act; returns its number."""
        self._acts += 1
        content = {"do": name, "id": self._acts, "args": args}
        data = {"method": "custom", "content": content}
        await self.send("comm_msg", {"comm_id": self.page.view, "data": data}, metadata)
        return self._acts

    async def done(self, number: int, seconds: float = PATIENCE) -> dict[str, Any]:
        """The answer to an act."""
        return await self.until(lambda: next((one for one in self.answers if one["done"] == number), {}), seconds)

    async def act(self, name: str, metadata: dict[str, Any] = ACT, **args: Any) -> dict[str, Any]:
        """Do one act and wait for its answer."""
        return await self.done(await self.start(name, metadata, **args))

    async def greet(self) -> dict[str, Any]:
        """Say who we are, as the page does whenever its channel opens."""
        return await self.act("hello", GREETING, path=f"/join/{self.code}", token=self.token)

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The answers to acts so far, in the order they came."""
        data = [one["content"]["data"] for one in self.heard if one["msg_type"] == "comm_msg"]
        return [one["content"] for one in data if one.get("method") == "custom" and "done" in one["content"]]

    async def until(self, found: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until it is so, looking whenever something was heard."""
        async with asyncio.timeout(seconds):
            while not (what := found()):
                self._news.clear()
                await self._news.wait()
        return what

    async def close(self) -> None:
        """Close the channel, and wait until the other side has closed it too."""
        if self._socket is not None:
            self._socket.close()
            await self.until(lambda: self.closed)

    def leave(self, client: Client | None = None, **headers: str) -> int:
        """Say that the page is being left; returns the answer's status."""
        leaver = client or self.client
        told = headers or {"X_XSRFToken": leaver.cookie("_xsrf")}
        return leaver.ask(f"voila/api/shutdown/{self.kernel_id}", data=b"", **told).status

    def _message(self, message: str | bytes | None) -> None:
        if message is None:
            self.closed = True
            self.close_code = self._socket.close_code if self._socket else None
        elif isinstance(message, str):
            self.texts.append(message)
        else:
            channel, parts = jupyter.deserialize_msg_from_ws_v1(message)
            header, parent, _metadata, content = (json.loads(part) for part in parts[:4])
            told = {"channel": channel, "msg_type": header["msg_type"], "parent": parent.get("msg_id")}
            self.heard.append({**told, "content": content})
            if header["msg_type"] == "comm_msg" and content["comm_id"] == self.page.view:
                told_state = content["data"].get("state", {}).get("state")
                self.state |= told_state if isinstance(told_state, dict) else {}
        self._news.set()
