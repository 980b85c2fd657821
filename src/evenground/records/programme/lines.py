"""Lays what several session records show beside each other: a line for each theme, measure and gap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from evenground import i18n
from evenground.charts.chart import Bars
from evenground.charts.programme import Cell, Line
from evenground.charts.wording import number
from evenground.i18n import _
from evenground.records.facts import MeasureFacts, SessionRecord, ThemeFacts

GAPS = ("confidence", "need", "place", "few")


@dataclass(frozen=True)
class Mean:
    """One thing that groups rated, and its cells before and after; `moved` is by how much, None where not known."""

    about: str
    measure: str
    low: int
    high: int
    before: tuple[Cell, ...]
    after: tuple[Cell, ...]
    moved: tuple[float | None, ...]


def same(name: str) -> str:
    """What two names have in common that mean the same theme."""
    return " ".join(name.split()).casefold()


def themes(records: Sequence[SessionRecord]) -> list[Line]:
    """A line for each theme that any group named: those that most groups confirmed first, then by name."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    found: list[dict[str, Cell]] = []
    for record in records:
        best: dict[str, Cell] = {}
        for theme in record.themes:
            cell, key = _of_theme(record, theme), same(theme.name)
            if cell.text:
                spelled[key][" ".join(theme.name.split())] += 1
                # Two of the same name in one group are never added up: some may be in both.
                best[key] = max(best.get(key, cell), cell, key=lambda one: (one.sure, one.heat or 0.0))
        found.append(best)
    lines = [
        Line(spelled[key].most_common(1)[0][0], tuple(group.get(key, Cell()) for group in found)) for key in spelled
    ]
    return sorted(lines, key=lambda line: (-line.count, same(line.name)))


def _of_theme(record: SessionRecord, theme: ThemeFacts) -> Cell:
    """What the group's own chart shows of a theme, in a few letters."""
    value, quiet = _in_chart(record, theme)
    if value == 0:
        return Cell()
    text = _masked(record, theme.people) if value is None else _number(record, theme.people, int(value))
    heat = None if value is None else min(1.0, value / max(1, record.head.people))
    return Cell(f"({text})", heat, sure=False) if quiet else Cell(text, heat)


def _in_chart(record: SessionRecord, theme: ThemeFacts) -> tuple[float | None, bool]:
    chart = record.charts.get("themes")
    row = (theme.name, theme.people, theme.state)
    if chart is None or not isinstance(chart.marks, Bars) or row not in chart.rows:
        return None, True
    place = chart.rows.index(row)
    return chart.marks.values[place], chart.marks.quiet[place]


def _masked(record: SessionRecord, people: str) -> str:
    """A word for a number that is not told: that it is small, or only that there is one."""
    told = i18n.translator(record.head.language).gettext("fewer than {count}")
    return _("few") if people == told.format(count=record.threshold) else _("yes")


def _number(record: SessionRecord, people: str, value: int) -> str:
    exact = i18n.translator(record.head.language).ngettext("{count} person", "{count} people", value)
    return str(value) if people == exact.format(count=value) else f"{value}+"


def means(records: Sequence[SessionRecord]) -> list[Mean]:
    """What groups rated, matched by what it is about and its scale."""
    found: dict[tuple[str, str, int, int], dict[int, MeasureFacts]] = defaultdict(dict)
    for at, record in enumerate(records):
        for one in record.measures:
            found[same(one.about), one.measure, one.low, one.high].setdefault(at, one)
    return [_mean([given.get(at) for at in range(len(records))]) for given in found.values()]


def _mean(given: Sequence[MeasureFacts | None]) -> Mean:
    first = next(one for one in given if one is not None)
    return Mean(
        about=first.about,
        measure=first.measure,
        low=first.low,
        high=first.high,
        before=tuple(_rated(one, one.before if one else None) for one in given),
        # Nobody was asked a second time as long as there is no second average: then nothing stands there.
        after=tuple(_rated(one, one.after) if one and one.after is not None else Cell() for one in given),
        moved=tuple(
            one.after - one.before if one and one.before is not None and one.after is not None else None
            for one in given
        ),
    )


def _rated(one: MeasureFacts | None, mean: float | None) -> Cell:
    if one is None or one.people == 0:
        return Cell()
    if mean is None:
        return Cell(_("few"), None)
    return Cell(number(mean), (mean - one.low) / ((one.high - one.low) or 1))


def mean_lines(found: Sequence[Mean]) -> list[Line]:
    """Two lines for each thing that was rated; the second only where a group rated it again."""
    scales = {(one.low, one.high) for one in found}
    lines = []
    for one in found:
        about = one.about if len(scales) == 1 else _scaled(one)
        lines.append(Line(_before(one.measure).format(about=about), one.before))
        if any(cell.text for cell in one.after):
            lines.append(Line(_after(one.measure).format(about=about), one.after))
    return lines


def _scaled(one: Mean) -> str:
    return _("{about} ({low} to {high})").format(about=one.about, low=one.low, high=one.high)


def _before(measure: str) -> str:
    return _("Importance before: {about}") if measure == "importance" else _("Confidence before: {about}")


def _after(measure: str) -> str:
    return _("Importance after: {about}") if measure == "importance" else _("Confidence after: {about}")


def gaps(records: Sequence[SessionRecord]) -> list[tuple[str, Line]]:
    """Each gap with its kind and the groups that have it, by kind and then in the order of the records."""
    names: dict[tuple[str, str], str] = {}
    have: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, record in enumerate(records):
        for kind, name in _of_record(record):
            names.setdefault((kind, same(name)), name)
            have[kind, same(name)].add(at)
    cell = partial(Cell, _("yes"))
    found = [
        (key[0], Line(names[key], tuple(cell() if at in have[key] else Cell() for at in range(len(records)))))
        for key in names
    ]
    return sorted(found, key=lambda gap: (GAPS.index(gap[0]), -gap[1].count))


def _of_record(record: SessionRecord) -> Iterator[tuple[str, str]]:
    yield from (("confidence", str(one.get("about", ""))) for one in record.gaps.confidence)
    yield from (("need", name) for name in record.gaps.needs)
    yield from (("few", ask) for ask in record.gaps.few)
    for framework in record.standing.frameworks:
        chart = record.charts.get(f"coverage-{framework.id}")
        title = chart.title if chart else framework.credit.title
        for place in framework.places:
            if place.state == "none":
                yield "place", _("{place} ({framework})").format(place=place.title, framework=title)
