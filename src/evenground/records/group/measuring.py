"""Measures a group for its record: themes, scales and gaps, as charts and as facts whose numbers may be shown."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from evenground.analysis.themes import Placed
from evenground.charts import measures as measure_charts
from evenground.charts import themes as theme_charts
from evenground.charts.chart import Chart
from evenground.charts.wording import count
from evenground.records.facts import GapFacts, MeasureFacts
from evenground.records.group import answers, telling
from evenground.records.group.material import Material

if TYPE_CHECKING:
    from evenground.analysis.gaps import Gaps


def measured(data: Material, placed: Placed) -> tuple[dict[str, Chart], tuple[MeasureFacts, ...], Gaps]:
    """The group's charts and the figures behind them; pandas is needed here and by nobody's own record."""
    from evenground.analysis import frames, gaps, measures
    from evenground.charts import gaps as gap_charts

    session, workshop = data.session, data.session.workshop
    frame = frames.responses(data.rows, workshop)
    found = measures.before_after(frame, workshop, session.threshold)
    lacks = gaps.gaps(frame, placed, data.answered, workshop, data.head.people, session.threshold)
    lacks = _told(lacks, placed, session.threshold)
    charts = {"themes": theme_charts.themes(placed, session.threshold, session.synthetic)}
    for kind in ("importance", "confidence"):
        chosen = [one for one in found if one.measure == kind]
        if chosen:
            charts[kind] = measure_charts.before_after(chosen, session.synthetic)
    spread = measures.against(frame, workshop, session.threshold)
    charts["gaps-confidence"] = gap_charts.confidence(lacks, session.synthetic, spread)
    charts["gaps-needs"] = gap_charts.needs(lacks, session.threshold, session.synthetic)
    facts = tuple(
        MeasureFacts(
            one.about, one.measure, one.low, one.high, one.before, one.after, answers.shown(one.people)
        )
        for one in found
    )
    return charts, facts, lacks


def _told(lacks: Gaps, placed: Placed, threshold: int) -> Gaps:
    """Leave out needs of which even that they are shared would tell a number, and numbers that would tell another."""
    told = (one for one in lacks.needs if count(one.of, threshold, lacks.people).exact)
    close = telling.close(placed, threshold)
    return replace(
        lacks,
        needs=tuple(
            replace(one, rough=close or not telling.apart(one.people, one.of, threshold)) for one in told
        ),
    )


def gaps_of(lacks: Gaps) -> GapFacts:
    """Gaps without the counts of few answers, which would tell how many answers were kept private."""
    return GapFacts(
        confidence=tuple(asdict(one) for one in lacks.confidence),
        needs=tuple(one.name for one in lacks.needs),
        few=tuple(one.ask for one in lacks.few),
    )
