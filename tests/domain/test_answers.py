"""What prompts take as answers, who may see them and how they read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenground.domain.action import LEVELS, Action, parse
from evenground.domain.response import allowed_visibility, as_text, clean, default_visibility
from evenground.domain.workshop import KINDS, MAX_CHARS
from evenground.errors import InputError
from tests.domain.making import prompt

ANY_TEXT = st.text(st.characters(), max_size=300)
SCALE = prompt("scale", low=1, high=5)
CHOICE = prompt("choice", options=["Bus", "Train", "On foot"])
CHOICES = prompt("choices", options=["Bus", "Train", "On foot"])
GRID = prompt("grid", rows=["Home", "Work"], columns=["Yes", "No"])
ACTION = prompt("action", levels=["team", "self"])
OF_ALL_KINDS = [prompt("text"), SCALE, CHOICE, CHOICES, GRID, ACTION]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(ANY_TEXT)
def test_text_comes_back_byte_for_byte_or_is_blank(text: str) -> None:
    kept = clean(prompt("text"), text)
    assert kept == text if text.strip() else kept is None


@pytest.mark.parametrize(
    "text", ["\0", "\u202eabc\u202c", "👩🏽‍⚕️", "a\r\nb\t ", "\ud800", "<script>", "=1+1"]
)
def test_signs_of_every_kind_are_kept_as_they_are(text: str) -> None:
    assert clean(prompt("text"), text) == text


@given(st.integers(1, 50), st.integers(0, 60))
def test_text_over_the_limit_is_refused_with_the_limit_named(limit: int, count: int) -> None:
    asked = prompt("text", max_chars=limit)
    if 0 < count <= limit:
        assert clean(asked, "x" * count) == "x" * count
    elif count:
        with pytest.raises(InputError, match=f"has {count} characters; the limit is {limit}"):
            clean(asked, "x" * count)


def test_a_very_long_text_is_refused_in_words_that_help() -> None:
    assert clean(prompt("text"), "x" * MAX_CHARS) == "x" * MAX_CHARS
    with pytest.raises(InputError) as refused:
        clean(prompt("text"), "x" * 100_250)
    assert str(refused.value) == (
        "This answer has 100,250 characters; the limit is 100,000. Shorten it: it is kept on this device."
    )


def test_an_answer_that_is_refused_is_not_in_the_message() -> None:
    for asked in OF_ALL_KINDS:
        for value in ("my secret words" * 10_000, ["my secret words"], {"my secret words": "x"}):
            with pytest.raises(InputError) as refused:
                clean(asked, value)
            assert "secret" not in str(refused.value)


@given(st.sampled_from(OF_ALL_KINDS), ANYTHING)
def test_whatever_is_sent_is_kept_or_refused_and_what_is_kept_stays_the_same(asked: Any, value: Any) -> None:
    try:
        kept = clean(asked, value)
    except InputError:
        return
    assert clean(asked, kept) == kept
    assert isinstance(as_text(asked, kept), str)


@pytest.mark.parametrize(("value", "kept"), [(3, 3), ("4", 4), (5.0, 5), ("", None), (None, None)])
def test_a_scale_takes_whole_numbers(value: Any, kept: int | None) -> None:
    assert clean(SCALE, value) == kept


@pytest.mark.parametrize("value", [0, 6, 2.5, True, "many", "٣", [3], float("nan"), float("inf")])
def test_a_scale_refuses_everything_else_and_names_its_ends(value: Any) -> None:
    with pytest.raises(InputError, match=r"Choose a whole number from 1 to 5\."):
        clean(SCALE, value)


def test_a_choice_is_one_of_the_options() -> None:
    assert clean(CHOICE, "Train") == "Train"
    assert clean(CHOICE, "") is None
    with pytest.raises(InputError, match="Choose from: Bus; Train; On foot"):
        clean(CHOICE, "Car")


def test_choices_are_kept_once_each_in_the_order_of_the_options() -> None:
    assert clean(CHOICES, ["On foot", "Bus", "On foot"]) == ["Bus", "On foot"]
    assert clean(CHOICES, []) is None


def test_a_grid_keeps_the_rows_that_were_answered() -> None:
    assert clean(GRID, {"Work": "No", "Home": ""}) == {"Work": "No"}
    assert clean(GRID, {"Work": None}) is None
    with pytest.raises(InputError, match="Choose in these rows only: Home; Work"):
        clean(GRID, {"Garden": "Yes"})
    with pytest.raises(InputError, match="Choose from: Yes; No"):
        clean(GRID, {"Home": "Perhaps"})


def test_actions_keep_every_word_and_drop_blank_lines() -> None:
    rows = [{"what": " ask ", "who": "", "by": "2030-03-31", "level": "self"}, {"what": " ", "level": "team"}]
    assert clean(ACTION, rows) == [{"what": " ask ", "who": "", "by": "2030-03-31", "level": "self"}]
    assert clean(ACTION, [{"who": "Sam"}]) == [{"what": "", "who": "Sam", "by": "", "level": "team"}]
    assert clean(ACTION, []) is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"what": "a", "by": "2030-02-30"}, "such as 2030-03-31"),
        ({"what": "a", "by": "tomorrow"}, "such as 2030-03-31"),
        ({"what": "a", "level": "policy"}, "Choose from: team; self"),
        ({"what": "a", "when": "b"}, "An action has what, who, by and level."),
        ({"what": 5}, "are text"),
        ({"what": "x" * 100_001}, "the limit is 100,000"),
    ],
)
def test_an_action_that_cannot_be_kept_says_why(row: dict, says: str) -> None:
    with pytest.raises(InputError, match=says):
        clean(ACTION, [row])


def test_ten_actions_are_the_limit() -> None:
    assert len(parse(clean(ACTION, [{"what": "a"}] * 10))) == 10
    with pytest.raises(InputError, match="There are 11 actions; the limit is 10"):
        clean(ACTION, [{"what": "a"}] * 11)


def test_kept_actions_are_read_as_actions() -> None:
    kept = clean(ACTION, [{"what": "ask", "who": "Sam", "by": "2030-03-31"}])
    assert parse(kept) == (Action("ask", "Sam", "2030-03-31", "team"),)
    assert parse(None) == ()
    assert parse([{"what": None, "level": "moon"}]) == (Action("", "", "", LEVELS[0]),)


def test_an_answer_that_never_leaves_has_no_other_visibility() -> None:
    asked = prompt("text", share="never")
    assert allowed_visibility(asked, "named") == ("private",)
    assert default_visibility(asked, "named") == "private"


def test_names_are_offered_only_where_people_have_names() -> None:
    asked = prompt("text", share="named")
    assert allowed_visibility(asked, "anonymous") == ("private", "anonymous")
    assert allowed_visibility(asked, "alias") == ("private", "anonymous", "named")
    assert default_visibility(asked, "alias") == "named"
    assert default_visibility(asked, "anonymous") == "anonymous"


@pytest.mark.parametrize("share", ["never", "private", "anonymous", "named"])
@pytest.mark.parametrize("identity", ["named", "alias", "anonymous"])
def test_the_visibility_nobody_chose_is_always_an_allowed_one(share: str, identity: Any) -> None:
    asked = prompt("text", share=share)
    assert default_visibility(asked, identity) in allowed_visibility(asked, identity)


@pytest.mark.parametrize(
    ("asked", "value", "text"),
    [
        (prompt("text"), "one\ntwo", "one\ntwo"),
        (SCALE, 3, "3"),
        (CHOICE, "Bus", "Bus"),
        (CHOICES, ["Bus", "Train"], "Bus; Train"),
        (GRID, {"Home": "Yes", "Work": "No"}, "Home: Yes; Work: No"),
        (
            ACTION,
            [
                {"what": "ask", "who": "Sam", "by": "2030-03-31", "level": "team"},
                {"what": "go", "level": "self"},
            ],
            "ask (Sam, by 31/03/2030, team); go (self)",
        ),
        (CHOICE, None, ""),
    ],
)
def test_every_answer_reads_as_plain_text(asked: Any, value: Any, text: str) -> None:
    assert as_text(asked, value) == text


def test_every_kind_of_prompt_is_tried_here() -> None:
    assert sorted(asked.kind for asked in OF_ALL_KINDS) == sorted(KINDS)
