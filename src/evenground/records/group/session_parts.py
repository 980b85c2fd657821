"""Draws a session's record: which parts it has, in which order."""

from __future__ import annotations

from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Card, Cards, Entry, Heading, Paragraph, Part
from evenground.records.facts import SessionRecord, ThemeFacts
from evenground.records.group import answer_parts, closing_parts, glance_parts, standing_parts


def parts(record: SessionRecord) -> list[Part]:
    """The parts in their order; the first is the top, and the second the rest of the first page."""
    first = [glance_parts.top(record), glance_parts.glance(record), *glance_parts.since(record)]
    if not record.shared:
        return [*first, _progress(record), *saying.resources(record.head), *closing_parts.parts(record)]
    return [
        *first,
        *_found(record),
        *_said(record),
        answer_parts.answers(record),
        *standing_parts.helps(record),
        *saying.resources(record.head, without=[one.source for one in record.standing.helps]),
        *closing_parts.parts(record),
    ]


def kicker(record: SessionRecord) -> str:
    """What kind of record this is."""
    return _("Session record, synthetic group") if record.head.synthetic else _("Session record")


def _found(record: SessionRecord) -> list[Part]:
    """What the group found: themes, what is similar and different, gaps, before and after."""
    return [
        _themes(record),
        *standing_parts.spread(record),
        *standing_parts.similar(record),
        _gaps(record),
        *standing_parts.problems(record),
        *standing_parts.frameworks(record),
        *_measures(record),
    ]


def _said(record: SessionRecord) -> list[Part]:
    """What the group said and means to do, and what only a few said."""
    return [*_points(record), *_actions(record), *standing_parts.few(record)]


def _progress(record: SessionRecord) -> Part:
    return Part("progress", _("How many answered"), (saying.figure(record.charts["progress"]),))


def _themes(record: SessionRecord) -> Part:
    blocks: list[Block] = [saying.figure(record.charts["themes"])]
    for theme in record.themes:
        blocks += [Heading(theme.name), Paragraph(_state(theme), "hint")]
        blocks.append(
            Cards(tuple(Card((Entry(one.text),), _whose(one.author, one.prompt)) for one in theme.quotes))
        )
    return Part("themes", _("Themes"), tuple(blocks), fresh=True)


def _state(theme: ThemeFacts) -> str:
    return ", ".join(part for part in (theme.people, theme.state) if part)


def _whose(author: str, ask: str) -> str:
    return _("{author}, on: {question}").format(author=author, question=ask) if author else ask


def _measures(record: SessionRecord) -> list[Part]:
    charts = [record.charts[name] for name in ("confidence", "importance") if name in record.charts]
    return [Part("measures", _("Before and after"), tuple(map(saying.figure, charts)))] if charts else []


def _gaps(record: SessionRecord) -> Part:
    blocks: list[Block] = []
    for name, rows in (("gaps-confidence", record.gaps.confidence), ("gaps-needs", record.gaps.needs)):
        chart = record.charts[name]
        blocks += [Heading(chart.title), saying.figure(chart) if rows else Paragraph(chart.sentence)]
    blocks.append(Heading(_("Questions that fewer than half of us answered")))
    blocks.append(Bullets(record.gaps.few) if record.gaps.few else Paragraph(_("None.")))
    return Part("gaps", _("Gaps"), tuple(blocks))


def _points(record: SessionRecord) -> list[Part]:
    title = _("Points from the discussion")
    return [Part("points", title, (saying.points(record.points),))] if record.points else []


def _actions(record: SessionRecord) -> list[Part]:
    title = _("Actions by level")
    return [Part("actions", title, tuple(saying.actions(record.actions)))] if record.actions else []
