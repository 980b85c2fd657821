"""The chart of progress: how many people answered each prompt, whoever may read the answers."""

from __future__ import annotations

from collections.abc import Mapping

from evenground.charts.chart import Bars, Chart, Empty
from evenground.charts.wording import Count, count, people
from evenground.domain.workshop import Workshop
from evenground.i18n import _, ngettext


def progress(
    answered: Mapping[str, int], joined: int, workshop: Workshop, threshold: int, synthetic: bool = False
) -> Chart:
    """Return the chart of how many of those who joined answered each prompt, in the workshop's order.

    What never leaves its owner is no part of it.
    """
    prompts = [prompt for prompt in workshop.prompts if prompt.share != "never"]
    asks = [prompt.ask for prompt in prompts]
    counts = [count(min(answered.get(prompt.id, 0), joined), threshold, joined) for prompt in prompts]
    return Chart(
        name="progress",
        title=_("What we have answered"),
        sentence=_sentence(counts, joined, threshold),
        columns=(_("Question"), _("People who answered")),
        rows=tuple((ask, _of(shown, joined)) for ask, shown in zip(asks, counts, strict=True)),
        marks=_marks(asks, counts, joined) if any(shown.value != 0 for shown in counts) else Empty(),
        synthetic=synthetic,
    )


def _marks(asks: list[str], counts: list[Count], joined: int) -> Bars:
    return Bars(
        labels=tuple(asks),
        values=tuple(shown.value for shown in counts),
        texts=tuple(_of(shown, joined) for shown in counts),
        quiet=(False,) * len(asks),
        limit=joined,
    )


def _of(shown: Count, joined: int) -> str:
    if not shown.value:
        return people(shown)
    return _("{count} of {total}").format(count=shown.text, total=joined)


def _sentence(counts: list[Count], joined: int, threshold: int) -> str:
    if not joined:
        return _("Nobody has joined yet: project the board, or share its address.")
    if all(shown.value == 0 for shown in counts):
        return _("Nobody has answered yet: this fills while people write.")
    if joined < 2 * threshold - 1:
        return _(
            "With so few people here, numbers would point at someone, so only nobody and everybody are told."
        )
    half = sum(1 for shown in counts if (shown.value or 0) * 2 >= joined)
    return ngettext(
        "At least half of us have answered {half} of {count} question.",
        "At least half of us have answered {half} of {count} questions.",
        len(counts),
    ).format(half=half, count=len(counts))
