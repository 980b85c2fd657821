"""Draws the tables and charts of a programme: themes, gaps and averages by group."""

from __future__ import annotations

from evenground.charts.programme import ABREAST, NOTHING, of_all
from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Grid, Heading, Paragraph, Part
from evenground.records.facts import ProgrammeRecord
from evenground.records.programme import said as programme_said
from evenground.records.programme.lines import GAPS
from evenground.records.programme_facts import Across, ProgrammeFacts


def themes(record: ProgrammeRecord) -> Part:
    """Themes that groups share, those of one, and what the cells mean."""
    facts = record.programme
    blocks: list[Block] = [Heading(_("Shared by at least half of the groups"))]
    blocks += _drawn(record, "themes-shared") or [Paragraph(programme_said.no_shared(facts))]
    if facts.other:
        blocks += [Heading(_("In several groups, but fewer than half")), *_drawn(record, "themes-other")]
    if facts.local:
        blocks += [Heading(_("In one group only")), _one_group(facts)]
    if facts.suggested:
        blocks += [Heading(_("Only suggested, and not confirmed in any group")), _suggested(facts)]
    return Part("themes", _("Themes by group"), (*_key(facts), *blocks))


def _drawn(record: ProgrammeRecord, name: str) -> list[Block]:
    """A chart, in as many pieces as its groups need."""
    found = (chart for key, chart in record.charts.items() if name in (key, key.rsplit("-", 1)[0]))
    return list(map(saying.figure, found))


def _key(facts: ProgrammeFacts) -> list[Block]:
    """What the few letters in the cells mean, as far as they occur."""
    cells = {cell for one in _every(facts) for cell in one.groups}
    bare = {cell.strip("()") for cell in cells}
    lines = [
        _(
            "The second column says in how many groups it was confirmed. A number under a letter is how many people of "
            "that group named the theme, as the group’s own record shows it; the stronger its colour, the larger that "
            "share of the group."
        ),
        _("few: fewer people than may be told, because in a small group a number could point at someone.")
        if _("few") in bare
        else "",
        _("yes: the group named it; the number is not shown, because it could point at someone.")
        if _("yes") in bare
        else "",
        _("12+: 12 or more; the exact number would tell of the few who did not name it.")
        if any(cell.endswith("+") for cell in bare)
        else "",
        _("In brackets: suggested by the machine, and nobody in that group has confirmed it.")
        if any(cell.startswith("(") for cell in cells)
        else "",
    ]
    return [Bullets(tuple(line for line in lines if line))] if any(cells) else []


def _every(facts: ProgrammeFacts) -> tuple[Across, ...]:
    return (*facts.shared, *facts.other, *facts.local, *facts.suggested)


def _one_group(facts: ProgrammeFacts) -> Grid:
    """Themes of one group, in the order of the groups; those that only have a suggestion stand behind."""
    order = [group.letter for group in facts.groups]
    rows = []
    for one in facts.local:
        cells = _cells(facts, one)
        sure = next((pair for pair in cells if not pair[1].startswith("(")), ("", ""))
        rest = ", ".join(f"{letter} {cell}" for letter, cell in cells if cell.startswith("("))
        rows.append((one.name, sure[0], sure[1], rest or NOTHING))
    rows.sort(key=lambda row: order.index(row[1]) if row[1] else len(order))
    return Grid(
        _("Themes of one group"), (_("Theme"), _("Group"), _("People"), _("Suggested elsewhere")), tuple(rows)
    )


def _suggested(facts: ProgrammeFacts) -> Grid:
    rows = tuple(
        (one.name, ", ".join(f"{letter} {cell}" for letter, cell in _cells(facts, one))) for one in facts.suggested
    )
    return Grid(_("Themes that wait to be confirmed"), (_("Theme"), _("Groups and people")), rows)


def _cells(facts: ProgrammeFacts, one: Across) -> list[tuple[str, str]]:
    return [(group.letter, cell) for group, cell in zip(facts.groups, one.groups, strict=True) if cell]


def gaps(facts: ProgrammeFacts) -> Part:
    """Gaps that all groups share, and which groups have which other."""
    blocks: list[Block] = [Heading(_("Gaps of all groups"))]
    if facts.gaps_of_all:
        blocks.append(Bullets(tuple(map(programme_said.gap, facts.gaps_of_all))))
    else:
        blocks.append(Paragraph(_("No gap is shared by all groups.")))
    if facts.gaps:
        blocks += [Heading(_("Gaps of some groups")), *_gap_tables(facts)]
    return Part("gaps", _("Gaps by group"), tuple(blocks))


def _gap_tables(facts: ProgrammeFacts) -> list[Block]:
    """A table for each kind of gap, in pieces of as many groups as fit beside each other."""
    told = [at for at, group in enumerate(facts.groups) if group.shared]
    grids: list[Block] = []
    for kind in GAPS:
        found = [one for one in facts.gaps if one.kind == kind]
        for start in range(0, len(told) if found else 0, ABREAST):
            part = told[start : start + ABREAST]
            columns = (_("Gap"), of_all(len(told)), *(facts.groups[at].letter for at in part))
            rows = tuple((one.name, str(one.count), *(one.groups[at] or NOTHING for at in part)) for one in found)
            grids.append(Grid(_kind(kind), columns, rows))
    return grids


def _kind(kind: str) -> str:
    return {
        "confidence": _("Confidence is below importance"),
        "need": _("A learning need has no activity yet"),
        "few": _("Fewer than half of a group answered"),
        "place": _("Nothing was found yet for this"),
    }[kind]


def measures(record: ProgrammeRecord) -> list[Part]:
    """Averages before and after, where any group rated something."""
    drawn = _drawn(record, "measures")
    if not drawn:
        return []
    scales = sorted({(one.low, one.high) for one in record.programme.measures})
    hint = _("Averages of each group to the nearest half. A dash: not asked, or not asked again yet.")
    if len(scales) == 1:
        low, high = scales[0]
        hint = _(
            "Averages of each group to the nearest half, on a scale from {low} to {high}. A dash: not asked, or not "
            "asked again yet."
        ).format(low=low, high=high)
    if any(_("few") in (*one.before, *one.after) for one in record.programme.measures):
        hint = " ".join((hint, _("few: too few people of that group answered to show it.")))
    return [Part("measures", _("Before and after by group"), (Paragraph(hint, "hint"), *drawn))]
