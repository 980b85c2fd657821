"""Frameworks on the facilitator's page, on a real store: what is told of each place, and every act on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from evenground.analysis import coverage
from evenground.apps import facilitator_gaps
from evenground.apps.facilitator_model import FacilitatorModel
from evenground.domain import loading
from evenground.domain.session import new_token
from evenground.domain.suggested import Suggested, cell_target, print_of
from evenground.domain.workshop import Workshop
from evenground.errors import EvengroundError, InputError
from evenground.store import commands, queries, suggesting, tagging
from evenground.store.engine import Store
from tests.conftest import SMALL

BUS = "\U0001f68c No bus after six. People give up."
FORM = "The form is long."
RESOURCES = [
    {"id": "teams", "title": "For teams", "author": "Somebody", "year": 2021, "helps": ["six-aspects:my-team"]},
    {"id": "words", "title": "Plain words", "helps": ["Language"]},
]


@dataclass
class Led:
    """A session whose sharing is open, as its facilitator has it."""

    store: Store
    model: FacilitatorModel
    people: list[int]

    def answers(self) -> dict[str, int]:
        rows = queries.shared(self.store, self.model.id, purpose="facilitator")
        return {str(row.value): row.answer for row in rows}

    def gaps(self) -> Any:
        return self.model.room()["gaps"]

    def cell(self, name: str, framework: str = "six-aspects") -> Any:
        return next(one for one in self.gaps()["frameworks"] if one["id"] == framework)["cells"][name]

    def say(self, words: str, place: str, state: str = "confirmed", **more: Any) -> None:
        args = {"answer": str(self.answers()[words]), "framework": "six-aspects", "cell": place, "state": state}
        self.model.act("cell", args | {"hand": "left"} | more)

    def suggest(self, words: str, cell: str, start: int = 2, end: int = 19) -> None:
        target = cell_target("six-aspects", cell)
        found = Suggested(self.answers()[words], target, 0.6, start, end, print_of(words))
        suggesting.suggest(self.store, self.model.id, [found])


@pytest.fixture
def led(store: Store) -> Led:
    workshop = Workshop.model_validate(
        {**SMALL, "frameworks": ["six-aspects", "levels-of-action"], "resources": RESOURCES}
    )
    session, _key = commands.create_session(store, workshop)
    people = [commands.join(store, session.code, new_token()).id for _person in range(4)]
    for person, words in zip(people, (BUS, FORM, "Third", "Fourth"), strict=True):
        commands.answer(store, person, "people", words)
    commands.move(store, session.id, 2)
    return Led(store, FacilitatorModel(store, session.id), people)


def test_every_framework_of_the_workshop_is_told_with_all_its_cells(led: Led) -> None:
    told = led.gaps()["frameworks"]
    assert [one["id"] for one in told] == ["six-aspects", "levels-of-action"]
    assert len(told[0]["cells"]) == 18
    assert {cell["state"] for one in told for cell in one["cells"].values()} == {"none"}
    assert told[0]["judged"] is False
    assert "King's Fund" in told[0]["credit"]


def test_a_possible_quote_says_which_sentence_as_a_browser_counts(led: Led) -> None:
    led.suggest(BUS, "my-team.awareness")
    cell = led.cell("my-team.awareness")
    assert (cell["state"], cell["people"]) == ("possible", 0)
    (quote,) = cell["possible"]
    start, end = quote["span"]
    assert BUS.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le") == "No bus after six."


def test_a_quote_that_is_meant_as_a_whole_has_no_mark(led: Led) -> None:
    led.suggest(FORM, "my-team.awareness", 0, len(FORM))
    assert led.cell("my-team.awareness")["possible"][0]["span"] == []


def test_one_tap_confirms_or_refuses_a_quote(led: Led) -> None:
    led.suggest(BUS, "my-team.awareness")
    led.say(BUS, "my-team.awareness")
    cell = led.cell("my-team.awareness")
    assert (cell["state"], cell["people"], cell["confirmed"][0]["by"]) == ("confirmed", 1, "facilitator")
    assert cell["possible"] == []
    led.say(BUS, "my-team.awareness", "rejected")
    assert led.cell("my-team.awareness")["state"] == "none"


def test_the_owners_word_counts_until_the_facilitator_says_otherwise(led: Led) -> None:
    tagging.tag_own(led.store, led.people[0], "people", "six-aspects", ["myself.action"])
    assert led.cell("myself.action")["confirmed"][0]["by"] == "owner"
    led.say(BUS, "myself.action", "rejected")
    assert led.cell("myself.action")["confirmed"] == []
    led.say(BUS, "myself.action", "")
    assert led.cell("myself.action")["state"] == "confirmed"


def test_what_was_said_is_undone_by_the_hand_that_said_it(led: Led) -> None:
    led.say(BUS, "my-team.awareness")
    led.model.act("undo", {"hand": "left"})
    assert led.cell("my-team.awareness")["state"] == "none"


@pytest.mark.parametrize(
    "wrong",
    [
        {"framework": "marmot-principles", "cell": "work"},
        {"cell": "my-team"},
        {"cell": ["my-team"]},
        {"framework": None},
        {"state": "maybe"},
        {"answer": "none"},
        {"answer": "123456"},
    ],
)
def test_what_cannot_be_said_is_refused(led: Led, wrong: dict[str, Any]) -> None:
    with pytest.raises(EvengroundError):
        led.say(BUS, "my-team.awareness", **wrong)
    assert {cell["state"] for cell in led.gaps()["frameworks"][0]["cells"].values()} == {"none"}


def test_looking_again_forgets_only_what_nobody_judged(led: Led) -> None:
    led.suggest(BUS, "my-team.awareness")
    led.suggest(FORM, "my-team.action", 0, 4)
    led.say(FORM, "my-team.action")
    led.model.act("look_again_cells", {"hand": "left"})
    assert led.cell("my-team.awareness")["state"] == "none"
    assert led.cell("my-team.action")["state"] == "confirmed"


def test_what_could_help_is_told_with_its_reason_once_people_have_judged(led: Led) -> None:
    assert led.gaps()["help"] == []
    led.say(BUS, "myself.action")
    (help_,) = led.gaps()["help"]
    assert (help_["title"], help_["made"]) == ("For teams", "Somebody, 2021")
    assert help_["reasons"] == [
        "because nothing was found yet under My team or service (Six aspects of practice)"
    ]


def test_a_cell_with_a_quote_that_waits_asks_for_no_help(led: Led) -> None:
    led.say(BUS, "myself.action")
    for cell in ("my-team.awareness", "my-team.action", "my-team.advocacy"):
        led.suggest(FORM, cell, 0, 4)
    assert led.gaps()["help"] == []


def test_what_only_a_few_said_is_listed_by_answer(led: Led) -> None:
    told, answers = led.gaps(), led.answers()
    assert sorted(told["few"]) == sorted(str(answers[words]) for words in (FORM, "Third", "Fourth"))
    assert (told["waiting"], told["problems"]) == (1, [])


def test_hidden_answers_stand_in_no_place_and_in_no_list(led: Led) -> None:
    led.say(FORM, "myself.action")
    led.suggest(FORM, "my-team.action", 0, 4)
    commands.hide(led.store, led.model.id, led.answers()[FORM], True)
    told = json.dumps(led.gaps())
    assert str(led.answers()[FORM]) not in told
    assert led.cell("myself.action")["people"] == 0


def test_a_withdrawn_answer_leaves_its_places(led: Led) -> None:
    led.say(FORM, "myself.action")
    number = str(led.answers()[FORM])
    commands.answer(led.store, led.people[1], "people", FORM, visibility="private")
    assert number not in json.dumps(led.gaps())
    assert led.cell("myself.action")["state"] == "none"


def test_a_workshop_without_frameworks_has_only_the_other_lists(store: Store, workshop: Workshop) -> None:
    session, _key = commands.create_session(store, workshop)
    commands.move(store, session.id, 2)
    told = FacilitatorModel(store, session.id).room()["gaps"]
    assert told == {"frameworks": [], "help": [], "few": [], "waiting": 0, "problems": []}


def test_phrases_are_those_of_the_workshops_frameworks(led: Led) -> None:
    wanted = [loading.frameworks()[name] for name in ("six-aspects", "levels-of-action")]
    assert facilitator_gaps.phrases(led.model.session) == coverage.phrases(wanted)


def test_a_place_that_is_gone_is_refused_with_a_sentence(led: Led) -> None:
    with pytest.raises(InputError, match="Reload the page"):
        led.say(BUS, "gone.action")
