"""What the machine suggests of an answer, and what people say that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal


@dataclass(frozen=True)
class Suggested:
    """An answer that may belong to a target, and the sentence of it (from `start` up to `end`) that says so.

    `target` is what `theme_target` or `cell_target` returns, `score` is between 0 and 1, `print` tells which
    words were read: a suggestion made from other words does not count any more.
    """

    answer: int
    target: str
    score: float
    start: int
    end: int
    print: str


@dataclass(frozen=True)
class Tag:
    """An answer under a cell of a framework, by its owner's word or a facilitator's; the latter's goes first."""

    answer: int
    framework: str
    cell: str
    state: Literal["confirmed", "rejected"]
    by: Literal["owner", "facilitator"]


def theme_target(theme: int) -> str:
    """Return the target that stands for a theme."""
    return f"theme:{theme}"


def cell_target(framework: str, cell: str) -> str:
    """Return the target that stands for a cell: its row's id, or row and column as row.column."""
    return f"cell:{framework}:{cell}"


def theme_of(target: str) -> int | None:
    """Return the theme a target stands for, or None when it is a cell's."""
    kind, _colon, name = target.partition(":")
    return int(name) if kind == "theme" else None


def cell_of(target: str) -> tuple[str, str] | None:
    """Return the framework and cell a target stands for, or None when it is a theme's."""
    kind, _colon, name = target.partition(":")
    framework, _colon, cell = name.partition(":")
    return (framework, cell) if kind == "cell" else None


def print_of(text: str) -> str:
    """Return sixteen letters that stand for a text, the same in every process."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
