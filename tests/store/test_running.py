"""A facilitator's commands: start, move, repeat, close, show, and the one way that names go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from evenground.domain.session import VIEWS, Identity
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, feed, queries
from evenground.store.engine import Store

from .acting import INDIVIDUAL, SHARED, WELCOME, check_gapless, room


def test_a_new_session_keeps_its_definition_and_starts_at_its_first_stage(store: Store, workshop: Workshop) -> None:
    session, key = commands.create_session(store, workshop, title=" Team day ", keep_days=7, threshold=5)
    found = queries.get_session(store, f" {session.code[:3]}-{session.code[3:].lower()} ")
    assert found == session
    assert found.workshop == workshop
    assert (found.title, found.variant, found.position, found.run, found.seq) == ("Team day", "25", 0, 1, 1)
    assert (found.threshold, found.board, found.closed) == (5, "join", False)
    assert found.delete_on == datetime.now(UTC).date() + timedelta(days=7)
    assert queries.check_key(store, session.code, key.lower()) == session
    assert [theme.name for theme in queries.themes(store, session.id)] == ["Transport", "Language"]
    assert [change.kind for change in check_gapless(store, session.id)] == ["created"]


def test_a_session_from_when_lower_thresholds_could_be_set_masks_as_others_do(
    store: Store, workshop: Workshop
) -> None:
    session, _key = commands.create_session(store, workshop, threshold=2)
    assert queries.get_session(store, session.code).threshold == 3


def test_a_session_that_cannot_be_is_not_started(store: Store, workshop: Workshop) -> None:
    before = len(queries.sessions(store))
    for wrong in ({"language": "xx"}, {"identity": "famous"}, {"variant": "17"}, {"title": "t" * 201}):
        with pytest.raises(InputError):
            commands.create_session(store, workshop, **wrong)  # type: ignore[arg-type]
    assert len(queries.sessions(store)) == before


def test_only_its_own_key_opens_a_session(store: Store, workshop: Workshop) -> None:
    one, key = commands.create_session(store, workshop)
    other, _key = commands.create_session(store, workshop)
    for wrong in ("", "0" * 16, key[:-1], key + "0"):
        with pytest.raises(Refused, match="facilitator"):
            queries.check_key(store, one.code, wrong)
    with pytest.raises(Refused):
        queries.check_key(store, other.code, key)


def test_an_unknown_code_says_where_to_look(store: Store) -> None:
    with pytest.raises(NotFound, match="Check it on the board"):
        queries.get_session(store, "AAAAAA")


def test_stages_go_forward_back_and_are_repeated_each_as_its_own_run(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    made.to(SHARED)
    made.to(INDIVIDUAL)
    commands.repeat_stage(store, made.id)
    commands.move(store, made.id, SHARED, skip=True)
    runs = queries.stage_runs(store, made.id)
    assert [(run.position, run.run) for run in runs] == [(0, 1), (1, 1), (2, 1), (1, 2), (1, 3), (2, 2)]
    assert [run.skipped for run in runs] == [False, False, False, False, True, False]
    assert [run.closed_at is not None for run in runs] == [True] * 5 + [False]
    assert (made.session.position, made.session.run) == (SHARED, 2)
    check_gapless(store, made.id)


def test_a_move_that_cannot_be_made_leaves_no_change(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    before = made.session
    for nowhere in (-1, 6, INDIVIDUAL):
        with pytest.raises(InputError):
            made.to(nowhere)
    assert made.session == before
    check_gapless(store, made.id)


def test_closing_a_stage_stops_its_clock_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    commands.close_stage(store, made.id)
    stopped = made.session
    commands.close_stage(store, made.id)
    assert made.session == stopped
    made.to(SHARED)
    assert queries.stage_runs(store, made.id)[1].closed_at == stopped.stage_closed_at


def test_a_closed_session_shares_moves_nowhere_and_can_be_opened_again(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    commands.close_session(store, made.id)
    seq = made.session.seq
    commands.close_session(store, made.id)
    assert made.session.closed
    assert made.session.sharing
    assert made.session.seq == seq
    for act in (commands.repeat_stage, commands.close_stage):
        with pytest.raises(Refused, match="Reopen"):
            act(store, made.id)
    with pytest.raises(InputError):
        made.to(WELCOME)
    commands.reopen_session(store, made.id)
    commands.reopen_session(store, made.id)
    assert not made.session.closed
    assert (made.session.position, made.session.run, made.session.stage_closed_at) == (INDIVIDUAL, 2, None)
    assert made.session.seq == seq + 1
    check_gapless(store, made.id)


def test_the_board_shows_what_was_chosen_and_nothing_unknown(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    for _time in range(2):  # choosing the same view again is news too: the board may have moved on by itself
        commands.show(store, made.id, "themes")
    last = [(change.kind, change.subject) for change in check_gapless(store, made.id)[-2:]]
    assert (made.session.board, last) == ("themes", [("board", "themes")] * 2)
    before = made.session
    with pytest.raises(InputError, match="join"):
        commands.show(store, made.id, "secrets")
    assert made.session == before


def test_the_board_shows_the_grid_of_a_framework_by_its_place_in_the_workshop(store: Store, workshop: Workshop) -> None:
    framed = workshop.model_copy(update={"frameworks": ["six-aspects", "levels-of-action"]})
    made = room(store, framed)
    for view in (*VIEWS, "coverage.0", "coverage.1"):
        commands.show(store, made.id, view)
        assert made.session.board == view
    before = made.session
    for wrong in ("coverage", "coverage.", "coverage.2", "coverage.-1", "coverage.x", "coverage." + "0" * 300, 1, None):
        with pytest.raises(InputError):
            commands.show(store, made.id, wrong)  # type: ignore[arg-type]
    assert made.session == before
    assert all(len(view) <= 16 for view in VIEWS)


@pytest.mark.parametrize(("old", "new"), [("named", "alias"), ("named", "anonymous"), ("alias", "anonymous")])
def test_names_given_for_something_wider_go_when_a_session_narrows(
    store: Store, workshop: Workshop, old: Identity, new: Identity
) -> None:
    made = room(store, workshop, people=2, identity=old)
    assert [person.name for person in queries.participants(store, made.id)] == ["Person 0", "Person 1"]
    commands.set_identity(store, made.id, new)
    assert [person.name for person in queries.participants(store, made.id)] == ["", ""]
    with pytest.raises(Refused, match="one way"):
        commands.set_identity(store, made.id, old)
    seq = made.session.seq
    commands.set_identity(store, made.id, new)
    assert (made.session.identity, made.session.seq) == (new, seq)


def test_every_command_on_a_deleted_session_says_that_it_is_gone(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    commands.delete_session(store, made.id)
    for act in (commands.close_stage, commands.repeat_stage, commands.close_session, commands.delete_session):
        with pytest.raises(NotFound, match="deleted"):
            act(store, made.id)
    with pytest.raises(NotFound, match="deleted"):
        made.say(0, "people", "late")
    with pytest.raises(NotFound, match="deleted"):
        queries.participant(store, made.people[0].id)
    assert feed.changes(store, made.id, 0) == []
    assert queries.shared(store, made.id, purpose="board") == []


def test_sessions_are_listed_the_oldest_first(store: Store, workshop: Workshop) -> None:
    made = [room(store, workshop).id for _number in range(3)]
    listed = [session.id for session in queries.sessions(store)]
    assert [number for number in listed if number in made] == made
