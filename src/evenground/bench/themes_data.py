"""Answers with people's own labels, and draws from them that are the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MOST_FREQUENT = 12
A_LABEL = 25  # comments of one label at most
ENOUGH = 40  # texts that a question needs


@dataclass(frozen=True)
class Labelled:
    """An answer to a question and the names of the themes that people put it under."""

    question: str
    text: str
    labels: tuple[str, ...]


def comments(rows: Sequence[Labelled]) -> list[Labelled]:
    """Return the answers under one theme only."""
    return [row for row in rows if len(row.labels) == 1]


def frequent(rows: Sequence[Labelled]) -> tuple[list[str], list[Labelled]]:
    """Return the twelve most frequent labels of answers under one theme, and these answers."""
    single = comments(rows)
    names = [name for name, _count in Counter(row.labels[0] for row in single).most_common(MOST_FREQUENT)]
    return names, [row for row in single if row.labels[0] in names]


def draw(pool: Sequence[Labelled], size: int, seed: int) -> list[Labelled]:
    """Return `size` answers (or what there is) of a pool that was first cut to 25 a label: labels are about even."""
    chance = Random(seed)  # noqa: S311
    kept: list[Labelled] = []
    for name in sorted({row.labels[0] for row in pool}):
        of = [row for row in pool if row.labels[0] == name]
        kept.extend(chance.sample(of, min(A_LABEL, len(of))))
    return chance.sample(kept, min(size, len(kept)))


def draw_as_they_come(pool: Sequence[Labelled], size: int, seed: int) -> list[Labelled]:
    """Return `size` answers (or what there is) as chance brings them, no more of a label once it has 25."""
    count: Counter[str] = Counter()
    kept: list[Labelled] = []
    for row in Random(seed).sample(list(pool), len(pool)):  # noqa: S311
        if len(kept) < size and count[row.labels[0]] < A_LABEL:
            count[row.labels[0]] += 1
            kept.append(row)
    return kept


def draw_several(rows: Sequence[Labelled], names: Sequence[str], size: int, seed: int) -> list[Labelled]:
    """Return answers under one or several of these themes; other themes of theirs are left aside."""
    kept = [
        Labelled(row.question, row.text, labels)
        for row in rows
        if (labels := tuple(name for name in row.labels if name in names))
    ]
    return Random(seed).sample(kept, min(size, len(kept)))  # noqa: S311


def arguments(rows: Sequence[Labelled]) -> list[list[Labelled]]:
    """Return the answers under one theme, question by question, where a question has enough of them."""
    questions: dict[str, list[Labelled]] = {}
    for row in comments(rows):
        questions.setdefault(row.question, []).append(row)
    return [of for of in questions.values() if len(of) >= ENOUGH]
