"""Fills what a session's record of schema 1 did not have: it kept no charts and no first page."""

from __future__ import annotations

from dataclasses import replace

from evenground import i18n
from evenground.charts.chart import Bars, Chart, Empty, Marks
from evenground.charts.wording import number
from evenground.i18n import _
from evenground.records.facts import Asked, Record, SessionRecord
from evenground.records.standing import AskedOf, Glance

SENTENCES, GAPS = 5, 3
NOTHING = Empty()
Rows = tuple[tuple[str, ...], ...]


def upgraded(record: Record) -> Record:
    """The record with what its own facts still tell: sentences for the first page, and in the place of charts."""
    if not isinstance(record, SessionRecord):
        return record
    with i18n.using(record.head.language):
        below = _below(record)
        charts = _charts(record, below) if record.shared else {"progress": _progress(record)}
        told = record.found or (_("Each bar tells how many of us answered a question."),)
    gaps = (*below, *record.gaps.needs, *record.gaps.few)
    return replace(
        record,
        charts=charts,
        names=_named(record),
        glance=Glance(told[:SENTENCES], gaps[:GAPS]),
        asked=tuple(AskedOf(one.title, tuple(asked.ask for asked in one.prompts)) for one in record.sections),
    )


def _named(record: SessionRecord) -> bool:
    """Tell whether a name stands anywhere: files of that time had those that people chose to show."""
    answers = (answer for chapter in record.sections for asked in chapter.prompts for answer in asked.answers)
    quotes = (quote for theme in record.themes for quote in theme.quotes)
    named = (any(one.author for one in answers), any(one.author for one in quotes))
    return any((*named, *(one.author for one in record.actions)))


def _below(record: SessionRecord) -> tuple[str, ...]:
    said = _("importance {importance}, confidence {confidence}")
    return tuple(
        f"{one.get('about')}: " + said.format(**{name: _number(one.get(name)) for name in ("importance", "confidence")})
        for one in record.gaps.confidence
    )


def _number(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def _charts(record: SessionRecord, below: tuple[str, ...]) -> dict[str, Chart]:
    said = {
        "themes": (_("What we named"), record.found[:1]),
        "gaps-confidence": (_("Where confidence is below importance"), below),
        "gaps-needs": (_("Learning needs without an activity"), record.gaps.needs),
    }
    return {name: _chart(record, name, title, "; ".join(told)) for name, (title, told) in said.items()}


def _progress(record: SessionRecord) -> Chart:
    """How many answered each question, drawn of the numbers that the record may show."""
    asked: list[Asked] = [one for chapter in record.sections for one in chapter.prompts]
    texts = tuple(str(one.people) for one in asked)
    bars = Bars(
        labels=tuple(one.ask for one in asked),
        values=tuple(one.people if isinstance(one.people, int) else None for one in asked),
        texts=texts,
        quiet=(False,) * len(asked),
        limit=record.head.people or None,
    )
    told = _("Each bar tells how many of us answered a question.")
    rows = tuple(zip(bars.labels, texts, strict=True))
    return _chart(record, "progress", _("What we have answered"), told, rows, bars if asked else NOTHING)


def _chart(
    record: SessionRecord, name: str, title: str, said: str, rows: Rows = (), marks: Marks = NOTHING
) -> Chart:
    columns = (_("Question"), _("People who answered"))
    return Chart(name, title, said or _("None."), columns, rows, marks, record.head.synthetic)
