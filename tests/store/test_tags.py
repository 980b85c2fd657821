"""What an answer is about: said by its owner or by a facilitator, in the frameworks of the workshop."""

from __future__ import annotations

import pytest

from evenground.domain import loading
from evenground.domain.suggested import Suggested, Tag, cell_target, print_of, theme_target
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import commands, grouping, queries, suggesting, tagging, theming
from evenground.store.engine import Store

from .acting import SHARED, Room, check_gapless, room

SIX = "six-aspects"


@pytest.fixture
def made(store: Store, workshop: Workshop) -> Room:
    framed = workshop.model_copy(update={"frameworks": [SIX, "levels-of-action"]})
    return room(store, framed, people=3)


@pytest.fixture
def answer(made: Room) -> int:
    return made.say(0, "people", "Those without a car").answer


def test_an_owner_says_what_an_answer_is_about_and_changes_it(store: Store, made: Room, answer: int) -> None:
    me = made.people[0].id
    tagging.tag_own(store, me, "people", SIX, ["myself.awareness", "my-team.action", "my-team.action"])
    tagging.tag_own(store, me, "people", "levels-of-action", ["team"])
    tagging.tag_own(store, me, "people", SIX, ["my-team.action"])
    assert queries.my_tags(store, me) == [("people", "levels-of-action", "team"), ("people", SIX, "my-team.action")]
    assert queries.tags(store, made.id) == [
        Tag(answer, "levels-of-action", "team", "confirmed", "owner"),
        Tag(answer, SIX, "my-team.action", "confirmed", "owner"),
    ]
    tagging.tag_own(store, me, "people", SIX, [])
    assert queries.my_tags(store, me) == [("people", "levels-of-action", "team")]
    assert queries.my_tags(store, made.people[1].id) == []


def test_saying_the_same_again_is_no_change(store: Store, made: Room, answer: int) -> None:
    tagging.tag_own(store, made.people[0].id, "people", SIX, ["my-team.action"])
    seq = made.session.seq
    tagging.tag_own(store, made.people[0].id, "people", SIX, ["my-team.action"])
    assert made.session.seq == seq


def test_a_facilitators_word_stands_beside_the_owners_and_can_be_undone(store: Store, made: Room, answer: int) -> None:
    tagging.tag_own(store, made.people[0].id, "people", SIX, ["my-team.action"])
    tagging.tag(store, made.id, answer, SIX, "my-team.action", "rejected", hand="a")
    tagging.tag(store, made.id, answer, SIX, "communities.action", "confirmed", hand="a")
    assert {(one.cell, one.state, one.by) for one in queries.tags(store, made.id)} == {
        ("my-team.action", "confirmed", "owner"),
        ("my-team.action", "rejected", "facilitator"),
        ("communities.action", "confirmed", "facilitator"),
    }
    assert theming.undo(store, made.id, hand="a")
    assert theming.undo(store, made.id, hand="a")
    assert {one.by for one in queries.tags(store, made.id)} == {"owner"}
    assert theming.redo(store, made.id, hand="a")
    assert len(queries.tags(store, made.id)) == 2
    tagging.tag(store, made.id, answer, SIX, "my-team.action", None)
    assert {one.by for one in queries.tags(store, made.id)} == {"owner"}
    check_gapless(store, made.id)


def test_unknown_places_frameworks_and_answers_are_refused(store: Store, made: Room, answer: int) -> None:
    me = made.people[0].id
    for framework, cell in (("marmot-principles", "work"), ("no-such", "x"), (SIX, "my-team"), (SIX, "x.action")):
        with pytest.raises(InputError):
            tagging.tag_own(store, me, "people", framework, [cell])
        with pytest.raises(InputError):
            tagging.tag(store, made.id, answer, framework, cell, "confirmed")
    with pytest.raises(InputError, match="Answer the question first"):
        tagging.tag_own(store, me, "needs", SIX, ["my-team.action"])
    for no_prompt in ("no-such", "nul\0"):
        with pytest.raises(NotFound):
            tagging.tag_own(store, me, no_prompt, SIX, ["my-team.action"])
    with pytest.raises(NotFound):
        tagging.tag(store, made.id, answer + 1, SIX, "my-team.action", "confirmed")
    commands.close_session(store, made.id)
    with pytest.raises(Refused):
        tagging.tag_own(store, me, "people", SIX, ["my-team.action"])
    assert queries.tags(store, made.id) == []


def found(answer: int, target: str, words: str = "words", score: float = 0.5) -> Suggested:
    return Suggested(answer, target, score, 0, len(words), print_of(words))


def test_a_suggestion_stays_as_it_was_until_its_words_change(store: Store, made: Room, answer: int) -> None:
    theme, cell = theme_target(1), cell_target(SIX, "my-team.action")
    assert suggesting.suggest(store, made.id, [found(answer, theme), found(answer, cell, score=0.9)]) == 2
    seq = made.session.seq
    assert suggesting.suggest(store, made.id, [found(answer, theme, score=0.8)]) == 0
    assert made.session.seq == seq
    assert [one.score for one in queries.suggestions(store, made.id)] == [0.9, 0.5]
    assert suggesting.suggest(store, made.id, [found(answer, theme, "other words", 0.7)]) == 1
    assert queries.suggestions(store, made.id)[1] == found(answer, theme, "other words", 0.7)
    assert suggesting.suggest(store, made.id, [found(answer + 1, theme)]) == 0


def test_suggestions_of_one_kind_go_when_somebody_asks_anew(store: Store, made: Room, answer: int) -> None:
    cell = found(answer, cell_target(SIX, "my-team.action"))
    suggesting.suggest(store, made.id, [found(answer, theme_target(1)), cell])
    suggesting.forget(store, made.id, "theme")
    assert queries.suggestions(store, made.id) == [cell]
    seq = made.session.seq
    suggesting.forget(store, made.id, "theme")
    assert made.session.seq == seq
    with pytest.raises(InputError):
        suggesting.forget(store, made.id, "all")  # type: ignore[arg-type]


def test_the_reason_of_what_a_person_judged_stays_beside_it(store: Store, made: Room, answer: int) -> None:
    first, second = (theme.id for theme in queries.themes(store, made.id))
    gone = theming.add_theme(store, made.id, "Gone").id
    cells = [cell_target(SIX, f"{row}.action") for row in ("myself", "my-team", "communities")]
    targets = [theme_target(first), theme_target(second), theme_target(gone), *cells]
    suggesting.suggest(store, made.id, [found(answer, target) for target in targets])
    theming.place(store, made.id, answer, first, "rejected")
    theming.place(store, made.id, answer, gone, "confirmed")
    theming.remove_theme(store, made.id, gone)
    tagging.tag(store, made.id, answer, SIX, "my-team.action", "confirmed")
    tagging.tag_own(store, made.people[0].id, "people", SIX, ["communities.action"])
    for kind in ("theme", "cell"):
        suggesting.forget(store, made.id, kind)  # type: ignore[arg-type]
    assert {one.target for one in queries.suggestions(store, made.id)} == {targets[0], *cells[1:]}


def test_what_was_judged_in_a_merged_theme_was_judged_where_it_went(store: Store, made: Room, answer: int) -> None:
    first, second = (theme.id for theme in queries.themes(store, made.id))
    suggesting.suggest(store, made.id, [found(answer, theme_target(second))])
    theming.place(store, made.id, answer, first, "confirmed")
    theming.merge_themes(store, made.id, first, second)
    suggesting.forget(store, made.id, "theme")
    assert len(queries.suggestions(store, made.id)) == 1


def test_many_suggestions_are_kept_once(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=40)
    answers = [made.say(who, "people", f"words {who}").answer for who in range(40)]
    many = [found(answer, theme_target(theme)) for answer in answers for theme in range(1, 4)]
    assert suggesting.suggest(store, made.id, [*many, *many]) == 120
    assert suggesting.suggest(store, made.id, many) == 0
    assert [change.kind for change in check_gapless(store, made.id)].count("suggestion") == 1


def test_a_framework_that_is_not_shipped_any_more_is_refused_plainly(
    store: Store, made: Room, answer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "frameworks", dict)
    with pytest.raises(InputError, match="any more"):
        tagging.tag(store, made.id, answer, SIX, "my-team.action", "confirmed")
    with pytest.raises(InputError, match="any more"):
        tagging.tag_own(store, made.people[0].id, "people", SIX, ["my-team.action"])


def test_people_sit_together_by_a_number_and_leave_again(store: Store, made: Room) -> None:
    one, two, three = (person.id for person in made.people)
    number = grouping.start_group(store, one)
    assert 10 <= number <= 99
    grouping.join_group(store, two, number)
    ours = queries.group_of(store, one)
    assert ours is not None
    theirs = queries.group_of(store, two)
    assert theirs is not None
    assert (ours.number, ours.persons) == (theirs.number, theirs.persons)
    assert {ours.me, theirs.me} == ours.persons
    assert queries.group_of(store, three) is None
    made.say(0, "people", "words")
    made.to(SHARED)
    assert [row.person for row in queries.shared(store, made.id, purpose="board")] == [ours.me]
    other = grouping.start_group(store, two)
    assert other != number
    grouping.leave_group(store, one)
    grouping.leave_group(store, one)
    assert queries.group_of(store, one) is None
    with pytest.raises(NotFound, match="two digits"):
        grouping.join_group(store, three, number)


def test_a_group_holds_eight_and_a_closed_session_none_more(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=10)
    number = grouping.start_group(store, made.people[0].id)
    for person in made.people[1:8]:
        grouping.join_group(store, person.id, number)
    grouping.join_group(store, made.people[7].id, number)
    with pytest.raises(Refused, match="full"):
        grouping.join_group(store, made.people[8].id, number)
    commands.close_session(store, made.id)
    for act in (grouping.start_group, lambda *here: grouping.join_group(*here, number)):
        with pytest.raises(Refused):
            act(store, made.people[9].id)
