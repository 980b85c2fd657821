"""Two minutes of people writing leave as many kernels and open files as there were, and no more memory to speak of."""

from __future__ import annotations

import pytest

from tests.bench.test_command import bench


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_two_minutes_of_writing_leave_everything_as_it_was() -> None:
    facts, _said = bench("live", "--participants", "20", "--seconds", "120", "--report-every", "30")
    first, last = facts["first"], facts["last"]
    assert (facts["failures"], facts["lost"], facts["dropped"]) == (0, 0, 0)
    assert facts["saves"] > 300
    assert last["kernels"] == first["kernels"]
    assert abs(last["open_files"] - first["open_files"]) <= 4
    assert last["total_pss_mb"] < 1.15 * first["total_pss_mb"]
