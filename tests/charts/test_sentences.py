"""What charts say in words and in tables."""

from __future__ import annotations

import pytest

from evenground.analysis.gaps import Confidence, Few, Gaps, Need
from evenground.analysis.measures import Measure
from evenground.charts import gaps as gap_charts
from evenground.charts.chart import Bars, Empty, Pairs
from evenground.charts.measures import before_after
from evenground.charts.progress import progress
from evenground.charts.themes import themes
from evenground.domain.workshop import Workshop
from evenground.privacy.suppression import Masked
from tests.analysis.making import counted


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "There are no themes yet. Add one, then put answers in it."),
        (
            [("Buses", 0, 0)],
            "No answer is in a theme yet. Put a few answers in themes, and this chart fills.",
        ),
        ([("Buses", 9, 0), ("Rent", 4, 0)], "Most of us named Buses (9 of 14 people)."),
        ([("Buses", 14, 0), ("Rent", 4, 0)], "All of us named Buses (14 of 14 people)."),
        ([("Buses", 13, 0)], "Most of us named Buses (at least 12 of 14 people)."),
        ([("Buses", 5, 0), ("Rent", 4, 0)], "More of us named Buses than any other theme (5 of 14 people)."),
        (
            [("Buses", 5, 0), ("Rent", 0, 6)],
            "Confirmed so far, more of us named Buses than any other theme (5 of 14 people).",
        ),
        ([("Buses", 0, 9)], "Suggested so far, and not yet confirmed: Buses (9 of 14 people)."),
        ([("Buses", 5, 0), ("Rent", 5, 0)], "Named by most people: Buses and Rent (5 of 14 people each)."),
        (
            [("Buses", 5, 0), ("Rent", 5, 0), ("Food", 5, 0)],
            "Several themes were named by equally many people (5 of 14 people each).",
        ),
        ([("Buses", 1, 0), ("Rent", 2, 0)], "Too few answers to show without pointing at someone."),
    ],
)
def test_the_chart_of_themes_says_what_it_shows(rows: list[tuple[str, int, int]], sentence: str) -> None:
    assert themes(counted(*rows, total=14), 3).sentence == sentence


def test_before_anybody_shares_the_chart_of_themes_says_what_it_waits_for() -> None:
    chart = themes(counted(("Buses", 0, 0), total=0), 3)
    assert chart.sentence.startswith("Nobody has shared an answer yet")
    assert isinstance(chart.marks, Empty)


def test_themes_are_ordered_by_what_is_shown_and_masked_ones_stay_in_their_order() -> None:
    chart = themes(counted(("A", 1, 0), ("B", 2, 0), ("C", 5, 0), ("D", 0, 0), ("E", 6, 0), total=14), 3)
    assert [row[0] for row in chart.rows] == ["E", "C", "A", "B", "D"]


def test_a_theme_says_how_much_of_it_is_suggested() -> None:
    chart = themes(counted(("A", 4, 5), ("B", 4, 1), ("C", 1, 6), ("D", 8, 0), total=20), 3)
    assert isinstance(chart.marks, Bars)
    assert dict(zip(chart.marks.labels, chart.marks.texts, strict=True)) == {
        "A": "4 people, 5 more suggested",
        "B": "4 people, more suggested",
        "C": "7 people, suggested",
        "D": "8 people",
    }
    assert dict(zip(chart.marks.labels, chart.marks.quiet, strict=True)) == {
        "A": False, "B": False, "C": True, "D": False
    }  # fmt: skip


def test_where_nearly_everybody_is_under_a_theme_no_number_of_suggested_ones_is_made_up() -> None:
    marks = themes(counted(("A", 9, 4), total=14), 3).marks
    assert isinstance(marks, Bars)
    assert (marks.texts, marks.more) == (("9 people, more suggested",), (None,))


def test_a_bar_does_not_shrink_when_its_first_card_is_confirmed() -> None:
    before, after = (themes(counted(("A", sure, 9 - sure), total=14), 3) for sure in (0, 1))
    assert before == after


def measured(about: str, before: float | None, after: float | None, people: int | Masked) -> Measure:
    return Measure(about, "confidence", "sure", 0, 10, before, after, people)


@pytest.mark.parametrize(
    ("measures", "sentence"),
    [
        ([], "This workshop asks nobody to rate anything, so there is nothing to compare."),
        (
            [measured("access", None, None, 0)],
            "Nobody has rated anything yet: this fills when people have answered.",
        ),
        ([measured("access", None, None, Masked(3))], "Too few answers to show without pointing at someone."),
        (
            [measured("access", 4, None, 9), measured("food", 3.5, None, 9)],
            "Before, we feel least confident about food (3.5 out of 10, on average).",
        ),
        (
            [measured("access", 4, None, 9)],
            "Before: 4 out of 10 for access, on average. We compare after the review.",
        ),
        (
            [measured("access", 4, 6.5, 12), measured("food", 5, 4, 12)],
            (
                "Our confidence rose most for access: from 4 to 6.5 on average, "
                "for the 12 people who answered both times."
            ),
        ),
        (
            [measured("access", 4, 4.5, 12), measured("food", 5, 4, 12)],
            (
                "Our confidence fell most for food: from 5 to 4 on average, "
                "for the 12 people who answered both times."
            ),
        ),
        (
            [measured("access", 4, 4, 12)],
            "Our confidence stayed where it was, on average, for the 12 people who answered both times.",
        ),
    ],
)
def test_the_chart_of_measures_says_what_moved(measures: list[Measure], sentence: str) -> None:
    assert before_after(measures).sentence == sentence


def test_the_table_of_measures_says_why_a_number_is_missing() -> None:
    chart = before_after([measured("access", 4, None, 9), measured("food", None, None, Masked(3))])
    assert chart.rows == (
        ("access", "4", "not yet", "9"),
        ("food", "too few answers", "too few answers", "fewer than 3"),
    )


def lacking(**more: object) -> Gaps:
    given: dict = {
        "confidence": (), "needs": (), "few": (), "rated": True, "compared": 1, "asked": True, "judged": True,
        "people": 14, "joined": 14,
    }  # fmt: skip
    return Gaps(**{**given, **more})


WIDE = Confidence("access", 9, 4.5, 4.5, 0, 10)
NEED = Need(1, "Language", 6, True)


def test_before_anything_is_confirmed_the_sentence_says_what_to_do() -> None:
    waits = "Confirm a few answers in each theme to see which learning needs have no activity yet."
    assert gap_charts.needs(lacking(judged=False), 3).sentence == waits
    assert waits in gap_charts.gaps(lacking(judged=False, confidence=(WIDE,)), 3).sentence


def test_all_gaps_are_in_one_table_with_how_we_know() -> None:
    chart = gap_charts.gaps(
        lacking(confidence=(WIDE,), needs=(NEED,), few=(Few("p", "Why?", Masked(3), 14),)), 3
    )
    assert chart.rows == (
        ("Confidence", "access", "importance 9, confidence 4.5"),
        ("Learning need", "Language", "6 people, an answer that may be an activity waits to be judged"),
        ("Few answers", "Why?", "fewer than 3 of 14"),
    )
    assert isinstance(chart.marks, Pairs)
    assert chart.sentence == (
        "The widest gap: access matters 9 to us, and we feel confident 4.5, on average. "
        "One learning need has no activity yet: Language (6 of 14 people). "
        "Fewer than half of us answered: Why?"
    )


def test_without_gaps_every_kind_says_so() -> None:
    chart = gap_charts.gaps(lacking(), 3)
    assert isinstance(chart.marks, Empty)
    assert "as confident as it is important" in chart.sentence
    assert "Every learning need" in chart.sentence
    assert "No question stands out" in chart.sentence


def test_a_kind_of_gap_that_a_workshop_does_not_ask_about_says_so() -> None:
    found = lacking(rated=False, asked=False, joined=0)
    assert gap_charts.confidence(found).sentence.startswith("This workshop does not ask how important")
    assert gap_charts.needs(found, 3).sentence.startswith("This workshop does not ask for both")
    assert gap_charts.few(found).sentence.startswith("Nobody has joined yet")


def test_too_few_ratings_to_compare_are_not_taken_for_no_gap() -> None:
    assert gap_charts.confidence(lacking(compared=0)).sentence.startswith("Too few people rated")


def test_several_gaps_are_counted_in_words(workshop: Workshop) -> None:
    found = lacking(
        needs=(NEED, Need(2, "Rent", 4, False)), few=(Few("p", "Why?", 5, 14), Few("q", "How?", 0, 14))
    )
    assert gap_charts.needs(found, 3).sentence == (
        "2 learning needs have no activity yet, first of all Language (6 of 14 people)."
    )
    assert gap_charts.few(found).sentence == "2 questions were answered by fewer than half of us."
    assert gap_charts.few(found).rows == (("Why?", "5 of 14"), ("How?", "nobody yet"))


def test_progress_tells_how_many_questions_half_of_us_answered(workshop: Workshop) -> None:
    chart = progress({"people": 14, "needs": 7, "does": 1}, 14, workshop, 3)
    assert chart.sentence == f"At least half of us have answered 2 of {len(workshop.prompts)} questions."
    assert chart.rows[:4] == (
        ("Who is missed?", "14 of 14"),
        ("What would you learn?", "7 of 14"),
        ("What helps?", "fewer than 3"),
        ("For you alone", "nobody yet"),
    )


@pytest.mark.parametrize(
    ("answered", "joined", "start"),
    [
        ({}, 0, "Nobody has joined yet"),
        ({}, 9, "Nobody has answered yet"),
        ({"people": 2}, 4, "With so few people"),
    ],
)
def test_progress_teaches_where_there_is_nothing_to_show(
    workshop: Workshop, answered: dict[str, int], joined: int, start: str
) -> None:
    assert progress(answered, joined, workshop, 3).sentence.startswith(start)


def test_a_long_name_is_cut_in_a_sentence_and_whole_in_the_table() -> None:
    name = "Getting there " * 20
    chart = themes(counted((name, 9, 0), total=14), 3)
    assert len(chart.sentence) < 140
    assert chart.rows[0][0] == name
