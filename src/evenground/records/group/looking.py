"""Gathers where a group stands: counts that point at nobody, and words whose owners shared them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evenground.analysis import agreement, coverage, helping, likeness, together
from evenground.analysis.agreement import Agreement
from evenground.analysis.coverage import CellResult, Coverage
from evenground.analysis.likeness import Likeness
from evenground.analysis.themes import Placed
from evenground.charts import agreement as agreement_charts
from evenground.charts import coverage as coverage_charts
from evenground.charts import helping as helping_words
from evenground.charts import likeness as likeness_charts
from evenground.charts import sections as section_charts
from evenground.charts import together as together_charts
from evenground.charts.chart import Chart, Empty
from evenground.charts.wording import count
from evenground.domain import loading
from evenground.domain.session import Session
from evenground.records import gathering
from evenground.records.facts import Asked
from evenground.records.group import holding_back, telling
from evenground.records.group.material import Material
from evenground.records.group.telling import Told
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evenground.analysis.gaps import Gaps

QUOTES = 2


@dataclass(frozen=True)
class Looked:
    """Where a group stands: as facts, as the charts that have something to show, and what these were made from."""

    facts: StandingFacts
    charts: dict[str, Chart]
    covered: tuple[Coverage, ...]
    voted: Agreement
    alike: tuple[Likeness, ...]


def look(data: Material, placed: Placed, lacks: Gaps, told: Told, asked: Mapping[str, Asked]) -> Looked:
    """Return where the group stands; `told` and `asked` are the themes below answers and the answers, as shown."""
    session, workshop = data.session, data.session.workshop
    threshold, synthetic = session.threshold, session.synthetic
    covered = _covered(data)
    voted = agreement.agreement(data.statements, data.votes, threshold)
    alike = holding_back.alike(
        likeness.likeness(data.rows, placed, workshop, threshold), asked, placed, threshold
    )
    spread = holding_back.sections(together.by_section(placed, workshop), threshold)
    both = holding_back.pairs(together.pairs(placed), threshold)
    named = holding_back.problems(helping.problems(placed, workshop), placed, threshold)
    charts = {
        "sections": section_charts.sections(spread, threshold, synthetic),
        "together": together_charts.together(both, threshold, synthetic),
        "likeness": likeness_charts.likeness(alike, threshold, synthetic),
        "statements": agreement_charts.agreement(voted, synthetic),
        "problems": helping_words.problems(named, threshold, placed.people, synthetic),
    }
    few = holding_back.few(
        helping.said_by_few(placed, data.rows, workshop, threshold), told, data.rows, workshop, threshold
    )
    if telling.close(placed, threshold):
        few, charts = [], {name: charts[name] for name in ("likeness", "statements")}
    listed = helping_words.few(few, workshop, synthetic)
    grids = {
        one.framework.id: coverage_charts.coverage(one, threshold, data.head.people, synthetic) for one in covered
    }
    facts = StandingFacts(
        frameworks=tuple(_framework(one, grids[one.framework.id], data) for one in covered),
        statements=tuple(StatementFacts(*row) for row in charts["statements"].rows),
        alike=tuple(LikeFacts(ask, said) for ask, _word, said in charts["likeness"].rows),
        few=tuple(sorted({FewFacts(ask, text) for text, ask in listed.rows}, key=gathering.shuffled)),
        helps=_helps(session, lacks, covered),
    )
    charts |= {f"coverage-{name}": grid for name, grid in grids.items()}
    drawn = {name: chart for name, chart in charts.items() if not isinstance(chart.marks, Empty)}
    return Looked(facts, drawn, tuple(covered), voted, alike)


def _covered(data: Material) -> list[Coverage]:
    """The frameworks of the workshop in which people have put answers."""
    known, workshop = loading.frameworks(), data.session.workshop
    found = [
        coverage.coverage(data.rows, data.tags, data.suggestions, known[name], workshop)
        for name in workshop.frameworks
        if name in known
    ]
    return [one for one in found if one.judged]


def _framework(found: Coverage, grid: Chart, data: Material) -> FrameworkFacts:
    credit = found.framework.credit
    shown = {row[0]: row[1] for row in grid.rows}
    threshold, people = data.session.threshold, data.head.people
    return FrameworkFacts(
        id=found.framework.id,
        credit=Source(credit.title, credit.author, credit.year, credit.address, credit.note),
        sentence=grid.sentence,
        places=tuple(
            PlaceFacts(cell.title, cell.state, shown[cell.title], _quotes(cell, threshold, people))
            for cell in found.cells
        ),
    )


def _quotes(cell: CellResult, threshold: int, people: int) -> tuple[str, ...]:
    """A few answers of a place; one where its number is masked, so that they do not tell how many there are."""
    words = sorted({quote.text for quote in cell.confirmed}, key=gathering.shuffled)
    return tuple(words[: QUOTES if count(cell.people, threshold, people).value else 1])


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
