"""Draws the first page of a session's record, and what stands beside an earlier session."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from evenground.charts.wording import short
from evenground.domain.action import LEVELS
from evenground.i18n import _, ngettext
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Facts, Grid, Heading, Paragraph, Part
from evenground.records.facts import ActionFacts, SessionRecord, SinceFacts, ThenNow

FIRST = 6  # actions on the first page
PURPOSE = 300  # characters
LONG = 120  # characters of an action there; all of it stands below


def top(record: SessionRecord) -> Part:
    """What the session was for, who and how many; nobody has to have been there."""
    blocks: list[Block] = [
        *saying.notices(record.head),
        *([Paragraph(purpose, "lead")] if (purpose := _purpose(record.head.summary)) else []),
        _facts(record),
    ]
    return Part("top", record.head.title, tuple(blocks))


def _purpose(summary: str) -> str:
    """The first sentence of what a workshop says of itself: what it is for."""
    found = re.match(r".{20,}?[.!?](?=\s|$)", summary, re.DOTALL)
    return short(found[0] if found else summary, PURPOSE)


def _facts(record: SessionRecord) -> Facts:
    """When and how many, in one row: the rest stands under how the record was made."""
    head = record.head
    took_part = ngettext("{count} person", "{count} people", head.people).format(count=head.people)
    workshop = [(_("Workshop"), head.workshop)] if head.workshop != head.title else []
    return Facts((*workshop, (_("Held on"), saying.day(head.held)), (_("Took part"), took_part)))


def glance(record: SessionRecord) -> Part:
    """What the group found, what is missing, and who does what."""
    blocks: list[Block] = []
    if not record.shared:
        blocks.append(Paragraph(_("Sharing has not been opened, so answers are not in this record."), "notice"))
    blocks.append(Bullets(record.glance.sentences, "found"))
    if record.glance.gaps:
        blocks += [Heading(_("Where the gaps are")), Bullets(record.glance.gaps)]
    if record.shared:
        blocks += _actions(record.actions)
    return Part("glance", _("At a glance"), tuple(blocks))


def _actions(listed: tuple[ActionFacts, ...]) -> list[Block]:
    head = Heading(_("What we will do"))
    if not listed:
        return [head, Paragraph(_("No action was written down."))]
    if len(listed) <= FIRST:
        return [head, action_table(_("By date"), soonest(listed))]
    said = _("The soonest of each level; all {count} stand under “Actions by level”").format(count=len(listed))
    return [head, action_table(said, first(listed))]


def first(listed: Iterable[ActionFacts]) -> list[ActionFacts]:
    """A few actions for the first page: the soonest of each level, then the next ones, each wording once."""
    once = {(one.what, one.who, one.by, one.level): one for one in soonest(listed)}.values()
    by_level = [[one for one in once if one.level == level] for level in LEVELS]
    turns = [one for turn in zip_longest(*by_level) for one in turn if one]
    return soonest(turns[:FIRST])


def soonest(listed: Iterable[ActionFacts]) -> list[ActionFacts]:
    """Actions by their date, those without one last, then by level; equals keep their order."""
    return sorted(listed, key=lambda one: (one.by or "9999", LEVELS.index(one.level)))


def action_table(caption: str, listed: Iterable[ActionFacts]) -> Grid:
    """Actions as a table; what was left open stays visibly open."""
    rows = tuple(
        (
            short(one.what, LONG),
            short(one.who, LONG) or _("nobody named"),
            saying.short_day(date.fromisoformat(one.by)) if one.by else _("no date"),
            saying.level_name(one.level),
        )
        for one in listed
    )
    return Grid(caption, (_("What"), _("Who"), _("By when"), _("Level")), rows)


def since(record: SessionRecord) -> list[Part]:
    """An earlier session of the same group beside this one, where there is one."""
    found = record.since
    if found is None:
        return []
    lead = ngettext(
        "“{title}”, held on {day} with {count} person, beside this session. Only what both records show is compared.",
        "“{title}”, held on {day} with {count} people, beside this session. Only what both records show is compared.",
        found.people,
    ).format(title=found.title, day=saying.day(found.held), count=found.people)
    blocks: list[Block] = [Paragraph(lead, "lead")]
    if found.sentences:
        blocks.append(Bullets(found.sentences, "found"))
    blocks += _compared(found)
    if found.actions:
        meant = _("What was meant to be done then")
        blocks += [Heading(meant), action_table(meant, soonest(found.actions))]
    return [Part("since", _("Since last time"), tuple(blocks), fresh=True)]


def _compared(found: SinceFacts) -> list[Block]:
    tables = (
        (_("Themes then and now"), _("Theme"), found.themes),
        (_("Confidence and importance then and now"), _("About"), found.measures),
        (_("Gaps then and now"), _("Gap"), found.gaps),
    )
    return [_then_now(caption, name, rows) for caption, name, rows in tables if rows]


def _then_now(caption: str, name: str, rows: tuple[ThenNow, ...]) -> Grid:
    missing = _("not named")
    return Grid(
        caption,
        (name, _("Then"), _("Now")),
        tuple((one.name, one.then or missing, one.now or missing) for one in rows),
    )
