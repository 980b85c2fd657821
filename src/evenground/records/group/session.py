"""Gathers a session's record: what may be shared, counts that point at nobody, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evenground.analysis import themes as theming
from evenground.charts import progress
from evenground.charts.chart import Chart, Empty
from evenground.domain.action import LEVELS, parse
from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.records import gathering
from evenground.records.facts import ActionFacts, GapFacts, PointFacts, SessionRecord
from evenground.records.group import answers, comparing, glance, looking, material, measuring, telling, theme_facts
from evenground.records.group.material import Material
from evenground.records.standing import AskedOf, StandingFacts
from evenground.store import queries
from evenground.store.engine import Store


def gather(
    store: Store, code: str, *, names: bool = False, since: SessionRecord | None = None
) -> SessionRecord:
    """Everything that the record of this session says; before sharing only how many answered.

    `names` keeps the names that people chose to show. `since` is an earlier record of the same group; without it the
    one that the session was continued from, if there is one.
    """
    session = queries.get_session(store, code)
    made = of(material.read(store, session, names), names=names)
    before = since or _earlier(store, session.id)
    return replace(made, since=comparing.since(before, made)) if before else made


def of(data: Material, *, names: bool = False) -> SessionRecord:
    """The record of what was read of a session, compared with nothing."""
    made = _shared(data) if data.session.sharing else _unshared(data)
    return replace(made, names=names)


def _earlier(store: Store, session_id: int) -> SessionRecord | None:
    """The record that this session was continued from; None where there is none, or none that can still be read."""
    from evenground.records.data import json_file

    kept = queries.earlier(store, session_id)
    if kept is None:
        return None
    try:
        found = json_file.read(kept.encode("utf-8", "backslashreplace"))
    except InputError:  # it was read when it was kept: this is another version, and the group still gets its record
        return None
    return found if isinstance(found, SessionRecord) else None


def _unshared(data: Material) -> SessionRecord:
    session, people = data.session, data.head.people
    chart = progress.progress(data.answered, people, session.workshop, session.threshold, session.synthetic)
    return SessionRecord(
        head=data.head,
        identity=session.identity,
        threshold=session.threshold,
        shared=False,
        found=(),
        themes=(),
        measures=(),
        gaps=GapFacts(),
        points=(),
        actions=(),
        sections=answers.counted(session.workshop, data.answered, people, session.threshold),
        standing=StandingFacts(),
        charts={"progress": chart},
        glance=glance.unshared(chart),
        asked=_asked(session.workshop),
    )


def _shared(data: Material) -> SessionRecord:
    session = data.session
    placed = theming.placed(
        data.rows, data.themes, data.placements, session.workshop, suggestions=data.suggestions
    )
    charts, measures, lacks = measuring.measured(data, placed)
    told = telling.tell(placed, session.workshop, session.threshold)
    sections = answers.chapters(session.workshop, data.rows, session.threshold, told.themes)
    asked = {one.id: one for chapter in sections for one in chapter.prompts}
    looked = looking.look(data, placed, lacks, told, asked)
    return SessionRecord(
        head=data.head,
        identity=session.identity,
        threshold=session.threshold,
        shared=True,
        found=_found(charts | {name: one for name, one in looked.charts.items() if name == "statements"}),
        themes=theme_facts.themes(placed, charts["themes"], session),
        measures=measures,
        gaps=measuring.gaps_of(lacks),
        points=_points(data),
        actions=_actions(data),
        sections=sections,
        standing=looked.facts,
        charts=charts | looked.charts,
        glance=glance.glance(data, placed, measures, lacks, looked),
        asked=_asked(session.workshop),
    )


def _found(charts: dict[str, Chart]) -> tuple[str, ...]:
    """What the charts say, in sentences; of those without anything to show only the one of themes."""
    told = (one for name, one in charts.items() if name == "themes" or not isinstance(one.marks, Empty))
    return tuple(dict.fromkeys(one.sentence for one in told))


def _points(data: Material) -> tuple[PointFacts, ...]:
    names = {theme.id: theme.name for theme in data.themes}
    return tuple(PointFacts(point.text, names.get(point.theme or 0, "")) for point in data.points)


def _actions(data: Material) -> tuple[ActionFacts, ...]:
    """Every action as it stood last, by level; those of one person stand apart from each other."""
    asked = {prompt.id for prompt in data.session.workshop.prompts if prompt.kind == "action"}
    latest = {row.answer: row for row in sorted(data.rows, key=lambda row: row.round) if row.prompt in asked}
    actions: Iterable[ActionFacts] = (
        ActionFacts(one.level, one.what, one.who, one.by, row.author)
        for row in latest.values()
        for one in parse(row.value)
    )
    return tuple(sorted(actions, key=lambda one: (LEVELS.index(one.level), gathering.shuffled(one))))


def _asked(workshop: Workshop) -> tuple[AskedOf, ...]:
    """Every section with every question of it."""
    return tuple(
        AskedOf(section.title, tuple(prompt.ask for prompt in section.prompts)) for section in workshop.sections
    )
