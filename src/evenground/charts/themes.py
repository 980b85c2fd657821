"""The chart of themes: how many people named each, counted by person and not by mention."""

from __future__ import annotations

from dataclasses import dataclass

from evenground.analysis.themes import Placed, ThemeResult
from evenground.charts.chart import Bars, Chart, Empty
from evenground.charts.wording import Count, count, people, people_of, short, too_few
from evenground.i18n import _, ngettext


@dataclass(frozen=True)
class _Bar:
    """A theme as it may be shown."""

    key: str
    name: str
    shown: Count
    quiet: bool
    more: (
        int | None
    )  # people with only a suggested answer: None where too few to tell, 0 where there are none

    @property
    def value(self) -> int:
        return self.shown.value or 0

    @property
    def text(self) -> str:
        state = self.state if self.quiet or self.more != 0 else ""
        return (
            _("{count}, {state}").format(count=people(self.shown), state=state)
            if state
            else people(self.shown)
        )

    @property
    def state(self) -> str:
        if self.shown.value == 0:
            return ""
        if self.quiet:
            return _("suggested")
        if self.more == 0:
            return _("confirmed")
        if self.more is None:
            return _("more suggested")
        return ngettext("{count} more suggested", "{count} more suggested", self.more).format(count=self.more)


def themes(placed: Placed, threshold: int, synthetic: bool = False) -> Chart:
    """Return the chart of the themes of a group, those that most people named first."""
    # Sorted by what is shown, never by what is hidden: the order of masked bars must not tell more.
    bars = sorted(
        (_bar(theme, placed.people, threshold) for theme in placed.themes),
        key=lambda bar: -(bar.value + (bar.more or 0)),
    )
    return Chart(
        name="themes",
        title=_("What we named"),
        sentence=_sentence(bars, placed.people),
        columns=(_("Theme"), _("People"), _("Confirmed or suggested")),
        rows=tuple((bar.name, people(bar.shown), bar.state) for bar in bars),
        marks=_marks(bars) if any(bar.shown.value != 0 for bar in bars) else Empty(),
        synthetic=synthetic,
    )


def _bar(theme: ThemeResult, total: int, threshold: int) -> _Bar:
    sure = count(theme.people, threshold, total)
    either = count(theme.people + theme.suggested_people, threshold, total)
    if theme.suggested_people == 0:
        return _Bar(str(theme.id), theme.name, sure, quiet=False, more=0)
    if not sure.value:  # nobody confirmed, or too few to tell: the bar stays a suggestion and does not shrink
        return _Bar(str(theme.id), theme.name, either, quiet=True, more=0)
    more = (either.value or 0) - sure.value if either.exact else 0
    return _Bar(str(theme.id), theme.name, sure, quiet=False, more=more if more >= threshold else None)


def _marks(bars: list[_Bar]) -> Bars:
    return Bars(
        labels=tuple(bar.name for bar in bars),
        values=tuple(bar.shown.value for bar in bars),
        texts=tuple(bar.text for bar in bars),
        quiet=tuple(bar.quiet for bar in bars),
        more=tuple(bar.more or None for bar in bars),
        keys=tuple(bar.key for bar in bars),
    )


def _sentence(bars: list[_Bar], total: int) -> str:
    if not bars:
        return _("There are no themes yet. Add one, then put answers in it.")
    if not total:
        return _(
            "Nobody has shared an answer yet: themes appear when people have written and sharing is open."
        )
    if all(bar.shown.value == 0 for bar in bars):
        return _("No answer is in a theme yet. Put a few answers in themes, and this chart fills.")
    shown = [bar for bar in bars if bar.shown.value]
    if not shown:
        return too_few()
    sure = [bar for bar in shown if not bar.quiet]
    if not sure:
        return _("Suggested so far, and not yet confirmed: {theme} ({people}).").format(
            theme=short(shown[0].name), people=people_of(shown[0].shown, total)
        )
    return _lead(sure, total, waits=any(bar.quiet or bar.more != 0 for bar in bars))


def _lead(bars: list[_Bar], total: int, waits: bool) -> str:
    """Say which theme most people named, several when level; `waits`: suggestions are still to be judged."""
    most = max(bar.value for bar in bars)
    first = [bar for bar in bars if bar.value == most]
    said = {"theme": short(first[0].name), "people": people_of(first[0].shown, total)}
    if len(first) == 2:
        said["other"] = short(first[1].name)
        return _("More of us named {theme} and {other} than any other theme ({people} each).").format(**said)
    if len(first) > 2:
        return _("Several themes were named by equally many people ({people} each).").format(**said)
    if most == total:
        return _("All of us named {theme} ({people}).").format(**said)
    if most * 2 > total:
        return _("Most of us named {theme} ({people}).").format(**said)
    if waits:
        return _("Confirmed so far, more of us named {theme} than any other theme ({people}).").format(**said)
    return _("More of us named {theme} than any other theme ({people}).").format(**said)
