"""Lays an earlier session of the same group beside this one, from what both records show and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evenground.charts.wording import number, short
from evenground.i18n import _, ngettext
from evenground.records.facts import MeasureFacts, Quote, SessionRecord, SinceFacts, ThemeFacts, ThenNow
from evenground.records.standing import Glance, StandingFacts

TOLD = 2  # themes that a sentence tells of
COMPARED = ("themes", "gaps-", "coverage-", "progress")  # the charts that a kept record still has


def since(earlier: SessionRecord, now: SessionRecord) -> SinceFacts:
    """Return what was then, what is now, and what became of the gaps."""
    gaps = tuple(_gaps(earlier, now))
    actions = earlier.actions if now.names else (replace(one, author="") for one in earlier.actions)
    return SinceFacts(
        code=earlier.head.code,
        title=earlier.head.title,
        held=earlier.head.held,
        people=earlier.head.people,
        sentences=(*_named(earlier, now), *_moved(earlier, now), *_became(gaps)),
        themes=tuple(_themes(earlier, now)),
        measures=tuple(_measures(earlier, now)),
        gaps=gaps,
        actions=tuple(actions),
    )


def needed(record: SessionRecord) -> SessionRecord:
    """What a later record is compared with: counts, names of themes, gaps and actions, and nobody's answers."""
    frameworks = tuple(
        replace(one, places=tuple(replace(place, quotes=()) for place in one.places))
        for one in record.standing.frameworks
    )
    themes = tuple(
        replace(one, quotes=tuple(Quote("", "", "", quote.state) for quote in one.quotes[:1])) for one in record.themes
    )
    return replace(
        record,
        found=(),
        themes=themes,
        points=(),
        actions=tuple(replace(one, author="") for one in record.actions),
        sections=(),
        standing=StandingFacts(frameworks=frameworks),
        charts={name: chart for name, chart in record.charts.items() if name.startswith(COMPARED)},
        glance=Glance(),
        since=None,
        names=False,
    )


def key(name: str) -> str:
    """A name as it is compared: upper and lower case and spaces make no difference."""
    return " ".join(name.split()).casefold()


def _by_name(themes: Iterable[ThemeFacts]) -> dict[str, ThemeFacts]:
    """The themes that people confirmed; of two with the same name the one that more people named."""
    return {key(one.name): one for one in reversed(tuple(themes)) if confirmed(one)}


def confirmed(theme: ThemeFacts) -> bool:
    """Tell whether people confirmed a theme: then its answers are told as confirmed ones."""
    return any(quote.state == "confirmed" for quote in theme.quotes)


def _themes(earlier: SessionRecord, now: SessionRecord) -> Iterator[ThenNow]:
    """The themes of now in their order, then those that were there only then."""
    then, today = _by_name(earlier.themes), _by_name(now.themes)
    for name in dict.fromkeys((*reversed(today), *reversed(then))):
        before, after = then.get(name), today.get(name)
        shown = after or before
        yield ThenNow(
            shown.name if shown else "", before.people if before else "", after.people if after else ""
        )


def _number(text: str) -> int | None:
    """The number of people in a text that tells it exactly, such as “6 people”."""
    found = re.match(r"\d+\b", text)
    return int(found[0]) if found else None


def _named(earlier: SessionRecord, now: SessionRecord) -> Iterator[str]:
    """The themes whose share of people changed most, where both numbers may be told; then one that is new or gone."""
    told = [
        (one, then, today)
        for one in _themes(earlier, now)
        if (then := _number(one.then)) is not None and (today := _number(one.now)) is not None
    ]
    of_then, of_now = max(earlier.head.people, 1), max(now.head.people, 1)
    told.sort(key=lambda one: -abs(one[1] / of_then - one[2] / of_now))
    for one, then, today in told[:TOLD]:
        yield _("Then {then} of {then_people} of us named {theme}, now {now} of {now_people}.").format(
            theme=short(one.name), then=then, then_people=of_then, now=today, now_people=of_now
        )
    fresh = next((one.name for one in _themes(earlier, now) if not one.then), "")
    if fresh and any(one.then for one in _themes(earlier, now)):
        yield _("New since then: {theme}.").format(theme=short(fresh))


def _scales(measures: Iterable[MeasureFacts]) -> dict[tuple[str, str], MeasureFacts]:
    return {(one.measure, key(one.about)): one for one in measures if one.before is not None}


def _last(one: MeasureFacts) -> float:
    """How it stood at the end of a session, or at its beginning where it was asked once."""
    return one.before or 0.0 if one.after is None else one.after


def _pairs(earlier: SessionRecord, now: SessionRecord) -> list[tuple[MeasureFacts, float, float]]:
    then = _scales(earlier.measures)
    both = ((one, then.get(name)) for name, one in _scales(now.measures).items())
    return [
        (one, _last(before), _last(one))
        for one, before in both
        if before is not None and (before.low, before.high) == (one.low, one.high)
    ]


def _measures(earlier: SessionRecord, now: SessionRecord) -> Iterator[ThenNow]:
    names = {"confidence": _("Confidence: {about}"), "importance": _("Importance: {about}")}
    for one, then, today in _pairs(earlier, now):
        yield ThenNow(names[one.measure].format(about=one.about), number(then), number(today))


def _moved(earlier: SessionRecord, now: SessionRecord) -> Iterator[str]:
    """What moved most between the ends of both sessions: confidence, where it was asked."""
    pairs = _pairs(earlier, now)
    asked = [one for one in pairs if one[0].measure == "confidence"]
    if asked:
        one, then, today = max(asked, key=lambda each: abs(each[2] - each[1]))
        yield _("Our confidence in {about} stood at {then} then and stands at {now} now, out of {high}.").format(
            about=short(one.about), then=number(then), now=number(today), high=one.high
        )


def _gaps(earlier: SessionRecord, now: SessionRecord) -> Iterator[ThenNow]:
    """The gaps of then and of now by kind; of a kind that was not looked at now nothing is claimed."""
    kinds = [{key(one.about) for one in now.measures if (one.measure, one.before is None) == (kind, False)}
             for kind in ("confidence", "importance")]
    rated = kinds[0] & kinds[1]
    themes = set(_by_name(now.themes))
    asked = {key(ask) for section in now.asked for ask in section.asks}
    yield from _kind(_about(earlier), _about(now), rated)
    yield from _kind(earlier.gaps.needs, now.gaps.needs, themes)
    yield from _kind(earlier.gaps.few, now.gaps.few, asked)
    yield from _frameworks(earlier, now)


def _about(record: SessionRecord) -> list[str]:
    return [str(one["about"]) for one in record.gaps.confidence]


def _kind(then: Iterable[str], now: Iterable[str], known: set[str]) -> Iterator[ThenNow]:
    """Gaps of one kind; `known` are the names of which it can be said now that they are no gap."""
    before, today = {key(one): one for one in then}, {key(one): one for one in now}
    for name, shown in before.items():
        became = _still() if name in today else _gone() if name in known else _("not known")
        yield ThenNow(shown, _("a gap"), became)
    yield from (ThenNow(shown, "", _new()) for name, shown in today.items() if name not in before)


def _gone() -> str:
    return _("no longer found")


def _still() -> str:
    return _("still there")


def _new() -> str:
    return _("new")


def _frameworks(earlier: SessionRecord, now: SessionRecord) -> Iterator[ThenNow]:
    """How many places of a framework were empty and are now."""
    then = _empty(earlier)
    for name, (title, today, total) in _empty(now).items():
        if name in then and total == then[name][2]:
            said = _("nothing in {count} of {total} places")
            yield ThenNow(
                title, said.format(count=then[name][1], total=total), said.format(count=today, total=total)
            )


def _empty(record: SessionRecord) -> Mapping[str, tuple[str, int, int]]:
    return {
        one.id: (
            record.charts[f"coverage-{one.id}"].title if f"coverage-{one.id}" in record.charts else one.credit.title,
            sum(1 for place in one.places if place.state == "none"),
            len(one.places),
        )
        for one in record.standing.frameworks
    }


def _became(gaps: Iterable[ThenNow]) -> Iterator[str]:
    """How many of the gaps of then are gone, and how many are still there."""
    became = [one.now for one in gaps if one.then]
    gone, still = became.count(_gone()), became.count(_still())
    if gone:
        yield ngettext(
            "{count} gap of then is no longer found.", "{count} gaps of then are no longer found.", gone
        ).format(count=gone)
    if still:
        yield ngettext(
            "{count} gap of then is still there.", "{count} gaps of then are still there.", still
        ).format(count=still)
