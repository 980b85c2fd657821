"""The board's model on a real store: which view a whole room is shown, and what is in it."""

from __future__ import annotations

from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from evenground.apps import board as page_of
from evenground.apps import page as place
from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.store import commands, queries, theming
from evenground.store.engine import Store
from tests.apps.projecting import every_view, opened, people

WORDS = "The bus stops at six"
CHARTS = ("themes", "measures", "gaps", "needs", "few", "progress")


@pytest.fixture
def session(store: Store, workshop: Workshop) -> Session:
    made = commands.create_session(store, workshop, identity="alias", title="Tuesday group")[0]
    commands.move(store, made.id, 1)
    return made


def test_the_board_joins_at_the_welcome_and_shows_the_stage_while_people_work(
    store: Store, session: Session
) -> None:
    commands.move(store, session.id, 0)
    model = opened(store, session)
    assert model.state["shown"] == "join"
    commands.move(store, session.id, 1)
    model.refresh()
    assert model.state["shown"] == "stage"


def test_the_facilitators_choice_holds_until_the_next_stage(store: Store, session: Session) -> None:
    model = opened(store, session)
    commands.show(store, session.id, "progress")
    model.refresh()
    assert model.state["shown"] == "progress"
    assert opened(store, session).state["shown"] == "progress"
    commands.move(store, session.id, 2)
    model.refresh()
    assert model.state["shown"] == "themes"


def test_looking_elsewhere_is_for_this_screen_only_and_ends_with_the_facilitators_next_choice(
    store: Store, session: Session
) -> None:
    commands.move(store, session.id, 2)
    here, other = opened(store, session), opened(store, session)
    here.look("progress")
    assert (here.state["shown"], here.state["followed"]) == ("progress", "themes")
    other.refresh()
    assert other.state["shown"] == "themes"
    commands.show(store, session.id, "gaps")
    here.refresh()
    assert here.state["shown"] == "gaps"


def test_nothing_on_the_board_changes_the_store(store: Store, session: Session) -> None:
    people(store, session, 3)
    commands.move(store, session.id, 2)
    before = queries.session_by_id(store, session.id)
    every_view(store, session)
    assert queries.session_by_id(store, session.id) == before


def test_a_view_that_may_not_be_shown_yet_cannot_be_looked_at(store: Store, session: Session) -> None:
    model = opened(store, session)
    for view in ("themes", "actions", "end", "nothing"):
        with pytest.raises(InputError):
            model.look(view)


def test_each_chart_has_a_sentence_a_table_and_a_drawing(store: Store, session: Session) -> None:
    group = people(store, session, 12)
    for at, person in enumerate(group):
        commands.answer(store, person.id, "people", f"the bus, {at}")
        commands.answer(store, person.id, "needs", f"speak with an interpreter, {at}")
        commands.answer(store, person.id, "matters", 8)
        commands.answer(store, person.id, "sure", 3)
        if at < 4:
            commands.answer(store, person.id, "place", "home")
    commands.move(store, session.id, 2)
    confirm_everything(store, session)
    model = opened(store, session)
    for view in CHARTS:
        model.look(view)
        room = model.room
        assert all((room["sentence"], room["rows"], room["figure"]["data"])), view
        assert room["narrow"] == ""
        assert len(room["labels"]) + room["more"] == len(room["rows"])
        assert room["svg"].startswith("<svg")


def confirm_everything(store: Store, session: Session) -> None:
    rows = queries.shared(store, session.id, purpose="facilitator")
    transport, language = queries.themes(store, session.id)
    for theme, prompt in ((transport, "people"), (language, "needs")):
        theming.confirm_all(store, session.id, theme.id, [row.answer for row in rows if row.prompt == prompt])


def test_a_closed_session_ends_with_gaps_actions_and_the_day_of_deletion(
    store: Store, session: Session
) -> None:
    for person in people(store, session, 4):
        commands.answer(store, person.id, "matters", 9)
        commands.answer(store, person.id, "sure", 2)
    commands.move(store, session.id, 4)
    person = people(store, session, 1)[0]
    action = {"what": "Move the clinic", "who": "", "by": "", "level": "organisation"}
    commands.answer(store, person.id, "next", [action])
    commands.close_session(store, session.id)
    model = opened(store, session)
    assert model.state["shown"] == "end"
    assert model.room["gaps"][0] == {
        "kind": "Confidence",
        "what": "access",
        "how": "importance 9, confidence 2",
    }
    assert [one["what"] for one in model.room["actions"]] == ["Move the clinic"]
    assert str(session.delete_on.year) in model.state["deletion"]


def test_somebody_getting_ready_changes_the_dots_and_no_chart(store: Store, session: Session) -> None:
    person = people(store, session, 3)[0]
    commands.answer(store, person.id, "people", WORDS)
    commands.move(store, session.id, 2)
    model = opened(store, session)
    chart = model.room
    commands.set_ready(store, person.id, True)
    model.refresh()
    assert model.state["head"] == {"joined": 3, "ready": 1}
    assert model.room is chart


def test_progress_is_about_the_questions_of_this_stage_and_not_about_a_diary(
    store: Store, session: Session
) -> None:
    model = opened(store, session)
    model.look("progress")
    asked = [row[0] for row in model.room["rows"]]
    assert "Who is missed?" in asked
    assert "For you alone" not in asked
    assert "What will you do?" not in asked
    commands.move(store, session.id, 4)
    model.refresh()
    model.look("progress")
    assert [row[0] for row in model.room["rows"]] == ["What will you do?"]


def test_the_picture_to_scan_holds_the_address_to_join(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENGROUND_PUBLIC_URL", "http://192.168.1.20:8866/")
    join = opened(store, session).state["join"]
    assert join["address"] == "192.168.1.20:8866"
    assert join["qr"]["size"] >= 21
    monkeypatch.delenv("EVENGROUND_PUBLIC_URL")
    assert opened(store, session).state["join"] == {"address": "", "qr": None}


def test_a_session_for_one_person_has_no_board(store: Store, workshop: Workshop) -> None:
    alone = commands.create_session(store, workshop, variant="alone")[0]
    model = opened(store, alone)
    assert list(model.state) == ["problem"]


@pytest.fixture
def visit(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> tuple[page_of.BoardPage, Session]:
    monkeypatch.setattr(place, "the_store", lambda: store)
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    visit = page_of.bind(page_of.build())
    visit.act("hello", {"path": f"/board/{session.code}", "language": "cy"})
    return visit, session


def test_a_page_learns_its_session_from_its_address(visit: tuple[page_of.BoardPage, Session]) -> None:
    page, session = visit
    assert page.page.state["code"] == session.code
    assert page.page.language == "en-GB"
    page.act("hello", {"path": "/board/WRONGX"})
    assert "code" in page.page.state["problem"]


def test_a_deleted_session_says_so_on_the_board(
    store: Store, visit: tuple[page_of.BoardPage, Session]
) -> None:
    page, session = visit
    commands.delete_session(store, session.id)
    page.refresh()
    assert "deleted" in page.page.state["problem"]
    assert page.page.room == {}


def test_fifty_refreshes_make_no_widget_and_send_nothing_new(
    store: Store, visit: tuple[page_of.BoardPage, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, session = visit
    for person in people(store, session, 3):
        commands.answer(store, person.id, "people", WORDS)
    commands.move(store, session.id, 2)
    page.refresh()
    sent: list[Any] = []
    monkeypatch.setattr(page.page, "send_state", lambda *args, **_more: sent.append(args))
    before = len(_instances)
    for _again in range(50):
        page.refresh()
    assert len(_instances) == before
    assert sent == []


def test_an_unknown_act_is_refused_in_plain_words(visit: tuple[page_of.BoardPage, Session]) -> None:
    with pytest.raises(InputError):
        visit[0].act("close", {})


def test_a_chart_that_could_not_be_drawn_is_drawn_at_the_next_refresh(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened(store, session)
    before = model.room

    def broken(*_args: object) -> dict[str, Any]:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(model, "_drawn", broken)
        people(store, session, 1)
        commands.answer(store, queries.participants(store, session.id)[-1].id, "people", "The bus is late")
        commands.move(store, session.id, 2)
        with pytest.raises(RuntimeError):
            model.refresh()
    assert model.room == before
    model.refresh()
    assert model.room != before
    assert model.room["view"] == "themes"
