"""Each verb does its work, ends with the right code and says one thing."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from evenground.store import queries
from evenground.store.engine import Store
from tests.cli.conftest import Run

ALL = [
    "serve",
    "demo",
    "new",
    "check",
    "schema",
    "simulate",
    "record",
    "sessions",
    "close",
    "delete",
    "purge",
]


@pytest.mark.parametrize("verb", ALL)
def test_every_verb_explains_itself(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.code == 0
    assert verb in done.out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sing"],
        ["new"],
        ["serve", "--port", "none"],
        ["serve", "--port", "70000"],
        ["purge", "--before", "soon"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.code == 2
    assert done.out == ""


def test_new_prints_everything_that_is_needed_to_start(run: Run, store: Store) -> None:
    done = run(
        "new", "health-equity", "--title", "Ward 7", "--variant", "25", "--identity", "named", "--json"
    )
    assert done.code == 0
    assert done.err == ""
    facts = done.json
    assert facts["join_url"].endswith(f"/join/{facts['code']}")
    assert facts["facilitate_url"].endswith(f"/facilitate/{facts['code']}#key={facts['facilitator_key']}")
    session = queries.check_key(store, facts["code"], facts["facilitator_key"])
    assert (session.title, session.variant, session.identity) == ("Ward 7", "25", "named")


def test_new_without_json_tells_a_person_the_addresses(run: Run) -> None:
    done = run("new", "team-pause", "--base-url", "/groups")
    assert "/groups/join/" in done.out
    assert "#key=" in done.out


def test_the_public_address_can_be_given_from_outside(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_PUBLIC_URL", "https://workshops.example")
    facts = run("new", "team-pause", "--json").json
    assert facts["board_url"] == f"https://workshops.example/board/{facts['code']}"


def test_a_workshop_that_is_not_there_ends_with_1_and_names_those_that_are(run: Run) -> None:
    done = run("new", "team-paus", "--json")
    assert (done.code, done.out) == (1, "")
    assert "team-pause" in done.err


def test_check_is_content_with_what_is_shipped(run: Run) -> None:
    assert run("check").code == 0


def test_check_names_file_and_line_of_every_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("id: broken\ntitle: Broken\nsecshuns: []\n")
    done = run("check", str(file))
    assert done.code == 1
    assert done.out.startswith(f"{file}:")
    assert all(line.startswith(f"{file}:") for line in done.out.splitlines())


def test_check_of_a_missing_file_ends_with_1(run: Run, tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nothing.yaml"))
    assert done.code == 1
    assert "nothing.yaml" in done.out


def test_schema_prints_one_json_object(run: Run) -> None:
    assert "sections" in run("schema").json["properties"]


@pytest.mark.parametrize("kind", ["session", "personal", "card", "programme"])
def test_schema_prints_that_of_each_kind_of_record_too(run: Run, kind: str) -> None:
    assert run("schema", "--of", kind).json["properties"]["kind"] == {"const": kind}


def test_sessions_lists_the_newest_first(run: Run) -> None:
    assert run("sessions", "--json").json == {"sessions": []}
    codes = [run("new", "team-pause", "--json").json["code"] for _time in range(2)]
    listed = run("sessions", "--json").json["sessions"]
    assert [session["code"] for session in listed] == codes[::-1]
    assert codes[0] in run("sessions").out


def test_a_store_can_be_named_on_the_command_line(run: Run, tmp_path: Path, code: str) -> None:
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert run("sessions", "--store", other, "--json").json == {"sessions": []}
    assert code in run("sessions").out


def test_close_takes_a_code_as_people_type_it(run: Run, store: Store, code: str) -> None:
    assert run("close", f"{code[:3]} {code[3:]}".lower()).code == 0
    assert queries.get_session(store, code).closed


@pytest.mark.parametrize("verb", ["close", "simulate", "record", "delete"])
def test_an_unknown_code_ends_with_1(run: Run, verb: str) -> None:
    done = run(verb, "XYXYXY")
    assert done.code == 1
    assert "XYXYXY" in done.err


def test_delete_asks_nobody_when_there_is_nobody_to_ask(run: Run, store: Store, code: str) -> None:
    done = run("delete", code)
    assert done.code == 2
    assert "--yes" in done.err
    assert queries.get_session(store, code)


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("", 1), ("no", 1)])
def test_delete_waits_for_a_yes(
    run: Run, store: Store, code: str, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    assert run("delete", code).code == 0
    assert "cannot be undone" in asked[0]
    assert len(queries.sessions(store)) == left


def test_delete_with_yes_deletes_at_once(run: Run, store: Store, code: str) -> None:
    assert run("delete", code, "--yes").code == 0
    assert queries.sessions(store) == []


def test_purge_deletes_only_what_is_due(run: Run, store: Store, code: str) -> None:
    due = queries.get_session(store, code).delete_on
    assert run("purge").code == 0
    assert len(queries.sessions(store)) == 1
    assert run("purge", "--before", (due + timedelta(days=1)).isoformat()).code == 0
    assert queries.sessions(store) == []


def test_simulate_has_people_give_the_answers_of_a_file(
    run: Run, store: Store, code: str, tmp_path: Path
) -> None:
    prompt = next(
        prompt for prompt in queries.get_session(store, code).workshop.prompts if prompt.kind == "text"
    )
    file = tmp_path / "answers.csv"
    file.write_text(f"participant,prompt,value\nAda,{prompt.id},First words\nGrace,{prompt.id},Other words\n")
    assert run("simulate", code, "--answers", str(file)).code == 0
    session = queries.get_session(store, code)
    assert queries.head_count(store, session.id).synthetic == 2
    assert queries.answered(store, session.id)[prompt.id] == 2


def test_simulate_has_a_group_of_the_size_asked_for_take_part(run: Run, store: Store, code: str) -> None:
    done = run("simulate", code, "--people", "3", "--seed", "7")
    assert done.code == 0
    assert done.out.startswith("3 people took part")
    session = queries.get_session(store, code)
    assert queries.head_count(store, session.id).synthetic == 3
    assert max(queries.answered(store, session.id).values()) == 3


def test_answers_that_do_not_fit_end_with_1_and_their_line(run: Run, code: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("participant,prompt,value\nAda,no-such-prompt,Words\n")
    done = run("simulate", code, "--answers", str(file))
    assert done.code == 1
    assert "answers.csv:2" in done.err


def test_a_store_that_cannot_be_opened_ends_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("sessions", "--store", f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")
    assert done.code == 3


def test_a_wrong_setting_ends_with_1_and_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_THRESHOLD", "many")
    done = run("sessions")
    assert done.code == 1
    assert "EVENGROUND_THRESHOLD" in done.err


def test_json_is_one_line_and_nothing_else(run: Run, code: str) -> None:
    for words in (["sessions"], ["new", "team-pause"]):
        done = run(*words, "--json")
        assert done.err == ""
        assert done.out.count("\n") == 1
        assert isinstance(json.loads(done.out), dict)
