"""The chart of statements put to the room: what most who voted agree with, and what divides them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from evenground.analysis.agreement import Agreement, Range, Result, Verdict
from evenground.charts.chart import Chart, Empty, Parts
from evenground.charts.wording import short
from evenground.i18n import _, ngettext
from evenground.privacy.suppression import Masked

if TYPE_CHECKING:  # groups are looked for with numpy, which a participant's page must not pay for
    from evenground.analysis.opinion_groups import OpinionGroups

ORDER: tuple[Verdict, ...] = ("agree", "disagree", "divided", "unclear", "few")


def agreement(found: Agreement, synthetic: bool = False, groups: OpinionGroups | None = None) -> Chart:
    """Return how the room answers its open statements: what is agreed on first, then what divides.

    With `groups` the sentence also says what sets groups of opinion apart, or that there are none to speak of.
    """
    ordered = [result for verdict in ORDER for result in _strongest_first(found.of(verdict))]
    drawn = any(result.agree for result in ordered)
    said = [_sentence(found)]
    if groups is not None and drawn:
        said.append(groups_sentence(groups, {result.statement: result.text for result in ordered}))
    return Chart(
        name="statements",
        title=_("What we agree on, and what divides us"),
        sentence=" ".join(said),
        columns=(_("Statement"), _("Agree"), _("Pass"), _("Disagree"), _("People who voted"), _("What it says")),
        rows=tuple(_row(result) for result in ordered),
        marks=_marks(ordered) if drawn else Empty(),
        synthetic=synthetic,
    )


def _strongest_first(results: Iterable[Result]) -> list[Result]:
    """Sort by what is shown alone, divided ones by how even they are; equals keep the order of their statements."""
    return sorted(results, key=lambda one: _apart(one) if one.verdict == "divided" else -_largest(one))


def _apart(result: Result) -> float:
    return abs(_middle(result.agree) - _middle(result.disagree)) / _people(result)


def _largest(result: Result) -> float:
    return max(_middle(result.agree), _middle(result.disagree)) / _people(result)


def _people(result: Result) -> int:
    return result.voters if isinstance(result.voters, int) and result.voters else 1


def _middle(shown: Range | None) -> float:
    return (shown.low + shown.high) / 2 if shown else 0.0


def _marks(results: Sequence[Result]) -> Parts:
    return Parts(
        labels=tuple(result.text for result in results),
        names=(_("agree"), _("pass"), _("disagree")),
        parts=tuple(_parts(result) for result in results),
        texts=tuple(_beside(result) for result in results),
        keys=tuple(str(result.statement) for result in results),
    )


def _parts(result: Result) -> tuple[float, ...] | None:
    """Return shares in the middle of what they may be, in quarters of a person, so that they add up to 1."""
    if result.agree is None:
        return None
    middles = [_middle(part) for part in (result.agree, result.passed, result.disagree)]
    return tuple(middle / sum(middles) for middle in middles)


def _row(result: Result) -> tuple[str, ...]:
    few = _("not shown") if result.voters else ""
    shown = (result.agree, result.passed, result.disagree)
    numbers = (_number(part, result.voters) if part else few for part in shown)
    return (result.text, *numbers, str(result.voters), verdict_name(result))


def _number(shown: Range, voters: int | Masked) -> str:
    """Write a number of people, or what may be told of it."""
    if shown.exact:
        return str(shown.low)
    if shown.high == voters:
        return _("at least {count}").format(count=shown.low)
    if shown.low <= 1:
        return _("fewer than {count}").format(count=shown.high + 1)
    return _("{low} to {high}").format(low=shown.low, high=shown.high)


def verdict_name(result: Result) -> str:
    """Say in a few words how the room answers one statement."""
    if not result.voters:
        return _("nobody has voted yet")
    if result.near:
        return _("nearly all agree") if result.verdict == "agree" else _("nearly all disagree")
    return {
        "agree": _("most agree"),
        "disagree": _("most disagree"),
        "divided": _("divided"),
        "unclear": _("no clear answer"),
        "few": _("too few votes to say"),
    }[result.verdict]


def _beside(result: Result) -> str:
    """Write what stands beside a bar: what it says, and the numbers behind it."""
    name = verdict_name(result)
    if result.agree is None or result.disagree is None:
        return name
    said = {"voters": result.voters, "verdict": name}
    if result.verdict == "agree":
        return _("{verdict}: {count} of {voters}").format(count=_number(result.agree, result.voters), **said)
    if result.verdict == "disagree":
        return _("{verdict}: {count} of {voters}").format(count=_number(result.disagree, result.voters), **said)
    if result.verdict == "divided":
        return _("{verdict}: {agree} agree, {disagree} disagree").format(
            agree=_number(result.agree, result.voters), disagree=_number(result.disagree, result.voters), **said
        )
    return name


def _sentence(found: Agreement) -> str:
    """Say what is agreed on, what divides, and of how many statements nothing can be said yet."""
    if not found.results:
        return _("No statement has been put to the room yet.")
    if not any(result.voters for result in found.results):
        return _("Nobody has voted yet.")
    if len(found.of("few")) == len(found.results):
        return _("Too few votes to say: it takes {count} people on one statement.").format(count=found.fewest)
    if len(found.results) == 1:
        return {
            "agree": _("Most of us who voted agree."),
            "disagree": _("Most of us who voted disagree."),
            "divided": _("Those of us who voted are divided."),
        }.get(found.results[0].verdict, _("There is no clear answer from those of us who voted."))
    return " ".join(filter(None, (_agreed(found), _disagreed(found), _divided(found), _rest(found))))


def _agreed(found: Agreement) -> str:
    agreed = found.of("agree")
    if len(agreed) == 1:
        return _("Most of us who voted agree with one: “{text}”.").format(text=_quoted(agreed[0]))
    said = _("Most of us who voted agree with {count} of {total} statements.")
    return said.format(count=len(agreed), total=len(found.results)) if agreed else ""


def _disagreed(found: Agreement) -> str:
    disagreed = found.of("disagree")
    if len(disagreed) == 1:
        return _("Most of us who voted disagree with one: “{text}”.").format(text=_quoted(disagreed[0]))
    said = _("Most of us who voted disagree with {count} of {total} statements.")
    return said.format(count=len(disagreed), total=len(found.results)) if disagreed else ""


def _divided(found: Agreement) -> str:
    divided = found.of("divided")
    if not divided:
        return ""
    if len(divided) == 1:
        return _("We are divided on one: “{text}”.").format(text=_quoted(divided[0]))
    return _("We are divided on {count}, first of all: “{text}”.").format(
        count=len(divided), text=_quoted(min(divided, key=_apart))
    )


def _quoted(result: Result) -> str:
    return short(result.text).rstrip(".")


def _rest(found: Agreement) -> str:
    unclear, few = len(found.of("unclear")), len(found.of("few"))
    said = []
    if unclear:
        said.append(
            ngettext(
                "{count} statement has no clear answer.", "{count} statements have no clear answer.", unclear
            ).format(count=unclear)
        )
    if few:
        said.append(
            ngettext(
                "Too few voted on {count} statement to say.", "Too few voted on {count} statements to say.", few
            ).format(count=few)
        )
    return " ".join(said)


def groups_sentence(groups: OpinionGroups, texts: Mapping[int, str]) -> str:
    """Say whether the votes show groups of opinion, and what sets them apart or brings them together."""
    if groups.why:
        return {
            "voters": _("Too few votes to say whether there are groups of opinion."),
            "statements": _("Too few statements to say whether there are groups of opinion."),
            "unclear": _("No clear groups of opinion: what people agree with does not fall into camps."),
            "unstable": _("No steady groups of opinion: other votes by a few people would draw them differently."),
        }[groups.why]
    sizes = ", ".join(str(size) for size in groups.people)
    said = [
        ngettext(
            "The votes show {count} group of opinion ({sizes} people).",
            "The votes show {count} groups of opinion ({sizes} people).",
            len(groups.people),
        ).format(count=len(groups.people), sizes=sizes)
    ]
    if apart := next((texts[one] for one in groups.apart if one in texts), ""):
        said.append(_("They are furthest apart on: “{text}”.").format(text=short(apart).rstrip(".")))
    if together := next((texts[one] for one in groups.together if one in texts), ""):
        said.append(_("Most in every group agree: “{text}”.").format(text=short(together).rstrip(".")))
    return " ".join(said)
