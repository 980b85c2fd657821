"""English and Welsh, with and without a catalogue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evenground import i18n
from evenground.errors import InputError

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: cy\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\n"

msgid "Save and continue"
msgstr "Cadw a pharhau"

msgid "{n} person"
msgid_plural "{n} people"
msgstr[0] "{n} o bobl"
msgstr[1] "{n} person"
msgstr[2] "{n} berson"
msgstr[3] "{n} pherson"
msgstr[4] "{n} o bobl (chwech)"
msgstr[5] "{n} o bobl"

#, fuzzy
msgid "Not sure"
msgstr "Ddim yn siŵr"

msgid "Not yet"
msgstr ""

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} diwrnod"
msgstr[1] ""
msgstr[2] ""
msgstr[3] ""
msgstr[4] ""
msgstr[5] ""
"""
MSGIDS = ["Save and continue", "{n} person", "Not sure", "Not yet", "{n} day", "unknown"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Every test begins and ends in English, with nothing read yet."""
    i18n.forget()
    i18n.use("en-GB")
    yield
    i18n.use("en-GB")
    i18n.forget()


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "evenground.po").write_text(CATALOGUE.lstrip(), encoding="utf-8")
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)


@pytest.fixture
def no_welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)


def test_english_is_spoken_first_and_needs_no_catalogue(no_welsh: None) -> None:
    assert i18n.current() == "en-GB"
    assert i18n._("Save and continue") == "Save and continue"
    assert [i18n.ngettext("person", "people", n) for n in (0, 1, 2)] == ["people", "person", "people"]
    assert i18n.words(MSGIDS) == {}


def test_welsh_is_spoken_after_it_is_chosen(welsh: None) -> None:
    i18n.use("cy")
    assert i18n.current() == "cy"
    assert i18n._("Save and continue") == "Cadw a pharhau"


def test_welsh_has_six_forms_for_numbers(welsh: None) -> None:
    i18n.use("cy")
    forms = [i18n.ngettext("{n} person", "{n} people", n).format(n=n) for n in (0, 1, 2, 3, 6, 7)]
    assert forms == ["0 o bobl", "1 person", "2 berson", "3 pherson", "6 o bobl (chwech)", "7 o bobl"]


def test_words_nobody_translated_stay_english(welsh: None) -> None:
    i18n.use("cy")
    assert [i18n._(word) for word in ("Not sure", "Not yet", "unknown")] == ["Not sure", "Not yet", "unknown"]


def test_a_page_gets_the_words_that_are_known_with_all_their_forms(welsh: None) -> None:
    i18n.use("cy")
    assert i18n.words(MSGIDS) == {
        "Save and continue": "Cadw a pharhau",
        "{n} person": [
            "{n} o bobl",
            "{n} person",
            "{n} berson",
            "{n} pherson",
            "{n} o bobl (chwech)",
            "{n} o bobl",
        ],
    }


def test_without_a_catalogue_welsh_pages_are_in_english(no_welsh: None) -> None:
    i18n.use("cy")
    assert i18n._("Save and continue") == "Save and continue"
    assert i18n.ngettext("person", "people", 2) == "people"
    assert i18n.words(MSGIDS) == {}


def test_a_server_speaks_with_each_visitor_in_their_language(welsh: None) -> None:
    assert i18n.translator("cy").gettext("Save and continue") == "Cadw a pharhau"
    assert i18n.translator("en-GB").gettext("Save and continue") == "Save and continue"
    assert i18n.translator("cy").ngettext("{n} person", "{n} people", 2) == "{n} berson"
    assert i18n.current() == "en-GB"


def test_a_catalogue_is_read_once(welsh: None) -> None:
    assert i18n.translator("cy") is i18n.translator("cy")


@pytest.mark.parametrize("language", ["", "fr", "cy/../../x", "CY"])
def test_a_language_that_is_not_here_is_refused_and_nothing_changes(language: str) -> None:
    with pytest.raises(InputError, match="Write one of: en-GB, cy"):
        i18n.use(language)
    assert i18n.current() == "en-GB"
    assert i18n.translator(language).gettext("Save and continue") == "Save and continue"


def test_a_language_is_spoken_for_a_while_only(welsh: None) -> None:
    with i18n.using("cy"):
        assert i18n._("Save and continue") == "Cadw a pharhau"
        with pytest.raises(InputError), i18n.using("en-GB"):
            raise InputError("whatever happens meanwhile")
        assert i18n.current() == "cy"
        with i18n.using("xx"):  # a file from elsewhere may name any language
            assert i18n.current() == "cy"
    assert i18n.current() == "en-GB"
