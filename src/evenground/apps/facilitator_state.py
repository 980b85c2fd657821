"""What the facilitator's page shows besides people's words: the start, the agenda, its clock, who is here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from evenground.apps.page import day, readable, shown_title
from evenground.domain import loading
from evenground.domain.session import IDENTITIES, Session, StageRun, clock, may_narrow, next_position
from evenground.domain.workshop import SHARING_STAGES, Prompt
from evenground.store import queries
from evenground.store.engine import Store


def start_screen(
    store: Store, *, owner: bool, host: bool, code: str = "", fault: str = ""
) -> dict[str, Any]:
    """Where nobody leads a session yet: `owner` may open every session here, `host` may start one."""
    mine = queries.sessions(store) if owner else []
    return {
        "screen": "start",
        "workshops": [_workshop(name) for name in loading.shipped()],
        "host": host,
        "code": code,
        "fault": fault,
        "sessions": [_listed(session) for session in mine if not session.closed],
    }


def _workshop(name: str) -> dict[str, Any]:
    workshop = loading.load(name)
    variants: list[dict[str, Any]] = [
        {
            "name": variant,
            "minutes": sum(stage.minutes for stage in stages),
            "stages": [shown_title(stage) for stage in stages],
        }
        for variant, stages in workshop.agenda.items()
        if variant.isdigit()
    ]
    variants.sort(key=lambda variant: variant["minutes"])
    return {
        "id": name, "title": workshop.title, "summary": workshop.summary,
        "variants": variants, "usual": workshop.variant()[0],
    }


def _listed(session: Session) -> dict[str, Any]:
    return {"code": session.code, "title": title_of(session), "started": session.created_at.isoformat()}


def title_of(session: Session) -> str:
    """The session's own title, else its workshop's."""
    return readable(session.title) or session.workshop.title


def session_screen(store: Store, session: Session, now: datetime | None = None) -> dict[str, Any]:
    """Everything about the session that holds nobody's words: the same before sharing as after it."""
    runs = queries.stage_runs(store, session.id)
    head = queries.head_count(store, session.id)
    return {
        "screen": "session",
        "session": _session(session),
        "addresses": addresses(session.code),
        "people": {"joined": head.joined, "ready": head.ready},
        "stages": _stages(session, runs),
        "stage": _stage(session),
        "clock": _clock(session, runs, now or datetime.now(UTC)),
        "answered": _answered(session, queries.answered(store, session.id)),
        "points": [
            {"id": point.id, "text": readable(point.text), "theme": point.theme or 0}
            for point in queries.points(store, session.id)
        ],
        "advice": list(session.workshop.advice),
    }


def addresses(code: str) -> dict[str, str]:
    """Where others reach this session; empty where no server told its address."""
    public = os.environ.get("EVENGROUND_PUBLIC_URL", "")
    return {"join": f"{public}join/{code}", "board": f"{public}board/{code}"} if public else {}


def _session(session: Session) -> dict[str, Any]:
    narrower = [one for one in IDENTITIES if may_narrow(session.identity, one)]
    return {
        "code": session.code,
        "title": title_of(session),
        "workshop": session.workshop.title,
        "identity": session.identity,
        "narrower": [one for one in narrower if one != session.identity],
        "synthetic": session.synthetic,
        "alone": session.alone,
        "closed": session.closed,
        "sharing": session.sharing,
        "delete_on": day(session.delete_on),
        "threshold": session.threshold,
    }


def _stages(session: Session, runs: Sequence[StageRun]) -> list[dict[str, Any]]:
    """The agenda: `taken` are the seconds of the runs that are over, `run` tells apart never run from run."""
    return [
        {
            "position": position,
            "kind": stage.stage,
            "title": shown_title(stage),
            "planned": stage.minutes * 60,
            "taken": sum(_seconds(run) for run in runs if run.position == position),
            "runs": sum(run.position == position and not run.skipped for run in runs),
        }
        for position, stage in enumerate(session.stages)
    ]


def _seconds(run: StageRun) -> float:
    return max(0.0, (run.closed_at - run.opened_at).total_seconds()) if run.closed_at else 0.0


def _stage(session: Session) -> dict[str, Any]:
    """The stage the group is at, and the one that comes next."""
    after = next_position(session)
    following = None
    if after is not None:
        stage = session.stages[after]
        sharing = stage.stage in SHARING_STAGES
        following = {"position": after, "kind": stage.stage, "title": shown_title(stage), "sharing": sharing}
    return {
        "position": session.position,
        "run": session.run,
        "kind": session.stage.stage,
        "title": shown_title(session.stage),
        "say": session.stage.say,
        "note": session.stage.note,
        "closed": session.stage_closed_at is not None,
        "next": following,
    }


def _clock(session: Session, runs: Sequence[StageRun], now: datetime) -> dict[str, Any]:
    """How the time stands at `at`; the page counts on by itself while it `runs`.

    `late` says whether running over makes the group late: people who are waited for at the opening do not.
    """
    opening = session.position == 0 and session.stage.stage == "welcome"
    return asdict(clock(session, runs, now)) | {
        "at": now.isoformat(),
        "runs": not session.closed and session.stage_closed_at is None,
        "late": not (opening and len({run.position for run in runs}) < 2),
    }


def _answered(session: Session, counts: dict[str, int]) -> list[dict[str, Any]]:
    """How many people answered each prompt of this stage: numbers only."""
    prompts: tuple[Prompt, ...] = session.workshop.prompts_at(session.stage)
    return [{"id": prompt.id, "ask": prompt.ask, "people": counts.get(prompt.id, 0)} for prompt in prompts]
