"""Settings come from a file and the environment, and say what cannot be used."""

import re
from pathlib import Path

import platformdirs
import pytest

import evenground
from evenground import settings
from evenground.errors import InputError, OutsideError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folders, away from those of whoever runs the tests."""
    for kind in ("config", "data"):
        monkeypatch.setattr(platformdirs, f"user_{kind}_path", lambda name, kind=kind: tmp_path / kind / name)
    return tmp_path


def test_without_anything_set_there_are_defaults(home: Path) -> None:
    found = settings.load({})
    assert found.store == f"sqlite:///{home / 'data' / 'evenground' / 'evenground.sqlite'}"
    assert (found.session, found.language, found.host_key) == ("", "en-GB", "")
    assert (found.threshold, found.keep_days) == (3, 30)


def test_the_environment_stands_over_the_file_and_the_file_over_the_defaults(home: Path) -> None:
    (home / "config" / "evenground").mkdir(parents=True)
    (home / "config" / "evenground" / "evenground.toml").write_text('threshold = 5\nlanguage = "cy"\n')
    found = settings.load({"EVENGROUND_THRESHOLD": "7", "EVENGROUND_SESSION": "ABCDEF"})
    assert (found.threshold, found.language, found.session) == (7, "cy", "ABCDEF")


def test_the_file_may_lie_elsewhere(home: Path) -> None:
    (home / "mine.toml").write_text("keep_days = 7\n")
    assert settings.load({"EVENGROUND_CONFIG": str(home / "mine.toml")}).keep_days == 7


def test_an_empty_variable_sets_nothing(home: Path) -> None:
    assert settings.load({"EVENGROUND_THRESHOLD": "", "EVENGROUND_CONFIG": ""}).threshold == 3


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        (
            "EVENGROUND_THRESHOLD",
            "many",
            "EVENGROUND_THRESHOLD is 'many'. Write a whole number from 3 to 20.",
        ),
        ("EVENGROUND_THRESHOLD", "2", "EVENGROUND_THRESHOLD is '2'. Write a whole number from 3 to 20."),
        ("EVENGROUND_THRESHOLD", "3000000000003", "Write a whole number from 3 to 20."),
        ("EVENGROUND_KEEP_DAYS", "-1", "EVENGROUND_KEEP_DAYS is '-1'. Write a whole number from 1 to 3650."),
        ("EVENGROUND_LANGUAGE", "fr", "EVENGROUND_LANGUAGE is 'fr'. Write one of: en-GB, cy"),
        ("EVENGROUND_STORE", "somewhere", "EVENGROUND_STORE is no database address."),
        ("EVENGROUND_CONFIG", "no/such.toml", "EVENGROUND_CONFIG names no"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(home: Path, variable: str, value: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        settings.load({variable: value})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("treshold = 5", "has an unknown key 'treshold'. Write one of: threshold"),
        ("zzz = 5", "has an unknown key 'zzz'. Write one of: store, session, record, language"),
        ("threshold = true", "threshold in "),
        ("session = 5", "is 5. Write text between quotes."),
        ("threshold = ", "cannot be read"),
        ("\udcff", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(home: Path, text: str, says: str) -> None:
    path = home / "mine.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=re.escape(says)) as refused:
        settings.load({"EVENGROUND_CONFIG": str(path)})
    assert str(path) in str(refused.value)


def test_a_store_with_a_password_is_not_shown_when_it_cannot_be_used(home: Path) -> None:
    with pytest.raises(InputError) as refused:
        settings.load({"EVENGROUND_STORE": "person:secret@host"})
    assert "secret" not in str(refused.value)


def test_settings_cannot_be_changed(home: Path) -> None:
    with pytest.raises(AttributeError):
        settings.load({}).threshold = 1  # type: ignore[misc]


def test_shipped_content_is_found() -> None:
    assert (settings.content_dir("workshop") / "definitions").is_dir()
    assert settings.content_dir("notebooks").is_dir()


def test_the_content_of_an_installed_package_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PACKAGE", tmp_path / "lib" / "evenground")
    (tmp_path / "lib" / "evenground" / "_content" / "workshop").mkdir(parents=True)
    (tmp_path / "workshop").mkdir()
    assert settings.content_dir("workshop") == tmp_path / "lib" / "evenground" / "_content" / "workshop"
    with pytest.raises(OutsideError, match="folder 'notebooks' is missing"):
        settings.content_dir("notebooks")


def test_the_package_knows_its_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", evenground.__version__)
