"""Answers under themes: suggested, confirmed, rejected."""

from __future__ import annotations

from dataclasses import replace

from evenground.analysis.themes import Suggestion, placed, suggest, texts_of
from evenground.domain.response import Placement
from evenground.domain.suggested import Suggested, cell_target, print_of, theme_target
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, WORDS, cards, said, sure

THEMES = [TRAVEL, WORDS]


def test_a_suggestion_says_which_words_made_it() -> None:
    rows = [said(1, 1, "Two buses, and travelling takes all day")]
    assert suggest(rows, THEMES, {"people"}) == [Suggestion(1, 1, ("buses", "travelling"))]


def test_suggestions_come_from_the_latest_round_only() -> None:
    rows = [said(1, 1, "An interpreter", round=2), said(1, 1, "The bus", round=1)]
    assert suggest(rows, THEMES, {"people"}) == [Suggestion(1, 2, ("interpreter",))]


def test_only_the_prompts_asked_for_are_looked_into() -> None:
    assert suggest([said(1, 1, "bus", "diary")], THEMES, {"people"}) == []


def test_a_merged_theme_suggests_nothing() -> None:
    assert suggest([said(1, 1, "bus")], [replace(TRAVEL, merged_into=2), WORDS], {"people"}) == []


def test_people_are_counted_and_not_mentions(workshop: Workshop) -> None:
    rows = [
        said(1, 5, "The bus"),
        said(2, 5, "Travel costs", "needs"),
        said(3, 6, "The bus, the bus, the bus"),
    ]
    result = placed(rows, THEMES, sure(1, 2, 3), workshop).themes[0]
    assert (result.people, len(result.answers)) == (2, 3)


def test_somebody_confirmed_once_is_not_counted_as_suggested_too(workshop: Workshop) -> None:
    rows = [said(1, 5, "The bus"), said(2, 5, "Travel costs", "needs"), said(3, 6, "A bus")]
    result = placed(rows, THEMES, sure(1), workshop).themes[0]
    assert (result.people, result.suggested_people, result.confirmed) == (1, 1, True)


def test_a_hidden_answer_is_on_the_desk_and_in_no_count(workshop: Workshop) -> None:
    rows = [said(1, 5, "The bus", hidden=True), said(2, 6, "A bus", hidden=True)]
    found = placed(rows, THEMES, sure(1), workshop)
    result = found.themes[0]
    assert [card.hidden for card in result.answers] == [True, True]
    assert (result.people, result.suggested_people, result.confirmed, found.people) == (0, 0, False, 0)


def test_a_rejected_suggestion_leaves_its_theme(workshop: Workshop) -> None:
    found = placed([said(1, 5, "The bus")], THEMES, [Placement(1, 1, "rejected")], workshop)
    assert (cards(found), found.unplaced) == ((), (1,))


def test_a_person_may_put_an_answer_where_no_term_points(workshop: Workshop) -> None:
    found = placed([said(1, 5, "Nobody comes by")], THEMES, sure(1), workshop)
    assert [(card.state, card.words, card.text) for card in cards(found)] == [
        ("confirmed", (), "Nobody comes by")
    ]


def test_confirming_one_card_moves_no_other(workshop: Workshop) -> None:
    rows = [said(answer, answer, "The bus") for answer in (4, 2, 9, 7)]
    before = cards(placed(rows, THEMES, [], workshop))
    after = cards(placed(rows, THEMES, sure(9), workshop))
    assert [card.answer for card in before] == [card.answer for card in after] == [4, 2, 9, 7]


def test_an_answer_to_a_prompt_that_feeds_nothing_is_under_no_theme(workshop: Workshop) -> None:
    found = placed([said(1, 5, "bus", "diary"), said(2, 5, 7, "sure")], THEMES, sure(1), workshop)
    assert (found.themes[0].answers, found.unplaced, found.people) == ((), (), 0)


def test_themes_come_in_their_own_order_without_merged_ones(workshop: Workshop) -> None:
    rows = [replace(TRAVEL, position=5), WORDS, replace(TRAVEL, id=3, merged_into=2)]
    assert [theme.id for theme in placed([], rows, [], workshop).themes] == [2, 1]


def test_a_card_shows_the_words_of_the_latest_round(workshop: Workshop) -> None:
    rows = [said(1, 5, "The bus", round=1), said(1, 5, "The bus, and the stairs", round=2)]
    assert [card.text for card in cards(placed(rows, THEMES, [], workshop))] == ["The bus, and the stairs"]


def near(answer: int, theme: int, text: str, sentence: str, score: float = 0.7) -> Suggested:
    """A suggestion by meaning, because of one sentence of a text."""
    start = text.index(sentence)
    return Suggested(answer, theme_target(theme), score, start, start + len(sentence), print_of(text))


FAR = "We are few. Nobody can get here without a car."


def test_a_suggestion_by_meaning_says_which_sentence_made_it(workshop: Workshop) -> None:
    found = placed([said(1, 5, FAR)], THEMES, [], workshop, suggestions=[near(1, 1, FAR, "Nobody can get here")])
    card = cards(found)[0]
    assert (card.state, card.why, card.words, card.score) == ("suggested", "meaning", (), 0.7)
    assert card.sentence is not None
    assert card.text[slice(*card.sentence)] == "Nobody can get here"


def test_shared_words_are_the_reason_where_meaning_says_the_same(workshop: Workshop) -> None:
    text = "The bus is late"
    found = placed([said(1, 5, text)], THEMES, [], workshop, suggestions=[near(1, 1, text, text)])
    assert [(card.why, card.words, card.sentence) for card in cards(found)] == [("terms", ("bus",), None)]


def test_a_suggestion_made_from_other_words_counts_no_more(workshop: Workshop) -> None:
    old = near(1, 1, FAR, "Nobody can get here")
    found = placed([said(1, 5, "I changed my mind")], THEMES, [], workshop, suggestions=[old])
    assert (cards(found), found.unplaced) == ((), (1,))


def test_a_persons_no_goes_before_any_meaning(workshop: Workshop) -> None:
    near_it = [near(1, 1, FAR, "Nobody can get here")]
    found = placed([said(1, 5, FAR)], THEMES, [Placement(1, 1, "rejected")], workshop, suggestions=near_it)
    assert cards(found) == ()


def test_a_confirmed_card_still_shows_what_the_machine_found(workshop: Workshop) -> None:
    near_it = [near(1, 1, FAR, "Nobody can get here")]
    card = cards(placed([said(1, 5, FAR)], THEMES, sure(1), workshop, suggestions=near_it))[0]
    assert (card.state, card.why) == ("confirmed", "meaning")


def test_what_is_suggested_for_cells_or_themes_that_are_gone_is_left_aside(workshop: Workshop) -> None:
    cell = Suggested(1, cell_target("marmot", "work"), 0.9, 0, 5, print_of(FAR))
    gone = [cell, near(1, 77, FAR, "We are few."), near(2, 1, FAR, "We are few.")]
    found = placed([said(1, 5, FAR)], THEMES, [], workshop, suggestions=gone)
    assert [theme.answers for theme in found.themes] == [(), ()]


def test_a_suggestion_alone_counts_nobody_as_confirmed(workshop: Workshop) -> None:
    near_it = [near(1, 1, FAR, "Nobody can get here")]
    result = placed([said(1, 5, FAR)], THEMES, [], workshop, suggestions=near_it).themes[0]
    assert (result.people, result.suggested_people, result.confirmed) == (0, 1, False)


def test_the_words_that_themes_can_hold_are_the_newest_of_each_answer(workshop: Workshop) -> None:
    rows = [said(1, 5, "Old"), said(1, 5, "New", round=2), said(2, 5, "Mine", "diary"), said(3, 5, 4, "sure")]
    assert texts_of(rows, workshop) == {1: "New"}
