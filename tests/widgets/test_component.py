"""Acts of a page: every one is answered in plain words, and the log holds nobody's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from evenground import i18n
from evenground.errors import InputError, OutsideError
from evenground.widgets.board import Board
from evenground.widgets.component import Component, mark

SECRET = "what somebody wrote"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Component]:
    made = Board()
    monkeypatch.setattr(made, "send", lambda content, _buffers=None: sent.append(content))
    sent.clear()
    yield made
    made.close()


sent: list[dict[str, Any]] = []


def say(page: Component, message: Any) -> None:
    """Hand the component a message as its page would send it."""
    page._handle_custom_msg(message, [])


def test_an_act_is_answered_with_its_result(page: Component) -> None:
    page.on_do(lambda name, args: {"heard": [name, args]})
    say(page, {"do": "look", "id": 7, "args": {"view": "gaps"}})
    assert sent == [{"done": 7, "ok": True, "result": {"heard": ["look", {"view": "gaps"}]}}]


def test_an_act_before_the_page_is_bound_is_answered_later_and_in_order(page: Component) -> None:
    say(page, {"do": "first", "id": 1})
    say(page, {"do": "second", "id": 2})
    assert sent == []
    page.on_do(lambda name, _args: {"name": name})
    assert [(answer["done"], answer["result"]["name"]) for answer in sent] == [(1, "first"), (2, "second")]


def test_one_of_our_errors_becomes_its_sentence(page: Component) -> None:
    def refuse(_name: str, _args: dict[str, Any]) -> None:
        raise InputError("Write one of: a, b")

    page.on_do(refuse)
    say(page, {"do": "x", "id": 3})
    assert sent == [{"done": 3, "ok": False, "message": "Write one of: a, b"}]


def test_an_error_outside_says_that_the_same_may_do_later(page: Component) -> None:
    def busy(_name: str, _args: dict[str, Any]) -> None:
        raise OutsideError("The store is busy.")

    page.on_do(busy)
    say(page, {"do": "x", "id": 3})
    assert sent == [{"done": 3, "ok": False, "message": "The store is busy.", "again": True}]


def test_any_other_error_is_answered_and_logged_without_what_was_written(
    page: Component, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_name: str, args: dict[str, Any]) -> None:
        raise KeyError(args["text"])

    page.on_do(fail)
    with caplog.at_level(logging.DEBUG):
        say(page, {"do": "answer", "id": 4, "args": {"text": SECRET}})
    assert sent[0]["done"] == 4
    assert sent[0]["ok"] is False
    assert SECRET not in sent[0]["message"]
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("message", [None, 3, "do", [], {}, {"do": 5, "id": 1}, {"id": 2}])
def test_what_is_no_act_is_passed_over(page: Component, message: Any) -> None:
    page.on_do(lambda _name, _args: {})
    say(page, message)
    assert sent == []


def test_arguments_that_are_no_arguments_are_none(page: Component) -> None:
    page.on_do(lambda _name, args: {"args": args})
    say(page, {"do": "x", "id": 1, "args": ["a"]})
    assert sent[0]["result"] == {"args": {}}


def test_a_page_speaks_the_language_it_is_told(page: Component) -> None:
    try:
        page.speak("cy")
        assert (page.language, i18n.current()) == ("cy", "cy")
        assert all(isinstance(word, str) for word in page.words)
        page.speak("en-GB")
        assert page.words == {}
    finally:
        i18n.use("en-GB")


def test_fifty_states_leave_no_widget_behind(page: Component) -> None:
    before = len(_instances)
    for number in range(50):
        page.state = {"number": number}
    assert len(_instances) == before


def told(page: Component, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The states that the page is sent from now on, message by message."""
    states: list[dict[str, Any]] = []

    def hear(message: dict[str, Any], buffers: Any = None) -> None:
        if message["method"] == "update":
            states.append(message["state"])

    monkeypatch.setattr(page, "_send", hear)
    return states


def test_a_page_that_greets_is_told_everything_at_once_again(
    page: Component, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.state = {"title": "A session"}
    states = told(page, monkeypatch)
    page.on_do(lambda _name, _args: page.speak(i18n.ENGLISH))
    say(page, {"do": "hello", "id": 1})
    assert len(states) == 1
    assert states[0]["state"] == {"title": "A session"}
    assert {"state", "words", "language", "room"} <= states[0].keys()
    assert not [name for name in states[0] if name.startswith("_") or name == "layout"]


def test_what_a_greeting_page_has_does_not_travel_unless_it_is_another(
    page: Component, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.state, page.words = {"title": "A session"}, {"Hello": "Helo"}
    states = told(page, monkeypatch)
    page.on_do(lambda _name, _args: None)
    say(page, {"do": "hello", "id": 1, "args": {"has": {"state": mark({"title": "Old"}), "words": mark(page.words)}}})
    assert states[0]["state"] == {"title": "A session"}
    assert "words" not in states[0]


def test_half_a_letter_in_what_a_page_shows_does_not_keep_it_from_greeting(
    page: Component, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.state = {"title": "half \udc00 a letter"}
    states = told(page, monkeypatch)
    page.on_do(lambda _name, _args: None)
    say(page, {"do": "hello", "id": 1, "args": {"has": {"state": "another"}}})
    assert states[0]["state"] == page.state


@pytest.mark.parametrize("has", [None, "words", ["words"], {"words": 3}, {"words": None}])
def test_a_greeting_that_makes_no_sense_about_what_it_has_is_told_everything(
    page: Component, monkeypatch: pytest.MonkeyPatch, has: object
) -> None:
    states = told(page, monkeypatch)
    page.on_do(lambda _name, _args: None)
    say(page, {"do": "hello", "id": 1, "args": {"has": has}})
    assert "words" in states[0]


def test_a_greeting_that_fails_takes_nothing_from_the_page(
    page: Component, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_name: str, _args: dict[str, Any]) -> None:
        raise OutsideError("The store is busy.")

    states = told(page, monkeypatch)
    page.on_do(fail)
    say(page, {"do": "hello", "id": 1})
    assert [state for state in states if state] == []
    assert sent[-1]["again"] is True


def test_a_mark_is_of_the_content_and_not_of_its_order() -> None:
    assert mark({"a": 1, "b": "é"}) == mark({"b": "é", "a": 1})
    assert mark({"a": 1}) != mark({"a": 2})
    assert len(mark({})) == 12
