"""What can be set from outside, read once from a file and the environment into one frozen object."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import platformdirs

from evenground.errors import InputError, OutsideError
from evenground.i18n import LANGUAGES, _

PREFIX = "EVENGROUND_"
PACKAGE = Path(__file__).parent
# Between these two: "fewer than 2" beside a theme that is named means 1; above, nothing in a team would ever show.
THRESHOLDS = range(3, 21)
KEEP_DAYS = range(1, 3651)
REST_AFTER = range(5, 3601)
FRONTS = ("slim", "stock")


def default_store() -> str:
    """The SQLite file in this person's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('evenground') / 'evenground.sqlite'}"


@dataclass(frozen=True)
class Settings:
    """Everything that can be set: `store` is a database URL, `session` a join code or empty, `record` the path of a
    record's JSON file that notebooks show instead of a session, or empty.

    `rest_after` is in seconds; `front` says what draws participants' pages: "slim" (ours) or "stock" (Voila's).
    """

    store: str
    session: str = ""
    record: str = ""
    language: str = "en-GB"
    threshold: int = 3
    keep_days: int = 30
    host_key: str = ""
    rest_after: int = 60
    front: str = "slim"


NAMES = tuple(field.name for field in fields(Settings))


def load(env: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file, then the environment over it; raises InputError naming what cannot be used."""
    path = config_file(env)
    given = {name: (value, f"{name} in {path}") for name, value in _read_file(path, env).items()}
    for name in NAMES:
        variable = PREFIX + name.upper()
        if env.get(variable):
            given[name] = (env[variable], variable)
    values = {name: _checked(name, value, source) for name, (value, source) in given.items()}
    return Settings(**{"store": default_store(), **values})


def config_file(env: Mapping[str, str]) -> Path:
    """The file EVENGROUND_CONFIG names, or evenground.toml in this person's config folder."""
    named = env.get(PREFIX + "CONFIG")
    return (
        Path(named).expanduser() if named else platformdirs.user_config_path("evenground") / "evenground.toml"
    )


def _read_file(path: Path, env: Mapping[str, str]) -> dict[str, Any]:
    if not path.is_file():
        if env.get(PREFIX + "CONFIG"):
            raise InputError(
                _(
                    "EVENGROUND_CONFIG names {path}, and there is no file. Write the path of a "
                    "settings file, or unset the variable."
                ).format(path=path)
            )
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            _("The settings file {path} cannot be read: {error}. Write lines such as: threshold = 3").format(
                path=path, error=error
            )
        ) from error
    except OSError as error:
        raise OutsideError(
            _("The settings file {path} cannot be opened: {error}. Allow reading it.").format(
                path=path, error=error.strerror
            )
        ) from error
    for name in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1) or NAMES
            raise InputError(
                _("The settings file {path} has an unknown key '{name}'. Write one of: {known}").format(
                    path=path, name=name, known=", ".join(near)
                )
            )
    return given


def _checked(name: str, value: Any, source: str) -> Any:
    if name == "threshold":
        return _whole_number(value, source, THRESHOLDS)
    if name == "keep_days":
        return _whole_number(value, source, KEEP_DAYS)
    if name == "rest_after":
        return _whole_number(value, source, REST_AFTER)
    if not isinstance(value, str):
        raise InputError(
            _("{source} is {value}. Write text between quotes.").format(source=source, value=value)
        )
    choices = {"language": tuple(LANGUAGES), "front": FRONTS}.get(name)
    if choices and value not in choices:
        raise InputError(
            _("{source} is '{value}'. Write one of: {known}").format(
                source=source, value=value, known=", ".join(choices)
            )
        )
    if name == "store" and "://" not in value:
        raise InputError(
            _(
                "{source} is no database address. Write one such as sqlite:///evenground.sqlite or "
                "postgresql://host/name"
            ).format(source=source)
        )
    return value


def _whole_number(value: Any, source: str, allowed: range) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or int(text[:9]) not in allowed:
        raise InputError(
            _("{source} is '{value}'. Write a whole number from {low} to {high}.").format(
                source=source, value=value, low=allowed[0], high=allowed[-1]
            )
        )
    return int(text)


def content_dir(kind: Literal["workshop", "notebooks"]) -> Path:
    """The folder of shipped workshops or notebooks: the wheel's, or the checkout's when run from one."""
    for folder in (PACKAGE / "_content" / kind, PACKAGE.parents[1] / kind):
        if folder.is_dir():
            return folder
    raise OutsideError(
        _("Even Ground's folder '{kind}' is missing. Install the package again.").format(kind=kind)
    )
