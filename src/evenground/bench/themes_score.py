"""What the engine makes of labelled answers, beside what people made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import comb
from random import Random

from evenground.analysis.engine import Engine, Found
from evenground.bench.themes_data import Labelled
from evenground.domain.response import Placement, ThemeRow
from evenground.domain.suggested import theme_of

SHOWN = 3  # confirmed examples a theme while answers arrive


def rand_index(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two groupings: 1 the same, 0 as by chance."""
    both = sum(comb(count, 2) for count in Counter(zip(ours, theirs, strict=True)).values())
    one, other = (sum(comb(count, 2) for count in Counter(labels).values()) for labels in (ours, theirs))
    pairs = comb(len(ours), 2)
    chance = one * other / pairs if pairs else 0.0
    most = (one + other) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def discovery(engine: Engine, rows: Sequence[Labelled]) -> tuple[float, float, int]:
    """Return the adjusted Rand index with the true number of themes and with the engine's own, and that number."""
    texts = {at: row.text for at, row in enumerate(rows)}
    truth = [row.labels[0] for row in rows]
    given = engine.groups(texts, len(set(truth)))
    own = engine.groups(texts)
    return rand_index(_labels(given), truth), rand_index(_labels(own), truth), len(own)


def _labels(groups: Iterable[Found]) -> list[int]:
    group = {answer: at for at, found in enumerate(groups) for answer in found.answers}
    return [group[answer] for answer in sorted(group)]


def accuracy(engine: Engine, rows: Sequence[Labelled], examples: int, seed: int) -> float:
    """Return the share of unconfirmed answers whose likeliest theme is theirs, given names and confirmed examples."""
    texts, names, themes = _case(rows)
    confirmed = _confirmed(rows, names, examples, seed)
    learnt = engine.learn(texts, themes, confirmed)
    known = {placement.answer for placement in confirmed}
    asked = [at for at in texts if at not in known]
    scores = learnt.scores([texts[at] for at in asked])
    right = [
        names[learnt.themes[int(row.argmax())]] in rows[at].labels for at, row in zip(asked, scores, strict=True)
    ]
    return sum(right) / len(right) if right else 1.0


def several(engine: Engine, rows: Sequence[Labelled], examples: int, seed: int) -> tuple[float, float, float]:
    """Return micro-F1, precision and recall of what is suggested for answers nobody judged; several themes each."""
    texts, names, themes = _case(rows)
    confirmed = _confirmed(rows, names, examples, seed)
    known = {placement.answer for placement in confirmed}
    found = {
        (one.answer, names[theme])
        for one in engine.suggest(texts, themes, confirmed)
        if one.answer not in known and (theme := theme_of(one.target)) is not None
    }
    true = {(at, name) for at, row in enumerate(rows) if at not in known for name in row.labels}
    right = len(found & true)
    return 2 * right / max(1, len(found) + len(true)), right / max(1, len(found)), right / max(1, len(true))


def moved(engine: Engine, rows: Sequence[Labelled], seed: int) -> tuple[float, float]:
    """Return, for one more answer, the share of shown answers whose card goes, and of those that get a further card.

    Half of the answers are there, with three confirmed a theme; the others arrive one by one. The engine looks at all
    of them each time, and what it suggests is only ever added to what is shown, as the store does it.
    """
    texts, names, themes = _case(rows)
    half = len(texts) // 2
    confirmed = _confirmed(rows[:half], names, SHOWN, seed)
    shown: dict[int, set[str]] = {}
    gone, further = [], []
    for count in range(half, len(texts) + 1):
        before = {answer: set(targets) for answer, targets in shown.items()}
        for one in engine.suggest({at: texts[at] for at in range(count)}, themes, confirmed):
            shown.setdefault(one.answer, set()).add(one.target)
        if before:
            gone.append(sum(not targets <= shown[answer] for answer, targets in before.items()) / len(before))
            further.append(sum(targets < shown[answer] for answer, targets in before.items()) / len(before))
    return sum(gone) / max(1, len(gone)), sum(further) / max(1, len(further))


def _case(rows: Sequence[Labelled]) -> tuple[dict[int, str], list[str], list[ThemeRow]]:
    names = sorted({name for row in rows for name in row.labels})
    themes = [ThemeRow(at, name, (), at, False, None) for at, name in enumerate(names)]
    return {at: row.text for at, row in enumerate(rows)}, names, themes


def _confirmed(rows: Sequence[Labelled], names: Sequence[str], examples: int, seed: int) -> list[Placement]:
    """Return that many answers a theme (or all it has) as confirmed, drawn by chance."""
    chance = Random(1000 + seed)  # noqa: S311
    placements = []
    for theme, name in enumerate(names):
        of = [at for at, row in enumerate(rows) if name in row.labels]
        placements += [Placement(at, theme, "confirmed") for at in chance.sample(of, min(examples, len(of)))]
    return placements
