"""A page's end of its kernel's sockets: messages go through as they are, in Jupyter's websocket format."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from jupyter_client.session import DELIM, Session
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from evenground.serving.kernels.manager import OneKernel

# What a page may say to its kernel. Pages hold widgets; none of them runs code.
WELCOME = ("comm_msg", "comm_open", "comm_close", "comm_info_request", "kernel_info_request")
HEADER, METADATA, CONTENT = 0, 2, 4  # how many parts of a message are JSON: four, then buffers
MOST_PARTS = 64
PATIENCE = 20.0  # seconds for a kernel to open its sockets


class Channels:
    """Shell and iopub of one kernel; what it publishes goes to `tell` as websocket messages."""

    def __init__(self, manager: OneKernel, tell: Callable[[bytes], None]) -> None:
        self._session = Session(key=manager.session.key)
        self._tell = tell
        self._heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._iopub = manager.connect_iopub()
        self._shell = manager.connect_shell(identity=self._session.bsession)
        self._iopub.on_recv(self._published)
        self._shell.on_recv(self._replied)

    async def ready(self) -> None:
        """Wait until nothing that the kernel publishes gets lost; raises TimeoutError."""
        await asyncio.wait_for(self._heard, PATIENCE)

    def send(self, message: bytes) -> None:
        """Hand one websocket message of the page to the kernel."""
        _channel, parts = deserialize_msg_from_ws_v1(message)
        self._shell.send_multipart([DELIM, self._session.sign(parts[:CONTENT]), *parts])

    def _published(self, frames: list[bytes]) -> None:
        if frames[0] == b"iopub_welcome":
            if not self._heard.done():
                self._heard.set_result(None)
        else:
            self._pass_on("iopub", frames)

    def _replied(self, frames: list[bytes]) -> None:
        self._pass_on("shell", frames)

    def _pass_on(self, channel: str, frames: list[bytes]) -> None:
        _topic, parts = self._session.feed_identities(frames)
        self._tell(serialize_msg_to_ws_v1(parts[1:], channel))

    def close(self) -> None:
        """Let go of the sockets."""
        for stream in (self._shell, self._iopub):
            if not stream.closed():
                stream.on_recv(None)
                stream.close(linger=0)


def is_message(message: bytes) -> bool:
    """Tell whether this can be taken apart: the format names a count and places, and Jupyter believes both."""
    count = int.from_bytes(message[:8], "little")
    return 0 < count <= MOST_PARTS and 8 * (count + 1) <= len(message)


def may_pass(message: bytes) -> bool:
    """Tell whether a page may say this to its kernel; what is no message may not."""
    return _read(message, HEADER).get("msg_type") in WELCOME


def is_greeting(message: bytes) -> bool:
    """Tell whether the page marked this as what every new kernel must hear first."""
    return _read(message, METADATA).get("greeting") is True


def _read(message: bytes, part: int) -> dict[str, Any]:
    if not is_message(message):
        return {}
    try:
        found = json.loads(deserialize_msg_from_ws_v1(message)[1][part])
    except (ValueError, IndexError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}
