"""The page for coming back: opens somebody's own record again, and writes the entry that says what came of it."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from evenground import i18n, settings
from evenground.apps import page as place
from evenground.apps import returning_view as view
from evenground.errors import InputError, OutsideError, Refused
from evenground.i18n import _
from evenground.records import files
from evenground.records.cpd import FollowOn
from evenground.records.facts import PersonalRecord
from evenground.records.mine import returning
from evenground.widgets.returning import Returning


def build() -> Returning:
    """Make the page, the same for everybody: no record, no secret."""
    return Returning()


def bind(page: Returning, path: str | Path = "") -> ReturnModel:
    """Give the page its record: the JSON file at `path`, else the one that EVENGROUND_RECORD names.

    An author in JupyterLab who names neither sees somebody of a synthetic group.
    """
    model = ReturnModel(page, path)
    if not place.served():
        model.show()
    page.on_do(model.act)
    return model


def read(path: str | Path) -> PersonalRecord:
    """The personal record in this file; raises InputError when it cannot be opened or is something else."""
    try:
        data = Path(path).expanduser().read_bytes()
    except OSError as fault:
        sentence = _("{path} cannot be opened: {reason}. Write the path of the JSON file that you saved.")
        raise InputError(sentence.format(path=path, reason=fault.strerror)) from fault
    return returning.reopened(data)


def example() -> PersonalRecord:
    """The record of somebody in a synthetic group."""
    from evenground.records import example
    from evenground.records.mine import personal

    return personal.gather(*example.group())


class ReturnModel:
    """Reads one record, and writes it anew with an entry; nothing is kept here when the page is closed."""

    def __init__(self, page: Returning, path: str | Path = "") -> None:
        self.page = page
        self.settings = settings.load()
        self.path = path or self.settings.record
        self.record: PersonalRecord | None = None
        self.written: PersonalRecord | None = None
        self.made: list[files.RecordFile] = []
        # An author in JupyterLab can read the file itself, so a key would protect nothing.
        self.let_in = not place.served()

    def act(self, name: str, args: dict[str, Any]) -> dict[str, Any] | None:
        """Do one act of the page; an act this page does not have is answered with a sentence."""
        acts: dict[str, Callable[..., dict[str, Any] | None]] = {
            "hello": self.hello, "ping": self.ping, "language": self.speak, "open": self.open,
            "begin": self.begin, "write": self.write, "end": self.end,
        }  # fmt: skip
        if name not in acts:
            raise InputError(_("This page cannot do that. Reload it and try again."))
        if not self.let_in and name not in ("hello", "ping"):
            raise Refused(view.closed())
        doing = acts[name]
        return doing(**{key: value for key, value in args.items() if key in doing.__annotations__})

    def ping(self) -> None:
        """Say that the kernel is there."""

    def hello(self, key: str = "", language: str = "") -> None:
        """Learn from the page its key, without which no record is shown, and the language that was chosen."""
        kept = self.settings.host_key.encode()
        given = str(key).strip().encode("utf-8", "replace")
        self.let_in = self.let_in or (bool(kept) and hmac.compare_digest(given, kept))
        self.page.speak(language if language in i18n.LANGUAGES else self.settings.language)
        if self.let_in:
            self.show()
        else:
            self.page.state = {"problem": view.closed()}

    def show(self) -> None:
        """Show the record, read from its file the first time."""
        problem = ""
        try:
            self.record = self.record or self._first()
        except (InputError, OutsideError) as fault:
            problem = str(fault)
        self.page.state = view.state(self.record, date.today()) | {"problem": problem}

    def _first(self) -> PersonalRecord | None:
        if self.path:
            return read(self.path)
        return None if place.served() else example()

    def speak(self, language: str = "") -> None:
        """Show the page in another language."""
        if language not in i18n.LANGUAGES:
            raise InputError(_("This language is not here yet."))
        self.page.speak(language)
        self.show()

    def open(self, data: str = "") -> None:
        """Show another record: a file's bytes in base64. One that is no record changes nothing."""
        try:
            given = base64.b64decode(str(data), validate=True)
        except (binascii.Error, ValueError) as fault:
            raise InputError(_("This page sent something that cannot be read. Reload it and try again.")) from fault
        self.record = returning.reopened(given)
        self.show()

    def begin(self, key: str = "", entry: Any = None) -> dict[str, Any]:
        """Write the entry into the record that the page shows; returns the formats it can be saved in."""
        if self.record is None or key != view.key(self.record):
            raise Refused(_("This page shows another record now. Open the file you were writing in once more."))
        said = self._entry(self.record, entry if isinstance(entry, dict) else {})
        self.written, self.made = returning.follow_on(self.record, said), []
        return {"formats": list(files.formats("personal"))}

    def _entry(self, record: PersonalRecord, given: dict[str, Any]) -> FollowOn:
        return FollowOn(
            on=date.today(),
            commitments=view.answered(returning.commitments(record), given.get("commitments")),
            changed=str(given.get("changed") or ""),
            benefit=str(given.get("benefit") or ""),
            onward=str(given.get("onward") or ""),
        )

    def write(self, to: str = "") -> None:
        """Write the record with its entry in one format, in the record's own language."""
        if self.written is None:
            raise Refused(_("Choose a format once more: the page was opened again in between."))
        with i18n.using(self.written.head.language):
            self.made += files.write(self.written, [str(to)])

    def end(self) -> dict[str, Any]:
        """Hand what was written to the browser on the page's own channel, as one file."""
        if not self.made or self.written is None:
            raise Refused(_("Choose a format once more: the page was opened again in between."))
        day = self.written.follow_ons[-1].on.isoformat()
        file = files.packed([replace(one, name=view.file_name(one.name, day)) for one in self.made])
        self.written, self.made = None, []
        self.page.send_file(file.name, file.mime, file.data)
        return {"name": file.name}
