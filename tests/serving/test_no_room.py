"""When the system gives no more files, people wait outside, and come in when others have left."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serving.conftest import Client, launch
from tests.serving.waiting import until

pytest.importorskip("resource", reason="there is no such limit on this system")
FEW = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (90, 90))
from evenground.cli import main
sys.exit(main())
"""


def test_a_server_without_files_lets_people_wait_and_goes_on(tmp_path: Path) -> None:
    running = launch(tmp_path, program=("-c", FEW))
    try:
        address = urlsplit(running.url)
        with ExitStack() as crowd:
            for _person in range(120):
                crowd.enter_context(socket.create_connection((address.hostname or "", address.port or 0), 10))
            until(lambda: "no room for more connections" in running.log.read_text())
        until(lambda: Client(running.url).ask("health").status == 204)
        told = running.log.read_text()
        assert "Traceback" not in told
        assert told.count("no room") < 60
    finally:
        running.end()
