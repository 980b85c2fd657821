"""What the facilitator reads once sharing is open: cards, themes, and what suggests them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evenground.analysis.themes import Card, Placed, ThemeResult, placed
from evenground.apps import facilitator_gaps, facilitator_statements
from evenground.apps.page import readable
from evenground.domain.response import Shared, ThemeRow, as_text
from evenground.domain.session import Session
from evenground.domain.workshop import Prompt
from evenground.store import queries
from evenground.store.engine import Store

# Kinds whose answers are read one by one; numbers and choices are read in a chart.
READ = ("text", "action")


def place_all(store: Store, session: Session, rows: Sequence[Shared]) -> Placed:
    """Themes with the answers that people put there, or that terms or a close meaning suggest."""
    themes, placements = queries.themes(store, session.id), queries.placements(store, session.id)
    return placed(rows, themes, placements, session.workshop, suggestions=queries.suggestions(store, session.id))


def desk(store: Store, session: Session, hand: str = "") -> dict[str, Any]:
    """The theming desk as the page shows it; an empty dict while nothing is shared.

    Answers go by their number as text: it is larger than a browser's whole numbers. Undo and redo are this hand's.
    """
    if not session.sharing or session.alone:
        return {}
    rows = queries.shared(store, session.id, purpose="facilitator")
    found = place_all(store, session, rows)
    undo, redo = queries.theming_labels(store, session.id, hand)
    cards = _cards(session, rows)
    _judge(cards, found)
    return {
        "themes": _themes(found, queries.themes(store, session.id)),
        "cards": cards,
        "tray": [name for name, card in cards.items() if card["sorts"] and not card["in"]],
        "prompts": _prompts(session, cards),
        "undo": readable(undo or ""),
        "redo": readable(redo or ""),
        "gaps": facilitator_gaps.room(store, session, rows, found),
        "statements": facilitator_statements.room(store, session, rows),
    }


def sorts(prompt: Prompt) -> bool:
    """Tell whether answers to this prompt are put into themes."""
    return prompt.kind == "text" and bool(prompt.feeds)


def _cards(session: Session, rows: Sequence[Shared]) -> dict[str, dict[str, Any]]:
    """One card an answer, where it first stands in `rows`: what it says now, and what it said first."""
    cards: dict[str, dict[str, Any]] = {str(row.answer): {} for row in rows}
    for row in sorted(rows, key=lambda r: r.round):
        prompt = session.workshop.prompt(row.prompt)
        text = readable(as_text(prompt, row.value))
        before = cards[str(row.answer)].get("text", text)
        cards[str(row.answer)] = {
            "id": str(row.answer), "prompt": row.prompt, "ask": prompt.ask, "sorts": sorts(prompt),
            "text": text, "first": before if before != text else "", "reason": readable(row.reason),
            "author": readable(row.author), "hidden": row.hidden, "in": [], "suggested": [],
        }
    read = {prompt.id for prompt in session.workshop.prompts if prompt.kind in READ}
    return {name: card for name, card in cards.items() if card["prompt"] in read}


def _judge(cards: dict[str, dict[str, Any]], found: Placed) -> None:
    """Say on every card where somebody put it, and what is suggested: by shared words first, then the closest."""
    for theme in found.themes:
        for under in theme.answers:
            card = cards[str(under.answer)]
            if under.state == "confirmed":
                card["in"].append(theme.id)
            else:
                card["suggested"].append(_suggested(theme.id, under))
    for card in cards.values():
        card["suggested"].sort(key=lambda one: (one["why"] != "terms", -one["score"]))


def _suggested(theme: int, card: Card) -> dict[str, Any]:
    """One suggestion with what caused it: words, or a sentence by its start and end as a browser counts them."""
    sentence = [_units(card.text[:end]) for end in card.sentence] if card.sentence else None
    words = [readable(word) for word in card.words]
    return {"theme": theme, "why": card.why, "words": words, "sentence": sentence, "score": round(card.score, 3)}


def _units(text: str) -> int:
    return len(readable(text).encode("utf-16-le")) // 2


def _themes(found: Placed, rows: Sequence[ThemeRow]) -> list[dict[str, Any]]:
    terms = {theme.id: theme.terms for theme in rows}
    return [_theme(result, terms.get(result.id, ())) for result in found.themes]


def _theme(result: ThemeResult, terms: Sequence[str]) -> dict[str, Any]:
    return {
        "id": result.id,
        "name": readable(result.name),
        "people": result.people,
        "cards": [str(card.answer) for card in result.answers if card.state == "confirmed"],
        "waiting": [str(card.answer) for card in result.answers if card.state == "suggested"],
        "terms": [readable(term) for term in terms],
    }


def _prompts(session: Session, cards: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The prompts that are answered in words, each with its answers."""
    return [
        {
            "id": prompt.id,
            "ask": prompt.ask,
            "cards": [name for name, card in cards.items() if card["prompt"] == prompt.id],
        }
        for prompt in session.workshop.prompts
        if prompt.kind in READ and prompt.share != "never"
    ]
