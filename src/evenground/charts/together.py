"""The chart of what is named together: which two themes the same people named."""

from __future__ import annotations

from evenground.analysis.together import Pair, Together
from evenground.charts.chart import Bars, Chart, Empty
from evenground.charts.wording import Count, count, least, people, people_of, short
from evenground.i18n import _

MOST = 10


def together(found: Together, threshold: int, synthetic: bool = False) -> Chart:
    """Return the chart of the pairs of themes that enough people named both of; confirmed answers only."""
    told = [(pair, shown) for pair in found.pairs if (shown := _shown(pair, found.people, threshold))]
    told.sort(key=lambda one: -(one[1].value or 0))  # by what is shown, never by what is hidden
    told = told[:MOST]
    names = [_both(pair) for pair, _shown_ in told]
    return Chart(
        name="together",
        title=_("Named together"),
        sentence=_sentence(found, told),
        columns=(_("Two themes"), _("People who named both")),
        rows=tuple((name, people(shown)) for name, (_pair, shown) in zip(names, told, strict=True)),
        marks=Bars(
            labels=tuple(names),
            values=tuple(shown.value for _pair, shown in told),
            texts=tuple(people(shown) for _pair, shown in told),
            quiet=(False,) * len(told),
            keys=tuple("{}+{}".format(*pair.themes) for pair, _shown_ in told),
        )
        if told
        else Empty(),
        synthetic=synthetic,
    )


def _both(pair: Pair) -> str:
    return _("{one} + {other}").format(one=pair.names[0], other=pair.names[1])


def _shown(pair: Pair, total: int, threshold: int) -> Count | None:
    """Return what may be told of a pair, or None where it is left out: below the threshold, like all that are.

    Everybody who named either is known from other charts: who named both is at least what the two themes have
    over that. Where this is just below the threshold, the pair is left out whatever its number: else its absence
    would tell the number. A text that only this number can have is left out where a few people named one theme
    and not the other.
    """
    over = max(0, pair.one + pair.other - total)
    told = _told(pair, pair.people, total, threshold)
    if over == threshold - 1 or told is None:
        return None
    possible = range(over, min(pair.one, pair.other) + 1)
    alone = sum(1 for people in possible if _told(pair, people, total, threshold) == told) == 1
    few = any(0 < of - pair.people < threshold for of in (pair.one, pair.other, total))
    return None if alone and few else told


def _told(pair: Pair, people: int, total: int, threshold: int) -> Count | None:
    """Return the number beside each theme's own and everybody's, or None where one of these hides it."""
    told = least(*(count(people, threshold, of) for of in (pair.one, pair.other, total)))
    return told if told.value else None


def _sentence(found: Together, told: list[tuple[Pair, Count]]) -> str:
    if not found.judged:
        return _("Confirm a few answers in themes, and this shows which of them the same people name.")
    if not told:
        return _("No two themes were named by enough of the same people to show without pointing at someone.")
    pair, shown = told[0]
    return _("Named together most often: {one} and {other} ({people}).").format(
        one=short(pair.names[0]), other=short(pair.names[1]), people=people_of(shown, found.people)
    )
