"""A small definition to bend and break, and sessions of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from evenground.domain import loading
from evenground.domain.session import Session, StageRun
from evenground.domain.workshop import Prompt, Workshop

SMALL = dedent("""\
    id: small
    title: A small workshop
    summary: Two sections and two ways through them.
    sections:
      - id: awareness
        title: What I see
        prompts:
          - {id: see, kind: text, ask: "What do you see?", feeds: theme}
      - id: knowledge
        title: What I know
        prompts:
          - {id: know, kind: text, ask: "What do you know?", feeds: need, twice: true}
    agenda:
      25:
        - {stage: welcome, minutes: 3}
        - {stage: individual, minutes: 10, sections: [awareness, knowledge]}
        - {stage: shared, minutes: 6}
        - {stage: review, minutes: 4}
        - {stage: close, minutes: 2}
      alone:
        - {stage: individual, minutes: 15, sections: [awareness, knowledge]}
        - {stage: review, minutes: 5}
    """)
START = datetime(2030, 3, 1, 9, 0, tzinfo=UTC)


def small() -> Workshop:
    return loading.parse(SMALL, "small.yaml")


def said(folder: Path, text: str, name: str = "small.yaml") -> list[str]:
    """The faults of a file with this text, each as `line: message`."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [f"{fault.line}: {fault.message}" for fault in loading.faults(path)]


def with_prompt(*lines: str) -> str:
    """The small definition with more prompts in its first section; they begin on line 9."""
    here = '{id: see, kind: text, ask: "What do you see?", feeds: theme}\n'
    return SMALL.replace(here, here + indent("\n".join(lines) + "\n", "      "))


def prompt(kind: str, **facts: Any) -> Prompt:
    return Prompt.model_validate({"id": "one", "kind": kind, "ask": "What?", **facts})


def session(position: int = 0, run: int = 1, variant: str = "25", **facts: Any) -> Session:
    known: dict[str, Any] = {
        "id": 1,
        "code": "ABCDEF",
        "title": "A small workshop",
        "workshop": small(),
        "variant": variant,
        "identity": "anonymous",
        "language": "en-GB",
        "synthetic": False,
        "threshold": 3,
        "created_at": START,
        "closed_at": None,
        "delete_on": date(2030, 4, 1),
        "seq": 1,
        "position": position,
        "run": run,
        "opened_at": START,
        "stage_closed_at": None,
        "board": "join",
    }
    return Session(**(known | facts))


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def ran(
    position: int, opened: float, closed: float | None, *, run: int = 1, skipped: bool = False
) -> StageRun:
    return StageRun(position, run, at(opened), None if closed is None else at(closed), skipped)
