"""What the page for coming back shows of a record: plain data, in the words of the current language."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from evenground import i18n
from evenground.apps.page import day, readable
from evenground.i18n import _, ngettext
from evenground.records import files
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord
from evenground.records.mine import returning
from evenground.records.mine.follow_on_parts import state_name

LONG = 60  # days from which on time is told in months
MONTH = 30.44  # days


def closed() -> str:
    """Why a visitor without the key sees no record."""
    return _(
        "This page opens with the whole address that Even Ground printed where it was started. Copy it from there."
    )


def key(record: PersonalRecord) -> str:
    """A name for this very record, under which the browser keeps what is being written; it tells nothing of it."""
    return hashlib.sha256(json_file.dump(record)).hexdigest()[:20]


def state(record: PersonalRecord | None, today: date) -> dict[str, Any]:
    """Everything that the page shows; without a record only the languages."""
    spoken: dict[str, Any] = {"languages": list(i18n.LANGUAGES.items())}
    if record is None:
        return spoken
    head = record.head
    return spoken | {
        "key": key(record),
        "title": readable(head.title),
        "workshop": readable(head.workshop) if head.workshop != head.title else "",
        "held": day(head.held),
        "today": day(today),
        "lang": head.language,
        "synthetic": head.synthetic,
        "name": readable(record.name),
        "commitments": _commitments(record, today),
        "entries": [_told(entry) for entry in record.follow_ons],
        "formats": list(files.formats("personal")),
    }


def _commitments(record: PersonalRecord, today: date) -> list[dict[str, Any]]:
    said = returning.last_said(record)
    return [
        {
            "what": readable(one.what),
            "when": when(one.by, today),
            "last": _last(*said[one.what]) if one.what in said else "",
            "note": readable(one.note),
            "settled": one.state in returning.SETTLED,
        }
        for one in returning.commitments(record)
    ]


def when(by: str, today: date) -> str:
    """The day that somebody had set themselves, and where it stands now, in a sentence."""
    try:
        due = date.fromisoformat(by)
    except ValueError:
        return readable(by) or _("No day was set.")
    days = (due - today).days
    if days == 0:
        return _("Planned for today.")
    if days > 0:
        return _("Planned for {day}: {span} from now.").format(day=day(due), span=_span(days))
    return _("Planned for {day}: that was {span} ago. How does it stand?").format(day=day(due), span=_span(-days))


def _span(days: int) -> str:
    if days < LONG:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    months = round(days / MONTH)
    return ngettext("about {count} month", "about {count} months", months).format(count=months)


def _last(on: date, one: Commitment) -> str:
    if not one.state:
        return _("What you wrote on {day}:").format(day=day(on))
    return _("On {day}: {state}.").format(day=day(on), state=state_name(one.state))


def _told(entry: FollowOn) -> dict[str, Any]:
    return {
        "on": day(entry.on),
        "commitments": [
            {
                "what": readable(one.what),
                "state": state_name(one.state) if one.state else "",
                "note": readable(one.note),
            }
            for one in entry.commitments
        ],
        "changed": readable(entry.changed),
        "benefit": readable(entry.benefit),
        "onward": readable(entry.onward),
    }


def answered(meant: tuple[Commitment, ...], given: Any) -> tuple[Commitment, ...]:
    """What the page says of each commitment, in their order; what it does not say is empty."""
    rows = given if isinstance(given, list) else []
    said = [row if isinstance(row, dict) else {} for row in rows[: len(meant)]]
    return tuple(
        Commitment(one.what, str(row.get("state") or ""), str(row.get("note") or ""), one.by)  # type: ignore[arg-type]
        for one, row in zip(meant, said, strict=False)
    )


def file_name(name: str, day: str) -> str:
    """The file's name with the day of its last entry, so that the record before it is not written over."""
    stem, ending = name.rsplit(".", 1)
    return f"{stem}-returned-{day}.{ending}"
