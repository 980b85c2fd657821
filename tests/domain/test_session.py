"""Codes and secrets, moves, rounds, sharing and the ratchet of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.domain import session as domain
from evenground.domain.codes import CODE_ALPHABET, CODE_LENGTH, TOKEN_ALPHABET
from evenground.errors import InputError
from tests.domain.making import at, session


def test_a_code_has_six_characters_that_nobody_mistakes() -> None:
    codes = {domain.new_code() for _i in range(500)}
    assert len(codes) > 490
    assert not set("".join(codes)) & set("O0I1LS5Z2")
    assert all(len(code) == 6 for code in codes)


def test_a_code_on_a_wall_spells_no_word_in_english_or_welsh() -> None:
    assert not set(CODE_ALPHABET) & set("AEIOUWY")
    assert set(domain.new_code()) <= set(CODE_ALPHABET)
    assert len(CODE_ALPHABET) ** CODE_LENGTH > 100_000_000


@given(st.text(CODE_ALPHABET, min_size=6, max_size=6))
def test_a_code_typed_small_with_spaces_and_dashes_is_the_code(code: str) -> None:
    assert domain.normalise_code(f" {code[:3].lower()}-{code[3:5]} {code[5:]}\n") == code


@given(st.text())
def test_a_code_read_twice_is_the_same(text: str) -> None:
    once = domain.normalise_code(text)
    assert domain.normalise_code(once) == once


def test_a_token_is_eighty_bits_shown_in_fours() -> None:
    token = domain.new_token()
    assert len(token) == 16
    assert set(token) <= set(TOKEN_ALPHABET)
    assert len(TOKEN_ALPHABET) == 32
    assert re.fullmatch(r"\w{4}(-\w{4}){3}", domain.show_token(token))


@given(st.text(TOKEN_ALPHABET, min_size=16, max_size=16))
def test_a_token_read_back_from_paper_is_the_token(token: str) -> None:
    assert domain.normalise_token(domain.show_token(token).lower()) == token


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert domain.normalise_token("oil-OIL 7kq2") == "0110117KQ2"


@given(st.text())
def test_a_token_never_holds_anything_but_its_alphabet(text: str) -> None:
    assert set(domain.normalise_token(text)) <= set(TOKEN_ALPHABET)


def test_a_fingerprint_does_not_hold_the_secret_and_is_always_the_same() -> None:
    assert domain.fingerprint("7KQ2MNVD") == domain.fingerprint("7KQ2MNVD")
    assert re.fullmatch(r"[0-9a-f]{64}", domain.fingerprint("\ud800"))
    assert "7kq2" not in domain.fingerprint("7KQ2MNVD")


def test_sharing_opens_with_the_shared_stage_and_stays_open() -> None:
    assert [session(position).sharing for position in range(5)] == [False, False, True, True, True]


def test_a_closed_session_shares_what_may_be_shared() -> None:
    assert session(0, closed_at=at(9)).sharing


def test_the_second_round_begins_after_the_shared_stage() -> None:
    assert [session(position).round for position in range(5)] == [1, 1, 1, 2, 2]


def test_a_lone_learner_begins_the_second_round_with_the_review() -> None:
    assert [session(position, variant="alone").round for position in range(2)] == [1, 2]
    assert session(variant="alone").alone
    assert not session().alone


def test_the_group_goes_on_until_the_last_stage() -> None:
    assert [domain.next_position(session(position)) for position in range(5)] == [1, 2, 3, 4, None]


@pytest.mark.parametrize("to", [1, 4])
def test_a_group_moves_forwards_and_back(to: int) -> None:
    domain.check_move(session(2), to)


@pytest.mark.parametrize(
    ("position", "to", "facts", "says"),
    [
        (0, 5, {}, "There is no stage 6. Write one from 1 to 5."),
        (0, -1, {}, "There is no stage 0. Write one from 1 to 5."),
        (2, 2, {}, "Repeat it to start its clock again."),
        (0, 1, {"closed_at": at(9)}, "This session is closed. Reopen it to move on."),
    ],
)
def test_a_move_that_cannot_be_says_what_to_do(position: int, to: int, facts: dict, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        domain.check_move(session(position, **facts), to)


def test_names_go_one_way_only() -> None:
    allowed = {
        (old, new) for old in domain.IDENTITIES for new in domain.IDENTITIES if domain.may_narrow(old, new)
    }
    assert allowed == {
        ("named", "named"), ("named", "alias"), ("named", "anonymous"),
        ("alias", "alias"), ("alias", "anonymous"), ("anonymous", "anonymous"),
    }  # fmt: skip
