"""The chart of confidence before and after, as means of the same people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evenground.charts.chart import Chart, Empty, Pairs
from evenground.charts.wording import number, short, too_few
from evenground.i18n import _, ngettext

if TYPE_CHECKING:  # a participant's page draws this chart and must not pay for pandas
    from evenground.analysis.measures import Measure


def before_after(measures: Sequence[Measure], synthetic: bool = False) -> Chart:
    """Return the chart of confidence before and after; of importance where a workshop asks nothing else."""
    confidence = [measure for measure in measures if measure.measure == "confidence"]
    shown = confidence or list(measures)
    return Chart(
        name="measures",
        title=_("How confident we feel, before and after")
        if confidence
        else _("What matters to us, before and after"),
        sentence=_sentence(shown),
        columns=(_("About"), _("Before"), _("After"), _("People")),
        rows=tuple(_row(measure) for measure in shown),
        marks=_marks(shown) if any(measure.before is not None for measure in shown) else Empty(),
        synthetic=synthetic,
    )


def _row(measure: Measure) -> tuple[str, ...]:
    means = [
        _("too few answers") if mean is None else number(mean) for mean in (measure.before, measure.after)
    ]
    if measure.after is None and measure.before is not None:
        means[1] = _("not yet")
    return (measure.about, *means, str(measure.people))


def _marks(measures: Sequence[Measure]) -> Pairs:
    return Pairs(
        labels=tuple(measure.about for measure in measures),
        before=tuple(measure.before for measure in measures),
        after=tuple(measure.after for measure in measures),
        low=tuple(float(measure.low) for measure in measures),
        high=tuple(float(measure.high) for measure in measures),
        texts=tuple(_text(measure) for measure in measures),
        names=(_("before"), _("after")),
    )


def _text(measure: Measure) -> str:
    if measure.before is None:
        return _("too few answers to show")
    if measure.after is None:
        return _("before {before}").format(before=number(measure.before))
    return _("before {before}, after {after}").format(
        before=number(measure.before), after=number(measure.after)
    )


def _sentence(measures: Sequence[Measure]) -> str:
    if not measures:
        return _("This workshop asks nobody to rate anything, so there is nothing to compare.")
    known = [measure for measure in measures if measure.before is not None]
    if not known:
        if all(measure.people == 0 for measure in measures):
            return _("Nobody has rated anything yet: this fills when people have answered.")
        return too_few()
    twice = [measure for measure in known if measure.after is not None]
    return _moved(twice) if twice else _before(known)


def _before(measures: list[Measure]) -> str:
    """Say where the group starts from, as long as nobody was asked again."""
    lowest = min(measures, key=lambda measure: measure.before or 0.0)
    said = {"about": short(lowest.about), "mean": number(lowest.before or 0.0), "high": number(lowest.high)}
    if lowest.measure == "importance" or len(measures) == 1:
        return _("Before: {mean} out of {high} for {about}, on average. We compare after the review.").format(
            **said
        )
    return _("Before, we feel least confident about {about} ({mean} out of {high}, on average).").format(
        **said
    )


def _moved(measures: list[Measure]) -> str:
    """Say what moved most between the two times, up or down."""
    widest = max(measures, key=lambda measure: abs(_change(measure)))
    number_of_people = widest.people if isinstance(widest.people, int) else 0
    said = {
        "what": _("Our confidence") if widest.measure == "confidence" else _("Its importance to us"),
        "about": short(widest.about),
        "before": number(widest.before or 0.0),
        "after": number(widest.after or 0.0),
        "people": ngettext(
            "the {count} person who answered both times",
            "the {count} people who answered both times",
            number_of_people,
        ).format(count=widest.people),
    }
    if _change(widest) == 0:
        return _("{what} stayed where it was, on average, for {people}.").format(**said)
    if _change(widest) > 0:
        return _("{what} rose most for {about}: from {before} to {after} on average, for {people}.").format(
            **said
        )
    return _("{what} fell most for {about}: from {before} to {after} on average, for {people}.").format(
        **said
    )


def _change(measure: Measure) -> float:
    return (measure.after or 0.0) - (measure.before or 0.0)
