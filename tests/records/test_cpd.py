"""The CPD pages hold what somebody wrote for them, and nothing that they did not write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenground import i18n
from evenground.records import files, notebook
from evenground.records.blocks import Field, Fields, Grid, Part
from evenground.records.cpd import Commitment, CpdFacts, Filled, FollowOn
from evenground.records.facts import PersonalRecord
from evenground.records.mine import first_person, personal
from evenground.store import tagging
from evenground.store.engine import Store
from tests.records.portfolio import ANSWERS, FORM, somebody
from tests.store.acting import REVIEW, SHARED, Room


def record(made: Room, who: int = 0) -> PersonalRecord:
    return personal.gather(made.store, made.code, made.people[who].id)


def cpd(made: Room, who: int = 0) -> CpdFacts:
    return record(made, who).cpd


def part(of: PersonalRecord, name: str) -> Part:
    return next(one for one in notebook.parts(of) if one.id == name)


def fields(of: Part) -> list[Field]:
    return [field for block in of.blocks if isinstance(block, Fields) for field in block.items]


def tables(of: Part) -> list[Grid]:
    return [block for block in of.blocks if isinstance(block, Grid)]


def test_each_field_holds_what_was_written_for_it(store: Store) -> None:
    found = cpd(somebody(store))
    assert (found.activity.kind, found.activity.minutes) == ("At work", 25)
    assert found.activity.title == "A small workshop"
    assert found.learnt == (Filled("What do you take with you?", ANSWERS["taken"]),)
    assert found.benefit == (Filled("Who gains from it?", ANSWERS["gain"]),)
    assert found.capture == (Filled("What struck you?", ANSWERS["struck"]),)
    assert found.apply == (Filled("What will you try?", ANSWERS["try"]), Filled("How will you know?", ""))
    assert found.example == Filled("Your own example?", ANSWERS["mine"])
    assert [(one.id, one.chosen, one.level) for one in found.pillars] == [
        ("practice", True, "5"),
        ("learning", False, ""),
        ("leadership", True, "5"),
        ("evidence", False, ""),
    ]


def test_somebody_who_wrote_nothing_gets_the_questions_with_empty_fields(store: Store) -> None:
    made = somebody(store, answers={})
    found = record(made)
    assert [one.evidence for one in found.cpd.standards] == [()] * 5
    assert (found.cpd.words, found.cpd.plural, found.cpd.level, found.helps) == (0, (), "", ())
    assert not any(one.chosen or one.level or one.answers for one in found.cpd.pillars)
    asked = [field for name in ("themes", "further", "cpd", "capture", "apply") for field in fields(part(found, name))]
    assert {field.text for field in asked} == {""}
    assert {one["ask"] for one in FORM if one["kind"] == "text" and one["id"] != "mine"} <= {f.label for f in asked}
    page = files.write(found, ["html"])[0].data.decode()
    assert page.count("Left empty") == len(asked)


def test_empty_cells_of_the_tables_are_seen_to_be_empty(store: Store) -> None:
    activity, standards, pillars = tables(part(record(somebody(store, answers={})), "cpd"))
    assert dict(activity.rows) | {"Date": ""} == {
        "Date": "",
        "Kind of learning": "–",
        "Duration": "25 minutes",
        "Title": "A small workshop",
    }
    assert {row[1] for row in (*standards.rows, *pillars.rows)} == {"–"}


def test_a_workshop_without_such_prompts_still_gives_forms_to_fill_in(talk: Room) -> None:
    found = cpd(talk)
    assert [len(one) for one in (found.benefit, found.capture, found.apply, found.learnt)] == [1, 3, 3, 0]
    assert {one.text for one in (*found.benefit, *found.capture, *found.apply)} == {""}
    assert found.example == Filled("", "")


def test_standards_point_only_to_what_is_in_the_record(store: Store) -> None:
    made = somebody(store)
    made.say(0, "next", [{"what": "Ring them", "who": "", "by": "", "level": "self"}])
    said = {one.number: " ".join(one.evidence) for one in cpd(made).standards}
    assert "9 answers of mine" in said[1]
    assert said[2] == "Kind of learning: At work."
    assert "1 step of mine" in said[3]
    assert "1 note on trying it out" in said[3]
    assert said[4] != ""
    assert f"{cpd(made).words} words" in said[5]


def test_an_answer_changed_with_a_reason_counts_as_kept_up(store: Store) -> None:
    made = somebody(store, answers={"people": "The bus"})
    made.all_ready()
    made.to(SHARED)
    made.to(REVIEW)
    made.say(0, "people", "Nobody asked them.", reason="I listened.")
    assert "1 was changed later" in cpd(made).standards[0].evidence[1]


def test_the_newest_words_count_and_marks_do_not(store: Store) -> None:
    made = somebody(store, answers={"people": "One two three", "matters": 8, "place": "home"})
    made.say(0, "people", "Four words, don’t-count twice")
    made.say(0, "next", [{"what": "Ask them", "who": "Sam", "by": "", "level": "self"}])
    assert cpd(made).words == 6


@pytest.mark.parametrize(
    "said",
    ["We went there.", "It is our bus.", "They told us.", "Dyma ein bws.", "Rydym yn aros.", "Mae gennym ni fws."],
)
def test_a_sentence_that_says_we_is_noticed_in_both_languages(said: str) -> None:
    assert first_person.plural([f"I wrote this. {said} I wrote that."]) == (said,)


@pytest.mark.parametrize("said", ["I went.", "The US system", "In Wexford", "Ni welais fws.", "I mend our bus."])
def test_a_sentence_that_does_not_say_we_is_left_alone(said: str) -> None:
    assert first_person.plural([said]) == ()


def test_of_a_long_sentence_the_piece_around_the_word_is_quoted() -> None:
    (quoted,) = first_person.plural(["word " * 300 + "we went " + "on " * 300])
    assert "we went" in quoted
    assert quoted.startswith("…")
    assert quoted.endswith("…")
    assert len(quoted) <= first_person.LONG + 2
    (unbroken,) = first_person.plural(["a" * 400 + " we " + "b" * 400])
    assert " we " in unbroken


def test_we_is_quoted_with_a_kind_question_and_i_is_not(store: Store) -> None:
    found = record(somebody(store))
    assert found.cpd.plural == ("We will count them.",)
    page = files.write(found, ["html"])[0].data.decode()
    assert "1 of your sentences says “we” or “our”" in page
    alone = replace(found, cpd=replace(found.cpd, plural=()))
    assert "rather than" not in files.write(alone, ["html"])[0].data.decode()


def test_my_own_tags_put_answers_under_pillars(store: Store) -> None:
    made = somebody(store, answers={"does": "I lead a walk."})
    tagging.tag_own(store, made.people[0].id, "does", "four-pillars", ["leadership"])
    found = record(made)
    assert [one.answers for one in found.cpd.pillars] == [(), (), ("I lead a walk.",), ()]
    assert not any(one.chosen for one in found.cpd.pillars)
    assert [(one.source.title, one.reasons) for one in found.helps] == [
        ("A talk on leading", ("because an answer of mine belongs to Leadership",))
    ]


def test_a_level_without_a_pillar_is_told_on_its_own(store: Store) -> None:
    page = files.write(record(somebody(store, answers={"level": 4})), ["html"])[0].data.decode()
    assert "Career level: 4" in page


def test_resources_answer_my_own_needs_and_doubts_and_nobody_elses(store: Store) -> None:
    made = somebody(store, people=2, answers={"needs": "How buses are planned", "matters": 8, "sure": 3})
    made.say(1, "needs", "How to find an interpreter")
    assert [one.source.title for one in record(made).helps] == ["A book about buses", "A course for courage"]
    assert record(made).helps[1].reasons == ("because I feel less confident than it matters to me: access",)
    assert [one.source.title for one in record(made, 1).helps] == ["Something else"]


def test_who_feels_as_confident_as_it_matters_is_offered_no_courage(store: Store) -> None:
    assert record(somebody(store, answers={"matters": 5, "sure": 5})).helps == ()


def test_what_is_offered_for_my_gaps_does_not_stand_twice(store: Store) -> None:
    page = files.write(record(somebody(store, answers={"needs": "Buses"})), ["html"])[0].data.decode()
    assert page.count("A book about buses") == 1
    assert page.count("Something else") == 1


def test_the_forms_stand_on_the_cpd_pages_and_not_a_second_time(store: Store) -> None:
    page = files.write(record(somebody(store)), ["html"])[0].data.decode()
    for name in ("taken", "struck", "try"):
        assert page.count(ANSWERS[name]) == 1
    assert page.count(ANSWERS["mine"]) == 1


def test_a_lone_learner_gets_the_same_pages(store: Store) -> None:
    found = record(somebody(store, variant="alone"))
    assert found.cpd.activity.minutes == 0
    assert found.cpd.capture[0].text == ANSWERS["struck"]
    names = [one.id for one in notebook.parts(found)]
    assert {"learnt", "cpd", "capture", "apply"} <= set(names)
    assert "themes" not in names


def test_the_pages_stand_in_the_order_in_which_they_are_read(store: Store) -> None:
    made = somebody(store)
    made.say(0, "needs", "Buses")
    made.say(0, "next", [{"what": "Ring them", "who": "", "by": "", "level": "self"}])
    names = [one.id for one in notebook.parts(record(made))]
    expected = ["top", "actions", "answers", "themes", "further", "helps", "cpd", "capture", "apply"]
    assert names == [*expected, "resources", "made"]


def test_a_follow_on_entry_is_told_with_its_day_and_how_each_thing_stands(store: Store) -> None:
    kept = Commitment("Ring them", "done", "They came.")
    entry = FollowOn(date(2027, 3, 1), (kept,), changed="I ring first.", benefit="Sooner seen.")
    found = replace(record(somebody(store)), follow_ons=(entry,))
    shown = part(found, "back")
    page = files.write(found, ["html"])[0].data.decode()
    assert [one.text for one in fields(shown)] == ["I ring first.", "Sooner seen.", ""]
    for said in ("1 March 2027", "Ring them", "They came.", "How it stands: done"):
        assert said in page
    standards = dict(tables(part(found, "cpd"))[1].rows)
    assert sum("1 March 2027" in said for said in standards.values()) == 2


def test_the_pages_say_whose_standards_these_are_and_for_whom_nobody_speaks(store: Store) -> None:
    page = files.write(record(somebody(store)), ["html"])[0].data.decode()
    assert "Health and Care Professions Council" in page
    assert "Royal College of Occupational Therapists" in page
    assert "not affiliated with either" in page


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_pages_are_drawn_in_every_language(store: Store, language: str) -> None:
    made = somebody(store)
    with i18n.using(language):
        found = record(made)
        shown: Any = [part(found, name) for name in ("cpd", "capture", "apply")]
    assert found.head.language == language
    assert all(one.blocks for one in shown)
