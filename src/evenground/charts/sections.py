"""The chart of where themes come up: how many people named each theme in each section."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from evenground.analysis.together import BySection, Spread
from evenground.charts.chart import Cells, Chart, Empty
from evenground.charts.wording import Count, count, least, short, too_few
from evenground.i18n import _
from evenground.privacy.suppression import Masked

SOME = 0.5  # how dark a cell is of which only the least is told


@dataclass(frozen=True)
class _Row:
    """A theme as it may be shown: a number of people for each section."""

    key: str
    name: str
    shown: tuple[Count, ...]

    @property
    def known(self) -> int:
        return max((one.value or 0 for one in self.shown), default=0)


def sections(found: BySection, threshold: int, synthetic: bool = False) -> Chart:
    """Return the chart of themes by section, the themes that most people named first; confirmed answers only."""
    rows = [
        _Row(str(row.theme), row.name, _shown(row, found.people, threshold)) for row in found.themes if row.people
    ]
    rows.sort(key=lambda row: -row.known)  # by what is shown, never by what is hidden
    found, rows = _where_anybody(found, rows)
    heads = tuple(title for _name, title in found.sections)
    return Chart(
        name="sections",
        title=_("Where themes come up"),
        sentence=_sentence(found, rows),
        columns=(_("Theme"), *heads),
        rows=tuple((row.name, *map(_in_table, row.shown)) for row in rows),
        marks=_cells(rows, heads) if rows else Empty(),
        synthetic=synthetic,
    )


def _where_anybody(found: BySection, rows: list[_Row]) -> tuple[BySection, list[_Row]]:
    """Leave out the parts in which nobody named anything, wherever it may be told that nobody did."""
    kept = [at for at in range(len(found.sections)) if any(row.shown[at].value != 0 for row in rows)]
    if not kept:
        return found, rows
    told = [replace(row, shown=tuple(row.shown[at] for at in kept)) for row in rows]
    return replace(found, sections=tuple(found.sections[at] for at in kept)), told


def _shown(row: Spread, total: int, threshold: int) -> tuple[Count, ...]:
    """Return what may be told of each cell of a row, beside the theme's own number, which other charts show.

    People may be in several sections, yet where each is in one the cells add up to the theme's number. So where
    any cell is small, the others are told as "3 or more" only, which may be all of them. No cell that has anybody
    in it is told where the small ones could still follow, because the theme's number is what they would add up
    to at most, or where those who named the theme elsewhere only are always few. Else each cell is masked as a
    part of the theme's number, and of everybody's.
    """
    if row.people < threshold:
        return tuple(count(n, threshold) for n in row.counts)
    used = sum(1 for n in row.counts if n)
    parted = any(0 < n < row.people for n in row.counts)
    if any(0 < n < threshold for n in row.counts):
        return tuple(_one_of_some(n, threshold, row.people <= used * (threshold - 1)) for n in row.counts)
    if parted and row.people < 2 * threshold - 1:
        return tuple(_one_of_some(n, threshold, follows=True) for n in row.counts)
    return tuple(_part(n, row.people, total, threshold) for n in row.counts)


def _part(people: int, of: int, total: int, threshold: int) -> Count:
    """Mask a number twice: beside the theme's number, and beside everybody's."""
    return least(count(people, threshold, of), count(people, threshold, total))


def _one_of_some(people: int, threshold: int, follows: bool) -> Count:
    if not people:
        return count(0, threshold)
    if follows:
        return Count(None, str(Masked(threshold, neutral=True)))
    if people < threshold:
        return count(people, threshold)
    return Count(threshold, _("{count} or more").format(count=threshold))


def _cells(rows: list[_Row], heads: tuple[str, ...]) -> Cells:
    most = max(1, *(row.known for row in rows))
    return Cells(
        rows=tuple(row.name for row in rows),
        columns=heads,
        states=tuple(tuple(_state(one) for one in row.shown) for row in rows),
        texts=tuple(tuple("" if one.value == 0 else one.text for one in row.shown) for row in rows),
        heat=tuple(tuple(_heat(one, most) for one in row.shown) for row in rows),
        keys=tuple(row.key for row in rows),
    )


def _state(shown: Count) -> Literal["full", "none", "masked"]:
    return "masked" if shown.value is None else "none" if shown.value == 0 else "full"


def _heat(shown: Count, most: int) -> float | None:
    if shown.value is None or shown.value == 0 or shown.exact:
        return None if shown.value is None else shown.value / most
    return max(SOME, shown.value / most)


def _in_table(shown: Count) -> str:
    if shown.value is None:
        return shown.text
    return _("nobody") if shown.value == 0 else shown.text


def _sentence(found: BySection, rows: list[_Row]) -> str:
    if not found.themes:
        return _("There are no themes yet. Add one, then put answers in it.")
    if not rows:
        return _("Confirm a few answers in themes, and this shows in which part of the workshop each comes up.")
    told = [row for row in rows if row.known]
    if not told:
        return too_few()
    reach = {row.key: _parts(row) for row in told}
    most = max(reach.values())
    first = [row for row in told if reach[row.key] == most]
    said = {"theme": short(first[0].name), "parts": most, "part": short(_strongest(found, first[0]))}
    if most < 2:
        return _("Each theme comes up in one part only: {theme} in “{part}”.").format(**said)
    if len(first) > 1:
        return _("Several themes come up in {parts} parts each, {theme} above all in “{part}”.").format(**said)
    if most == len(found.sections):
        return _("{theme} comes up in every part, most of all in “{part}”.").format(**said)
    return _("{theme} comes up in more parts than any other theme, most of all in “{part}”.").format(**said)


def _parts(row: _Row) -> int:
    """Count the cells that have anybody in them; a masked one has."""
    return sum(one.value != 0 for one in row.shown)


def _strongest(found: BySection, row: _Row) -> str:
    at = max(range(len(row.shown)), key=lambda place: row.shown[place].value or 0)
    return found.sections[at][1]
