"""Gathers a programme's record: several sessions side by side, from what each one's own record shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from string import ascii_uppercase

from evenground import i18n
from evenground.charts import programme as charts
from evenground.charts.chart import Chart
from evenground.charts.programme import ABREAST, Line
from evenground.domain.action import LEVELS
from evenground.errors import InputError
from evenground.i18n import _, ngettext
from evenground.records.facts import Head, ProgrammeRecord, SessionRecord
from evenground.records.programme import lines as programme_lines
from evenground.records.programme import said as programme_said
from evenground.records.programme_facts import (
    Across,
    Group,
    GroupAction,
    LevelActions,
    Measured,
    ProgrammeFacts,
)


def gather(records: Sequence[SessionRecord], title: str = "") -> ProgrammeRecord:
    """These sessions side by side, in the order in which they are given; each stands under a letter.

    Raises InputError for fewer than two, for one that is given twice, and for what is no session's record.
    """
    _check(records)
    groups = tuple(map(_group, _letters(len(records)), records))
    told = [one for one in records if one.shared]
    themes, means = programme_lines.themes(told), programme_lines.means(told)
    shared, other, local, suggested = _sorted(themes, len(told))
    everywhere, somewhere = _gaps(programme_lines.gaps(told), len(told))
    spread = _Spread([one.shared for one in records])
    facts = ProgrammeFacts(
        groups=groups,
        workshops=tuple(dict.fromkeys(one.head.workshop for one in records)),
        sentences=(),
        shared=spread.across("theme", shared),
        other=spread.across("theme", other),
        local=spread.across("theme", local),
        suggested=spread.across("theme", suggested),
        measures=tuple(map(spread.measured, means)),
        gaps_of_all=spread.gaps(everywhere),
        gaps=spread.gaps(somewhere),
        actions=_actions(groups, records),
    )
    drawn = _charts({"themes-shared": shared, "themes-other": other}, means, groups)
    return ProgrammeRecord(_head(records, title), programme_said.with_sentences(facts, means), drawn)


def _check(records: Sequence[SessionRecord]) -> None:
    for one in records:
        if not isinstance(one, SessionRecord):
            raise InputError(
                _("A programme is made of session records. Leave out the record “{title}”.").format(
                    title=one.head.title
                )
            )
    if len(records) < 2:
        raise InputError(
            _("A programme lays at least two sessions side by side. Name two or more join codes or record files.")
        )
    code, times = Counter(one.head.code for one in records).most_common(1)[0]
    if times > 1:
        raise InputError(_("The session {code} is given more than once. Name each session once.").format(code=code))


def _letters(count: int) -> list[str]:
    """A to Z, then AA, AB and so on."""
    return [(ascii_uppercase[at // 26 - 1] if at >= 26 else "") + ascii_uppercase[at % 26] for at in range(count)]


def _group(letter: str, record: SessionRecord) -> Group:
    head, glance = record.head, record.glance.sentences or record.found
    return Group(
        letter=letter,
        code=head.code,
        title=head.title,
        workshop=head.workshop,
        held=head.held,
        people=head.people,
        threshold=record.threshold,
        shared=record.shared,
        synthetic=head.synthetic,
        sentences=glance[:5] if record.shared else (),
    )


def _head(records: Sequence[SessionRecord], title: str) -> Head:
    heads = [one.head for one in records]
    made = ngettext("Programme of {count} session", "Programme of {count} sessions", len(heads))
    return Head(
        kind="programme",
        code="",
        title=title.strip() or made.format(count=len(heads)),
        workshop="; ".join(dict.fromkeys(one.workshop for one in heads)),
        summary="",
        language=i18n.current(),
        held=max(one.held for one in heads),
        made=datetime.now(UTC).astimezone().date(),
        delete_on=min(one.delete_on for one in heads),
        minutes=0,
        people=sum(one.people for one in heads),
        synthetic=any(one.synthetic for one in heads),
        affiliation=" ".join(dict.fromkeys(one.affiliation for one in heads if one.affiliation)),
        credit=tuple(dict.fromkeys(work for one in heads for work in one.credit)),
        resources=(),
    )


def _sorted(lines: Sequence[Line], total: int) -> tuple[list[Line], list[Line], list[Line], list[Line]]:
    """Themes of at least half of the groups, of several, of one, and those that nobody confirmed."""
    half = max(2, (total + 1) // 2)
    return (
        [line for line in lines if line.count >= half],
        [line for line in lines if 2 <= line.count < half],
        [line for line in lines if line.count == 1],
        [line for line in lines if line.count == 0],
    )


Gap = tuple[str, Line]


def _gaps(found: Sequence[Gap], total: int) -> tuple[list[Gap], list[Gap]]:
    """Gaps of all groups and of some; of places in frameworks only those that two groups miss, for there are many."""
    everywhere = [gap for gap in found if total > 1 and gap[1].count == total]
    somewhere = [
        (kind, line)
        for kind, line in found
        if line.count < total and (line.count > 1 or (kind != "place" and total > 1))
    ]
    return everywhere, sorted(somewhere, key=lambda gap: -gap[1].count)


class _Spread:
    """Writes cells of the groups that are compared as cells of all groups."""

    def __init__(self, told: Sequence[bool]) -> None:
        self.told = told

    def _wide(self, texts: Sequence[str]) -> tuple[str, ...]:
        left = iter(texts)
        return tuple(next(left) if shared else "" for shared in self.told)

    def across(self, kind: str, lines: Sequence[Line]) -> tuple[Across, ...]:
        return tuple(
            Across(kind, line.name, self._wide([cell.text for cell in line.cells]), line.count) for line in lines
        )

    def gaps(self, found: Sequence[Gap]) -> tuple[Across, ...]:
        return tuple(one for kind, line in found for one in self.across(kind, [line]))

    def measured(self, one: programme_lines.Mean) -> Measured:
        before, after = (self._wide([cell.text for cell in cells]) for cells in (one.before, one.after))
        return Measured(one.about, one.measure, one.low, one.high, before, after)


def _actions(groups: Sequence[Group], records: Sequence[SessionRecord]) -> tuple[LevelActions, ...]:
    """Every action by its level and group; whose it is stands in the group's own record."""
    found = []
    for level in LEVELS:
        named = [
            GroupAction(group.letter, one.what, one.by)
            for group, record in zip(groups, records, strict=True)
            for one in record.actions
            if one.level == level
        ]
        found += [LevelActions(level, tuple(named))] if named else []
    return tuple(found)


def _charts(
    themes: dict[str, list[Line]], means: Sequence[programme_lines.Mean], groups: Sequence[Group]
) -> dict[str, Chart]:
    """The charts, each in pieces of as many groups as stand beside each other."""
    told = [group for group in groups if group.shared]
    titles = {
        "themes-shared": _("Themes of at least half of the groups"),
        "themes-other": _("Themes of several groups"),
    }
    drawn: dict[str, Chart] = {}
    for start in range(0, len(told), ABREAST):
        beside = told[start : start + ABREAST]
        place = charts.Groups(
            letters=tuple(group.letter for group in beside),
            part=slice(start, start + ABREAST),
            total=len(told),
            synthetic=any(group.synthetic for group in beside),
        )
        ending = f"-{start // ABREAST + 1}" if start else ""
        for name, lines in themes.items():
            if lines:
                drawn[name + ending] = charts.themes(lines, place, name, titles[name])
        if means:
            rows, sentence = programme_lines.mean_lines(means), programme_said.moved(means)
            drawn["measures" + ending] = charts.measures(rows, place, sentence)
    return drawn
