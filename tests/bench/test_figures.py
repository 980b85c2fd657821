"""Figures, and which state of the board shows which save."""

from __future__ import annotations

from itertools import accumulate

import pytest

from evenground.bench.figures import middle, percentile, rounded
from evenground.bench.following import Step, shown_at
from evenground.bench.saving import OURS, OWN, Save, figures, kept, wanted
from evenground.domain import loading
from evenground.domain.answers import clean
from evenground.domain.session import new_token
from evenground.store import commands
from evenground.store.engine import Store


@pytest.mark.parametrize(("share", "value"), [(50, 50), (95, 95), (100, 100), (1, 1), (0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile(range(100, 0, -1), share) == value


def test_one_value_is_every_percentile_and_none_has_none() -> None:
    assert percentile([4.2], 95) == percentile([4.2], 50) == 4.2
    assert percentile([], 50) is None
    assert middle([]) is None
    assert middle([3, 1, 2]) == 2


def test_figures_carry_no_more_digits_than_mean_something() -> None:
    assert rounded({"a": 1.23456, "b": 7, "c": None, "d": ["x"]}) == {"a": 1.235, "b": 7, "c": None, "d": ["x"]}


def steps(*pairs: tuple[float, int]) -> list[Step]:
    return [Step(at, total) for at, total in pairs]


def test_a_save_is_shown_by_the_first_state_that_counts_it() -> None:
    kept = steps((1.0, 1), (2.0, 2), (2.1, 3), (4.0, 4))
    seen = steps((0.5, 0), (1.3, 1), (1.4, 1), (2.5, 3), (4.2, 4))
    assert shown_at(kept, seen) == [1.3, 2.5, 2.5, 4.2]


def test_a_save_that_no_state_counts_was_not_shown() -> None:
    assert shown_at(steps((1.0, 1), (2.0, 2)), steps((1.1, 1))) == [1.1, None]
    assert shown_at(steps((1.0, 1)), []) == [None]


def test_a_state_never_shows_a_save_from_after_it() -> None:
    assert shown_at(steps((1.0, 1), (5.0, 2)), steps((2.0, 2))) == [None, None]


def test_where_a_list_began_anew_the_earlier_of_two_equal_steps_counts() -> None:
    kept = steps((1.0, 10), (2.0, 1), (3.0, 10), (3.5, 11))
    assert shown_at(kept, steps((3.1, 10), (3.6, 11))) == [3.1, 3.6, 3.6, 3.6]


def test_every_save_adds_one_action_until_both_lists_are_full() -> None:
    workshop = loading.load("health-equity")
    held = {OWN: 0, OURS: 0}
    totals = []
    for number in range(20):
        prompt, value = wanted(3, number)
        kept = clean(workshop.prompt(prompt), value)
        assert isinstance(kept, list)
        held[prompt] = len(kept)
        totals.append(sum(held.values()))
    assert totals == list(accumulate([1] * 20))
    assert wanted(3, 20) == wanted(3, 0)


def test_saves_are_found_in_the_store_and_what_is_missing_is_lost(store: Store) -> None:
    session, _key = commands.create_session(store, loading.load("health-equity"), variant="25")
    tokens = [new_token() for _n in range(3)]  # the third never joined
    people = [commands.join(store, session.code, token).id for token in tokens[:2]]
    saves = []
    for person, number in ((0, 0), (1, 0), (0, 1)):
        prompt, value = wanted(person, number)
        made = commands.answer(store, people[person], prompt, value)
        saves.append(Save(person, prompt, made.at.timestamp() - 0.5, made.revision))
    steps, where = kept(store, session.code, tokens)
    assert [step.total for step in steps] == [1, 2, 3]
    saves += [Save(0, OWN, 0.0), Save(1, OWN, 0.0, 7)]  # one without an answer, one that the store does not have
    seen = [Step(steps[1].at + 0.5, 2)]
    found = figures(saves, steps, where, seen)
    assert (found["saves"], found["lost"], found["not_shown"], found["board_updates"]) == (5, 2, 1, 1)
    assert found["max_s"] == pytest.approx(1.0, abs=0.45)
    assert found["p50_s"] >= 1.0 - 1e-3
