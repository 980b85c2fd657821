"""The command `evenground`: what it accepts, and how it ends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evenground import __version__, i18n, settings, verbs
from evenground.bench import command
from evenground.domain.session import IDENTITIES
from evenground.errors import EvengroundError
from evenground.i18n import _
from evenground.serving.address import PORT

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; 0 done, 1 the input is at fault, 2 wrong usage, 3 something outside failed."""
    given = parser().parse_args(argv)
    try:
        found = settings.load()
        i18n.use(found.language)
        given.run(given)
    except EvengroundError as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # whoever read the output has read enough
        sys.stdout = None
        return 0
    return 0


def parser() -> argparse.ArgumentParser:
    """All verbs and their options."""
    top = argparse.ArgumentParser(
        prog="evenground", description=_("Facilitated reflection workshops in Jupyter.")
    )
    top.add_argument("--version", action="version", version=f"evenground {__version__}")
    add = top.add_subparsers(required=True, metavar=_("VERB"))
    _serving(add)
    _defining(add)
    _taking_part(add)
    _recording(add)
    _keeping(add)
    command.add_to(_verb(add, "bench", _("measure how fast this is on this machine"), stored=False), _between)
    return top


def _verb(add: _Verbs, name: str, text: str, *, stored: bool = True) -> argparse.ArgumentParser:
    verb = add.add_parser(name, help=text, description=text)
    verb.set_defaults(run=getattr(verbs, name), store=None, json=False)
    if stored:
        verb.add_argument("--store", metavar="URL", help=_("the store; or set EVENGROUND_STORE"))
    return verb


def _serving(add: _Verbs) -> None:
    serve = _verb(add, "serve", _("start the server, and a session when you name a workshop"))
    serve.add_argument(
        "workshop", nargs="?", metavar="WORKSHOP", help=_("a file, or the id of a shipped workshop")
    )
    _address(serve, "0.0.0.0")  # noqa: S104 (phones in the room must reach it)
    _session(serve)
    demo = _verb(add, "demo", _("show a session with a made-up group taking part live"))
    demo.add_argument(
        "--people", type=_between(1, 500), default=12, metavar="N", help=_("how many made-up people (12)")
    )
    _address(demo, "127.0.0.1")


def _defining(add: _Verbs) -> None:
    new = _verb(add, "new", _("make a session without starting a server"))
    new.add_argument("workshop", metavar="WORKSHOP", help=_("a file, or the id of a shipped workshop"))
    new.add_argument(
        "--base-url", default="/", metavar="PATH", help=_("where the server's addresses start (/)")
    )
    _session(new)
    _json(new)
    check = _verb(add, "check", _("find every fault in workshop files"), stored=False)
    check.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=_("workshop files; the shipped ones if none")
    )
    text = _("print the JSON Schema of workshop files, for editors, or of records")
    schema = _verb(add, "schema", text, stored=False)
    schema.add_argument(
        "--of", choices=("workshop", "session", "personal", "card", "programme"), default="workshop",
        help=_("which files: workshop, or a kind of record (workshop)"),
    )  # fmt: skip


def _taking_part(add: _Verbs) -> None:
    simulate = _verb(add, "simulate", _("have made-up people answer in a session"))
    _code(simulate)
    simulate.add_argument("--people", type=_between(1, 500), default=12, metavar="N", help=_("how many (12)"))
    simulate.add_argument(
        "--answers", type=Path, metavar="FILE.csv", help=_("their answers: participant, prompt, value")
    )
    simulate.add_argument(
        "--seed", type=int, default=1, metavar="S", help=_("the same number, the same group (1)")
    )
    pace = _between(0, 3600, float)
    simulate.add_argument(
        "--pace", type=pace, default=0.0, metavar="SECONDS", help=_("time between answers (0)")
    )
    simulate.add_argument("--lead", action="store_true", help=argparse.SUPPRESS)


def _recording(add: _Verbs) -> None:
    record = _verb(add, "record", _("write a session’s record, one participant’s, or that of several sessions"))
    record.add_argument(
        "sources", nargs="+", metavar="CODE",
        help=_("a join code, or the JSON file of a record; several with --kind programme"),
    )  # fmt: skip
    record.add_argument(
        "--kind", choices=("session", "personal", "card", "programme"),
        help=_("whose record (session, or as the file); card: one participant’s own example, on one page"),
    )  # fmt: skip
    record.add_argument(
        "--participant", type=int, metavar="ID", help=_("whose, with --kind personal or card")
    )
    record.add_argument(
        "--to", default="html", metavar="KINDS",
        help=_("html, pdf, docx, md, csv, json, ipynb, ics; several with commas (html)"),
    )  # fmt: skip
    record.add_argument("--names", action="store_true", help=_("with the names that people chose to show"))
    record.add_argument("--title", default="", metavar="T", help=_("what a programme is called"))
    record.add_argument(
        "--since", type=Path, metavar="FILE.json", help=_("an earlier record of the same group to compare with")
    )
    record.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("the paper of PDF and DOCX (a4)"))
    record.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help=_("the folder to write to (this one)")
    )
    _json(record)
    again = _verb(add, "reopen", _("open your own record again, and write what came of it"), stored=False)
    again.add_argument("file", type=Path, metavar="FILE.json", help=_("your record, as you saved it"))
    port = _("the port, or the next free one") + f" ({PORT})"
    again.add_argument("--port", type=_between(0, 65_535), default=PORT, metavar="P", help=port)
    again.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))


def _keeping(add: _Verbs) -> None:
    _json(_verb(add, "sessions", _("list the sessions in the store")))
    _code(_verb(add, "close", _("close a session: nobody can answer any more")))
    delete = _verb(add, "delete", _("delete a session with everything in it"))
    _code(delete)
    delete.add_argument("--yes", action="store_true", help=_("do not ask"))
    purge = _verb(add, "purge", _("delete the sessions whose date has come"))
    purge.add_argument(
        "--before", type=_date, metavar="DATE", help=_("delete those due before this date (today)")
    )


def _address(verb: argparse.ArgumentParser, host: str) -> None:
    verb.add_argument("--host", default=host, metavar="H", help=_("the address to listen on") + f" ({host})")
    port = _("the port, or the next free one") + f" ({PORT})"
    verb.add_argument("--port", type=_between(0, 65_535), default=PORT, metavar="P", help=port)
    verb.add_argument(
        "--base-url", default="/", metavar="PATH", help=_("where the server's addresses start (/)")
    )
    verb.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))


def _session(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--title", default="", metavar="T", help=_("what the session is called; else as the workshop")
    )
    verb.add_argument("--variant", metavar="V", help=_("which agenda, such as 25 or 60"))
    verb.add_argument(
        "--identity", choices=IDENTITIES, default="anonymous", help=_("how people appear (anonymous)")
    )
    verb.add_argument(
        "--follows", type=Path, metavar="FILE.json", help=_("the record of the session that this one continues")
    )


def _code(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help=_("the session's join code"))


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help=_("print one JSON object and nothing else"))


def _between(low: int, high: int, kind: type[int] | type[float] = int) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(
                _("write a number from {low} to {high}").format(low=low, high=high)
            )
        return number

    return read


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(_("write a date such as 2026-03-31")) from fault
