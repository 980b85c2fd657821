"""The sentences of a programme's first page: at most five, from counts of groups and confirmed themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evenground.charts import programme as charts
from evenground.charts.wording import short
from evenground.i18n import _, ngettext
from evenground.records import saying
from evenground.records.programme.lines import Mean
from evenground.records.programme_facts import Across, ProgrammeFacts

MOST = 5
LISTED = 3  # names in one sentence


def with_sentences(facts: ProgrammeFacts, means: Sequence[Mean]) -> ProgrammeFacts:
    """The same facts with the sentences that say what is in them."""
    told = sum(1 for group in facts.groups if group.shared)
    return replace(facts, sentences=tuple(_sentences(facts, means, told))[:MOST])


def _sentences(facts: ProgrammeFacts, means: Sequence[Mean], told: int) -> Iterator[str]:
    if told < 2:
        yield _too_few(told)
    else:
        yield from _themes(facts, told)
        yield from _gaps(facts, told)
        yield from ([moved(means)] if any(_twice(one) for one in means) else [])
    yield from _actions(facts)
    if told > 1 and facts.local:
        yield _local(facts.local)


def _too_few(told: int) -> str:
    if told:
        return _("Sharing has been opened in one of these sessions only, so there is nothing to compare yet.")
    return _("Sharing has not been opened in any of these sessions, so nothing of them is compared.")


def _themes(facts: ProgrammeFacts, told: int) -> Iterator[str]:
    if not facts.shared:
        yield no_shared(facts)
        return
    first, *others = facts.shared
    yield charts.named(first.name, first.count, told)
    if others:
        said = ngettext(
            "One more theme was named by at least half of the groups: {themes}.",
            "{count} more themes were named by at least half of the groups, first of all: {themes}.",
            len(others),
        )
        names = "; ".join(short(one.name) for one in others[:LISTED])
        yield said.format(count=len(others), themes=names)


def no_shared(facts: ProgrammeFacts) -> str:
    """Say that the groups share no theme."""
    return _("No theme was named by at least half of the groups.") if facts.other else charts.no_theme()


def _gaps(facts: ProgrammeFacts, told: int) -> Iterator[str]:
    if facts.gaps_of_all:
        said = ngettext(
            "All groups share one gap. {gap}.",
            "All groups share {count} gaps, first of all this one. {gap}.",
            len(facts.gaps_of_all),
        )
        yield said.format(count=len(facts.gaps_of_all), gap=gap(facts.gaps_of_all[0]).rstrip("."))
    elif facts.gaps and facts.gaps[0].count > 1:
        first = facts.gaps[0]
        said = ngettext(
            "{count} of {total} groups has this gap. {gap}.",
            "{count} of {total} groups have this gap. {gap}.",
            first.count,
        )
        yield said.format(count=first.count, total=told, gap=gap(first).rstrip("."))


def gap(one: Across) -> str:
    """A gap with the kind it is of."""
    return {
        "confidence": _("Confidence is below importance: {name}"),
        "need": _("A learning need has no activity yet: {name}"),
        "few": _("Fewer than half of a group answered: “{name}”"),
        "place": _("Nothing was found yet for: {name}"),
    }[one.kind].format(name=short(one.name, 140))


def _twice(one: Mean) -> int:
    return sum(1 for by in one.moved if by is not None)


def moved(means: Sequence[Mean]) -> str:
    """Say in how many groups the first thing that was rated twice rose; confidence before importance."""
    twice = [one for one in means if _twice(one)]
    if not twice:
        return _("No group has rated the same thing twice yet, so there is no after to compare with.")
    first = max(twice, key=lambda one: (one.measure == "confidence", _twice(one)))
    rose = sum(1 for by in first.moved if by is not None and by > 0)
    said = {"about": short(first.about), "count": rose, "total": _twice(first)}
    return (_importance if first.measure == "importance" else _confidence)(rose, _twice(first)).format(**said)


def _confidence(rose: int, total: int) -> str:
    if rose == total:
        return ngettext(
            "Confidence rose in the one group that rated it twice: {about}.",
            "Confidence rose in each of the {total} groups that rated it twice: {about}.",
            total,
        )
    return ngettext(
        "Confidence rose in {count} of the {total} groups that rated it twice: {about}.",
        "Confidence rose in {count} of the {total} groups that rated it twice: {about}.",
        rose,
    )


def _importance(rose: int, total: int) -> str:
    if rose == total:
        return ngettext(
            "Its importance rose in the one group that rated it twice: {about}.",
            "Its importance rose in each of the {total} groups that rated it twice: {about}.",
            total,
        )
    return ngettext(
        "Its importance rose in {count} of the {total} groups that rated it twice: {about}.",
        "Its importance rose in {count} of the {total} groups that rated it twice: {about}.",
        rose,
    )


def _actions(facts: ProgrammeFacts) -> Iterator[str]:
    numbers = [len(one.actions) for one in facts.actions]
    if not numbers:
        return
    if numbers.count(max(numbers)) > 1:
        yield ngettext("The groups named {count} action.", "The groups named {count} actions.", sum(numbers)).format(
            count=sum(numbers)
        )
        return
    said = ngettext(
        "The groups named {count} action, at the level “{level}”.",
        "The groups named {count} actions, more at the level “{level}” than at any other.",
        sum(numbers),
    )
    most = facts.actions[numbers.index(max(numbers))]
    yield said.format(count=sum(numbers), level=saying.level_name(most.level))


def _local(found: Sequence[Across]) -> str:
    said = ngettext(
        "One theme was named in one group only: {themes}.",
        "{count} themes were named in one group only, among them: {themes}.",
        len(found),
    )
    return said.format(count=len(found), themes="; ".join(short(one.name) for one in found[:LISTED]))
