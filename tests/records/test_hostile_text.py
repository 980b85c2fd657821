"""Whatever people type comes out of every file as it went in, shown as text and never obeyed."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evenground.domain.workshop import Workshop
from evenground.records import files
from evenground.records.escapes import cell, html, markdown, uncell, visible
from evenground.records.facts import SCHEMA
from evenground.store import commands
from evenground.store.engine import Store
from tests.records.reading import Files, Page, answers, bare, make
from tests.store.acting import CLOSE, REVIEW, SHARED, Room, room

HOSTILE = {
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "closing": "</p></main></style></svg>]]>--><h1>mine</h1>",
    "template": "{{ 7*7 }} {% raw %} {# no #} ${x} <%= y %>",
    "long": "word " * 20_000,
    "unbroken": "x" * 100_000,
    "right to left": "\u202eevil\u202c \u200fשלום\u200e \u2066left",
    "emoji": "👩🏽‍⚕️ 👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "nul": "before\0after \x07\x1b[31m\x7f",
    "formula": '=HYPERLINK("http://example.org","x")',
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "tab": "\t=1",
    "return": "\r=1",
    "lines": "one\r\ntwo\rthree\n\n   four\n\tfive \u2028six",
    "quotes": "'\"''\"\",;,\n\"",
    "apostrophe": "'=1+1",
    "markdown": "# head\n- item\n1. one\n> quote\n`code` *b* _i_ ~~s~~ [a](b) ![i](j)",
    "more markdown": "a | b | $x$\n---|---\n===\n    block\n```\nfence\n<http://a.org> R&D 1 < 2 &copy;",
    "entities": "&lt;b&gt; &amp;amp; &#0; &nbsp",
    "windows": "caf\x85 \x92quote\x92 \ufffe\ufdd0",
    "blanks": "  two before and after  ",
}  # fmt: skip


def shared(store: Store, workshop: Workshop, texts: list[str]) -> Room:
    made = room(store, workshop, people=len(texts))
    for who, text in enumerate(texts):
        made.say(who, "people", text)
    made.all_ready()
    made.to(SHARED)
    return made


def check(record: Files, texts: list[str], prompt: str = "people") -> None:
    """All texts are in each file, each as often as it was typed."""
    said = sorted(answer["said"][0]["value"] for answer in answers(record.data, prompt))
    assert said == sorted(texts)
    assert sorted(row["value"] for row in record.rows if row["prompt"] == prompt) == sorted(texts)
    page = record.page
    assert page.faults == []
    assert {visible(text) for text in texts} <= set(page.words())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_whole(store: Store, workshop: Workshop, name: str) -> None:
    made = shared(store, workshop, [HOSTILE[name]])
    record = make(store, made.code)
    check(record, [HOSTILE[name]])
    assert record.page.all("script") == []
    assert b"<script" not in record.md
    assert b"\0" not in record.html
    assert b"\0" not in record.md
    mine = make(store, made.code, "personal", participant=made.people[0].id)
    assert mine.data["sections"][0]["answers"][0]["said"][0]["value"] == HOSTILE[name]
    assert visible(HOSTILE[name]) in mine.page.words()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_reasons_names_points_themes_and_actions_come_out_whole(
    store: Store, workshop: Workshop, name: str
) -> None:
    text = HOSTILE[name][:500]
    made = shared(store, workshop, ["the bus"])
    commands.add_point(store, made.id, text)
    made.to(REVIEW)
    made.say(0, "people", "the train", reason=text)
    made.say(0, "next", [{"what": text, "who": text, "by": "", "level": "policy"}])
    record = make(store, made.code)
    assert record.page.faults == []
    assert record.data["points"][0]["text"].strip() == text.strip()
    assert record.data["actions"][0]["what"] == record.data["actions"][0]["who"] == text
    assert answers(record.data, "people")[0]["said"][1]["reason"] == text
    action = next(row for row in record.rows if row["prompt"] == "next")
    assert (action["value"], action["who"]) == (text, text)
    assert record.page.words().count(visible(text)) >= 2


def test_half_a_character_is_whole_in_json_and_shown_elsewhere(store: Store, workshop: Workshop) -> None:
    made = shared(store, workshop, ["half \ud83d only"])
    record = make(store, made.code)
    assert answers(record.data, "people")[0]["said"][0]["value"] == "half \ud83d only"
    assert "half \ufffd only" in record.page.words()
    assert record.rows[0]["value"] == "half \ufffd only"


def test_no_cell_of_the_table_begins_like_a_formula(store: Store, workshop: Workshop) -> None:
    made = shared(store, workshop, list(HOSTILE.values()))
    text = make(store, made.code).csv.decode("utf-8-sig")
    cells = [value for row in csv.reader(io.StringIO(text, newline="")) for value in row]
    assert [value[:9] for value in cells if value[:1] in set("=+-@\t\r\n")] == []


def test_a_record_of_three_hundred_comments_holds_every_one(store: Store, workshop: Workshop) -> None:
    """Ordinary and hostile comments mixed, in the order of a seed."""
    draw = random.Random(300)
    alphabet = "abc åéß שלום 日本 <>&\"'`*_|=+-@\t\n\r\0🚍"
    texts = [f"{number} " + "".join(draw.choices(alphabet, k=120)) for number in range(300)]
    check(make(store, shared(store, workshop, texts).code), texts)


def test_three_hundred_real_comments_come_out_byte_for_byte(store: Store, workshop: Workshop) -> None:
    folder = Path(os.environ.get("EVENGROUND_DATA") or Path(__file__).parents[3] / "shared" / "data")
    source = folder / "themes" / "nhs_feedback.csv"
    if not source.is_file():
        pytest.skip("no themes/nhs_feedback.csv: set EVENGROUND_DATA to the folder of the shared data")
    with source.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row, _number in zip(csv.DictReader(file), range(300), strict=False)]
    check(make(store, shared(store, workshop, texts).code), texts)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
@example("'")
@example("＝1")
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([cell(text), "end"])
    out.seek(0)
    assert uncell(next(csv.reader(out))[0]) == text


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_one_text_in_a_page(text: str) -> None:
    page = Page(f'<p class="eg-words" title="{html(text)}">{html(text)}</p>')
    assert page.faults == []
    assert page.words() == [visible(text)]
    assert page.elements[0].attributes["title"] == visible(text)
    assert len(page.elements) == 1


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("long", "unbroken")])
def test_markdown_shows_text_as_text(name: str) -> None:
    import mistune

    shown = Page(
        str(
            mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(markdown(HOSTILE[name]))
        )
    )
    assert {element.tag for element in shown.elements} <= {"p", "br"}
    text = "".join(element.text for element in shown.all("p"))
    assert "".join(text.split()) == "".join(visible(HOSTILE[name]).split())


def test_json_is_text_that_people_can_read(store: Store, workshop: Workshop) -> None:
    made = shared(store, workshop, ["Cwestiwn â tho bach"])
    data = make(store, made.code).json
    assert "Cwestiwn â tho bach".encode() in data
    assert json.loads(data)["schema"] == SCHEMA


READABLE = ("docx", "pdf")


def every_word(made: Files, ending: str) -> str:
    """What a paper says, without blanks: lines are broken where it has to."""
    return bare(made.shown[ending])


@pytest.mark.parametrize("ending", READABLE)
@pytest.mark.parametrize("kind", ["session", "personal"])
def test_all_hostile_texts_at_once_make_a_paper_that_opens(
    store: Store, workshop: Workshop, kind: files.Kind, ending: str
) -> None:
    made = shared(store, workshop, [text[:6000] for text in HOSTILE.values()])
    made.to(REVIEW)
    for number, text in enumerate(HOSTILE.values()):
        made.say(0, "next", [{"what": text[:500], "who": text[:50], "by": "", "level": "team"}])
        made.say(number, "people", f"{number} {text[:300]}", reason=text[:300])
    paper = make(store, made.code, kind, (ending,), participant=made.people[0].id)
    said = every_word(paper, ending)
    assert "<script>alert('x')</script>" in said.replace("’", "'")
    assert "{{7*7}}{%raw%}" in said or kind == "personal"


@pytest.mark.parametrize("ending", READABLE)
def test_five_thousand_words_stand_whole_on_paper(store: Store, workshop: Workshop, ending: str) -> None:
    words = " ".join(f"w{number}" for number in range(5000))
    made = shared(store, workshop, [words])
    said = every_word(make(store, made.code, "session", (ending,)), ending)
    assert not [word for word in words.split() if word not in said]


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json", "docx", "pdf"])
@pytest.mark.parametrize("people", [0, 1])
def test_nobody_or_one_person_makes_a_whole_file(
    store: Store, workshop: Workshop, people: int, ending: str
) -> None:
    made = shared(store, workshop, ["The bus."] * people)
    record = make(store, made.code, "session", (ending,))
    assert ("Thebus." in bare(record.shown[ending])) == bool(people)
    made.to(CLOSE)
    assert make(store, made.code, "session", (ending,)).each().keys() == {ending}
