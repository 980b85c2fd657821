"""Which address others use, which language they get, which port is taken."""

from __future__ import annotations

import socket

import pytest

from evenground.errors import OutsideError
from evenground.serving import address
from evenground.serving.run import bind
from evenground.serving.site import choose_language


@pytest.mark.parametrize(("given", "made"), [("", "/"), ("/", "/"), ("x", "/x/"), ("/x/y/", "/x/y/"), ("//x//", "/x/")])
def test_a_base_address_gets_a_slash_at_both_ends(given: str, made: str) -> None:
    assert address.base_url_of(given) == made


@pytest.mark.parametrize(
    ("host", "port", "made"),
    [
        ("192.0.2.7", 8866, "http://192.0.2.7:8866/"),
        ("workshop.example", 80, "http://workshop.example/"),
        ("::1", 8866, "http://[::1]:8866/"),
    ],
)
def test_the_public_address_is_one_that_can_be_typed(host: str, port: int, made: str) -> None:
    assert address.public_url(host, port) == made


def test_a_server_for_everybody_is_announced_with_this_machines_own_address() -> None:
    assert "0.0.0.0" not in address.public_url("0.0.0.0", 8866)
    socket.inet_aton(address.lan_address())


def test_the_public_address_can_be_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_PUBLIC_URL", "https://workshops.example/room")
    assert address.public_url("0.0.0.0", 8866) == "https://workshops.example/room/"


def test_the_facilitators_key_stands_where_browsers_send_it_to_nobody() -> None:
    path, fragment = address.facilitate_url("http://a/", "ABC346", "KEY").split("#")
    assert path == "http://a/facilitate/ABC346"
    assert fragment == "key=KEY"


@pytest.mark.parametrize(
    ("asked", "chosen", "accepted", "otherwise", "language"),
    [
        ("cy", "en-GB", "en-GB", "en-GB", "cy"),
        ("xx", "cy", "en-GB", "en-GB", "cy"),
        (None, None, "cy-GB,en;q=0.5", "en-GB", "cy"),
        (None, None, "en-GB,cy;q=0.5", "en-GB", "en-GB"),
        (None, None, "", "cy", "cy"),
        (None, "en-GB", "cy", "cy", "en-GB"),
    ],
)
def test_a_language_somebody_chose_comes_before_what_their_browser_says(
    asked: str | None, chosen: str | None, accepted: str, otherwise: str, language: str
) -> None:
    assert choose_language(asked, chosen, accepted, otherwise) == language


def test_the_next_free_port_is_taken() -> None:
    first, port = bind("127.0.0.1", 0)
    second, other = bind("127.0.0.1", port)
    assert other > port
    first.close()
    second.close()


def test_an_address_of_another_machine_is_refused_with_what_to_do() -> None:
    with pytest.raises(OutsideError, match="Leave --host out"):
        bind("203.0.113.1", 0)
