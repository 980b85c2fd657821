"""The participant's model on a real store: what the page is told, and what it is never told."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from evenground.apps import participant_room as rooms
from evenground.apps.participant import COUNTED, ParticipantModel, build
from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.errors import InputError, Refused
from evenground.store import commands, queries, theming
from evenground.store.engine import Store
from evenground.store.feed import Change
from tests.apps.taking_part import all_state, arrive, given, go

SECRET = "only-for-my-own-eyes"


@pytest.fixture
def session(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    return given(store, monkeypatch)


def test_a_wrong_code_is_answered_with_what_to_do(store: Store, session: Session) -> None:
    model = ParticipantModel(build())
    model.act("hello", {"path": "/join/WRONGX", "token": new_token()})
    assert "code" in model.page.state["problem"].lower()


def test_the_promise_and_the_questions_are_there_before_joining_and_nobody_s_answers(
    store: Store, session: Session
) -> None:
    go(store, session, "individual")
    other = arrive(session)
    other.act("answer", {"prompt": "my-people", "value": SECRET})
    model = ParticipantModel(build())
    model.act("hello", {"path": f"/join/{session.code}", "token": new_token()})
    assert any("alone first" in line for line in model.page.state["promise"])
    assert model.page.content["sections"]
    assert SECRET not in all_state(model)


def test_joining_twice_with_one_token_is_one_person(store: Store, session: Session) -> None:
    model = arrive(session)
    model.act("join", {"token": model.token, "name": ""})
    assert len(queries.participants(store, session.id)) == 1


def test_nobody_writes_before_joining(store: Store, session: Session) -> None:
    model = ParticipantModel(build())
    model.act("hello", {"path": f"/join/{session.code}", "token": new_token()})
    with pytest.raises(Refused):
        model.act("answer", {"prompt": "my-people", "value": "x"})


def test_a_saved_answer_is_in_the_store_and_in_my_state(store: Store, session: Session) -> None:
    go(store, session, "individual")
    model = arrive(session)
    done = model.act("answer", {"prompt": "my-people", "value": "Buses", "draft": "a1"})
    assert done is not None
    assert done["revision"] == 1
    assert model.page.state["answers"]["my-people"]["value"] == "Buses"


def test_a_repeated_save_is_kept_once(store: Store, session: Session) -> None:
    go(store, session, "individual")
    model = arrive(session)
    for _again in range(3):
        model.act("answer", {"prompt": "my-people", "value": "Buses", "draft": "a1"})
    assert model.me is not None
    assert len(queries.my_revisions(store, model.me.id)) == 1


def test_nothing_of_others_is_told_before_sharing_and_before_my_turn(store: Store, session: Session) -> None:
    go(store, session, "individual")
    other, me = arrive(session), arrive(session)
    other.act("answer", {"prompt": "my-people", "value": "Bus fares stop people"})
    other.act("ready", {})
    me.refresh()
    assert "Bus fares" not in all_state(me)
    go(store, session, "shared")
    me.refresh()
    assert "Bus fares" not in all_state(me)
    me.act("ready", {})
    assert "Bus fares" in all_state(me)


def test_a_private_answer_is_told_to_nobody_else_at_any_stage(store: Store, session: Session) -> None:
    go(store, session, "individual")
    other, me = arrive(session), arrive(session)
    other.act("answer", {"prompt": "my-people", "value": SECRET, "visibility": "private"})
    me.act("ready", {})
    for kind in ("shared", "review", "commit", "close"):
        go(store, session, kind)
        me.refresh()
        assert SECRET not in all_state(me)
        other.refresh()
        assert SECRET in json.dumps(other.page.state)


def test_a_revised_answer_keeps_the_first_beside_it(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    me.act("answer", {"prompt": "my-people", "value": "Buses"})
    go(store, session, "review")
    me.act("answer", {"prompt": "my-people", "value": "Fares", "reason": "Somebody said so"})
    mine = me.page.state["answers"]["my-people"]
    assert (mine["first_text"], mine["text"], mine["reason"]) == ("Buses", "Fares", "Somebody said so")


def test_a_likely_identifier_is_pointed_out_to_its_writer_only(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    me.act("answer", {"prompt": "my-people", "value": "Write to anna.jones@example.org about it"})
    assert me.page.state["answers"]["my-people"]["notes"]


def test_a_resume_code_of_another_session_is_refused(store: Store, session: Session) -> None:
    me = arrive(session)
    with pytest.raises(Refused):
        me.act("resume", {"token": new_token()})
    assert me.act("resume", {"token": me.token.lower()}) == {"token": me.token}


def test_only_a_lone_learner_moves_the_session(store: Store, session: Session) -> None:
    with pytest.raises(Refused):
        arrive(session).act("onward", {})
    alone = commands.create_session(store, loading.load("health-equity"), variant="alone")[0]
    model = arrive(alone)
    at = model.page.state["position"]
    model.act("onward", {})
    assert model.page.state["position"] == at + 1
    assert all(p["visibilities"] == ["private"] for s in model.page.content["sections"] for p in s["prompts"])


def test_going_on_said_twice_of_one_stage_is_going_on_once(store: Store, session: Session) -> None:
    alone = commands.create_session(store, loading.load("health-equity"), variant="alone")[0]
    model = arrive(alone)
    at = model.page.state["position"]
    for _each in range(2):
        model.act("onward", {"position": at})
    assert model.page.state["position"] == at + 1


def test_a_turn_that_ended_while_the_group_moved_on_is_the_turn_at_the_stage_before(
    store: Store, session: Session
) -> None:
    go(store, session, "individual")
    me = arrive(session)
    shown = {name: me.page.state[name] for name in ("position", "run")}
    go(store, session, "commit")
    me.act("ready", {"ready": True} | shown)
    assert me.page.state["ready"] is False
    assert me.page.state["head"]["ready"] == 0
    assert me.page.state["turn"] is True
    me.act("ready", {"ready": True, "position": me.page.state["position"], "run": 1})
    assert me.page.state["ready"] is True


@pytest.mark.parametrize(("position", "run"), [(-1, 1), (99, 1), (0, 2), (10**30, 1)])
def test_a_turn_at_a_stage_that_never_was_is_refused(store: Store, session: Session, position: int, run: int) -> None:
    me = arrive(session)
    with pytest.raises(InputError):
        me.act("ready", {"ready": True, "position": position, "run": run})
    assert me.page.state["turn"] is False


def test_an_unknown_act_is_refused_in_plain_words(store: Store, session: Session) -> None:
    with pytest.raises(InputError):
        arrive(session).act("delete_everything", {})


def test_what_has_not_changed_does_not_travel_again(store: Store, session: Session) -> None:
    me = arrive(session)
    sent: list[Any] = []
    me.page.observe(sent.append, ["state", "content", "room", "statements", "group"])
    for _again in range(50):
        me.refresh()
    assert sent == []


@pytest.fixture
def saving(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> tuple[ParticipantModel, list[tuple[str, str, bytes]]]:
    """Somebody with a private answer, and the files that their browser is sent."""
    go(store, session, "individual")
    me = arrive(session)
    me.act("answer", {"prompt": "my-people", "value": SECRET, "visibility": "private"})
    files: list[tuple[str, str, bytes]] = []
    monkeypatch.setattr(me.page, "send_file", lambda *file: files.append(file))
    return me, files


def test_my_record_reaches_my_browser_as_a_file(
    saving: tuple[ParticipantModel, list[tuple[str, str, bytes]]],
) -> None:
    me, files = saving
    told = me.act("record", {"to": "json", "name": ""})
    assert SECRET.encode() in files[0][2]
    assert told == {"name": files[0][0]}


def test_all_formats_of_my_record_come_in_one_file(
    saving: tuple[ParticipantModel, list[tuple[str, str, bytes]]],
) -> None:
    me, files = saving
    me.act("record", {"to": "all", "name": ""})
    with zipfile.ZipFile(io.BytesIO(files[0][2])) as pack:
        endings = [name.rsplit(".", 1)[1] for name in pack.namelist()]
    assert endings == ["html", "pdf", "docx", "md", "csv", "csv", "json", "ics"]


def change(kind: str) -> Change:
    return Change(1, kind, "", datetime.now(UTC))


def test_a_page_reads_at_once_what_is_done_to_the_session_and_later_what_others_do(
    store: Store, session: Session
) -> None:
    me = shared_room(store, session)
    assert all(me.concerns(change(kind)) for kind in ("stage", "closed", "statement", "point", "hidden", "identity"))
    later = (*COUNTED, "answer", "participant", "suggestion", "theming")
    assert not any(me.concerns(change(kind)) for kind in (*later, "vote", "tag", "board"))
    assert all(me.concerns_seldom(change(kind)) for kind in later)
    assert not any(me.concerns_seldom(change(kind)) for kind in ("vote", "tag", "board"))


def test_before_the_room_is_shown_a_page_reads_for_counts_only(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    assert all(me.concerns_seldom(change(kind)) for kind in COUNTED)
    assert not any(me.concerns_seldom(change(kind)) for kind in ("answer", "suggestion", "theming", "vote"))


def shared_room(store: Store, session: Session) -> ParticipantModel:
    go(store, session, "individual")
    me, other = arrive(session), arrive(session)
    other.act("answer", {"prompt": "my-people", "value": "Bus fares stop people"})
    me.act("ready", {})
    go(store, session, "shared")
    me.refresh()
    return me


def test_answers_are_read_anew_only_when_something_was_written_that_changes_them(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = shared_room(store, session)
    read: list[int] = []
    look = rooms.look
    monkeypatch.setattr(rooms, "look", lambda *args: read.append(1) or look(*args))
    other = arrive(session)
    other.act("ready", {})
    read.clear()
    me.refresh()
    assert read == []
    other.act("answer", {"prompt": "my-part", "value": "Housing"})
    read.clear()
    me.refresh()
    assert read == [1]
    assert "Housing" in all_state(me)
    theming.rename_theme(store, session.id, queries.themes(store, session.id)[0].id, "Getting here")
    me.refresh()
    assert "Getting here" in all_state(me)


def test_an_answer_that_is_made_private_or_hidden_is_gone_at_the_next_look(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me, other = arrive(session), arrive(session)
    other.act("answer", {"prompt": "my-people", "value": SECRET})
    me.act("ready", {})
    go(store, session, "shared")
    me.refresh()
    assert SECRET in all_state(me)
    other.act("answer", {"prompt": "my-people", "value": SECRET, "visibility": "private"})
    me.refresh()
    assert SECRET not in all_state(me)
