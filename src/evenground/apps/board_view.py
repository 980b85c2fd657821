"""What the board says besides charts: how to join, the stage and its clock, who is here, which views."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import segno

from evenground.apps.page import day, shown_title
from evenground.domain.session import Session
from evenground.i18n import _
from evenground.store import queries
from evenground.store.engine import Store

CHARTS = ("themes", "measures", "gaps", "needs", "few", "progress")
# What each kind of stage shows until the facilitator chooses something else.
_FIRST = {"welcome": "join", "shared": "themes", "close": "actions"}


def first_view(session: Session) -> str:
    """What the board shows until the facilitator chooses something else."""
    return "end" if session.closed else _FIRST.get(session.stage.stage, "stage")


def views(session: Session) -> list[str]:
    """What can be looked at now; nothing of anybody's words before sharing."""
    if not session.sharing:
        return ["join", "stage", "progress"]
    measured = any(prompt.measures for prompt in session.workshop.prompts)
    charts = [name for name in CHARTS if name != "measures" or measured]
    return ["end", *charts, "actions"] if session.closed else ["join", "stage", *charts, "actions"]


def title_of(view: str) -> str:
    """The name of a view, for the arrows."""
    return {
        "join": _("How to join"),
        "stage": _("Now"),
        "themes": _("Themes"),
        "measures": _("Before and after"),
        "gaps": _("Gaps: confidence"),
        "needs": _("Gaps: learning needs"),
        "few": _("Gaps: few answers"),
        "progress": _("Progress"),
        "actions": _("Actions"),
        "end": _("Thank you"),
    }[view]


def state(store: Store, session: Session, shown: str, followed: str) -> dict[str, Any]:
    """Everything on the board that nobody wrote."""
    head = queries.head_count(store, session.id)
    choice = views(session)
    return {
        "code": session.code,
        "title": session.title or session.workshop.title,
        "synthetic": session.synthetic,
        "closed": session.closed,
        "join": joining(session.code),
        "stage": {
            "title": shown_title(session.stage),
            "kind": session.stage.stage,
            "note": session.stage.note,
        },
        "clock": clock(session),
        "head": {"joined": head.joined, "ready": head.ready},
        "agenda": agenda(session),
        "views": [{"name": name, "title": title_of(name)} for name in choice],
        "shown": shown,
        "followed": followed,
        "deletion": _("Everything written here is deleted on {day}.").format(day=day(session.delete_on)),
    }


def agenda(session: Session) -> list[dict[str, Any]]:
    """The stages, and which of them the group is at."""
    here = -1 if session.closed else session.position
    return [
        {"title": shown_title(stage), "now": at == here, "done": at < session.position}
        for at, stage in enumerate(session.stages)
    ]


def clock(session: Session) -> dict[str, Any]:
    """When this run of the stage began and how long it is planned; the page counts down by itself."""
    stopped = session.stage_closed_at or session.closed_at
    return {
        "opened": session.opened_at.isoformat(),
        "planned": session.stage.minutes * 60,
        "stopped": stopped.isoformat() if stopped else "",
    }


def joining(code: str) -> dict[str, Any]:
    """The address to type, and the one in the picture; both empty where no server told its address."""
    public = os.environ.get("EVENGROUND_PUBLIC_URL", "")
    typed = public.split("://", 1)[-1].rstrip("/")
    return {"address": typed, "qr": qr(f"{public}join/{code}") if public else None}


@lru_cache(maxsize=16)
def qr(text: str) -> dict[str, Any]:
    """A QR code as one path on a grid of `size` by `size` modules, without its quiet zone."""
    rows: Sequence[bytearray] = segno.make(text, error="m", micro=False).matrix
    return {"size": len(rows), "path": "".join(_runs(y, row) for y, row in enumerate(rows))}


def _runs(y: int, row: bytearray) -> str:
    path, x = "", 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
