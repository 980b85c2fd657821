"""Draws how a session's record came about: what was asked, how it was analysed, what was masked, how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from evenground.charts.listing import listed
from evenground.i18n import _
from evenground.privacy.suppression import Masked
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Heading, Part
from evenground.records.facts import SessionRecord

MANY = 20  # names in one sentence


def parts(record: SessionRecord) -> list[Part]:
    """The last parts of the record."""
    return [*_asked(record), *([_analysed(record), _masked(record)] if record.shared else []), _made(record)]


def _asked(record: SessionRecord) -> list[Part]:
    blocks: list[Block] = []
    for section in record.asked:
        blocks += [Heading(section.title), Bullets(section.asks)]
    return [Part("asked", _("What was asked"), tuple(blocks), fresh=True)] if blocks else []


def _analysed(record: SessionRecord) -> Part:
    return Part("analysed", _("How it was analysed"), (Bullets(tuple(_analysis(record))),))


def _analysis(record: SessionRecord) -> Iterator[str]:
    yield _(
        "People were counted, not mentions: somebody who named a theme three times counts once. “Of” tells how many "
        "people shared an answer that a theme can hold."
    )
    yield _(
        "Themes were suggested on the computer that held the session, by their terms and by likeness in meaning, and "
        "nothing was sent anywhere. A theme is confirmed where a person put an answer in it; what is only suggested is "
        "called so."
    )
    if record.measures:
        yield _(
            "Before and after are averages of the people who answered both times, rounded to the nearest half. They "
            "show how this group felt, and do not prove why."
        )
    yield _(
        "A gap is one of these: something matters more to us than we feel confident about it; a learning need that "
        "enough of us have and for which nobody shared an activity or support; a place in a framework where nobody "
        "put anything; a question that fewer than half of us answered. Suggestions alone never make a gap."
    )
    if record.standing.statements:
        yield _(
            "A statement is agreed on where about two in three of those who voted agree, and it divides us where "
            "agreement and disagreement stand against each other."
        )
    if record.standing.alike:
        yield _(
            "We are called alike where more than half share an answer, apart where no more than a third do. On a "
            "scale it depends on how close together the numbers are."
        )


def _masked(record: SessionRecord) -> Part:
    if record.threshold <= 1:
        said = [_("Every number is shown: this session was held without a smallest number of people.")]
    else:
        said = list(_why(record))
    return Part("masked", _("What was left out, and why"), (Bullets(tuple(said)),))


def _why(record: SessionRecord) -> Iterator[str]:
    yield _(
        "Numbers of fewer than {count} people are left out, and so are numbers that would give them away, because in a "
        "small group they could point at someone. Where nearly everybody is meant, only “at least” is said, for the "
        "few who are not meant count as well."
    ).format(count=record.threshold)
    if names := [_("“{name}”").format(name=name) for name in hidden(record)]:
        yield _("Numbers were left out in these tables: {tables}.").format(tables=listed(names, MANY))
    else:
        yield _("No table of this record had such a number.")
    yield _(
        "A theme stands below answers, in a section or beside another theme only where that tells no number that was "
        "left out. For the same reason a place or a theme may show one answer only, and some questions are not "
        "compared."
    )
    yield _("Answers that people kept private, took back or did not share are in no part of this record.")


def hidden(record: SessionRecord) -> list[str]:
    """The names of the tables in which a number was left out."""
    charts = [
        chart.title
        for name, chart in record.charts.items()
        if name != "likeness"  # it tells of whole questions, and of a number nowhere
        and any(_is_masked(cell, record.threshold) for row in chart.rows if row[-1] != "0" for cell in row[1:])
    ]
    choices = [
        asked.ask
        for chapter in record.sections
        for asked in chapter.prompts
        if any(isinstance(one.people, str) for one in asked.tallies) or isinstance(asked.people, str)
    ]
    return list(dict.fromkeys([*charts, *choices]))


def _is_masked(cell: str, threshold: int) -> bool:
    """Tell whether a cell of a table stands for a number that is left out."""
    least = _("at least {count}").split("{")[0]
    more = _("{count} or more").format(count=threshold)
    few = (str(Masked(threshold)), str(Masked(threshold, neutral=True)), _("too few answers"), more)
    return cell.startswith(few) or cell.startswith(least)


def _made(record: SessionRecord) -> Part:
    return Part("made", _("How this record was made"), (Bullets(tuple(_how(record))), *_credit(record)))


def _credit(record: SessionRecord) -> list[Block]:
    return saying.credit(record.head)


def _how(record: SessionRecord) -> list[str]:
    return [
        _(
            "Everybody chose for each answer who may see it. Answers that people kept private are not in "
            "this record, nor are answers that the facilitator hid."
        ),
        _named(record),
        _("Who does something is written as people wrote it."),
        _("Answers stand in an order that tells neither who wrote them nor when."),
        _(
            "Where a theme stands below an answer, a person put it there. Themes and places called suggested or "
            "possible were found by the machine, and nobody has confirmed them yet. Themes of few people are left out "
            "below answers, so that nobody can count them."
        ),
        _("Session code: {code}. The session is deleted on {day}.").format(
            code=record.head.code, day=saying.day(record.head.delete_on)
        ),
        *saying.files(record.head),
    ]


def _named(record: SessionRecord) -> str:
    """Whether names stand beside answers in this record, and why."""
    if record.identity == "anonymous":
        return _("No name stands beside an answer: this session was held without names.")
    if not record.names:
        return _("No name stands beside an answer: this record was made without the names that people chose to show.")
    if record.identity == "alias":
        return _("The name beside an answer is one its writer chose, only where they wanted it.")
    return _("A name stands beside an answer only where its writer chose that.")
