"""Draws what somebody wrote when they came back to their record."""

from __future__ import annotations

from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Card, Cards, Entry, Field, Fields, Heading, Part
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.facts import PersonalRecord


def parts(record: PersonalRecord) -> list[Part]:
    """One part with every entry in the order in which they were written, or none."""
    blocks = [block for one in record.follow_ons for block in _entry(one)]
    return [Part("back", _("Coming back"), tuple(blocks))] if blocks else []


def state_name(state: str) -> str:
    """How a commitment stands."""
    return {
        "": _("nothing said"),
        "done": _("done"),
        "partly": _("partly done"),
        "not-yet": _("not yet"),
        "dropped": _("no longer fits"),
    }[state]


def _entry(one: FollowOn) -> list[Block]:
    cards = tuple(map(_commitment, one.commitments))
    asked = (
        (_("What has changed since"), one.changed),
        (_("How it has helped the people who use my service"), one.benefit),
        (_("What I do next"), one.onward),
    )
    return [
        Heading(saying.day(one.on)),
        *([Cards(cards)] if cards else []),
        Fields(tuple(Field(label, text) for label, text in asked)),
    ]


def _commitment(one: Commitment) -> Card:
    entries = [Entry(one.what), *([Entry(one.note, _("What happened"))] if one.note else [])]
    return Card(tuple(entries), _("How it stands: {state}").format(state=state_name(one.state)))
