"""The first page of a session's record: what the group thinks in five sentences, and three gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from evenground.analysis.agreement import Agreement, Result
from evenground.analysis.themes import Placed
from evenground.charts.chart import Chart
from evenground.charts.gaps import having
from evenground.charts.likeness import sentence as alike_sentence
from evenground.charts.listing import listed
from evenground.charts.wording import Count, count, number, people_of, short
from evenground.i18n import _
from evenground.records.facts import MeasureFacts
from evenground.records.group.looking import Looked
from evenground.records.group.material import Material
from evenground.records.standing import Glance

if TYPE_CHECKING:
    from evenground.analysis.gaps import Gaps

SENTENCES, GAPS = 5, 3
NAMED, NEXT, PLACES = 3, 2, 2  # names in one sentence
LONG = 90  # characters of a statement or a question

Shown = tuple[str, Count]  # a theme with the number of people who named it, as it may be shown


def glance(
    data: Material, placed: Placed, measures: Sequence[MeasureFacts], lacks: Gaps, looked: Looked
) -> Glance:
    """Return what somebody who was not there should read first: confirmed and counted things alone, else it says so."""
    threshold = data.session.threshold
    said = [*_themes(placed, threshold), *_voted(looked.voted), *_moved(measures), *_alike(looked, threshold)]
    return Glance(tuple(said[:SENTENCES]), _gaps(lacks, looked, threshold))


def unshared(chart: Chart) -> Glance:
    """Before sharing only how many answered can be told."""
    return Glance((chart.sentence,))


def _themes(placed: Placed, threshold: int) -> Iterator[str]:
    """What most of us named and what comes next; without a confirmed theme, what is suggested and that it is that."""
    if not placed.people:
        yield _("Nobody shared an answer that could be put in a theme.")
        return
    named = [(theme.name, count(theme.people, threshold, placed.people)) for theme in placed.themes if theme.people]
    if not named:
        yield _("No theme has been confirmed by people yet.")
        yield from _suggested(placed, threshold)
        return
    ranked = sorted((one for one in named if one[1].value), key=lambda one: -(one[1].value or 0))
    if not ranked:
        names = listed([name for name, _shown in named], NAMED)
        yield _("We named {themes}. How many of us did is left out: it would point at someone.").format(themes=names)
        return
    level = [one for one in ranked if one[1] == ranked[0][1]]
    yield _first(level, placed.people)
    yield from _next(ranked[len(level) :], placed.people)


def _first(level: Sequence[Shown], total: int) -> str:
    """Say which theme leads, or which do when several are level."""
    shown = level[0][1]
    said = {"themes": listed([name for name, _shown in level], NAMED), "people": people_of(shown, total)}
    if len(level) > 1:
        return _("More of us named {themes} than anything else ({people} each).").format(**said)
    if shown.value == total:
        return _("All of us named {themes} ({people}).").format(**said)
    if (shown.value or 0) * 2 > total:
        return _("Most of us named {themes} ({people}).").format(**said)
    return _("More of us named {themes} than anything else ({people}).").format(**said)


def _next(ranked: Sequence[Shown], total: int) -> Iterator[str]:
    """Say what comes after the first."""
    named = [
        _("{theme} ({people})").format(theme=short(name), people=people_of(shown, total))
        for name, shown in ranked[:NEXT]
    ]
    if named:
        yield _("Next come {themes}.").format(themes=listed(named, NAMED)) if len(named) > 1 else _(
            "Next comes {theme}."
        ).format(theme=named[0])


def _suggested(placed: Placed, threshold: int) -> Iterator[str]:
    """Say what the machine suggests, as a suggestion and nothing more."""
    found = [
        (theme.name, shown)
        for theme in placed.themes
        if (shown := count(theme.suggested_people, threshold, placed.people)).value
    ]
    if found:
        name, shown = max(found, key=lambda one: one[1].value or 0)
        yield _("Suggested and not yet confirmed, most of all: {theme} ({people}).").format(
            theme=short(name), people=people_of(shown, placed.people)
        )


def _voted(voted: Agreement) -> Iterator[str]:
    """The statement most agree with, or disagree with, and the one that divides."""
    if agreed := voted.of("agree"):
        said = _("Most of us who voted agree: “{text}”.")
        yield said.format(text=_quoted(max(agreed, key=_strength)))
    elif disagreed := voted.of("disagree"):
        said = _("Most of us who voted disagree: “{text}”.")
        yield said.format(text=_quoted(max(disagreed, key=_strength)))
    if divided := voted.of("divided"):
        said = _("We are divided on: “{text}”.")
        yield said.format(text=_quoted(min(divided, key=_apart)))


def _quoted(result: Result) -> str:
    return short(result.text, LONG).rstrip(".")


def _middles(result: Result) -> tuple[float, float]:
    """The shares of agree and disagree, in the middle of what may be told of them."""
    voters = result.voters if isinstance(result.voters, int) and result.voters else 1
    agree, disagree = (
        (part.low + part.high) / 2 / voters if part else 0.0 for part in (result.agree, result.disagree)
    )
    return agree, disagree


def _strength(result: Result) -> float:
    return max(_middles(result))


def _apart(result: Result) -> float:
    agree, disagree = _middles(result)
    return abs(agree - disagree)


def _moved(measures: Sequence[MeasureFacts]) -> Iterator[str]:
    """What moved most between before and after: confidence, where it was asked, else importance."""
    twice = [(one, one.before, one.after) for one in measures if one.before is not None and one.after is not None]
    asked = [one for one in twice if one[0].measure == "confidence"] or twice
    if not asked:
        return
    one, before, after = max(asked, key=lambda each: abs(each[2] - each[1]))
    said = {"about": short(one.about), "before": number(before), "after": number(after), "high": number(one.high)}
    yield _movement(one.measure == "confidence", after - before).format(**said)


def _movement(confidence: bool, change: float) -> str:
    if confidence and change > 0:
        return _("Our confidence in “{about}” rose from {before} to {after} out of {high}, on average.")
    if confidence and change < 0:
        return _("Our confidence in “{about}” fell from {before} to {after} out of {high}, on average.")
    if confidence:
        return _("Our confidence in “{about}” stayed at {after} out of {high}, on average.")
    if change > 0:
        return _("“{about}” came to matter more to us: from {before} to {after} out of {high}, on average.")
    if change < 0:
        return _("“{about}” came to matter less to us: from {before} to {after} out of {high}, on average.")
    return _("“{about}” matters to us as much as before: {after} out of {high}, on average.")


def _alike(looked: Looked, threshold: int) -> Iterator[str]:
    """Where we are alike, or far apart, in what we chose or rated: themes have been told."""
    for level in ("alike", "apart"):
        for one in looked.alike:
            if one.level == level and one.kind != "text":
                said = alike_sentence(one, threshold)
                yield _("Asked “{question}”: {answer}").format(question=short(one.ask, LONG), answer=said)
                break


def _gaps(lacks: Gaps, looked: Looked, threshold: int) -> tuple[str, ...]:
    """The widest gap of each kind first, then the next ones; never one made from suggestions alone."""
    kinds: tuple[Iterable[str], ...] = (
        (_unsure(one.about, one.importance, one.confidence, one.high) for one in lacks.confidence),
        _needs(lacks, threshold),
        _places(looked),
        (_("Fewer than half of us answered: {question}").format(question=short(one.ask, LONG)) for one in lacks.few),
    )
    rounds = zip_longest(*kinds)
    return tuple(gap for one in rounds for gap in one if gap)[:GAPS]


def _unsure(about: str, importance: float, confidence: float, high: int) -> str:
    return _("“{about}” matters {importance} out of {high} to us, and we feel confident {confidence}.").format(
        about=short(about), importance=number(importance), confidence=number(confidence), high=high
    )


def _needs(lacks: Gaps, threshold: int) -> Iterator[str]:
    counted = [(one, having(one, threshold, lacks.people)) for one in lacks.needs]
    for need, shown in sorted(counted, key=lambda one: -(one[1].value or 0)):
        people = people_of(shown, lacks.people)
        yield _("{people} would learn about {theme}, and nothing we named helps with it yet.").format(
            people=people[:1].upper() + people[1:], theme=short(need.name)
        )


def _places(looked: Looked) -> Iterator[str]:
    """Places of frameworks in which nobody put anything and nothing waits, the emptiest framework first."""
    empty = [(one, one.gaps) for one in looked.covered if one.gaps]
    for one, gaps in sorted(empty, key=lambda each: -len(each[1]) / len(each[0].cells)):
        said = _("{framework}: nobody has put anything in {count} of {total} places ({names}).")
        yield said.format(
            framework=one.framework.title,
            count=len(gaps),
            total=len(one.cells),
            names=listed([cell.title for cell in gaps], PLACES),
        )
