"""The board never jumps: what stands on it keeps its place, and what is new comes at the end."""

from __future__ import annotations

import itertools
import random

import pytest

from evenground.apps.board_model import BoardModel
from evenground.apps.board_steady import arranged
from evenground.charts.chart import Bars, Cells, Chart, Empty
from evenground.domain.session import Session
from evenground.domain.workshop import Workshop
from evenground.store import commands, queries, theming
from evenground.store.engine import Store
from tests.apps.projecting import opened, people


def bars(**values: float) -> Chart:
    marks = Bars(
        tuple(values), tuple(values.values()), tuple(map(str, values.values())), (False,) * len(values)
    )
    rows = tuple((name, str(value)) for name, value in values.items())
    return Chart("themes", "", "", ("Theme", "People"), rows, marks)


def labels(chart: Chart) -> list[str]:
    assert isinstance(chart.marks, Bars | Cells)
    return list(chart.marks.rows if isinstance(chart.marks, Cells) else chart.marks.labels)


def test_bars_keep_their_order_when_another_grows_and_new_ones_come_at_the_end() -> None:
    first, order, _more = arranged(bars(a=9, b=5, c=4), "themes", None)
    assert labels(first) == ["a", "b", "c"]
    later, order, _more = arranged(bars(c=12, new=11, a=9, b=5), "themes", order)
    assert labels(later) == ["a", "b", "c", "new"]
    assert [row[0] for row in later.rows] == ["a", "b", "c", "new"]
    assert isinstance(later.marks, Bars)
    assert later.marks.values == (9, 5, 12, 11)


def test_a_bar_that_was_shown_stays_when_nobody_is_left_in_it() -> None:
    _first, order, _more = arranged(bars(a=9, b=5, c=0), "themes", None)
    later, _order, more = arranged(bars(a=9, b=0, c=0), "themes", order)
    assert (labels(later), more) == (["a", "b"], 1)


def test_what_did_not_fit_at_first_stays_in_the_table_and_does_not_push_in() -> None:
    many = {f"t{at}": 20 - at for at in range(12)}
    first, order, more = arranged(bars(**many), "themes", None)
    assert (labels(first), more) == ([f"t{at}" for at in range(8)], 4)
    later, order, _more = arranged(bars(t10=99, **{k: v for k, v in many.items() if k != "t10"}), "themes", order)
    assert labels(later) == labels(first)
    newer, _order, _more = arranged(bars(new=3, **many), "themes", order)
    assert labels(newer) == [*labels(first), "new"]


def test_an_empty_chart_forgets_no_order() -> None:
    _first, order, _more = arranged(bars(a=1, b=2), "themes", None)
    _chart, kept, more = arranged(Chart("", "", "", (), (), Empty()), "themes", order)
    assert (kept, more) == (order, 0)


def test_two_rows_of_the_same_name_are_two_rows() -> None:
    marks = Bars(("a", "a"), (2.0, 1.0), ("2", "1"), (False, False))
    shown, order, _more = arranged(Chart("", "", "", (), (), marks), "needs", None)
    assert labels(shown) == ["a", "a"]
    again, _order, _more = arranged(Chart("", "", "", (), (), marks), "needs", order)
    assert labels(again) == ["a", "a"]


def test_the_first_questions_of_how_alike_we_are_tell_of_all_kinds() -> None:
    states = [("full",)] * 6 + [("none",)] + [("some",)]
    names = tuple(f"q{at}" for at in range(8))
    marks = Cells(names, ("How alike",), tuple(states), (("",),) * 8)  # type: ignore[arg-type]
    shown, _order, more = arranged(Chart("", "", "", (), ((),) * 8, marks), "likeness", None)
    assert ("q6" in labels(shown), "q7" in labels(shown), more) == (True, True, 3)
    assert labels(shown) == sorted(labels(shown))


@pytest.fixture
def session(store: Store, workshop: Workshop) -> Session:
    made = commands.create_session(store, workshop, identity="alias")[0]
    commands.move(store, made.id, 1)
    return made


def shown(model: BoardModel) -> tuple[list[str], list[str]]:
    return model.room["labels"], [quote["id"] for quote in model.room["quotes"]]


def test_two_hundred_placements_move_no_bar_and_no_quote(store: Store, session: Session) -> None:
    draw = random.Random(5)
    everybody = people(store, session, 25)
    for at, person in enumerate(everybody):
        for prompt in ("people", "needs", "does"):
            commands.answer(store, person.id, prompt, f"word {at} {prompt}")
    commands.move(store, session.id, 2)
    themes = [row.id for row in queries.themes(store, session.id)]
    themes += [theming.add_theme(store, session.id, f"Theme {at}").id for at in range(7)]
    answers = [row.answer for row in queries.shared(store, session.id, purpose="facilitator")]
    theming.place(store, session.id, answers[0], themes[0], "confirmed")
    model, seen = opened(store, session), []
    for _step in range(200):
        state = draw.choice(["confirmed", "confirmed", "confirmed", "rejected"])
        theming.place(store, session.id, draw.choice(answers), draw.choice(themes), state)  # type: ignore[arg-type]
        model.refresh()
        seen.append(shown(model))
    for (bars_before, quotes_before), (bars_after, quotes_after) in itertools.pairwise(seen):
        assert bars_after[: len(bars_before)] == bars_before
        stayed = [(at, one) for at, one in enumerate(quotes_before) if one in quotes_after]
        assert all(quotes_after[at] == one for at, one in stayed)
    assert len(seen[-1][0]) == 9
    fresh = opened(store, session)
    assert fresh.room["labels"] != seen[-1][0]  # sorted, so that the test would see a jump


def test_bars_are_sorted_anew_when_the_facilitator_chooses_the_view_anew(store: Store, session: Session) -> None:
    for at, person in enumerate(people(store, session, 12)):
        commands.answer(store, person.id, "people", "the bus" if at < 4 else "an interpreter")
    commands.move(store, session.id, 2)
    few = queries.themes(store, session.id)[0]
    rows = queries.shared(store, session.id, purpose="facilitator")
    model = opened(store, session)
    assert model.room["labels"] == ["Language", "Transport"]
    theming.confirm_all(store, session.id, few.id, [row.answer for row in rows])
    model.refresh()
    assert model.room["labels"] == ["Language", "Transport"]
    commands.show(store, session.id, "themes")
    model.refresh()
    assert model.room["labels"] == ["Transport", "Language"]


def test_a_renamed_theme_keeps_its_place(store: Store, session: Session) -> None:
    for at, person in enumerate(people(store, session, 12)):
        commands.answer(store, person.id, "people", "the bus" if at < 4 else "an interpreter")
    commands.move(store, session.id, 2)
    model = opened(store, session)
    theming.rename_theme(store, session.id, queries.themes(store, session.id)[1].id, "Being understood")
    model.refresh()
    assert model.room["labels"] == ["Being understood", "Transport"]
