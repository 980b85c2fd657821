"""The first page tells somebody who was not there what the group found, what is missing and who does what."""

from __future__ import annotations

from evenground.domain.workshop import Workshop
from evenground.records.blocks import Bullets, Grid, Paragraph
from evenground.records.facts import ActionFacts, SessionRecord
from evenground.records.group import glance_parts, session, session_parts
from evenground.store import queries, stating, theming
from evenground.store.engine import Store
from tests.store.acting import CLOSE, COMMIT, REVIEW, SHARED, Room, room

ACTION = ActionFacts("self", "Ask", "", "")


def hold(store: Store, workshop: Workshop, people: int = 12, transport: int = 8, language: int = 4) -> Room:
    """People of whom some named transport, some language and all rated themselves twice."""
    made = room(store, workshop, people=people)
    for who in range(people):
        made.say(who, "people", f"Words of number {who} about what is missed")
        made.say(who, "matters", 9)
        made.say(who, "sure", 4)
    made.all_ready()
    made.to(SHARED)
    rows = [row.answer for row in queries.shared(store, made.id, purpose="facilitator") if row.prompt == "people"]
    first, second = (theme.id for theme in queries.themes(store, made.id))
    theming.confirm_all(store, made.id, first, rows[:transport])
    theming.confirm_all(store, made.id, second, rows[transport : transport + language])
    made.to(REVIEW)
    for who in range(people):
        made.say(who, "sure", 6)
    return made


def gathered(made: Room) -> SessionRecord:
    return session.gather(made.store, made.code)


def test_what_most_of_us_named_comes_first_and_what_moved_after_it(store: Store, workshop: Workshop) -> None:
    made = hold(store, workshop)
    said = stating.add_statement(store, made.id, "We should pay for taxis.")
    for person in made.people:
        stating.vote(store, person.id, said.id, 1)
    assert gathered(made).glance.sentences == (
        "Most of us named Transport (8 of 12 people).",
        "Next comes Language (4 of 12 people).",
        "Most of us who voted agree: “We should pay for taxis”.",
        "Our confidence in “access” rose from 4 to 6 out of 10, on average.",
        "Asked “How important is this?”: We are close together: about half of us say 9.",
    )


def test_the_gaps_are_three_at_most_and_of_different_kinds_first(store: Store, workshop: Workshop) -> None:
    gaps = gathered(hold(store, workshop)).glance.gaps
    assert gaps[0] == "“access” matters 9 out of 10 to us, and we feel confident 6."
    assert gaps[1] == "Fewer than half of us answered: What would you learn?"
    assert len(gaps) == 3


def test_without_a_confirmed_theme_it_says_so_and_calls_a_suggestion_a_suggestion(
    store: Store, workshop: Workshop
) -> None:
    made = room(store, workshop, people=12)
    for who in range(12):
        made.say(who, "people", f"The bus number {who}" if who < 6 else f"Nothing of that, number {who}")
    made.to(SHARED)
    assert gathered(made).glance.sentences[:2] == (
        "No theme has been confirmed by people yet.",
        "Suggested and not yet confirmed, most of all: Transport (6 of 12 people).",
    )


def test_in_a_small_group_themes_are_named_without_numbers(store: Store, workshop: Workshop) -> None:
    found = gathered(hold(store, workshop, people=4, transport=2, language=1)).glance
    said = "We named Transport and Language. How many of us did is left out: it would point at someone."
    assert found.sentences[0] == said


def test_level_themes_are_named_together(store: Store, workshop: Workshop) -> None:
    found = gathered(hold(store, workshop, people=12, transport=5, language=5)).glance
    assert found.sentences[0] == "More of us named Transport and Language than anything else (5 of 12 people each)."


def test_one_person_and_nobody_get_a_sensible_page(store: Store, workshop: Workshop) -> None:
    alone, empty = hold(store, workshop, people=1, transport=1, language=0), room(store, workshop)
    empty.to(CLOSE)
    assert gathered(alone).glance.sentences[0].startswith("We named Transport.")
    nobody = gathered(empty)
    assert nobody.glance.sentences == ("Nobody shared an answer that could be put in a theme.",)
    page = glance_parts.glance(nobody)
    assert Paragraph("No action was written down.") in page.blocks


def test_before_sharing_the_page_says_so_and_how_many_answered(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=8)
    made.say(0, "people", "Not yet for anybody")
    found = gathered(made)
    assert found.glance.sentences == (found.charts["progress"].sentence,)
    assert found.glance.gaps == ()
    assert [one.id for one in session_parts.parts(found)] == ["top", "glance", "progress", "asked", "made"]


def test_the_actions_of_page_one_are_the_soonest_of_each_level_and_open_fields_stay_open() -> None:
    many = [ActionFacts("self", f"Mine {day}", "I", f"2030-01-{day:02}") for day in range(1, 9)]
    listed = [*many, ActionFacts("policy", "Write to them", "", ""), ActionFacts("team", "Ring", "Sam", "2030-05-01")]
    chosen = glance_parts.first(listed)
    assert [one.what for one in chosen] == ["Mine 1", "Mine 2", "Mine 3", "Mine 4", "Ring", "Write to them"]
    table = glance_parts.action_table("By date", chosen)
    assert table.rows[-1] == ("Write to them", "nobody named", "no date", "Policy")
    assert table.rows[0] == ("Mine 1", "I", "1\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2030", "Myself")


def test_the_first_page_holds_sentences_then_gaps_then_actions(store: Store, workshop: Workshop) -> None:
    made = hold(store, workshop)
    made.to(COMMIT)
    made.say(0, "next", [{"what": "Ask them", "who": "Sam", "by": "2030-03-31", "level": "team"}])
    blocks = glance_parts.glance(gathered(made)).blocks
    found, gaps = (one for one in blocks if isinstance(one, Bullets))
    (table,) = (one for one in blocks if isinstance(one, Grid))
    assert (found.manner, gaps.manner) == ("found", "")
    assert blocks.index(found) < blocks.index(gaps) < blocks.index(table)
    assert len(found.items) <= 5
