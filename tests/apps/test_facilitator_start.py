"""Who may lead a session: keys, the host's key, and an author who holds the store."""

from __future__ import annotations

import json

import pytest

from evenground.apps.facilitator import Visit, bind, build
from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, Refused
from evenground.records import files
from evenground.store import commands, queries, theming
from evenground.store.engine import Store
from tests.apps.conftest import HOST_KEY


def everything(visit: Visit) -> str:
    return json.dumps([visit.desk.state, visit.desk.room])


@pytest.fixture
def at_home(visited: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The page as an author has it in JupyterLab."""
    monkeypatch.delenv("SERVER_SOFTWARE")
    return visited


def test_the_key_opens_the_session(leading: Visit) -> None:
    assert leading.desk.state["screen"] == "session"
    assert leading.desk.state["session"]["title"] == "Tuesday"


@pytest.mark.parametrize("key", ["", "WRONG", "7" * 16])
def test_a_wrong_key_shows_nothing_of_the_session(made: tuple[Session, str], key: str) -> None:
    visit = bind(build())
    visit.act("hello", {"path": f"/facilitate/{made[0].code}", "key": key})
    assert visit.desk.state["screen"] == "start"
    assert "Tuesday" not in everything(visit)
    assert bool(visit.desk.state["fault"]) == bool(key)


def test_a_key_of_one_session_does_not_open_another(
    made: tuple[Session, str], workshop: Workshop, visited: Store
) -> None:
    other, _key = commands.create_session(visited, workshop)
    visit = bind(build())
    with pytest.raises(Refused):
        visit.act("resume", {"code": other.code, "key": made[1]})


RECORD = ("record_begin", "record_write", "record_end")


@pytest.mark.parametrize("act", ["move", "hide", "undo", "show", "close", *RECORD, "look", "open"])
def test_who_holds_no_key_can_do_nothing(made: tuple[Session, str], act: str) -> None:
    visit = bind(build())
    visit.act("hello", {"path": f"/facilitate/{made[0].code}", "key": "WRONG"})
    with pytest.raises(Refused):
        visit.act(act, {"to": 1, "code": made[0].code})
    assert queries.session_by_id(visit.store, made[0].id).position == 0


def test_code_and_key_can_be_typed_as_people_type_them(made: tuple[Session, str]) -> None:
    session, key = made
    visit = bind(build())
    typed = "-".join(key[at : at + 4] for at in range(0, 16, 4)).lower()
    found = visit.act("resume", {"code": f" {session.code[:3]} {session.code[3:].lower()}", "key": typed})
    assert found == {"code": session.code, "key": key}
    assert visit.desk.state["screen"] == "session"


def test_starting_needs_the_host_key(visited: Store) -> None:
    visit = bind(build())
    visit.act("hello", {"path": "/facilitate", "host": "guess"})
    with pytest.raises(Refused, match="host key"):
        visit.act("start", {"workshop": "health-equity", "identity": "alias", "host": "guess"})
    assert queries.sessions(visited) == []


def test_the_host_starts_a_session_and_gets_its_key(visited: Store) -> None:
    visit = bind(build())
    visit.act("hello", {"path": "/facilitate", "host": HOST_KEY})
    assert visit.desk.state["host"] is True
    wanted = {"workshop": "health-equity", "variant": "25", "identity": "named", "title": "  Team day "}
    made = visit.act("start", wanted)
    assert made is not None
    session = queries.check_key(visited, made["code"], made["key"])
    assert (session.title, session.variant, session.identity) == ("Team day", "25", "named")
    assert visit.desk.state["session"]["code"] == session.code


@pytest.mark.parametrize("wrong", [{"workshop": "../secrets"}, {"identity": "everybody"}, {"variant": "7"}])
def test_what_cannot_be_started_is_refused_with_a_sentence(visited: Store, wrong: dict[str, str]) -> None:
    visit = bind(build())
    with pytest.raises(InputError):
        visit.act("start", {"workshop": "health-equity", "identity": "alias", "host": HOST_KEY, **wrong})
    assert queries.sessions(visited) == []


def test_the_start_screen_names_workshops_with_their_times(visited: Store) -> None:
    visit = bind(build())
    visit.act("hello", {"path": "/facilitate"})
    main = next(one for one in visit.desk.state["workshops"] if one["id"] == "health-equity")
    assert [variant["minutes"] for variant in main["variants"]] == [25, 60, 90]
    assert visit.desk.state["sessions"] == []


def test_an_author_opens_any_session_of_the_store_without_a_key(at_home: Store, workshop: Workshop) -> None:
    session, _key = commands.create_session(at_home, workshop)
    visit = bind(build())
    assert [one["code"] for one in visit.desk.state["sessions"]] == [session.code]
    visit.act("open", {"code": session.code})
    assert visit.desk.state["session"]["code"] == session.code
    visit.act("leave", {})
    assert visit.desk.state["screen"] == "start"


def test_a_session_can_continue_an_earlier_one_from_its_record(visited: Store, made: tuple[Session, str]) -> None:
    theming.add_theme(visited, made[0].id, "A theme of our own")
    record = files.make(visited, made[0].code, "session", ["json"])[0].data.decode()
    visit = bind(build())
    found = visit.act("start", {"workshop": "team-pause", "identity": "anonymous", "host": HOST_KEY, "follows": record})
    assert found is not None
    fresh = queries.get_session(visited, found["code"])
    assert queries.earlier(visited, fresh.id)


def test_a_wrong_record_is_said_before_a_session_is_made(visited: Store) -> None:
    visit, before = bind(build()), len(queries.sessions(visited))
    for wrong in ("{}", "not a record"):
        with pytest.raises(InputError):
            visit.act("start", {"workshop": "team-pause", "identity": "anonymous", "host": HOST_KEY, "follows": wrong})
    assert len(queries.sessions(visited)) == before
