"""The themes of a session's record: as their chart shows them, each with a few answers that stand for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from evenground.analysis.themes import Card, Placed, ThemeResult
from evenground.charts import themes as theme_charts
from evenground.charts import wording
from evenground.charts.chart import Chart
from evenground.domain.session import Session
from evenground.records import gathering
from evenground.records.facts import Quote, ThemeFacts

QUOTES = 3


def themes(placed: Placed, chart: Chart, session: Session) -> tuple[ThemeFacts, ...]:
    """The themes that anybody named, in the order of their chart."""
    quoted: set[str] = set()
    named = (theme for theme in placed.themes if theme.people or theme.suggested_people)
    return gathering.in_order([_theme(theme, placed.people, session, quoted) for theme in named], chart.rows)


def _theme(theme: ThemeResult, total: int, session: Session, quoted: set[str]) -> ThemeFacts:
    """One theme as its chart shows it; where a count is masked, one quotation does not tell how many."""
    threshold = session.threshold
    name, people, state = theme_charts.themes(Placed((theme,), (), total), threshold).rows[0]
    sure = wording.count(theme.people, threshold, total)
    either = wording.count(theme.people + theme.suggested_people, threshold, total)
    # Where the bar is a suggestion nobody is to know which of its answers are confirmed, so all are told as suggested.
    quiet = bool(theme.suggested_people) and not sure.value
    cards = [card for card in theme.answers if not card.hidden and (quiet or card.state == "confirmed")]
    told = either if quiet else sure
    several = told.value and (told.exact or total >= 4 * threshold)
    chosen = _chosen(cards, quoted, QUOTES if several else 1, threshold)
    quoted.update(card.text for card in chosen)
    said = "suggested" if quiet else "confirmed"
    return ThemeFacts(name, people, state, quotes=tuple(_quote(card, said, session) for card in chosen))


def _chosen(cards: list[Card], quoted: Collection[str], most: int, threshold: int) -> list[Card]:
    """Up to `most` answers, first those that stand for no other theme; one of a question with few, to hide how few."""
    answered = Counter(card.prompt for card in cards)
    distinct = {card.text: card for card in cards}
    chosen: list[Card] = []
    for card in sorted(distinct.values(), key=lambda card: card.text in quoted):
        few = answered[card.prompt] < threshold
        if len(chosen) < most and not (few and any(one.prompt == card.prompt for one in chosen)):
            chosen.append(card)
    return chosen


def _quote(card: Card, state: str, session: Session) -> Quote:
    return Quote(session.workshop.prompt(card.prompt).ask, card.text, card.author, state)
