"""A response: who may see an answer, how it reads as text, and the rows that carry answers about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from evenground.domain.action import Action, parse
from evenground.domain.answers import Value, clean, is_day
from evenground.domain.session import Identity, Visibility
from evenground.domain.workshop import Prompt
from evenground.i18n import _

__all__ = [
    "Placement",
    "Point",
    "Revision",
    "Shared",
    "ThemeRow",
    "Value",
    "allowed_visibility",
    "as_text",
    "clean",
    "default_visibility",
]


@dataclass(frozen=True)
class Revision:
    """One state of one answer; the first stays when later ones come."""

    answer: int
    prompt: str
    revision: int
    round: int
    value: Value
    visibility: Visibility
    reason: str
    at: datetime


@dataclass(frozen=True)
class Shared:
    """What others may read of an answer; `person` is a number that is good inside one read only."""

    answer: int
    person: int
    prompt: str
    round: int
    value: Value
    reason: str
    author: str
    hidden: bool
    mine: bool


@dataclass(frozen=True)
class ThemeRow:
    """A theme of a session."""

    id: int
    name: str
    terms: tuple[str, ...]
    position: int
    from_codebook: bool
    merged_into: int | None


@dataclass(frozen=True)
class Placement:
    """An answer in a theme, by somebody's hand."""

    answer: int
    theme: int
    state: Literal["confirmed", "rejected"]


@dataclass(frozen=True)
class Point:
    """Something said in discussion and written down."""

    id: int
    text: str
    theme: int | None
    at: datetime


def allowed_visibility(prompt: Prompt, identity: Identity) -> tuple[Visibility, ...]:
    """Who an answer may be shown to: its owner chooses among these."""
    if prompt.share == "never":
        return ("private",)
    return ("private", "anonymous") if identity == "anonymous" else ("private", "anonymous", "named")


def default_visibility(prompt: Prompt, identity: Identity) -> Visibility:
    """Who sees an answer when its owner did not choose: what the prompt says, or narrower."""
    if prompt.share == "never":
        return "private"
    return prompt.share if prompt.share in allowed_visibility(prompt, identity) else "anonymous"


def as_text(prompt: Prompt, value: Value) -> str:
    """Any value as plain text: text as it was typed, everything else on one line."""
    if value is None:
        return ""
    if prompt.kind == "action":
        return "; ".join(filter(None, map(_action_text, parse(value))))
    if isinstance(value, dict):
        return "; ".join(f"{row}: {column}" for row, column in value.items())
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return str(value)


def _action_text(action: Action) -> str:
    level = {
        "self": _("self"),
        "team": _("team"),
        "organisation": _("organisation"),
        "profession": _("profession"),
        "policy": _("policy"),
    }[action.level]
    by = _("by {day}").format(day=f"{date.fromisoformat(action.by):%d/%m/%Y}") if is_day(action.by) else ""
    return f"{action.what} ({', '.join(filter(None, (action.who, by, level)))})"
