"""Texts as rows of numbers: their meaning, their words and the pieces of their words, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenground.analysis.embeddings import Encoder, Floats
from evenground.analysis.wording import Bag, Whole, bag, said, sentences

KEPT = 6000  # texts whose reading is kept
_TOGETHER = 64  # texts that the encoder gets at once


@dataclass(frozen=True, slots=True)
class Piece:
    """A text or one of its sentences: its vector (None where meaning is not compared) and its words."""

    vector: Floats | None
    bag: Bag


@dataclass(frozen=True, slots=True)
class Read:
    """A text as a whole, its sentences with their places, and the words it says."""

    whole: Piece
    said: Counter[str]
    parts: tuple[Piece, ...]
    places: tuple[tuple[int, int], ...]


class Reader:
    """Reads texts, each once, and keeps what it read of the latest ones."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._kept: dict[str, Read] = {}

    def read(self, texts: Iterable[str]) -> list[Read]:
        """Return each text as it was read, in the order given."""
        asked = list(texts)
        new = [text for text in dict.fromkeys(asked) if text not in self._kept]
        self._kept.update(zip(new, self._read(new), strict=True))
        for text in asked:
            self._kept[text] = self._kept.pop(text)  # the latest asked for stand last
        found = [self._kept[text] for text in asked]
        for text in list(self._kept)[: max(0, len(self._kept) - KEPT)]:
            del self._kept[text]
        return found

    def _read(self, texts: Sequence[str]) -> list[Read]:
        places = [sentences(text) for text in texts]
        flat: list[str] = []
        for text, found in zip(texts, places, strict=True):
            flat.append(text)
            if len(found) > 1:
                flat.extend(text[start:end] for start, end in found)
        pieces = iter([Piece(v, bag(text)) for v, text in zip(self._vectors(flat), flat, strict=True)])
        read = []
        for text, found in zip(texts, places, strict=True):
            whole = next(pieces)
            parts = tuple(next(pieces) for _place in found) if len(found) > 1 else (whole,)
            read.append(Read(whole, said(text), parts, tuple(found) or ((0, len(text)),)))
        return read

    def _vectors(self, texts: Sequence[str]) -> list[Floats | None]:
        if self._encoder is None:
            return [None] * len(texts)
        # Texts of about one length together: none waits for a much longer one. The order changes no vector.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        rows: list[Floats | None] = [None] * len(texts)
        for first in range(0, len(order), _TOGETHER):
            some = order[first : first + _TOGETHER]
            for at, row in zip(some, self._encoder.encode([texts[at] for at in some]), strict=True):
                rows[at] = row if texts[at].strip() else np.zeros_like(row)
        return rows


class Views:
    """What is common to a collection of texts, and any text's row seen against it.

    `shrink` is how much of the collection's mean meaning is taken away: what all have in common tells none apart.
    `lexical` is what words, and what pieces of words, weigh beside the meaning.
    """

    def __init__(self, pieces: Sequence[Piece], shrink: float, lexical: float) -> None:
        self._weight = np.float32(lexical**0.5)
        vectors = [piece.vector for piece in pieces if piece.vector is not None]
        self._mean = np.mean(vectors, axis=0) * np.float32(shrink) if vectors else None
        self._words = _Lexicon([piece.bag.words for piece in pieces])
        self._pieces = _Lexicon([piece.bag.pieces for piece in pieces])

    def rows(self, pieces: Sequence[Piece]) -> Floats:
        """Return one row of length one a piece (of zeros where there is nothing to compare)."""
        width = 0 if self._mean is None else len(self._mean)
        rows = np.zeros((len(pieces), width + self._words.width + self._pieces.width), np.float32)
        if self._mean is not None and pieces:
            vectors = np.stack([self._mean if piece.vector is None else piece.vector for piece in pieces])
            rows[:, :width] = unit(vectors - self._mean) * vectors.any(1, keepdims=True)
        words = [(piece.bag.words, piece.bag.word_counts) for piece in pieces]
        self._words.fill(rows[:, width : width + self._words.width], words, self._weight)
        parts = [(piece.bag.pieces, piece.bag.piece_counts) for piece in pieces]
        self._pieces.fill(rows[:, width + self._words.width :], parts, self._weight)
        return unit(rows)


class _Lexicon:
    """Weights for what several texts of a collection share: the rarer, the heavier."""

    def __init__(self, held: Sequence[Whole]) -> None:
        self._texts = len(held)
        known, counts = np.unique(np.concatenate([*held, np.zeros(0, np.int64)]), return_counts=True)
        rarity = np.log((1 + self._texts) / (1 + counts)) + 1
        shared = counts > min(1, self._texts - 1)  # what one text alone has makes it like no other
        self._known, self._rarity = known[shared], rarity[shared]
        self._alone = float(np.log((1 + self._texts) / 2) + 1)
        self.width = len(self._known)

    def fill(self, rows: Floats, held: Sequence[tuple[Whole, Whole]], heavy: np.float32) -> None:
        """Write into rows of zeros what each text holds, each row of length `heavy` or less."""
        sizes = [len(numbers) for numbers, _counts in held]
        at = np.repeat(np.arange(len(held)), sizes)
        numbers = np.concatenate([*(numbers for numbers, _counts in held), np.zeros(0, np.int64)])
        counts = np.concatenate([*(counts for _numbers, counts in held), np.zeros(0, np.int64)])
        column = np.searchsorted(self._known, numbers)
        hit = column < self.width
        hit[hit] = self._known[column[hit]] == numbers[hit]
        rarity = np.full(len(numbers), self._alone)
        rarity[hit] = self._rarity[column[hit]]
        weight = (1 + np.log(np.maximum(counts, 1))) * rarity
        length = np.sqrt(np.bincount(at, weight**2, len(held)))
        rows[at[hit], column[hit]] = (weight * heavy / np.maximum(length[at], 1e-9))[hit]


def unit(rows: NDArray[np.floating]) -> Floats:
    """Return the rows with length one; what is nothing stays nothing."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    scale = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 1e-6)
    return (rows * scale[:, None]).astype(np.float32, copy=False)
