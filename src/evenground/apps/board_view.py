"""What the board says besides charts: how to join, the stage and its clock, who is here, which views."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import segno

from evenground.apps.page import day, shown_title
from evenground.charts.wording import short
from evenground.domain import loading
from evenground.domain.parts import Framework
from evenground.domain.session import Session
from evenground.i18n import _
from evenground.store import queries
from evenground.store.engine import Store

COVERAGE = "coverage."
# Views by what they are about, in the order of the arrows; coverage stands for one view a framework.
GROUPS: dict[str, tuple[str, ...]] = {
    "now": ("end", "join", "stage", "progress"),
    "themes": ("themes", "sections", "together"),
    "gaps": ("gaps", "needs", COVERAGE, "few"),
    "views": ("likeness", "statements", "measures"),
    "actions": ("help", "actions"),
}
WORDS = ("join", "stage", "actions", "end")  # the views that are no charts
# What each kind of stage shows until the facilitator chooses something else.
_FIRST = {"welcome": "join", "shared": "themes", "close": "actions"}


def first_view(session: Session) -> str:
    """What the board shows until the facilitator chooses something else."""
    return "end" if session.closed else _FIRST.get(session.stage.stage, "stage")


def views(store: Store, session: Session) -> list[str]:
    """What can be looked at now, in the order of the arrows; nothing of anybody's words before sharing."""
    if not session.sharing:
        return ["join", "stage", "progress"]
    left_out = _left_out(store, session)
    named = [name for group in GROUPS.values() for view in group for name in _named(session, view)]
    return [name for name in named if name not in left_out]


def _named(session: Session, view: str) -> list[str]:
    """The views of a name: for coverage one for each framework that is at hand."""
    if view != COVERAGE:
        return [view]
    shelf = loading.frameworks()
    return [f"{COVERAGE}{at}" for at, name in enumerate(session.workshop.frameworks) if name in shelf]


def _left_out(store: Store, session: Session) -> set[str]:
    """The views that have nothing to say in this workshop, or at this time."""
    workshop = session.workshop
    sections = [one for one in workshop.sections if any(p.kind == "text" and p.feeds for p in one.prompts)]
    without = {
        "end": not session.closed,
        "join": session.closed,
        "stage": session.closed,
        "sections": len(sections) < 2,
        "statements": not queries.statements(store, session.id),
        "measures": not any(prompt.measures for prompt in workshop.prompts),
        "help": all(isinstance(resource, str) for resource in workshop.resources),
    }
    return {name for name, absent in without.items() if absent}


def framework_of(session: Session, view: str) -> Framework:
    """The framework that a view of coverage is about."""
    return loading.frameworks()[session.workshop.frameworks[int(view.removeprefix(COVERAGE))]]


def grouped(session: Session, names: Sequence[str]) -> list[dict[str, Any]]:
    """Views by what they are about, each with its title; without groups that have none."""
    found = []
    for group, title in (
        ("now", _("Now")),
        ("themes", _("Themes")),
        ("gaps", _("Gaps")),
        ("views", _("Views")),
        ("actions", _("Next")),
    ):
        inside = [name for view in GROUPS[group] for name in names if name == view or _is_coverage(name, view)]
        if inside:
            found.append({"name": group, "title": title, "views": [_inside(session, name) for name in inside]})
    return found


def _inside(session: Session, name: str) -> dict[str, str]:
    """A view as it is called among those of its kind."""
    brief = {
        "stage": _("Stage and clock"),
        "gaps": _("Confidence"),
        "needs": _("Learning needs"),
        "few": _("Few answers"),
    }
    return {"name": name, "title": brief.get(name) or short(title_of(session, name), 32)}


def _is_coverage(name: str, view: str) -> bool:
    return view == COVERAGE and name.startswith(COVERAGE)


def listed(session: Session, name: str) -> dict[str, str]:
    """A view by its name and title."""
    return {"name": name, "title": title_of(session, name)}


def title_of(session: Session, view: str) -> str:
    """The name of a view, for the arrows and for the facilitator."""
    if view.startswith(COVERAGE):
        return framework_of(session, view).title
    return {
        "join": _("How to join"),
        "stage": _("Now"),
        "themes": _("Themes"),
        "sections": _("Themes by part"),
        "together": _("Named together"),
        "measures": _("Before and after"),
        "gaps": _("Gaps: confidence"),
        "needs": _("Gaps: learning needs"),
        "few": _("Gaps: few answers"),
        "statements": _("Statements"),
        "likeness": _("How alike we are"),
        "progress": _("Progress"),
        "help": _("What could help"),
        "actions": _("Actions"),
        "end": _("Thank you"),
    }[view]


def state(
    store: Store, session: Session, choice: Sequence[str], shown: str, followed: str
) -> dict[str, Any]:
    """Everything on the board that nobody wrote; `choice` is what can be looked at."""
    head = queries.head_count(store, session.id)
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
        "views": [listed(session, name) for name in choice],
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
