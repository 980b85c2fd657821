"""`evenground bench themes`: what it measures, on labelled answers made up here."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from evenground.analysis.engine import Engine
from evenground.bench import themes
from evenground.bench.themes_data import Labelled, arguments, draw, draw_even, frequent, within
from evenground.bench.themes_score import accuracy, discovery, moved, rand_index, several
from evenground.cli import main

SAID = {
    "Buses": ["The bus was late", "No bus came", "Two buses to get here", "The bus driver was kind", "A bus at last"],
    "Soup": ["The soup was cold", "Cold soup again", "Soup and bread", "I liked the soup", "No soup for me"],
    "Letters": ["The letter was long", "A letter came", "No letter yet", "Letters I cannot read", "The letter helped"],
}
ROWS = [Labelled("Why?", text, (name,)) for name, texts in SAID.items() for text in texts]
BOTH = Labelled("Why?", "The bus was late and the soup was cold", ("Buses", "Soup"))


def write(folder: Path, name: str, rows: list[Labelled]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "question", "text", "labels"])
        out.writerows([at, row.question, row.text, "|".join(row.labels)] for at, row in enumerate(rows))


@pytest.mark.parametrize(
    ("ours", "theirs", "index"),
    [
        ("aabb", "xxyy", 1), ("aabb", "xyxy", -0.5), ("aaaa", "xxxx", 1), ("aaaa", "xxyy", 0), ("", "", 1),
        ("ab", "xx", 0),
    ],
)  # fmt: skip
def test_the_rand_index_of_two_groupings(ours: str, theirs: str, index: float) -> None:
    assert rand_index(ours, theirs) == pytest.approx(index)


def test_a_draw_is_the_same_each_time_and_no_label_has_too_many() -> None:
    many = [Labelled("Why?", f"{name} {at}", (name,)) for name in "ab" for at in range(60)]
    assert draw(many, 40, 1) == draw(many, 40, 1) != draw(many, 40, 2)
    assert len(draw(many, 900, 1)) == 50
    assert draw_even(many, 40, 1) == draw_even(many, 40, 1) != draw_even(many, 40, 2)
    assert len(draw_even(many, 900, 1)) == 50


def test_only_the_most_frequent_themes_count() -> None:
    rows = [Labelled("Why?", f"{name} {at}", (str(name),)) for name in range(14) for at in range(20 - name)]
    names, pool = frequent([*rows, BOTH])
    assert names == [str(name) for name in range(12)]
    assert all(len(row.labels) == 1 and row.labels[0] in names for row in pool)
    assert within([BOTH], ["Soup", "Tea"]) == [Labelled("Why?", BOTH.text, ("Soup",))]
    assert within([BOTH], ["Tea"]) == []


def test_questions_with_few_texts_are_left_aside() -> None:
    assert [len(of) for of in arguments([Labelled("A", f"{at}", ("x",)) for at in range(40)] + ROWS)] == [40]


def test_themes_that_are_easy_to_tell_apart_are_found() -> None:
    engine = Engine(None)
    given, _own, number = discovery(engine, ROWS)
    assert given > 0.5
    assert number >= 2
    assert accuracy(engine, ROWS, 1, seed=1) > 0.7
    assert accuracy(engine, ROWS, 99, seed=1) == 1
    f1, precision, recall = several(engine, [*ROWS, BOTH], 1, seed=1)
    assert f1 > 0.6
    assert 0 < min(precision, recall) <= max(precision, recall) <= 1


def test_no_card_moves_when_an_answer_arrives() -> None:
    gone, further = moved(Engine(None), draw(ROWS, 15, 1), seed=1)
    assert gone == 0
    assert 0 <= further < 1


def test_all_figures_are_told_and_what_is_missing_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenground.analysis.embeddings.load", lambda: None)
    monkeypatch.setattr(themes, "footprint", lambda: {"memory_mb": 1.0})
    write(tmp_path / "themes", "nhs_feedback.csv", [*ROWS, BOTH])
    assert main(["bench", "themes", "--data", str(tmp_path), "--draws", "2", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["left_out"] == ["argument_keypoints.csv", "polis"]
    assert (facts["draws"], facts["meaning"], facts["cards_moved_share"]["high"]) == (2, False, 0)
    for size in (30, 100, 300):
        assert facts[f"nhs_{size}_ari"].keys() == {"mean", "median", "low", "high"}
        assert "groups" in facts[f"nhs_{size}_ari_own_number"]
        assert {f"nhs_{size}_accuracy_{examples}" for examples in (0, 1, 3, 5)} <= facts.keys()
        assert f"nhs_{size}_micro_f1_3" in facts
    assert {"regroup_ms", "place_one_ms", "memory_mb"} <= facts.keys()
    assert main(["bench", "themes", "--data", str(tmp_path), "--draws", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("nhs 100 ari ") and "median" in line for line in lines)


def test_arguments_are_measured_question_by_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evenground.analysis.embeddings.load", lambda: None)
    monkeypatch.setattr(themes, "footprint", dict)
    rows = [Labelled(row.question, f"{row.text} {at}", row.labels) for at in range(3) for row in ROWS]
    write(tmp_path, "argument_keypoints.csv", rows)
    facts = themes.themes(tmp_path, 2)
    assert facts["arguments_questions"] == 1
    assert facts["arguments_accuracy_3"]["mean"] > 0.7
    assert facts["left_out"] == ["nhs_feedback.csv", "polis"]


def test_without_any_data_it_says_so_and_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "themes", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "nhs_feedback.csv" in said
    assert str(tmp_path) in said


@pytest.mark.slow
def test_memory_and_room_on_the_disk_are_measured() -> None:
    from evenground.bench.themes_cost import footprint

    facts = footprint()
    assert 0 < facts["installed_mb"] < facts["installed_with_numpy_mb"]
    assert facts["memory_mb"] is None or facts["memory_mb"] > 10
