"""The charts of gaps: confidence below importance, needs without an activity, prompts few answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evenground.charts.chart import Bars, Chart, Empty, Pairs, Span
from evenground.charts.wording import (
    Count,
    enough,
    half_of_us,
    middle_halves,
    number,
    part_of,
    people,
    people_of,
    short,
)
from evenground.i18n import _, ngettext

if TYPE_CHECKING:  # a participant's page draws this chart and must not pay for pandas
    from evenground.analysis.gaps import Few, Gaps, Need


Spreads = Mapping[str, tuple[Span, Span]]  # of confidence and of importance, by what they are about


def gaps(found: Gaps, threshold: int, synthetic: bool = False, spreads: Spreads | None = None) -> Chart:
    """Return all gaps in one chart: each in its sentence and table, and the first kind there is as marks."""
    parts = (confidence(found, synthetic, spreads), needs(found, threshold, synthetic), few(found, synthetic))
    kinds = (_("Confidence"), _("Learning need"), _("Few answers"))
    drawn = [part.marks for part in parts if part.rows]
    waits = found.asked and not found.judged
    said = [part.sentence for part in parts if part.rows or (waits and part.name == "gaps-needs")]
    return Chart(
        name="gaps",
        title=_("Where the gaps are"),
        sentence=" ".join(said or [part.sentence for part in parts]),
        columns=(_("Kind of gap"), _("What"), _("How we know")),
        rows=tuple(
            (kind, row[0], _reason(part, row))
            for kind, part in zip(kinds, parts, strict=True)
            for row in part.rows
        ),
        marks=drawn[0] if drawn else Empty(),
        synthetic=synthetic,
    )


def _reason(part: Chart, row: tuple[str, ...]) -> str:
    """Write the cells of a part's row after the first, with their column's name where they are numbers."""
    if part.name == "gaps-confidence":
        return _("importance {importance}, confidence {confidence}").format(
            importance=row[1], confidence=row[2]
        )
    return ", ".join(cell for cell in row[1:] if cell)


def confidence(found: Gaps, synthetic: bool = False, spreads: Spreads | None = None) -> Chart:
    """Return what matters more to the group than it feels confident about, with the middle half of it if given."""
    below, names = found.confidence, (_("confidence"), _("importance"))
    spans = [(spreads or {}).get(gap.about, (None, None)) for gap in below]
    halves = [middle_halves(*both, names) for both in spans]
    return Chart(
        name="gaps-confidence",
        title=_("Where confidence is below importance"),
        sentence=_confidence_sentence(found),
        columns=(_("About"), _("Importance"), _("Confidence"), *((_("About half of us"),) if any(halves) else ())),
        rows=tuple(
            (gap.about, number(gap.importance), number(gap.confidence), *_half(half, halves))
            for gap, half in zip(below, halves, strict=True)
        ),
        marks=Pairs(
            labels=tuple(gap.about for gap in below),
            before=tuple(gap.confidence for gap in below),
            after=tuple(gap.importance for gap in below),
            low=tuple(float(gap.low) for gap in below),
            high=tuple(float(gap.high) for gap in below),
            texts=tuple(
                _("confidence {confidence}, importance {importance}").format(
                    confidence=number(gap.confidence), importance=number(gap.importance)
                )
                for gap in below
            ),
            names=names,
            spreads=tuple(spans),
            notes=tuple(half_of_us(*both, names) for both in spans),
        )
        if below
        else Empty(),
        synthetic=synthetic,
    )


def _half(half: str, halves: list[str]) -> tuple[str, ...]:
    """Return the table's cell of a middle half, where the table has any."""
    return (half or _("too few answers"),) if any(halves) else ()


def _confidence_sentence(found: Gaps) -> str:
    if not found.rated:
        return _(
            "This workshop does not ask how important things are and how confident people feel about them."
        )
    if not found.compared:
        return _("Too few people rated both importance and confidence to compare the two.")
    if not found.confidence:
        return _("Where enough of us answered, we feel as confident as it is important to us.")
    widest = found.confidence[0]
    return _(
        "The widest gap: {about} matters {importance} to us, and we feel confident {confidence}, on average."
    ).format(
        about=short(widest.about), importance=number(widest.importance), confidence=number(widest.confidence)
    )


def needs(found: Gaps, threshold: int, synthetic: bool = False) -> Chart:
    """Return the learning needs without an activity or support, by how many people have them."""
    counted = [(need, having(need, threshold, found.people)) for need in found.needs]
    counted.sort(key=lambda pair: -(pair[1].value or 0))  # by what is shown, never by what is hidden
    texts = tuple(people(shown) for _need, shown in counted)
    return Chart(
        name="gaps-needs",
        title=_("Learning needs without an activity"),
        sentence=_needs_sentence(found, counted),
        columns=(_("Learning need"), _("People"), _("To check")),
        rows=tuple(
            (need.name, text, _check(need)) for (need, _shown), text in zip(counted, texts, strict=True)
        ),
        marks=Bars(
            labels=tuple(need.name for need, _shown in counted),
            values=tuple(shown.value for _need, shown in counted),
            texts=texts,
            quiet=(False,) * len(counted),
            keys=tuple(str(need.theme) for need, _shown in counted),
        )
        if counted
        else Empty(),
        synthetic=synthetic,
    )


def having(need: Need, threshold: int, total: int) -> Count:
    """Return how many people have a need, as it may be shown."""
    return enough(threshold) if need.rough else part_of(need.people, threshold, need.of, total)


def _check(need: Need) -> str:
    return _("an answer that may be an activity waits to be judged") if need.unchecked else ""


def _needs_sentence(found: Gaps, counted: list[tuple[Need, Count]]) -> str:
    if not found.asked:
        return _("This workshop does not ask for both learning needs and activities.")
    if not found.judged:
        return _("Confirm a few answers in each theme to see which learning needs have no activity yet.")
    if not counted:
        return _("Every learning need confirmed so far that enough of us share has an activity or support.")
    need, shown = counted[0]
    first = _("{theme} ({people})").format(theme=short(need.name), people=people_of(shown, found.people))
    if len(counted) == 1:
        return _("One learning need has no activity yet: {first}.").format(first=first)
    return ngettext(
        "{count} learning need has no activity yet, first of all {first}.",
        "{count} learning needs have no activity yet, first of all {first}.",
        len(counted),
    ).format(count=len(counted), first=first)


def few(found: Gaps, synthetic: bool = False) -> Chart:
    """Return the prompts that fewer than half of those present answered."""
    texts = tuple(_answered(prompt) for prompt in found.few)
    return Chart(
        name="gaps-few",
        title=_("Questions that few of us answered"),
        sentence=_few_sentence(found),
        columns=(_("Question"), _("People who answered")),
        rows=tuple((prompt.ask, text) for prompt, text in zip(found.few, texts, strict=True)),
        marks=Bars(
            labels=tuple(prompt.ask for prompt in found.few),
            values=tuple(
                prompt.answered if isinstance(prompt.answered, int) else None for prompt in found.few
            ),
            texts=texts,
            quiet=(False,) * len(texts),
            limit=found.joined,
            keys=tuple(prompt.prompt for prompt in found.few),
        )
        if texts
        else Empty(),
        synthetic=synthetic,
    )


def _answered(prompt: Few) -> str:
    if prompt.answered == 0:
        return _("nobody yet")
    return _("{count} of {total}").format(count=prompt.answered, total=prompt.joined)


def _few_sentence(found: Gaps) -> str:
    if not found.joined:
        return _("Nobody has joined yet: project the board, or share its address.")
    if not found.few:
        return _("No question stands out as one that few of us answered.")
    if len(found.few) == 1:
        return _("Fewer than half of us answered: {ask}").format(ask=found.few[0].ask)
    return ngettext(
        "{count} question was answered by fewer than half of us.",
        "{count} questions were answered by fewer than half of us.",
        len(found.few),
    ).format(count=len(found.few))
