"""What must hold in a record that was read from a file, beyond its shape: else it could not be drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any, get_args

from evenground.charts.chart import Bars, Cells, Chart, Marks, Pairs, Parts
from evenground.domain.action import LEVELS
from evenground.domain.answers import is_day
from evenground.domain.session import IDENTITIES, Visibility
from evenground.i18n import LANGUAGES
from evenground.records.cpd import PILLARS, STANDARDS
from evenground.records.data.plain import Fault, names
from evenground.records.facts import Asked, MyAnswer, SessionRecord
from evenground.records.programme_facts import ProgrammeFacts

# A code stands in the names of files, so it can hold nothing that leads elsewhere.
_CODE = re.compile(r"[A-Za-z0-9-]{0,40}", re.ASCII)
CHARTS = ("themes", "gaps-confidence", "gaps-needs")  # that the record of a group which shared always shows
Rule = Callable[[Any], bool]


def check(one: Any, *place: str) -> None:
    """Raise Fault with the first place in `one` where something does not hold."""
    whole = WHOLE.get(type(one).__name__)
    if whole is not None and not whole(one):
        raise Fault(*place)
    for step, inner in _steps(one):
        rule = RULES.get((type(one).__name__, step))
        if rule is not None and not rule(inner):
            raise Fault(*place, step)
        if not isinstance(inner, str | int | float):
            check(inner, *place, step)


def _steps(one: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(one, tuple):
        yield from ((str(number), inner) for number, inner in enumerate(one))
    elif is_dataclass(one):
        kind: Any = type(one)
        yield from ((name, getattr(one, name)) for name in names(kind))
    elif isinstance(one, dict):
        yield from (("…", inner) for inner in one.values() if is_dataclass(inner))


def _day_or_nothing(text: str) -> bool:
    return not text or is_day(text)


def _one_of(known: Sequence[str]) -> Rule:
    return lambda text: text in known


def _charted(chart: Chart) -> bool:
    """The table has as many cells in every row, and the drawing all that is drawn of a row."""
    return bool(chart.columns) and all(len(row) == len(chart.columns) for row in chart.rows) and _drawn(chart.marks)


def _drawn(marks: Marks) -> bool:
    if isinstance(marks, Bars):
        return _even(marks.labels, (marks.values, marks.texts, marks.quiet), (marks.more,))
    if isinstance(marks, Pairs):
        needed = (marks.before, marks.after, marks.low, marks.high, marks.texts)
        scales = all(low < high for low, high in zip(marks.low, marks.high, strict=False))
        return scales and _even(marks.labels, needed, (marks.spreads, marks.notes))
    if isinstance(marks, Cells):
        rows = (*marks.states, *marks.texts, *marks.heat)
        return _even(marks.rows, (marks.states, marks.texts), (marks.heat,)) and _even(marks.columns, rows)
    if isinstance(marks, Parts):
        told = tuple(part for part in marks.parts if part is not None)
        return _even(marks.labels, (marks.parts, marks.texts)) and _even(marks.names, told)
    return True


def _even(first: Sequence[Any], needed: Sequence[Sequence[Any]], may: Sequence[Sequence[Any]] = ()) -> bool:
    """Tell whether there is something, and as much of everything; what `may` be there may also be empty."""
    number = len(first)
    return number > 0 and all(len(one) == number for one in needed) and all(len(one) in (0, number) for one in may)


def _answered(one: Asked | MyAnswer) -> bool:
    """Answers about actions are lists of them."""
    said = one.said if isinstance(one, MyAnswer) else tuple(each for answer in one.answers for each in answer.said)
    return one.kind != "action" or all(each.value is None or isinstance(each.value, list) for each in said)


def _whole(record: SessionRecord) -> bool:
    """The charts that every page shows are there."""
    return set(CHARTS if record.shared else ("progress",)) <= set(record.charts)


def _side_by_side(facts: ProgrammeFacts) -> bool:
    """There are groups, and each thing has a cell for every one of them."""
    lines = (*facts.shared, *facts.other, *facts.local, *facts.suggested, *facts.gaps_of_all, *facts.gaps)
    cells = [*(one.groups for one in lines), *(each for one in facts.measures for each in (one.before, one.after))]
    return _even(facts.groups, cells)


# By a dataclass and its field, and by a dataclass as a whole.
RULES: dict[tuple[str, str], Rule] = {
    ("Head", "code"): lambda code: bool(_CODE.fullmatch(code)),
    ("Head", "language"): _one_of(tuple(LANGUAGES)),
    ("Head", "minutes"): lambda minutes: minutes >= 0,
    ("Head", "people"): lambda people: people >= 0,
    ("SessionRecord", "identity"): _one_of(IDENTITIES),
    ("ActionFacts", "by"): _day_or_nothing,
    ("LevelActions", "level"): _one_of(LEVELS),
    ("Commitment", "by"): _day_or_nothing,
    ("GroupAction", "by"): _day_or_nothing,
    ("Across", "kind"): _one_of(("theme", "confidence", "need", "few", "place")),
    ("ProgrammeRecord", "programme"): _side_by_side,
    ("Pillar", "id"): _one_of(PILLARS),
    ("Standard", "number"): lambda number: number in STANDARDS,
    ("Answer", "said"): bool,
    ("MyAnswer", "said"): bool,
    ("MyAnswer", "visibility"): _one_of(get_args(Visibility)),
}
WHOLE: dict[str, Rule] = {"Chart": _charted, "Asked": _answered, "MyAnswer": _answered, "SessionRecord": _whole}
