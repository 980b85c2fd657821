"""What people type comes out of a PDF as text, whatever it is: shown, inside the page, and never obeyed."""

from __future__ import annotations

import random
import unicodedata

import pytest

from evenground.charts.canvas import Box, Canvas
from evenground.errors import InputError
from evenground.records.blocks import (
    Bullets,
    Card,
    Cards,
    Entry,
    Facts,
    Field,
    Fields,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Part,
    Work,
    Works,
)  # fmt: skip
from evenground.records.escapes import visible
from evenground.records.paper import as_typst, drawn, typesetting
from evenground.records.paper import text as as_typst_text
from tests.records import pdf_reading
from tests.records.pdf_reading import Reading, plain
from tests.records.test_hostile_text import HOSTILE

MARKUP = {
    "import": '#import "@preview/x:1.0.0": *',
    "read": '#read("/etc/passwd")',
    "maths": "$x^2$ and $ sum $",
    "bold": "*b* _i_ `raw` ```rust fn```",
    "references": "@ref <label> // no comment /* none */",
    "quotes": '"\\"; panic("no"); "',
    "escapes": "\\u{41} \\n \\# \\",
    "brackets": "] } ) #] [ { (",
    "heading": "= Title\n- item\n+ one\n/ term: x",
    "dashes": "--- ... ~ -- 'quoted' \"text\"",
}
A_LINE = 110  # letters: as many as a line of a page holds
SCRIPTS = {
    "Arabic": "مرحبا بالعالم، كيف الحال؟",
    "Hebrew": "שלום עולם, מה שלומך?",
    "Welsh": "Llanfairpwllgwyngyll: tŷ, dŵr, â, ŷ, Ŵ",
    "symbols": "→ ≤ ✓ □ ␀ ☀ ∑",
    "emoji": "👩 🚍 ❤ 🌍",
    "Greek and Cyrillic": "Ωμέγα Привет",
}


def everywhere(text: str) -> tuple[Part, ...]:
    """Text in every kind of block, as a person might have put it there."""
    canvas = Canvas(600)
    canvas.lines([text[:60] or "-"], 0, 20, 16)
    grid = Grid(text[:300], (text[:80], "People"), ((text[:200], text[:200]), ("x", "y")))
    figure = Figure(canvas.finished(40, text[:60]), "", text[:300] or "-", grid)
    return (
        Part("top", text[:200], (Facts(((text[:80], text[:200]),)), Heading(text[:200]), Paragraph(text, "notice"))),
        Part("one", text[:200], (
            Bullets((text[:300],)), Bullets((text[:300],), "found"), Paragraph(text[:300], "hint"), figure,
            Cards((Card((Entry(text, text[:80]), Entry(text)), text[:200]),)),
            Works((Work(text[:200], text[:80], text[:200], "https://example.org/"), Work("x", "", "", text[:200]))),
            Fields((Field(text[:200], text, text[:200]), Field("x", "", "", 1))),
        )),
        Part("words", "Words", (Cards((Card((Entry(text),)),)),)),
    )  # fmt: skip


def said(text: str) -> Reading:
    return pdf_reading.drawn(*everywhere(text), title=text[:80])


def squeezed(text: str) -> str:
    """Text without blanks and without what has no shape."""
    shown = (letter for letter in text if unicodedata.category(letter) not in ("Cf", "Zl", "Zp"))
    return "".join("".join(shown).split())


def words(one: Reading) -> str:
    return squeezed(one.tags("/P")[-1].text)


@pytest.mark.parametrize("name", MARKUP)
def test_markup_that_somebody_types_stays_text(name: str) -> None:
    assert words(said(MARKUP[name])) == squeezed(MARKUP[name])


@pytest.mark.parametrize("name", SCRIPTS)
def test_letters_of_many_scripts_are_shown(name: str) -> None:
    one = said(SCRIPTS[name])
    # What runs from right to left stands in the file as it is drawn.
    assert sorted(words(one)) == sorted(squeezed(SCRIPTS[name]))
    assert (typesetting.NO_LETTER in one.tree.text) == (typesetting.NO_LETTER in SCRIPTS[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_whole(name: str) -> None:
    text = HOSTILE[name][:1_000]
    assert sorted(words(said(text))) == sorted(squeezed(visible(text)))


@pytest.mark.parametrize("name", ["long", "unbroken"])
def test_very_long_text_is_written_whole(name: str) -> None:
    source = as_typst.source(pdf_reading.document(*everywhere(HOSTILE[name])), "a4")
    assert typesetting.pages(source).startswith(b"%PDF")


def test_a_word_without_end_is_broken_within_its_room() -> None:
    one = said("x" * 600)
    assert max(one.lines()) <= A_LINE
    cell = pdf_reading.drawn(Part("top", "T", (Grid("c", ("a", "b", "c", "d"), (("x" * 90,) * 4,)),)))
    assert max(cell.lines()) <= A_LINE / 4


def test_a_letter_that_no_font_has_is_a_box() -> None:
    one = said("before \U0010fffd and \ue000 after")
    assert words(one) == "before□and□after"


def test_five_hundred_letters_without_a_font_are_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = "".join(chr(0xF0000 + number) for number in range(500))
    assert words(said(unknown)) == "□" * 500
    monkeypatch.setattr(typesetting, "_faulty", lambda _letters, system: pytest.fail(f"asked again ({system})"))
    assert words(said(unknown)) == "□" * 500


def test_any_mixture_of_letters_is_written() -> None:
    """Marks over letters of other fonts, half-joined emoji and turns of direction, in the order of a seed."""
    draw = random.Random(4)
    pools = [
        "abc\n",
        "שָׁ",
        "لَاﷺ",
        "👩🏽\u200d⚕️1️⃣🇬",
        "→✓␀",
        "日本",
        "\u0301\u0336\u20dd",
        "\u202e\u2066\ufeff",
        "हिไ",
        '𝔸"\\#$',
    ]
    for _number in range(5):
        text = "".join(draw.choice(draw.choice(pools)) for _letter in range(30))
        assert said(text).tags("/H1")


def test_text_from_right_to_left_begins_at_the_right() -> None:
    assert as_typst_text.words("שלום\nhello\nمرحبا") == '{r("שלום"); l("hello"); r("مرحبا")}'
    assert as_typst_text.words("12. שלום\n\n3") == 'r("12. שלום \\n \\n3")'


def test_a_picture_is_as_wide_as_it_was_asked_for() -> None:
    canvas = Canvas(600)
    canvas.lines(["שלום 👩🏽 ok"], 0, 20, 16)
    picture = typesetting.png(canvas.finished(40, "-"), 900)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 900
    assert int.from_bytes(picture[20:24], "big") == 60


def test_a_drawing_keeps_its_words_and_shows_its_colours_without_a_page() -> None:
    canvas = Canvas(600)
    canvas.lines(["Transport & more"], 10, 20, 16, anchor="end", weight=600, whole="Transport & more than that")
    canvas.outline(Box(0, 0, 10, 10), "edge")
    found = drawn.read(canvas.finished(40, "-"))
    assert [(one.text, one.anchor, one.bold, one.fill) for one in found.words] == [
        ("Transport & more", "end", True, "#17252e")
    ]
    assert "var(" not in found.shapes
    assert "<text" not in found.shapes
    assert "#6b7c86" in found.shapes


@pytest.mark.parametrize(
    "svg",
    [
        "no drawing",
        "<svg/>",
        f'<svg xmlns="{drawn.SVG}" viewBox="0 0 0 0"/>',
        f'<svg xmlns="{drawn.SVG}" viewBox="0 0 9 9"><text x="1" y="1" font-size="1" fill="&quot;+1"/></svg>',
    ],
)
def test_a_drawing_that_is_not_ours_is_refused_in_words(svg: str) -> None:
    with pytest.raises(InputError, match="Run the notebook again"):
        drawn.read(svg)


def test_of_a_drawing_only_shapes_and_words_are_kept() -> None:
    inside = '<image href="file:///etc/hostname"/><script>x</script><g><rect/></g><rect width="2"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{inside}</svg>'
    assert drawn.read(svg).shapes.count("<") == 3
    assert 'width="2"' in drawn.read(svg).shapes


@pytest.mark.parametrize("text", ["We ring people up.", "word " * 240, "Wide word " * 120, "line\n" * 20])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_card_is_one_page(text: str, paper: str) -> None:
    blocks = (
        Paragraph("What did you do?", "hint"),
        Cards((Card((Entry(text),), "Somebody"),)),
        Paragraph("Thanks", "hint"),
    )
    one = pdf_reading.drawn(Part("top", "A talk", blocks), look="card", paper=paper)
    assert len(one.reader.pages) == 1
    assert plain(text) in plain(one.tree.text)
    assert one.artifacts() == ""


def test_a_card_of_few_words_is_set_larger_than_one_of_many() -> None:
    few, many = (
        pdf_reading.drawn(Part("top", "T", (Cards((Card((Entry(text),)),)),)), look="card").largest()
        for text in ("Short.", "word " * 240)
    )
    assert few > 1.5 * many


def test_what_a_card_cannot_hold_goes_on_to_another_page() -> None:
    one = pdf_reading.drawn(Part("top", "T", (Cards((Card((Entry("word " * 3_000),)),)),)), look="card")
    assert len(one.reader.pages) > 1
    assert one.words().count("word") == 3_000
