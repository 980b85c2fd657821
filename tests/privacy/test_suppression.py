"""Small counts cannot be read, nor rebuilt from what is shown and the rules."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.privacy.suppression import Masked, mask, mean_or_none

NAMES = "abcdef"
COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30), max_size=8)
THRESHOLDS = st.integers(3, 8)


def _all_counts(parts: int, total: int) -> Iterator[tuple[int, ...]]:
    return (c for c in itertools.product(range(total + 1), repeat=parts) if sum(c) == total)


@pytest.mark.parametrize("threshold", [3, 4, 5])
@pytest.mark.parametrize(("parts", "most"), [(2, 14), (3, 12), (4, 9), (5, 7)])
def test_no_masked_part_follows_from_the_total_the_shown_parts_and_the_rules(
    threshold: int, parts: int, most: int
) -> None:
    """Somebody who knows how masking works tries every set of counts that would look the same."""
    for total in range(1, most + 1):
        alike = defaultdict(list)
        for counts in _all_counts(parts, total):
            shown = mask(dict(zip(NAMES, counts, strict=False)), threshold, parts_of=total)
            alike[tuple(shown.values())].append(counts)
        for shown_values, candidates in alike.items():
            for place, value in enumerate(shown_values):
                possible = {counts[place] for counts in candidates}
                assert not isinstance(value, Masked) or len(possible) > 1, (total, candidates)


@given(counts=COUNTS, threshold=THRESHOLDS, rest=st.integers(0, 10))
def test_no_count_below_the_threshold_is_ever_shown(counts: dict[str, int], threshold: int, rest: int) -> None:
    for total in (None, sum(counts.values()) + rest):
        shown = mask(counts, threshold, parts_of=total)
        assert list(shown) == list(counts)
        for name, value in shown.items():
            assert isinstance(value, Masked) or (value == counts[name] and not 0 < value < threshold)


@given(counts=COUNTS, threshold=THRESHOLDS)
def test_subtracting_what_is_shown_from_the_total_leaves_no_single_masked_count(
    counts: dict[str, int], threshold: int
) -> None:
    total = sum(counts.values())
    shown = mask(counts, threshold, parts_of=total)
    masked = [name for name, value in shown.items() if isinstance(value, Masked)]
    if masked and len(counts) > 1:
        assert len(masked) > 1
        left = total - sum(value for value in shown.values() if isinstance(value, int))
        assert left >= threshold or len(masked) == len(counts)


def test_counts_that_are_no_parts_of_a_whole_are_masked_one_by_one() -> None:
    shown = mask({"travel": 7, "money": 2, "time": 1, "none": 0}, 3)
    assert {name: str(value) for name, value in shown.items()} == {
        "travel": "7",
        "money": "fewer than 3",
        "time": "fewer than 3",
        "none": "0",
    }


def test_one_small_part_takes_the_next_smallest_with_it_and_neither_says_which_is_small() -> None:
    shown = mask({"home": 9, "ward": 4, "clinic": 1, "street": 0}, 3, parts_of=14)
    assert {name: str(value) for name, value in shown.items()} == {
        "home": "9",
        "ward": "not shown",
        "clinic": "not shown",
        "street": "0",
    }


def test_parts_that_hide_each_other_take_no_other_with_them() -> None:
    shown = mask({"home": 9, "ward": 2, "clinic": 1}, 3, parts_of=12)
    assert shown["home"] == 9
    assert str(shown["ward"]) == str(shown["clinic"]) == "fewer than 3"


def test_parts_that_are_all_large_or_all_empty_are_shown() -> None:
    assert mask({"a": 5, "b": 3, "c": 0}, 3, parts_of=8) == {"a": 5, "b": 3, "c": 0}
    assert mask({"a": 0, "b": 0}, 3, parts_of=0) == {"a": 0, "b": 0}
    assert mask({}, 3, parts_of=0) == {}


def test_a_group_below_the_threshold_shows_no_parts_at_all() -> None:
    assert {str(value) for value in mask({"a": 2, "b": 0}, 3, parts_of=2).values()} == {"not shown"}


@pytest.mark.parametrize(
    ("values", "mean"),
    [([1, 2], None), ([], None), ([1, 2, 3], 2.0), ([1, 1, 2], 1.5), ([7, 7, 8, 8], 7.5), ([0.25] * 3, 0.5)],
)
def test_a_mean_needs_enough_people_and_is_told_to_the_nearest_half(values: list[float], mean: float | None) -> None:
    assert mean_or_none(values, 3) == mean


def test_no_mean_is_told_of_nobody_whatever_the_threshold() -> None:
    assert mean_or_none([], 0) is None
