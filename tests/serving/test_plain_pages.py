"""Pages without a kernel: what they hold, what they refuse, and how they are sent."""

from __future__ import annotations

import gzip
import re

import pytest

from evenground.store import queries
from tests.serving.conftest import Client, Running


def test_the_entry_page_asks_for_a_code_in_a_form_that_needs_no_script(client: Client) -> None:
    page = client.ask("").text
    assert '<html lang="en-GB">' in page
    assert '<label for="code">' in page
    assert 'action="/join" method="get"' in page


def test_a_code_typed_small_and_spaced_leads_to_the_session(running: Running, client: Client) -> None:
    code = running.new_code()
    typed = f"%20{code[:3].lower()}-{code[3:].lower()}"
    answer = client.ask(f"join?code={typed}")
    assert (answer.status, answer.headers["Location"]) == (303, f"/join/{code}")


def test_an_address_with_a_small_code_is_put_right(running: Running, client: Client) -> None:
    code = running.new_code()
    for page in ("join", "board", "facilitate"):
        answer = client.ask(f"{page}/{code.lower()}")
        assert (answer.status, answer.headers["Location"]) == (302, f"/{page}/{code}")


@pytest.mark.parametrize("page", ["join", "board", "facilitate"])
def test_an_unknown_code_gets_a_page_that_says_what_to_do_and_no_kernel(client: Client, page: str) -> None:
    answer = client.ask(f"{page}/XYXYXY")
    assert answer.status == 404
    assert "There is no session with the code XYXYXY" in answer.text
    assert "ask your facilitator" in answer.text
    assert "kernelId" not in answer.text


def test_an_unknown_code_in_the_form_comes_back_with_what_was_typed(client: Client) -> None:
    answer = client.ask("join?code=xyx-yxy")
    assert answer.status == 404
    assert 'value="xyx-yxy"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_code_that_is_markup_stays_text(client: Client) -> None:
    for address in ("join?code=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "join/%3Cscript%3Ealert(1)"):
        assert "<script>alert" not in client.ask(address).text


def test_any_other_address_gets_our_own_page(client: Client) -> None:
    answer = client.ask("nothing/here.txt")
    assert answer.status == 404
    assert "There is nothing at this address" in answer.text


def test_health_answers_with_nothing_and_starts_no_kernel(client: Client) -> None:
    answer = client.ask("health")
    assert (answer.status, answer.body) == (204, b"")
    assert not list(client.cookies)


def test_working_alone_makes_a_session_with_the_variant_for_one(running: Running, client: Client) -> None:
    token = re.search(r'name="_xsrf" value="([^"]+)"', client.ask("").text)
    assert token is not None
    answer = client.ask("alone", data=f"_xsrf={token[1]}".encode())
    assert answer.status == 303
    session = queries.get_session(running.store, answer.headers["Location"].rsplit("/", 1)[1])
    assert session.alone


def test_working_alone_needs_the_token_of_the_form(running: Running, client: Client) -> None:
    before = len(queries.sessions(running.store))
    answer = client.ask("alone", data=b"")
    assert answer.status == 403
    assert "This did not go through" in answer.text
    assert len(queries.sessions(running.store)) == before


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_statements_can_be_read_in_both_languages(client: Client, page: str) -> None:
    assert '<html lang="en-GB">' in client.ask(page).text
    moved = client.ask(f"{page}?lang=cy")
    assert (moved.status, moved.headers["Location"]) == (302, f"/{page}")
    assert '<html lang="cy">' in client.ask(page).text


def test_a_welsh_browser_gets_welsh_without_asking(client: Client) -> None:
    assert '<html lang="cy">' in client.ask("", Accept_Language="cy-GB,cy;q=0.9,en;q=0.5").text


@pytest.mark.parametrize("path", ["", "health", "nothing", "join/XYXYXY", "static/evenground.css", "alone"])
def test_every_answer_carries_the_safety_headers(client: Client, path: str) -> None:
    headers = client.ask(path).headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server"] is None


def test_pages_load_nothing_from_elsewhere(client: Client) -> None:
    for path in ("", "privacy", "accessibility", "nothing"):
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', client.ask(path).text)


@pytest.mark.parametrize("name", ["evenground.css", "plotly.min.js", "page.js"])
def test_static_files_are_sent_compressed_and_kept(client: Client, name: str) -> None:
    plain = client.ask(f"static/{name}")
    small = client.ask(f"static/{name}", Accept_Encoding="gzip")
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2
    again = client.ask(f"static/{name}", If_None_Match=plain.headers["Etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_marked_address_may_be_kept_for_a_year(client: Client) -> None:
    css = re.search(r'href="/(static/evenground\.css\?v=[0-9a-f]+)"', client.ask("").text)
    assert css is not None
    assert "immutable" in client.ask(css[1]).headers["Cache-Control"]
    assert client.ask("static/evenground.css").headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("path", ["static/../server.py", "static/%2e%2e/server.py", "voila/static/..%2f..%2fx"])
def test_static_addresses_lead_out_of_no_folder(client: Client, path: str) -> None:
    assert client.ask(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "api/kernels",
        "api/sessions",
        "api/contents",
        "api/kernelspecs",
        "api/terminals",
        "voila/api/contents/",
        "voila/tree",
        "voila/render/board.ipynb",
        "voila/files/board.ipynb",
        "login",
        "logout",
        "metrics",
        "board.ipynb",
    ],
)
def test_nothing_is_listed_and_no_other_route_of_voila_is_there(client: Client, path: str) -> None:
    assert client.ask(path).status == 404


def test_the_demo_page_is_there_only_in_a_demo(client: Client) -> None:
    assert client.ask("demo").status == 404
