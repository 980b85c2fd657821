"""An example card: one participant's own example of working for equity, on one page."""

from __future__ import annotations

from dataclasses import replace

from evenground import i18n
from evenground.errors import InputError
from evenground.i18n import _
from evenground.records.facts import ExampleCard, PersonalRecord


def of(record: PersonalRecord) -> ExampleCard:
    """The card of the example that stands in a personal record; raises InputError where there is none yet."""
    example = record.cpd.example
    if not example.ask:
        raise InputError(_("This workshop does not ask for an example, so there is no card to make of it."))
    if not example.text:
        raise InputError(_("Write your example first: the question is “{ask}”").format(ask=example.ask))
    head = replace(record.head, kind="card", language=i18n.current())
    return ExampleCard(head=head, name=record.name, ask=example.ask, text=example.text)
