"""Words on the board: a few quotes, the actions that people share, and the gaps to end with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from evenground.analysis.themes import Card, Placed
from evenground.apps.board_charts import chart
from evenground.apps.board_reading import Reading
from evenground.apps.page import day
from evenground.charts.agreement import groups_sentence
from evenground.charts.helping import because
from evenground.domain.action import LEVELS, Action, parse
from evenground.domain.response import Shared
from evenground.i18n import _

QUOTES = 3
HELPS = 3
SHORT = 180  # characters of a quote that can be read from the back row
ACTIONS = 8


def beside_gaps(reading: Reading) -> list[dict[str, str]]:
    """The other two kinds of gaps, in a sentence each."""
    return [
        {"title": one.title, "sentence": one.sentence}
        for one in (chart(reading, "needs"), chart(reading, "few"))
    ]


def beside_statements(reading: Reading) -> list[dict[str, str]]:
    """What sets groups of opinion apart, in a sentence; nothing where the votes carry no groups."""
    from evenground.analysis.opinion_groups import opinion_groups

    texts = {result.statement: result.text for result in reading.agreement.results}
    votes = [vote for vote in reading.votes if vote.statement in texts]
    found = opinion_groups(votes, reading.session.threshold)
    if found.why:
        return []
    return [{"title": _("Groups of opinion"), "sentence": groups_sentence(found, texts)}]


def quotes(reading: Reading, kept: Sequence[str]) -> list[dict[str, str]]:
    """A few quotes of different people; those in `kept` stay in their place, a new one takes a place that is free."""
    cards = _quotable(reading.placed)
    places = [cards.pop(name, None) for name in kept]
    places += [None] * (QUOTES - len(places))
    for at, place in enumerate(places):
        taken = {one for other in places if other for one in (other.person, other.text.strip())}
        if place is None:
            places[at] = next((card for card in cards.values() if not taken & {card.person, card.text.strip()}), None)
    return [{"id": str(card.answer), "text": card.text, "author": card.author} for card in places if card]


def _quotable(found: Placed) -> dict[str, Card]:
    """Answers to quote, short and confirmed ones first, one from each theme before a second from any."""
    turns = [
        (len(card.text) > SHORT, card.state != "confirmed", turn, -theme.people, card)
        for theme in found.themes
        for turn, card in enumerate(one for one in theme.answers if not one.hidden)
    ]
    return {str(card.answer): card for *_order, card in sorted(turns, key=lambda turn: turn[:4])}


def helping(reading: Reading) -> list[dict[str, Any]]:
    """What could help, with where it is found and why: words, so that they can be read without the internet."""
    threshold = reading.session.threshold
    return [
        {
            "id": one.resource.id,
            "title": one.resource.title,
            "made": ", ".join(filter(None, (one.resource.author, one.resource.year))),
            "address": one.resource.address,
            "reasons": [because(reason, threshold) for reason in one.reasons],
        }
        for one in reading.helpful[:HELPS]
    ]


def actions(reading: Reading) -> dict[str, Any]:
    """Actions that people share, with their level and day; who does it only where its owner is named."""
    prompts = {prompt.id for prompt in reading.session.workshop.prompts if prompt.kind == "action"}
    asked = [row for row in reading.rows if row.prompt in prompts]
    latest = {row.answer: row for row in sorted(asked, key=lambda row: row.round)}
    found = [
        _action(action, latest[answer], f"{answer}.{at}")
        for answer in dict.fromkeys(row.answer for row in asked)
        for at, action in enumerate(parse(latest[answer].value))
        if action.what.strip()
    ]
    return {"actions": _mixed(found)[:ACTIONS], "more": max(0, len(found) - ACTIONS)}


def _mixed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One action of each level in turn, so that the first few show how far the room reaches."""
    by_level = [[one for one in found if one["level"] == level] for level in LEVELS]
    return [one for turn in zip_longest(*by_level) for one in turn if one]


def _action(action: Action, row: Shared, name: str) -> dict[str, Any]:
    by = _("by {day}").format(day=day(date.fromisoformat(action.by))) if action.by else ""
    who = action.who if row.author else ""
    return {"id": name, "what": action.what, "by": by, "level": action.level, "who": who}


def three_gaps(reading: Reading) -> list[dict[str, str]]:
    """The widest gap of each kind, then the next ones, three in all."""
    kinds = {"gaps": _("Confidence"), "needs": _("Learning need"), "few": _("Few answers")}
    rows = [(turn, view, row) for view in kinds for turn, row in enumerate(chart(reading, view).rows)]
    first = sorted(rows, key=lambda one: one[0])[:3]
    return [{"kind": kinds[view], "what": row[0], "how": _how(view, row)} for _turn, view, row in first]


def _how(view: str, row: tuple[str, ...]) -> str:
    """How we know of a gap, in a few words."""
    if view != "gaps":
        return row[1]
    return _("importance {importance}, confidence {confidence}").format(importance=row[1], confidence=row[2])
