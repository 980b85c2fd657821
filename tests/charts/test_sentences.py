"""What charts say in words and in tables."""

from __future__ import annotations

import pytest

from evenground.analysis.gaps import Confidence, Few, Gaps, Need
from evenground.analysis.likeness import Likeness
from evenground.analysis.measures import Measure
from evenground.analysis.together import BySection, Pair, Spread, Together
from evenground.charts import gaps as gap_charts
from evenground.charts.chart import Bars, Cells, Empty, Pairs
from evenground.charts.likeness import likeness
from evenground.charts.likeness import sentence as alike_sentence
from evenground.charts.measures import before_after
from evenground.charts.progress import progress
from evenground.charts.sections import sections
from evenground.charts.themes import themes
from evenground.charts.together import together
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
        (
            [("Buses", 5, 0), ("Rent", 5, 0)],
            "More of us named Buses and Rent than any other theme (5 of 14 people each).",
        ),
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
    assert chart.sentence == f"At least half of us have answered 2 of {len(workshop.prompts) - 1} questions."
    assert chart.rows[:3] == (
        ("Who is missed?", "14 of 14"),
        ("What would you learn?", "7 of 14"),
        ("What helps?", "fewer than 3"),
    )


def test_progress_leaves_out_what_never_leaves_its_owner(workshop: Workshop) -> None:
    assert "For you alone" not in dict(progress({"diary": 14}, 14, workshop, 3).rows)


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


def spread(counts: tuple[int, ...], people: int, name: str = "Buses", total: int = 20) -> BySection:
    parts = tuple((str(at), f"Part {at + 1}") for at in range(len(counts)))
    return BySection(parts, (Spread(1, name, people, counts, (0,) * len(counts)),), total)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (BySection((), (), 0), "There are no themes yet. Add one, then put answers in it."),
        (
            spread((0, 0), 0),
            "Confirm a few answers in themes, and this shows in which part of the workshop each comes up.",
        ),
        (spread((2, 1), 2), "Too few answers to show without pointing at someone."),
        (spread((5, 9), 12), "Buses comes up in every part, most of all in “Part 2”."),
        (spread((0, 9), 9), "Each theme comes up in one part only: Buses in “Part 2”."),
    ],
)
def test_the_chart_of_sections_says_how_far_a_theme_reaches(found: BySection, sentence: str) -> None:
    assert sections(found, 3).sentence == sentence


def test_cells_near_and_small_are_told_in_words() -> None:
    assert sections(spread((7, 2), 9), 3).rows == (("Buses", "3 or more", "fewer than 3"),)
    assert sections(spread((7, 8), 8), 3).rows == (("Buses", "at least 6", "8"),)
    assert sections(spread((2, 2), 4), 3).rows == (("Buses", "not shown", "not shown"),)


def test_parts_in_which_nobody_named_anything_are_left_out() -> None:
    chart = sections(spread((5, 0, 9), 12), 3)
    assert chart.columns == ("Theme", "Part 1", "Part 3")


def test_pairs_say_which_two_themes_most_named_together() -> None:
    found = Together((Pair((1, 2), ("Buses", "Rent"), 6, 12, 9), Pair((1, 3), ("Buses", "Food"), 2, 12, 9)), 30, True)
    chart = together(found, 3)
    assert chart.sentence == "Named together most often: Buses and Rent (6 of 30 people)."
    assert chart.rows == (("Buses + Rent", "6 people"),)
    assert together(Together((), 30, False), 3).sentence.startswith("Confirm a few answers")
    assert together(Together((), 30, True), 3).sentence.startswith("No two themes")


def like(level: str, kind: str = "text", **more: object) -> Likeness:
    return Likeness("p", "Why?", kind, level, **{"of": 12, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (like("few"), "Too few answers to say."),
        (like("unsorted"), "Too few of the answers are in a theme to say. Confirm more of them."),
        (like("alike", common=("Buses",), people=8), "Most of us named the same thing: Buses (8 of 12 people)."),
        (like("alike", common=("Buses",), people=12), "All of us named the same thing: Buses (12 of 12 people)."),
        (
            like("alike", common=("Buses",), people=11),
            "Most of us named the same thing: Buses (at least 10 of 12 people).",
        ),
        (like("apart"), "We came from many sides: no theme was named by more than a third of us."),
        (like("partly", common=("Buses",), people=5), "We meet in part, above all in Buses (5 of 12 people)."),
        (like("partly"), "No theme was named by more than half of us."),
        (
            like("partly", "choice", common=("home", "ward"), people=5),
            "We are split: home and ward (5 of 12 people each).",
        ),
        (like("apart", "choice"), "We chose differently: nothing was chosen by more than a third of us."),
        (like("alike", "scale", span=(6, 8)), "We are close together: about half of us are between 6 and 8."),
        (like("alike", "scale", span=(7, 7)), "We are close together: about half of us say 7."),
        (like("apart", "scale"), "We are far apart."),
        (
            like("alike", "grid", common=("yes",), people=9, row="young"),
            "In most rows more than half of us chose the same. Most alike: young, yes (9 of 12 people).",
        ),
        (like("apart", "grid"), "We chose differently in nearly every row."),
    ],
)
def test_each_question_has_one_plain_sentence_on_how_alike_we_are(one: Likeness, said: str) -> None:
    assert alike_sentence(one, 3) == said


def test_the_chart_of_likeness_says_where_we_meet_and_where_we_part() -> None:
    chart = likeness([like("alike", "scale"), like("apart", "scale"), like("few", "scale")], 3)
    assert chart.sentence == "We are alike on “Why?” and far apart on “Why?”."
    assert [row[1] for row in chart.rows] == ["alike", "apart", "too few answers"]
    assert isinstance(chart.marks, Cells)
    assert len(chart.marks.rows) == 2
    assert isinstance(likeness([like("few")], 3).marks, Empty)


def test_before_and_after_say_where_about_half_of_us_are() -> None:
    one = Measure("access", "confidence", "sure", 0, 10, 4, 6.5, 12, (3, 5.5), (5, 8))
    chart = before_after([one, Measure("access", "importance", "matters", 0, 10, 8, 8, 12, None, None)])
    assert chart.sentence.endswith("About half of us: between 5 and 8 now, 3 and 5.5 before.")
    assert chart.columns == ("About", "Before", "After", "About half of us", "People")
    assert chart.rows == (
        ("Confidence: access", "4", "6.5", "before 3 to 5.5, after 5 to 8", "12"),
        ("Importance: access", "8", "8", "too few answers", "12"),
    )
    assert isinstance(chart.marks, Pairs)
    assert chart.marks.notes[0] == "about half of us: before 3 to 5.5, after 5 to 8"


def test_confidence_against_importance_says_where_about_half_of_us_are() -> None:
    chart = gap_charts.confidence(lacking(confidence=(WIDE,)), spreads={"access": ((3, 5), (8, 10))})
    assert chart.rows == (("access", "9", "4.5", "confidence 3 to 5, importance 8 to 10"),)
    assert isinstance(chart.marks, Pairs)
    assert chart.marks.spreads == (((3, 5), (8, 10)),)
    assert gap_charts.confidence(lacking(confidence=(WIDE,))).rows == (("access", "9", "4.5"),)
