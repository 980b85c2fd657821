"""Reads of themes, of what is placed in them, of points, and of what can be undone."""

from __future__ import annotations

from sqlalchemy import Connection, select

from evenground.domain.response import Placement, Point, ThemeRow
from evenground.store import rows, steps, tables
from evenground.store.engine import Store


def themes(store: Store, session_id: int) -> list[ThemeRow]:
    """Return the live themes of a session in their order."""
    its = tables.theme.c
    with store.read() as conn:
        live = conn.execute(rows.theme_rows(its.session == session_id, its.merged_into.is_(None)))
        return [rows.to_theme(row) for row in live]


def placements(store: Store, session_id: int) -> list[Placement]:
    """Return what is placed in live themes, merged ones where they went; confirmed wins over rejected."""
    placed = tables.placement
    decided: dict[tuple[int, int], Placement] = {}
    with store.read() as conn:
        target = ends(conn, session_id)
        for row in conn.execute(select(placed).where(placed.c.session == session_id)):
            key = row.answer, target.get(row.theme, 0)
            if key[1] and (key not in decided or row.state == "confirmed"):
                decided[key] = Placement(*key, row.state)
    return [decided[key] for key in sorted(decided)]


def points(store: Store, session_id: int) -> list[Point]:
    """Return the points in the order they were written down, with the live theme each belongs to."""
    with store.read() as conn:
        target = ends(conn, session_id)
        found = conn.execute(rows.point_rows(tables.point.c.session == session_id))
        return [Point(row.id, row.text, target.get(row.theme), row.at) for row in found]


def theming_labels(store: Store, session_id: int, hand: str = "") -> tuple[str | None, str | None]:
    """Return what undo and redo of this hand would do next, each None when there is nothing."""
    with store.read() as conn:
        back, again = steps.last_done(conn, session_id, hand), steps.first_undone(conn, session_id, hand)
    return back and back.label, again and again.label


def ends(conn: Connection, session_id: int) -> dict[int, int]:
    """Return for each theme the live one it is, or ended in over any number of merges."""
    its = tables.theme.c
    found = conn.execute(select(its.id, its.merged_into).where(its.session == session_id))
    merged: dict[int, int | None] = {row.id: row.merged_into for row in found}

    def end(theme: int) -> int | None:
        into = merged.get(theme)
        return (theme if theme in merged else None) if into is None else end(into)

    return {theme: last for theme in merged if (last := end(theme)) is not None}
