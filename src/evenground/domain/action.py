"""An action: who does what by when, at the level of self, team, organisation, profession or policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Level = Literal["self", "team", "organisation", "profession", "policy"]
LEVELS: tuple[Level, ...] = get_args(Level)
MOST = 10


@dataclass(frozen=True)
class Action:
    """One thing somebody means to do; `by` is empty or an ISO date."""

    what: str
    who: str
    by: str
    level: Level


def parse(value: Any) -> tuple[Action, ...]:
    """The actions in a kept answer (a list of what, who, by and level); nothing for a blank one."""
    return tuple(_action(row) for row in value or () if isinstance(row, Mapping))


def _action(row: Mapping[str, Any]) -> Action:
    level = row.get("level")
    return Action(
        what=str(row.get("what") or ""),
        who=str(row.get("who") or ""),
        by=str(row.get("by") or ""),
        level=level if level in LEVELS else LEVELS[0],
    )
