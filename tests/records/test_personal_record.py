"""A personal record holds everything of one participant, and of the others only what they were shown."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound
from evenground.records import files
from evenground.store import commands
from evenground.store.engine import Store
from tests.records.reading import Files, make
from tests.store.acting import SHARED, Room, room


def mine(talk: Room, who: int, name: str = "") -> Files:
    return make(talk.store, talk.code, "personal", participant=talk.people[who].id, name=name)


def test_my_private_words_are_in_my_record_marked_as_mine_alone(talk: Room) -> None:
    made = mine(talk, 0)
    for data in made.each().values():
        assert b"A secret need of mine" in data
    seen = {
        one["prompt"]: one["visibility"] for chapter in made.data["sections"] for one in chapter["answers"]
    }
    assert seen["needs"] == "private"
    assert seen["people"] == "anonymous"
    assert "Who could see it: only me" in made.page.source


def test_what_never_leaves_me_is_in_my_record_too(talk: Room) -> None:
    assert b"Dear diary, I doubt it" in mine(talk, 3).html


@pytest.mark.parametrize("who", range(5))
def test_nobody_elses_words_are_in_my_record(talk: Room, who: int) -> None:
    for data in mine(talk, who).each().values():
        others = [other for other in range(5) if f"number {other}.".encode() in data and other != who]
        assert others == []


def test_my_first_answer_stands_beside_the_changed_one_with_my_reason(talk: Room) -> None:
    shown = mine(talk, 0).page.words()
    at = shown.index("The bus never comes for number 0.")
    assert shown[at : at + 3] == ["The bus never comes for number 0.", "Nobody asked them.", "I listened."]


def test_saves_on_the_way_are_not_taken_for_changes(fresh: Room) -> None:
    for text in ("W", "We", "We ring"):
        fresh.say(1, "does", text)
    answers = [one for chapter in mine(fresh, 1).data["sections"] for one in chapter["answers"]]
    does = next(one for one in answers if one["prompt"] == "does")
    assert [one["value"] for one in does["said"]] == ["We ring"]


def test_an_answer_taken_back_is_told_as_such(fresh: Room) -> None:
    fresh.say(1, "people", "", reason="It was not mine to tell.")
    made = mine(fresh, 1)
    assert "(taken back)" in made.page.words()
    assert made.rows[0]["value"] == "The bus never comes for number 1."


def test_my_actions_are_in_it_by_level(talk: Room) -> None:
    made = mine(talk, 4)
    assert [one["what"] for one in made.data["actions"]] == ["Ask them"]
    assert b"Sam and I" in made.html
    assert mine(talk, 0).data["actions"] == []


def test_the_groups_themes_are_in_it_with_mine_marked(talk: Room) -> None:
    made = mine(talk, 2)
    assert [(one["name"], one["mine"]) for one in made.data["themes"]] == [("Transport", True)]
    assert [one["text"] for one in made.data["points"]] == ["Who is not in the room?"]


def test_before_i_had_my_turn_nothing_of_the_group_is_in_it(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=4)
    for who in range(4):
        made.say(who, "people", "The bus")
    for person in made.people[1:]:
        commands.set_ready(store, person.id, True)
    made.to(SHARED)
    commands.add_point(store, made.id, "A point of the room")
    late, ready = mine(made, 0), mine(made, 1)
    assert late.data["themes"] == late.data["points"] == late.data["found"] == []
    assert b"Sharing has not been opened for me" in late.html
    assert ready.data["themes"] != []
    assert b"A point of the room" in ready.html


def test_before_sharing_nothing_of_the_group_is_in_it(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=3)
    made.say(0, "people", "The bus")
    made.all_ready()
    assert mine(made, 0).data["themes"] == []


def test_my_name_is_in_it_only_when_i_give_it(talk: Room) -> None:
    for data in mine(talk, 2).each().values():
        assert b"Person 2" not in data
    named = mine(talk, 2, name="Ada <Lovelace>")
    assert named.data["name"] == "Ada <Lovelace>"
    assert "Ada &lt;Lovelace&gt;" in named.html.decode()
    made = files.make(talk.store, talk.code, "personal", ["csv"], participant=talk.people[2].id, name="Ada")
    assert "Ada" not in made[0].name
    assert "my-record" in made[0].name


def test_a_lone_learners_record_has_no_group(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, variant="alone")
    made.say(0, "people", "I travel far.")
    record = mine(made, 0)
    assert b"What I learnt from the group" not in record.html
    assert {one["visibility"] for chapter in record.data["sections"] for one in chapter["answers"]} == {
        "private"
    }
    assert "I travel far." in record.page.words()


def test_somebody_of_another_session_has_no_record_here(talk: Room) -> None:
    other = room(talk.store, talk.session.workshop, people=1)
    with pytest.raises(NotFound, match="no such participant"):
        make(talk.store, talk.code, "personal", participant=other.people[0].id)


def test_whose_record_it_is_has_to_be_said(talk: Room) -> None:
    with pytest.raises(InputError, match="belongs to one participant"):
        make(talk.store, talk.code, "personal")


def test_a_format_that_is_not_there_is_answered_with_those_that_are(talk: Room) -> None:
    with pytest.raises(InputError, match=r"'odt'\. Write one of: html, pdf, docx, md, csv, json"):
        files.make(talk.store, talk.code, "session", ["html", "odt"])
    with pytest.raises(InputError, match="Write one of: session, personal, card"):
        files.make(talk.store, talk.code, "group", ["html"])  # type: ignore[arg-type]


def test_making_a_personal_record_loads_no_heavy_library(talk: Room) -> None:
    program = (
        "import sys\n"
        "from evenground.records import files\n"
        "from evenground.store.engine import open_store\n"
        "url, code, person = sys.argv[1:]\n"
        "made = files.make(open_store(url), code, 'personal', ['html', 'md', 'csv', 'json'], participant=int(person))\n"
        "assert len(made) == 5 and all(file.data for file in made)\n"
        "heavy = {'pandas', 'plotly', 'numpy', 'IPython', 'ipywidgets', 'nbconvert', 'nbformat', 'typst', 'docx'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    given = [sys.executable, "-c", program, talk.store.url, talk.code, str(talk.people[0].id)]
    done = subprocess.run(
        given, capture_output=True, text=True, timeout=120, env=dict(os.environ), check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"
