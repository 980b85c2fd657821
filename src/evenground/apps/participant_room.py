"""What the room said, as somebody may read it who has had their turn in a session that is sharing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from evenground import i18n
from evenground.domain.response import Shared, as_text
from evenground.domain.session import Participant, Session
from evenground.store import feed, queries
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.themes import Card, Placed

QUOTES = 5
WIDTH = 320
# What changes nothing in the answers that others may read: a hundred phones must not read and sort them anew for that.
ELSEWHERE = frozenset({"joined", "ready", "group", "tag", "statement", "vote", "board"})


@dataclass(frozen=True)
class Seen:
    """What one person may read of all answers, and where people and the machine put them."""

    rows: list[Shared]
    placed: Placed


@dataclass
class Looking:
    """Keeps what one person saw for as long as nothing was written that could change it."""

    seq: int = -1
    viewer: int = 0
    seen: Seen | None = None
    drawn: dict[str, dict[str, Any]] = field(default_factory=dict)  # the room by language

    def look(self, store: Store, session: Session, me: Participant) -> Seen:
        """Return what may be read now; `session` is as it was read before, so that nothing written since is missed."""
        news = feed.changes(store, session.id, self.seq) if self.seen and self.viewer == me.id else None
        if self.seen is None or news is None or any(change.kind not in ELSEWHERE for change in news):
            self.seen, self.viewer, self.drawn = look(store, session, me), me.id, {}
        self.seq = session.seq
        return self.seen

    def room(self, store: Store, session: Session, seen: Seen) -> dict[str, Any]:
        """Return the room made from what was seen last, drawn once in each language."""
        if seen is not self.seen:
            return room(store, session, seen)
        if i18n.current() not in self.drawn:
            self.drawn[i18n.current()] = room(store, session, seen)
        return self.drawn[i18n.current()]


def look(store: Store, session: Session, me: Participant) -> Seen:
    """Read it once for all that is made from it; empty where the store says that it is not yet time."""
    from evenground.analysis.themes import placed

    rows = queries.shared(store, session.id, purpose="participant", viewer=me.id)
    themes, placements = queries.themes(store, session.id), queries.placements(store, session.id)
    suggestions = queries.suggestions(store, session.id)
    return Seen(rows, placed(rows, themes, placements, session.workshop, suggestions=suggestions))


def room(store: Store, session: Session, seen: Seen) -> dict[str, Any]:
    """What the room said: themes as headlines with quotes, mine marked."""
    from evenground.charts import svg
    from evenground.charts import themes as charts

    filled = replace(seen.placed, themes=tuple(theme for theme in seen.placed.themes if theme.answers))
    chart = charts.themes(filled, session.threshold, session.synthetic)
    by_name = {theme.name: theme for theme in filled.themes}
    found = [
        {
            "id": by_name[name].id,
            "name": name,
            "people": shown,
            **few([quote(card, card.text) for card in by_name[name].answers if not card.hidden]),
        }
        for name, shown, *_state in chart.rows
    ]
    left = set(seen.placed.unplaced)
    latest = {row.answer: row for row in sorted(seen.rows, key=lambda row: row.round) if row.answer in left}
    others = [quote(row, as_text(session.workshop.prompt(row.prompt), row.value)) for row in latest.values()]
    return {
        "open": True,
        "sentence": chart.sentence,
        "svg": svg.svg(chart, width=WIDTH),
        "columns": list(chart.columns),
        "rows": [list(row) for row in chart.rows],
        "themes": found,
        "others": few(others),
        "alike": alike(session, seen),
        "points": [{"id": one.id, "text": one.text} for one in queries.points(store, session.id)],
    }


def alike(session: Session, seen: Seen) -> list[list[str]]:
    """Return each question that something can be said of, and one sentence on how alike our answers are."""
    from evenground.analysis.likeness import likeness
    from evenground.charts.likeness import sentence

    found = likeness(seen.rows, seen.placed, session.workshop, session.threshold)
    return [[one.ask, sentence(one, session.threshold)] for one in found if one.level not in ("few", "unsorted")]


def quote(said: Shared | Card, text: str) -> dict[str, Any]:
    """One answer to show; its number travels as text, for it is longer than a browser's numbers."""
    return {"id": str(said.answer), "text": text, "author": said.author, "mine": said.mine}


def few(quotes: list[dict[str, Any]]) -> dict[str, Any]:
    """A few answers to show, mine first, and how many more there are."""
    ordered = sorted(quotes, key=lambda one: not one["mine"])
    return {"quotes": ordered[:QUOTES], "more": max(0, len(ordered) - QUOTES)}
