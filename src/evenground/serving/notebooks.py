"""Handlers of the pages that have a kernel: rendered by Voila from three notebooks of ours."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from abc import abstractmethod
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from evenground.domain.session import Session, normalise_code
from evenground.serving.handlers import LONGEST_CODE, Discreet, session_of
from evenground.serving.kernels.channels import is_message
from evenground.serving.kernels.connection import SeatConnection
from evenground.serving.kernels.manager import KERNEL, Kernels
from evenground.serving.kernels.seats import Seat, Seats
from evenground.serving.pages import Frame, draw, opening_words
from evenground.serving.visitors import new_kernel_id, visitor_of

# Proxies give up on a silent answer; a space now and then keeps them patient while a kernel starts.
PATIENCE = 10.0
log = logging.getLogger("evenground.serving")


class SessionPage(Discreet, JupyterHandler):
    """A page with a kernel: finds its session, names its visitor, and lets the page open."""

    def initialize(self, role: str) -> None:
        """Take the notebook's name."""
        self.role = role

    async def get(self, code: str = "") -> None:
        """Open the page of a session that is there."""
        session = None
        if code:
            tidy = normalise_code(code[:LONGEST_CODE])
            if tidy != code:
                self.redirect(self.request.path.replace(self.request.path.rsplit("/", 1)[1], quote(tidy)))
                return
            session = session_of(self.site, code)
            if session is None:
                self.set_status(404)
                self.finish(draw("notfound", self.frame(), status=404, code=code))
                return
        self._prepare_answer()
        await self.open(self.frame(session.language if session else ""), session)

    @abstractmethod
    async def open(self, frame: Frame, session: Session | None) -> None:
        """Send the page."""

    def _prepare_answer(self) -> None:
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        # Asking for the token sets its cookie; with it the page may shut its kernel down when it is left.
        _token = self.xsrf_token


class NotebookPage(SessionPage):
    """`/board/CODE`, `/facilitate`, `/facilitate/CODE`: a notebook a role, run for each visit."""

    async def open(self, frame: Frame, session: Session | None) -> None:  # noqa: ARG002
        """Send the frame of the page at once, and the rest when its kernel has run the notebook."""
        kernels = _kernels(self)
        kernel_id = new_kernel_id()
        starting = asyncio.ensure_future(
            kernels.start_for(kernel_id, visitor_of(self), self._environment(frame))
        )
        try:
            renderer = await renderer_for(self.settings, self.role, frame)
            async for part in _patiently(renderer.generate_content_generator(kernel_id, starting)):
                self.write(part)
                await self.flush()
        except StreamClosedError:  # the visitor left while the page was opening
            await _give_up(kernels, kernel_id, starting)
        except Exception:
            await _give_up(kernels, kernel_id, starting)
            if not self._headers_written:
                raise
            self.log_exception(*sys.exc_info())
            self.finish("<script>evengroundFailed()</script></body></html>")

    def _environment(self, frame: Frame) -> dict[str, str]:
        """Tell the kernel that it serves a page; the page itself tells it which one, by their own channel."""
        return {"SERVER_SOFTWARE": "voila", **self.site.kernel_environment(self.role, frame.language)}


async def renderer_for(
    settings: dict[str, Any], role: str, frame: Frame, front: str = "stock"
) -> NotebookRenderer:
    """Voila's renderer of a role's notebook, with the words around it in the visitor's language."""
    renderer = NotebookRenderer(
        voila_configuration=settings["evenground_voila"],
        traitlet_config=None,
        notebook_path=f"{role}.ipynb",
        template_paths=settings["evenground_template_paths"],
        config_manager=settings["config_manager"],
        contents_manager=settings["contents_manager"],
        base_url=settings["base_url"],
        kernel_spec_manager=settings["kernel_spec_manager"],
        page_config=settings["evenground_page_config"],
    )
    renderer.log = log  # else a cell that fails says so nowhere; it has seen no visitor yet
    await renderer.initialize()
    renderer.resources["evenground"] = opening_words(frame, role, front)
    return renderer


async def _patiently(parts: AsyncIterator[tuple[str, Any]]) -> AsyncIterator[str]:
    """The parts of a page as they come, and a line break whenever none came for a while."""
    iterator = aiter(parts)
    while True:
        step = asyncio.ensure_future(anext(iterator, None))
        try:
            while not (await asyncio.wait({step}, timeout=PATIENCE))[0]:
                yield "\n"
        finally:
            if not step.done():
                step.cancel()
        part = step.result()
        if part is None:
            return
        yield part[0]


async def _give_up(kernels: Kernels, kernel_id: str, starting: asyncio.Future[Any]) -> None:
    """End the kernel of a page that nobody will see, however far it came."""
    with contextlib.suppress(Exception, asyncio.CancelledError):
        await starting
    if kernel_id in kernels:
        await kernels.shutdown_kernel(kernel_id, now=True)


class OwnKernelSocket(Discreet, VoilaKernelWebsocketHandler):
    """The channel between a page and its kernel, for the visitor the kernel was started for."""

    async def pre_get(self) -> None:
        """Refuse a kernel of somebody else as if there was none; a participant's page is let in to its seat."""
        seat = _seat(self, self.kernel_id)
        if seat is not None:
            self.connection = SeatConnection(_seats(self), seat, self)
            return
        _check_owner(self, self.kernel_id)
        await super().pre_get()

    def on_message(self, message: str | bytes) -> None:
        """Pass on what is a message, and nothing that would keep the server busy reading it."""
        if isinstance(message, str) or is_message(message):
            super().on_message(message)


class OwnKernel(Discreet, JupyterHandler):
    """A page asks whether its kernel lives, after it lost its channel."""

    async def get(self, kernel_id: str) -> None:
        """Describe the visitor's own kernel; one that rests is there when it is needed."""
        state = "idle"
        if _seat(self, kernel_id) is None:
            _check_owner(self, kernel_id)
            model: dict[str, Any] = await ensure_async(_kernels(self).kernel_model(kernel_id))
            state = model["execution_state"]
        self.finish({"id": kernel_id, "name": KERNEL, "execution_state": state})


class LeavePage(Discreet, APIHandler):
    """A page that is being left ends its kernel."""

    async def post(self, kernel_id: str) -> None:
        """End the visitor's own kernel."""
        seat = _seat(self, kernel_id)
        if seat is not None:
            await _seats(self).leave(seat)
        else:
            _check_owner(self, kernel_id)
            await _kernels(self).shutdown_kernel(kernel_id, now=True)
        self.set_status(204)


def _kernels(handler: JupyterHandler) -> Kernels:
    kernels: Kernels = handler.settings["kernel_manager"]
    return kernels


def _check_owner(handler: JupyterHandler, kernel_id: str) -> None:
    if not _kernels(handler).belongs_to(kernel_id, handler.current_user.username):
        raise HTTPError(404)


def _seats(handler: JupyterHandler) -> Seats:
    seats: Seats = handler.settings["evenground_seats"]
    return seats


def _seat(handler: JupyterHandler, kernel_id: str) -> Seat | None:
    return _seats(handler).find(kernel_id, handler.current_user.username)
