"""LibreOffice opens a Word file and prints it: every text is on its pages, and there are as many as it takes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from evenground.records import blocks
from evenground.records.blocks import Card, Cards, Document, Entry
from evenground.records.paper import typesetting
from evenground.records.word import as_docx
from tests.records.test_docx import SAMPLE, TOP, document, saying
from tests.records.test_hostile_text import HOSTILE
from tests.records.word import Word
from tests.store.acting import Room

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OFFICE, reason="no soffice: get LibreOffice with apt-get install libreoffice-writer"),
]
# LibreOffice is to set pages with our letters, also on a machine that has none.
LETTERS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>'
    "</fontconfig>"
)
CONTROLS = re.compile("[\u2400-\u2421]")
Print = Callable[[Document], pypdf.PdfReader]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    folder = tmp_path_factory.mktemp("office")
    letters = folder / "fonts.conf"
    letters.write_text(LETTERS.format(fonts=typesetting.FONTS, cache=folder / "cache"))

    def convert(made: Document) -> pypdf.PdfReader:
        file = folder / "record.docx"
        file.write_bytes(as_docx.write(made, "a4"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        environment = os.environ | {"FONTCONFIG_FILE": str(letters)}
        subprocess.run(command, check=True, capture_output=True, timeout=150, env=environment)
        return pypdf.PdfReader(io.BytesIO(file.with_suffix(".pdf").read_bytes()))

    return convert


def words(pages: pypdf.PdfReader) -> str:
    """All that is written on the pages, without spaces: where lines end is up to the page."""
    return "".join("".join(page.extract_text() for page in pages.pages).split())


def missing(made: Document, pages: pypdf.PdfReader) -> list[str]:
    """The paragraphs of the file that are not on its pages.

    Symbols of controls are in few fonts: a PDF lists them at the end of their line, so they are left aside.
    """
    found = CONTROLS.sub("", words(pages))
    lines = Word(as_docx.write(made, "a4")).lines
    return [text for _style, text in lines if CONTROLS.sub("", "".join(text.split())) not in found]


def test_a_session_is_printed_whole(talk: Room, printed: Print) -> None:
    made = document(talk)
    pages = printed(made)
    assert missing(made, pages) == []
    assert 3 <= len(pages.pages) <= 30
    assert f"Page 1 of {len(pages.pages)}" in pages.pages[0].extract_text()


def test_every_kind_of_block_is_printed(printed: Print) -> None:
    pages = printed(SAMPLE)
    assert missing(SAMPLE, pages) == []
    assert len(pages.pages) <= 2


def test_a_personal_record_is_printed_whole(talk: Room, printed: Print) -> None:
    made = document(talk, "personal", talk.people[0].id)
    assert missing(made, printed(made)) == []


def test_a_card_is_one_page(printed: Print) -> None:
    for often in (1, 20, 100, 200):
        made = replace(saying("The bus came. " * often), look="card")
        assert len(printed(made).pages) == 1


def test_hostile_texts_are_printed_as_they_were_typed(printed: Print) -> None:
    """Letters that go from right to left come out of a PDF in the order of the page, and are not compared."""
    plain = ("script", "closing", "template", "formula", "quotes", "markdown", "more markdown", "entities", "nul")
    made = saying(*(HOSTILE[name] for name in plain))
    assert missing(made, printed(made)) == []


def test_very_long_words_and_texts_stay_on_the_pages(printed: Print) -> None:
    top = replace(TOP, blocks=(Cards((Card((Entry(HOSTILE["long"]), Entry(HOSTILE["unbroken"]))),)),))
    grid = blocks.Grid("Long", ("A", "B"), ((HOSTILE["unbroken"][:3_000], HOSTILE["long"][:5_000]),))
    pages = printed(replace(SAMPLE, parts=(top, replace(TOP, blocks=(grid,)))))
    found = words(pages)
    assert found.count("word") == 20_000 + 1_000
    assert found.count("x") >= 100_000 + 3_000
    assert len(pages.pages) < 100
