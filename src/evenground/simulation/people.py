"""Synthetic people who take part: they join, think, answer, get ready and change their minds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from evenground.domain.session import Session, new_token, normalise_code
from evenground.domain.statement import Agreement, Statement
from evenground.domain.workshop import round_of
from evenground.errors import InputError, NotFound
from evenground.i18n import _
from evenground.simulation.casting import Line, Part, cast
from evenground.simulation.group import Group, group_for
from evenground.store import commands, feed, queries, stating, tagging
from evenground.store.engine import Store

OnStage = Callable[[Session], None]
Act = Callable[[], object]
READY_AT = ("individual", "pairs", "groups", "shared", "review", "commit")


@dataclass(frozen=True)
class Turnout:
    """How many took part, and how many of their answers and later changes were kept."""

    people: int
    answers: int
    changes: int


async def take_part(
    store: Store,
    code: str,
    *,
    people: int = 12,
    seed: int = 0,
    pace: float = 4.0,
    group: Group | None = None,
    on_stage: OnStage | None = None,
    follow: bool | None = None,
) -> Turnout:
    """Let synthetic people take part until the session closes, or until all is said.

    `pace` is the seconds between two acts of one person, 0 for as fast as possible. People who `follow`
    answer what each stage asks and wait for the next; the others, as at pace 0 unless told otherwise, say at
    once all that the agenda asks for. `group` is what they say; without one it is the shipped group of the
    session's workshop, and what that leaves open is improvised. The same seed says the same. `on_stage` is
    called with the session at the start and at every move.
    """
    session = queries.get_session(store, normalise_code(code))
    parts = cast(
        session.workshop,
        people,
        seed,
        group=group or group_for(session.workshop.id),
        identity=session.identity,
        start=session.created_at.date(),
    )
    room = _Room(store, session, on_stage, follow=pace > 0 if follow is None else follow)
    room.leans = _leans(group or group_for(session.workshop.id))
    persons = [_Person(room, part, pace, Random(f"{seed}/{part.number}/pace")) for part in parts]  # noqa: S311
    await _together(room.watch(), [person.live() for person in persons])
    return Turnout(
        sum(person.id is not None for person in persons),
        sum(person.answers for person in persons),
        sum(person.changes for person in persons),
    )


def _leans(group: Group | None) -> dict[str, tuple[float, float]]:
    """By statement, the shares of the group that agree and disagree."""
    return {one.text: (one.agree, one.disagree) for one in group.statements} if group else {}


async def _together(watch: Coroutine[Any, Any, None], lives: list[Coroutine[Any, Any, None]]) -> None:
    """Run until every life is over; when one fails, or the watch, stop all and raise what happened."""
    watching = asyncio.create_task(watch)
    living = [asyncio.create_task(life) for life in lives]
    pending = {watching, *living}
    try:
        while pending - {watching}:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


class _Room:
    """The session as the synthetic people see it; it wakes them when the group moves."""

    def __init__(self, store: Store, session: Session, on_stage: OnStage | None, *, follow: bool) -> None:
        self.store = store
        self.follow = follow
        self.session = session
        self.gone = False
        self._on_stage = on_stage
        self._moved = asyncio.Event()
        self.statements: list[Statement] = []
        self.leans: dict[str, tuple[float, float]] = {}
        self._say()

    @property
    def over(self) -> bool:
        """Tell whether nothing more can be said here."""
        return self.gone or self.session.closed

    @property
    def last(self) -> bool:
        """Tell whether no further stage is waited for."""
        return not self.follow or self.session.position == len(self.session.stages) - 1

    def asked(self) -> Iterator[tuple[str, int]]:
        """The prompts that are asked now, each with its round: those of the stage, or of the whole agenda."""
        stages = self.session.stages
        for position in [self.session.position] if self.follow else range(len(stages)):
            for prompt in self.session.workshop.prompts_at(stages[position]):
                yield prompt.id, round_of(stages, position)

    async def watch(self) -> None:
        """Follow the session until it is over."""
        async for _seq in feed.watch(self.store, self.session.id):
            self.look()
            if self.over:
                return
        self.look()

    async def next_move(self) -> None:
        """Wait until the group has moved."""
        await self._moved.wait()

    def look(self) -> None:
        """Read the session again, and wake everybody if it moved."""
        before = _place(self.session), self.statements
        try:
            self.session = queries.session_by_id(self.store, self.session.id)
            found = queries.statements(self.store, self.session.id) if self.session.sharing else []
            self.statements = [replace(one, votes=0) for one in found if one.open]
        except NotFound:
            self.gone = True
        if self.gone or (_place(self.session), self.statements) != before:
            self._say()

    def _say(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
        if self._on_stage is not None and not self.gone:
            self._on_stage(self.session)


def _place(session: Session) -> tuple[int, int, bool]:
    return session.position, session.run, session.closed


class _Person:
    """One synthetic person, from joining to the end."""

    def __init__(self, room: _Room, part: Part, pace: float, random: Random) -> None:
        self.room = room
        self.part = part
        self.pace = pace
        self.random = random
        self.id: int | None = None
        self.answers = 0
        self.changes = 0
        self._said: set[tuple[str, int]] = set()
        self._voted: set[int] = set()
        self._ready: tuple[int, int] | None = None

    async def live(self) -> None:
        """Join, then do what each stage asks, one act at a time."""
        await self.pause(self.random.uniform(0, 2))
        while not self.room.over:
            act = next(self.acts(), None)
            if act is None:
                if self.room.last:
                    return
                await self.room.next_move()
                await self.pause(self.random.uniform(0.2, 1))
                continue
            self.do(act)
            await self.pause(self.random.uniform(0.5, 1.5))

    async def pause(self, share: float) -> None:
        """Wait a share of the pace; at pace 0 only let the others have a turn."""
        await asyncio.sleep(self.pace * share)

    def do(self, act: Act) -> None:
        """Act; what comes too late, because the group closed meanwhile, is let go."""
        try:
            act()
        except InputError:
            self.room.look()
            if not self.room.over:
                raise

    def acts(self) -> Iterator[Act]:
        """What is left to do at this stage, most urgent first."""
        session = self.room.session
        if self.id is None:
            yield self.join
            return
        for prompt, round_ in self.room.asked():
            line = self.part.lines.get(prompt)
            if line is not None and self.has_more(prompt, line, round_):
                yield self.answer(prompt, line, round_)
        if self._ready is not None:  # they have had their turn, so they see what is put to the room
            yield from (self.vote(one) for one in self.room.statements if one.id not in self._voted)
        if session.stage.stage in READY_AT and self._ready != (session.position, session.run):
            yield self.get_ready

    def has_more(self, prompt: str, line: Line, round_: int) -> bool:
        """Tell whether there is something left to say: in the second round, what is new or changed."""
        if (prompt, round_) in self._said:
            return False
        return round_ == 1 or (prompt, 1) not in self._said or line.again is not None

    def join(self) -> None:
        name = _("Synthetic {number}").format(number=self.part.number + 1)
        session = self.room.session
        self.id = commands.join(
            self.room.store, session.code, new_token(), name=name, language=session.language, synthetic=True
        ).id

    def answer(self, prompt: str, line: Line, round_: int) -> Act:
        def act() -> None:
            changed = (prompt, 1) in self._said and round_ == 2
            self._said.add((prompt, round_))
            value, reason = (line.again, line.reason) if changed else (line.value, "")
            commands.answer(
                self.room.store, self.id or 0, prompt, value,
                visibility=line.visibility, reason=reason, round=round_,
            )  # fmt: skip
            for framework, cells in line.about.items():
                tagging.tag_own(self.room.store, self.id or 0, prompt, framework, cells)
            self.changes += changed
            self.answers += not changed

        return act

    def vote(self, statement: Statement) -> Act:
        """Agree, disagree or pass, as the group leans; of a statement that the group does not know most pass."""

        def act() -> None:
            self._voted.add(statement.id)
            agree, disagree = self.room.leans.get(statement.text, (0.4, 0.2))
            at = self.part.lean(statement.text)
            value: Agreement = 1 if at < agree else -1 if at < agree + disagree else 0
            stating.vote(self.room.store, self.id or 0, statement.id, value)

        return act

    def get_ready(self) -> None:
        self._ready = (self.room.session.position, self.room.session.run)
        commands.set_ready(self.room.store, self.id or 0, True)
