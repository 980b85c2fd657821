"""What happens to a page whose kernel does not start, and to a kernel whose visitor did not wait."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.serving.conftest import Client, Running, launch
from tests.serving.waiting import until

WITH_KERNEL = """
import sys
from evenground.serving import notebooks
from evenground.serving.kernels import manager
manager._command = lambda: [sys.executable, "-c", {program!r}, "ipykernel_launcher"]
notebooks.PATIENCE = 0.2
from evenground.cli import main
sys.exit(main())
"""
DEAD = WITH_KERNEL.format(program="raise SystemExit(1)")
SILENT = WITH_KERNEL.format(program="import threading; threading.Event().wait()")


def kernels_of(running: Running) -> list[str]:
    """The kernels that were told this server's store, by their process."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = ((process / name).read_bytes() for name in ("cmdline", "environ"))
        except OSError:
            continue
        if b"ipykernel_launcher" in command.split(b"\0") and running.store_url.encode() in environment:
            found.append(process.name)
    return found


def test_a_page_whose_kernel_does_not_start_says_so_and_the_log_names_nobody(tmp_path: Path) -> None:
    running = launch(tmp_path, program=("-c", DEAD))
    try:
        code = running.new_code()
        page = Client(running.url).ask(f"board/{code}").text
        assert "evengroundFailed()" in page
        assert page.rstrip().endswith("</html>")
        assert Client(running.url).ask("health").status == 204
        assert code not in running.log.read_text()
        assert "a page failed" in running.log.read_text()
    finally:
        running.end()


def test_a_visitor_who_goes_before_the_page_is_there_leaves_no_kernel(tmp_path: Path) -> None:
    running = launch(tmp_path, program=("-c", SILENT))
    host = urlsplit(running.url)
    try:
        with socket.create_connection((host.hostname, host.port)) as connection:
            ask = f"GET /board/{running.new_code()} HTTP/1.1\r\nHost: {host.netloc}\r\n\r\n"
            connection.sendall(ask.encode())
            assert b"200 OK" in connection.recv(2000)
            until(lambda: len(kernels_of(running)) == 1)
        until(lambda: kernels_of(running) == [])
    finally:
        running.end()
