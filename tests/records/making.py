"""Makes any record there can be, for property tests: each field of the facts with whatever may stand in it."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from evenground.charts.chart import Bars, Cells, Chart, Empty, Pairs, Parts
from evenground.domain.action import LEVELS
from evenground.domain.session import IDENTITIES, VISIBILITIES
from evenground.i18n import LANGUAGES
from evenground.records.cpd import PILLARS, STANDARDS
from evenground.records.data.json_file import KINDS
from evenground.records.data.sound import CHARTS
from evenground.records.facts import SessionRecord
from evenground.records.programme_facts import Group, ProgrammeFacts

Strategy = st.SearchStrategy[Any]
# Any character and lone halves of characters; two halves that meet are one character, as JSON has it.
TEXT = st.text(st.characters(exclude_categories=()), max_size=12).map(lambda text: "".join(joined(text)))
WHOLE = st.integers(-(2**53), 2**53)
NUMBER = st.one_of(st.floats(-1e12, 1e12), WHOLE)
DAY = st.dates(min_value=date(1000, 1, 1))
SIMPLE: dict[Any, Strategy] = {
    str: TEXT,
    bool: st.booleans(),
    int: WHOLE,
    float: NUMBER,
    date: DAY,
    NoneType: st.none(),
    None: st.none(),
    Any: st.one_of(TEXT, NUMBER, st.none(), st.booleans()),
}
KEPT: dict[tuple[str, str], Strategy] = {
    ("Head", "code"): st.text(string.ascii_uppercase, max_size=6),
    ("Head", "language"): st.sampled_from(sorted(LANGUAGES)),
    ("Head", "minutes"): st.integers(0, 600),
    ("Head", "people"): st.integers(0, 500),
    ("SessionRecord", "identity"): st.sampled_from(IDENTITIES),
    ("ActionFacts", "by"): st.one_of(st.just(""), DAY.map(date.isoformat)),
    ("Pillar", "id"): st.sampled_from(PILLARS),
    ("Standard", "number"): st.sampled_from(STANDARDS),
    ("Commitment", "by"): st.one_of(st.just(""), DAY.map(date.isoformat)),
    ("GroupAction", "by"): st.one_of(st.just(""), DAY.map(date.isoformat)),
    ("Across", "kind"): st.sampled_from(("theme", "confidence", "need", "few", "place")),
    ("LevelActions", "level"): st.sampled_from(LEVELS),
    ("MyAnswer", "visibility"): st.sampled_from(VISIBILITIES),
}
NEEDED = {("Answer", "said"), ("MyAnswer", "said")}


def joined(text: str) -> list[str]:
    """The characters, with each pair of halves made one."""
    found: list[str] = []
    for mark in text:
        if "\udc00" <= mark <= "\udfff" and found and "\ud800" <= found[-1] <= "\udbff":
            found[-1] = (found[-1] + mark).encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            found.append(mark)
    return found


def records(kind: str) -> Strategy:
    """Any record of a kind."""
    return of(KINDS[kind]).map(lambda one: replace(one, head=replace(one.head, kind=kind)))


@cache
def of(kind: Any, least: int = 0) -> Strategy:
    """Anything of this type; of sequences at least so many."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if kind in MADE:
        return MADE[kind]()
    if is_dataclass(kind):
        return _fields(kind)
    return _sequence(get_origin(kind), get_args(kind), least)


def _fields(kind: Any) -> Strategy:
    types = get_type_hints(kind)
    return st.builds(kind, **{one.name: _field(kind, one.name, types[one.name]) for one in fields(kind)})


def _field(kind: Any, name: str, of_type: Any) -> Strategy:
    place = (kind.__name__, name)
    return KEPT[place] if place in KEPT else of(of_type, int(place in NEEDED))


def _sequence(origin: Any, inner: tuple[Any, ...], least: int) -> Strategy:
    if origin in (Union, UnionType):
        return st.one_of(*map(of, inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is dict:
        return st.dictionaries(TEXT, of(inner[1]), max_size=2)
    if origin is tuple and inner[-1] is not Ellipsis:
        return st.tuples(*map(of, inner))
    rows = st.lists(of(inner[0]), min_size=least, max_size=max(2, least))
    return rows.map(tuple) if origin is tuple else rows


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart with every kind of marks, as many of each as there are rows."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))

    def each(kind: Any, n: int = rows) -> Any:
        return draw(st.lists(of(kind), min_size=n, max_size=n).map(tuple))

    names = [each(str, columns) for _row in range(rows)]
    labels, some, said = each(str), each(float | None), each(str)
    marks = [
        Empty(),
        Bars(labels, some, said, each(bool), draw(st.sampled_from([(), some])), limit=draw(of(float | None))),
        Pairs(labels, some, some, (0,) * rows, (10.0,) * rows, said, draw(of(tuple[str, str])), notes=said),
        Cells(labels, each(str, columns), (("none",) * columns,) * rows, tuple(names), keys=said),
        Parts(labels, each(str, columns), (None,) + ((1 / columns,) * columns,) * (rows - 1), said),
    ]
    title, name, sentence = (draw(TEXT) for _one in range(3))
    made = draw(st.sampled_from(marks))
    return Chart(name, title, sentence, each(str, columns), tuple(names), made, draw(st.booleans()))


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecord:
    """A session's record with the charts that its pages always show."""
    record: SessionRecord = draw(_fields(SessionRecord))
    shown = CHARTS if record.shared else ("progress",)
    return replace(record, charts=record.charts | {name: draw(charts()) for name in shown})


@st.composite
def programmes(draw: st.DrawFn) -> ProgrammeFacts:
    """What a few groups say, each thing with a cell for every group."""
    facts: ProgrammeFacts = draw(_fields(ProgrammeFacts))
    groups = (*facts.groups, draw(of(Group)))

    def even(line: Any) -> Any:
        names = [each.name for each in fields(line) if isinstance(getattr(line, each.name), tuple)]
        return replace(line, **{name: draw(of(tuple[(str,) * len(groups)])) for name in names})

    wanted = ("shared", "other", "local", "suggested", "measures", "gaps_of_all", "gaps")
    return replace(facts, groups=groups, **{name: tuple(map(even, getattr(facts, name))) for name in wanted})


MADE: dict[Any, Callable[[], Strategy]] = {Chart: charts, SessionRecord: sessions, ProgrammeFacts: programmes}
