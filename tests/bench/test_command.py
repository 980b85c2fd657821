"""`evenground bench` as a command: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from evenground.bench import command, server
from evenground.cli import main

JOIN = {
    "visitors", "linked", "typing_p50_s", "typing_p95_s", "linked_p50_s", "linked_p95_s", "linked_max_s", "failures",
    "server_cpu_s", "kernel_cpu_s", "unique_mb_per_visitor", "total_pss_mb", "bytes_over_air_per_visitor",
    "requests_per_visitor",
}  # fmt: skip
LIVE = {
    "participants", "saves", "p50_s", "p95_s", "max_s", "lost", "server_cpu_s", "kernel_cpu_s", "total_pss_mb",
}  # fmt: skip


def bench(*words: str) -> tuple[dict[str, Any], str]:
    """Run the real command; returns its figures and what it said beside them."""
    done = subprocess.run(
        [sys.executable, "-m", "evenground", "bench", *words, "--json"],
        capture_output=True, text=True, timeout=170, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.slow
def test_three_visitors_join_and_are_measured() -> None:
    facts, _said = bench("join", "--visitors", "3")
    assert facts.keys() >= JOIN
    assert (facts["visitors"], facts["linked"], facts["failures"], facts["faults"]) == (3, 3, 0, [])
    assert 0 < facts["typing_p50_s"] <= facts["typing_p95_s"] <= facts["linked_max_s"]
    assert facts["linked_p50_s"] <= facts["linked_p95_s"] == facts["linked_max_s"]
    assert facts["server_cpu_s"] > 0
    assert facts["kernel_cpu_s"] > 0
    assert 0 < facts["unique_mb_per_visitor"] < facts["total_pss_mb"]
    assert facts["bytes_over_air_per_visitor"] > 5000
    assert facts["requests_per_visitor"] >= 3


@pytest.mark.slow
def test_who_was_here_before_receives_less() -> None:
    cold, warm = bench("join", "--visitors", "2")[0], bench("join", "--visitors", "2", "--warm")[0]
    assert (cold["failures"], warm["failures"]) == (0, 0)
    assert warm["bytes_over_air_per_visitor"] < cold["bytes_over_air_per_visitor"]
    assert warm["requests_per_visitor"] < cold["requests_per_visitor"]


@pytest.mark.slow
def test_stock_voila_links_the_same_page() -> None:
    facts, _said = bench("join", "--visitors", "2", "--plain")
    assert facts.keys() >= JOIN
    assert (facts["linked"], facts["faults"]) == (2, [])
    assert facts["bytes_over_air_per_visitor"] > 100_000


@pytest.mark.slow
def test_three_people_write_and_the_board_follows() -> None:
    facts, said = bench("live", "--participants", "3", "--seconds", "5", "--report-every", "2")
    assert facts.keys() >= LIVE
    assert (facts["participants"], facts["failures"], facts["lost"], facts["not_shown"]) == (3, 0, 0, 0)
    assert facts["saves"] >= 3
    assert facts["dropped"] == 0
    assert 0 < facts["p50_s"] <= facts["p95_s"] <= facts["max_s"] < 20
    lines = [json.loads(line) for line in said.splitlines()]
    assert (lines[0], lines[-1]) == (facts["first"], facts["last"])
    assert {"total_pss_mb", "open_files", "kernels"} <= lines[0].keys()
    assert lines[0]["kernels"] >= 4


def test_a_person_gets_a_table_of_the_same_figures() -> None:
    for names, keys in ((command.joining(), JOIN), (command.living(), LIVE)):
        assert keys <= names.keys()
        text = command.table(dict.fromkeys(names, 1234.5) | {"failures": None, "faults": ["a", "b"]}, names)
        lines = text.splitlines()
        assert len(lines) == len(names)
        assert lines[0].endswith("  1,234.50")
        assert any(line.endswith("  none") for line in lines)


@pytest.mark.parametrize(
    "words", [[], ["dance"], ["join", "--visitors", "0"], ["join", "--visitors", "x"], ["live", "--seconds", "0"]]
)
def test_a_benchmark_that_is_not_known_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["bench", *words])
    assert end.value.code == 2
    assert "usage: evenground bench" in capsys.readouterr().err


def test_a_server_that_does_not_start_is_told_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "_command", lambda: [sys.executable, "-c", "raise SystemExit('No room here.')"])
    assert main(["bench", "join", "--visitors", "1", "--json"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip() == "The server for the benchmark did not start. No room here."


@pytest.mark.slow
def test_records_are_measured_in_every_format() -> None:
    facts, _said = bench("record", "--participants", "6")
    assert (facts["participants"], facts["prompts"], facts["themes"]) == (6, 10, 12)
    assert facts["session_s"].keys() == {"html", "pdf", "docx", "md", "csv", "json", "ipynb"}
    assert facts["personal_s"].keys() == {"html", "pdf", "docx", "md", "csv", "json", "ics"}
    assert all(size > 500 for size in facts["session_bytes"].values())
    assert 0 < facts["session_gather_s"] < facts["session_all_s"]
    assert facts["personal_all_s"] > 0
    assert facts["personal_cold_mb"].keys() == {"html", "pdf", "docx"}
