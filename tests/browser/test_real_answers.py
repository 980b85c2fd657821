"""Three hundred real comments through the command line: the board follows, and the records hold every byte."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from evenground.domain.session import new_token
from evenground.store import commands
from tests.browser.conftest import OPENING, Opened, Server, Visitor, move_to

HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("EVENGROUND_DATA", HERE.parent / "shared" / "data")) / "themes" / "nhs_feedback.csv"
PEOPLE = 300


def comments() -> list[str]:
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = max(rows[0], key=lambda name: len(rows[0][name] or ""))
    return [row[column] for row in rows][:PEOPLE]


def evenground(*words: str) -> str:
    command = [sys.executable, "-m", "evenground", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=170)
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not DATA.exists(), reason="the real comments are not here: name their folder in EVENGROUND_DATA")
def test_three_hundred_real_comments_reach_the_board_and_every_record(
    visit: Callable[..., Visitor], server: Server, opened: Opened, tmp_path: Path
) -> None:
    said = comments()
    assert len(said) == PEOPLE
    answers = tmp_path / "answers.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["participant", "prompt", "value"])
        sheet.writerows((f"person {at}", "my-people", words) for at, words in enumerate(said))
    move_to(opened, "shared")
    board = visit(1280, 720).page
    board.goto(f"{server.url}board/{opened.code}")
    expect(board.get_by_text("Nobody has shared an answer yet").first).to_be_visible(timeout=OPENING)

    evenground("simulate", opened.code, "--answers", str(answers), "--store", server.store_url)
    expect(board.get_by_text(f"of {PEOPLE} people").first).to_be_visible(timeout=OPENING)
    for more in range(1, 6):
        person = commands.join(opened.store, opened.code, new_token())
        commands.answer(opened.store, person.id, "my-people", f"The bus was late, {more}")
        expect(board.get_by_text(f"of {PEOPLE + more} people").first).to_be_visible()

    out = tmp_path / "records"
    evenground("record", opened.code, "--kind", "session", "--to", "html,md,csv,json", "--out", str(out),
               "--store", server.store_url)
    data = json.loads(next(out.glob("*.json")).read_text("utf-8"))
    prompts = [prompt for section in data["sections"] for prompt in section["prompts"]]
    texts = [said_["value"] for prompt in prompts for answer in prompt["answers"] for said_ in answer["said"]]
    assert sorted(text for text in texts if "The bus was late, " not in text) == sorted(said)
    with next(out.glob("*[0-9].csv")).open(encoding="utf-8-sig", newline="") as file:
        cells = [row["value"] for row in csv.DictReader(file)]
    assert not {words for words in said if words not in cells and f"'{words}" not in cells}
