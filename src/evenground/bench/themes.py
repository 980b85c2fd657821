"""How well the kit finds people's themes, and what that costs, over answers that people labelled."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from evenground.analysis import embeddings
from evenground.analysis.engine import Engine
from evenground.bench.themes_cost import footprint, speed
from evenground.bench.themes_data import Labelled, arguments, draw, draw_even, frequent, within
from evenground.bench.themes_score import accuracy, discovery, moved, several
from evenground.errors import InputError
from evenground.i18n import _

NHS, ARGUMENTS, POLIS = "nhs_feedback.csv", "argument_keypoints.csv", "polis"
SIZES, CONFIRMED = (30, 100, 300), (0, 1, 3, 5)
Report = Callable[[str], None]


def themes(folder: Path, draws: int = 10, report: Report = lambda _line: None) -> dict[str, Any]:
    """Return all figures for the data in `folder` (or in its folder `themes`); a part without data is left out by name.

    Raises InputError where none of the data is there.
    """
    places = {name: place for name in (NHS, ARGUMENTS, POLIS) if (place := _place(folder, name))}
    if not places:
        raise InputError(
            _(
                "There are no labelled answers in {folder}. This benchmark reads {names}; where they come from is told "
                "in the documentation. Without them it cannot be run, and nothing else needs them."
            ).format(folder=folder, names=", ".join((NHS, ARGUMENTS, POLIS)))
        )
    left_out = [name for name in (NHS, ARGUMENTS, POLIS) if name not in places]
    facts: dict[str, Any] = {"draws": draws, "sizes": list(SIZES), "confirmed": list(CONFIRMED), "left_out": left_out}
    facts |= footprint()
    engine = Engine(embeddings.load())
    facts["meaning"] = engine.meaning
    for name, part in ((NHS, _nhs), (ARGUMENTS, _arguments)):
        if name in places:
            report(_("Measuring {name}").format(name=name))
            facts |= part(engine, _rows(places[name]), draws)
    if POLIS in places:
        report(_("Measuring {name}").format(name=POLIS))
        facts["polis"] = _polis(places[POLIS])
    return facts


def _place(folder: Path, name: str) -> Path | None:
    found = (folder / name, folder / "themes" / name, folder.parent / name if name == POLIS else folder / name)
    return next((place for place in found if place.exists()), None)


def _rows(path: Path) -> list[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(row["question"], row["text"], tuple(row["labels"].split("|"))) for row in csv.DictReader(file)
        ]


def _nhs(engine: Engine, rows: list[Labelled], draws: int) -> dict[str, Any]:
    names, pool = frequent(rows)
    every = within(rows, names)
    facts: dict[str, Any] = {}
    for size in SIZES:
        drawn = [draw(pool, size, seed) for seed in range(draws)]
        given, own, numbers = zip(*(discovery(engine, one) for one in drawn), strict=True)
        facts[f"nhs_{size}_ari"] = _spread(given)
        facts[f"nhs_{size}_ari_own_number"] = _spread(own) | {"groups": median(numbers)}
        for examples in CONFIRMED:
            found = [accuracy(engine, one, examples, seed) for seed, one in enumerate(drawn)]
            facts[f"nhs_{size}_accuracy_{examples}"] = _spread(found)
        judged = [several(engine, draw(every, size, seed), 3, seed) for seed in range(draws)]
        for at, figure in enumerate(("micro_f1", "precision", "recall")):
            facts[f"nhs_{size}_{figure}_3"] = _spread(one[at] for one in judged)
        even = [draw_even(pool, size, seed) for seed in range(draws)]
        facts[f"nhs_{size}_even_ari"] = _spread(discovery(engine, one)[0] for one in even)
        facts[f"nhs_{size}_even_accuracy_3"] = _spread(accuracy(engine, one, 3, at) for at, one in enumerate(even))
    arriving = [moved(engine, draw(pool, 100, seed), seed) for seed in range(draws)]
    facts["cards_moved_share"] = _spread(gone for gone, _further in arriving)
    facts["cards_added_share"] = _spread(further for _gone, further in arriving)
    return facts | speed(engine, [row.text for row in rows])


def _arguments(engine: Engine, rows: list[Labelled], draws: int) -> dict[str, Any]:
    questions = arguments(rows)
    given, own, numbers = zip(*(discovery(engine, one) for one in questions), strict=True)
    facts: dict[str, Any] = {
        "arguments_questions": len(questions),
        "arguments_ari": _spread(given),
        "arguments_ari_own_number": _spread(own) | {"groups": median(numbers)},
    }
    for examples in CONFIRMED:
        # A draw is which answers are confirmed: the mean over questions, and the range of it over draws.
        found = [
            _mean(accuracy(engine, one, examples, seed) for one in questions)
            for seed in range(draws if examples else 1)
        ]
        facts[f"arguments_accuracy_{examples}"] = _spread(found)
    return facts


def _polis(folder: Path) -> dict[str, Any]:
    from evenground.bench import polis

    found: dict[str, Any] = {}
    for place in sorted(folder.iterdir()):
        if (place / "math-pca2.json").exists():
            found[place.name] = polis.compare(place)
        elif (place / "participants-votes.csv").exists():
            found[place.name] = polis.carried(place)
    return found


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _spread(values: Iterable[float]) -> dict[str, float]:
    found = list(values)
    return {
        "mean": round(_mean(found), 3),
        "median": round(median(found), 3),
        "low": round(min(found), 3),
        "high": round(max(found), 3),
    }


def named(facts: dict[str, Any]) -> str:
    """Return the figures for a person to read, one a line."""
    width = max(map(len, facts))
    return "\n".join(f"{name.replace('_', ' '):<{width}}  {_told(value)}" for name, value in facts.items())


def _told(value: Any) -> str:
    if isinstance(value, dict) and "mean" in value:
        more = "".join(f"; {name} {of:g}" for name, of in value.items() if name == "groups")
        text = _("{mean:.3f} (median {median:.3f}, from {low:.3f} to {high:.3f}{more})")
        return text.format(**value | {"more": more})
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_told(of)}" for name, of in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("none")
    return str(value)
