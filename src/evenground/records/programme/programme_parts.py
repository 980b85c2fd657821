"""Draws a programme's record: several sessions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evenground.i18n import _, ngettext
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Card, Cards, Entry, Facts, Grid, Heading, Paragraph, Part
from evenground.records.facts import ProgrammeRecord
from evenground.records.programme import tables as programme_tables
from evenground.records.programme_facts import Group, GroupAction, ProgrammeFacts


def parts(record: ProgrammeRecord) -> list[Part]:
    """The parts in their order; the first is the top."""
    return [
        _top(record),
        programme_tables.themes(record),
        programme_tables.gaps(record.programme),
        *programme_tables.measures(record),
        *_actions(record.programme),
        *_groups(record.programme),
        _made(record),
    ]


def kicker(record: ProgrammeRecord) -> str:
    """What kind of record this is."""
    return _("Programme record, with synthetic groups") if record.head.synthetic else _("Programme record")


def _top(record: ProgrammeRecord) -> Part:
    facts = record.programme
    blocks: list[Block] = [
        *_notices(facts),
        Bullets(facts.sentences, "found"),
        _facts(record),
        _table(facts),
    ]
    return Part("top", record.head.title, tuple(blocks))


def _notices(facts: ProgrammeFacts) -> list[Block]:
    made_up = [group.letter for group in facts.groups if group.synthetic]
    closed = [group.letter for group in facts.groups if not group.shared]
    said = []
    if made_up:
        said.append(Paragraph(_synthetic(made_up, len(facts.groups)), "notice"))
    if len(facts.workshops) > 1:
        text = _(
            "These groups held different workshops. Themes are matched by their name, and averages by what they are "
            "about, so a group may lack something because its workshop did not ask for it."
        )
        said.append(Paragraph(text, "notice"))
    if closed:
        text = ngettext(
            "Sharing has not been opened in group {letters}, so it is listed and not compared.",
            "Sharing has not been opened in groups {letters}, so they are listed and not compared.",
            len(closed),
        )
        said.append(Paragraph(text.format(letters=", ".join(closed)), "notice"))
    return list(said)


def _synthetic(letters: Sequence[str], total: int) -> str:
    if len(letters) == total:
        return _("All of these groups are synthetic: nobody wrote their words, they were made to show how it works.")
    return ngettext(
        "Group {letters} is synthetic: nobody wrote its words, they were made to show how it works.",
        "Groups {letters} are synthetic: nobody wrote their words, they were made to show how it works.",
        len(letters),
    ).format(letters=", ".join(letters))


def _facts(record: ProgrammeRecord) -> Facts:
    head = record.head
    first = min(group.held for group in record.programme.groups)
    when = saying.day(head.held)
    if first < head.held:
        when = _("{first} to {last}").format(first=saying.day(first), last=when)
    people = ngettext("{count} person", "{count} people", head.people).format(count=head.people)
    workshops = ngettext("Workshop", "Workshops", len(record.programme.workshops))
    return Facts(((_("Took part"), people), (_("Held on"), when), (workshops, head.workshop)))


def _table(facts: ProgrammeFacts) -> Grid:
    """The groups with their letters; the workshop and whether sharing was opened only where these differ."""
    several, closed = len(facts.workshops) > 1, not all(group.shared for group in facts.groups)
    columns = (_("Group"), _("People"), _("Held on"), _("Code"))
    more = (*((_("Workshop"),) if several else ()), *((_("Sharing"),) if closed else ()))
    rows = (
        (
            *(group_name(one), str(one.people), saying.day(one.held), one.code),
            *((one.workshop,) if several else ()),
            *((_("opened") if one.shared else _("not opened yet"),) if closed else ()),
        )
        for one in facts.groups
    )
    return Grid(_("The groups and the letters that stand for them"), (*columns, *more), tuple(rows))


def group_name(one: Group) -> str:
    """A group's letter and title."""
    return _("{letter}: {title}").format(letter=one.letter, title=one.title)


def _actions(facts: ProgrammeFacts) -> list[Part]:
    blocks: list[Block] = []
    for one in facts.actions:
        blocks += [Heading(saying.level_name(one.level)), Cards(tuple(map(_action, one.actions)))]
    return [Part("actions", _("Actions by level"), tuple(blocks))] if blocks else []


def _action(one: GroupAction) -> Card:
    group = _("Group {letter}").format(letter=one.letter)
    by = _("by {day}").format(day=saying.day(date.fromisoformat(one.by))) if one.by else ""
    return Card((Entry(one.what),), " · ".join(part for part in (group, by) if part))


def _groups(facts: ProgrammeFacts) -> list[Part]:
    """What each group's own record says first."""
    blocks: list[Block] = []
    for group in facts.groups:
        if group.sentences:
            blocks += [Heading(group_name(group)), Bullets(group.sentences)]
    return [Part("groups", _("What each group found"), tuple(blocks))] if blocks else []


def _made(record: ProgrammeRecord) -> Part:
    return Part(
        "made", _("How this record was made"), (Bullets(tuple(_how(record))), *saying.credit(record.head))
    )


def _how(record: ProgrammeRecord) -> list[str]:
    thresholds = sorted({group.threshold for group in record.programme.groups})
    return [
        _(
            "Each group’s own session record was read, and nothing else. It holds no answer that people kept private, "
            "and no name: no writer, and no owner of an action, is named here."
        ),
        _("Themes are those that people confirmed. Two groups share a theme where it has the same name in both."),
        _(
            "Numbers of fewer people than a group’s threshold ({counts}) are not shown, nor numbers that would give "
            "them away. Numbers of people who named a theme are never added up across groups."
        ).format(counts=", ".join(map(str, thresholds))),
        _("Groups stand in the order in which they were given. A letter means nothing else."),
        _("The first of these sessions is deleted on {day}.").format(day=saying.day(record.head.delete_on)),
        *saying.files(record.head),
    ]
