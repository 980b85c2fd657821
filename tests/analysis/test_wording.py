"""Texts taken apart."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.analysis.wording import LONG, SENTENCES, bag, said, sentences, stem, telling, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("   \n ", []),
        ("One thing", ["One thing"]),
        ("The bus was late. Nobody said why!  Still?", ["The bus was late.", "Nobody said why!", "Still?"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("It cost 3.50 today.", ["It cost 3.50 today."]),
        ("電車が遅れた。誰も来ない。", ["電車が遅れた。", "誰も来ない。"]),
    ],
)
def test_sentences_are_found(text: str, found: list[str]) -> None:
    assert cut(text) == found


@given(st.text(st.characters(codec=None), max_size=400))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def test_a_very_long_answer_is_read_in_parts_and_not_to_its_end() -> None:
    found = sentences("word " * 5000)
    assert len(found) == SENTENCES
    assert all(end - start <= LONG for start, end in found)
    assert len(sentences("x" * 50_000)) == SENTENCES


def test_words_of_one_kind_share_a_stem() -> None:
    assert {stem(word) for word in ("waiting", "waited", "Waits", "wait")} == {"wait"}
    assert stem("bread") != stem("bus")


def test_words_that_every_text_has_are_left_out() -> None:
    assert words("They don’t say why the Parking is so dear") == ["say", "Parking", "dear"]


def test_a_bag_counts_what_occurs() -> None:
    found = bag("waiting and waiting")
    assert found.word_counts.tolist() == [2]
    assert found.pieces.size > 0
    assert bag("").words.size == bag("👍").pieces.size == 0


def test_a_group_is_told_by_whole_words_as_people_wrote_them() -> None:
    parking = [said("Parking was dear"), said("No parking near the ward"), said("parking, always parking")]
    food = [said("The soup was cold"), said("Cold soup again"), said("Soup near the ward")]
    assert [words[0] for words in telling([parking, food])] == ["parking", "soup"]


def test_a_name_keeps_its_capital() -> None:
    nurse = [said("Aneurin helped"), said("Ask Aneurin"), said("Aneurin again")]
    assert telling([nurse, [said("bread"), said("bread rolls")]])[0] == ("Aneurin",)


def test_groups_of_nothing_are_told_by_nothing() -> None:
    assert telling([]) == []
    assert telling([[Counter()], [Counter()]]) == [(), ()]
