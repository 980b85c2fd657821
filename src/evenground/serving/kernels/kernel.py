"""A Jupyter kernel that serves the widgets of one page: comms and no code, one thread, one loop."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path
from typing import Any

import comm
import tornado.platform.asyncio  # noqa: F401  # here, and not when the first socket is made, so that forks share it
import zmq
from ipykernel.kernelbase import Kernel
from jupyter_client.session import Session
from zmq.eventloop.zmqstream import ZMQStream

SUBSCRIBED = b"\x01"
COMMS = ("comm_open", "comm_msg", "comm_close")
log = logging.getLogger("evenground.kernel")


def _discreet(record: logging.LogRecord) -> bool:
    """Keep a fault's kind and drop its words: they may quote what somebody wrote."""
    if record.exc_info:
        kind = record.exc_info[0]
        record.msg, record.args, record.exc_info = f"{record.msg} {kind.__name__ if kind else ''}", (), None
    return True


for quoting in (log, logging.getLogger("Comm"), logging.getLogger("asyncio")):
    quoting.addFilter(_discreet)


class PageKernel(Kernel):
    """Answers comm messages, and what every kernel is asked; it runs nothing that a page sends."""

    implementation = "evenground"
    implementation_version = "1"
    language_info = {"name": "python", "mimetype": "text/x-python", "file_extension": ".py"}  # noqa: RUF012
    banner = "One page of Even Ground"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.comm_manager = comm.get_comm_manager()
        for kind in COMMS:
            self.shell_handlers[kind] = getattr(self.comm_manager, kind)

    async def do_execute(self, code: str, silent: bool, *_args: Any, **_kwargs: Any) -> dict[str, Any]:  # noqa: ARG002
        """Refuse."""
        sentence = "This kernel serves one page and runs no code."
        return {"status": "error", "ename": "Refused", "evalue": sentence, "traceback": []}


def serve(connection_file: Path, lifeline: int | None = None) -> None:
    """Be a kernel at the sockets that the file names, until told to stop or until `lifeline` is closed."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    info = json.loads(connection_file.read_text("utf-8"))
    if lifeline is not None:
        loop.add_reader(lifeline, os._exit, 0)  # its other end is the server's: when that is gone, so is the page
    loop.call_soon(_start_or_end, info)
    loop.run_forever()


def rehearse() -> None:
    """Make a loop, a session and a kernel without sockets, and let them go: forks share what that loaded."""

    async def go() -> None:
        session = Session(key=b"rehearsal", signature_scheme="hmac-sha256")
        session.serialize(session.msg("status", {"execution_state": "idle"}))
        PageKernel(session=session, log=log)

    asyncio.run(go())


def _start_or_end(info: dict[str, Any]) -> None:
    """A kernel that cannot open its sockets must not live on unheard."""
    try:
        _start(info)
    except Exception as fault:
        log.error("a kernel could not start: %s", type(fault).__name__)
        os._exit(1)


def _start(info: dict[str, Any]) -> None:
    context = zmq.Context()
    session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
    shell, control = (_bound(context, zmq.ROUTER, info, name) for name in ("shell", "control"))
    iopub = _bound(context, zmq.XPUB, info, "iopub")
    iopub.socket.setsockopt(zmq.XPUB_VERBOSE, 1)  # else only the first to listen is heard of
    # All that is published goes by the stream: what is sent past it can hide from it that somebody subscribed.
    kernel = PageKernel.instance(
        session=session, shell_stream=shell, control_stream=control, iopub_socket=iopub, log=log
    )

    def subscribed(frames: list[bytes]) -> None:
        """Say from when on nothing that is published gets lost (Jupyter's enhancement proposal 65)."""
        if frames[0].startswith(SUBSCRIBED):
            content = {"subscription": frames[0][1:].decode("ascii", "replace")}
            session.send(iopub, "iopub_welcome", content, ident=frames[0][1:] or b"iopub_welcome")

    iopub.on_recv(subscribed)
    kernel.start()


def _bound(context: zmq.Context[Any], kind: int, info: dict[str, Any], channel: str) -> ZMQStream:
    socket = context.socket(kind)
    socket.linger = 1000
    separator = "-" if info["transport"] == "ipc" else ":"
    socket.bind(f"{info['transport']}://{info['ip']}{separator}{info[channel + '_port']}")
    return ZMQStream(socket)
