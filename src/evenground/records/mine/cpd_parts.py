"""Draws the CPD pages of a personal record: what an audit asks for, filled from one's own answers or visibly empty."""

from __future__ import annotations

from collections.abc import Iterable

from evenground.charts.listing import listed
from evenground.i18n import _, ngettext
from evenground.records import saying
from evenground.records.blocks import (
    Block,
    Card,
    Cards,
    Entry,
    Field,
    Fields,
    Grid,
    Heading,
    Paragraph,
    Part,
    Work,
    Works,
)
from evenground.records.cpd import Activity, CpdFacts, Filled, Pillar
from evenground.records.facts import PersonalRecord

EMPTY = "–"
QUOTED = 5
SUMMARY, STATEMENT = "500", "1,500"


def parts(record: PersonalRecord) -> list[Part]:
    """The CPD pages, and the two short forms on a page of their own."""
    cpd = record.cpd
    return [
        Part("cpd", _("For my CPD portfolio"), tuple(_pages(record)), fresh=True),
        Part("capture", _("Five minutes: capture what I learnt"), (fields(cpd.capture),), fresh=True),
        Part("apply", _("Into practice"), (fields(cpd.apply),)),
    ]


def fields(listed: Iterable[Filled], lines: int = 2) -> Fields:
    """The questions of a form with what was written under each; `lines` of room where nothing was."""
    return Fields(tuple(Field(one.ask, one.text, lines=lines) for one in listed))


def _pages(record: PersonalRecord) -> list[Block]:
    cpd = record.cpd
    return [
        Paragraph(
            _("Taken from what I wrote and from nothing else. What I left empty is empty here, to be filled in later."),
            "hint",
        ),
        Heading(_("The activity")),
        _activity(cpd.activity),
        Heading(_("The five standards of CPD")),
        _standards(record),
        Heading(_("The four pillars of my career")),
        *_pillars(cpd),
        Heading(_("Whom it helps")),
        fields(cpd.benefit, lines=4),
        Heading(_("My words so far")),
        *_words(cpd),
        *_plural(cpd.plural),
        *_credit(),
    ]


def _activity(one: Activity) -> Grid:
    minutes = ngettext("{count} minute", "{count} minutes", one.minutes).format(count=one.minutes)
    cells = (
        (_("Date"), saying.day(one.on) if one.on else ""),
        (_("Kind of learning"), one.kind),
        (_("Duration"), minutes if one.minutes else ""),
        (_("Title"), one.title),
    )
    columns = (_("For my list of activities"), _("This activity"))
    rows = tuple((name, said or EMPTY) for name, said in cells)
    return Grid(_("What a list of CPD activities asks for"), columns, rows)


def standard_name(number: int) -> str:
    """What one of the five standards asks for, in our words."""
    return {
        1: _("1. I keep a record of my learning, true and up to date"),
        2: _("2. I learn in different ways, and what I learn fits my work"),
        3: _("3. What I learn makes my practice and my service better"),
        4: _("4. The people who use my service gain from it"),
        5: _("5. I can show a profile in my own words, with evidence, when asked"),
    }[number]


def _standards(record: PersonalRecord) -> Grid:
    later = _later(record)
    rows = tuple(
        (standard_name(one.number), " ".join([*one.evidence, *later.get(one.number, [])]) or EMPTY)
        for one in record.cpd.standards
    )
    return Grid(
        _("What in this record speaks to each standard"), (_("Standard"), _("What I can point to")), rows
    )


def _later(record: PersonalRecord) -> dict[int, list[str]]:
    """What coming back adds: that the record was kept up, and whom the learning helped."""
    again, helped = _("I came back to it on {day}."), _("What came of it for them is noted on {day}.")
    return {
        1: [again.format(day=saying.day(one.on)) for one in record.follow_ons],
        4: [helped.format(day=saying.day(one.on)) for one in record.follow_ons if one.benefit],
    }


def pillar_name(name: str) -> str:
    """One of the four pillars."""
    return {
        "practice": _("Professional practice"),
        "learning": _("Facilitation of learning"),
        "leadership": _("Leadership"),
        "evidence": _("Evidence, research and development"),
    }.get(name, name)


def _pillars(cpd: CpdFacts) -> list[Block]:
    rows = tuple((pillar_name(one.id), _chosen(one)) for one in cpd.pillars)
    table = Grid(_("Which of them this learning serves"), (_("Pillar"), _("What I chose")), rows)
    alone = cpd.level and not any(one.chosen for one in cpd.pillars)
    level = [Paragraph(_("Career level: {level}").format(level=cpd.level))] if alone else []
    return [table, *level, *_answers(cpd)]


def _answers(cpd: CpdFacts) -> list[Block]:
    """The answers that somebody put under pillars, each once with all of its pillars."""
    where: dict[str, list[str]] = {}
    for one in cpd.pillars:
        for text in one.answers:
            where.setdefault(text, []).append(pillar_name(one.id))
    cards = tuple(
        Card((Entry(text),), _("Belongs to: {pillars}").format(pillars=listed(names, len(names))))
        for text, names in where.items()
    )
    return [Heading(_("What I put under them"), 4), Cards(cards)] if cards else []


def _chosen(one: Pillar) -> str:
    if not one.chosen:
        return EMPTY
    return _("Yes, at level {level}").format(level=one.level) if one.level else _("Yes")


def _words(cpd: CpdFacts) -> list[Block]:
    said = ngettext(
        "You have written {count} word so far. A profile’s summary of practice may have about {summary} words, its "
        "statement about {statement}.",
        "You have written {count} words so far. A profile’s summary of practice may have about {summary} words, its "
        "statement about {statement}.",
        cpd.words,
    )
    return [Paragraph(said.format(count=cpd.words, summary=SUMMARY, statement=STATEMENT))]


def _plural(said: tuple[str, ...]) -> list[Block]:
    """A kind word about "we" where a portfolio asks for "I", with the sentences themselves."""
    if not said:
        return []
    note = ngettext(
        "{count} of your sentences says “we” or “our”. A CPD profile asks for your own part: what did you do?",
        "{count} of your sentences say “we” or “our”. A CPD profile asks for your own part: what did you do?",
        len(said),
    ).format(count=len(said))
    more = len(said) - QUOTED
    quoted = Cards(tuple(Card((Entry(one),)) for one in said[:QUOTED]))
    further = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
    rest: list[Block] = [Paragraph(further, "hint")] if more > 0 else []
    return [Heading(_("“I” rather than “we”")), Paragraph(note), quoted, *rest]


def _credit() -> list[Block]:
    return [
        Paragraph(
            _(
                "The facts about standards and pillars come from these two bodies, the words are ours. Even Ground is "
                "not affiliated with either of them, and whether a standard is met is for them to say."
            ),
            "hint",
        ),
        Works(
            (
                Work(
                    _("Standards of continuing professional development"),
                    "Health and Care Professions Council",
                    address="https://www.hcpc-uk.org",
                ),
                Work(
                    _("Career Development Framework, second edition: four pillars"),
                    "Royal College of Occupational Therapists, 2021",
                    address="https://www.rcot.co.uk",
                ),
            )
        ),
    ]
