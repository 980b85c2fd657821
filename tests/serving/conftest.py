"""A real server in a process of its own, and a client that keeps cookies and follows no redirect."""

from __future__ import annotations

import http.cookiejar
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from pathlib import Path

import pytest

from evenground.domain import loading
from evenground.store import commands
from evenground.store.engine import Store, open_store


@dataclass
class Running:
    """A server that says where it is."""

    process: subprocess.Popen[str]
    url: str
    printed: str
    store_url: str
    log: Path

    @cached_property
    def store(self) -> Store:
        return open_store(self.store_url)

    def new_code(self, **options: object) -> str:
        """Make a session in the server's store."""
        workshop = loading.load("health-equity")
        return commands.create_session(self.store, workshop, **options)[0].code  # type: ignore[arg-type]

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        if "store" in vars(self):  # else asking for it would make one
            self.store.close()
        with self.process:  # closes what it prints to
            return self.process.wait(30)


MODULE = ("-m", "evenground")


def launch(
    folder: Path, *arguments: str, verb: str = "serve", program: tuple[str, ...] = MODULE, **environment: str
) -> Running:
    """Start the command and read on until it has told its address."""
    store_url = f"sqlite:///{folder / 'store.sqlite'}"
    log = folder / "log.txt"
    command = [sys.executable, *program, verb, "--no-browser", "--host", "127.0.0.1", "--port", "0"]
    env = {**os.environ, "EVENGROUND_STORE": store_url, **environment}
    with log.open("w") as errors:
        process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True, env=env)
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if "Ctrl+C" in line:
            break
    assert "http://" in printed, log.read_text()
    address = next(word for word in printed.split() if word.startswith("http://"))
    root = address.split("/demo")[0].split("join/")[0].split("facilitate")[0]
    return Running(process, root if root.endswith("/") else root + "/", printed, store_url, log)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = launch(tmp_path_factory.mktemp("serving"))
    yield server
    server.end()


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_ignored: object) -> None:
        return None


@dataclass
class Client:
    """A browser as far as a server sees one."""

    url: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def ask(self, path: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        """Request `path` below the server's base address; headers with _ for -."""
        cookies = urllib.request.HTTPCookieProcessor(self.cookies)
        opener = urllib.request.build_opener(_Stay, cookies)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, data, named, method=method)
        try:
            with opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as fault:
            return Answer(fault.code, fault.headers, fault.read())

    def cookie(self, name: str) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == name), "")


@pytest.fixture
def client(running: Running) -> Client:
    return Client(running.url)
