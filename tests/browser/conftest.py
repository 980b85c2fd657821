"""A real server, real sessions in a real store, and real Chromium pages that may talk to nobody else."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from evenground.domain import loading
from evenground.store import commands, queries
from evenground.store.engine import Store, open_store

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPENING = 60_000  # ms: a plain kernel takes seconds to start on two busy cores
PATIENCE = 20_000  # ms: generous, for a busy machine; benchmarks measure how soon pages follow
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Server:
    """The server as a process of its own, on a port and a store that outlive it."""

    folder: Path
    extra: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = ("-m", "evenground")
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    started: list[str] = field(default_factory=list)

    @property
    def store_url(self) -> str:
        return f"sqlite:///{self.folder / 'evenground.sqlite'}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> Server:
        self.port = self.port or free_port()
        command = [
            sys.executable,
            *self.program,
            "serve",
            "--no-browser",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--store",
            self.store_url,
            *self.extra,
        ]
        environment = {**os.environ, "EVENGROUND_HOST_KEY": "the-host-key-of-a-test", **self.environment}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        wait_for(self.url + "health", self.process)
        return self

    def kill(self) -> None:
        """End it as a power cut does: the server and every kernel, without a word."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        for pid in processes_of(self.store_url):
            os.kill(pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _try in range(600):
        assert process.poll() is None, "the server ended while starting"
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            select_pause(0.1)
        else:
            return
    raise AssertionError("the server did not answer within a minute")


def select_pause(seconds: float) -> None:
    """Let the other process have the processor between two looks."""
    import select

    select.select([], [], [], seconds)


KERNELS = (b"ipykernel_launcher", b"evenground.serving.kernels.")


def processes_of(store_url: str) -> dict[int, int]:
    """The pids of a server's kernels and fork parents, with their parents'; found by the store they were told."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            environment = (entry / "environ").read_bytes()
            before = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if any(one in command for one in KERNELS) and store_url.encode() in environment:
            found[int(entry.name)] = before
    return found


def kernels_of(store_url: str) -> list[int]:
    """The pids of kernels that belong to a server, without the parent that some of them are forked from."""
    found = processes_of(store_url)
    return [pid for pid in found if pid not in found.values() and not _is_fork_parent(pid)]


def fork_parent_of(store_url: str) -> int | None:
    """The pid of the process that a server's kernels are forked from, or None."""
    return next((pid for pid in processes_of(store_url) if _is_fork_parent(pid)), None)


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not become so in time"
        select_pause(0.1)


def _is_fork_parent(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        before = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        return b"kernels.parent" in command and b"serve" in Path(f"/proc/{before}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may kill."""
    running = Server(tmp_path).start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as tool:
        yield tool


def browser_path() -> str | None:
    """The machine's own Chromium, or None for the one that Playwright brought."""
    return next((at for name in ("chromium", "chromium-browser", "google-chrome") if (at := shutil.which(name))), None)


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
    yield browser
    browser.close()


@dataclass
class Visitor:
    """One person's browser, and every address it asked for."""

    context: BrowserContext
    page: Page
    asked: list[str]
    frames: list[str | bytes]

    def strangers(self) -> list[str]:
        """Addresses that are not on this machine."""
        return [
            one for one in self.asked if urlsplit(one).hostname not in ("127.0.0.1", "localhost", None, "")
        ]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[object]:
    """Open a browser of one's own: visit(width=360, height=740, dark=False) -> Visitor."""
    opened: list[Visitor] = []

    def new(width: int = 360, height: int = 740, *, dark: bool = False) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
            locale="en-GB",
        )
        page = context.new_page()
        visitor = Visitor(context, page, [], [])
        page.on("request", lambda request: visitor.asked.append(request.url))

        def listen(socket_: object) -> None:
            socket_.on("framereceived", lambda frame: visitor.frames.append(frame))  # type: ignore[attr-defined]

        page.on("websocket", listen)
        page.set_default_timeout(PATIENCE)
        opened.append(visitor)
        return visitor

    yield new
    strangers = [one for visitor in opened for one in visitor.strangers()]
    for visitor in opened:
        visitor.context.close()
    assert strangers == []


@dataclass(frozen=True)
class Opened:
    """A session made for a test, with its secrets."""

    store: Store
    id: int
    code: str
    key: str


def open_session(server: Server, workshop: str = "health-equity", **options: object) -> Opened:
    store = open_store(server.store_url)
    session, key = commands.create_session(store, loading.load(workshop), **options)  # type: ignore[arg-type]
    return Opened(store, session.id, session.code, key)


@pytest.fixture
def opened(server: Server) -> Opened:
    return open_session(server, variant="25", identity="alias")


def move_to(opened: Opened, kind: str) -> None:
    """Bring a session to the first stage of this kind, as the facilitator's page would."""
    session = queries.session_by_id(opened.store, opened.id)
    at = [stage.stage for stage in session.stages].index(kind)
    if at != session.position:
        commands.move(opened.store, opened.id, at)


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({node['target']})" for one in found for node in one["nodes"]]


def overflows(page: Page) -> bool:
    """Tell whether the page can be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
