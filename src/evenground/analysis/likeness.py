"""How alike a room is on each question, and what some people name that others do not. Plain Python: phones use it.

The measures and where they come from:
- Answers in words: the share of people who named the commonest confirmed theme, of all who answered.
- One choice or several, and grids: the share of people who chose the commonest option (of a grid: the mean of its
  rows' shares). It is the mode's share, one less the variation ratio (L. Freeman, Elementary applied statistics,
  1965), and the plainest thing that can be said of answers without an order.
- Scales: van der Eijk's agreement A over five bands of the scale (see `ordered`), for what has an order.

More than HALF share an answer: alike. No more than a THIRD: apart. A of CLOSE and more: alike; of FAR and less: apart.
Tried on twelve made-up people on a scale from 0 to 10: answers that scatter by 1.5 around one number have an A of 0.6
in the middle case, those that scatter by 2.5 one of 0.4, answers by chance 0.2, and two camps at the ends -0.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evenground.analysis.measures import Span, middle_half
from evenground.analysis.ordered import agreement, in_bands
from evenground.analysis.themes import Placed
from evenground.domain.response import Shared
from evenground.domain.workshop import Prompt, Workshop

Level = Literal["alike", "partly", "apart", "few", "unsorted"]
HALF, THIRD = 1 / 2, 1 / 3
CLOSE, FAR = 0.6, 0.2
SORTED = 3 / 4  # of those who answered in words, before it can be said that no theme is common


@dataclass(frozen=True)
class Likeness:
    """How alike the answers to one question are.

    `common` is what most people share (two things where they are level), `people` of `of` share it: true counts, for
    a chart to mask. `value` is the measure, and `span` the middle half of a scale. `few`: too few people to say;
    `unsorted`: too few of the answers are confirmed in themes to say. `row` is the row of a grid that `common` is of.
    """

    prompt: str
    ask: str
    kind: str
    level: Level
    of: int
    common: tuple[str, ...] = ()
    people: int = 0
    value: float | None = None
    span: Span = None
    row: str = ""


def likeness(rows: Iterable[Shared], placed: Placed, workshop: Workshop, threshold: int) -> tuple[Likeness, ...]:
    """Say for every question that people may read each other's answers to how alike they are, in its order."""
    given = _given(rows)
    asked = [prompt for prompt in workshop.prompts if prompt.share != "never" and prompt.kind != "action"]
    return tuple(
        _one(prompt, given.get(prompt.id, {}), placed, threshold)
        for prompt in asked
        if prompt.kind != "text" or prompt.feeds
    )


def _given(rows: Iterable[Shared]) -> dict[str, dict[int, object]]:
    """Return by prompt what each person said last, hidden answers left out."""
    latest: dict[str, dict[int, tuple[int, object]]] = {}
    for row in rows:
        people = latest.setdefault(row.prompt, {})
        if not row.hidden and row.value is not None and row.round >= people.get(row.person, (0, None))[0]:
            people[row.person] = row.round, row.value
    return {prompt: {who: value for who, (_round, value) in people.items()} for prompt, people in latest.items()}


def _one(prompt: Prompt, given: Mapping[int, object], placed: Placed, threshold: int) -> Likeness:
    if prompt.kind == "text":
        return _named(prompt, given, placed, threshold)
    if prompt.kind == "scale":
        return _rated(prompt, given, threshold)
    if prompt.kind == "grid":
        return _filled(prompt, given, threshold)
    picked = [value if isinstance(value, list) else [value] for value in given.values()]
    counts = Counter(str(option) for options in picked for option in options)
    return _shared(prompt, counts, len(given), threshold)


def _shared(prompt: Prompt, counts: Mapping[str, int], of: int, threshold: int) -> Likeness:
    """Judge by the share of the commonest of some names.

    Of fewer than three times the threshold it is told only whether more than half share an answer: that no answer
    is shared by a third of six people would say that each is shared by two. Two that are level are not named where
    they would tell how few chose something else.
    """
    if of < max(2 * threshold - 1, 1):
        everybody = tuple(name for name, people in counts.items() if people == of >= threshold)
        level: Level = "alike" if everybody else "few"
        return Likeness(prompt.id, prompt.ask, prompt.kind, level, of, everybody[:2], of if everybody else 0)
    most = max(counts.values(), default=0)
    share = most / of
    level = "alike" if share > HALF else "apart" if share <= THIRD and of >= 3 * threshold else "partly"
    first = tuple(name for name, people in counts.items() if people == most) if share > THIRD else ()
    follows = prompt.kind != "text" and 0 < of - most * len(first) < threshold and len(first) > 1
    named = level == "alike" or (level == "partly" and of >= 3 * threshold and len(first) <= 2 and not follows)
    return Likeness(
        prompt.id, prompt.ask, prompt.kind, level, of, first[:2] if named else (), most if named else 0, share
    )


def _named(prompt: Prompt, given: Mapping[int, object], placed: Placed, threshold: int) -> Likeness:
    """Judge answers in words by the themes that people confirmed them in."""
    counts: dict[str, int] = {}
    everyone: set[int] = set()
    for theme in placed.themes:
        cards = (card for card in theme.answers if card.prompt == prompt.id and card.state == "confirmed")
        people = {card.person for card in cards if not card.hidden} & given.keys()
        everyone |= people
        if people:
            counts[theme.name] = counts.get(theme.name, 0) + len(people)
    found = _shared(prompt, counts, len(given), threshold)
    if found.level in ("partly", "apart") and len(everyone) < SORTED * len(given):
        return Likeness(prompt.id, prompt.ask, prompt.kind, "unsorted", len(given))
    return found


def _rated(prompt: Prompt, given: Mapping[int, object], threshold: int) -> Likeness:
    numbers = [float(value) for value in given.values() if isinstance(value, int | float)]
    if len(numbers) < max(2 * threshold - 1, 1):
        return Likeness(prompt.id, prompt.ask, prompt.kind, "few", len(numbers))
    value = agreement(in_bands(numbers, prompt.low, prompt.high))
    level: Level = "alike" if value >= CLOSE else "apart" if value <= FAR else "partly"
    span = middle_half(numbers, threshold)
    return Likeness(prompt.id, prompt.ask, prompt.kind, level, len(numbers), value=value, span=span)


def _filled(prompt: Prompt, given: Mapping[int, object], threshold: int) -> Likeness:
    """Judge a grid by the mean over its rows; what most share is that of the row with the largest share."""
    chosen = [value for value in given.values() if isinstance(value, dict)]
    rows: list[tuple[str, Likeness]] = []
    for name in prompt.rows:
        counts = Counter(str(value[name]) for value in chosen if name in value)
        found = _shared(prompt, counts, sum(counts.values()), threshold)
        if found.value is not None:
            rows.append((name, found))
    if not rows:
        return Likeness(prompt.id, prompt.ask, prompt.kind, "few", len(chosen))
    mean = sum(found.value or 0.0 for _name, found in rows) / len(rows)
    name, best = max(rows, key=lambda one: one[1].value or 0.0)
    enough = all(found.of >= 3 * threshold for _name, found in rows)
    level: Level = "alike" if mean > HALF else "apart" if mean <= THIRD and enough else "partly"
    return Likeness(
        prompt.id, prompt.ask, prompt.kind, level, best.of, best.common, best.people, mean, row=name
    )


@dataclass(frozen=True)
class Held:
    """A theme that some people name: a quote of ours and one of the others', empty where there is none to show.

    `sure`: answers of all who are said to name it are confirmed; else some are only suggested.
    """

    theme: int
    name: str
    sure: bool
    ours: str
    theirs: str


@dataclass(frozen=True)
class Compared:
    """What only we name, what both name and what only the others name; `others` is how many these are."""

    ours: tuple[Held, ...]
    both: tuple[Held, ...]
    theirs: tuple[Held, ...]
    others: int


def compare(
    placed: Placed, rows: Iterable[Shared], mine: frozenset[int], *, quote_from: int = 3
) -> Compared:
    """Compare the people `mine` (numbers of `Shared`) with everybody else in `rows`, by themes.

    `quote_from` is how many the others must be for their words to stand here: the session's threshold, so that no
    quote points at one person; 1 where people sit together by their own wish. Only what `rows` holds is quoted,
    nothing hidden; the first confirmed answer of a theme, else the first suggested one.
    """
    shown = {row.answer: row.person for row in rows if not row.hidden}
    others = {person for person in shown.values() if person not in mine}
    kept: dict[str, list[Held]] = {"ours": [], "both": [], "theirs": []}
    for theme in placed.themes:
        cards = [card for card in theme.answers if card.answer in shown and not card.hidden]
        us = [card for card in cards if card.person in mine]
        them = [card for card in cards if card.person not in mine]
        where = "both" if us and them else "ours" if us else "theirs"
        if not cards:
            continue
        sides = [_first([(card.state, card.text) for card in side]) for side in (us, them)]
        sure = all(state == "confirmed" for state, _text in sides if state)
        theirs = sides[1][1] if len(others) >= quote_from else ""
        kept[where].append(Held(theme.id, theme.name, sure, sides[0][1], theirs))
    ours, both, only_theirs = (_sure_first(kept[name]) for name in ("ours", "both", "theirs"))
    return Compared(ours, both, only_theirs, len(others))


def _first(side: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return the state and text of the answer that stands for a side: its first confirmed one."""
    return next((one for one in side if one[0] == "confirmed"), side[0] if side else ("", ""))


def _sure_first(held: list[Held]) -> tuple[Held, ...]:
    return tuple(sorted(held, key=lambda one: not one.sure))
