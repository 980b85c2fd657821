"""The kernel of a page over its real sockets, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.kernels.asking import Asking, asking, connection_in
from tests.serving.kernels.notebook import ENVIRONMENT, PAGE, written
from tests.serving.waiting import until


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[Path]:
    """A running plain kernel of the small page."""
    folder = tmp_path_factory.mktemp("k")
    file = connection_in(folder)
    command = [sys.executable, "-m", "evenground.serving.kernels.plain", str(written(folder)), "-f", str(file)]
    environment = {**ENVIRONMENT, "JPY_PARENT_PID": str(os.getpid())}
    with log.open("w") as errors, subprocess.Popen(command, env=environment, stdout=errors, stderr=errors) as process:
        yield file
        process.kill()


@pytest.fixture
def kernel(connection: Path) -> Iterator[Asking]:
    with asking(connection) as end:
        end.hear_until("iopub", "iopub_welcome")
        yield end


def test_a_kernel_says_what_it_is(kernel: Asking) -> None:
    asked = kernel.say("kernel_info_request")
    reply = kernel.hear("shell")
    assert (reply["msg_type"], reply["parent_header"]["msg_id"]) == ("kernel_info_reply", asked)
    assert reply["content"]["status"] == "ok"
    assert reply["content"]["implementation"] == "evenground"
    assert reply["content"]["language_info"]["name"] == "python"


def test_nothing_that_is_published_after_the_welcome_is_lost(kernel: Asking) -> None:
    mine = {kernel.say("kernel_info_request") for _time in range(20)}
    heard: list[str] = []
    while len(heard) < 2 * len(mine):
        message = kernel.hear_until("iopub", "status")
        if message["parent_header"]["msg_id"] in mine:
            heard.append(message["content"]["execution_state"])
    assert heard == ["busy", "idle"] * len(mine)


def test_a_second_one_who_listens_is_welcomed_too(connection: Path, kernel: Asking) -> None:
    with asking(connection) as late:
        late.hear_until("iopub", "iopub_welcome")


def test_a_message_to_a_widget_is_answered_between_busy_and_idle(kernel: Asking) -> None:
    asked = kernel.act("a word", PAGE)
    heard = []
    while len(heard) < 3:
        message = kernel.hear("iopub")
        heard += [message] if message["parent_header"].get("msg_id") == asked else []
    assert [message["msg_type"] for message in heard] == ["status", "comm_msg", "status"]
    assert heard[1]["content"]["comm_id"] == PAGE
    assert heard[1]["content"]["data"]["content"]["heard"] == "a word"


def test_a_change_made_by_the_page_is_echoed_or_taken(kernel: Asking) -> None:
    kernel.say("comm_msg", comm_id=PAGE, data={"method": "update", "state": {"value": "changed"}, "buffer_paths": []})
    kernel.hear_until("iopub", "status")
    kernel.say("comm_msg", comm_id=PAGE, data={"method": "request_state"})
    data = kernel.hear_until("iopub", "comm_msg")["content"]["data"]
    while data["method"] != "update":
        data = kernel.hear_until("iopub", "comm_msg")["content"]["data"]
    assert data["state"]["value"] == "changed"


def test_widgets_can_be_asked_for_as_the_stock_front_end_does(kernel: Asking) -> None:
    kernel.say("comm_open", comm_id="c" * 32, target_name="jupyter.widget.control", data={}, version="1.0.0")
    kernel.say("comm_msg", comm_id="c" * 32, data={"method": "request_states"}, version="1.0.0")
    states = kernel.hear_until("iopub", "comm_msg")["content"]["data"]["states"]
    assert states[PAGE]["model_name"] == "TextModel"
    kernel.say("comm_info_request", target_name="jupyter.widget")
    assert PAGE in kernel.hear_until("shell", "comm_info_reply")["content"]["comms"]


def test_a_kernel_runs_no_code(kernel: Asking, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    kernel.say("execute_request", code=f"open({str(mark)!r}, 'w')", silent=False, allow_stdin=False)
    content = kernel.hear_until("shell", "execute_reply")["content"]
    assert (content["status"], content["ename"]) == ("error", "Refused")
    assert not mark.exists()
    expressions = {"x": f"open({str(mark)!r}, 'w')"}
    kernel.say("execute_request", code="", silent=True, user_expressions=expressions, allow_stdin=False)
    assert kernel.hear_until("shell", "execute_reply")["content"]["status"] != "ok"
    assert not mark.exists()


def test_trouble_in_one_message_is_not_the_end(kernel: Asking) -> None:
    kernel.act("trouble", PAGE)
    kernel.act("trouble", "e" * 32)  # nobody's
    kernel.say("comm_msg", comm_id=PAGE)  # without what it should hold
    kernel.say("comm_msg")
    assert 0 <= kernel.answers(PAGE) < 1


def test_a_kernel_does_not_log_the_words_of_a_fault(kernel: Asking, log: Path) -> None:
    kernel.act("trouble", PAGE)
    state = {"value": ["words of a wrong kind"]}
    kernel.say("comm_msg", comm_id=PAGE, data={"method": "update", "state": state, "buffer_paths": []})
    kernel.answers(PAGE)
    assert "words that nobody may log" not in log.read_text()
    assert "words of a wrong kind" not in log.read_text()


def test_a_message_that_was_not_signed_is_not_heard(connection: Path, kernel: Asking) -> None:
    with asking(connection) as stranger:
        stranger.session.key = b"guessed"
        stranger.act("a stranger's word", PAGE)
        kernel.answers(PAGE)
        stranger.session.key = b"of-a-test"
        while stranger.sockets["iopub"].poll(0):
            message = stranger.hear("iopub")
            assert "a stranger's word" not in str(message["content"])


def test_a_plain_kernel_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    file = connection_in(tmp_path)
    plain = [sys.executable, "-m", "evenground.serving.kernels.plain", str(written(tmp_path)), "-f", str(file)]
    starter = (
        "import os, subprocess, sys\n"
        "env = {**os.environ, 'JPY_PARENT_PID': str(os.getpid())}\n"
        "print(subprocess.Popen(sys.argv[1:], env=env, stdout=subprocess.DEVNULL).pid, flush=True)\n"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", starter, *plain]
    with subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        with asking(file) as end:
            end.hear_until("iopub", "iopub_welcome")
        server.kill()
    until(lambda: not _is_kernel(pid), 10)


def _is_kernel(pid: int) -> bool:
    try:
        return b"plain" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
