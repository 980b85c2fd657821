"""The grid of a framework: where something was confirmed, where it is possible, where nothing was found yet."""

from __future__ import annotations

from typing import Literal

from evenground.analysis.coverage import CellResult, Coverage
from evenground.charts.chart import Cells, Chart, Empty
from evenground.charts.listing import listed
from evenground.charts.wording import count, people
from evenground.i18n import _, ngettext

Shown = tuple[Literal["full", "some", "none", "masked"], str]
NAMED = 3  # gaps that a sentence names


def coverage(found: Coverage, threshold: int, total: int, synthetic: bool = False) -> Chart:
    """Return the grid of a framework, where `total` is how many people were in the room.

    A cell is full where people confirmed an answer in it and masked where they are too few to tell how many.
    People stand in several cells, so that no number here follows from others.
    """
    framework = found.framework
    shown = {cell.id: _shown(cell, threshold, total) for cell in found.cells}
    titles = tuple(column.title for column in framework.columns) or (_("What we found"),)
    grid = [tuple(shown[cell] for cell in shown if cell.split(".")[0] == row.id) for row in framework.rows]
    return Chart(
        name=f"coverage-{framework.id}",
        title=framework.title,
        sentence=_sentence(found, shown),
        columns=(_("Place"), _("What we found")),
        rows=tuple((cell.title, shown[cell.id][1]) for cell in found.cells),
        marks=Cells(
            rows=tuple(row.title for row in framework.rows),
            columns=titles,
            states=tuple(tuple(state for state, _text in row) for row in grid),
            texts=tuple(tuple(text for _state, text in row) for row in grid),
            keys=tuple(row.id for row in framework.rows),
        )
        if found.people
        else Empty(),
        synthetic=synthetic,
    )


def _shown(cell: CellResult, threshold: int, total: int) -> Shown:
    if cell.state == "none":
        return "none", _("nothing found yet")
    number = count(cell.people, threshold, total)
    if cell.state == "possible":
        return "some", _("possible")
    return ("masked", number.text) if number.value is None else ("full", people(number))


def _sentence(found: Coverage, shown: dict[str, Shown]) -> str:
    if not found.people:
        return _("Nobody has shared an answer yet. Then we can see what stands where.")
    states = [state for state, _text in shown.values()]
    sure, maybe = len([one for one in states if one in ("full", "masked")]), states.count("some")
    if not found.judged:
        return " ".join(filter(None, (_("Nobody has said yet what belongs where."), _possible(maybe))))
    return " ".join(filter(None, (_confirmed(sure, len(states)), _missing(found), _possible(maybe))))


def _confirmed(sure: int, total: int) -> str:
    if not sure:
        return _("No place is confirmed yet.")
    if sure == total:
        return _("We found something for every place.")
    return ngettext("We confirmed {count} of {total} place.", "We confirmed {count} of {total} places.", total).format(
        count=sure, total=total
    )


def _missing(found: Coverage) -> str:
    gaps = found.gaps
    if not gaps:
        return ""
    return _("Nothing was found yet in {count}: {names}.").format(
        count=len(gaps), names=listed([cell.title for cell in gaps], NAMED)
    )


def _possible(maybe: int) -> str:
    if not maybe:
        return ""
    return ngettext(
        "In {count} place there may be something.", "In {count} places there may be something.", maybe
    ).format(count=maybe)
