"""Draws where a group stands: its frameworks, its statements, how alike it is, and what could help."""

from __future__ import annotations

from evenground.charts.chart import Chart
from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Card, Cards, Entry, Grid, Heading, Paragraph, Part, Work, Works
from evenground.records.facts import SessionRecord
from evenground.records.standing import FrameworkFacts, HelpFacts


def spread(record: SessionRecord) -> list[Part]:
    """Where themes come up, and which are named together."""
    return _charted("spread", _("Where themes come up"), record, ("sections", "together"))


def similar(record: SessionRecord) -> list[Part]:
    """What is similar and what differs: statements, and how alike the answers are."""
    title = _("What we agree on, and what divides us")
    return [*_charted("statements", title, record, ("statements",)), *_alike(record)]


def problems(record: SessionRecord) -> list[Part]:
    """Which themes people named as problems and needs."""
    return _charted("problems", _("Problems and needs"), record, ("problems",))


def helps(record: SessionRecord) -> list[Part]:
    """What could help, and why it is offered."""
    listed = record.standing.helps
    return [Part("helps", _("What could help"), (_helps(listed),))] if listed else []


def _charted(name: str, title: str, record: SessionRecord, wanted: tuple[str, ...]) -> list[Part]:
    charts: list[Chart] = [record.charts[one] for one in wanted if one in record.charts]
    return [Part(name, title, tuple(map(saying.figure, charts)))] if charts else []


def frameworks(record: SessionRecord) -> list[Part]:
    """Where the group stands in each framework."""
    blocks: list[Block] = []
    for one in record.standing.frameworks:
        blocks += _framework(one, record.charts.get(f"coverage-{one.id}"))
    if not blocks:
        return []
    lead = Paragraph(
        _("Only what people put somewhere counts. “Nothing found yet” means that nobody put anything there."), "hint"
    )
    return [Part("frameworks", _("Gaps by framework"), (lead, *blocks))]


def _framework(one: FrameworkFacts, chart: Chart | None) -> list[Block]:
    quoted = tuple(
        Card(tuple(Entry(text) for text in place.quotes), place.title) for place in one.places if place.quotes
    )
    return [
        Heading(one.credit.title if chart is None else chart.title),
        saying.figure(chart) if chart else Paragraph(one.sentence),
        *([Cards(quoted)] if quoted else []),
        saying.works((one.credit,)),
    ]


def _alike(record: SessionRecord) -> list[Part]:
    if not record.standing.alike or "likeness" not in record.charts:
        return []
    chart = record.charts["likeness"]
    table = Grid(chart.title, chart.columns, chart.rows)
    return [Part("likeness", _("How alike we are"), (Paragraph(chart.sentence), table))]


def few(record: SessionRecord) -> list[Part]:
    """What one person or a few said, which counts as much."""
    if not record.standing.few:
        return []
    said = Paragraph(_("Answers that no larger theme speaks for. They count as much as the others."), "hint")
    cards = Cards(tuple(Card((Entry(one.text),), one.prompt) for one in record.standing.few))
    return [Part("few", _("Said by one or a few"), (said, cards))]


def _helps(listed: tuple[HelpFacts, ...]) -> Works:
    return Works(tuple(_help(one) for one in listed))


def _help(one: HelpFacts) -> Work:
    by = ", ".join(part for part in (one.source.author, one.source.year) if part)
    why = _("Offered {reasons}.").format(reasons="; ".join(one.reasons))
    return Work(one.source.title, by, f"{one.source.note} {why}".strip(), one.source.address)
