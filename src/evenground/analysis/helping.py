"""What could help with the gaps that people confirmed, who named which problem, and what only a few said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from evenground.analysis.coverage import Coverage
from evenground.analysis.themes import Placed, ThemeResult
from evenground.domain.parts import Framework, Resource
from evenground.domain.response import Shared, as_text
from evenground.domain.workshop import Workshop


@dataclass(frozen=True)
class Reason:
    """Why something could help: learning needs, places of one framework, or things people feel less sure about."""

    kind: Literal["need", "confidence", "place"]
    names: tuple[str, ...]
    framework: str = ""


@dataclass(frozen=True)
class Helpful:
    """A resource with all reasons to offer it."""

    resource: Resource
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Problem:
    """A theme that people named as a problem or a need; `people` is their true number, for charts to mask.

    `of` is how many named the theme at all, 0 where that is not known.
    """

    theme: int
    name: str
    people: int
    of: int = 0


@dataclass(frozen=True)
class Said:
    """An answer in no theme, or only in themes (`themes`) that fewer people named than the threshold.

    `waiting`: it is suggested for a theme and nobody has judged that yet.
    """

    answer: int
    prompt: str
    text: str
    themes: tuple[str, ...]
    waiting: bool


def helpful(
    workshop: Workshop,
    *,
    needs: Iterable[str] = (),
    covered: Iterable[Coverage] = (),
    about: Iterable[str] = (),
) -> tuple[Helpful, ...]:
    """Return the workshop's resources that help with gaps, those with most reasons first.

    `needs` are names of themes that people need to learn about, `covered` where they stand in frameworks, and
    `about` what they feel less confident about than it matters to them.
    """
    wanted, covered, unsure = tuple(dict.fromkeys(needs)), tuple(covered), set(about)
    sure_of = {prompt.id: prompt.about for prompt in workshop.prompts if prompt.about in unsure}
    found = []
    for resource in workshop.resources:
        if isinstance(resource, str):  # only a name: this list was never written out
            continue
        reasons = [
            Reason("need", tuple(name for name in wanted if name in resource.helps)),
            Reason("confidence", tuple(dict.fromkeys(sure_of[one] for one in resource.helps if one in sure_of))),
            *(Reason("place", _places(one, resource.helps), one.framework.title) for one in covered),
        ]
        if given := tuple(reason for reason in reasons if reason.names):
            found.append(Helpful(resource, given))
    return tuple(sorted(found, key=_weight))


def _weight(one: Helpful) -> tuple[int, int]:
    """What people said themselves weighs more than places in which nothing was found."""
    said = sum(len(reason.names) for reason in one.reasons if reason.kind != "place")
    return -said, -sum(len(reason.names) for reason in one.reasons if reason.kind == "place")


def _places(found: Coverage, helps: Collection[str]) -> tuple[str, ...]:
    """Return the gaps that `helps` names, a whole row or column by its own title."""
    framework = found.framework
    gaps = [cell.id for cell in found.gaps]
    named = {one.partition(":")[2] for one in helps if one.startswith(f"{framework.id}:")}
    left = [cell for cell in gaps if named & _names_of(cell)]
    titles: list[str] = []
    for part in (*framework.rows, *framework.columns) if framework.columns else ():
        cells = _cells_of(framework, part.id)
        if part.id in named and cells <= set(gaps):
            titles.append(part.title)
            left = [cell for cell in left if cell not in cells]
    return (*titles, *(framework.title_of(cell) for cell in left))


def _names_of(cell: str) -> set[str]:
    """Return everything by which a cell can be meant: itself, its row, its column."""
    return {cell, *cell.split(".")}


def _cells_of(framework: Framework, part: str) -> set[str]:
    return {cell for cell in framework.cells if part in cell.split(".")}


def problems(placed: Placed, workshop: Workshop) -> tuple[Problem, ...]:
    """Return the themes that people named where problems and needs were asked for, by how many named each."""
    asked = {prompt.id for prompt in workshop.prompts if prompt.feeds == "need"}
    found = [Problem(theme.id, theme.name, len(_naming(theme, asked)), theme.people) for theme in placed.themes]
    return tuple(sorted((one for one in found if one.people), key=lambda one: -one.people))


def _naming(theme: ThemeResult, asked: Collection[str]) -> set[int]:
    sure = (card for card in theme.answers if card.state == "confirmed" and not card.hidden)
    return {card.person for card in sure if card.prompt in asked}


def said_by_few(placed: Placed, rows: Iterable[Shared], workshop: Workshop, threshold: int) -> tuple[Said, ...]:
    """Return the answers about problems, needs and themes that no theme of enough people speaks for.

    Only a theme in which people put the answer speaks for it. What waits to be judged comes last.
    """
    prompts = {p.id: p for p in workshop.prompts if p.kind == "text" and p.feeds in ("need", "theme")}
    latest: dict[int, Shared] = {}
    for row in rows:
        if row.prompt in prompts and (row.answer not in latest or row.round >= latest[row.answer].round):
            latest[row.answer] = row
    sure, maybe = _themes_of(placed, "confirmed"), _themes_of(placed, "suggested")
    found = []
    for row in latest.values():
        themes = sure.get(row.answer, [])
        text = as_text(prompts[row.prompt], row.value)
        if text and not row.hidden and all(theme.people < threshold for theme in themes):
            names = tuple(theme.name for theme in themes)
            found.append(Said(row.answer, row.prompt, text, names, not themes and row.answer in maybe))
    return tuple(sorted(found, key=lambda one: one.waiting))


def _themes_of(placed: Placed, state: Literal["confirmed", "suggested"]) -> dict[int, list[ThemeResult]]:
    found: dict[int, list[ThemeResult]] = {}
    for theme in placed.themes:
        for card in theme.answers:
            if card.state == state:
                found.setdefault(card.answer, []).append(theme)
    return found
