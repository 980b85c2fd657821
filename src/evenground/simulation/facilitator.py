"""A synthetic facilitator for demonstrations, who leads a synthetic group until a person takes over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

from evenground.analysis.themes import suggest
from evenground.domain.session import Session, next_position
from evenground.errors import NotFound
from evenground.i18n import _
from evenground.simulation.group import Note, group_for
from evenground.store import commands, feed, queries, stating, theming
from evenground.store.engine import Store

# What only somebody who leads a session does.
LEADING = frozenset(
    {"stage", "board", "point", "statement", "theming", "hidden", "identity", "closed", "reopened"}
)
# What the board shows when a stage opens; elsewhere the stage itself.
BOARD = {"welcome": "join", "shared": "themes", "commit": "actions"}
READY = 0.8
PATIENCE, AT_LEAST = 60, 20.0  # acts, seconds
CONFIRMED_THEMES = 5


async def facilitate(store: Store, session_id: int, pace: float = 4.0) -> bool:
    """Lead the session up to its commit stage and leave it open there; returns whether it got there.

    As soon as somebody else moves the group, judges a card or turns the board, the session is theirs.
    `pace` is the seconds between two acts.
    """
    lead = _Lead(store, session_id, pace)
    try:
        await lead.to_commit()
    except _GivenWayError:
        return False
    return True


class _GivenWayError(Exception):
    """Somebody else leads now."""


class _Lead:
    """The synthetic facilitator at work; `seq` is up to where the session is known."""

    def __init__(self, store: Store, session_id: int, pace: float) -> None:
        self.store = store
        self.beat = max(pace, 0.02)
        self.session = queries.session_by_id(store, session_id)
        self.seq = self.session.seq
        self.points = list(_points(self.session))

    async def to_commit(self) -> None:
        """Open one stage after the other, each when most are ready for it."""
        while self.session.stage.stage not in ("commit", "close"):
            await self.see_through(self.session.stage.stage)
            following = next_position(self.session)
            if following is None:
                return
            self.act(commands.move, following)
            self.act(commands.show, BOARD.get(self.session.stage.stage, "stage"))

    async def see_through(self, kind: str) -> None:
        """Do what a stage needs, and wait until people are through with it."""
        await self.wait(3)
        if kind == "welcome":
            await self.until(lambda: queries.head_count(self.store, self.session.id).joined > 0)
            return
        if kind == "shared":
            await self.place_cards()
            await self.write_points()
            await self.put_statements()
        await self.until(self.most_are_ready)
        if kind == "review" and any(prompt.measures for prompt in self.session.workshop.prompts):
            self.act(commands.show, "measures")
            await self.wait(3)

    async def place_cards(self) -> None:
        """Confirm what is suggested for the largest themes: a few cards by hand, then theme by theme."""
        for nth, (theme, answers) in enumerate(self.largest_themes()):
            by_hand = answers[: 3 if nth == 0 else 1]
            for answer in by_hand:
                self.act(theming.place, answer, theme, "confirmed")
                await self.wait(0.5)
            self.act(theming.confirm_all, theme, answers)
            await self.wait(1)

    def largest_themes(self) -> list[tuple[int, list[int]]]:
        """The themes most people seem to speak of, each with the answers suggested for it."""
        rows = queries.shared(self.store, self.session.id, purpose="facilitator")
        prompts = {p.id for p in self.session.workshop.prompts if p.feeds and p.kind == "text"}
        person = {row.answer: row.person for row in rows if not row.hidden}
        found: dict[int, list[int]] = {}
        for suggestion in suggest(rows, queries.themes(self.store, self.session.id), prompts):
            if suggestion.answer in person:
                found.setdefault(suggestion.theme, []).append(suggestion.answer)
        largest = sorted(found, key=lambda theme: -len({person[answer] for answer in found[theme]}))
        return [(theme, found[theme]) for theme in largest[:CONFIRMED_THEMES]]

    async def write_points(self) -> None:
        """Write down what was said, each point under its theme."""
        themes = {theme.name: theme.id for theme in queries.themes(self.store, self.session.id)}
        while self.points:
            point = self.points.pop(0)
            self.act(commands.add_point, point.text, themes.get(point.theme))
            await self.wait(1)

    async def put_statements(self) -> None:
        """Put statements to the room, and show how it answers once most have."""
        group = group_for(self.session.workshop.id)
        for one in group.statements if group else ():
            self.act(stating.add_statement, one.text)
            await self.wait(1)
        if group and group.statements:
            await self.until(self.most_have_voted)
            self.act(commands.show, "statements")
            await self.wait(3)

    def most_have_voted(self) -> bool:
        """Tell whether every open statement has the answers of most who may give one."""
        people = queries.participants(self.store, self.session.id)
        wanted = READY * sum(person.ready_at is not None for person in people)
        return all(one.votes >= wanted for one in queries.statements(self.store, self.session.id) if one.open)

    def most_are_ready(self) -> bool:
        """Tell whether most of the synthetic people are ready, and every real one who has joined."""
        people = queries.participants(self.store, self.session.id)
        synthetic = [person.ready_at is not None for person in people if person.synthetic]
        return sum(synthetic) >= READY * len(synthetic) and all(
            person.ready_at is not None for person in people if not person.synthetic
        )

    async def until(self, ready: Callable[[], bool]) -> None:
        """Wait until this is so, but no longer than patience lasts: a visitor may have gone for a coffee."""
        end = time.monotonic() + max(PATIENCE * self.beat, AT_LEAST)
        while not ready() and time.monotonic() < end:
            await self.wait(0.5)

    async def wait(self, beats: float) -> None:
        await asyncio.sleep(beats * self.beat)
        self.give_way(own=0)

    def act(self, command: Callable[..., Any], *args: Any) -> None:
        """Do one thing, unless somebody else has taken over; what changes nothing leaves no trace."""
        self.give_way(own=0)
        command(self.store, self.session.id, *args)
        self.give_way(own=1)

    def give_way(self, own: int) -> None:
        """Stop when more was led here than our `own` acts, or the session is over."""
        try:
            self.session = queries.session_by_id(self.store, self.session.id)
        except NotFound:
            raise _GivenWayError from None
        new = feed.changes(self.store, self.session.id, self.seq)
        if self.session.closed or sum(change.kind in LEADING for change in new) > own:
            raise _GivenWayError
        self.seq = max([self.seq, *(change.seq for change in new)])


def _points(session: Session) -> Iterator[Note]:
    """What somebody will have said: the group's own points, or two that fit anywhere."""
    group = group_for(session.workshop.id)
    if group is not None and group.points:
        yield from group.points
        return
    yield Note(text=_("Several of us see the same thing from different sides."))
    yield Note(text=_("We should ask those it concerns before we decide."))
