"""What could help, with its reason; who named which problem; and a list in which no voice is lost."""

from __future__ import annotations

from typing import Any

from evenground.analysis.coverage import coverage
from evenground.analysis.helping import Reason, Said, helpful, problems, said_by_few
from evenground.analysis.themes import placed
from evenground.domain.response import Placement
from evenground.domain.suggested import Tag
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, WORDS, said, sure
from tests.analysis.test_coverage import FRAME, ROWS, maybe
from tests.conftest import SMALL


def with_resources(*helps: list[str]) -> Workshop:
    """The small workshop with resources a, b, c and what each helps with."""
    made: list[dict[str, Any]] = [
        {"id": name, "title": name.upper(), "helps": list(one)} for name, one in zip("abc", helps, strict=False)
    ]
    return Workshop.model_validate({**SMALL, "resources": made})


def names(found: Any) -> list[str]:
    return [one.resource.id for one in found]


def under(*cells: str, tags: Any = None) -> Any:
    """The frame, with everything confirmed but these cells."""
    given = [Tag(1, "frame", one, "confirmed", "owner") for one in FRAME.cells if one not in cells]
    return coverage(ROWS, given if tags is None else tags, [], FRAME, Workshop.model_validate(SMALL))


def test_a_resource_helps_with_a_need_by_its_theme() -> None:
    found = helpful(with_resources(["Transport"], ["Language"]), needs=["Transport"])
    assert [(one.resource.id, one.reasons) for one in found] == [("a", (Reason("need", ("Transport",)),))]


def test_a_resource_helps_where_confidence_is_below_importance() -> None:
    found = helpful(with_resources(["sure"], ["matters"], ["people"]), about=["access"])
    assert [one.reasons for one in found] == [(Reason("confidence", ("access",)),)] * 2


def test_a_resource_helps_with_a_gap_by_its_cell_its_row_or_its_column() -> None:
    workshop = with_resources(["frame:us.do"], ["frame:us"], ["frame:know"])
    found = helpful(workshop, covered=[under("us.do")])
    assert [(one.resource.id, one.reasons) for one in found] == [
        (name, (Reason("place", ("All of us: Doing",), "A frame"),)) for name in "ab"
    ]


def test_a_whole_row_or_column_of_gaps_goes_by_its_own_title() -> None:
    workshop = with_resources(["frame:us"], ["frame:do", "frame:us.know"])
    found = {one.resource.id: one.reasons[0].names for one in helpful(workshop, covered=[under("us.do", "us.know")])}
    assert found == {"a": ("All of us",), "b": ("All of us: Knowing", "All of us: Doing")}
    found = {one.resource.id: one.reasons[0].names for one in helpful(workshop, covered=[under("us.do", "me.do")])}
    assert found["b"] == ("Doing",)


def test_nothing_is_offered_for_what_no_person_judged_or_what_waits_to_be_judged() -> None:
    workshop = with_resources(["frame:us", "Transport"])
    assert helpful(workshop, covered=[under(tags=[])]) == ()
    judged = [Tag(1, "frame", "me.do", "confirmed", "owner")]
    waits = [maybe(ROWS[0], "us.do"), maybe(ROWS[1], "us.know")]
    assert helpful(workshop, covered=[coverage(ROWS, judged, waits, FRAME, workshop)]) == ()


def test_what_people_said_weighs_more_than_what_was_not_found() -> None:
    workshop = with_resources(["frame:us"], ["Transport"], ["frame:us", "frame:me"])
    assert names(helpful(workshop, needs=["Transport"], covered=[under("us.do", "me.do")])) == ["b", "c", "a"]


def test_a_resource_that_helps_with_no_gap_is_not_offered() -> None:
    assert helpful(with_resources(["Transport", "frame:us.do"], ["frame:me"]), covered=[under("us.know")]) == ()


NEEDS = [
    said(1, 1, "The bus times", "needs"),
    said(2, 2, "The bus routes", "needs"),
    said(3, 3, "The bus fares", "needs"),
    said(4, 4, "Interpreter booking", "needs"),
    said(5, 5, "Nothing of that kind", "people"),
    said(6, 6, "A phone tree", "does"),
]


def few(placements: list[Placement], rows: Any = NEEDS, threshold: int = 3) -> tuple[Said, ...]:
    workshop = Workshop.model_validate(SMALL)
    return said_by_few(placed(rows, [TRAVEL, WORDS], placements, workshop), rows, workshop, threshold)


def test_an_answer_that_enough_people_stand_behind_is_not_said_by_few() -> None:
    assert [one.answer for one in few(sure(1, 2, 3)) if not one.waiting] == [5]
    assert [one.answer for one in few(sure(1, 2)) if not one.waiting] == [1, 2, 5]


def test_an_answer_in_a_small_theme_says_in_which() -> None:
    found = {one.answer: one for one in few([*sure(1, 2, 3), *sure(4, theme=2)])}
    assert found[4] == Said(4, "needs", "Interpreter booking", ("Language",), waiting=False)


def test_what_is_only_suggested_waits_and_comes_last() -> None:
    assert [(one.answer, one.waiting) for one in few([])] == [(5, False), *((at, True) for at in (1, 2, 3, 4))]


def test_a_rejected_answer_in_no_theme_is_not_lost() -> None:
    assert (4, False) in [(one.answer, one.waiting) for one in few([Placement(4, 2, "rejected")])]


def test_answers_to_other_questions_hidden_and_empty_ones_are_left_out() -> None:
    rows = [said(1, 1, "x", hidden=True), said(2, 2, ""), said(3, 3, "y", "does"), said(4, 4, "z", "diary")]
    assert few([], rows) == ()


def test_the_latest_words_stand_in_the_list() -> None:
    assert [one.text for one in few([], [said(1, 1, "first"), said(1, 1, "then", round=2)])] == ["then"]


def test_problems_are_counted_by_person_where_needs_were_asked_for() -> None:
    workshop = Workshop.model_validate(SMALL)
    rows = [*NEEDS, said(7, 1, "The bus again", "needs"), said(8, 8, "A bus", "people")]
    found = placed(rows, [TRAVEL, WORDS], [*sure(1, 2, 7, 8), *sure(4, theme=2)], workshop)
    assert [(one.name, one.people) for one in problems(found, workshop)] == [("Transport", 2), ("Language", 1)]
