"""The chart of how alike a room is: one plain sentence a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from evenground.analysis.likeness import Level, Likeness
from evenground.charts.chart import Cells, Chart, Empty
from evenground.charts.wording import Count, count, number, people_of, short
from evenground.i18n import _

State = Literal["full", "some", "none", "masked"]
_STATES: dict[Level, State] = {
    "alike": "full", "partly": "some", "apart": "none", "few": "masked", "unsorted": "masked"
}  # fmt: skip


def likeness(found: Sequence[Likeness], threshold: int, synthetic: bool = False) -> Chart:
    """Return the list of questions with how alike the answers to each are, in the workshop's order."""
    said = [one for one in found if one.level not in ("few", "unsorted")]
    return Chart(
        name="likeness",
        title=_("How alike we are"),
        sentence=_overall(found, said),
        columns=(_("Question"), _("How alike"), _("What we can say")),
        rows=tuple((one.ask, _word(one.level), sentence(one, threshold)) for one in found),
        marks=Cells(
            rows=tuple(one.ask for one in said),
            columns=(_("How alike we are"),),
            states=tuple((_STATES[one.level],) for one in said),
            texts=tuple((sentence(one, threshold),) for one in said),
            keys=tuple(one.prompt for one in said),
        )
        if said
        else Empty(),
        synthetic=synthetic,
    )


def _word(level: Level) -> str:
    return {
        "alike": _("alike"),
        "partly": _("in part"),
        "apart": _("apart"),
        "few": _("too few answers"),
        "unsorted": _("not sorted yet"),
    }[level]


def sentence(one: Likeness, threshold: int) -> str:
    """Say in one sentence how alike the answers to a question are."""
    if one.level == "few":
        return _("Too few answers to say.")
    if one.level == "unsorted":
        return _("Too few of the answers are in a theme to say. Confirm more of them.")
    if one.kind == "scale":
        return _rated(one)
    if one.kind == "grid":
        return _filled(one, threshold)
    return _shared(one, threshold)


def _rated(one: Likeness) -> str:
    said = {
        "alike": _("We are close together"),
        "partly": _("Most of us are near each other, some further off"),
        "apart": _("We are far apart"),
    }[one.level]
    if one.span is None:
        return _("{said}.").format(said=said)
    low, high = (number(end) for end in one.span)
    if low == high:
        return _("{said}: about half of us say {low}.").format(said=said, low=low)
    return _("{said}: about half of us are between {low} and {high}.").format(said=said, low=low, high=high)


def _filled(one: Likeness, threshold: int) -> str:
    said = {
        "alike": _("In most rows more than half of us chose the same."),
        "partly": _("We share some of this, and differ in the rest."),
        "apart": _("We chose differently in nearly every row."),
    }[one.level]
    if one.level == "apart" or len(one.common) != 1:
        return said
    shown = people_of(_count(one, threshold), one.of)
    most = _("Most alike: {row}, {column} ({people}).").format(
        row=short(one.row, 40), column=short(one.common[0], 40), people=shown
    )
    return f"{said} {most}"


def _shared(one: Likeness, threshold: int) -> str:
    if one.level == "apart":
        if one.kind == "text":
            return _("We came from many sides: no theme was named by more than a third of us.")
        return _("We chose differently: nothing was chosen by more than a third of us.")
    if one.level == "partly":
        return _partly(one, threshold)
    shown = _count(one, threshold)
    names = [short(name, 60) for name in one.common]
    named = _("{one} and {other}").format(one=names[0], other=names[1]) if len(names) == 2 else names[0]
    said = {"named": named, "people": people_of(shown, one.of)}
    if one.kind == "text":
        if one.people == one.of:
            return _("All of us named the same thing: {named} ({people}).").format(**said)
        return _("Most of us named the same thing: {named} ({people}).").format(**said)
    if one.people == one.of:
        return _("All of us chose the same: {named} ({people}).").format(**said)
    return _("Most of us chose the same: {named} ({people}).").format(**said)


def _partly(one: Likeness, threshold: int) -> str:
    """Say that nothing is shared by most, and what is shared by most people all the same."""
    names = [short(name, 60) for name in one.common]
    if not names:
        if one.kind == "text":
            return _("No theme was named by more than half of us.")
        return _("Nothing was chosen by more than half of us.")
    people = people_of(_count(one, threshold), one.of)
    if len(names) == 2:
        return _("We are split: {one} and {other} ({people} each).").format(
            one=names[0], other=names[1], people=people
        )
    return _("We meet in part, above all in {named} ({people}).").format(named=names[0], people=people)


def _count(one: Likeness, threshold: int) -> Count:
    return count(one.people, threshold, one.of)


def _overall(found: Sequence[Likeness], said: Sequence[Likeness]) -> str:
    if not found:
        return _("This workshop asks nothing that could be compared.")
    if not said:
        if any(one.level == "unsorted" for one in found):
            return _("Confirm more answers in themes, and this says on which questions we are alike.")
        return _("Too few answers to say how alike we are.")
    alike = [one for one in said if one.level == "alike"]
    apart = [one for one in said if one.level == "apart"]
    if alike and apart:
        return _("We are alike on “{one}” and far apart on “{other}”.").format(
            one=short(alike[0].ask, 60), other=short(apart[0].ask, 60)
        )
    if alike:
        return _("We are most alike on “{one}”.").format(one=short(alike[0].ask))
    if apart:
        return _("We are furthest apart on “{one}”.").format(one=short(apart[0].ask))
    return _("We meet in part on every question, and on none do most of us say the same.")
