"""A session's record holds what the group shared, found, said and means to do, and nothing else."""

from __future__ import annotations

import pytest

from evenground.domain.workshop import Workshop
from evenground.records import files
from evenground.records.blocks import Bullets
from evenground.records.group import closing_parts, session, session_parts
from evenground.store import commands, queries, theming
from evenground.store.engine import Store
from tests.records.reading import answers, make
from tests.store.acting import CLOSE, COMMIT, SHARED, Room, room

FORMATS = ("html", "md", "csv", "json")


@pytest.mark.parametrize("ending", FORMATS)
def test_private_and_hidden_words_are_in_no_byte_of_any_file(talk: Room, ending: str) -> None:
    data = make(talk.store, talk.code).each()[ending]
    for words in (b"secret need", b"unkind remark", b"diary, I doubt"):
        assert words not in data
    assert b"The bus never comes for number 3." in data


@pytest.mark.parametrize("ending", FORMATS)
def test_the_first_answer_stands_beside_the_changed_one_with_its_reason(talk: Room, ending: str) -> None:
    data = make(talk.store, talk.code).each()[ending]
    for words in (b"The bus never comes for number 0.", b"Nobody asked them.", b"I listened."):
        assert words in data


def test_rounds_stand_in_their_order(talk: Room) -> None:
    made = make(talk.store, talk.code)
    changed = next(one for one in answers(made.data, "people") if len(one["said"]) > 1)
    assert [(one["round"], one["value"], one["reason"]) for one in changed["said"]] == [
        (1, "The bus never comes for number 0.", ""),
        (2, "Nobody asked them.", "I listened."),
    ]
    rows = [row for row in made.rows if row["prompt"] == "people"]
    number = next(row["answer"] for row in rows if row["value"] == "Nobody asked them.")
    assert [row["round"] for row in rows if row["answer"] == number] == ["1", "2"]
    shown = made.page.words()
    assert shown.index("The bus never comes for number 0.") + 1 == shown.index("Nobody asked them.")


def test_a_name_stands_only_beside_the_answer_it_was_given_for(talk: Room) -> None:
    made = make(talk.store, talk.code, names=True)
    assert [one["author"] for one in answers(made.data, "does")] == ["Person 2"]
    assert {one["author"] for one in answers(made.data, "people")} == {""}
    for data in made.each().values():
        assert b"Person 2" in data
        assert not any(f"Person {who}".encode() in data for who in (0, 1, 3, 4))


def test_nobody_is_named_unless_names_are_asked_for(talk: Room) -> None:
    made = make(talk.store, talk.code)
    assert made.data["names"] is False
    assert "made without the names that people chose to show" in made.page.source
    for data in made.each().values():
        assert b"Person " not in data
        assert b"Sam and I" in data, "who does something is what people wrote"


def test_without_names_nobody_is_named_in_any_file(fresh: Room) -> None:
    commands.set_identity(fresh.store, fresh.id, "anonymous")
    for data in make(fresh.store, fresh.code).each().values():
        assert b"Person " not in data
        assert b"We ring people up." in data


def test_the_same_facts_stand_in_every_file(talk: Room) -> None:
    made = make(talk.store, talk.code)
    data, page, rendered = made.data, made.page.all("main")[0].text, made.rendered.source
    said = [one["text"] for chapter in data["sections"] for p in chapter["prompts"] for a in p["answers"]
            if p["kind"] == "text" for one in a["said"]]  # fmt: skip
    facts = [
        *said,
        *data["found"],
        *data["gaps"]["few"],
        *data["gaps"]["needs"],
        data["title"],
        data["affiliation"],
    ]
    facts += [theme["name"] for theme in data["themes"]] + [theme["people"] for theme in data["themes"]]
    facts += [action["what"] for action in data["actions"]] + [point["text"] for point in data["points"]]
    assert len(facts) > 15
    assert [fact for fact in facts if fact not in page] == []
    assert [fact for fact in facts if fact not in rendered] == []
    told = {row["value"] for row in made.rows}
    assert {*said, "Ask them", "Who is not in the room?"} <= told


def test_measures_themes_points_and_actions_are_told_as_they_are(talk: Room) -> None:
    data = make(talk.store, talk.code).data
    sure = next(one for one in data["measures"] if one["measure"] == "confidence")
    assert (sure["before"], sure["after"], sure["people"]) == (2.0, 4.0, 5)
    assert [(one["name"], one["state"]) for one in data["themes"]] == [("Transport", "confirmed")]
    assert [row["theme"] for row in make(talk.store, talk.code).rows if row["kind"] == "point"] == [
        "Transport"
    ]
    assert data["points"] == [{"text": "Who is not in the room?", "theme": "Transport"}]
    assert data["actions"] == [
        {"level": "team", "what": "Ask them", "who": "Sam and I", "by": "2030-03-31", "author": ""}
    ]


def test_choices_are_told_as_counts_that_point_at_nobody(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=9)
    for who, place in enumerate(["home"] * 5 + ["ward"] * 3 + ["clinic"]):
        made.say(who, "place", place)
        made.say(who, "reach", {"young": "yes" if who else "no"})
    made.to(SHARED)
    record = make(store, made.code)
    asked = {one["id"]: one for chapter in record.data["sections"] for one in chapter["prompts"]}
    people = {one["option"]: one["people"] for one in asked["place"]["tallies"]}
    assert people["home"] == 5
    # With 9 known and 5 + 3 shown, the one in the clinic would follow: so the ward is not told either.
    assert isinstance(people["ward"], str)
    assert isinstance(people["clinic"], str)
    assert asked["place"]["answers"] == []
    assert {one["people"] for one in asked["reach"]["tallies"] if one["row"] == "young"} & {1, 8} == set()


def test_one_participants_numbers_are_never_told(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1)
    made.say(0, "people", "The bus.")
    made.say(0, "place", "clinic")
    made.say(0, "matters", 7)
    made.to(SHARED)
    record = make(store, made.code)
    asked = {one["id"]: one for chapter in record.data["sections"] for one in chapter["prompts"]}
    assert all(isinstance(one["people"], str) for one in asked["place"]["tallies"] if one["people"] != 0)
    assert [one["before"] for one in record.data["measures"]] == [None, None]
    assert "The bus." in record.page.words()


def test_nothing_in_the_record_tells_which_answers_are_one_persons(store: Store, workshop: Workshop) -> None:
    """The same answers, handed in by other people in another order, make the same record."""

    def records(turns: tuple[int, ...]) -> tuple[object, object]:
        made = room(store, workshop, people=4)
        for place, who in enumerate(turns):
            made.say(who, "people", f"bus {place}")
            made.say((who + 1) % 4, "needs", f"words {place}")
        made.to(COMMIT)
        for who in turns:
            made.say(who, "next", [{"what": f"step {turns.index(who)}", "level": "self"}])
        record = make(store, made.code)
        rows = [{**row, "session": ""} for row in record.rows]
        return [record.data[part] for part in ("sections", "themes", "actions")], rows

    assert records((0, 1, 2, 3)) == records((3, 1, 0, 2))


def test_no_file_holds_a_number_that_stands_for_a_person_or_an_answer(talk: Room) -> None:
    made = make(talk.store, talk.code)
    columns = set(made.rows[0])
    assert not {"person", "participant", "id"} & columns
    numbers = {str(row.answer) for row in _shared(talk)} | {str(row.person) for row in _shared(talk)}
    for data in made.each().values():
        assert not [number for number in numbers if number.encode() in data]


def _shared(talk: Room) -> list[object]:
    from evenground.store import queries

    return list(queries.shared(talk.store, talk.id, purpose="analysis"))


def test_before_sharing_the_record_says_so_and_holds_counts_only(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=8)
    for who in range(4):
        made.say(who, "people", f"Not yet for anybody {who}")
    made.say(7, "needs", "Not yet either")
    record = make(store, made.code)
    for data in record.each().values():
        assert b"Not yet" not in data
    assert "Sharing has not been opened, so answers are not in this record." in record.page.source
    assert "Sharing has not been opened, so answers are not in this record." in record.md.decode()
    asked = {one["id"]: one["people"] for chapter in record.data["sections"] for one in chapter["prompts"]}
    assert record.data["shared"] is False
    assert asked["people"] == 4
    assert asked["needs"] == "fewer than 3"
    assert record.data["points"] == record.data["actions"] == record.data["themes"] == []


def test_an_empty_session_still_makes_a_whole_record(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    made.to(CLOSE)
    record = make(store, made.code)
    assert record.page.faults == []
    assert "Nobody shared an answer." in record.page.source
    assert record.data["sections"] == []
    assert [row for row in record.rows if row["prompt"]] == []


def test_a_synthetic_group_is_called_so_in_every_readable_file(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=1, synthetic=True)
    record = make(store, made.code)
    assert record.data["synthetic"] is True
    assert b"synthetic group" in record.html
    assert b"synthetic group" in record.md


def test_the_names_of_the_files_tell_session_kind_and_day_only(talk: Room) -> None:
    made = files.make(talk.store, talk.code, "session", FORMATS)
    day = make(talk.store, talk.code).data["held"]
    stem = f"evenground-{talk.code}-session-record-{day}"
    names = [f"{stem}.html", f"{stem}.md", f"{stem}.csv", f"{stem}-codebook.csv", f"{stem}.json"]
    assert [file.name for file in made] == names


def test_making_a_record_twice_gives_the_same_bytes(talk: Room) -> None:
    assert make(talk.store, talk.code) == make(talk.store, talk.code)


def test_who_took_part_when_it_ends_and_whom_to_thank_is_in_it(talk: Room) -> None:
    record = make(talk.store, talk.code)
    assert record.data["people"] == 5
    assert record.data["delete_on"] == talk.session.delete_on.isoformat()
    assert "5 people" in record.page.source


def test_every_section_and_question_is_listed_whoever_answered(talk: Room) -> None:
    made = make(talk.store, talk.code)
    asked = made.data["asked"]
    assert [one["title"] for one in asked] == ["Looking", "Choosing", "Doing"]
    assert "For you alone" in asked[0]["asks"], "a question that nobody shares is asked as well"
    page = made.page.all("main")[0].text
    assert all(ask in page for section in asked for ask in section["asks"])


def test_the_parts_stand_in_the_order_in_which_people_read_them(talk: Room) -> None:
    ids = [one.id for one in session_parts.parts(session.gather(talk.store, talk.code))]
    assert ids[:3] == ["top", "glance", "themes"]
    wanted = ["themes", "gaps", "measures", "points", "actions", "answers", "asked", "analysed", "masked", "made"]
    assert [one for one in ids if one in wanted] == wanted
    assert len(set(ids)) == len(ids)


def test_the_record_tells_which_tables_leave_numbers_out_and_why(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=9)
    for who, place in enumerate(["home"] * 5 + ["ward"] * 3 + ["clinic"]):
        made.say(who, "place", place)
    made.to(SHARED)
    record = session.gather(store, made.code)
    assert closing_parts.hidden(record) == ["Where?"]
    masked = next(one for one in session_parts.parts(record) if one.id == "masked")
    (listed,) = (one for one in masked.blocks if isinstance(one, Bullets))
    said = " ".join(listed.items)
    assert "Numbers of fewer than 3 people are left out" in said
    assert "Numbers were left out in these tables: “Where?”." in said


def test_answers_that_can_be_counted_by_theme_tell_no_number_that_is_left_out(store: Store, workshop: Workshop) -> None:
    """Of twelve, nine named a theme, two of them elsewhere only: these two are not to be counted below the answers."""
    made = room(store, workshop, people=12)
    for who in range(12):
        made.say(who, "people", f"The way number {who}.")
        made.say(who, "needs", f"To learn number {who}.")
    made.all_ready()
    made.to(SHARED)
    transport = queries.themes(store, made.id)[0].id
    rows = {(row.prompt, str(row.value)): row.answer for row in queries.shared(store, made.id, purpose="facilitator")}
    placed = [rows["people", f"The way number {who}."] for who in range(7)]
    placed += [rows["needs", f"To learn number {who}."] for who in (7, 8)]
    theming.confirm_all(store, made.id, transport, placed)
    record = session.gather(store, made.code)
    assert record.themes[0].people == "9 people"
    below = [one for chapter in record.sections for asked in chapter.prompts for one in asked.answers if one.themes]
    assert below == []
