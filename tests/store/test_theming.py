"""Themes, placements and points; every step of theming is undone and redone exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evenground.domain.response import Placement
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound
from evenground.store import commands, queries, theming
from evenground.store.engine import Store

from .acting import Room, check_gapless, room


@pytest.fixture
def made(store: Store, workshop: Workshop) -> Room:
    return room(store, workshop, people=4)


@pytest.fixture
def answers(made: Room) -> list[int]:
    return [made.say(who, "people", f"words {who}").answer for who in range(4)]


def codebook(made: Room) -> tuple[int, int]:
    first, second = queries.themes(made.store, made.id)
    return first.id, second.id


def picture(made: Room) -> object:
    return (
        queries.themes(made.store, made.id),
        queries.placements(made.store, made.id),
        queries.points(made.store, made.id),
    )


def test_a_new_theme_comes_after_the_others(store: Store, made: Room) -> None:
    new = theming.add_theme(store, made.id, " Money ", ["cost", "cost", " ", "fares"])
    assert (new.name, new.terms, new.position, new.from_codebook) == ("Money", ("cost", "fares"), 2, False)
    assert queries.themes(store, made.id)[-1] == new
    for wrong in ("", "  ", "n" * 201):
        with pytest.raises(InputError):
            theming.add_theme(store, made.id, wrong)


def test_a_new_theme_may_begin_with_answers_and_one_undo_takes_both_away(
    store: Store, made: Room, answers: list[int]
) -> None:
    before = picture(made)
    new = theming.add_theme(store, made.id, "Money", answers=[answers[1], answers[0], answers[0]])
    placed = [one for one in queries.placements(store, made.id) if one.theme == new.id]
    assert sorted(one.answer for one in placed) == sorted(answers[:2])
    assert {one.state for one in placed} == {"confirmed"}
    assert "Money" in (theming.undo(store, made.id) or "")
    assert picture(made) == before
    with pytest.raises(NotFound):
        theming.add_theme(store, made.id, "Other", answers=[10**6])
    assert picture(made) == before


def test_a_placement_is_confirmed_rejected_and_taken_back(store: Store, made: Room, answers: list[int]) -> None:
    theme, _other = codebook(made)
    theming.place(store, made.id, answers[0], theme, "confirmed")
    assert queries.placements(store, made.id) == [Placement(answers[0], theme, "confirmed")]
    seq = made.session.seq
    theming.place(store, made.id, answers[0], theme, "confirmed")
    assert made.session.seq == seq
    theming.place(store, made.id, answers[0], theme, "rejected")
    assert queries.placements(store, made.id) == [Placement(answers[0], theme, "rejected")]
    theming.place(store, made.id, answers[0], theme, None)
    assert queries.placements(store, made.id) == []
    with pytest.raises(InputError, match="confirmed"):
        theming.place(store, made.id, answers[0], theme, "maybe")  # type: ignore[arg-type]


def test_only_this_sessions_answers_and_live_themes_can_be_placed(
    store: Store, workshop: Workshop, made: Room, answers: list[int]
) -> None:
    other = room(store, workshop, people=1)
    strange = other.say(0, "people", "elsewhere").answer
    theme, gone = codebook(made)
    theming.remove_theme(store, made.id, gone)
    before = made.session
    for answer, target in ((strange, theme), (answers[0], gone), (answers[0], codebook(other)[0])):
        with pytest.raises(NotFound):
            theming.place(store, made.id, answer, target, "confirmed")
    with pytest.raises(NotFound):
        theming.confirm_all(store, made.id, theme, [*answers, strange])
    with pytest.raises(NotFound):
        commands.hide(store, made.id, strange)
    assert made.session == before
    assert queries.placements(store, made.id) == []


def test_confirming_all_is_one_step(store: Store, made: Room, answers: list[int]) -> None:
    theme, _other = codebook(made)
    theming.place(store, made.id, answers[0], theme, "rejected")
    seq = made.session.seq
    theming.confirm_all(store, made.id, theme, answers)
    theming.confirm_all(store, made.id, theme, answers)
    theming.confirm_all(store, made.id, theme, [])
    assert made.session.seq == seq + 1
    assert {row.state for row in queries.placements(store, made.id)} == {"confirmed"}
    assert theming.undo(store, made.id) == "confirm all in “Transport”"
    assert queries.placements(store, made.id) == [Placement(answers[0], theme, "rejected")]


def test_merged_themes_count_where_they_went_and_confirmed_wins(store: Store, made: Room, answers: list[int]) -> None:
    one, two = codebook(made)
    three = theming.add_theme(store, made.id, "Three").id
    theming.place(store, made.id, answers[0], one, "confirmed")
    theming.place(store, made.id, answers[0], two, "rejected")
    theming.place(store, made.id, answers[1], two, "rejected")
    theming.place(store, made.id, answers[2], one, "rejected")
    theming.place(store, made.id, answers[2], two, "confirmed")
    point = commands.add_point(store, made.id, "said aloud", one)
    theming.merge_themes(store, made.id, one, two)
    theming.merge_themes(store, made.id, two, three)
    assert [theme.id for theme in queries.themes(store, made.id)] == [three]
    states = dict(zip(answers, ("confirmed", "rejected", "confirmed"), strict=False))
    placed = queries.placements(store, made.id)
    assert {row.answer: row.state for row in placed} == states
    assert [row.theme for row in placed] == [three] * 3
    assert [(row.id, row.theme) for row in queries.points(store, made.id)] == [(point.id, three)]
    theming.place(store, made.id, answers[0], three, "rejected")
    assert Placement(answers[0], three, "rejected") in queries.placements(store, made.id)


def test_a_theme_cannot_be_merged_with_itself_or_with_one_that_is_gone(store: Store, made: Room) -> None:
    one, two = codebook(made)
    with pytest.raises(InputError, match="different"):
        theming.merge_themes(store, made.id, one, one)
    theming.merge_themes(store, made.id, one, two)
    with pytest.raises(NotFound):
        theming.merge_themes(store, made.id, two, one)
    with pytest.raises(NotFound):
        theming.rename_theme(store, made.id, one, "again")


def test_removing_a_theme_keeps_answers_and_points(store: Store, made: Room, answers: list[int]) -> None:
    one, two = codebook(made)
    theming.place(store, made.id, answers[0], one, "confirmed")
    theming.merge_themes(store, made.id, one, two)
    commands.add_point(store, made.id, "said aloud", two)
    before = picture(made)
    theming.remove_theme(store, made.id, two)
    assert queries.themes(store, made.id) == []
    assert queries.placements(store, made.id) == []
    assert [point.theme for point in queries.points(store, made.id)] == [None]
    assert theming.undo(store, made.id) == "remove the theme “Language”"
    assert picture(made) == before


def test_undo_and_redo_walk_through_every_picture(store: Store, made: Room, answers: list[int]) -> None:
    one, two = codebook(made)
    steps: list[Callable[[], object]] = [
        lambda: theming.place(store, made.id, answers[0], one, "confirmed"),
        lambda: theming.rename_theme(store, made.id, one, "Buses {and} trains"),
        lambda: theming.confirm_all(store, made.id, two, answers),
        lambda: theming.add_theme(store, made.id, "Third"),
        lambda: theming.merge_themes(store, made.id, one, two),
        lambda: theming.place(store, made.id, answers[0], two, None),
        lambda: theming.remove_theme(store, made.id, two),
    ]
    pictures = [picture(made)]
    for step in steps:
        step()
        pictures.append(picture(made))
    labels = []
    for expected in pictures[-2::-1]:
        labels.append(theming.undo(store, made.id))
        assert picture(made) == expected
    assert theming.undo(store, made.id) is None
    for expected, label in zip(pictures[1:], labels[::-1], strict=True):
        assert queries.theming_labels(store, made.id)[1] == label
        assert theming.redo(store, made.id) == label
        assert picture(made) == expected
    assert theming.redo(store, made.id) is None
    check_gapless(store, made.id)


def test_a_new_step_ends_what_could_be_redone(store: Store, made: Room) -> None:
    one, _two = codebook(made)
    theming.rename_theme(store, made.id, one, "Buses")
    theming.undo(store, made.id)
    assert queries.theming_labels(store, made.id) == (None, "rename “Transport” to “Buses”")
    theming.add_theme(store, made.id, "Other")
    assert queries.theming_labels(store, made.id) == ("add the theme “Other”", None)
    assert theming.redo(store, made.id) is None


def test_undo_leaves_alone_what_a_hand_did_to_a_point_since(store: Store, made: Room) -> None:
    one, two = codebook(made)
    kept, moved, gone = (commands.add_point(store, made.id, text, one).id for text in "abc")
    theming.remove_theme(store, made.id, one)
    commands.edit_point(store, made.id, moved, "b", two)
    commands.remove_point(store, made.id, gone)
    theming.undo(store, made.id)
    assert {point.id: point.theme for point in queries.points(store, made.id)} == {kept: one, moved: two}


def test_a_point_in_an_undone_theme_gets_it_back_with_redo(store: Store, made: Room) -> None:
    theme = theming.add_theme(store, made.id, "New").id
    commands.add_point(store, made.id, "said", theme)
    theming.undo(store, made.id)
    assert queries.points(store, made.id)[0].theme is None
    theming.redo(store, made.id)
    assert queries.points(store, made.id)[0].theme == theme


def test_points_are_written_changed_and_removed(store: Store, made: Room) -> None:
    one, two = codebook(made)
    first = commands.add_point(store, made.id, "first", one)
    second = commands.add_point(store, made.id, "second")
    assert queries.points(store, made.id) == [first, second]
    commands.edit_point(store, made.id, first.id, "first, better", two)
    seq = made.session.seq
    commands.edit_point(store, made.id, first.id, "first, better", two)
    assert made.session.seq == seq
    commands.remove_point(store, made.id, second.id)
    assert [(p.text, p.theme, p.at) for p in queries.points(store, made.id)] == [("first, better", two, first.at)]
    for act in (
        lambda: commands.remove_point(store, made.id, second.id),
        lambda: commands.edit_point(store, made.id, second.id, "x"),
        lambda: commands.add_point(store, made.id, "x", 987654),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(InputError):
        commands.add_point(store, made.id, " ")
    check_gapless(store, made.id)
