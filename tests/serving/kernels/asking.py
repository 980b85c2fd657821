"""A server's end of one kernel's sockets, as Jupyter's own client has it."""

from __future__ import annotations

import json
import queue
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.session import Session

CHANNELS = {"shell": zmq.DEALER, "iopub": zmq.SUB}


def connection_in(folder: Path) -> Path:
    """Write a connection file whose sockets are files in the same folder."""
    ip = str(folder / "k")
    assert len(ip) < 90, "the path of a socket has no room for more"
    path, _info = write_connection_file(str(folder / "connection.json"), ip=ip, transport="ipc", key=b"of-a-test")
    return Path(path)


class Asking:
    """Sends on shell, and keeps everything that comes on shell and iopub in order."""

    def __init__(self, connection_file: Path) -> None:
        info = json.loads(connection_file.read_text())
        self.session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self.context = zmq.Context()
        self.sockets = {}
        for name, kind in CHANNELS.items():
            self.sockets[name] = socket = self.context.socket(kind)
            socket.linger = 0
            if kind == zmq.SUB:
                socket.setsockopt(zmq.SUBSCRIBE, b"")
            socket.connect(f"ipc://{info['ip']}-{info[name + '_port']}")

    def say(self, kind: str, version: str = "2.1.0", **content: Any) -> str:
        """Send one message, in this version of the widgets' protocol; returns its id."""
        message = self.session.msg(kind, content, metadata={"version": version})
        self.session.send(self.sockets["shell"], message)
        return str(message["header"]["msg_id"])

    def act(self, word: str, comm: str) -> str:
        """Send a widget a word."""
        return self.say("comm_msg", comm_id=comm, data={"method": "custom", "content": {"word": word}})

    def hear(self, channel: str, seconds: float = 10) -> dict[str, Any]:
        """The next message on a channel."""
        if not self.sockets[channel].poll(int(seconds * 1000)):
            raise queue.Empty(channel)
        _idents, message = self.session.recv(self.sockets[channel])
        return dict(message)

    def hear_until(self, channel: str, kind: str) -> dict[str, Any]:
        """Skip to the next message of this kind."""
        end = time.monotonic() + 10
        while (message := self.hear(channel))["msg_type"] != kind:
            assert time.monotonic() < end
        return message

    def answers(self, comm: str) -> float:
        """Exchange one message with a page; returns the random number in its answer."""
        word = uuid.uuid4().hex
        self.act(word, comm)
        while True:
            content = self.hear_until("iopub", "comm_msg")["content"]["data"].get("content", {})
            if content.get("heard") == word:
                return float(content["random"])


@contextmanager
def asking(connection_file: Path) -> Iterator[Asking]:
    """Hold an open end; it is closed with the block."""
    end = Asking(connection_file)
    try:
        yield end
    finally:
        end.context.destroy(linger=0)
