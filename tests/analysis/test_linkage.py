"""Groups of rows that are alike."""

from __future__ import annotations

import numpy as np
import pytest

from evenground.analysis.linkage import clusters, number_for
from evenground.analysis.reading import unit


def heaps(sizes: list[int], seed: int = 1) -> np.ndarray:
    """Rows around as many directions as there are sizes."""
    chance = np.random.default_rng(seed)
    centres = np.repeat(np.eye(len(sizes), 20), sizes, axis=0)
    return unit(centres + chance.normal(0, 0.08, centres.shape))


@pytest.mark.parametrize("sizes", [[5, 5], [30, 8, 12], [60, 60, 60, 20]])
def test_heaps_that_lie_apart_are_told_apart(sizes: list[int]) -> None:
    labels = clusters(heaps(sizes), len(sizes))
    expected = np.repeat(np.arange(len(sizes)), sizes)
    assert len({(one, other) for one, other in zip(labels.tolist(), expected.tolist(), strict=True)}) == len(sizes)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 13, 50])
@pytest.mark.parametrize("number", [1, 2, 3, 40])
def test_every_row_gets_a_group_and_no_group_is_empty(count: int, number: int) -> None:
    rows = unit(np.random.default_rng(count).normal(size=(count, 6)))
    labels = clusters(rows, number)
    assert len(labels) == count
    assert sorted(set(labels.tolist())) == list(range(len(set(labels.tolist()))))
    assert len(set(labels.tolist())) <= max(number, 1)


def test_rows_that_are_all_the_same_and_rows_of_nothing_are_grouped_too() -> None:
    assert len(clusters(unit(np.ones((20, 4))), 4)) == 20
    assert len(clusters(np.zeros((20, 4), np.float32), 4)) == 20


def test_the_number_to_begin_with_grows_slowly() -> None:
    numbers = [number_for(count) for count in (0, 1, 2, 8, 50, 100, 300, 5000)]
    assert numbers == sorted(numbers)
    assert (numbers[0], numbers[1], numbers[-1]) == (0, 1, 12)
