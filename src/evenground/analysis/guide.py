"""What people's hands teach: from theme names and judged answers to a score for every other answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenground.analysis.embeddings import Floats
from evenground.analysis.reading import Piece, Read, Views, unit

MOST = 800  # unjudged answers that are learnt from; more are compared all the same
_SHRINK = 0.7  # of the mean meaning
_LEXICAL = 0.5  # what words, and what pieces of words, weigh beside the meaning
_CAUTION = 1.0  # how little a single example may change
_QUIET = 0.3  # what an unjudged answer weighs beside a judged one
_SHARP = 0.15  # how quickly a lower score becomes a smaller share
_ROUNDS = 3  # times that the unjudged answers are guessed again


@dataclass(frozen=True)
class Lesson:
    """Answers and names to learn from: `judged` has a row an answer, 1 confirmed, -1 rejected, 0 neither.

    `seeds` are names and terms, `themes` tells for each the column it speaks for.
    """

    answers: Sequence[Read]
    judged: NDArray[np.int8]
    seeds: Sequence[Piece]
    themes: Sequence[int]


class Guide:
    """Knows for each theme what its answers are like.

    An answer is described by how alike it is to every other one, so that two are near each other when the same
    others are near both. A ridge regression learns from names and judged answers what that says about themes, and
    looks at its own guesses for the rest, which weigh little.
    """

    def __init__(self, lesson: Lesson) -> None:
        pieces = [read.whole for read in lesson.answers]
        self._views = Views(pieces or lesson.seeds, _SHRINK, _LEXICAL)
        self._among = self._views.rows([*pieces, *lesson.seeds])
        self._count = lesson.judged.shape[1]
        described = unit(self._among @ self._among.T)
        self._weights = described.T @ _learnt(described, lesson, self._count)

    def scores(self, pieces: Sequence[Piece]) -> Floats:
        """Return one row a piece and one column a theme; the higher, the likelier."""
        if not pieces:
            return np.zeros((0, self._count), np.float32)
        return unit(self._views.rows(pieces) @ self._among.T) @ self._weights


def shares(scores: NDArray[np.floating]) -> Floats:
    """Return the scores of each row as shares of one."""
    if not scores.size:
        return np.zeros(scores.shape, np.float32)
    raised = np.exp((scores - scores.max(1, keepdims=True)) / _SHARP)
    return (raised / raised.sum(1, keepdims=True)).astype(np.float32)


def _learnt(described: Floats, lesson: Lesson, themes: int) -> Floats:
    """Return what each answer and seed has to say about each theme."""
    judged = lesson.judged.astype(np.float32)
    told = (judged > 0).any(1)
    base = np.float32(1 / max(themes, 2))
    wanted = np.zeros((len(described), themes), np.float32)
    wanted[: len(judged)] = np.maximum(judged, 0) / np.maximum((judged > 0).sum(1, keepdims=True), 1)
    wanted[np.arange(len(judged), len(described)), list(lesson.themes)] = 1
    known = np.concatenate([told, np.ones(len(lesson.seeds), bool)])
    alike = described @ described.T
    wide = np.flatnonzero(known)
    speaks = np.zeros_like(wanted)
    speaks[wide] = _solved(alike[np.ix_(wide, wide)], np.ones(len(wide)), (wanted - base)[wide])
    refused = np.concatenate([judged < 0, np.zeros((len(lesson.seeds), themes), bool)])
    weight = np.where(known | refused.any(1), 1.0, _QUIET)
    inverse = np.linalg.inv(alike + np.diag(_CAUTION / weight).astype(np.float32))
    for _round in range(_ROUNDS):
        guessed = np.where(refused, 0, shares(alike @ speaks))
        target = np.where(known[:, None], wanted, guessed) - base
        target[refused] = -1
        speaks = (inverse @ target).astype(np.float32)
    return speaks


def _solved(alike: Floats, weight: NDArray[np.floating], target: Floats) -> Floats:
    return np.linalg.solve(alike + np.diag(_CAUTION / weight), target).astype(np.float32)


def columns(
    themes: Mapping[int, int], judged: Sequence[tuple[int, int, str]], answers: Sequence[int]
) -> NDArray[np.int8]:
    """Return judgements (answer, theme, state) as numbers, a row an answer and a column a theme."""
    rows = {answer: at for at, answer in enumerate(answers)}
    table = np.zeros((len(answers), len(themes)), np.int8)
    for answer, theme, state in judged:
        if answer in rows and theme in themes:
            table[rows[answer], themes[theme]] = 1 if state == "confirmed" else -1
    return table
