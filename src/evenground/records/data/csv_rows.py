"""The rows of the table beside the answers: themes, measures, gaps, places, pages of a portfolio, other sessions.

Of several numbers about one thing each has a row, and every number stands as it may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from evenground.records.cpd import CpdFacts, Filled, FollowOn
from evenground.records.facts import (
    ActionFacts,
    GapFacts,
    MeasureFacts,
    PersonalRecord,
    PointFacts,
    ProgrammeRecord,
    SessionRecord,
    SinceFacts,
    ThemeFacts,
)
from evenground.records.programme_facts import Across, Measured, ProgrammeFacts
from evenground.records.standing import HelpFacts, StandingFacts

Row = dict[str, Any]
NUMBERS = ("importance", "confidence", "difference")  # of a gap between what matters and how sure people are


def of_session(record: SessionRecord) -> Iterator[Row]:
    """What a group's record tells beside its answers."""
    yield from _points(record.points)
    yield from _standing(record.standing)
    yield from _sentences("glance", record.glance.sentences)
    yield from _sentences("glance-gap", record.glance.gaps)
    yield from _sentences("found", record.found)
    yield from _themes(record.themes)
    yield from _measures(record.measures)
    yield from _gaps(record.gaps)
    yield from _helps(record.standing.helps)
    if record.since is not None:
        yield from _since(record.since)


def of_person(record: PersonalRecord) -> Iterator[Row]:
    """What somebody's own record tells beside their answers."""
    yield from _points(record.points)
    yield from _sentences("found", record.found)
    yield from _themes(record.themes)
    yield from _helps(record.helps)
    yield from _cpd(record.cpd)
    for entry in record.follow_ons:
        yield from _follow_on(entry)


def of_programme(record: ProgrammeRecord) -> Iterator[Row]:
    """What several groups say side by side: a row for each thing and group."""
    facts = record.programme
    letters = [one.letter for one in facts.groups]
    for one in facts.groups:
        same = {"session": one.code, "held": one.held.isoformat(), "group": one.letter}
        yield same | {"kind": "group", "value": one.title, "people": one.people}
        yield from (same | row for row in _sentences("group", one.sentences))
    yield from _sentences("programme", facts.sentences)
    for section in ("shared", "other", "local", "suggested"):
        yield from _across("theme", section, getattr(facts, section), letters)
    for measure in facts.measures:
        yield from _measured(measure, letters)
    for state, gaps in (("all", facts.gaps_of_all), ("some", facts.gaps)):
        for gap in gaps:
            yield from ({"state": state} | row for row in _across("gap", gap.kind, (gap,), letters))
    yield from _level_actions(facts)


def _points(points: Iterable[PointFacts]) -> Iterator[Row]:
    for point in points:
        yield {"kind": "point", "value": point.text, "theme": point.theme}


def _sentences(section: str, said: Iterable[str]) -> Iterator[Row]:
    yield from ({"kind": "sentence", "section": section, "value": one} for one in said)


def _standing(standing: StandingFacts) -> Iterator[Row]:
    """The places of frameworks, the statements and how alike people are."""
    for framework in standing.frameworks:
        for place in framework.places:
            same = {"kind": "place", "section": framework.id, "question": place.title}
            yield same | {"value": place.state, "people": place.people}
    for one in standing.statements:
        same = {"kind": "statement", "question": one.text}
        numbers = (("agree", one.agree), ("pass", one.passed), ("disagree", one.disagree))
        yield from (same | {"value": value, "people": number} for value, number in numbers)
    yield from ({"kind": "likeness", "question": one.ask, "value": one.sentence} for one in standing.alike)


def _themes(themes: Iterable[ThemeFacts]) -> Iterator[Row]:
    for one in themes:
        mine = "mine" if one.mine else ""
        yield {"kind": "theme", "theme": one.name, "people": one.people, "state": one.state, "value": mine}


def _measures(measures: Iterable[MeasureFacts]) -> Iterator[Row]:
    for one in measures:
        same = {"kind": "measure", "section": one.measure, "question": one.about, "people": one.people}
        yield from (same | {"when": when, "value": getattr(one, when)} for when in ("before", "after"))


def _gaps(gaps: GapFacts) -> Iterator[Row]:
    for one in gaps.confidence:
        same = {"kind": "gap", "section": "confidence", "question": one.get("about")}
        yield from (same | {"state": name, "value": one.get(name)} for name in NUMBERS)
    yield from ({"kind": "gap", "section": "need", "theme": name} for name in gaps.needs)
    yield from ({"kind": "gap", "section": "few", "question": ask} for ask in gaps.few)


def _helps(helps: Iterable[HelpFacts]) -> Iterator[Row]:
    for one in helps:
        yield {"kind": "help", "value": one.source.title, "reason": "; ".join(one.reasons)}


def _since(since: SinceFacts) -> Iterator[Row]:
    """An earlier session: its own rows carry its code and day."""
    then = {"session": since.code, "held": since.held.isoformat(), "when": "then"}
    yield then | {"kind": "since", "section": "session", "value": since.title, "people": since.people}
    for sentence in since.sentences:
        yield then | {"kind": "since", "section": "sentence", "value": sentence}
    for section, listed in (("theme", since.themes), ("measure", since.measures), ("gap", since.gaps)):
        for one in listed:
            same = {"kind": "since", "section": section, "question": one.name}
            yield then | same | {"value": one.then}
            yield same | {"when": "now", "value": one.now}
    for action in since.actions:
        yield then | {"kind": "since", "section": "action"} | _action(action)


def _action(one: ActionFacts) -> Row:
    return {"value": one.what, "who": one.who, "by": one.by, "level": one.level, "author": one.author}


def _cpd(cpd: CpdFacts) -> Iterator[Row]:
    """Every field of the pages for a portfolio, empty ones too: `prompt` tells where on its page it stands."""
    for (section, *rest), ask, value in _leaves(cpd):
        yield {"kind": "cpd", "section": section, "prompt": ".".join(rest), "question": ask, "value": value}


def _leaves(one: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    if isinstance(one, tuple):
        for number, inner in enumerate(one, 1):
            yield from _leaves(inner, *path, str(getattr(inner, "id", None) or getattr(inner, "number", number)))
    elif not is_dataclass(one):
        yield path, "", _plain(one)
    elif isinstance(one, Filled):
        yield from [(path, one.ask, one.text)] if one.ask or one.text else []
    else:
        for each in fields(one):
            if each.name not in ("id", "number"):
                yield from _leaves(getattr(one, each.name), *path, each.name)


def _plain(one: Any) -> Any:
    if isinstance(one, bool):
        return "yes" if one else "no"
    return one.isoformat() if isinstance(one, date) else one


def _follow_on(entry: FollowOn) -> Iterator[Row]:
    """What was meant and how it stands, and what was written on that day."""
    same = {"kind": "follow-on", "when": entry.on.isoformat()}
    for one in entry.commitments:
        meant = {"section": "commitment", "value": one.what, "by": one.by}
        yield same | meant | {"state": one.state, "reason": one.note}
    for each in fields(entry):
        said = getattr(entry, each.name)
        if isinstance(said, str) and said:
            yield same | {"section": each.name, "value": said}


def _across(kind: str, section: str, listed: Iterable[Across], letters: Sequence[str]) -> Iterator[Row]:
    name, told = ("theme", "people") if kind == "theme" else ("question", "value")
    for one in listed:
        for letter, shown in zip(letters, one.groups, strict=False):
            yield {"kind": kind, "section": section, name: one.name, "group": letter, told: shown}


def _measured(one: Measured, letters: Sequence[str]) -> Iterator[Row]:
    same = {"kind": "measure", "section": one.measure, "question": one.about}
    for when in ("before", "after"):
        for letter, shown in zip(letters, getattr(one, when), strict=False):
            yield same | {"when": when, "group": letter, "value": shown}


def _level_actions(facts: ProgrammeFacts) -> Iterator[Row]:
    for level in facts.actions:
        for one in level.actions:
            yield {"kind": "action", "level": level.level, "group": one.letter, "value": one.what, "by": one.by}
