"""Whatever people type comes out of a Word file as it went in, shown as text, in its own direction and never obeyed."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from evenground.charts.svg import svg
from evenground.domain.workshop import Workshop
from evenground.records import blocks
from evenground.records.blocks import Document, Field, Fields, Part
from evenground.records.escapes import visible
from evenground.records.word import as_docx
from evenground.records.word.text import segments, web
from evenground.store.engine import Store
from tests.records.test_docx import CHART, document, saying
from tests.records.test_hostile_text import HOSTILE, shared
from tests.records.word import Word, style_of, text_of


def as_typed(text: str) -> str:
    """A text as a page shows it; that a line ends is all that is kept of how it ends."""
    return re.sub(r"\r\n?", "\n", visible(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_whole(store: Store, workshop: Workshop, name: str) -> None:
    text = HOSTILE[name]
    made = shared(store, workshop, [text])
    for record in (document(made), document(made, "personal", made.people[0].id)):
        word = Word(as_docx.write(record, "a4"))
        assert as_typed(text) in word.said("EGQuote")


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("long", "unbroken")])
def test_hostile_text_does_no_harm_wherever_it_stands(name: str) -> None:
    text = HOSTILE[name]
    grid = blocks.Grid(text, (text, text), ((text, text),))
    figure = blocks.Figure(svg(CHART), svg(CHART, 320), text, grid)
    form = Fields((Field(text, text, text), Field(text, "")))
    works = blocks.Works((blocks.Work(text, text, text, text),))
    every = (blocks.Facts(((text, text),)), blocks.Bullets((text,)), figure, blocks.Heading(text), form, works)
    made = Document(text, text, "en-GB", text, (Part("top", text, every), Part("other", text, every)))
    word = Word(as_docx.write(made, "a4"))
    assert word.said("Title", "EGKicker", "EGField", "Heading1") == [as_typed(text)] * 6
    assert word.document.core_properties.title.split() == visible(text).split()
    assert word.all("wp:docPr")[0].get("descr") == visible(text)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_one_text_in_the_file(texts: list[str]) -> None:
    assert Word(as_docx.write(saying(*texts), "a4")).said("EGQuote") == [as_typed(text) for text in texts]


def test_text_runs_in_its_own_direction() -> None:
    word = Word(as_docx.write(saying("שלום to all", "Say שלום עולם, all"), "a4"))
    right, left = (one for one in word.all("w:p") if style_of(one) == "EGQuote")
    assert right.find(".//" + qn("w:bidi")) is not None
    assert left.find(".//" + qn("w:bidi")) is None
    turned = [text_of(run) for run in left.iter(qn("w:r")) if run.find(".//" + qn("w:rtl")) is not None]
    assert turned == ["שלום עולם"]


@given(st.text(st.sampled_from("ab 1,שלא3!")))
def test_no_letter_gets_lost_between_two_directions(text: str) -> None:
    assert "".join(piece for piece, _right in segments(text)) == text


@settings(deadline=None)
@given(st.text())
def test_an_address_of_any_text_is_one_that_word_can_read(text: str) -> None:
    for address in (text, "https://" + text, "https://example.org/" + text):
        assert re.fullmatch(r"(https?://[A-Za-z0-9.:-]+([/?#]([!$&-;=?-Z_a-z~@]|%[0-9A-Fa-f]{2}|#)*)?)?", web(address))
