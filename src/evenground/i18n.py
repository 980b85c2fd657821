"""English and Welsh: one catalogue a language, read from the .po file and kept in memory."""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from evenground.errors import InputError

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = {"en-GB": "English", "cy": "Cymraeg"}
ENGLISH = "en-GB"
FOLDER = Path(__file__).parent / "locale"

_current = ENGLISH


def use(language: str) -> None:
    """Set the language of this process; raises InputError for one without a catalogue."""
    global _current
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise InputError(
            _("There is no language '{language}' here. Write one of: {known}").format(
                language=language, known=known
            )
        )
    _current = language


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak this language until the end of the block; one that is not known here changes nothing."""
    before = _current
    if language in LANGUAGES:
        use(language)
    try:
        yield
    finally:
        use(before)


def current() -> str:
    """The language that `use` set last."""
    return _current


def _(message: str) -> str:
    """`message` in the current language."""
    return message if _current == ENGLISH else translator(_current).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many`, whichever fits `n`, in the current language (Welsh has more than two forms)."""
    if _current == ENGLISH:
        return one if n == 1 else many
    return translator(_current).ngettext(one, many, n)


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> _gettext.NullTranslations:
    """The words of one language, for a server with many visitors; English when there is no catalogue."""
    catalogue = _catalogue(language)
    if catalogue is None:
        return _gettext.NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> Catalog | None:
    path = FOLDER / language / "LC_MESSAGES" / "evenground.po"
    if language == ENGLISH or language not in LANGUAGES or not path.is_file():
        return None
    # Babel is read here and not at the top: an English participant's page never pays for it.
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=language)


def words(msgids: Iterable[str]) -> dict[str, str | list[str]]:
    """What `msgids` are in this language, where known: text, or all plural forms in the catalogue's order."""
    catalogue = _catalogue(_current)
    found: dict[str, str | list[str]] = {}
    for msgid in msgids if catalogue is not None else ():
        message = catalogue.get(msgid) if catalogue is not None else None
        if message is None or message.fuzzy or not message.string:
            continue
        if isinstance(message.string, str):
            found[msgid] = message.string
        elif all(message.string):
            found[msgid] = list(message.string)
    return found


def forget() -> None:
    """Read the catalogues anew next time (for who edits them)."""
    translator.cache_clear()
    _catalogue.cache_clear()
