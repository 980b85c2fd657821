"""A page's end of its kernel's sockets: messages go through as they are, in Jupyter's websocket format."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from jupyter_client.session import DELIM, Session
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from evenground.serving.kernels.manager import OneKernel

# What a page may say to its kernel. Pages hold widgets; none of them runs code.
WELCOME = ("comm_msg", "comm_open", "comm_close", "comm_info_request", "kernel_info_request")
HEADER, METADATA, CONTENT = 0, 2, 3
SIGNED = 4  # parts of a message: those that are JSON; buffers follow
MOST_PARTS = 64
PATIENCE = 20.0  # seconds for a kernel to open its sockets
BEGINNING = 30.0  # seconds without a word in which it must begin with what it was told
WORKING = 180.0  # and, once it has begun, end: thirty people may have their records written on one laptop
STATUS = b".status"


class Channels:
    """Shell and iopub of one kernel; what it publishes goes to `tell` as websocket messages.

    A kernel says that it is busy when it begins with a message, and idle when it has done all that it asked for.
    """

    def __init__(self, manager: OneKernel, tell: Callable[[bytes], None]) -> None:
        self._session = Session(key=manager.session.key)
        self._tell = tell
        self._heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._owed = 0  # messages that are not done with
        self._begun = False  # with the first of them
        self._sign = 0.0  # when it last gave a sign, or was told something while it had nothing to do
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
        if not self._owed:
            self._sign = time.monotonic()
        self._owed += 1
        self._shell.send_multipart([DELIM, self._session.sign(parts[:SIGNED]), *parts])

    @property
    def at_work(self) -> bool:
        """Tell whether the kernel has not done all that it was asked for."""
        return self._owed > 0

    @property
    def hanging(self) -> bool:
        """Tell whether it is at work and has given no sign of it for so long that none will come."""
        return self.at_work and time.monotonic() - self._sign > (WORKING if self._begun else BEGINNING)

    def _published(self, frames: list[bytes]) -> None:
        if frames[0] == b"iopub_welcome":
            if not self._heard.done():
                self._heard.set_result(None)
            return
        self._pass_on("iopub", frames)
        if frames[0].endswith(STATUS):
            self._follow(json.loads(frames[frames.index(DELIM) + 2 + CONTENT])["execution_state"])

    def _follow(self, state: str) -> None:
        if state == "idle" and self._owed:
            self._owed -= 1
        self._begun = state == "busy"

    def _replied(self, frames: list[bytes]) -> None:
        self._pass_on("shell", frames)

    def _pass_on(self, channel: str, frames: list[bytes]) -> None:
        self._sign = time.monotonic()
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
