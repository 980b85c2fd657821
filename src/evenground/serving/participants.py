"""Participants' pages: drawn by Voila once, sent to each visitor with their session's first view, linked later."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from tornado.web import HTTPError

from evenground.apps.opening import COMPONENT, first_view
from evenground.domain.session import Session
from evenground.i18n import LANGUAGES
from evenground.serving.assets import own_url
from evenground.serving.handlers import Discreet, session_of
from evenground.serving.kernels.seats import Seat, Seats
from evenground.serving.notebooks import SessionPage, renderer_for
from evenground.serving.pages import STATE_MARK, Frame
from evenground.serving.visitors import visitor_of

WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL_MARK = "evenground-kernel-of-this-page"
FRESH = 1.0  # seconds for which a first view may be shown again: a hundred people who come at once share it
SLIM, STOCK = "slim", "stock"


@dataclass
class Opening:
    """What participants' pages open with: what their notebook `shown`, the pages drawn from it, and recent views."""

    shown: dict[str, Any]
    seats: Seats
    front: str = SLIM
    drawn: dict[tuple[str, str], str] = field(default_factory=dict)
    views: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)

    def front_for(self, asked: str) -> str:
        """The slim front end, unless the full one is asked for or the notebook shows more than widgets."""
        wanted = STOCK if STOCK in (asked, self.front) else SLIM
        return STOCK if None in self.widgets() else wanted

    def widgets(self) -> list[str | None]:
        """The model of each output in order; None for one that is no widget."""
        outputs = [output["data"] for cell in self.shown["outputs"] for output in cell]
        return [data[WIDGET]["model_id"] if WIDGET in data else None for data in outputs]

    async def draw(self, settings: dict[str, Any], frame: Frame, front: str) -> str:
        """The page that all visitors share, drawn the first time it is asked for."""
        known = self.drawn.get((front, frame.language))
        if known is None:
            known = self.drawn[front, frame.language] = await draw(settings, self.shown, frame, front)
        return known

    async def prepare(self, settings: dict[str, Any]) -> None:
        """Draw the page in every language and squeeze its files, so that no visitor waits for that."""
        for language in LANGUAGES:
            await self.draw(settings, Frame(language, settings["base_url"]), self.front_for(""))

    def view(self, site: Any, session: Session, language: str) -> str:
        """The page's models as JSON, with what everybody meets in this session written into ours."""
        at, text = self.views.get((session.code, language), (0.0, ""))
        if time.monotonic() - at > FRESH:
            traits = first_view(site.store, session, language)
            text = _compact({name: _filled(model, traits) for name, model in self.shown["models"].items()})
            self.views = {key: one for key, one in self.views.items() if time.monotonic() - one[0] <= FRESH}
            self.views[session.code, language] = (time.monotonic(), text)
        return text


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _filled(model: dict[str, Any], traits: dict[str, Any]) -> dict[str, Any]:
    """One model with its set traits only; the code of our own component is in the page's script already."""
    state = {name: value for name, value in model["state"].items() if value is not None}
    if state.get("_anywidget_id") == COMPONENT:
        state = {name: value for name, value in state.items() if name != "_esm"} | traits
    return {**model, "state": state}


class ParticipantPage(SessionPage):
    """`/join/CODE`: a page that can be read and written in before there is a kernel for it."""

    async def open(self, frame: Frame, session: Session | None) -> None:
        """Send the whole page; `?front=stock` asks for the full front end, as a page does that needs it."""
        if session is None:  # the address has a code, and a code without a session was answered before
            raise HTTPError(404)
        opening: Opening = self.settings["evenground_opening"]
        front = opening.front_for(self.get_query_argument("front", ""))
        page = await opening.draw(self.settings, frame, front)
        seat = opening.seats.take(visitor_of(self), session.code)
        state = self._state(opening, frame, session, seat) if front == SLIM else ""
        self.finish(page.replace(KERNEL_MARK, seat.kernel_id).replace(STATE_MARK, state))

    def _state(self, opening: Opening, frame: Frame, session: Session, seat: Seat) -> str:
        """What the slim front end draws from, safe inside a script element."""
        here = f"{frame.base_url}join/{session.code}"
        facts = {
            "base": frame.base_url,
            "kernelId": seat.kernel_id,
            "seat": f"{here}/seat",
            "stock": f"{here}?front={STOCK}",
            "core": own_url(frame.base_url, "core.js"),
            "views": opening.widgets(),
        }
        models = opening.view(self.site, session, frame.language)
        text = f'{_compact(facts)[:-1]},"models":{models}}}'
        return text.replace("<", "\\u003c")


async def draw(settings: dict[str, Any], shown: dict[str, Any], frame: Frame, front: str) -> str:
    """The page as Voila renders it from the notebook that was run, with marks where a visitor's own facts go."""
    renderer = await renderer_for(settings, "participant", frame, front)
    cells_with_outputs = zip(renderer.notebook.cells, shown["outputs"], strict=True)

    async def kernel_start(_notebook: NotebookNode) -> str:
        return KERNEL_MARK

    async def cells(_notebook: NotebookNode, _kernel_id: str) -> AsyncIterator[NotebookNode]:
        for cell, outputs in cells_with_outputs:
            cell.outputs = [new_output(**output) for output in outputs]
            yield cell

    context = {"frontend": "voila", "main_js": "voila.js", "kernel_start": kernel_start, "cell_generator": cells}
    parts = renderer.exporter.generate_from_notebook_node(
        renderer.notebook, resources=renderer.resources, extra_context=context, page_config=renderer.page_config
    )
    return "".join([part async for part, _resources in parts])


class TakeSeat(Discreet):
    """`/join/CODE/seat`: a page whose seat is no longer known, as after a restart, gets another."""

    def post(self, code: str) -> None:
        """Answer with the new seat's kernel id, or 404 when the session is gone."""
        self.check_xsrf_cookie()
        self.set_header("Cache-Control", "no-store")
        session = session_of(self.site, code)
        if session is None:
            self.set_status(404)
            return
        opening: Opening = self.settings["evenground_opening"]
        self.finish({"kernelId": opening.seats.take(visitor_of(self), session.code).kernel_id})
