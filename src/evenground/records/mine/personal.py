"""Gathers one participant's record: all their own words, and of the group only what they were shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import dropwhile

from evenground.analysis import themes as theming
from evenground.charts import themes as theme_charts
from evenground.charts.chart import Chart
from evenground.domain.action import parse
from evenground.domain.response import Revision, as_text
from evenground.domain.session import Participant, Session
from evenground.domain.workshop import Prompt, Section
from evenground.errors import InputError, NotFound
from evenground.i18n import _
from evenground.records import gathering
from evenground.records.facts import (
    ActionFacts,
    MyAnswer,
    MyChapter,
    PersonalRecord,
    PointFacts,
    Said,
    ThemeFacts,
)
from evenground.records.mine import cpd_gathering, cpd_helps
from evenground.store import queries
from evenground.store.engine import Store


def gather(store: Store, code: str, participant: int | None, name: str = "") -> PersonalRecord:
    """Everything that this participant's record says; their name is in it only when it is given here."""
    session = queries.get_session(store, code)
    me = _me(store, session, participant)
    revisions = _by_prompt(queries.my_revisions(store, me.id))
    mine = {prompt: _rounds(its) for prompt, its in revisions.items()}
    shown = session.sharing and not session.alone and queries.had_turn(store, me.id)
    themes, chart = _themes(store, session, me) if shown else ((), None)
    sections = tuple(_chapter(session, one, mine) for one in session.workshop.sections)
    head = gathering.head(store, session, "personal")
    own = cpd_gathering.Mine(session, mine, queries.my_tags(store, me.id))
    return PersonalRecord(
        head=head,
        name=name.strip(),
        alone=session.alone,
        sections=tuple(one for one in sections if one.answers),
        actions=_actions(session, mine),
        found=(chart.sentence,) if chart else (),
        themes=themes,
        points=_points(store, session) if shown else (),
        advice=tuple(session.workshop.advice),
        charts={"themes": chart} if chart and themes else {},
        cpd=cpd_gathering.gather(own, head),
        helps=cpd_helps.gather(own),
    )


def _me(store: Store, session: Session, participant: int | None) -> Participant:
    if participant is None:
        raise InputError(_("A personal record belongs to one participant. Say whose it is by their number."))
    said = _("There is no such participant in session {code}.").format(code=session.code)
    try:
        me = queries.participant(store, participant)
    except NotFound as fault:
        raise NotFound(said) from fault
    if me.session_id != session.id:
        raise NotFound(said)
    return me


def _by_prompt(revisions: Iterable[Revision]) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for revision in revisions:
        found.setdefault(revision.prompt, []).append(revision)
    return found


def _rounds(revisions: Iterable[Revision]) -> list[Revision]:
    """Each round as it ended, since a page saves while somebody writes; blanks at the start are left out."""
    ended = {one.round: one for one in sorted(revisions, key=lambda one: one.revision)}
    rounds = [ended[number] for number in sorted(ended)]
    return list(dropwhile(lambda one: one.value is None, rounds))


def _chapter(session: Session, section: Section, mine: dict[str, list[Revision]]) -> MyChapter:
    answers = tuple(
        _answer(session, prompt, mine[prompt.id]) for prompt in section.prompts if mine.get(prompt.id)
    )
    return MyChapter(section.id, section.title, answers)


def _answer(session: Session, prompt: Prompt, rounds: list[Revision]) -> MyAnswer:
    said = tuple(Said(one.round, one.value, as_text(prompt, one.value), one.reason) for one in rounds)
    seen = "private" if session.alone else max(rounds, key=lambda one: one.revision).visibility
    options = tuple(prompt.options or prompt.columns)
    scale = gathering.scale(prompt)
    return MyAnswer(prompt.id, prompt.kind, prompt.ask, scale, seen, said, prompt.portfolio, options)


def _actions(session: Session, mine: dict[str, list[Revision]]) -> tuple[ActionFacts, ...]:
    asked = [
        prompt.id for prompt in session.workshop.prompts if prompt.kind == "action" and mine.get(prompt.id)
    ]
    return tuple(
        ActionFacts(one.level, one.what, one.who, one.by)
        for prompt in asked
        for one in parse(mine[prompt][-1].value)
    )


def _themes(store: Store, session: Session, me: Participant) -> tuple[tuple[ThemeFacts, ...], Chart]:
    rows = queries.shared(store, session.id, purpose="participant", viewer=me.id)
    placed = theming.placed(
        rows,
        queries.themes(store, session.id),
        queries.placements(store, session.id),
        session.workshop,
        suggestions=queries.suggestions(store, session.id),
    )
    chart = theme_charts.themes(placed, session.threshold, session.synthetic)
    mine = {theme.name for theme in placed.themes if any(card.mine for card in theme.answers)}
    named = {theme.name for theme in placed.themes if theme.people or theme.suggested_people}
    told = [
        ThemeFacts(name, people, state, name in mine) for name, people, state in chart.rows if name in named
    ]
    return tuple(told), chart


def _points(store: Store, session: Session) -> tuple[PointFacts, ...]:
    names = {theme.id: theme.name for theme in queries.themes(store, session.id)}
    return tuple(
        PointFacts(point.text, names.get(point.theme or 0, "")) for point in queries.points(store, session.id)
    )
