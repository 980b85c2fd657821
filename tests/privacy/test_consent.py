"""Who may read an answer: the whole table of cases, written out."""

from __future__ import annotations

import itertools

import pytest

from evenground.domain.session import IDENTITIES, VISIBILITIES
from evenground.privacy.consent import PURPOSES, author_of, may_read


def test_an_answer_is_read_only_when_shared_not_private_and_not_hidden_but_for_the_facilitator() -> None:
    readable = {
        case for case in itertools.product((True, False), VISIBILITIES, (True, False), PURPOSES) if may_read(*case)
    }
    shown = {(True, seen, False, purpose) for seen in ("anonymous", "named") for purpose in PURPOSES}
    flagged = {(True, seen, True, "facilitator") for seen in ("anonymous", "named")}
    assert readable == shown | flagged


def test_an_unknown_visibility_is_not_readable() -> None:
    assert not may_read(True, "everybody", False, "board")  # type: ignore[arg-type]


def test_a_purpose_must_be_one_of_those_that_exist() -> None:
    with pytest.raises(ValueError, match="curiosity"):
        may_read(True, "named", False, "curiosity")  # type: ignore[arg-type]


def test_an_author_stands_only_beside_a_named_answer_where_names_are_used() -> None:
    named = {
        (identity, seen)
        for identity, seen in itertools.product(IDENTITIES, VISIBILITIES)
        if author_of(identity, seen, "Ann")
    }
    assert named == {("named", "named"), ("alias", "named")}
    assert author_of("named", "named", "Ann") == "Ann"
