"""Coverage: only people confirm, only what may be read counts, and a gap is never the machine's word alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.coverage import CellResult, Coverage, coverage, phrases, texts
from evenground.domain.parts import Framework
from evenground.domain.response import Shared
from evenground.domain.suggested import Suggested, Tag, cell_target, print_of
from evenground.domain.workshop import Workshop
from tests.analysis.making import said
from tests.conftest import SMALL

FRAME = Framework.model_validate(
    {
        "id": "frame",
        "title": "A frame",
        "credit": {"title": "Somebody's"},
        "rows": [
            {"id": "me", "title": "Myself", "note": "What I bring."},
            {"id": "us", "title": "All of us"},
        ],
        "columns": [{"id": "know", "title": "Knowing", "note": "What we know."}, {"id": "do", "title": "Doing"}],
        "examples": {"us.do": "We count who does not come."},
    }
)
LEVELS = Framework.model_validate(
    {
        "id": "levels",
        "title": "Levels",
        "credit": {"title": "Ours"},
        "rows": [
            {"id": one, "title": one.title()} for one in ("self", "team", "organisation", "profession", "policy")
        ],
    }
)
BUS, FORM = "No bus after six. People give up.", "The form is long."


def maybe(row: Shared, cell: str, score: float = 0.5, span: tuple[int, int] = (0, 17)) -> Suggested:
    """What the machine suggests of an answer in words."""
    return Suggested(row.answer, cell_target("frame", cell), score, *span, print_of(str(row.value)))


def tag(
    answer: int,
    cell: str,
    state: Literal["confirmed", "rejected"] = "confirmed",
    by: Literal["owner", "facilitator"] = "facilitator",
) -> Tag:
    return Tag(answer, "frame", cell, state, by)


def found(rows: list[Shared], tags: Any = (), suggestions: Any = (), framework: Framework = FRAME) -> Coverage:
    return coverage(rows, tags, suggestions, framework, Workshop.model_validate(SMALL))


def cell(result: Coverage, name: str) -> CellResult:
    return next(one for one in result.cells if one.id == name)


ROWS = [said(1, 1, BUS), said(2, 2, FORM), said(3, 3, BUS)]


def test_cells_come_row_by_row_with_their_titles() -> None:
    assert [one.id for one in found(ROWS).cells] == ["me.know", "me.do", "us.know", "us.do"]
    assert cell(found(ROWS), "us.do").title == "All of us: Doing"


def test_a_suggestion_makes_a_cell_possible_and_marks_its_sentence() -> None:
    one = cell(found(ROWS, suggestions=[maybe(ROWS[0], "us.do")]), "us.do")
    assert (one.state, one.people, one.confirmed) == ("possible", 0, ())
    assert [quote.text[quote.start : quote.end] for quote in one.possible] == ["No bus after six."]


def test_a_person_confirms_a_cell_and_people_are_counted_once() -> None:
    rows = [*ROWS, said(4, 1, FORM, prompt="needs")]
    one = cell(found(rows, [tag(1, "us.do"), tag(4, "us.do"), tag(2, "us.do", by="owner")]), "us.do")
    assert (one.state, one.people) == ("confirmed", 2)
    assert [(quote.answer, quote.by) for quote in one.confirmed] == [
        (1, "facilitator"),
        (2, "owner"),
        (4, "facilitator"),
    ]


def test_a_facilitators_word_goes_before_the_owners_in_any_order() -> None:
    both = [tag(1, "us.do", "rejected"), tag(1, "us.do", by="owner")]
    for tags in (both, both[::-1]):
        assert cell(found(ROWS, tags), "us.do").state == "none"


def test_a_judged_quote_is_not_offered_again() -> None:
    result = found(ROWS, [tag(1, "us.do", "rejected")], [maybe(ROWS[0], "us.do"), maybe(ROWS[2], "us.do")])
    assert [quote.answer for quote in cell(result, "us.do").possible] == [3]


def test_a_confirmed_cell_still_offers_what_waits() -> None:
    one = cell(found(ROWS, [tag(1, "us.do")], [maybe(ROWS[2], "us.do")]), "us.do")
    assert (one.state, [quote.answer for quote in one.possible]) == ("confirmed", [3])


def test_the_closest_quotes_come_first_and_each_once() -> None:
    more = [maybe(ROWS[0], "us.do", 0.2), maybe(ROWS[2], "us.do", 0.9), maybe(ROWS[0], "us.do", 0.1)]
    assert [quote.answer for quote in cell(found(ROWS, suggestions=more), "us.do").possible] == [3, 1]


def test_a_suggestion_made_from_other_words_does_not_count() -> None:
    old = maybe(said(1, 1, "Something else."), "us.do")
    assert cell(found(ROWS, suggestions=[old]), "us.do").state == "none"


def test_hidden_withdrawn_and_private_answers_count_nowhere() -> None:
    hidden = [replace(ROWS[0], hidden=True)]
    tags = [tag(1, "us.do"), tag(99, "us.do"), tag(7, "us.do")]
    rows = [*hidden, said(7, 2, "For me alone", prompt="diary")]
    result = found(rows, tags, [maybe(ROWS[0], "me.do"), maybe(said(99, 1, BUS), "me.do")])
    assert {one.state for one in result.cells} == {"none"}
    assert (result.people, result.judged, texts(rows, Workshop.model_validate(SMALL))) == (0, False, {})


def test_the_latest_words_of_an_answer_count() -> None:
    rows = [*ROWS, said(1, 1, FORM, round=2)]
    assert texts(rows, Workshop.model_validate(SMALL))[1] == FORM
    assert cell(found(rows, suggestions=[maybe(ROWS[0], "us.do")]), "us.do").state == "none"


def test_actions_count_by_what_is_to_be_done_in_every_language() -> None:
    todo = said(5, 1, [{"what": "Ask about buses", "who": "Asha", "by": "", "level": "team"}], prompt="next")
    assert texts([todo], Workshop.model_validate(SMALL)) == {5: "Ask about buses"}
    suggestion = Suggested(5, cell_target("frame", "us.do"), 0.5, 0, 15, print_of("Ask about buses"))
    assert cell(found([todo], suggestions=[suggestion]), "us.do").state == "possible"


def test_the_level_that_people_chose_for_their_action_is_their_word() -> None:
    todo = said(5, 1, [{"what": "Ask about buses", "who": "", "by": "", "level": "team"}], prompt="next")
    result = found([todo], framework=LEVELS)
    assert [(one.id, one.people) for one in result.confirmed] == [("team", 1)]
    away = Tag(5, "levels", "team", "rejected", "facilitator")
    assert found([todo], [away], framework=LEVELS).confirmed == ()


def test_tags_of_another_framework_or_of_a_cell_that_is_gone_count_nowhere() -> None:
    other = [Tag(1, "another", "us.do", "confirmed", "owner"), tag(1, "gone.do")]
    assert found(ROWS, other, [Suggested(1, "theme:3", 1.0, 0, 3, print_of(BUS))]).judged is False


def test_nothing_is_a_gap_before_a_person_has_judged() -> None:
    assert found(ROWS).gaps == ()
    assert found(ROWS, suggestions=[maybe(ROWS[0], "us.do")]).gaps == ()
    assert [one.id for one in found(ROWS, [tag(1, "us.do")]).gaps] == ["me.know", "me.do", "us.know"]


def test_a_cell_whose_quotes_were_all_refused_is_a_gap() -> None:
    result = found(ROWS, [tag(1, "us.do", "rejected")], [maybe(ROWS[0], "us.do")])
    assert "us.do" in [one.id for one in result.gaps]


CELLS = st.sampled_from(FRAME.cells)
TAGS = st.lists(
    st.builds(
        tag,
        st.integers(1, 3),
        CELLS,
        st.sampled_from(["confirmed", "rejected"]),
        st.sampled_from(["owner", "facilitator"]),
    ),
    max_size=6,
)
SUGGESTED = st.lists(
    st.builds(maybe, st.sampled_from(ROWS), CELLS, st.floats(0, 1), st.just((0, 8))), max_size=10
)


@settings(deadline=None, max_examples=200)
@given(TAGS, SUGGESTED)
def test_the_machine_alone_neither_confirms_a_cell_nor_makes_a_gap(tags: list[Tag], more: list[Suggested]) -> None:
    without, with_ = found(ROWS, tags), found(ROWS, tags, more)
    sure = [[(one.id, one.people, [q.answer for q in one.confirmed]) for one in r.confirmed] for r in (without, with_)]
    assert sure[0] == sure[1]
    assert {one.id for one in with_.gaps} <= {one.id for one in without.gaps}
    assert found(ROWS, (), more).gaps == () == found(ROWS, (), more).confirmed


@settings(deadline=None, max_examples=200)
@given(TAGS, SUGGESTED)
def test_a_cell_with_a_quote_that_nobody_judged_is_never_a_gap(tags: list[Tag], more: list[Suggested]) -> None:
    result = found(ROWS, tags, more)
    assert all(not one.possible and not one.confirmed for one in result.gaps)
    assert {one.id for one in (*result.confirmed, *result.possible)} | {
        one.id for one in result.cells if one.state == "none"
    } == set(FRAME.cells)


def test_every_cell_has_a_phrase_of_titles_notes_and_example() -> None:
    found_ = phrases([FRAME])
    assert set(found_) == {f"cell:frame:{name}" for name in FRAME.cells}
    assert found_["cell:frame:me.know"] == "Myself: Knowing. What I bring. What we know."
    assert found_["cell:frame:us.do"] == "All of us: Doing. We count who does not come."


@pytest.mark.parametrize("name", ["parts_of", "title_of"])
def test_a_cell_of_another_framework_has_no_title(name: str) -> None:
    with pytest.raises(KeyError):
        getattr(FRAME, name)("them.do")


def test_what_a_participants_page_reads_loads_neither_pandas_nor_numpy() -> None:
    modules = "evenground.analysis.helping, evenground.charts.coverage, evenground.charts.helping"
    program = f"import sys, {modules}; print({{'pandas', 'numpy', 'plotly'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
