"""The channel between a page and its kernel: Jupyter's websocket, spoken as a browser would speak it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from jupyter_server.services.kernels.connection import base as jupyter
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
LARGEST = 64 * 2**20
GOODBYE = 2.0  # seconds to wait for the other side to say that it closes as well

Heard = Callable[[str, dict[str, Any]], None]


class Channel:
    """One open channel; calls `heard(comm_id, data)` for every message to a widget of this page."""

    def __init__(self, heard: Heard) -> None:
        self.ended = asyncio.Event()
        self._heard = heard
        self._session = uuid.uuid4().hex
        self._socket: WebSocketClientConnection | None = None
        self._protocol: Any = None
        self._handshake = 0

    async def open(self, address: str, cookies: str, wait: float) -> None:
        """Connect to `address` (http://…/channels) within `wait` seconds; raises ConnectionError."""
        origin = "/".join(address.split("/")[:3])
        request = HTTPRequest(
            f"ws{address.removeprefix('http')}?session_id={self._session}",
            headers={"Origin": origin, "Cookie": cookies},
            connect_timeout=wait,
            request_timeout=wait,
        )
        self._socket = await websocket_connect(
            request,
            compression_options={},
            on_message_callback=self._message,
            subprotocols=[PROTOCOL],
            max_message_size=LARGEST,
        )
        self._protocol = self._socket.protocol
        headers = self._socket.headers.get_all() if self._socket.headers else ()
        self._handshake = len("HTTP/1.1 101 Switching Protocols\r\n\r\n")
        self._handshake += sum(len(name) + len(value) + len(": \r\n") for name, value in headers)
        if self._socket.selected_subprotocol != PROTOCOL:
            raise ConnectionError("the server does not speak Jupyter's newer protocol")

    @property
    def received(self) -> int:
        """Bytes received so far as they came over the wire: the handshake, and frames as they were compressed."""
        return self._handshake + (self._protocol._wire_bytes_in if self._protocol else 0)

    async def send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
        """Send one message on the shell channel; raises ConnectionError once the channel is closed."""
        if self._socket is None or self.ended.is_set():
            raise ConnectionError("the channel is closed")
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": self._session,
            "date": datetime.now(UTC).isoformat(),
            "version": "5.3",
        }
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        packed = jupyter.serialize_msg_to_ws_v1(message, "shell", pack)
        await self._socket.write_message(packed, binary=True)

    async def close(self) -> None:
        """Close the channel and wait a moment for the other side."""
        if self._socket is not None:
            self._socket.close()
            try:
                await asyncio.wait_for(self.ended.wait(), GOODBYE)
            except TimeoutError:
                return

    def _message(self, message: str | bytes | None) -> None:
        if message is None:
            self.ended.set()
        elif isinstance(message, bytes):
            kind, content = unpack(message)
            if kind == "comm_msg":
                self._heard(content["comm_id"], content["data"])


def pack(part: dict[str, Any]) -> bytes:
    """One part of a message as bytes."""
    return json.dumps(part, ensure_ascii=False).encode()


def unpack(message: bytes) -> tuple[str, dict[str, Any]]:
    """The kind of a message and its content; of what does not go to a widget no content is read."""
    _channel, parts = jupyter.deserialize_msg_from_ws_v1(message)
    kind = str(json.loads(parts[0])["msg_type"])
    return kind, json.loads(parts[3]) if kind == "comm_msg" else {}
