"""What could help and why, which problems people named, and what only one or a few said."""

from __future__ import annotations

from collections.abc import Sequence

from evenground.analysis.helping import Helpful, Problem, Reason, Said
from evenground.charts.chart import Bars, Chart, Empty
from evenground.charts.listing import listed
from evenground.charts.wording import part_of, people, people_of, short
from evenground.domain.parts import Resource
from evenground.domain.workshop import Workshop
from evenground.i18n import _, ngettext

NAMED = 3  # names that a reason gives


def because(reason: Reason, threshold: int) -> str:
    """Return why a resource is offered, as a sentence goes on."""
    names = listed(reason.names, NAMED)
    if reason.kind == "need":
        return ngettext(
            "because {count} or more of us need to learn about {names}",
            "because {count} or more of us need to learn about {names}",
            threshold,
        ).format(count=threshold, names=names)
    if reason.kind == "confidence":
        return _("because we feel less confident than it matters to us: {names}").format(names=names)
    return _("because nothing was found yet under {names} ({framework})").format(
        names=names, framework=reason.framework
    )


def where(resource: Resource) -> str:
    """Return who made a resource, when, and its address, in words that can be read without a link."""
    return ", ".join(filter(None, (resource.author, resource.year, resource.address)))


def helping(found: Sequence[Helpful], threshold: int, synthetic: bool = False) -> Chart:
    """Return the resources that help with the group's gaps, each with its reasons."""
    return Chart(
        name="help",
        title=_("What could help"),
        sentence=_help_sentence(found),
        columns=(_("What"), _("Where to find it"), _("Why")),
        rows=tuple(
            (
                one.resource.title,
                where(one.resource),
                "; ".join(because(reason, threshold) for reason in one.reasons),
            )
            for one in found
        ),
        marks=Empty(),
        synthetic=synthetic,
    )


def _help_sentence(found: Sequence[Helpful]) -> str:
    if not found:
        return _("As soon as a gap is confirmed, what could help with it appears here.")
    return ngettext(
        "{count} thing could help with our gaps, first of all: {title}",
        "{count} things could help with our gaps, first of all: {title}",
        len(found),
    ).format(count=len(found), title=short(found[0].resource.title))


def problems(found: Sequence[Problem], threshold: int, total: int, synthetic: bool = False) -> Chart:
    """Return which themes people named as problems and needs, where `total` people shared an answer."""
    counted = [(one, part_of(one.people, threshold, one.of, total)) for one in found]
    counted.sort(key=lambda pair: -(pair[1].value or 0))  # by what is shown, never by what is hidden
    texts = tuple(people(shown) for _one, shown in counted)
    return Chart(
        name="problems",
        title=_("Problems and needs, by how many of us named them"),
        sentence=_("Named by most of us: {name} ({people}).").format(
            name=short(counted[0][0].name), people=people_of(counted[0][1], total)
        )
        if counted and (counted[0][1].value or 0) * 2 > total
        else _("No problem stands out as one that most of us named."),
        columns=(_("Theme"), _("People")),
        rows=tuple((one.name, text) for (one, _shown), text in zip(counted, texts, strict=True)),
        marks=Bars(
            labels=tuple(one.name for one, _shown in counted),
            values=tuple(shown.value for _one, shown in counted),
            texts=texts,
            quiet=(False,) * len(counted),
            keys=tuple(str(one.theme) for one, _shown in counted),
        )
        if counted
        else Empty(),
        synthetic=synthetic,
    )


def few(found: Sequence[Said], workshop: Workshop, synthetic: bool = False) -> Chart:
    """Return what only one or a few said, in their words and without a number; what waits is left out."""
    said = [one for one in found if not one.waiting]
    return Chart(
        name="said-by-few",
        title=_("Said by one or a few"),
        sentence=_few_sentence(said, waits=len(said) < len(found)),
        columns=(_("Answer"), _("Question")),
        rows=tuple((one.text, workshop.prompt(one.prompt).ask) for one in said),
        marks=Empty(),
        synthetic=synthetic,
    )


def _few_sentence(said: Sequence[Said], waits: bool) -> str:
    if said:
        return _("Not everything that matters is said by many. These stand in no theme that many of us named.")
    if waits:
        return _("What only a few said appears here when answers have been put in themes.")
    return _("Every answer is in a theme that several of us named.")
