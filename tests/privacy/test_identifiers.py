"""Likely identifiers are found and explained, and ordinary reflective sentences are left in peace."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.privacy.identifiers import Found, explain, find

TODAY = date(2025, 11, 23)

# Numbers from the ranges that are kept free for examples; no one of these is anybody's.
IDENTIFIERS = [
    ("email", "jo.o'neill+ot@mail.example.org", "write to {} please"),
    ("email", "a@b.example", "{}"),
    ("nhs-number", "943 476 5919", "her number is {}."),
    ("nhs-number", "9434765919", "NHS {}"),
    ("nhs-number", "943-476-5919", "({})"),
    ("ni-number", "QQ123456C".replace("QQ", "AB"), "NI {}"),
    ("ni-number", "ab 12 34 56 c", "{} is hers"),
    ("record", "hospital number 1234567", "the {} was on the form"),
    ("record", "RiO 123456", "see {}"),
    ("record", "case no. A12345", "{}"),
    ("phone", "07700 900123", "ring {} today"),
    ("phone", "07700900123", "ring {}"),
    ("phone", "+44 7700 900 123", "ring {}"),
    ("phone", "+44 (0)161 496 0000", "ring {}"),
    ("phone", "020 7946 0018", "ring {}, ask for the ward"),
    ("phone", "(0161) 496 0000", "ring {}"),
    ("phone", "0044 7700 900123", "ring {}"),
    ("phone", "01632 960001", "ring {}"),
    ("postcode", "SW1A 1AA", "lives at {}"),
    ("postcode", "m1 1ae", "lives near {}, on the third floor"),
    ("postcode", "CF101EP", "{}"),
    ("date", "12/04/1954", "born {}"),
    ("date", "12.04.1954", "{}"),
    ("date", "12-4-54", "dob {}"),
    ("date", "1954-04-12", "on {} he was born"),
    ("date", "12th of April 1954", "since {}"),
    ("date", "April 12, 1954", "since {}"),
    ("date", "12 Ebrill 1954", "ganwyd {}"),
    ("date", "3 March 2025", "was admitted on {}"),
    ("name", "Mrs Jones", "I visited {} at home"),
    ("name", "Mr. A. Smith", "I visited {}"),
    ("name", "mrs jones", "i visited {} at home"),
    ("name", "Dr O'Neill-Byrne", "{} said so"),
    ("name", "Miss Évans", "{} and her sister"),
    ("name", "Ms MacDonald", "{}."),
    ("name", "patient called John", "a {} was late"),
    ("name", "lady named Ngozi", "a {} was late"),
]

ORDINARY = [
    "I learnt that access to therapy depends on the bus, on money and on who answers the phone.",
    "People with MS wait longest. The MR scan came after 18 weeks; the MS nurse rang twice.",
    "We saw 12 people in 3 months, 7 of them from Band 5 and 6 areas, up from 4 in 2023/24.",
    "My confidence went from 3 to 7 out of 10, and 0 1 2 3 4 5 6 7 8 9 10 is a fine scale.",
    "On 3 March 2025 our team met about health equity; we meet again on 12/01/2026.",
    "I will ring the team by 31/03/2030 and write to the manager by 2030-03-31.",
    "I miss Monday meetings. Miss Monday and you miss the plan.",
    "A project called Health Equity, a group called Men in Sheds and a cafe called Home.",
    "The Marmot review, the King's Fund, Rolfe and Driscoll all ask: so what? Now what?",
    "Call 111, 999, 116 123 or the helpline on 0800 123 4567 or 0300 123 1234.",
    "The budget is 1234567890 pounds over 10 years, or 100,000,000 a year, ISBN 978-0-306-40615-7.",
    "We work 24/7, 9-5 is not enough; 1/2 of us, 3/4 of them, version 3.11.12, pages 12-14-16.",
    "Mr and Mrs are on the form, and Dr is too; who chose those titles?",
    "Standard A4 5th edition, room B6 1st floor, B12 3rd bay, form E1 2nd page.",
    "In spring 1954 and in May 2019 things were different; since July 1948 care has been free.",
    "email me @ work, or mention @somebody; 50% @ 20 each",
    "Dw i'n dysgu bod cludiant, arian ac iaith yn bwysig i bobl yn ein cymuned.",
    "COVID-19, PM2.5, B12, T2DM, ICF d450, IMD 1-10, NICE NG136, ISO 9241-210:2019.",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "identifier", "sentence"), IDENTIFIERS)
def test_an_identifier_is_found_where_it_stands(kind: str, identifier: str, sentence: str) -> None:
    text = sentence.format(identifier)
    start = text.index(identifier)
    assert find(text, today=TODAY) == [Found(start, start + len(identifier), kind, identifier)]  # type: ignore[arg-type]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_is_left_in_peace(sentence: str) -> None:
    assert find(sentence, today=TODAY) == []


def test_a_wrong_check_digit_is_no_nhs_number() -> None:
    assert find("943 476 5918", today=TODAY) == []
    assert find("111 111 1111", today=TODAY) == []


def test_several_are_found_in_the_order_they_stand_and_never_twice() -> None:
    text = "Mrs Jones, born 12/04/1954, 07700 900123, SW1A 1AA, jo@mail.example, 943 476 5919"
    found = find(text, today=TODAY)
    assert [one.kind for one in found] == ["name", "date", "phone", "postcode", "email", "nhs-number"]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_every_kind_is_explained_in_a_sentence_of_its_own() -> None:
    sentences = {explain(kind) for kind in {kind for kind, _identifier, _sentence in IDENTIFIERS}}  # type: ignore[arg-type]
    assert len(sentences) == 8
    assert all(sentence.startswith("This looks like") for sentence in sentences)


@given(text=st.text(st.sampled_from("Mrs Dr@.0123456789/-+()ABab \n'é\ud800"), max_size=200))
def test_any_text_is_read_and_what_is_found_does_not_overlap(text: str) -> None:
    found = find(text, today=TODAY)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    "part", ["a@", "0", "07700 ", "Mr ", "Mr Jones ", "1/1/", "born ", "a.b+", "12 march ", "12/4/54 "]
)
def test_a_long_text_is_read_in_reasonable_time(part: str) -> None:
    """A hundred thousand characters made to be slow: this ends by the test's time limit when it is."""
    assert isinstance(find((part * 100_000)[:100_000], today=TODAY), list)
