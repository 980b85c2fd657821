"""Makes session records of groups of any size by hand, with the real chart of themes behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from evenground.charts.themes import themes as theme_chart
from evenground.records.blocks import Document, Figure, Grid
from evenground.records.facts import GapFacts, Head, MeasureFacts, SessionRecord, ThemeFacts
from evenground.records.standing import Glance, StandingFacts
from tests.analysis.making import counted

Named = tuple[str, int, int]  # a theme, people with a confirmed answer in it, further people with a suggested one


def head(code: str, people: int, **more: Any) -> Head:
    given: dict[str, Any] = {
        "kind": "session",
        "code": code,
        "title": f"Group of {code}",
        "workshop": "A small workshop",
        "summary": "",
        "language": "en-GB",
        "held": date(2030, 3, 1),
        "made": date(2030, 3, 2),
        "delete_on": date(2030, 4, 1),
        "minutes": 25,
        "people": people,
        "synthetic": False,
        "affiliation": "",
        "credit": (),
        "resources": (),
    }
    return Head(**given | more)


def group(code: str, *named: Named, people: int = 10, threshold: int = 3, **more: Any) -> SessionRecord:
    """A session that was shared, as its record would show these themes; `more` is of its head."""
    chart = theme_chart(counted(*named, total=people), threshold)
    listed = {name for name, sure, maybe in named if sure or maybe}
    return SessionRecord(
        head=head(code, people, **more),
        identity="anonymous",
        threshold=threshold,
        shared=True,
        found=(),
        themes=tuple(ThemeFacts(*row) for row in chart.rows if row[0] in listed),  # type: ignore[arg-type]
        measures=(),
        gaps=GapFacts(),
        points=(),
        actions=(),
        sections=(),
        standing=StandingFacts(),
        charts={"themes": chart},
        glance=Glance((f"What {code} found.",)),
    )


def closed(code: str, people: int = 4, **more: Any) -> SessionRecord:
    """A session in which sharing was not opened."""
    return replace(group(code, people=people, **more), shared=False, charts={}, glance=Glance(("Nothing yet.",)))


def rated(before: float | None, after: float | None, about: str = "access", people: int | str = 8) -> MeasureFacts:
    return MeasureFacts(about, "confidence", 0, 10, before, after, people)


def tables(document: Document) -> list[Grid]:
    """Every table of a record, those beside charts too."""
    blocks = [block for part in document.parts for block in part.blocks]
    return [one.table if isinstance(one, Figure) else one for one in blocks if isinstance(one, Figure | Grid)]
