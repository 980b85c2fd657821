"""Words of any kind come back as they were typed, wherever people can type them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenground.domain.workshop import Workshop
from evenground.store import commands, queries, stating, theming
from evenground.store.engine import Store

from .acting import SHARED, Room, room

HOSTILE = {
    "nul": "before\0after",
    "lone surrogate": "half \ud83d an emoji \udc00",
    "right to left": "abc\u202edcba\u2066 שלום \u200f",
    "emoji": "👩🏽‍🦽🏳️‍🌈 e\u0301 ﷽ \U0010ffff",
    "long": "many words " * 9_090,
    "formula": '=HYPERLINK("http://x.example","y")',
    "formulas": "@SUM(1+1)\t+1\r-1\n=cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
    "sql": "'; DROP TABLE session; -- \" ` \\ %s :name ? {0} {name}",
    "json": '{"a": null, "b": [1e999, NaN]} \\u0000 \\ud800',
    "white": "\t\u00a0\u2028\u2029\ufeff x \x7f\x1b[31m\x9c ",
    "lines": "one\r\ntwo\rthree\n",
}


@pytest.fixture
def made(store: Store, workshop: Workshop) -> Room:
    return room(store, workshop, people=1, identity="named")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_come_back_byte_for_byte(store: Store, made: Room, text: str) -> None:
    who = made.people[0].id
    made.say(0, "people", text, reason=text)
    commands.add_point(store, made.id, text)
    made.to(SHARED)
    (kept,) = queries.my_revisions(store, who)
    (shown,) = queries.shared(store, made.id, purpose="board")
    (point,) = queries.points(store, made.id)
    assert (kept.value, kept.reason, shown.value, shown.reason, point.text) == (text,) * 5


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name != "long"])
def test_names_and_themes_come_back_without_the_space_around_them(store: Store, made: Room, text: str) -> None:
    who = made.people[0].id
    commands.rename(store, who, text)
    theme = theming.add_theme(store, made.id, text, [text])
    made.say(0, "next", [{"what": text, "who": text, "by": "", "level": "self"}])
    assert queries.participant(store, who).name == text.strip()
    assert (theme.name, theme.terms) == (text.strip(), (text.strip(),))
    assert queries.themes(store, made.id)[-1] == theme
    assert theming.undo(store, made.id) == f"add the theme “{text.strip()}”"
    assert queries.my_revisions(store, who)[0].value[0]["what"] == text  # type: ignore[index, call-overload]


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name != "long"])
def test_a_statement_comes_back_without_the_space_around_it(store: Store, made: Room, text: str) -> None:
    said = stating.add_statement(store, made.id, text)
    assert queries.statements(store, made.id) == [said]
    assert said.text == text.strip()
    stating.edit_statement(store, made.id, said.id, f"{text} again")
    assert queries.statements(store, made.id)[0].text == f"{text} again".strip()


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_comes_back(store: Store, made: Room, text: str) -> None:
    # Two halves of one character side by side are that character, in JSON as in a browser.
    expected = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    made.say(0, "people", text)
    last = queries.my_revisions(store, made.people[0].id)[-1:]
    assert not text.strip() or last[0].value == expected
