"""The catalogues: what the code says is in the template, and what is translated is translated whole."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from evenground import i18n
from evenground.widgets import bundle

ROOT = Path(__file__).parent.parent
CODE = ROOT / "src" / "evenground"
TEMPLATE = i18n.FOLDER / "evenground.pot"
LANGUAGES = [name for name in i18n.LANGUAGES if name != i18n.ENGLISH]
GATHER = "Run: make messages"
TRANSLATE = "Write the missing msgstr in src/evenground/locale/cy/LC_MESSAGES/evenground.po"

# What people in the room read: their own page, the pages around it, and the board on the wall.
PAGES = ["participation.js", "board.js"]
SOURCES = [
    "apps/board_words.py",
    "apps/page.py",
    "apps/participant_view.py",
    "serving/pages.py",
    *sorted(path.relative_to(CODE).as_posix() for path in CODE.glob("serving/template/plain/*.html")),
]

Id = str | tuple[str, ...]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def catalogue(language: str) -> Catalog:
    return read(i18n.FOLDER / language / "LC_MESSAGES" / "evenground.po")


def ids(messages: Catalog) -> set[Id]:
    return {id_of(message) for message in messages if message.id}


def id_of(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    written = message.string or ""
    return (written,) if isinstance(written, str) else tuple(written)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


def untranslated(messages: Catalog, wanted: set[Id]) -> list[Id]:
    known = {id_of(one) for one in messages if one.id and not one.fuzzy and all(forms(one))}
    return sorted(wanted - known, key=str)


def gathered(to: Path) -> set[Id]:
    """What the first command of `make messages` finds, written to another place."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^\t\$\(BIN\)/pybabel (.*?extract(?:.*\\\n)*.*)$", makefile, re.M)
    assert recipe, "The Makefile's target `messages` begins with $(BIN)/pybabel -q extract"
    words = shlex.split(recipe[1].replace("\\\n", " "))
    words[words.index("-o") + 1] = str(to)
    CommandLineInterface().run(["pybabel", *words])
    return ids(read(to))


def in_source(name: str) -> Iterator[Id]:
    """The messages of one Python file or page template."""
    method = "python" if name.endswith(".py") else "jinja2"
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for _line, message, _comments, _context in extract_from_file(method, CODE / name, keywords=keywords):
        yield message


def test_the_template_holds_what_the_code_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found, kept = gathered(tmp_path / "evenground.pot"), ids(read(TEMPLATE))
    assert not found - kept, f"These are in the code and not in evenground.pot. {GATHER}"
    assert not kept - found, f"These are in evenground.pot and no longer in the code. {GATHER}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_message_that_the_template_lacks(language: str) -> None:
    strange = ids(catalogue(language)) - ids(read(TEMPLATE))
    assert not strange, f"Nothing in Even Ground says these any more. {GATHER}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    wrong = [fault for message in catalogue(language) if message.id for fault in _misplaced(message)]
    assert not wrong, "Use the same words in {braces} as the msgid"


def _misplaced(message: Message) -> Iterator[str]:
    written = forms(message)
    if not all(written):
        if any(written):
            yield f"some forms are empty: {message.id!r}"
        return
    wanted = placeholders(message.id if isinstance(message.id, str) else message.id[1])
    for form, text in enumerate(written):
        # Forms after the first stand for one number each, which may be written out as a word.
        spared = {"{n}", "{count}"} if form else set()
        if not wanted - spared <= placeholders(text) <= wanted:
            yield f"form {form}: {text!r}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_room_is_translated_whole(name: str, language: str) -> None:
    wanted: set[Id] = {one[0] if len(one) == 1 else one for one in bundle.messages(name)}
    assert wanted
    assert untranslated(catalogue(language), wanted) == [], TRANSLATE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SOURCES)
def test_what_the_room_reads_is_translated_whole(name: str, language: str) -> None:
    assert untranslated(catalogue(language), set(in_source(name))) == [], TRANSLATE
