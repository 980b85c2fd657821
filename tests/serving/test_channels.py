"""The channel between a page and its kernel: open to its visitor, direct and through a Jupyter server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from evenground.serving.proxy import setup_evenground
from tests.serving.conftest import Client, Running
from tests.serving.test_notebook_pages import config_of
from tests.serving.waiting import until

TOKEN = "a-token-of-a-test"


def message(kind: str) -> str:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
    parts = {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "buffers": []}
    return json.dumps(parts | {"channel": "shell"})


async def first_answer(client: Client, kernel: object, kind: str, headers: dict[str, str]) -> dict[str, Any] | None:
    """Ask the kernel something over its channel, and return the reply or None when it stays silent."""
    address = f"{client.url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels?session_id=s"
    channel = await websocket_connect(HTTPRequest(address, headers=headers, connect_timeout=30))
    try:
        await channel.write_message(message(kind))
        if kind != "kernel_info_request":  # to see that the other was dropped and not only late
            await channel.write_message(message("kernel_info_request"))
        while True:
            text = await asyncio.wait_for(channel.read_message(), 30)
            assert text is not None
            answer: dict[str, Any] = json.loads(text)
            if answer["msg_type"].endswith("_reply"):
                return answer
    finally:
        channel.close()
        while await channel.read_message() is not None:
            pass  # until the server has closed its side too


def cookies(client: Client) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies)}


def test_a_page_talks_with_its_own_kernel_and_nobody_else_does(running: Running) -> None:
    client = Client(running.url)
    kernel = config_of(client.ask(f"board/{running.new_code()}").text)["kernelId"]
    answer = asyncio.run(first_answer(client, kernel, "kernel_info_request", cookies(client)))
    assert answer is not None
    assert answer["msg_type"] == "kernel_info_reply"
    for stranger in ({}, {"Cookie": "evenground_visitor=guessed"}):
        with pytest.raises(HTTPClientError, match="404"):
            asyncio.run(first_answer(client, kernel, "kernel_info_request", stranger))


def test_a_page_cannot_run_code_in_its_kernel(running: Running) -> None:
    client = Client(running.url)
    kernel = config_of(client.ask(f"board/{running.new_code()}").text)["kernelId"]
    answer = asyncio.run(first_answer(client, kernel, "execute_request", cookies(client)))
    assert answer is not None
    assert answer["msg_type"] == "kernel_info_reply"


def test_the_proxy_entry_names_this_python_and_keeps_the_address() -> None:
    entry = setup_evenground()
    assert entry["command"][:3] == [sys.executable, "-m", "evenground"]
    assert entry["absolute_url"] is True
    assert "{base_url}evenground/" in entry["command"]


@pytest.mark.slow
def test_the_demo_works_inside_a_jupyter_server(tmp_path: Path) -> None:
    ports = tmp_path / "runtime"
    environment = {
        **os.environ,
        "JUPYTER_RUNTIME_DIR": str(ports),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "none"),
    }
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "server",
        "--no-browser",
        "--allow-root",
        "--port",
        "0",
        "--ServerApp.base_url=/user/somebody/",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={tmp_path}",
    ]
    with (tmp_path / "log.txt").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        until(lambda: bool(list(ports.glob("jpserver-*.json"))))
        root = json.loads(next(ports.glob("jpserver-*.json")).read_text())["url"]
        client = Client(f"{root}evenground/")
        until(lambda: client.ask("demo", Authorization=f"token {TOKEN}").status == 200)
        page = client.ask("demo", Authorization=f"token {TOKEN}").text
        board = re.search(r'href="/user/somebody/evenground/(board/\w+)"', page)
        assert board is not None
        config = config_of(client.ask(board[1], Authorization=f"token {TOKEN}").text)
        assert config["baseUrl"] == "/user/somebody/evenground/"
        headers = cookies(client) | {"Authorization": f"token {TOKEN}"}
        answer = asyncio.run(first_answer(client, config["kernelId"], "kernel_info_request", headers))
        assert answer is not None
    finally:
        server.terminate()
        server.wait(30)
