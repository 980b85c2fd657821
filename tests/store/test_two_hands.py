"""Two people theme at once: each undoes their own steps, and nobody's work goes under another's undo."""

from __future__ import annotations

import pytest

from evenground.domain.response import Placement
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, queries, theming
from evenground.store.engine import Store

from .acting import Room, check_gapless, room


@pytest.fixture
def made(store: Store, workshop: Workshop) -> Room:
    return room(store, workshop, people=4)


def answers_of(made: Room) -> list[int]:
    return [made.say(who, "people", f"words {who}").answer for who in range(4)]


def names(made: Room) -> list[str]:
    return [theme.name for theme in queries.themes(made.store, made.id)]


def confirmed(made: Room) -> set[tuple[int, int]]:
    placed = queries.placements(made.store, made.id)
    return {(one.answer, one.theme) for one in placed if one.state == "confirmed"}


def test_a_theme_is_split_and_put_together_again_by_undo(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = queries.themes(store, made.id)[0].id
    theming.confirm_all(store, made.id, theme, answers)
    before = queries.placements(store, made.id)
    new = theming.split_theme(store, made.id, theme, "Parking", answers[:2])
    assert (
        set(queries.placements(store, made.id))
        == {
            *(Placement(one, new.id, "confirmed") for one in answers[:2]),
            *(Placement(one, theme, "rejected") for one in answers[:2]),  # or a suggestion would bring it back
            *(Placement(one, theme, "confirmed") for one in answers[2:]),
        }
    )
    assert theming.undo(store, made.id) == "split “Parking” from “Transport”"
    assert queries.placements(store, made.id) == before
    with pytest.raises(InputError):
        theming.split_theme(store, made.id, theme, "Nothing", [])


def test_an_answer_moves_between_themes_as_one_step(store: Store, made: Room) -> None:
    answers = answers_of(made)
    first, second = (theme.id for theme in queries.themes(store, made.id))
    theming.place(store, made.id, answers[0], first, "confirmed")
    theming.move(store, made.id, answers[0], first, second)
    assert queries.placements(store, made.id) == [
        Placement(answers[0], first, "rejected"),
        Placement(answers[0], second, "confirmed"),
    ]
    theming.undo(store, made.id)
    assert queries.placements(store, made.id) == [Placement(answers[0], first, "confirmed")]
    with pytest.raises(InputError, match="different"):
        theming.move(store, made.id, answers[0], first, first)


def test_groups_are_made_as_one_step_and_leave_what_was_placed(store: Store, made: Room) -> None:
    answers = answers_of(made)
    first = queries.themes(store, made.id)[0].id
    theming.place(store, made.id, answers[0], first, "confirmed")
    before = names(made), queries.placements(store, made.id)
    made_of = theming.regroup(store, made.id, [("Stairs", answers[1:3]), (first, answers[3:])])
    assert made_of[1] == first
    assert names(made)[-1] == "Stairs"
    assert len(queries.placements(store, made.id)) == 4
    theming.undo(store, made.id)
    assert (names(made), queries.placements(store, made.id)) == before
    seq = made.session.seq
    with pytest.raises(NotFound):
        theming.regroup(store, made.id, [("Half", answers), (first + 99, answers)])
    assert made.session.seq == seq
    check_gapless(store, made.id)


def test_each_hand_undoes_its_own_last_step(store: Store, made: Room) -> None:
    theming.add_theme(store, made.id, "Mine", hand="a")
    theming.add_theme(store, made.id, "Yours", hand="b")
    assert queries.theming_labels(store, made.id, "a")[0] == "add the theme “Mine”"
    assert theming.undo(store, made.id, hand="a") == "add the theme “Mine”"
    assert names(made)[-1] == "Yours"
    assert theming.undo(store, made.id, hand="a") is None
    assert theming.redo(store, made.id, hand="b") is None
    assert theming.redo(store, made.id, hand="a") == "add the theme “Mine”"
    theming.add_theme(store, made.id, "New", hand="b")
    assert {"Mine", "Yours", "New"} <= set(names(made))


def test_what_somebody_else_changed_since_is_left_as_it_is(store: Store, made: Room) -> None:
    theme = queries.themes(store, made.id)[0].id
    theming.rename_theme(store, made.id, theme, "First", hand="a")
    theming.add_theme(store, made.id, "Earlier", hand="a")
    theming.rename_theme(store, made.id, theme, "Second", hand="a")
    theming.rename_theme(store, made.id, theme, "Theirs", hand="b")
    with pytest.raises(Refused, match="Somebody else"):
        theming.undo(store, made.id, hand="a")
    assert "Theirs" in names(made)
    assert theming.undo(store, made.id, hand="a") == "add the theme “Earlier”"
    check_gapless(store, made.id)


def test_a_theme_that_others_placed_answers_in_is_not_undone_away(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = theming.add_theme(store, made.id, "Mine", hand="a").id
    theming.place(store, made.id, answers[0], theme, "confirmed", hand="b")
    with pytest.raises(Refused):
        theming.undo(store, made.id, hand="a")
    assert queries.placements(store, made.id) == [Placement(answers[0], theme, "confirmed")]


def test_a_change_made_and_made_again_by_somebody_else_is_theirs(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = queries.themes(store, made.id)[0].id
    theming.place(store, made.id, answers[0], theme, "confirmed", hand="a")
    for state in ("rejected", "confirmed"):
        theming.place(store, made.id, answers[0], theme, state, hand="b")  # type: ignore[arg-type]
    with pytest.raises(Refused):
        theming.undo(store, made.id, hand="a")
    assert queries.placements(store, made.id) == [Placement(answers[0], theme, "confirmed")]


def test_what_somebody_else_did_and_took_back_themselves_stands_in_nobodys_way(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = queries.themes(store, made.id)[0].id
    theming.place(store, made.id, answers[0], theme, "confirmed", hand="a")
    theming.place(store, made.id, answers[0], theme, "rejected", hand="b")
    theming.undo(store, made.id, hand="b")
    theming.undo(store, made.id, hand="a")
    assert queries.placements(store, made.id) == []


def test_of_a_large_step_only_what_somebody_else_touched_stays(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = queries.themes(store, made.id)[0].id
    theming.confirm_all(store, made.id, theme, answers, hand="a")
    theming.place(store, made.id, answers[2], theme, "rejected", hand="b")
    assert theming.undo(store, made.id, hand="a") == "confirm all in “Transport”"
    assert queries.placements(store, made.id) == [Placement(answers[2], theme, "rejected")]
    theming.redo(store, made.id, hand="a")
    assert [one.state for one in queries.placements(store, made.id) if one.answer != answers[2]] == ["confirmed"] * 3
    assert Placement(answers[2], theme, "rejected") in queries.placements(store, made.id)


def test_a_theme_that_somebody_merged_another_into_is_not_undone_away(store: Store, made: Room) -> None:
    first = queries.themes(store, made.id)[0].id
    theme = theming.add_theme(store, made.id, "Mine", hand="a").id
    theming.merge_themes(store, made.id, first, theme, hand="b")
    with pytest.raises(Refused):
        theming.undo(store, made.id, hand="a")
    theming.undo(store, made.id, hand="b")
    assert [one.id for one in queries.themes(store, made.id)][::2] == [first, theme]


def test_two_people_cannot_merge_a_theme_into_itself_by_redo(store: Store, made: Room) -> None:
    first, second = (theme.id for theme in queries.themes(store, made.id))
    theming.merge_themes(store, made.id, first, second, hand="a")
    theming.undo(store, made.id, hand="a")
    theming.merge_themes(store, made.id, second, first, hand="b")
    with pytest.raises(Refused):
        theming.redo(store, made.id, hand="a")
    assert names(made) == ["Transport"]


def test_nothing_is_done_again_in_a_theme_that_somebody_removed(store: Store, made: Room) -> None:
    answers = answers_of(made)
    first, second = (theme.id for theme in queries.themes(store, made.id))
    theming.place(store, made.id, answers[0], first, "confirmed", hand="a")
    theming.merge_themes(store, made.id, second, first, hand="a")
    theming.undo(store, made.id, hand="a")
    theming.undo(store, made.id, hand="a")
    theming.remove_theme(store, made.id, first, hand="b")
    for _step in range(2):
        with pytest.raises(Refused):
            theming.redo(store, made.id, hand="a")
    assert names(made) == ["Language"]
    assert theming.redo(store, made.id, hand="a") is None


@pytest.mark.parametrize("hand", ["h" * 33, "ŵ", "a\0", 7])
def test_a_hand_that_cannot_be_one_is_refused(store: Store, made: Room, hand: str) -> None:
    with pytest.raises(InputError, match="32"):
        theming.add_theme(store, made.id, "New", hand=hand)
    with pytest.raises(InputError, match="32"):
        theming.undo(store, made.id, hand=hand)
    with pytest.raises(InputError, match="32"):
        queries.theming_labels(store, made.id, hand)
    assert names(made) == ["Transport", "Language"]


def test_themes_that_two_hands_turn_at_once_stay_whole(store: Store, made: Room) -> None:
    answers = answers_of(made)
    theme = theming.add_theme(store, made.id, "Mine", hand="a").id
    point = commands.add_point(store, made.id, "said", theme).id
    theming.split_theme(store, made.id, theme, "Part", answers[:2], hand="b")
    theming.remove_theme(store, made.id, theme, hand="a")
    assert theming.undo(store, made.id, hand="b") == "split “Part” from “Mine”"
    theming.undo(store, made.id, hand="a")
    assert names(made)[2:] == ["Mine"]
    assert [(one.id, one.theme) for one in queries.points(store, made.id)] == [(point, theme)]
