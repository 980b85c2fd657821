"""Rows of answers, themes and placements, written down briefly."""

from __future__ import annotations

from typing import Any

from evenground.analysis.themes import Card, Placed, ThemeResult
from evenground.domain.response import Placement, Shared, ThemeRow

TRAVEL = ThemeRow(1, "Transport", ("travel", "bus"), 0, True, None)
WORDS = ThemeRow(2, "Language", ("interpreter", "plain words"), 1, True, None)


def said(answer: int, person: int, value: Any, prompt: str = "people", round: int = 1, **more: Any) -> Shared:  # noqa: A002
    """One row as others may read it."""
    given = {"reason": "", "author": "", "hidden": False, "mine": False, **more}
    return Shared(answer, person, prompt, round, value, **given)


def scores(prompt: str, values: list[int], round: int = 1) -> list[Shared]:  # noqa: A002
    """Numbers on a scale, one for each of the people 0, 1, 2 and so on."""
    start = 1000 if prompt == "matters" else 2000
    return [said(start + person, person, value, prompt, round) for person, value in enumerate(values)]


def sure(*answers: int, theme: int = 1) -> list[Placement]:
    """Confirmed placements in a theme."""
    return [Placement(answer, theme, "confirmed") for answer in answers]


def counted(*themes: tuple[str, int, int], total: int) -> Placed:
    """Themes as (name, people confirmed, further people suggested), without their cards."""
    return Placed(
        tuple(
            ThemeResult(number, name, (), people, people > 0, suggested)
            for number, (name, people, suggested) in enumerate(themes)
        ),
        (),
        total,
    )


def cards(placed: Placed, theme: int = 1) -> tuple[Card, ...]:
    """The cards of one theme."""
    return next(result.answers for result in placed.themes if result.id == theme)
