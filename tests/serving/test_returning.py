"""The server of one person who comes back to their record: one page on this machine, and nothing else."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from evenground.records import example
from evenground.records.data import json_file
from evenground.records.mine import personal
from evenground.serving.address import lan_address
from tests.serving.conftest import Client
from tests.serving.reopening import Reopened, reopen


@pytest.fixture(scope="module")
def reopened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reopened]:
    folder = tmp_path_factory.mktemp("reopened")
    file = folder / "my-record.json"
    file.write_bytes(json_file.dump(personal.gather(*example.group())))
    running = reopen(folder, file)
    yield running
    running.end()


def test_the_front_page_leads_to_the_record_and_no_key_is_sent_along(reopened: Reopened) -> None:
    answer = Client(reopened.url).ask("")
    assert (answer.status, answer.headers["Location"]) == (302, "/return")
    assert reopened.key not in str(answer.headers)


@pytest.mark.parametrize(
    "path", ["join/ABC234", "join/", "board/ABC234", "facilitate", "alone", "demo", "return/x", "api/kernels", "tree"]
)
def test_no_other_page_is_offered(reopened: Reopened, path: str) -> None:
    assert Client(reopened.url).ask(path).status == 404


@pytest.mark.parametrize("path", ["accessibility", "privacy"])
def test_how_things_are_can_be_read(reopened: Reopened, path: str) -> None:
    assert Client(reopened.url).ask(path).status == 200


def test_the_page_as_sent_holds_no_word_of_the_record_its_key_or_its_file(reopened: Reopened) -> None:
    page = Client(reopened.url).ask("return")
    assert page.status == 200
    for secret in ("first call", reopened.key, "my-record"):
        assert secret not in page.text


def test_a_kernel_opens_to_the_browser_it_was_started_for_and_its_cookie_is_this_servers_own(
    reopened: Reopened,
) -> None:
    client, port = Client(reopened.url), urlsplit(reopened.url).port
    page = client.ask("return").text
    kernel = page.split('"kernelId": "')[1].split('"')[0]
    assert client.cookie(f"evenground_visitor_{port}")
    assert client.ask(f"api/kernels/{kernel}").status == 200
    assert Client(reopened.url).ask(f"api/kernels/{kernel}").status == 404


def test_only_this_machine_reaches_it(reopened: Reopened) -> None:
    elsewhere = lan_address()
    if elsewhere.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((elsewhere, urlsplit(reopened.url).port or 0), 5).close()


def test_it_ends_by_ctrl_c_without_a_word_and_makes_no_store(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(json_file.dump(personal.gather(*example.group())))
    before = file.read_bytes()
    running = reopen(tmp_path, file)
    Client(running.url).ask("return")
    assert running.process.poll() is None
    running.process.send_signal(signal.SIGINT)
    assert running.end() == 0
    assert running.log == ""
    assert file.read_bytes() == before
    assert not list(tmp_path.rglob("evenground.sqlite*"))
