"""A programme tells no more of any group than the group's own record does, and what people typed stays text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.errors import InputError
from evenground.records import files, notebook
from evenground.records.data import csvs, json_file
from evenground.records.facts import ActionFacts, SessionRecord
from evenground.records.programme import programme
from tests.charts.test_masking import twins
from tests.records.groups import group, tables
from tests.records.reading import TEXTS, of


@pytest.mark.parametrize(("place", "value"), [("groups", []), ("shared", [["few"]])])
def test_a_file_in_which_groups_and_cells_do_not_match_is_refused(place: str, value: list[Any]) -> None:
    made = programme.gather([group("A", ("Money", 5, 0)), group("B", ("Money", 4, 0))])
    data = json.loads(json_file.dump(made))
    if place == "groups":
        data["programme"]["groups"] = value
    else:
        data["programme"]["shared"][0]["groups"] = value[0]
    with pytest.raises(InputError, match="damaged"):
        json_file.read(json.dumps(data).encode())


HOSTILE = (
    "</title><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "| a | b |\n# Title",
    "א" * 90,
    "x" * 400,
    "",
    "\x00🌍",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_and_themes_stay_text(title: str) -> None:
    action = ActionFacts("team", title, "", "")
    first = replace(group("A", (title, 5, 0), title=title), actions=(action,))
    made = programme.gather([first, group("B", (title, 4, 0), title=title)], title)
    done = of(files.write(made, TEXTS))
    assert done.page.faults == []
    assert done.page.all("script") == []
    assert len(done.page.all("h1")) == 1
    assert json_file.read(done.json) == made


def test_more_groups_than_fit_beside_each_other_stand_in_two_tables() -> None:
    made = programme.gather([group(f"C{at}", ("Money", 5, 0)) for at in range(30)])
    assert [one.letter for one in made.programme.groups][-4:] == ["AA", "AB", "AC", "AD"]
    found = [one for one in tables(notebook.document(made)) if one.columns[0] == "Theme"]
    assert [len(one.columns) for one in found] == [14, 14, 8]


GROUPS = st.lists(
    st.tuples(st.integers(1, 14), st.integers(3, 5), st.lists(st.tuples(*[st.integers(0, 14)] * 3), max_size=3)),
    min_size=2,
    max_size=4,
)


def alike(drawn: list[Any]) -> tuple[list[SessionRecord], list[SessionRecord]]:
    """Groups, and groups with other people behind them whose own records show the same."""
    first, second = [], []
    for at, (people, threshold, rows) in enumerate(drawn):
        one: list[tuple[str, int, int]] = []
        other: list[tuple[str, int, int]] = []
        for number, (sure, further, pick) in enumerate(rows):
            sure = min(sure, people)
            maybe = min(further, people - sure)
            one.append((f"Theme {number}", sure, maybe))
            other.append((f"Theme {number}", *twins(sure, maybe, people, threshold, pick)))
        first.append(group(f"G{at}", *one, people=people, threshold=threshold))
        second.append(group(f"G{at}", *other, people=people, threshold=threshold))
    return first, second


@settings(deadline=None, max_examples=40)
@given(GROUPS)
def test_programmes_of_groups_whose_records_show_the_same_are_the_same(drawn: list[Any]) -> None:
    """So nothing follows from a programme that does not follow from the records of its groups."""
    first, second = alike(drawn)
    made, twin = programme.gather(first), programme.gather(second)
    assert json_file.dump(made) == json_file.dump(twin)
    assert csvs.table(made) == csvs.table(twin)
    assert notebook.document(made) == notebook.document(twin)


@settings(deadline=None, max_examples=60)
@given(GROUPS)
def test_no_number_of_a_few_people_stands_in_any_cell_chart_or_sentence(drawn: list[Any]) -> None:
    first, _second = alike(drawn)
    made = programme.gather(first)
    facts = made.programme
    for line in (*facts.shared, *facts.other, *facts.local, *facts.suggested):
        for cell, one in zip(line.groups, facts.groups, strict=True):
            shown = re.sub(r"\D", "", cell)
            least = one.threshold if not cell.endswith(("+", "+)")) else 1
            assert not shown or int(shown) >= least
            assert not shown or cell.endswith(("+", "+)")) or int(shown) in range(least, one.people + 1)
            # Nor the number of the few who did not name it.
            assert not shown or not 0 < one.people - int(shown) < one.threshold or cell.endswith(("+", "+)"))
    for sentence in facts.sentences:
        assert not re.search(r"\d+ (person|people)", sentence)
