"""An example card holds somebody's own example as they typed it, on one page, and nothing else of theirs."""

from __future__ import annotations

import pytest

from evenground import i18n
from evenground.errors import InputError
from evenground.records import files
from evenground.records.blocks import Cards
from evenground.records.facts import ExampleCard
from evenground.records.mine import card, personal
from evenground.records.mine.card_parts import parts
from evenground.store.engine import Store
from tests.records.portfolio import ANSWERS, somebody
from tests.records.reading import Page
from tests.store.acting import Room


def made_of(made: Room, name: str = "") -> ExampleCard:
    return card.of(personal.gather(made.store, made.code, made.people[0].id, name))


def page_of(one: ExampleCard) -> str:
    return files.write(one, ["html"])[0].data.decode()


def test_a_card_holds_the_example_and_the_question(store: Store) -> None:
    one = made_of(somebody(store))
    assert (one.head.kind, one.name) == ("card", "")
    page = page_of(one)
    assert Page(page).words() == [ANSWERS["mine"]]
    assert "Your own example?" in page


def test_nothing_else_of_theirs_is_on_it(store: Store) -> None:
    page = page_of(made_of(somebody(store)))
    assert [said for name, said in ANSWERS.items() if name != "mine" and str(said) in Page(page).words()] == []
    assert "The empty chair" not in page


def test_a_name_is_on_it_only_when_it_is_given(store: Store) -> None:
    made = somebody(store, identity="named")
    assert "Person 0" not in page_of(made_of(made))
    named = files.write(made_of(made, "Ada <Lovelace>"), ["html"])[0]
    assert "Ada &lt;Lovelace&gt;" in named.data.decode()
    assert "Ada" not in named.name


def test_without_an_example_somebody_is_told_to_write_it_first(store: Store) -> None:
    with pytest.raises(InputError, match="Write your example first: the question is “Your own example"):
        made_of(somebody(store, answers={"people": "The bus"}))


def test_a_workshop_that_wants_no_example_has_no_card(talk: Room) -> None:
    with pytest.raises(InputError, match="does not ask for an example"):
        made_of(talk)


@pytest.mark.parametrize(
    ("text", "size"), [("a" * 60, "brief"), ("a" * 400, "middle"), ("a" * 1200, "long"), ("a\n" * 20, "long")]
)
def test_a_short_example_is_set_larger_than_a_long_one(store: Store, text: str, size: str) -> None:
    one = made_of(somebody(store, answers={"mine": text}))
    assert [block.manner for part in parts(one) for block in part.blocks if isinstance(block, Cards)] == [size]


def test_a_card_is_in_the_language_of_the_page_with_the_words_as_they_were_typed(store: Store) -> None:
    made = somebody(store)
    with i18n.using("cy"):
        one = made_of(made)
        page = page_of(one)
    assert one.head.language == "cy"
    assert ANSWERS["mine"] in page


def test_markup_in_an_example_is_text(store: Store) -> None:
    page = page_of(made_of(somebody(store, answers={"mine": "<b>bold</b> & =1+1"})))
    assert Page(page).words() == ["<b>bold</b> & =1+1"]
    assert "<b>" not in page
