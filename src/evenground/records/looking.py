"""Gathers where a group stands: counts that point at nobody, and words whose owners shared them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evenground.analysis import agreement, coverage, helping, likeness, together
from evenground.analysis.coverage import CellResult, Coverage
from evenground.analysis.themes import Placed
from evenground.charts import agreement as agreement_charts
from evenground.charts import coverage as coverage_charts
from evenground.charts import helping as helping_words
from evenground.charts import likeness as likeness_charts
from evenground.charts import sections as section_charts
from evenground.charts import together as together_charts
from evenground.charts.chart import Chart, Empty
from evenground.domain import loading
from evenground.domain.response import Shared
from evenground.domain.session import Session
from evenground.records import gathering
from evenground.records.standing import (
    FewFacts,
    FrameworkFacts,
    HelpFacts,
    LikeFacts,
    PlaceFacts,
    Source,
    StandingFacts,
    StatementFacts,
)
from evenground.store import queries
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.gaps import Gaps

QUOTES = 2


def gather(
    store: Store, session: Session, rows: Sequence[Shared], placed: Placed, lacks: Gaps, people: int
) -> tuple[StandingFacts, dict[str, Chart]]:
    """Return where the group stands, and the charts of it that have something to show."""
    threshold, synthetic = session.threshold, session.synthetic
    covered = _covered(store, session, rows)
    voted = agreement.agreement(queries.statements(store, session.id), queries.votes(store, session.id), threshold)
    alike = likeness.likeness(rows, placed, session.workshop, threshold)
    charts = {
        "sections": section_charts.sections(
            together.by_section(placed, session.workshop), threshold, synthetic
        ),
        "together": together_charts.together(together.pairs(placed), threshold, synthetic),
        "likeness": likeness_charts.likeness(alike, threshold, synthetic),
        "statements": agreement_charts.agreement(voted, synthetic),
        "problems": helping_words.problems(
            helping.problems(placed, session.workshop), threshold, placed.people, synthetic
        ),
    }
    few = helping_words.few(
        helping.said_by_few(placed, rows, session.workshop, threshold), session.workshop, synthetic
    )
    grids = {one.framework.id: coverage_charts.coverage(one, threshold, people, synthetic) for one in covered}
    facts = StandingFacts(
        frameworks=tuple(_framework(one, grids[one.framework.id], session) for one in covered),
        statements=tuple(StatementFacts(*row) for row in charts["statements"].rows),
        alike=tuple(LikeFacts(ask, said) for ask, _word, said in charts["likeness"].rows),
        few=tuple(sorted({FewFacts(ask, text) for text, ask in few.rows}, key=gathering.shuffled)),
        helps=_helps(session, lacks, covered),
    )
    charts |= {f"coverage-{name}": grid for name, grid in grids.items()}
    return facts, {name: chart for name, chart in charts.items() if not isinstance(chart.marks, Empty)}


def _covered(store: Store, session: Session, rows: Sequence[Shared]) -> list[Coverage]:
    """The frameworks of the workshop in which people have put answers."""
    known, tags = loading.frameworks(), queries.tags(store, session.id)
    suggested = queries.suggestions(store, session.id)
    found = [
        coverage.coverage(rows, tags, suggested, known[name], session.workshop)
        for name in session.workshop.frameworks
        if name in known
    ]
    return [one for one in found if one.judged]


def _framework(found: Coverage, grid: Chart, session: Session) -> FrameworkFacts:
    credit = found.framework.credit
    shown = {row[0]: row[1] for row in grid.rows}
    return FrameworkFacts(
        id=found.framework.id,
        credit=Source(credit.title, credit.author, credit.year, credit.address, credit.note),
        sentence=grid.sentence,
        places=tuple(
            PlaceFacts(cell.title, cell.state, shown[cell.title], _quotes(cell, session.threshold))
            for cell in found.cells
        ),
    )


def _quotes(cell: CellResult, threshold: int) -> tuple[str, ...]:
    """A few answers of a place; one where its number is masked, so that they do not tell how many there are."""
    words = sorted({quote.text for quote in cell.confirmed}, key=gathering.shuffled)
    return tuple(words[: QUOTES if cell.people >= threshold else 1])


def _helps(session: Session, lacks: Gaps, covered: Sequence[Coverage]) -> tuple[HelpFacts, ...]:
    found = helping.helpful(
        session.workshop,
        needs=[need.name for need in lacks.needs],
        covered=covered,
        about=[one.about for one in lacks.confidence],
    )
    return tuple(
        HelpFacts(
            Source(
                one.resource.title, one.resource.author, one.resource.year, one.resource.address, one.resource.note
            ),
            tuple(helping_words.because(each, session.threshold) for each in one.reasons),
        )
        for one in found
    )
