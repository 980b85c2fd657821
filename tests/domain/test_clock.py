"""The clock of a session."""

from evenground.domain.session import clock
from tests.domain.making import at, ran, session


def test_a_stage_that_runs_to_plan_is_not_behind() -> None:
    now = clock(session(1), [ran(0, 0, 3), ran(1, 3, None)], at(7))
    assert (now.planned, now.taken, now.left, now.behind) == (600, 240, 360, 0)


def test_a_stage_that_takes_longer_than_planned_is_behind_by_what_it_took_over() -> None:
    now = clock(session(1), [ran(0, 0, 3), ran(1, 3, None)], at(15))
    assert (now.left, now.behind) == (-120, 120)


def test_a_stage_that_took_longer_leaves_the_next_one_behind() -> None:
    now = clock(session(2), [ran(0, 0, 3), ran(1, 3, 18), ran(2, 18, None)], at(19))
    assert (now.taken, now.left, now.behind) == (60, 300, 300)


def test_a_stage_that_ended_early_puts_the_group_ahead() -> None:
    assert clock(session(2), [ran(0, 0, 3), ran(1, 3, 9), ran(2, 9, None)], at(10)).behind == -240


def test_a_skipped_stage_gives_its_minutes_back() -> None:
    runs = [ran(0, 0, 3), ran(1, 3, 13), ran(2, 13, 13, skipped=True), ran(3, 13, None)]
    assert clock(session(3), runs, at(14)).behind == -360


def test_time_in_a_stage_that_was_then_left_out_still_passed() -> None:
    runs = [ran(0, 0, 3), ran(1, 3, 13), ran(2, 13, 14, skipped=True), ran(3, 14, None)]
    assert clock(session(3), runs, at(14)).behind == -300


def test_a_repeated_stage_has_its_whole_time_and_its_first_run_counts_as_behind() -> None:
    runs = [ran(0, 0, 3), ran(1, 3, 11), ran(1, 11, None, run=2)]
    now = clock(session(1, run=2), runs, at(13))
    assert (now.planned, now.taken, now.left, now.behind) == (600, 120, 480, 480)


def test_going_back_is_behind_by_all_that_lies_ahead_again() -> None:
    runs = [ran(0, 0, 3), ran(1, 3, 13), ran(2, 13, 19), ran(1, 19, None, run=2)]
    assert clock(session(1, run=2), runs, at(20)).behind == 960


def test_waiting_for_people_in_the_opening_welcome_is_not_being_late() -> None:
    waiting = clock(session(0), [ran(0, 0, None)], at(45))
    assert (waiting.left, waiting.behind) == (-2520, 0)
    assert clock(session(1), [ran(0, 0, 45), ran(1, 45, None)], at(50)).behind == 0


def test_a_welcome_that_is_repeated_before_the_start_starts_the_whole_clock_again() -> None:
    runs = [ran(0, 0, 20), ran(0, 20, None, run=2)]
    now = clock(session(0, run=2), runs, at(21))
    assert (now.taken, now.behind) == (60, 0)


def test_welcoming_people_again_after_the_opening_counts() -> None:
    runs = [ran(0, 0, 3), ran(1, 3, 13), ran(0, 13, None, run=2)]
    assert clock(session(0, run=2), runs, at(18)).behind == 900


def test_a_closed_stage_keeps_the_time_it_took() -> None:
    now = clock(session(1, stage_closed_at=at(8)), [ran(0, 0, 3), ran(1, 3, 8)], at(60))
    assert (now.taken, now.left) == (300, 300)


def test_a_closed_session_has_a_clock_that_stands() -> None:
    ended = session(1, closed_at=at(9))
    assert clock(ended, [ran(0, 0, 3), ran(1, 3, None)], at(90)) == clock(
        session(1), [ran(0, 0, 3), ran(1, 3, None)], at(9)
    )


def test_runs_in_any_order_tell_the_same_time() -> None:
    runs = [ran(0, 0, 30), ran(1, 30, 40), ran(2, 40, None)]
    assert clock(session(2), list(reversed(runs)), at(41)) == clock(session(2), runs, at(41))


def test_a_clock_that_was_set_back_never_counts_below_nothing() -> None:
    assert clock(session(0), [ran(0, 0, None)], at(-5)).taken == 0
