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


def draw(rows: Sequence[Labelled], size: int, seed: int) -> list[Labelled]:
    """Return `size` answers (or what there is) as chance brings them, none of a label that has 25 already."""
    count: Counter[str] = Counter()
    kept: list[Labelled] = []
    for row in Random(seed).sample(list(rows), len(rows)):  # noqa: S311
        if len(kept) < size and all(count[name] < A_LABEL for name in row.labels):
            count.update(row.labels)
            kept.append(row)
    return kept


def draw_even(pool: Sequence[Labelled], size: int, seed: int) -> list[Labelled]:
    """Return `size` answers (or what there is) of a pool that was first cut to 25 a label: labels are about even."""
    chance = Random(seed)  # noqa: S311
    kept: list[Labelled] = []
    for name in sorted({row.labels[0] for row in pool}):
        of = [row for row in pool if row.labels[0] == name]
        kept.extend(chance.sample(of, min(A_LABEL, len(of))))
    return chance.sample(kept, min(size, len(kept)))


def within(rows: Sequence[Labelled], names: Sequence[str]) -> list[Labelled]:
    """Return the answers under one or several of these themes; other themes of theirs are left aside."""
    return [
        Labelled(row.question, row.text, labels)
        for row in rows
        if (labels := tuple(name for name in row.labels if name in names))
    ]


def arguments(rows: Sequence[Labelled]) -> list[list[Labelled]]:
    """Return the answers under one theme, question by question, where a question has enough of them."""
    questions: dict[str, list[Labelled]] = {}
    for row in comments(rows):
        questions.setdefault(row.question, []).append(row)
    return [of for of in questions.values() if len(of) >= ENOUGH]
