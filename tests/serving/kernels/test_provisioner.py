"""The provisioner as Jupyter finds and uses it, with and without a fork parent that works."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection import base as jupyter
from traitlets.config import Config

from evenground.bench.channel import pack
from evenground.serving.kernels import channels as kernel_channels
from evenground.serving.kernels import forks
from evenground.serving.kernels.channels import Channels, is_greeting, may_pass
from evenground.serving.kernels.forks import Fork, ForkParent, can_fork
from evenground.serving.kernels.manager import PAGE as PAGE_KERNEL
from evenground.serving.kernels.manager import PROVISIONER, Kernels, OneKernel, OwnKernelSpecs
from evenground.serving.kernels.provisioner import ForkProvisioner
from tests.serving.kernels.notebook import ENVIRONMENT, PAGE, state, written
from tests.serving.waiting import until


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket has room for about a hundred characters."""
    with tempfile.TemporaryDirectory(prefix="eg-") as name:
        yield Path(name)


forking = pytest.mark.skipif(not can_fork(), reason="kernels are not forked here")
KERNEL_ID = "0b5e1f6a-1a34-4a0d-9d5e-4d27b8bd8b42"


@asynccontextmanager
async def started(folder: Path, parent: ForkParent | None) -> AsyncIterator[tuple[Kernels, OneKernel]]:
    """One page's kernel as the server starts it; ended with the block."""
    config = Config()
    config.KernelManager.transport = "ipc"
    specs = OwnKernelSpecs(page_notebook=written(folder))
    kernels = Kernels(config=config, kernel_spec_manager=specs, connection_dir=str(folder))
    ForkProvisioner.use(parent)
    try:
        manager = await kernels.start_page(KERNEL_ID, {"SERVER_SOFTWARE": "voila"})
        try:
            yield kernels, manager
        finally:
            if KERNEL_ID in kernels:
                await ensure_async(kernels.shutdown_kernel(KERNEL_ID, now=True))
    finally:
        ForkProvisioner.use(None)
        kernels.context.destroy(linger=0)
        if parent is not None:
            parent.end()


def message(kind: str, content: dict[str, Any], **metadata: Any) -> bytes:
    """One message of a page, in Jupyter's websocket format."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
    parts = {"header": header, "parent_header": {}, "metadata": metadata, "content": content}
    return jupyter.serialize_msg_to_ws_v1(parts, "shell", pack)


async def exchange(manager: OneKernel) -> list[tuple[str, str]]:
    """Send a page's widget a word through Channels; returns what came back, as (channel, kind)."""
    heard: list[tuple[str, str]] = []
    answered = asyncio.Event()

    def tell(raw: bytes) -> None:
        channel, parts = jupyter.deserialize_msg_from_ws_v1(raw)
        heard.append((channel, json.loads(parts[0])["msg_type"]))
        if b'"heard": "a word"' in parts[3]:
            answered.set()

    channels = Channels(manager, tell)
    try:
        await channels.ready()
        data = {"method": "custom", "content": {"word": "a word"}}
        channels.send(message("comm_msg", {"comm_id": PAGE, "data": data}))
        await asyncio.wait_for(answered.wait(), 20)
    finally:
        channels.close()
        channels.close()
    return heard


def test_jupyter_finds_the_provisioner_by_its_name() -> None:
    factory = KernelProvisionerFactory.instance()
    specs = OwnKernelSpecs(page_notebook=Path("page.ipynb"))
    assert factory.is_provisioner_available(specs.get_kernel_spec(PAGE_KERNEL))
    assert factory.provisioners[PROVISIONER].load() is ForkProvisioner


@forking
def test_a_kernel_that_jupyter_starts_is_forked_and_takes_signals(folder: Path) -> None:
    async def run() -> None:
        parent = ForkParent(folder / "page.ipynb", ENVIRONMENT, [])
        async with started(folder, parent) as (_kernels, manager):
            provisioner: Any = manager.provisioner
            assert isinstance(provisioner, ForkProvisioner)
            assert isinstance(provisioner.process, Fork)
            assert ("iopub", "comm_msg") in await exchange(manager)
            assert await provisioner.poll() is None
            assert await ensure_async(manager.is_alive())
            await provisioner.send_signal(signal.SIGSTOP)
            await asyncio.to_thread(until, lambda: state(provisioner.pid) == "T", 10)
            await provisioner.send_signal(signal.SIGCONT)
            await asyncio.to_thread(until, lambda: state(provisioner.pid) in ("R", "S"), 10)
            await provisioner.kill()
            assert await asyncio.wait_for(provisioner.wait(), 10) is not None
            assert not provisioner.has_process
            assert not await ensure_async(manager.is_alive())

    asyncio.run(run())


@forking
def test_a_kernel_is_asked_to_end_and_leaves_no_file_behind(folder: Path) -> None:
    async def run() -> None:
        parent = ForkParent(folder / "page.ipynb", ENVIRONMENT, [])
        async with started(folder, parent) as (kernels, manager):
            provisioner: Any = manager.provisioner
            pid = provisioner.pid
            await exchange(manager)
            await provisioner.terminate()
            await asyncio.wait_for(provisioner.wait(), 10)
            assert state(pid) == ""
            await ensure_async(kernels.shutdown_kernel(KERNEL_ID, now=True))
            assert KERNEL_ID not in kernels
            assert [one.name for one in folder.iterdir()] == ["page.ipynb"]

    asyncio.run(run())


@forking
def test_a_kernel_is_at_work_until_all_is_done_and_hangs_when_no_word_comes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        parent = ForkParent(folder / "page.ipynb", ENVIRONMENT, [])
        async with started(folder, parent) as (_kernels, manager):
            provisioner: Any = manager.provisioner
            done = asyncio.Event()
            channels = Channels(manager, lambda _raw: done.set())
            await channels.ready()
            assert not channels.at_work
            for _each in range(3):
                channels.send(message("comm_info_request", {}))
            assert channels.at_work
            while channels.at_work:
                await asyncio.wait_for(done.wait(), 20)
                done.clear()
            monkeypatch.setattr(kernel_channels, "BEGINNING", 0.0)
            assert not channels.hanging
            await provisioner.send_signal(signal.SIGSTOP)
            channels.send(message("comm_info_request", {}))
            await asyncio.to_thread(until, lambda: channels.hanging, 10)
            channels.close()

    asyncio.run(run())


@forking
def test_a_kernel_is_a_plain_process_where_the_parent_hangs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        parent = ForkParent(written(folder), ENVIRONMENT, [])
        await parent.start()
        monkeypatch.setattr(forks, "FORKING", 0.3)
        assert parent.process is not None
        os.kill(parent.process.pid, signal.SIGSTOP)
        before = time.monotonic()
        async with started(folder, parent) as (_kernels, manager):
            assert time.monotonic() - before < 10
            provisioner: Any = manager.provisioner
            assert not isinstance(provisioner.process, Fork)
            assert ("iopub", "comm_msg") in await exchange(manager)

    asyncio.run(run())


@forking
def test_a_kernel_is_a_plain_process_where_the_parent_cannot_be_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        broken = folder / "broken"
        broken.mkdir()
        parent = ForkParent(written(broken, "raise ValueError"), ENVIRONMENT, [])
        async with started(folder, parent) as (_kernels, manager):
            assert ("iopub", "comm_msg") in await exchange(manager)

    asyncio.run(run())


def test_without_a_parent_a_kernel_is_a_plain_process(folder: Path) -> None:
    async def run() -> None:
        async with started(folder, None) as (kernels, manager):
            assert manager.kernel_name == PAGE_KERNEL
            assert ("iopub", "comm_msg") in await exchange(manager)
            assert not kernels.belongs_to(KERNEL_ID, "anybody")
            provisioner: Any = manager.provisioner
            await provisioner.kill()
            assert await asyncio.wait_for(provisioner.wait(), 10) == -signal.SIGKILL

    asyncio.run(run())


def test_a_pages_kernel_belongs_to_its_seat_and_to_no_name_not_even_an_empty_one(folder: Path) -> None:
    async def run() -> None:
        async with started(folder, None) as (kernels, _manager):
            assert not kernels.belongs_to(KERNEL_ID, "")

    asyncio.run(run())


@pytest.mark.parametrize("kind", ["comm_msg", "comm_open", "comm_close", "comm_info_request", "kernel_info_request"])
def test_a_page_may_speak_to_its_widgets(kind: str) -> None:
    assert may_pass(message(kind, {}))


@pytest.mark.parametrize("kind", ["execute_request", "shutdown_request", "input_reply", "inspect_request", ""])
def test_a_page_may_say_nothing_else(kind: str) -> None:
    assert not may_pass(message(kind, {}))


@pytest.mark.timeout(20)  # what claims to have very many parts must not be counted
@pytest.mark.parametrize("raw", [b"", b"words", b"\0" * 8, b"\1" * 16, b"\xff" * 40, message("comm_msg", {})[:20]])
def test_what_is_no_message_does_not_pass_and_breaks_nothing(raw: bytes) -> None:
    assert not may_pass(raw)
    assert not is_greeting(raw)


def test_only_what_the_page_marked_is_a_greeting() -> None:
    assert is_greeting(message("comm_msg", {}, greeting=True))
    for other in ({}, {"greeting": False}, {"greeting": 1}, {"greeting": "yes"}):
        assert not is_greeting(message("comm_msg", {}, **other))
