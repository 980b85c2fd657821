"""What the engine costs: time, memory and room on the disk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from evenground.analysis.embeddings import DISTRIBUTION
from evenground.analysis.engine import Engine
from evenground.domain.response import Placement, ThemeRow

MANY = 500  # answers that are grouped again
TIMES = 9
_PROGRAM = """
import json, re, sys
def resident():
    try:
        text = open("/proc/self/status").read()
    except OSError:
        return None
    return int(re.search(r"VmRSS:\\s+(\\d+)", text)[1]) / 1024
before = resident()
from evenground.analysis import embeddings
from evenground.analysis.engine import Engine
from evenground.domain.response import ThemeRow
engine = Engine(embeddings.load())
texts = {at: f"Somebody waited {at} days. The letter came late." for at in range(100)}
engine.groups(texts)
engine.suggest(texts, [ThemeRow(1, "Waiting", (), 1, False, None), ThemeRow(2, "Letters", (), 2, False, None)], [])
after = resident()
print(json.dumps(None if before is None else after - before))
"""


def footprint() -> dict[str, Any]:
    """Return what the engine adds to a plain Python process, and what its packages take on the disk, in MB."""
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=300, check=True)
    added = json.loads(done.stdout)
    encoder, numbers, threads = (_installed(name) for name in (DISTRIBUTION, "numpy", "threadpoolctl"))
    return {
        "memory_mb": None if added is None else round(added, 1),
        "installed_mb": round(encoder + threads, 1),
        "installed_with_numpy_mb": round(encoder + threads + numbers, 1),
    }


def _installed(name: str) -> float:
    """Return the size of a package's files in MB; 0 where it is not installed."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return 0.0
    places = {Path(str(file.locate())) for file in files}
    return sum(place.stat().st_size for place in places if place.is_file()) / 1024**2


def speed(engine: Engine, texts: Sequence[str]) -> dict[str, Any]:
    """Return milliseconds to group answers again that were read before, and to read and place one more."""
    many = dict(enumerate(texts[:MANY]))
    news = [f"{text} " for text in texts[-TIMES:]]  # not read before: the space makes them other texts
    names = ("waiting", "staff", "food", "parking", "letters", "telephone", "cleaning", "information")
    themes = [ThemeRow(at, name, (), at, False, None) for at, name in enumerate(names)]
    confirmed = [Placement(at, at % len(themes), "confirmed") for at in range(min(len(many), 3 * len(themes)))]
    learnt = engine.learn(many, themes, confirmed)

    def fewer(at: int) -> list[Placement]:  # other judgements each time, so that nothing is known from before
        return confirmed[: len(confirmed) - at % TIMES - 1]

    return {
        "answers": len(many),
        "regroup_ms": _milliseconds(lambda _at: engine.groups(many)),
        "learn_ms": _milliseconds(lambda at: engine.learn(many, themes, fewer(at))),
        "place_one_ms": _milliseconds(lambda at: learnt.suggest({len(many) + at: news[at % len(news)]})),
        "suggest_all_ms": _milliseconds(lambda at: engine.suggest(many, themes, fewer(at))),
    }


def _milliseconds(act: Callable[[int], object]) -> float:
    act(-1)
    taken = []
    for at in range(TIMES - 1):
        start = perf_counter()
        act(at)
        taken.append((perf_counter() - start) * 1000)
    return round(median(taken), 1)
