"""The charts of several groups side by side: who named which theme, and confidence before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evenground.charts.chart import Cells, Chart
from evenground.charts.wording import short
from evenground.i18n import _, ngettext

NOTHING = "–"  # in a table, where a group has none of it
ABREAST = 12  # groups that one chart or table holds beside each other


@dataclass(frozen=True)
class Cell:
    """What may be told of one group, in a few letters; `heat` is 0 to 1, None where the number is not told.

    An empty text is nothing at all. What is not `sure` was suggested, and nobody confirmed it.
    """

    text: str = ""
    heat: float | None = 0.0
    sure: bool = True


@dataclass(frozen=True)
class Line:
    """A theme or a measure and its cell in each group."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def count(self) -> int:
        """How many groups confirmed it."""
        return sum(1 for cell in self.cells if cell.text and cell.sure)


@dataclass(frozen=True)
class Groups:
    """Which of the `total` groups stand in one chart, and under which letters."""

    letters: tuple[str, ...]
    part: slice
    total: int
    synthetic: bool = False


def themes(lines: Sequence[Line], groups: Groups, name: str, title: str) -> Chart:
    """Return the chart of these themes, at least one; each cell as dark as the share of its group that named it."""
    return Chart(
        name=name,
        title=title,
        sentence=named(lines[0].name, lines[0].count, groups.total),
        columns=(_("Theme"), of_all(groups.total), *groups.letters),
        rows=tuple((line.name, str(line.count), *_texts(line, groups.part)) for line in lines),
        marks=_marks(lines, groups),
        synthetic=groups.synthetic,
    )


def measures(lines: Sequence[Line], groups: Groups, sentence: str) -> Chart:
    """Return the chart of averages before and after, the darker the nearer to the upper end of the scale."""
    return Chart(
        name="programme-measures",
        title=_("Averages before and after, by group"),
        sentence=sentence,
        columns=(_("About"), *groups.letters),
        rows=tuple((line.name, *_texts(line, groups.part)) for line in lines),
        marks=_marks(lines, groups),
        synthetic=groups.synthetic,
    )


def of_all(total: int) -> str:
    """Name the column that says how many of the groups have something; short, for it is narrow."""
    return _("Of {total}").format(total=total)


def named(theme: str, count: int, total: int) -> str:
    """Say how many of the groups named a theme."""
    said = {"count": count, "total": total, "theme": short(theme)}
    if count == total:
        return _("Each of the {total} groups named {theme}.").format(**said)
    return ngettext(
        "{count} of {total} groups named {theme}.", "{count} of {total} groups named {theme}.", count
    ).format(**said)


def no_theme() -> str:
    """Say that nothing was confirmed in two groups."""
    return _("No theme has been confirmed in more than one group yet.")


def _texts(line: Line, part: slice) -> tuple[str, ...]:
    return tuple(cell.text or NOTHING for cell in line.cells[part])


def _marks(lines: Sequence[Line], groups: Groups) -> Cells:
    shown = [line.cells[groups.part] for line in lines]
    return Cells(
        rows=tuple(line.name for line in lines),
        columns=groups.letters,
        states=tuple(tuple(_state(cell) for cell in row) for row in shown),
        texts=tuple(tuple(cell.text for cell in row) for row in shown),
        heat=tuple(tuple(cell.heat if cell.sure else 0.0 for cell in row) for row in shown),
    )


def _state(cell: Cell) -> Literal["full", "some", "none", "masked"]:
    if not cell.text:
        return "none"
    if not cell.sure:
        return "some"
    return "masked" if cell.heat is None else "full"
