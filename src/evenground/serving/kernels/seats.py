"""Seats: a participant's page keeps its seat while kernels behind it come, rest, die and come back unseen."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jupyter_core.utils import ensure_async

from evenground.serving.kernels.channels import Channels, is_greeting, may_pass
from evenground.serving.kernels.manager import Kernels

AT_ONCE = 4  # kernels that are linked at the same time; more would only make each other slow
GRACE = 5.0  # seconds that a kernel waits for a page whose socket closed
MANY = 40  # kernels awake at once, above which those that nobody uses rest after CROWDED seconds already
CROWDED = 10.0
SPACING = 10.0  # seconds between two awakenings of the same page by what others do
TICK = 1.0
MOST_SEATS = 10_000
MOST_WAITING = 200  # messages that are kept for a kernel that is on its way
log = logging.getLogger("evenground.kernels")
Send = Callable[[bytes], None]


@dataclass(eq=False)
class Seat:
    """One page of one visitor. `send` reaches the page while it is open, `channels` its kernel while it has one."""

    kernel_id: str
    visitor: str = field(repr=False)
    code: str = field(repr=False)
    send: Send | None = None
    hang_up: Callable[[], None] = lambda: None
    channels: Channels | None = None
    linking: asyncio.Task[None] | None = None
    ending: asyncio.Task[None] | None = None
    greeting: bytes | None = None
    waiting: list[bytes] = field(default_factory=list)
    acted: float = field(default_factory=time.monotonic)
    woken: float = 0.0
    due: bool = False  # something happened that the page must hear of, but not yet

    @property
    def resting(self) -> bool:
        """Tell whether the page is open and has no kernel, nor one on its way."""
        return self.send is not None and self.channels is None and self.linking is None


class Seats:
    """All seats of one server; `rest_after` seconds without a word from the page, its kernel goes."""

    def __init__(self, kernels: Kernels, environment: dict[str, str], rest_after: float) -> None:
        self.kernels = kernels
        self.environment = environment
        self.rest_after = rest_after
        self._seats: dict[str, Seat] = {}
        self._patience = rest_after
        self._turns = asyncio.Semaphore(AT_ONCE)

    def __iter__(self) -> Iterator[Seat]:
        return iter(list(self._seats.values()))

    @property
    def few(self) -> bool:
        """Tell whether so few pages are open that all of them may be awake."""
        return sum(seat.send is not None for seat in self) <= MANY

    def take(self, visitor: str, code: str) -> Seat:
        """Return a new seat in the session `code`; the oldest that nobody sits in make room."""
        empty = (seat for seat in self if seat.send is None and seat.channels is None)
        while len(self._seats) >= MOST_SEATS and (oldest := next(empty, None)):
            del self._seats[oldest.kernel_id]
        seat = Seat(str(uuid.uuid4()), visitor, code)
        self._seats[seat.kernel_id] = seat
        return seat

    def find(self, kernel_id: str, visitor: str) -> Seat | None:
        """Return the visitor's own seat, or None."""
        seat = self._seats.get(kernel_id)
        return seat if seat and secrets.compare_digest(seat.visitor, visitor) else None

    def open(self, seat: Seat, send: Send, hang_up: Callable[[], None] = lambda: None) -> None:
        """The page is here: it hears its kernel by `send`, and gets one as soon as it is its turn."""
        seat.send, seat.hang_up = send, hang_up
        seat.acted = time.monotonic()
        self._link_soon(seat)

    def receive(self, seat: Seat, message: bytes) -> None:
        """Hand a message of the page to its kernel, now or when there is one again."""
        if seat.kernel_id not in self._seats or not may_pass(message):
            return
        seat.acted = time.monotonic()
        if is_greeting(message):
            seat.greeting = message
        if seat.channels is not None:
            seat.channels.send(message)
        elif len(seat.waiting) < MOST_WAITING:
            seat.waiting.append(message)
            self._link_soon(seat)

    def close(self, seat: Seat, send: Send) -> None:
        """The page's socket closed; its kernel waits a little, for the signal may only be weak."""
        if seat.send == send:
            seat.send = None
            seat.acted = time.monotonic()

    async def leave(self, seat: Seat) -> None:
        """The page is gone for good."""
        self._seats.pop(seat.kernel_id, None)
        seat.send = None
        if seat.linking is not None:  # not cancelled: a kernel on its way would be nobody's
            await asyncio.wait({seat.linking})
        self._let_rest(seat)
        if seat.ending is not None:
            await seat.ending

    def wake(self, code: str) -> None:
        """Something happened in this session: resting pages must hear of it."""
        for seat in self:
            if seat.code == code and seat.resting and seat.greeting is not None:
                seat.due = True
        self._wake_due()

    def _wake_due(self) -> None:
        now = time.monotonic()
        for seat in self:
            if seat.due and seat.resting and now - seat.woken >= SPACING:
                seat.woken = seat.acted = now
                self._link_soon(seat)

    def _link_soon(self, seat: Seat) -> None:
        if seat.channels is None and seat.linking is None and self._wanted(seat):
            seat.linking = asyncio.create_task(self._link(seat))

    def _wanted(self, seat: Seat) -> bool:
        """Tell whether somebody sits here and waits for a kernel."""
        return seat.send is not None and seat.kernel_id in self._seats

    async def _link(self, seat: Seat) -> None:
        """Get the seat a kernel, however often it takes, as long as the page is open."""
        pause = 0.5
        try:
            while self._wanted(seat) and seat.channels is None:
                async with self._turns:
                    linked = not self._wanted(seat) or await self._try_to_link(seat)
                if not linked:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, 8)
        finally:
            seat.linking = None

    async def _try_to_link(self, seat: Seat) -> bool:
        channels = None
        try:
            if seat.ending is not None:
                await seat.ending
            manager = await self.kernels.start_page(seat.kernel_id, self.environment)
            channels = Channels(manager, lambda message: self._tell(seat, message))
            await channels.ready()
        except Exception as fault:  # no memory, no descriptors, a kernel that dies at once: the next try may do
            log.warning("a page could not be linked to a kernel yet: %s", type(fault).__name__)
            if channels is not None:
                channels.close()
            await self._end_kernel(seat)
            return False
        seat.due = False
        seat.channels = channels
        seat.acted = time.monotonic()  # the page may have waited for longer than a kernel may be idle
        greeting = [seat.greeting] if seat.greeting else []  # first, whenever it was said: else all is refused
        for message in [*greeting, *(said for said in seat.waiting if not is_greeting(said))]:
            channels.send(message)
        seat.waiting.clear()
        return True

    def _tell(self, seat: Seat, message: bytes) -> None:
        if seat.send is not None:
            seat.send(message)

    async def run(self) -> None:
        """Look after all seats until cancelled: replace dead kernels, let idle ones rest, wake pages that are due."""
        while True:
            await asyncio.sleep(TICK)
            try:
                awake = sum(seat.channels is not None for seat in self)
                self._patience = self.rest_after if awake <= MANY else min(self.rest_after, CROWDED)
                for seat in self:
                    await self._look_after(seat)
                self._wake_due()
            except Exception as fault:  # one seat's trouble must not end the care for all
                log.error("a seat could not be looked after: %s", type(fault).__name__)

    async def _look_after(self, seat: Seat) -> None:
        channels = seat.channels
        if channels is None:
            return
        lives = await self._lives(seat, channels)
        if seat.channels is not channels:  # the page was left meanwhile
            return
        if not lives:
            self._let_rest(seat)
            self._link_soon(seat)
        elif not channels.at_work and self._idle(seat):
            self._let_rest(seat)

    def _idle(self, seat: Seat) -> bool:
        """Tell whether nobody has used this kernel for so long that it may go."""
        idle = time.monotonic() - seat.acted
        return idle > GRACE if seat.send is None else idle > self._patience and seat.greeting is not None

    async def _lives(self, seat: Seat, channels: Channels) -> bool:
        if channels.hanging:
            log.warning("a kernel did not answer and is replaced")
            return False
        return seat.kernel_id in self.kernels and bool(
            await ensure_async(self.kernels.get_kernel(seat.kernel_id).is_alive())
        )

    def _let_rest(self, seat: Seat) -> None:
        """Take the kernel away; what the page says from this moment on is for the next one."""
        channels, seat.channels = seat.channels, None
        if channels is not None:
            channels.close()
        seat.ending = asyncio.create_task(self._end_kernel(seat))
        if seat.greeting is None:  # the next kernel could not be told whose page this is: the page must begin again
            self._seats.pop(seat.kernel_id, None)
            seat.hang_up()
        elif seat.send is None:  # it names a person, who says it again when they come back
            seat.greeting = None

    async def _end_kernel(self, seat: Seat) -> None:
        if seat.kernel_id in self.kernels:
            try:
                await ensure_async(self.kernels.shutdown_kernel(seat.kernel_id, now=True))
            except Exception as fault:
                log.warning("a kernel did not end: %s", type(fault).__name__)
