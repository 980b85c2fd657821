"""Gathers a session's record: what may be shared, counts that point at nobody, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from evenground.analysis import themes as theming
from evenground.analysis.themes import Card, Placed, ThemeResult
from evenground.charts import measures as measure_charts
from evenground.charts import progress, wording
from evenground.charts import themes as theme_charts
from evenground.charts.chart import Chart, Empty
from evenground.domain.action import LEVELS, parse
from evenground.domain.response import Shared, ThemeRow
from evenground.domain.session import Session
from evenground.records import answers, gathering, looking
from evenground.records.facts import (
    ActionFacts,
    GapFacts,
    MeasureFacts,
    PointFacts,
    Quote,
    SessionRecord,
    ThemeFacts,
)
from evenground.records.standing import StandingFacts
from evenground.store import queries
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.gaps import Gaps

QUOTES = 3


def gather(store: Store, code: str) -> SessionRecord:
    """Everything that the record of this session says; before sharing only how many answered."""
    session = queries.get_session(store, code)
    return _shared(store, session) if session.sharing else _unshared(store, session)


def _unshared(store: Store, session: Session) -> SessionRecord:
    head = gathering.head(store, session, "session")
    answered = queries.answered(store, session.id)
    chart = progress.progress(answered, head.people, session.workshop, session.threshold, session.synthetic)
    return SessionRecord(
        head=head,
        identity=session.identity,
        threshold=session.threshold,
        shared=False,
        found=(),
        themes=(),
        measures=(),
        gaps=GapFacts(),
        points=(),
        actions=(),
        sections=answers.counted(session.workshop, answered, head.people, session.threshold),
        standing=StandingFacts(),
        charts={"progress": chart},
    )


def _shared(store: Store, session: Session) -> SessionRecord:
    head = gathering.head(store, session, "session")
    rows = queries.shared(store, session.id, purpose="record")
    rows.sort(key=lambda row: gathering.shuffled(row.prompt, row.round, row.value, row.reason, row.author))
    names = queries.themes(store, session.id)
    placed = theming.placed(
        rows,
        names,
        queries.placements(store, session.id),
        session.workshop,
        suggestions=queries.suggestions(store, session.id),
    )
    charts, measures, lacks = _measured(store, session, rows, placed, head.people)
    standing, more = looking.gather(store, session, rows, placed, lacks, head.people)
    return SessionRecord(
        head=head,
        identity=session.identity,
        threshold=session.threshold,
        shared=True,
        found=_found(charts | {name: chart for name, chart in more.items() if name == "statements"}),
        themes=_themes(placed, charts["themes"], session),
        measures=measures,
        gaps=_gaps(lacks),
        points=_points(store, session, names),
        actions=_actions(session, rows),
        sections=answers.chapters(
            session.workshop, rows, session.threshold, answers.under(placed, session.threshold)
        ),
        standing=standing,
        charts=charts | more,
    )


def _measured(
    store: Store, session: Session, rows: Sequence[Shared], placed: Placed, people: int
) -> tuple[dict[str, Chart], tuple[MeasureFacts, ...], Gaps]:
    """The group's charts and the figures behind them; pandas is needed here and by nobody's own record."""
    from evenground.analysis import frames, gaps, measures
    from evenground.charts import gaps as gap_charts

    frame = frames.responses(rows, session.workshop)
    found = measures.before_after(frame, session.workshop, session.threshold)
    answered = queries.answered(store, session.id)
    lacks = gaps.gaps(frame, placed, answered, session.workshop, people, session.threshold)
    charts = {"themes": theme_charts.themes(placed, session.threshold, session.synthetic)}
    for kind in ("importance", "confidence"):
        chosen = [one for one in found if one.measure == kind]
        if chosen:
            charts[kind] = measure_charts.before_after(chosen, session.synthetic)
    spread = measures.against(frame, session.workshop, session.threshold)
    charts["gaps-confidence"] = gap_charts.confidence(lacks, session.synthetic, spread)
    charts["gaps-needs"] = gap_charts.needs(lacks, session.threshold, session.synthetic)
    facts = tuple(
        MeasureFacts(
            one.about, one.measure, one.low, one.high, one.before, one.after, answers.shown(one.people)
        )
        for one in found
    )
    return charts, facts, lacks


def _found(charts: dict[str, Chart]) -> tuple[str, ...]:
    """What the charts say, in sentences; of those without anything to show only the one of themes."""
    told = (one for name, one in charts.items() if name == "themes" or not isinstance(one.marks, Empty))
    return tuple(dict.fromkeys(one.sentence for one in told))


def _gaps(lacks: Gaps) -> GapFacts:
    """Gaps without the counts of few answers, which would tell how many answers were kept private."""
    return GapFacts(
        confidence=tuple(asdict(one) for one in lacks.confidence),
        needs=tuple(one.name for one in lacks.needs),
        few=tuple(one.ask for one in lacks.few),
    )


def _themes(placed: Placed, chart: Chart, session: Session) -> tuple[ThemeFacts, ...]:
    quoted: set[str] = set()
    named = (theme for theme in placed.themes if theme.people or theme.suggested_people)
    return gathering.in_order([_theme(theme, placed.people, session, quoted) for theme in named], chart.rows)


def _theme(theme: ThemeResult, total: int, session: Session, quoted: set[str]) -> ThemeFacts:
    """One theme as its chart shows it; where its count is masked, one quotation does not tell how many."""
    alone = theme_charts.themes(Placed((theme,), (), total), session.threshold)
    told = wording.count(theme.people + theme.suggested_people, session.threshold, total).value
    cards = sorted(
        (card for card in theme.answers if not card.hidden), key=lambda card: card.state, reverse=True
    )
    distinct = {card.text: card for card in cards}  # of two with the same text a confirmed one is kept
    chosen = sorted(distinct.values(), key=lambda card: (card.state != "confirmed", card.text in quoted))
    chosen = chosen[: QUOTES if told else 1]
    quoted.update(card.text for card in chosen)
    name, people, state = alone.rows[0]
    return ThemeFacts(name, people, state, quotes=tuple(_quote(card, session) for card in chosen))


def _quote(card: Card, session: Session) -> Quote:
    return Quote(session.workshop.prompt(card.prompt).ask, card.text, card.author, card.state)


def _points(store: Store, session: Session, themes: Iterable[ThemeRow]) -> tuple[PointFacts, ...]:
    names = {theme.id: theme.name for theme in themes}
    return tuple(
        PointFacts(point.text, names.get(point.theme or 0, "")) for point in queries.points(store, session.id)
    )


def _actions(session: Session, rows: Iterable[Shared]) -> tuple[ActionFacts, ...]:
    """Every action as it stood last, by level; those of one person stand apart from each other."""
    asked = {prompt.id for prompt in session.workshop.prompts if prompt.kind == "action"}
    latest = {row.answer: row for row in sorted(rows, key=lambda row: row.round) if row.prompt in asked}
    actions = [
        ActionFacts(one.level, one.what, one.who, one.by, row.author)
        for row in latest.values()
        for one in parse(row.value)
    ]
    return tuple(sorted(actions, key=lambda one: (LEVELS.index(one.level), gathering.shuffled(one))))
