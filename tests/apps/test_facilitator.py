"""The facilitator's page on a real store: what is told before sharing, and every move of the session."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from evenground.apps import page as place
from evenground.apps.facilitator import Visit, bind, build
from evenground.domain.session import Session, new_token
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries
from evenground.store.engine import Store

SECRET = "only for my own eyes: the blue notebook"
SAID = "The bus never comes"


def joined(visit: Visit, *answers: str, **options: Any) -> list[int]:
    """People who answered the first prompt, one after the other."""
    model = visit.model
    assert model is not None
    people = []
    for answer in answers:
        person = commands.join(model.store, model.session.code, new_token(), name="Wren")
        commands.answer(model.store, person.id, "people", answer, **options)
        people.append(person.id)
    visit.refresh()
    return people


def everything(visit: Visit) -> str:
    return json.dumps([visit.desk.state, visit.desk.room])


def stage_of(visit: Visit) -> Any:
    return visit.desk.state["stage"]


def test_no_words_are_told_before_sharing(leading: Visit) -> None:
    joined(leading, SAID, "The bus again", "Parking")
    leading.act("move", {"to": 1})
    told = everything(leading)
    assert SAID not in told
    assert "Wren" not in told
    assert leading.desk.room == {}
    assert leading.desk.state["people"] == {"joined": 3, "ready": 0}
    assert next(one for one in leading.desk.state["answered"] if one["id"] == "people")["people"] == 3


def test_private_answers_are_told_at_no_stage(leading: Visit) -> None:
    joined(leading, SECRET, visibility="private")
    for position in range(1, len(leading.desk.state["stages"])):
        leading.act("move", {"to": position})
        assert SECRET not in everything(leading)
    leading.act("close", {})
    assert SECRET not in everything(leading)


def test_going_back_puts_away_what_was_shared(leading: Visit) -> None:
    joined(leading, SAID)
    leading.act("move", {"to": 2})
    assert SAID in everything(leading)
    leading.act("move", {"to": 1})
    assert SAID not in everything(leading)


def test_the_primary_button_knows_what_comes_next(leading: Visit) -> None:
    leading.act("move", {"to": 1})
    assert stage_of(leading)["next"]["sharing"] is True
    leading.act("move", {"to": len(leading.desk.state["stages"]) - 1})
    assert stage_of(leading)["next"] is None


def test_stages_are_skipped_reopened_and_repeated(leading: Visit) -> None:
    leading.act("move", {"to": 1, "skip": True})
    leading.act("move", {"to": 2})
    leading.act("move", {"to": 1})
    assert [stage["runs"] for stage in leading.desk.state["stages"][:3]] == [0, 2, 1]
    before = stage_of(leading)["run"]
    leading.act("repeat", {})
    assert stage_of(leading)["position"] == 1
    assert stage_of(leading)["run"] == before + 1


def test_the_clock_stops_and_starts_again(leading: Visit) -> None:
    leading.act("close_stage", {})
    assert stage_of(leading)["closed"] is True
    assert leading.desk.state["clock"]["runs"] is False
    leading.act("repeat", {})
    assert leading.desk.state["clock"]["runs"] is True


def test_the_session_is_closed_and_opened_again(leading: Visit) -> None:
    leading.act("close", {})
    assert leading.desk.state["session"]["closed"] is True
    assert leading.desk.state["board"]["view"] == "end"
    with pytest.raises(InputError):
        leading.act("move", {"to": 1})
    leading.act("reopen", {})
    assert leading.desk.state["session"]["closed"] is False


def test_names_are_narrowed_and_never_widened(leading: Visit) -> None:
    assert leading.desk.state["session"]["narrower"] == ["anonymous"]
    leading.act("identity", {"identity": "anonymous"})
    with pytest.raises(Refused):
        leading.act("identity", {"identity": "named"})


def test_the_board_shows_what_was_chosen_with_the_charts_own_sentence(leading: Visit) -> None:
    joined(leading, SAID, "Bus", "A bus")
    leading.act("move", {"to": 2})
    leading.act("show", {"view": "progress"})
    board = leading.desk.state["board"]
    assert board["view"] == "progress"
    assert leading.act("look", {"view": "progress"})["sentence"] == board["sentence"]  # type: ignore[index]
    assert board["svg"].startswith("<svg")


def test_before_sharing_the_board_can_show_nobodys_words(leading: Visit) -> None:
    assert leading.desk.state["board"]["views"] == ["join", "stage", "progress"]
    with pytest.raises(InputError):
        leading.act("look", {"view": "themes"})


@pytest.mark.parametrize("view", ["themes", "measures", "gaps", "progress", "actions"])
def test_every_view_can_be_looked_at_once_sharing_is_open(leading: Visit, view: str) -> None:
    joined(leading, SAID, "Bus", "A bus")
    leading.act("move", {"to": 2})
    seen = leading.act("look", {"view": view})
    assert seen is not None
    assert seen["sentence"]


@pytest.fixture
def sent(leading: Visit, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """The files that the page of somebody who leads was sent; something was shared and something was not."""
    joined(leading, SAID, "Bus", "A bus")
    joined(leading, SECRET, visibility="private")
    leading.act("move", {"to": 2})
    files: list[tuple[str, str, bytes]] = []
    monkeypatch.setattr(leading.desk, "send_file", lambda *file: files.append(file))
    return files


@pytest.mark.parametrize("to", ["html", "md", "json"])
def test_the_groups_record_is_handed_over(leading: Visit, to: str, sent: list[tuple[str, str, bytes]]) -> None:
    assert to in (leading.act("record_begin", {"names": False}) or {})["formats"]
    leading.act("record_write", {"to": to})
    told = leading.act("record_end", {})
    (name, _mime, data), = sent
    assert told == {"name": name}
    assert name.endswith(f".{to}")
    assert SAID.encode() in data
    assert SECRET.encode() not in data


def test_several_formats_come_as_one_file(leading: Visit, sent: list[tuple[str, str, bytes]]) -> None:
    leading.act("record_begin", {})
    for to in ("csv", "md"):
        leading.act("record_write", {"to": to})
    leading.act("record_end", {})
    with zipfile.ZipFile(io.BytesIO(sent[0][2])) as pack:
        names = pack.namelist()
        assert [name.removeprefix(names[0].removesuffix(".csv")) for name in names] == [".csv", "-codebook.csv", ".md"]
        assert all(SECRET.encode() not in pack.read(name) for name in names)


def test_a_record_that_was_not_begun_asks_to_choose_again(leading: Visit) -> None:
    for act in ("record_write", "record_end"):
        with pytest.raises(Refused, match="Choose a format once more"):
            leading.act(act, {"to": "md"})
    leading.act("record_begin", {})
    with pytest.raises(InputError, match="cannot be written as"):
        leading.act("record_write", {"to": "papyrus"})


def test_a_synthetic_session_says_so(visited: Store, workshop: Workshop) -> None:
    session, key = commands.create_session(visited, workshop, synthetic=True)
    visit = bind(build())
    visit.act("hello", {"path": f"/facilitate/{session.code}", "key": key})
    assert visit.desk.state["session"]["synthetic"] is True


def test_time_alone_sends_nothing(leading: Visit) -> None:
    sent: list[Any] = []
    leading.desk.observe(sent.append, ["state", "room"])
    leading.refresh()
    assert sent == []


def test_a_deleted_session_is_told_of_and_left(leading: Visit, made: tuple[Session, str]) -> None:
    commands.delete_session(leading.store, made[0].id)
    leading.refresh()
    assert leading.desk.state["screen"] == "start"
    assert "deleted" in leading.desk.state["fault"]
    with pytest.raises(NotFound):
        queries.session_by_id(leading.store, made[0].id)


def test_a_page_follows_what_others_do(
    visited: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(place, "the_store", lambda: visited)
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    session, key = commands.create_session(visited, workshop)

    async def lead() -> None:
        visit = bind(build())
        visit.act("hello", {"path": f"/facilitate/{session.code}", "key": key})
        told = asyncio.Event()
        visit.desk.observe(lambda _change: told.set(), "state")
        commands.join(visited, session.code, new_token())
        await asyncio.wait_for(told.wait(), 10)
        assert visit.desk.state["people"]["joined"] == 1
        assert visit.following is not None
        visit.following.cancel()

    with ThreadPoolExecutor(1) as apart:  # a thread whose loop nobody else runs
        apart.submit(lambda: asyncio.run(lead())).result()
