"""`evenground bench record`: how long the records of a session take, in every format."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from evenground.domain.session import Session, new_token
from evenground.domain.workshop import Workshop
from evenground.store import commands, queries, theming
from evenground.store.engine import Store, open_store

PROMPTS, THEMES = 10, 12
TIMES = 5
SHARED, COMMIT = 2, 4
WORDS = (
    "bus", "clinic", "letter", "trust", "people", "working", "early", "miss", "appointment", "housing", "damp",
    "family", "street", "language", "interpreter", "evening", "call", "first", "nobody", "asked", "rent",
)  # fmt: skip
# What a fresh process does for one person's record: nothing is warm in it, and what it takes at its largest is its own.
_COLD = """
import json, re, sys, time
begun = time.perf_counter()
from evenground.records import files
from evenground.store.engine import open_store
with open_store(sys.argv[1]) as store:
    files.make(store, sys.argv[2], "personal", [sys.argv[3]], participant=int(sys.argv[4]))
took = time.perf_counter() - begun
try:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
except OSError:
    peak = None
print(json.dumps({"s": took, "mb": peak}))
"""


def record(participants: int) -> dict[str, Any]:
    """Return medians in seconds and sizes in bytes for a session of so many made-up people, ten prompts, twelve themes.

    `session_s` and `personal_s` hold the time of each format once warm, gathering apart; `session_all_s` is
    gathering and writing every format together, `personal_all_s` the same for one person without the notebook.
    `personal_cold_*` is one record in a process of its own: time, and memory at its largest (Linux).
    """
    with tempfile.TemporaryDirectory(prefix="evenground-bench-", ignore_cleanup_errors=True) as folder:
        address = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        with open_store(address) as store:
            session, people = _hold(store, participants)
            facts = _of_session(store, session) | _of_people(store, session, people)
        cold = {to: _cold(address, session.code, to, people[0]) for to in ("html", "pdf", "docx")}
    return {
        "participants": participants,
        "prompts": PROMPTS,
        "themes": THEMES,
        **facts,
        "personal_cold_s": {to: round(found["s"], 3) for to, found in cold.items()},
        "personal_cold_mb": {to: found["mb"] and round(found["mb"], 1) for to, found in cold.items()},
    }


def _of_session(store: Store, session: Session) -> dict[str, Any]:
    from evenground.records import files

    formats = files.formats("session")
    files.make(store, session.code, "session", formats)  # once, so that everything is loaded
    gathering, gathered = _timed(lambda: files.gather(store, session.code, "session"))
    each = {to: _timed(partial(files.write, gathered, [to])) for to in formats}
    whole, _made = _timed(lambda: files.make(store, session.code, "session", formats))
    return {
        "session_all_s": whole,
        "session_gather_s": gathering,
        "session_s": {to: took for to, (took, _files) in each.items()},
        "session_bytes": {to: sum(len(one.data) for one in made) for to, (_took, made) in each.items()},
    }


def _of_people(store: Store, session: Session, people: Sequence[int]) -> dict[str, Any]:
    from evenground.records import files

    formats = [to for to in files.formats("personal") if to != "ipynb"]
    mine = people[: min(len(people), 10)]
    for to in formats:
        files.make(store, session.code, "personal", [to], participant=mine[0])

    def each(to: Sequence[str]) -> float:
        make = partial(files.make, store, session.code, "personal", to)
        return round(median(_once(partial(make, participant=one)) for one in mine), 3)

    return {"personal_all_s": each(formats), "personal_s": {to: each([to]) for to in formats}}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median time of some runs, and what the last of them made."""
    took, made = [], None
    for _time in range(TIMES):
        begun = perf_counter()
        made = work()
        took.append(perf_counter() - begun)
    return round(median(took), 3), made


def _once(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _cold(address: str, code: str, to: str, person: int) -> dict[str, Any]:
    command = [sys.executable, "-c", _COLD, address, code, to, str(person)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return dict(json.loads(done.stdout))


def _workshop() -> Workshop:
    """Ten prompts: six in words, two measures, a choice and actions; twelve themes."""
    words = [{"id": f"words-{n}", "kind": "text", "ask": f"Question {n} in words?", "feeds": "theme"} for n in range(6)]
    scales = [
        {"id": name, "kind": "scale", "ask": f"How much {name}?", "measures": name, "about": "fairness", "twice": True}
        for name in ("importance", "confidence")
    ]
    rest = [
        {"id": "where", "kind": "choice", "ask": "Where?", "options": ["home", "ward", "clinic", "elsewhere"]},
        {"id": "next", "kind": "action", "ask": "What will you do?"},
    ]
    stages = [
        {"stage": "welcome", "minutes": 1},
        {"stage": "individual", "minutes": 8, "sections": ["all"]},
        {"stage": "shared", "minutes": 8},
        {"stage": "review", "minutes": 4},
        {"stage": "commit", "minutes": 4, "sections": ["all"]},
    ]
    return Workshop.model_validate(
        {
            "id": "bench",
            "title": "A made-up workshop",
            "summary": "Made to measure how long records take.",
            "sections": [{"id": "all", "title": "All of it", "prompts": [*words, *scales, *rest]}],
            "agenda": {"25": stages},
            "frameworks": ["four-pillars", "levels-of-action"],
            "themes": [{"name": f"Theme {word}", "terms": [word]} for word in WORDS[:THEMES]],
        }
    )


def _hold(store: Store, participants: int) -> tuple[Session, list[int]]:
    """Hold a session of made-up people; everybody answers everything, some change their mind, all mean to act."""
    draw = random.Random(1)  # noqa: S311 - made-up words, the same each time
    session, _key = commands.create_session(store, _workshop(), synthetic=True)
    people = [commands.join(store, session.code, new_token(), synthetic=True).id for _one in range(participants)]
    commands.move(store, session.id, 1)
    for person in people:
        for number in range(6):
            commands.answer(store, person, f"words-{number}", _sentence(draw))
        commands.answer(store, person, "importance", draw.randint(5, 10))
        commands.answer(store, person, "confidence", draw.randint(0, 7))
        commands.answer(store, person, "where", draw.choice(["home", "ward", "clinic", "elsewhere"]))
        commands.set_ready(store, person, True)
    commands.move(store, session.id, SHARED)
    _confirm(store, session, draw)
    commands.move(store, session.id, COMMIT)
    for number, person in enumerate(people):
        commands.answer(store, person, "confidence", draw.randint(3, 10))
        if number % 4 == 0:
            commands.answer(store, person, "words-0", _sentence(draw), reason=_sentence(draw))
        by = (date(2030, 1, 1) + timedelta(days=number)).isoformat()
        level = draw.choice(["self", "team", "organisation"])
        action = {"what": _sentence(draw), "who": "the team", "by": by, "level": level}
        commands.answer(store, person, "next", [action])
    return queries.get_session(store, session.code), people


def _confirm(store: Store, session: Session, draw: random.Random) -> None:
    themes = [theme.id for theme in queries.themes(store, session.id)]
    for row in queries.shared(store, session.id, purpose="facilitator"):
        if row.prompt.startswith("words-"):
            theming.place(store, session.id, row.answer, draw.choice(themes), "confirmed")
    for number in range(5):
        commands.add_point(store, session.id, _sentence(draw), themes[number])


def _sentence(draw: random.Random) -> str:
    return f"{' '.join(draw.choices(WORDS, k=draw.randint(8, 40)))}.".capitalize()
