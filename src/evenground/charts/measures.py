"""The chart of confidence and importance before and after, as means and middle halves of the same people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evenground.charts.chart import Chart, Empty, Pairs
from evenground.charts.wording import half_of_us, middle_halves, number, short, too_few
from evenground.i18n import _, ngettext

if TYPE_CHECKING:  # a participant's page draws this chart and must not pay for pandas
    from evenground.analysis.measures import Measure


def before_after(measures: Sequence[Measure], synthetic: bool = False) -> Chart:
    """Return the chart of confidence and of importance before and after, with the middle half of the group."""
    shown = [one for kind in ("confidence", "importance") for one in measures if one.measure == kind]
    labels = _labels(shown)
    spread = any(measure.spread_before for measure in shown)
    return Chart(
        name="measures",
        title=_title({measure.measure for measure in shown}),
        sentence=_sentence(shown),
        columns=(_("About"), _("Before"), _("After"), *((_("About half of us"),) if spread else ()), _("People")),
        rows=tuple(_row(label, measure, spread) for label, measure in zip(labels, shown, strict=True)),
        marks=_marks(labels, shown) if any(measure.before is not None for measure in shown) else Empty(),
        synthetic=synthetic,
    )


def _title(kinds: set[str]) -> str:
    if kinds == {"importance"}:
        return _("What matters to us, before and after")
    if kinds == {"confidence", "importance"}:
        return _("Before and after")
    return _("How confident we feel, before and after")


def _labels(measures: Sequence[Measure]) -> tuple[str, ...]:
    """Name what is measured, with its kind where there are both."""
    both = len({measure.measure for measure in measures}) > 1
    kinds = {"confidence": _("Confidence: {about}"), "importance": _("Importance: {about}")}
    return tuple(
        kinds[measure.measure].format(about=measure.about) if both else measure.about for measure in measures
    )


def _row(label: str, measure: Measure, spread: bool) -> tuple[str, ...]:
    means = [
        _("too few answers") if mean is None else number(mean) for mean in (measure.before, measure.after)
    ]
    if measure.after is None and measure.before is not None:
        means[1] = _("not yet")
    half = (_spans(measure),) if spread else ()
    return (label, *means, *half, str(measure.people))


def _spans(measure: Measure) -> str:
    names = (_("before"), _("after"))
    return middle_halves(measure.spread_before, measure.spread_after, names) or _("too few answers")


def _marks(labels: tuple[str, ...], measures: Sequence[Measure]) -> Pairs:
    names = (_("before"), _("after"))
    return Pairs(
        labels=labels,
        before=tuple(measure.before for measure in measures),
        after=tuple(measure.after for measure in measures),
        low=tuple(float(measure.low) for measure in measures),
        high=tuple(float(measure.high) for measure in measures),
        texts=tuple(_text(measure) for measure in measures),
        names=names,
        spreads=tuple((measure.spread_before, measure.spread_after) for measure in measures),
        notes=tuple(half_of_us(measure.spread_before, measure.spread_after, names) for measure in measures),
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
    asked = [measure for measure in measures if measure.measure == "confidence"] or measures
    lowest = min(asked, key=lambda measure: measure.before or 0.0)
    said = {"about": short(lowest.about), "mean": number(lowest.before or 0.0), "high": number(lowest.high)}
    if lowest.measure == "importance" or len(asked) == 1:
        return _("Before: {mean} out of {high} for {about}, on average. We compare after the review.").format(
            **said
        )
    return _("Before, we feel least confident about {about} ({mean} out of {high}, on average).").format(
        **said
    )


def _moved(measures: list[Measure]) -> str:
    """Say what moved most between the two times, up or down."""
    asked = [measure for measure in measures if measure.measure == "confidence"] or measures
    widest = max(asked, key=lambda measure: abs(_change(measure)))
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
        moved = _("{what} stayed where it was, on average, for {people}.").format(**said)
    elif _change(widest) > 0:
        moved = _("{what} rose most for {about}: from {before} to {after} on average, for {people}.").format(**said)
    else:
        moved = _("{what} fell most for {about}: from {before} to {after} on average, for {people}.").format(**said)
    return " ".join(filter(None, (moved, _half(widest))))


def _half(measure: Measure) -> str:
    """Say where the middle half of those people is now, and where it was; nothing where that is not told."""
    if measure.spread_before is None or measure.spread_after is None:
        return ""
    was, now = measure.spread_before, measure.spread_after
    said = {"low": number(now[0]), "high": number(now[1]), "from": number(was[0]), "to": number(was[1])}
    if was == now:
        return _("About half of us: between {low} and {high}, as before.").format(**said)
    return _("About half of us: between {low} and {high} now, {from} and {to} before.").format(**said)


def _change(measure: Measure) -> float:
    return (measure.after or 0.0) - (measure.before or 0.0)
