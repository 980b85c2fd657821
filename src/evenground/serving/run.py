"""Run a server until somebody ends it, and leave no kernel behind."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Callable
from typing import Any

from evenground.errors import EvengroundError, OutsideError
from evenground.i18n import _
from evenground.serving.server import EvengroundServer
from evenground.serving.site import Site
from evenground.store import commands
from evenground.store.engine import Store

PORTS_TRIED = 50
BACKLOG = 1024  # a hall that scans a code at once asks for six connections a phone
HOUR = 3600.0
MOST_FILES = 65_536
NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
MOMENT = 0.2
log = logging.getLogger("evenground.serving")


class Door(socket.socket):
    """A listening socket that lets people wait outside while there is no room, and does not cry out for each."""

    def accept(self) -> tuple[socket.socket, Any]:
        """Let the next one in; without files or memory for them, give those who are in a moment to finish."""
        try:
            return super().accept()
        except OSError as fault:
            if fault.errno not in NO_ROOM:
                raise
            log.warning("no room for more connections (%s); people wait a moment", errno.errorcode[fault.errno])
            time.sleep(MOMENT)
            raise BlockingIOError from fault


def bind(host: str, port: int) -> tuple[socket.socket, int]:
    """Listen on `port` or the next free one; returns the socket and the port. Raises OutsideError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + PORTS_TRIED, 65_536)):
        try:
            listening = socket.create_server((host, candidate), family=family, backlog=BACKLOG)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                continue
            if fault.errno == errno.EACCES:
                sentence = _("This system refuses port {port}. Choose one above 1023 with --port.")
                raise OutsideError(sentence.format(port=candidate)) from fault
            sentence = _("{host} is no address of this machine. Leave --host out, or write 127.0.0.1.")
            raise OutsideError(sentence.format(host=host)) from fault
        listening.setblocking(False)
        port = int(listening.getsockname()[1])
        return Door(fileno=listening.detach()), port
    sentence = _("The ports from {first} on are all in use. Choose another with --port.")
    raise OutsideError(sentence.format(first=port))


def open_browser(address: str) -> None:
    """Open a page where there is a screen to show it; servers and containers have none."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if shown or sys.platform in ("darwin", "win32"):
        webbrowser.open(address, new=2)


def run(
    site: Site,
    listening: socket.socket,
    ready: Callable[[], None],
    serving: type[EvengroundServer] = EvengroundServer,
) -> None:
    """Serve until SIGINT or SIGTERM; calls `ready` once visitors may come."""
    asyncio.run(_serve(site, listening, ready, serving))


async def _serve(
    site: Site, listening: socket.socket, ready: Callable[[], None], serving: type[EvengroundServer]
) -> None:
    _allow_many_files()
    server = serving(site, listening)
    stop = asyncio.Event()
    _on_signals(asyncio.get_running_loop(), stop)
    server.start()
    keeping = asyncio.create_task(_keep_dates(site.store)) if server.keeps_sessions else None
    try:
        await server.open_doors()
        ready()
        await stop.wait()
    finally:
        if keeping is not None:
            keeping.cancel()
        await server.end()


def _allow_many_files() -> None:
    """Let this process have as many open files as the system grants it: each page is a few sockets."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, MOST_FILES) if hard > 0 else MOST_FILES, hard))


async def _keep_dates(store: Store) -> None:
    """Delete sessions on their date, as every page says: at the start, and then each hour."""
    while True:
        try:
            commands.purge(store)
        except EvengroundError as fault:  # a busy store is no reason to stop serving; the next hour comes
            log.warning("sessions whose date has come could not be deleted: %s", type(fault).__name__)
        await asyncio.sleep(HOUR)


def _on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def asked(*_ignored: Any) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, asked)
        except NotImplementedError:  # Windows
            signal.signal(number, asked)
