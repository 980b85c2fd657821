"""Pages with a kernel: whose kernel it is, which Python it runs, and what a visitor cannot choose."""

from __future__ import annotations

import json
import re
import signal
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import NoSuchKernel

from evenground.serving.kernels.manager import OwnKernelSpecs
from tests.serving.conftest import Client, Running, launch


def config_of(page: str) -> dict[str, object]:
    """What the page tells Voila's script."""
    found = re.search(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', page, re.S)
    assert found is not None, page
    config: dict[str, object] = json.loads(found[1])
    return config


@pytest.fixture(scope="module")
def visitor(running: Running) -> tuple[Client, str]:
    """A visitor, and the board that they opened."""
    client = Client(running.url)
    answer = client.ask(f"board/{running.new_code()}")
    assert answer.status == 200
    return client, answer.text


def environment_of(kernel_id: str) -> tuple[list[str], dict[str, str]]:
    """The command and environment of a running kernel, as the system has them."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text().split("\0")
            if any(kernel_id in word for word in command):
                lines = (process / "environ").read_text().split("\0")
                return command, dict(line.split("=", 1) for line in lines if "=" in line)
        except OSError:
            continue
    raise AssertionError("this kernel does not run")


def test_the_page_holds_a_widget_and_no_source(visitor: tuple[Client, str]) -> None:
    page = visitor[1]
    assert "application/vnd.jupyter.widget-view+json" in page
    assert "import board" not in page
    assert "In&nbsp;[" not in page


def test_the_page_says_its_language_its_title_and_what_to_do_without_script(
    visitor: tuple[Client, str],
) -> None:
    page = visitor[1]
    assert '<html lang="en-GB">' in page
    assert "<title>The board · Even Ground</title>" in page
    assert "<noscript>" in page
    assert 'data-eg-base="/"' in page
    assert '<main id="eg-main"' in page


def test_the_page_fetches_nothing_from_elsewhere(visitor: tuple[Client, str]) -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//', visitor[1])
    assert config_of(visitor[1])["fullMathjaxUrl"] == "/static/nomath.js"


def test_the_kernel_runs_the_server_s_own_python(visitor: tuple[Client, str]) -> None:
    command, _environment = environment_of(str(config_of(visitor[1])["kernelId"]))
    assert command[0] == sys.executable


def test_a_boards_kernel_knows_the_store_and_no_host_key(running: Running, visitor: tuple[Client, str]) -> None:
    _command, environment = environment_of(str(config_of(visitor[1])["kernelId"]))
    assert environment["EVENGROUND_STORE"] == running.store_url
    assert environment["EVENGROUND_PUBLIC_URL"] == running.url
    assert environment["EVENGROUND_HOST_KEY"] == ""


def test_a_kernel_is_there_for_its_own_visitor_only(running: Running, visitor: tuple[Client, str]) -> None:
    client, page = visitor
    kernel = config_of(page)["kernelId"]
    assert client.ask(f"api/kernels/{kernel}").status == 200
    stranger = Client(running.url)
    assert stranger.ask(f"api/kernels/{kernel}").status == 404
    assert stranger.ask(f"api/kernels/{kernel}/channels").status in (400, 404)
    stranger.ask("")
    token = stranger.cookie("_xsrf")
    gone = stranger.ask(f"voila/api/shutdown/{kernel}", data=b"", X_XSRFToken=token)
    assert gone.status == 404
    assert client.ask(f"api/kernels/{kernel}").status == 200


def test_nobody_restarts_or_deletes_a_kernel_by_its_address(visitor: tuple[Client, str]) -> None:
    client, page = visitor
    kernel = config_of(page)["kernelId"]
    token = client.cookie("_xsrf")
    assert client.ask(f"api/kernels/{kernel}", method="DELETE", X_XSRFToken=token).status == 405
    assert client.ask(f"api/kernels/{kernel}/restart", data=b"", X_XSRFToken=token).status == 404


def test_a_template_or_theme_in_the_address_changes_nothing(running: Running) -> None:
    page = Client(running.url).ask(f"board/{running.new_code()}?template=lab&theme=dark").text
    assert '<body class="eg is-board is-wide"' in page
    assert config_of(page)["jupyterLabTheme"] == "light"


def test_leaving_a_page_ends_its_kernel(running: Running) -> None:
    client = Client(running.url)
    kernel = config_of(client.ask(f"board/{running.new_code()}").text)["kernelId"]
    assert client.ask(f"voila/api/shutdown/{kernel}", data=b"").status == 403
    left = client.ask(f"voila/api/shutdown/{kernel}", data=b"", X_XSRFToken=client.cookie("_xsrf"))
    assert left.status == 204
    assert client.ask(f"api/kernels/{kernel}").status == 404


def test_only_our_own_kernel_exists_whatever_this_machine_has() -> None:
    specs = OwnKernelSpecs()
    assert specs.get_kernel_spec("python3").argv[0] == sys.executable
    with pytest.raises(NoSuchKernel):
        specs.get_kernel_spec("another")


def test_the_log_holds_no_code_and_no_query(running: Running, visitor: tuple[Client, str]) -> None:
    visitor[0].ask("join?code=SECRET")
    visitor[0].ask("board/SECRET?words=secret")
    assert "secret" not in running.log.read_text().lower()


def test_everything_works_below_a_base_address_and_ends_with_its_kernels(tmp_path: Path) -> None:
    running = launch(tmp_path, "--base-url", "/user/somebody/evenground")
    try:
        assert running.url.endswith("/user/somebody/evenground/")
        client = Client(running.url)
        assert 'href="/user/somebody/evenground/static/' in client.ask("").text
        page = client.ask(f"board/{running.new_code()}").text
        config = config_of(page)
        assert config["baseUrl"] == "/user/somebody/evenground/"
        script = re.search(r'<script src="/user/somebody/evenground/(voila/static/[^"]+/voila.js)">', page)
        assert script is not None
        assert "immutable" in client.ask(script[1]).headers["Cache-Control"]
        _command, environment = environment_of(str(config["kernelId"]))
        assert environment["EVENGROUND_BASE_URL"] == "/user/somebody/evenground/"
    finally:
        assert running.end(signal.SIGINT) == 0
    with pytest.raises(AssertionError, match="does not run"):
        environment_of(str(config["kernelId"]))
