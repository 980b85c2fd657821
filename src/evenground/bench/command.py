"""The verb `evenground bench`: what it accepts and what it prints."""

from __future__ import annotations

import argparse
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evenground.i18n import _

Between = Callable[..., Callable[[str], float]]


def add_to(verb: argparse.ArgumentParser, between: Between) -> None:
    """Give the verb its benchmarks; `between` makes a reader of numbers."""
    add = verb.add_subparsers(required=True, metavar=_("WHAT"), dest="bench")
    _join(add.add_parser("join", help=_("many visitors who come at once")), between)
    _live(add.add_parser("live", help=_("people who write, and a board that follows")), between)
    _themes(add.add_parser("themes", help=_("how well themes are found in answers that people labelled")), between)
    _record(add.add_parser("record", help=_("how long the records of a session take, in every format")), between)


def _record(verb: argparse.ArgumentParser, between: Between) -> None:
    verb.add_argument(
        "--participants", type=between(1, 1000), default=100, metavar="N", help=_("how many (100)")
    )
    _json(verb)


def _join(verb: argparse.ArgumentParser, between: Between) -> None:
    verb.add_argument(
        "--visitors", type=between(1, 2000), default=100, metavar="N", help=_("how many (100)")
    )
    verb.add_argument("--plain", action="store_true", help=_("by Voila as it ships, to compare"))
    verb.add_argument("--warm", action="store_true", help=_("visitors who have been here before"))
    _json(verb)


def _live(verb: argparse.ArgumentParser, between: Between) -> None:
    verb.add_argument(
        "--participants", type=between(1, 2000), default=100, metavar="N", help=_("how many (100)")
    )
    verb.add_argument(
        "--seconds", type=between(1, 86_400), default=30, metavar="S", help=_("how long they write (30)")
    )
    verb.add_argument(
        "--report-every", type=between(0, 86_400), default=0, metavar="S",
        help=_("tell each so many seconds what memory, files and kernels there are (never)"),
    )  # fmt: skip
    verb.add_argument(
        "--ready", action="store_true", help=_("they have had their turn: their own pages follow as well")
    )
    verb.add_argument(
        "--active", type=between(0, 2000), default=None, metavar="N", help=_("only so many of them write (all)")
    )
    verb.add_argument("--seed", type=between(0, 10**9), default=1, metavar="N", help=_("of their pauses (1)"))
    _json(verb)


def _themes(verb: argparse.ArgumentParser, between: Between) -> None:
    verb.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help=_("the folder with the labelled answers")
    )
    verb.add_argument("--draws", type=between(1, 1000), default=10, metavar="N", help=_("how many draws (10)"))
    _json(verb)


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help=_("print one JSON object and nothing else"))


def run(given: Namespace) -> None:
    """Run the benchmark that was asked for and print its figures."""
    if given.bench == "themes":
        from evenground.bench.themes import named, themes

        facts = themes(given.data, given.draws, lambda line: print(line, file=sys.stderr, flush=True))
        print(json.dumps(facts, ensure_ascii=False) if given.json else named(facts))
        return
    if given.bench == "record":
        from evenground.bench.record import record

        facts = record(int(given.participants))
        print(json.dumps(facts) if given.json else recorded(facts))
        return
    if given.bench == "join":
        from evenground.bench.join import join

        facts, names = join(given.visitors, plain=given.plain, warm=given.warm), joining()
    else:
        from evenground.bench.live import live

        facts = live(
            given.participants, given.seconds, seed=given.seed, ready=given.ready, active=given.active,
            every=given.report_every, report=_report,
        )  # fmt: skip
        names = living()
    print(json.dumps(facts, ensure_ascii=False) if given.json else table(facts, names))


def _report(line: dict[str, Any]) -> None:
    print(json.dumps(line), file=sys.stderr, flush=True)


def table(facts: dict[str, Any], names: dict[str, str]) -> str:
    """The figures for a person to read, one a line."""
    width = max(map(len, names.values()))
    return "\n".join(f"{label:<{width}}  {_value(facts[key])}" for key, label in names.items())


def _value(value: Any) -> str:
    if value is None:
        return _("none")
    if isinstance(value, list):
        return "; ".join(map(str, value)) or _("none")
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def joining() -> dict[str, str]:
    """What each figure of `join` is called."""
    return {
        "visitors": _("Visitors at once"),
        "linked": _("Linked to a kernel"),
        "failures": _("Failed"),
        "typing_p50_s": _("Can type, half of them (s)"),
        "typing_p95_s": _("Can type, 95 of 100 (s)"),
        "linked_p50_s": _("Linked, half of them (s)"),
        "linked_p95_s": _("Linked, 95 of 100 (s)"),
        "linked_max_s": _("Linked, the last (s)"),
        **_costs(),
        "unique_mb_per_visitor": _("Memory of one kernel alone (MB)"),
        "bytes_over_air_per_visitor": _("Received by a visitor (bytes)"),
        "requests_per_visitor": _("Requests of a visitor"),
        "faults": _("What failed"),
    }


def recorded(facts: dict[str, Any]) -> str:
    """The figures of `record` for a person to read."""
    names = {
        "participants": _("People who took part"),
        "session_all_s": _("The session’s record in all formats (s)"),
        "session_gather_s": _("Of that, gathering (s)"),
        "personal_all_s": _("One person’s record in all formats (s)"),
    }
    lines = [table(facts, names)]
    for key, label in (("session_s", _("Session, each format (s)")), ("personal_s", _("Personal, each format (s)"))):
        each = ", ".join(f"{to} {took:.3f}" for to, took in facts[key].items())
        lines.append(f"{label}: {each}")
    return "\n".join(lines)


def living() -> dict[str, str]:
    """What each figure of `live` is called."""
    return {
        "participants": _("People who take part"),
        "active": _("Of them, write"),
        "failures": _("Failed"),
        "saves": _("Saves"),
        "p50_s": _("From save to board, half of them (s)"),
        "p95_s": _("From save to board, 95 of 100 (s)"),
        "max_s": _("From save to board, the slowest (s)"),
        "lost": _("Lost"),
        "not_shown": _("Kept, and not shown"),
        "dropped": _("Channels that the server closed"),
        **_costs(),
    }


def _costs() -> dict[str, str]:
    return {
        "server_cpu_s": _("Processor, the server (s)"),
        "kernel_cpu_s": _("Processor, everything it started (s)"),
        "total_pss_mb": _("Memory, everything together (MB)"),
    }
