"""Suggestions by meaning on a real store: made apart from the loop, written for everybody, moving nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread
from typing import Any

import pytest

from evenground.analysis import embeddings
from evenground.analysis.engine import Engine, Found
from evenground.apps import facilitator_engine as place
from evenground.apps.facilitator import Visit
from evenground.apps.facilitator_engine import Suggesting, named
from evenground.domain.response import Placement, ThemeRow
from evenground.domain.session import Session, new_token
from evenground.domain.suggested import Suggested, print_of, theme_target
from evenground.domain.workshop import Workshop
from evenground.store import commands, queries, theming
from evenground.store.engine import Store

NEAR = "Nobody can get here without a car."
FAR = "We laugh a lot at lunch."


class Words:
    """Stands in the place of the engine: it finds the first theme in every answer that speaks of a car."""

    meaning = True

    def __init__(self) -> None:
        self.read: list[Mapping[int, str]] = []
        self.threads: set[str] = set()
        self.holds = Event()
        self.holds.set()

    def suggest(self, texts: Mapping[int, str], themes: Any, _placements: Any) -> list[Suggested]:
        self.threads.add(current_thread().name.rsplit("_", 1)[0])
        assert self.holds.wait(10)
        self.read.append(texts)
        return [
            Suggested(answer, theme_target(themes[0].id), 0.8, 0, len(text), print_of(text))
            for answer, text in texts.items()
            if "car" in text
        ]

    def closest(self, _texts: Mapping[int, str], _phrases: Mapping[str, str]) -> dict[str, list[Suggested]]:
        return {}

    def doubt(self, texts: Mapping[int, str], _themes: Any, _placements: Any) -> dict[int, float]:
        return {answer: 0.1 if "car" in text else 0.9 for answer, text in texts.items()}

    def groups(self, texts: Mapping[int, str], number: int | None = None) -> tuple[Found, ...]:
        near = tuple(answer for answer, text in texts.items() if "car" in text)
        return (Found(near, near[0], ("car", "bus", "parking", "more")), Found((99,), 99, ("alone",))) if near else ()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Words:
    words = Words()
    monkeypatch.setattr(place, "the_engine", lambda: words)
    monkeypatch.setattr(place, "PAUSE", 0.01)
    monkeypatch.setattr(place, "AT_ONCE", 0.01)
    return words


@pytest.fixture
def session(store: Store, workshop: Workshop) -> Session:
    """A session whose sharing is open, with one answer near a theme and one far from all."""
    made, _key = commands.create_session(store, workshop)
    for words in (NEAR, FAR):
        wrote(store, made, words)
    commands.move(store, made.id, 2)
    return queries.session_by_id(store, made.id)


def wrote(store: Store, session: Session, words: str) -> int:
    person = commands.join(store, session.code, new_token())
    return commands.answer(store, person.id, "people", words).answer


def led(store: Store, session: Session, doing: Callable[[Suggesting, asyncio.Event], Awaitable[None]]) -> Suggesting:
    """Do something while suggestions are made on a loop of their own."""

    async def lead() -> Suggesting:
        told = asyncio.Event()
        suggesting = Suggesting(store, session.id, told.set)
        suggesting.start()
        await doing(suggesting, told)
        suggesting.stop()
        return suggesting

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(lambda: asyncio.run(asyncio.wait_for(lead(), 60))).result()


async def heard(told: asyncio.Event) -> None:
    await told.wait()
    told.clear()


async def once(_suggesting: Suggesting, told: asyncio.Event) -> None:
    await heard(told)


def test_suggestions_are_read_apart_and_written_for_every_page(store: Store, session: Session, engine: Words) -> None:
    read = led(store, session, once)
    assert engine.threads == {"evenground-reading"}
    (made,) = queries.suggestions(store, session.id)
    assert made.print == print_of(NEAR)
    assert read.shown()["meaning"] is True
    assert read.shown()["ready"] is True


def test_the_hardest_to_place_comes_first(store: Store, session: Session, engine: Words) -> None:
    texts = place.texts_of(queries.shared(store, session.id, purpose="facilitator"), session.workshop)
    by_text = {text: str(answer) for answer, text in texts.items()}
    assert led(store, session, once).shown()["order"] == [by_text[FAR], by_text[NEAR]]


def test_what_a_person_placed_is_in_no_order_and_stays_where_it_is(
    store: Store, session: Session, engine: Words
) -> None:
    answer = wrote(store, session, "A car again")
    language = queries.themes(store, session.id)[1].id
    theming.place(store, session.id, answer, language, "confirmed")
    before = queries.placements(store, session.id)
    assert str(answer) not in led(store, session, once).shown()["order"]
    assert queries.placements(store, session.id) == before == [Placement(answer, language, "confirmed")]


def test_new_answers_are_read_and_old_suggestions_stay_as_they_are(
    store: Store, session: Session, engine: Words
) -> None:
    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        before = queries.suggestions(store, session.id)
        wrote(store, session, "The car park is full")
        suggesting.wake()
        await heard(told)
        after = queries.suggestions(store, session.id)
        assert [one for one in after if one in before] == before
        assert len(after) == 2

    led(store, session, doing)


def test_nothing_is_read_twice_that_did_not_change(store: Store, session: Session, engine: Words) -> None:
    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        for _time in range(3):
            suggesting.wake()
        wrote(store, session, "One more")
        await heard(told)

    led(store, session, doing)
    assert len(engine.read) == 2


def test_many_changes_at_once_are_read_one_reading_at_a_time(store: Store, session: Session, engine: Words) -> None:
    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        engine.holds.clear()
        for at in range(5):
            wrote(store, session, f"Car number {at}")
            suggesting.wake()
            await asyncio.sleep(0)
        engine.holds.set()
        while len(suggesting.known.texts) < 7:
            await heard(told)

    led(store, session, doing)
    assert len(engine.read) <= 3


def test_before_sharing_nothing_is_read(store: Store, workshop: Workshop, engine: Words) -> None:
    made, _key = commands.create_session(store, workshop)
    wrote(store, made, NEAR)

    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        assert suggesting.shown()["ready"] is False

    led(store, made, doing)
    assert engine.read == [{}]
    assert queries.suggestions(store, made.id) == []


def test_a_page_that_is_left_gets_nothing_any_more(store: Store, session: Session, engine: Words) -> None:
    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        engine.holds.clear()
        await asyncio.sleep(0)
        suggesting.stop()
        engine.holds.set()
        await asyncio.get_running_loop().run_in_executor(place.thread(), lambda: None)
        assert not told.is_set()

    led(store, session, doing)
    assert queries.suggestions(store, session.id) == []


def test_a_fault_is_shown_and_logged_without_anybodys_words(
    store: Store, session: Session, engine: Words, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_off(texts: Mapping[int, str], *_rest: object) -> list[Suggested]:
        raise ValueError(" ".join(texts.values()))

    monkeypatch.setattr(engine, "suggest", break_off)
    with caplog.at_level(logging.ERROR):
        assert led(store, session, once).shown()["failed"] is True
    assert "ValueError" in caplog.text
    assert NEAR not in caplog.text


def test_a_deleted_session_is_no_fault(
    store: Store, session: Session, engine: Words, caplog: pytest.LogCaptureFixture
) -> None:
    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        commands.delete_session(store, session.id)
        await suggesting._read()
        assert not told.is_set()

    led(store, session, doing)
    assert caplog.text == ""


def test_without_the_encoder_the_page_is_told_that_only_words_are_compared(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "the_engine", lambda: Engine(None))
    assert led(store, session, once).shown()["meaning"] is False


def test_groups_come_under_the_number_of_their_look_and_are_two_or_more(
    store: Store, session: Session, engine: Words
) -> None:
    wrote(store, session, "No car park")

    async def doing(suggesting: Suggesting, told: asyncio.Event) -> None:
        await heard(told)
        look = suggesting.look_for_groups()
        assert suggesting.shown()["regroup"] == {"look": look, "state": "looking", "groups": []}
        await heard(told)
        (group,) = suggesting.shown()["regroup"]["groups"]
        assert len(group["answers"]) == 2
        assert group["name"] == "Car, bus and parking"

    led(store, session, doing)
    assert queries.placements(store, session.id) == []


def test_a_page_without_a_loop_finds_groups_too(leading: Visit, engine: Words) -> None:
    assert leading.model is not None
    for words in (NEAR, "No car park"):
        wrote(leading.store, leading.model.session, words)
    leading.act("move", {"to": 2})
    look = leading.act("regroup_look", {})
    assert look is not None
    assert leading.desk.engine["regroup"]["look"] == look["look"]
    assert leading.desk.engine["regroup"]["state"] == "ready"
    assert leading.desk.engine["ready"] is True


def test_looking_again_forgets_only_what_nobody_judged(leading: Visit, engine: Words) -> None:
    assert leading.model is not None
    session = leading.model.session
    wrote(leading.store, session, NEAR)
    leading.act("move", {"to": 2})
    led(leading.store, queries.session_by_id(leading.store, session.id), once)
    assert len(queries.suggestions(leading.store, session.id)) == 1
    leading.act("look_again", {})
    assert queries.suggestions(leading.store, session.id) == []


def test_leaving_a_session_puts_its_suggestions_away(leading: Visit) -> None:
    assert leading.desk.engine != {}
    leading.act("leave", {})
    assert leading.desk.engine == {}
    assert leading.suggesting is None


@pytest.mark.parametrize(
    ("terms", "name"),
    [((), ""), (("bus",), "Bus"), (("bus", "costs"), "Bus and costs"), (("a", "b", "c", "d"), "A, b and c")],
)
def test_a_group_begins_with_a_name_made_of_what_it_shares(terms: tuple[str, ...], name: str) -> None:
    assert named(terms) == name


@pytest.mark.skipif(embeddings.load() is None, reason="the encoder is not installed")
def test_meaning_finds_a_theme_that_shares_no_word(store: Store, session: Session) -> None:
    theming.add_theme(store, session.id, "Getting to the clinic, roads and parking")
    led(store, session, once)
    themes: dict[str, ThemeRow] = {theme_target(theme.id): theme for theme in queries.themes(store, session.id)}
    read = place.texts_of(queries.shared(store, session.id, purpose="facilitator"), session.workshop)
    near = [themes[one.target].name for one in queries.suggestions(store, session.id) if read[one.answer] == NEAR]
    assert "Getting to the clinic, roads and parking" in near or "Transport" in near
