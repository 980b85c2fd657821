"""Suggestions by meaning: read in a thread of the facilitator's process, and written down for every page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from babel.lists import format_list

from evenground import i18n
from evenground.analysis import coverage
from evenground.analysis.themes import texts_of
from evenground.apps import facilitator_gaps
from evenground.domain.response import Placement, ThemeRow
from evenground.domain.session import Session
from evenground.domain.suggested import Suggested
from evenground.errors import NotFound
from evenground.store import queries, suggesting
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.engine import Engine, Found

log = logging.getLogger("evenground.pages")
PAUSE = 1.0  # seconds without a change before all that changed is read
PATIENCE = 4.0  # seconds after which it is read although more and more changes
AT_ONCE = 0.05  # seconds, where nothing was read yet: people wait for it
FEWEST = 2  # answers that make a group
T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What suggestions are made from: answers, live themes and what people placed.

    `spoken` are the answers that are held against the `phrases` of frameworks' cells, actions among them.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    themes: tuple[ThemeRow, ...] = ()
    placements: tuple[Placement, ...] = ()
    spoken: Mapping[int, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)

    @property
    def unplaced(self) -> dict[int, str]:
        """The answers that no person put into a theme."""
        placed = {one.answer for one in self.placements if one.state == "confirmed"}
        return {answer: text for answer, text in self.texts.items() if answer not in placed}


@dataclass(frozen=True)
class Thought:
    """What was found in the material: suggestions, and the answers without a theme, the hardest to place first."""

    suggestions: tuple[Suggested, ...]
    order: tuple[int, ...]
    meaning: bool


@cache
def the_engine() -> Engine:
    """Return this process' engine, loaded at the first call: only the thread that reads may ask."""
    from evenground.analysis import embeddings
    from evenground.analysis.engine import Engine

    return Engine(embeddings.load())


@cache
def thread() -> ThreadPoolExecutor:
    """Return the one thread that reads in this process."""
    return ThreadPoolExecutor(1, thread_name_prefix="evenground-reading")


def think(material: Material) -> Thought:
    """Read the material for themes: slow, and the same each time."""
    engine = the_engine()
    themes, placements = material.themes, material.placements
    found = engine.suggest(material.texts, themes, placements)
    doubt = engine.doubt(material.texts, themes, placements)
    order = sorted(material.unplaced, key=lambda answer: -doubt.get(answer, 0.0))
    return Thought(tuple(found), tuple(order), engine.meaning)


def hold_against(material: Material) -> list[Suggested]:
    """Read the material for the cells of frameworks."""
    if not material.phrases:
        return []
    return [one for most in the_engine().closest(material.spoken, material.phrases).values() for one in most]


def find_groups(texts: Mapping[int, str]) -> tuple[Found, ...]:
    """Find groups of answers that say something similar."""
    return tuple(found for found in the_engine().groups(texts) if len(found.answers) >= FEWEST)


class Suggesting:
    """Keeps one session's suggestions as new as its answers, while its facilitator's page is open.

    It only adds suggestions: it never moves, replaces or takes away anything. `tell` is called whenever what
    `shown` says has changed. Without a running loop it reads only when it is asked for groups.
    """

    def __init__(self, store: Store, session_id: int, tell: Callable[[], None]) -> None:
        self.store, self.id, self.tell = store, session_id, tell
        self.known = Material()
        self.thought: Thought | None = None
        self.failed = False
        self.regroup: dict[str, Any] = {}
        self._looks = 0
        self._until = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._reading = False
        self._again = False

    def start(self) -> None:
        """Load the engine and look at what is there; does nothing where no loop runs."""
        with contextlib.suppress(RuntimeError):
            self._loop = asyncio.get_running_loop()
            self._begin(self._read())

    def stop(self) -> None:
        """Leave off: what is being read is thrown away."""
        if self._soon is not None:
            self._soon.cancel()
        for task in self._tasks:
            task.cancel()
        self._loop, self._soon = None, None

    def wake(self) -> None:
        """Something may have changed: look when it is quiet, once for all that changes until then."""
        if self._loop is None:
            return
        now = self._loop.time()
        if self._soon is None:
            self._until = now + PATIENCE
        else:
            self._soon.cancel()
        pause = PAUSE if self.known.texts else AT_ONCE
        self._soon = self._loop.call_at(min(now + pause, self._until), self._look)

    def shown(self) -> dict[str, Any]:
        """How the suggestions stand, for the page."""
        thought = self.thought
        return {
            "meaning": thought.meaning if thought else None,
            "ready": bool(self.known.texts) or self.failed or self._loop is None,
            "failed": self.failed,
            "order": [str(answer) for answer in thought.order] if thought else [],
            "regroup": self.regroup,
        }

    def look_again(self) -> None:
        """Forget what nobody has judged, and read everything anew: by a person's wish."""
        suggesting.forget(self.store, self.id, "theme")
        self.anew()

    def anew(self) -> None:
        """Read everything anew at the next look."""
        self.known = Material()
        self.wake()

    def look_for_groups(self, prompt: str = "") -> int:
        """Look for groups among the answers nobody placed; returns the look's number, under which they come."""
        self._looks += 1
        self.regroup = {"look": self._looks, "state": "looking", "groups": []}
        if self._loop is None:
            self._offer(self._looks, find_groups(self._material(prompt).unplaced))
        else:
            self._begin(self._find(self._looks, prompt))
        return self._looks

    def _begin(self, work: Any) -> None:
        assert self._loop is not None  # noqa: S101 - only called where a loop runs
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _look(self) -> None:
        self._soon = None
        if self._reading:
            self._again = True
        else:
            self._begin(self._read())

    async def _read(self) -> None:
        """Read once, and once more where something changed meanwhile."""
        self._reading, self._again = True, False
        try:
            await self._read_once()
        except NotFound:  # the session was deleted meanwhile, and the page says so
            return
        except Exception as fault:  # suggestions may fail; the page must go on, and the log hold nobody's words
            self.failed = True
            log.error("reading for suggestions failed: %s", type(fault).__name__)
            self.tell()
        finally:
            self._reading = False
        if self._again:
            self.wake()

    async def _read_once(self) -> None:
        material = await self._apart(self._material)
        if self.thought is not None and material == self.known and not self.failed:
            return
        thought = await self._apart(think, material)
        self._write(thought.suggestions)
        self.known, self.thought, self.failed = material, thought, False
        self.tell()
        self._write(await self._apart(hold_against, material))  # after the themes: nobody waits for these

    def _write(self, found: Sequence[Suggested]) -> None:
        if found:
            suggesting.suggest(self.store, self.id, found)

    async def _find(self, look: int, prompt: str) -> None:
        try:
            material = await self._apart(self._material, prompt)
            self._offer(look, await self._apart(find_groups, material.unplaced))
        except Exception as fault:
            log.error("looking for groups failed: %s", type(fault).__name__)
            if self.regroup.get("look") == look:
                self.regroup = {"look": look, "state": "failed", "groups": []}
        self.tell()

    def _material(self, prompt: str = "") -> Material:
        return material_of(self.store, queries.session_by_id(self.store, self.id), prompt)

    async def _apart(self, work: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(thread(), work, *given)

    def _offer(self, look: int, groups: tuple[Found, ...]) -> None:
        if self.regroup.get("look") == look:
            self.regroup = {"look": look, "state": "ready", "groups": [_group(one) for one in groups]}


def material_of(store: Store, session: Session, prompt: str = "") -> Material:
    """Return what may be read of a session now (of one prompt, or all): nothing before sharing."""
    if not session.sharing or session.alone:
        return Material()
    rows = queries.shared(store, session.id, purpose="facilitator")
    asked = [row for row in rows if not prompt or row.prompt == prompt]
    return Material(
        texts_of(asked, session.workshop),
        tuple(queries.themes(store, session.id)),
        tuple(queries.placements(store, session.id)),
        coverage.texts(asked, session.workshop),
        facilitator_gaps.phrases(session),
    )


def _group(found: Found) -> dict[str, Any]:
    return {
        "answers": [str(answer) for answer in found.answers],
        "quote": str(found.quote),
        "terms": list(found.terms),
        "name": named(found.terms),
    }


def named(terms: tuple[str, ...]) -> str:
    """A name to begin with, of up to three terms: "Bus, parking and costs"."""
    phrase = str(format_list(list(terms[:3]), locale=i18n.current().replace("-", "_")))
    return phrase[:1].upper() + phrase[1:]
