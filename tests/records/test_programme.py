"""A programme lays sessions side by side and tells no more of any group than the group's own record does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evenground import i18n
from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.records import files, notebook, opening
from evenground.records.data import json_file
from evenground.records.facts import GapFacts, ProgrammeRecord, SessionRecord
from evenground.records.group import session as session_record
from evenground.records.programme import example as programme_example
from evenground.records.programme import programme
from evenground.records.programme_facts import Across
from evenground.records.standing import FrameworkFacts, PlaceFacts, Source, StandingFacts
from evenground.store import queries, theming
from evenground.store.engine import Store, open_store
from tests.conftest import SMALL
from tests.records.groups import closed, group, rated, tables
from tests.records.reading import TEXTS, Files, of
from tests.store.acting import COMMIT, REVIEW, SHARED, room

TEXT = ("html", "md")
SIZES = (12, 9, 8, 7, 6, 5, 4, 3, 2, 1)


def written(record: ProgrammeRecord, to: tuple[str, ...] = TEXTS) -> Files:
    return of(files.write(record, to))


def names(found: tuple[Across, ...]) -> list[str]:
    return [one.name for one in found]


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeRecord:
    """Ten groups of twelve people down to one; in each the first two name language and all others transport."""
    workshop = Workshop.model_validate(SMALL)
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('ten') / 'store.sqlite'}") as store:
        return programme.gather([hold(store, workshop, people) for people in SIZES])


def hold(store: Store, workshop: Workshop, people: int) -> SessionRecord:
    made = room(store, workshop, people=people, title=f"Team of {people}")
    for who in range(people):
        made.say(who, "people", "An interpreter" if who < 2 else f"The bus {who}")
        made.say(who, "sure", 3)
        made.say(who, "matters", 8)
        made.say(who, "diary", "Dear diary")
    made.all_ready()
    made.to(SHARED)
    transport, language = queries.themes(store, made.id)
    for row in queries.shared(store, made.id, purpose="facilitator"):
        if row.prompt == "people":
            theme = language if row.value == "An interpreter" else transport
            theming.place(store, made.id, row.answer, theme.id, "confirmed")
    made.to(REVIEW)
    for who in range(people):
        made.say(who, "sure", 6)
    made.to(COMMIT)
    made.say(0, "next", [{"what": f"Ask {people}", "who": "Sam and I", "by": "2030-03-31", "level": "team"}])
    return session_record.gather(store, made.code)


def test_each_group_stands_under_a_letter_in_the_order_it_was_given(ten: ProgrammeRecord) -> None:
    facts = ten.programme
    assert [one.letter for one in facts.groups] == list("ABCDEFGHIJ")
    assert [one.people for one in facts.groups] == list(SIZES)
    assert [one.title for one in facts.groups] == [f"Team of {people}" for people in SIZES]
    assert ten.head.people == sum(SIZES)
    assert ten.head.title == "Programme of 10 sessions"


def test_a_themes_number_in_each_group_is_the_one_of_its_own_record(ten: ProgrammeRecord) -> None:
    told = {one.name: one.groups for one in ten.programme.shared}
    # 10 of 12 named transport: the two who did not would follow, so it is 10 or more. The smallest tell no number.
    assert told["Transport"] == ("10+", "7+", "6+", "5+", "4+", "3+", "yes", "yes", "", "")
    assert told["Language"] == ("few", "few", "few", "few", "few", "few", "yes", "yes", "few", "few")


def test_measures_gaps_and_actions_of_all_groups_stand_beside_each_other(ten: ProgrammeRecord) -> None:
    facts = ten.programme
    sure = next(one for one in facts.measures if one.measure == "confidence")
    assert sure.before[:8] == ("3",) * 8
    assert sure.after[:8] == ("6",) * 8
    assert set(sure.before[8:]) == {"few"}
    assert [(one.level, [action.letter for action in one.actions]) for one in facts.actions] == [
        ("team", list("ABCDEFGHIJ"))
    ]
    assert facts.gaps or facts.gaps_of_all


def test_no_file_holds_names_private_words_or_answers(ten: ProgrammeRecord) -> None:
    for data in written(ten).each().values():
        for words in (b"Dear diary", b"Person ", b"Sam and I", b"The bus 3", b"An interpreter"):
            assert words not in data


def test_a_programme_reads_back_from_its_json_as_it_was(ten: ProgrammeRecord) -> None:
    assert json_file.read(json_file.dump(ten)) == ten


@pytest.mark.parametrize("ending", TEXT)
def test_everything_the_facts_say_stands_on_the_page(ten: ProgrammeRecord, ending: str) -> None:
    facts, shown = ten.programme, written(ten).shown[ending]
    said = [*facts.sentences, *(one.title for one in facts.groups), *(one.code for one in facts.groups)]
    said += [one.name for one in (*facts.shared, *facts.other, *facts.local, *facts.gaps_of_all, *facts.gaps)]
    said += [cell for one in facts.shared for cell in one.groups if cell]
    said += [action.what for one in facts.actions for action in one.actions]
    said += [sentence for one in facts.groups for sentence in one.sentences]
    assert [one for one in said if one not in shown] == []


def test_themes_are_shared_by_half_of_the_groups_several_or_local() -> None:
    made = programme.gather(
        [
            group("A", ("Transport", 5, 0), ("Housing", 4, 0), ("Trust", 0, 4)),
            group("B", ("transport ", 4, 0), ("Language", 5, 0)),
            group("C", (" Transport", 3, 0), ("Language", 3, 0)),
            group("D", ("Transport", 0, 5)),
            group("E", ("Money", 1, 0)),
        ]
    ).programme
    assert names(made.shared) == ["Transport"]
    assert made.shared[0].groups == ("5", "4", "3", "(5)", "")
    assert names(made.other) == ["Language"]
    assert names(made.local) == ["Housing", "Money"]
    assert names(made.suggested) == ["Trust"]
    assert made.sentences[0] == "3 of 5 groups named Transport."


def test_two_groups_share_only_what_both_confirmed() -> None:
    made = programme.gather([group("A", ("Transport", 5, 0), ("Money", 4, 0)), group("B", ("Transport", 4, 0))])
    assert names(made.programme.shared) == ["Transport"]
    assert names(made.programme.local) == ["Money"]
    assert made.programme.sentences[0] == "Each of the 2 groups named Transport."


def test_one_name_twice_in_a_group_is_not_added_up() -> None:
    made = programme.gather([group("A", ("Money", 5, 0), ("money", 4, 0)), group("B", ("Money", 6, 0))]).programme
    assert made.shared[0].groups == ("5", "6")


def test_a_group_that_has_not_opened_sharing_is_listed_and_not_compared() -> None:
    made = programme.gather([group("A", ("Money", 5, 0)), closed("B", people=7), group("C", ("Money", 4, 0))])
    facts = made.programme
    assert [(one.shared, one.people) for one in facts.groups] == [(True, 10), (False, 7), (True, 10)]
    assert facts.shared[0].groups == ("5", "", "4")
    assert facts.sentences[0] == "Each of the 2 groups named Money."
    assert facts.groups[1].sentences == ()
    text = written(made, TEXT).shown["html"]
    assert "Sharing has not been opened in group B, so it is listed and not compared." in text
    table = next(one for one in tables(notebook.document(made)) if one.columns[0] == "Theme")
    assert table.columns == ("Theme", "Of 2", "A", "C")


@pytest.mark.parametrize("shared", [0, 1])
def test_with_fewer_than_two_shared_sessions_it_says_that_nothing_can_be_compared(shared: int) -> None:
    first = group("A", ("Money", 5, 0)) if shared else closed("A")
    made = programme.gather([first, closed("B")])
    assert "compare" in made.programme.sentences[0]
    assert made.programme.shared == made.programme.gaps_of_all == ()
    assert "Money" in written(made, TEXT).shown["md"] or not shared


def test_different_workshops_are_said_plainly() -> None:
    made = programme.gather([group("A", ("Money", 5, 0)), group("B", ("money", 4, 0), workshop="Another one")])
    assert made.head.workshop == "A small workshop; Another one"
    assert names(made.programme.shared) == ["Money"]
    text = written(made, TEXT).shown
    assert "These groups held different workshops." in text["html"]
    assert "different workshops" not in written(programme.gather([group("A"), group("B")]), TEXT).shown["html"]


def test_synthetic_groups_are_named_by_their_letters() -> None:
    made = programme.gather([group("A", ("Money", 5, 0)), group("B", ("Money", 4, 0), synthetic=True)])
    assert made.head.synthetic
    page = written(made, TEXT)
    assert "Group B is synthetic" in page.shown["html"]
    assert "Synthetic group: no real people" in page.html.decode()
    assert "synthetic" not in written(programme.gather([group("A"), group("B")]), TEXT).shown["md"].lower()


def test_gaps_of_all_groups_stand_apart_from_those_of_some() -> None:
    lacks = GapFacts(confidence=({"about": "access"},), needs=("Interpreting",), few=())
    places = StandingFacts((FrameworkFacts("levels", Source("Levels", "", "", "", ""), "", (
        PlaceFacts("Policy", "none", ""), PlaceFacts("Team", "confirmed", "5 people"))),))  # fmt: skip
    first = replace(group("A"), gaps=lacks, standing=places)
    second = replace(group("B"), gaps=replace(lacks, needs=("interpreting",), few=("Why?",)), standing=places)
    third = replace(group("C"), gaps=replace(lacks, needs=()))
    facts = programme.gather([first, second, third]).programme
    assert [(one.kind, one.name) for one in facts.gaps_of_all] == [("confidence", "access")]
    assert [(one.kind, one.name, one.groups) for one in facts.gaps] == [
        ("need", "Interpreting", ("yes", "yes", "")),
        ("place", "Policy (Levels)", ("yes", "yes", "")),
        ("few", "Why?", ("", "yes", "")),
    ]
    assert "All groups share one gap. Confidence is below importance: access." in facts.sentences


def test_measures_are_matched_by_what_they_are_about_and_their_scale() -> None:
    first = replace(group("A"), measures=(rated(3, 5), rated(4, None, "housing")))
    second = replace(group("B"), measures=(rated(None, None, "Access ", "fewer than 3"), rated(2.5, 2, "housing")))
    third = replace(group("C"), measures=(replace(rated(3, 4), high=5), rated(None, None, "housing", 0)))
    made = programme.gather([first, second, third])
    told = {(one.about, one.high): (one.before, one.after) for one in made.programme.measures}
    assert told == {
        ("access", 10): (("3", "few", ""), ("5", "", "")),
        ("housing", 10): (("4", "2.5", ""), ("", "2", "")),
        ("access", 5): (("", "", "3"), ("", "", "4")),
    }
    assert made.charts["measures"].sentence == "Confidence rose in the one group that rated it twice: access."


def test_the_first_page_has_at_most_five_sentences(ten: ProgrammeRecord) -> None:
    assert 2 <= len(ten.programme.sentences) <= 5
    every = programme.gather(programme_example.sessions())
    assert len(every.programme.sentences) == 5


@pytest.mark.parametrize("given", [(), (group("A"),)])
def test_fewer_than_two_sessions_are_refused_with_what_to_do(given: tuple[SessionRecord, ...]) -> None:
    with pytest.raises(InputError, match="Name two or more"):
        programme.gather(given)


def test_a_session_given_twice_is_refused() -> None:
    with pytest.raises(InputError, match="The session A is given more than once"):
        programme.gather([group("A"), group("B"), group("A")])


def test_a_programme_cannot_be_made_of_programmes() -> None:
    made = programme.gather([group("A"), group("B")])
    wrong: Any = [made, group("C")]
    with pytest.raises(InputError, match="Leave out the record"):
        programme.gather(wrong)


def test_empty_groups_and_groups_of_one_give_a_whole_page() -> None:
    made = programme.gather([group("A", people=0), group("B", ("Money", 1, 0), people=1)])
    assert made.programme.local[0].groups == ("", "few")
    assert written(made).page.faults == []


def test_the_head_is_of_all_sessions() -> None:
    work = Source("A work", "", "", "", "")
    first = group("A", held=date(2030, 1, 5), delete_on=date(2030, 5, 1), credit=(work,), affiliation="Ours.")
    second = group("B", held=date(2030, 2, 5), delete_on=date(2030, 4, 1), credit=(work,), affiliation="Ours.")
    head = programme.gather([first, second], " Spring ").head
    assert (head.title, head.held, head.delete_on, head.minutes) == ("Spring", date(2030, 2, 5), date(2030, 4, 1), 0)
    assert (head.credit, head.affiliation, head.code) == ((work,), "Ours.", "")
    assert files.stem(programme.gather([first, second])) == "evenground-programme-record-2030-02-05"


def test_numbers_of_a_group_that_spoke_welsh_are_read_as_they_are() -> None:
    with i18n.using("cy"):
        spoken = group("A", ("Arian", 5, 0), ("Tai", 2, 0), ("Bws", 9, 0), language="cy")
    made = programme.gather([spoken, group("B", ("arian", 4, 0))]).programme
    told = {one.name: one.groups for one in (*made.shared, *made.local)}
    assert told == {"Arian": ("5", "4"), "Tai": ("few", ""), "Bws": ("8+", "")}


def test_the_example_is_four_small_synthetic_groups() -> None:
    made = programme.gather(programme_example.sessions())
    assert [one.synthetic for one in made.programme.groups] == [True] * 4
    assert made.programme.shared
    assert made.programme.local
    assert made.programme.gaps_of_all
    assert "All of these groups are synthetic" in written(made, TEXT).shown["md"]


def test_a_notebook_shows_sessions_by_their_codes_and_their_files(
    store: Store, store_url: str, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENGROUND_STORE", store_url)
    monkeypatch.delenv("EVENGROUND_RECORD", raising=False)
    first, second = hold(store, workshop, 4), hold(store, workshop, 3)
    kept = tmp_path / "other.json"
    kept.write_bytes(json_file.dump(second))
    made = opening.record("programme", sources=[first.head.code, str(kept)])
    assert isinstance(made, ProgrammeRecord)
    assert [one.code for one in made.programme.groups] == [first.head.code, second.head.code]
    kept.write_bytes(json_file.dump(made))
    with pytest.raises(InputError, match="is not the record of a session"):
        opening.record("programme", sources=[first.head.code, str(kept)])
    monkeypatch.setenv("EVENGROUND_RECORD", str(kept))
    assert opening.record("programme") == made
