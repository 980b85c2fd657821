"""The sentences and small pieces that both records are drawn with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from babel.dates import format_date

from evenground import __version__, i18n
from evenground.charts.chart import Chart, Empty
from evenground.charts.svg import svg
from evenground.domain.action import LEVELS
from evenground.i18n import _, ngettext
from evenground.records.blocks import (
    Block,
    Card,
    Cards,
    Entry,
    Facts,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Part,
    Work,
    Works,
)
from evenground.records.facts import ActionFacts, Head, PointFacts, Said
from evenground.records.standing import Source


def day(when: date) -> str:
    """A day in words, in the language of this process."""
    return format_date(when, "d MMMM y", locale=i18n.current().replace("-", "_"))


def short_day(when: date) -> str:
    """A day for a table, in the language of this process and in one line."""
    return format_date(when, "d MMM y", locale=i18n.current().replace("-", "_")).replace(" ", "\N{NO-BREAK SPACE}")


def number(value: float) -> str:
    """A mean without a needless .0."""
    return f"{value:g}"


def level_name(level: str) -> str:
    """The level of an action as a heading."""
    return {
        "self": _("Myself"),
        "team": _("The team"),
        "organisation": _("The organisation"),
        "profession": _("The profession"),
        "policy": _("Policy"),
    }[level]


def facts(head: Head, *first: tuple[str, str]) -> Facts:
    """The facts under the title."""
    took_part = ngettext("{count} person", "{count} people", head.people).format(count=head.people)
    length = ngettext("{count} minute planned", "{count} minutes planned", head.minutes).format(
        count=head.minutes
    )
    workshop = [(_("Workshop"), head.workshop)] if head.workshop != head.title else []
    pairs = [
        *first,
        *workshop,
        (_("Held on"), day(head.held)),
        (_("Took part"), took_part),
        (_("Length"), length if head.minutes else _("at one’s own pace")),
        (_("Session code"), head.code),
        (_("Session deleted on"), day(head.delete_on)),
    ]
    return Facts(tuple(pairs))


def notices(head: Head) -> list[Block]:
    """What has to be said before anything else."""
    if not head.synthetic:
        return []
    said = _("This is a synthetic group: nobody wrote these words, they were made to show how it works.")
    return [Paragraph(said, "notice")]


def card(said: tuple[Said, ...], foot: str = "") -> Card:
    """An answer: as it is, or the first one with the changed one beside it and why."""
    first, last = said[0], said[-1]
    if len(said) == 1 or (first.value == last.value and not last.reason):
        entries = [Entry(first.text), *_why(first)]
    elif first.value == last.value:
        entries = [Entry(first.text, _("First answer, and unchanged")), *_why(last)]
    else:
        now = (
            Entry(_("(taken back)"), _("Later")) if last.value is None else Entry(last.text, _("Changed to"))
        )
        entries = [Entry(first.text, _("First answer")), *_why(first), now, *_why(last)]
    return Card(tuple(entries), foot)


def _why(said: Said) -> list[Entry]:
    return [Entry(said.reason, _("Why"))] if said.reason else []


def actions(listed: tuple[ActionFacts, ...]) -> list[Block]:
    """Actions under their levels."""
    blocks: list[Block] = []
    for level in LEVELS:
        cards = tuple(_action(one) for one in listed if one.level == level)
        if cards:
            blocks += [Heading(level_name(level)), Cards(cards)]
    return blocks


def _action(one: ActionFacts) -> Card:
    by = _("by {day}").format(day=day(date.fromisoformat(one.by))) if one.by else ""
    who = _("Who: {who}").format(who=one.who) if one.who else ""
    return Card((Entry(one.what),), " · ".join(part for part in (who, by, one.author) if part))


def points(listed: tuple[PointFacts, ...]) -> Cards:
    """What was said in discussion."""
    themed = _("Theme: {name}")
    return Cards(
        tuple(Card((Entry(one.text),), themed.format(name=one.theme) if one.theme else "") for one in listed)
    )


def figure(chart: Chart) -> Block:
    """A chart with its table; where there is nothing to draw, the sentence that says so."""
    if isinstance(chart.marks, Empty):
        return Paragraph(chart.sentence)
    return Figure(
        svg(chart, 600), svg(chart, 320), chart.sentence, Grid(chart.title, chart.columns, chart.rows)
    )


def works(listed: tuple[Source, ...]) -> Works:
    """Works to read or to thank."""
    return Works(tuple(Work(one.title, _by(one), one.note, one.address) for one in listed))


def _by(one: Source) -> str:
    return ", ".join(part for part in (one.author, one.year) if part)


def resources(head: Head, without: Collection[Source] = ()) -> list[Part]:
    """What to read on, when there is any that does not stand above."""
    left = tuple(one for one in head.resources if one not in without)
    return [Part("resources", _("To read on"), (works(left),))] if left else []


def credit(head: Head) -> list[Block]:
    """Whom the workshop leans on, and for whom it does not speak."""
    blocks: list[Block] = [works(head.credit)] if head.credit else []
    if head.credit:
        blocks.insert(
            0, Paragraph(_("The workshop “{title}” leans on these works:").format(title=head.workshop))
        )
    return [*blocks, *([Paragraph(head.affiliation)] if head.affiliation else [])]


def files(head: Head) -> list[str]:
    """How the files were made and how to read them."""
    return [
        _(
            "In the CSV file an apostrophe stands before text that a spreadsheet could take for a formula "
            "(beginning with =, +, -, @, a tab or a new line) and before text that begins with an apostrophe."
            " Take one away to get what was typed."
        ),
        _(
            "A character that a page cannot show stands as a symbol, such as ␀. The JSON file holds every "
            "text exactly as it was typed."
        ),
        _("Made on {day} with Even Ground {version}.").format(day=day(head.made), version=__version__),
    ]
