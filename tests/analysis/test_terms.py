"""Terms in people's words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis.terms import Finder


def found(term: str, text: str) -> tuple[str, ...]:
    return Finder([(1, [term])]).find(text).get(1, ())


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("travel", "travel"),
        ("travel", "travels"),
        ("travel", "travelling"),
        ("travel", "traveling"),
        ("travel", "travelled"),
        ("travel", "traveller"),
        ("travel", "Travellers"),
        ("travelling", "travel"),
        ("language", "languages"),
        ("languages", "language"),
        ("poverty", "POVERTY"),
        ("family", "families"),
        ("inequality", "inequalities"),
        ("bus", "buses"),
        ("care", "caring"),
        ("care", "carers"),
        ("carer", "carers"),
        ("carer", "carer’s"),
        ("house", "housing"),
        ("isolate", "isolated"),
        ("marry", "married"),
        ("stop", "stopping"),
        ("GP", "GPs"),
        ("age", "ageing"),
        ("teithio", "teithio"),
        ("tlodi", "TLODI"),
    ],
)
def test_a_term_finds_its_word_with_simple_endings(term: str, word: str) -> None:
    assert found(term, f"It is {word}, I think.") == (word,)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("car", "We are caring and careful."),
        ("care", "There is no car, and cars are dear."),
        ("age", "Pages about language and managers."),
        ("numb", "A number of people."),
        ("show", "The shower is broken."),
        ("new", "No news."),
        ("rent", "Parents are different."),
        ("plan", "Planes and plants."),
        ("see", "They need seed."),
        ("bus", "A business."),
    ],
)
def test_a_term_is_not_found_inside_other_words(term: str, text: str) -> None:
    assert found(term, text) == ()


@pytest.mark.parametrize(
    "text", ["public transport", "Public  transport", "public-transport", "public\ntransports"]
)
def test_a_term_of_several_words_is_found_however_they_are_joined(text: str) -> None:
    assert found("public transport", f"No {text} here") == (text,)


@pytest.mark.parametrize(
    "text", ["in public. Transport is dear", "transport, public or not", "publicly transport"]
)
def test_a_term_of_several_words_is_not_put_together_from_two_thoughts(text: str) -> None:
    assert found("public transport", text) == ()


def test_a_term_of_several_words_at_the_end_of_the_text_needs_all_of_them() -> None:
    assert found("public transport costs", "It is the public transport") == ()


def test_words_come_back_as_they_stand_in_order_and_once() -> None:
    text = "Parking is dear. TRAVEL takes a day; travel again, and parking."
    assert Finder([(7, ["travel", "parking"])]).find(text) == {7: ("Parking", "TRAVEL")}


def test_one_answer_may_speak_of_several_themes() -> None:
    assert Finder([(1, ["bus"]), (2, ["interpreter"]), (3, ["food"])]).find(
        "The interpreter missed the bus"
    ) == {
        2: ("interpreter",),
        1: ("bus",),
    }


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("tŷ", "Mae’r Tŷ’n oer", ("Tŷ",)),
        ("gwaith", "gwaith o'r cartref", ("gwaith",)),
        ("teithio", "Mae teithio'n anodd", ("teithio",)),
        ("café", unicodedata.normalize("NFD", "the café is shut"), (unicodedata.normalize("NFD", "café"),)),
        ("straße", "Die STRASSE", ("STRASSE",)),
        ("السفر", "صعوبة السفر هنا", ("السفر",)),
        ("हिन्दी", "मुझे हिन्दी चाहिए", ("हिन्दी",)),
        ("हिन", "मुझे हिन्दी चाहिए", ()),
        ("bus", "🚌bus🚌", ("bus",)),
    ],
)
def test_other_languages_and_scripts_are_found_by_whole_words(
    term: str, text: str, words: tuple[str, ...]
) -> None:
    assert found(term, text) == words


@pytest.mark.parametrize("term", ["", "…", "  ", "'"])
def test_a_term_without_a_word_finds_nothing(term: str) -> None:
    assert found(term, "anything … at all '") == ()


@settings(deadline=None)
@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_and_any_terms_give_words_of_the_text(text: str, terms: list[str]) -> None:
    assert all(word and word in text for word in found_all(terms, text))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=1), st.text())
def test_a_word_always_finds_itself(word: str, before: str) -> None:
    assert found(word, f"{before} {word}")


def found_all(terms: list[str], text: str) -> tuple[str, ...]:
    return Finder([(1, terms)]).find(text).get(1, ())
