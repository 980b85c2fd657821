"""Which rows of a step may be turned back, or done again, when others have worked on since: rows in, rows out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

Key = tuple[Any, ...]
Facts = dict[str, Any]
At = tuple[str, Key]  # a row: its table's name and its key
# Every row's facts; as JSON in a step, a list of [table, key, facts or None].
Picture = dict[At, Facts]
Difference = list[list[Any]]


def difference(this: Picture, other: Picture) -> Difference:
    """Return the rows of `this` that differ from `other`, and None for those only `other` has."""
    keys = sorted(at for at in {*this, *other} if this.get(at) != other.get(at))
    return [[name, key, this.get((name, key))] for name, key in keys]


def rows_of(rows: Difference) -> set[At]:
    """Return which rows a step has changed."""
    return {(name, tuple(key)) for name, key, _facts in rows}


def turnable(current: Picture, now: Difference, then: Difference, theirs: Container[At]) -> dict[At, Facts | None]:
    """Return what becomes of the rows of a step that can be turned from `now` to `then`.

    A row that is not as the step left it stays, and so does one that is `theirs`: somebody else changed it
    later, even if it looks the same again. Nothing is turned that would leave an answer in no theme.
    """
    left = {(name, tuple(key)): facts for name, key, facts in now}
    wanted = {(name, tuple(key)): facts for name, key, facts in then}
    turned = {at: facts for at, facts in wanted.items() if at not in theirs and current.get(at) == left[at]}
    while holes := list(_holes(turned, _after(current, turned))):
        for at in holes:
            del turned[at]
    return turned


def _after(current: Picture, turned: dict[At, Facts | None]) -> Picture:
    return {at: facts for at, facts in (current | turned).items() if facts is not None}


def _holes(turned: dict[At, Facts | None], after: Picture) -> Iterator[At]:
    """Name the rows that would point at a theme that is not there, or take one away that others use."""
    themes = {key[0]: facts["merged_into"] for (name, key), facts in after.items() if name == "theme"}
    used = {key[1] for name, key in after if name == "placement"} | set(themes.values())
    for (name, key), facts in turned.items():
        if name == "theme":
            whole = key[0] not in used if facts is None else _ends(key[0], themes)
        elif name == "placement":
            whole = facts is None or key[1] in themes
        else:
            whole = name != "point" or facts is None or facts["theme"] in (None, *themes)
        if not whole:
            yield name, key


def _ends(theme: int, themes: dict[int, int | None]) -> bool:
    """Tell whether a theme is a live one, or is merged into one over any number of merges."""
    seen: set[int] = set()
    at: int | None = theme
    while at is not None and at in themes and at not in seen:
        seen.add(at)
        at = themes[at]
    return at is None
