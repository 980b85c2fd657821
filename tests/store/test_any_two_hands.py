"""Whatever two people do to themes at once, an undo never goes over what the other did since, and no theme is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.store import queries, tables, theming
from evenground.store.engine import Store

from .acting import Room, check_gapless, room

ACTS = ("add", "rename", "merge", "remove", "confirmed", "rejected", "back", "split", "move", "regroup")
STEPS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from([*ACTS, *["undo", "redo"] * 3]),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    max_size=16,
)
Rows = dict[tuple[Any, ...], Any]


@dataclass(eq=False)
class Entry:
    """A step as this test remembers it; `stamp` says when it was made, or made again."""

    hand: str
    rows: set[tuple[Any, ...]]
    stamp: int


@dataclass
class Memory:
    """Whose steps stand, told from nothing but what was seen to change."""

    time: int = 0
    standing: list[Entry] = field(default_factory=list)
    done: dict[str, list[Entry]] = field(default_factory=lambda: {"a": [], "b": []})
    undone: dict[str, list[Entry]] = field(default_factory=lambda: {"a": [], "b": []})

    def acted(self, hand: str, changed: set[tuple[Any, ...]]) -> None:
        self.time += 1
        entry = Entry(hand, changed, self.time)
        self.standing.append(entry)
        self.done[hand].append(entry)
        self.undone[hand].clear()

    def turned(self, act: str, hand: str, changed: set[tuple[Any, ...]], refused: bool, label: str | None) -> None:
        stack, other = (self.done, self.undone) if act == "undo" else (self.undone, self.done)
        assert (not stack[hand]) == (label is None and not refused)
        if not stack[hand]:
            assert not changed
            return
        entry = stack[hand].pop()
        if refused:
            return
        assert changed <= entry.rows
        for theirs in self.standing:
            assert theirs.hand == hand or theirs.stamp < entry.stamp or not theirs.rows & changed
        other[hand].append(entry)
        if act == "undo":
            self.standing.remove(entry)
        else:
            self.time += 1
            entry.stamp = self.time
            self.standing.append(entry)


def picture(made: Room) -> Rows:
    theme, placed = tables.theme.c, tables.placement.c
    with made.store.read() as conn:
        themes = conn.execute(select(theme.id, theme.name, theme.merged_into).where(theme.session == made.id))
        rows: Rows = {("theme", row.id): (row.name, row.merged_into) for row in themes}
        found = conn.execute(select(placed.answer, placed.theme, placed.state).where(placed.session == made.id))
        return rows | {("in", row.answer, row.theme): row.state for row in found}


def check_whole(rows: Rows) -> None:
    """Every placement is in a theme that is there, and every merge ends in one."""
    into = {key[1]: value[1] for key, value in rows.items() if key[0] == "theme"}
    assert {key[2] for key in rows if key[0] == "in"} <= set(into)
    for theme in into:
        for _step in into:
            theme = theme if into[theme] is None else into[theme]
        assert into[theme] is None


def act_of(made: Room, act: str, hand: str, answers: list[int], at: int, which: int) -> Callable[[], object]:
    here, live = (made.store, made.id), [theme.id for theme in queries.themes(made.store, made.id)] or [0]
    one, two, answer = live[at % len(live)], live[which % len(live)], answers[which]
    return {
        "add": lambda: theming.add_theme(*here, f"new {at}", hand=hand),
        "rename": lambda: theming.rename_theme(*here, one, f"name {which}", hand=hand),
        "merge": lambda: theming.merge_themes(*here, one, two, hand=hand),
        "remove": lambda: theming.remove_theme(*here, one, hand=hand),
        "confirmed": lambda: theming.place(*here, answer, one, "confirmed", hand=hand),
        "rejected": lambda: theming.place(*here, answer, one, "rejected", hand=hand),
        "back": lambda: theming.place(*here, answer, one, None, hand=hand),
        "split": lambda: theming.split_theme(*here, one, "part", answers[which:], hand=hand),
        "move": lambda: theming.move(*here, answer, one, two, hand=hand),
        "regroup": lambda: theming.regroup(*here, [(one, answers[:which]), ("group", answers[which:])], hand=hand),
        "undo": lambda: theming.undo(*here, hand=hand),
        "redo": lambda: theming.redo(*here, hand=hand),
    }[act]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_undo_touches_what_the_other_hand_changed_last(store: Store, workshop: Workshop, steps: Any) -> None:
    made = room(store, workshop, people=4)
    answers = [made.say(who, "people", f"words {who}").answer for who in range(4)]
    memory, before = Memory(), picture(made)
    for hand, act, at, which in steps:
        label, refused = None, False
        try:
            label = act_of(made, act, hand, answers, at, which)()
        except (InputError, NotFound, Refused):
            refused = True
        after = picture(made)
        changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
        assert not (refused and changed)
        if act in ("undo", "redo"):
            memory.turned(act, hand, changed, refused, label)  # type: ignore[arg-type]
        elif changed:
            memory.acted(hand, changed)
        check_whole(after)
        before = after
    check_gapless(store, made.id)
