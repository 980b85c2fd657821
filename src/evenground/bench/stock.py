"""The same participant's notebook by Voila as it ships: what our server is measured against.

The visitor loads what the page's HTML names on its own server, asks the kernel for its widgets and greets the same
component. It is kinder to stock Voila than a browser is: scripts that Voila's own script goes on to load are left out.
"""

from __future__ import annotations

import socket
import sys

from evenground.bench.visitor import Visitor
from evenground.settings import content_dir


def visitor(url: str, code: str) -> Visitor:
    """Somebody who opens the notebook at stock Voila; its address holds no code, so the greeting does."""
    return Visitor(url, "/", f"/join/{code}")


def command(port: int) -> list[str]:
    """Stock Voila with nothing but what it takes to run here: our notebook, a free port and no browser."""
    notebook = str(content_dir("notebooks") / "participant.ipynb")
    return [sys.executable, "-m", "voila", notebook, "--no-browser", f"--port={port}"]


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether somebody listens; asking for a page would start a kernel."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
