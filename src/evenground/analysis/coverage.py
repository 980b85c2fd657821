"""Where a group stands in a framework: what people confirmed, what may be there, where nothing was found yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from evenground.domain.action import LEVELS, parse
from evenground.domain.parts import Framework
from evenground.domain.response import Shared, as_text
from evenground.domain.suggested import Suggested, Tag, cell_of, cell_target, print_of
from evenground.domain.workshop import Prompt, Workshop

State = Literal["confirmed", "possible", "none"]
By = Literal["owner", "facilitator", ""]


@dataclass(frozen=True)
class Quote:
    """An answer under a cell; `start` and `end` are where in `text` the sentence stands that speaks of it.

    `by` is who said that it belongs there; it is empty where only the machine suggests it.
    """

    answer: int
    prompt: str
    person: int
    text: str
    start: int
    end: int
    by: By = ""


@dataclass(frozen=True)
class CellResult:
    """A cell with its quotes; `people` is the true number of those with a confirmed answer, for charts to mask.

    The state is confirmed where a person put an answer here, possible where the machine suggests one that
    nobody has judged, and none where nothing was found yet.
    """

    id: str
    title: str
    state: State
    people: int
    confirmed: tuple[Quote, ...]
    possible: tuple[Quote, ...]


@dataclass(frozen=True)
class Coverage:
    """All cells of a framework, in its order.

    `judged`: somebody said of an answer where in this framework it belongs, or that it does not. `people`: how
    many shared an answer that could stand in it.
    """

    framework: Framework
    cells: tuple[CellResult, ...]
    judged: bool
    people: int

    @property
    def confirmed(self) -> tuple[CellResult, ...]:
        """The cells in which a person put an answer."""
        return tuple(cell for cell in self.cells if cell.state == "confirmed")

    @property
    def possible(self) -> tuple[CellResult, ...]:
        """The cells for which quotes wait to be judged, and in which nobody put an answer."""
        return tuple(cell for cell in self.cells if cell.state == "possible")

    @property
    def gaps(self) -> tuple[CellResult, ...]:
        """The cells in which nothing was found yet; none at all before people have judged anything here."""
        return tuple(cell for cell in self.cells if cell.state == "none") if self.judged else ()


@dataclass(frozen=True)
class _Answer:
    row: Shared
    text: str
    levels: frozenset[str]  # what its owner chose for its actions


def phrases(frameworks: Iterable[Framework]) -> dict[str, str]:
    """Return by target what answers are compared with to find those that may stand in a cell."""
    return {cell_target(one.id, cell): phrase(one, cell) for one in frameworks for cell in one.cells}


def phrase(framework: Framework, cell: str) -> str:
    """Return what a cell is about: its titles, what belongs there, and what somebody might say."""
    said = framework.examples.get(cell, "")
    return " ".join(filter(None, (framework.title_of(cell).rstrip(".") + ".", framework.about(cell), said)))


def texts(rows: Iterable[Shared], workshop: Workshop) -> dict[int, str]:
    """Return by answer the words that are compared with phrases: the latest of each text and action that counts."""
    return {number: answer.text for number, answer in _answers(rows, workshop).items()}


def coverage(
    rows: Iterable[Shared],
    tags: Iterable[Tag],
    suggestions: Iterable[Suggested],
    framework: Framework,
    workshop: Workshop,
) -> Coverage:
    """Return where answers stand in a framework; a machine's suggestion never confirms, fills or empties a cell.

    A facilitator's tag goes before the owner's. Tags and suggestions of answers that are not among `rows`, that
    are hidden, or (for suggestions) that say something else by now, count nowhere.
    """
    answers = _answers(rows, workshop)
    said = _said(answers, tags, framework)
    maybe = _maybe(answers, suggestions, framework)
    return Coverage(
        framework=framework,
        cells=tuple(_cell(framework, cell, answers, said, maybe.get(cell, {})) for cell in framework.cells),
        judged=bool(said),
        people=len({answer.row.person for answer in answers.values()}),
    )


_Said = Mapping[tuple[int, str], tuple[str, By]]  # by answer and cell: confirmed or rejected, and by whom


def _answers(rows: Iterable[Shared], workshop: Workshop) -> dict[int, _Answer]:
    """Return the answers that count, in the order of `rows`, each as it stands now."""
    prompts = {p.id: p for p in workshop.prompts if p.kind in ("text", "action") and p.share != "never"}
    latest: dict[int, Shared] = {}
    for row in rows:
        if row.prompt in prompts and (row.answer not in latest or row.round >= latest[row.answer].round):
            latest[row.answer] = row
    shown = (row for row in latest.values() if not row.hidden)
    read = ((row, _words(prompts[row.prompt], row)) for row in shown)
    return {row.answer: _Answer(row, text, _levels(prompts[row.prompt], row)) for row, text in read if text}


def _words(prompt: Prompt, row: Shared) -> str:
    """An action is only what is to be done: who does it and by when would change with the page's language."""
    if prompt.kind == "action":
        return "; ".join(action.what for action in parse(row.value) if action.what)
    return as_text(prompt, row.value)


def _levels(prompt: Prompt, row: Shared) -> frozenset[str]:
    return frozenset(action.level for action in parse(row.value)) if prompt.kind == "action" else frozenset()


def _said(answers: Mapping[int, _Answer], tags: Iterable[Tag], framework: Framework) -> _Said:
    """Return what people said; the level that an owner chose for an action is their word in a list of levels."""
    said: dict[tuple[int, str], tuple[str, By]] = {}
    if set(framework.cells) == set(LEVELS):
        said |= {(one, level): ("confirmed", "owner") for one, answer in answers.items() for level in answer.levels}
    known = set(framework.cells)
    own = (tag for tag in tags if tag.framework == framework.id and tag.cell in known and tag.answer in answers)
    for tag in sorted(own, key=lambda tag: tag.by == "facilitator"):
        said[tag.answer, tag.cell] = (tag.state, tag.by)
    return said


def _maybe(
    answers: Mapping[int, _Answer], suggestions: Iterable[Suggested], framework: Framework
) -> dict[str, dict[int, Suggested]]:
    """Return by cell and answer the suggestions that still hold, the closest first."""
    prints = {number: print_of(answer.text) for number, answer in answers.items()}
    found: dict[str, dict[int, Suggested]] = {}
    for one in sorted(suggestions, key=lambda one: (-one.score, one.answer)):
        place = cell_of(one.target)
        if place and place[0] == framework.id and prints.get(one.answer) == one.print:
            found.setdefault(place[1], {}).setdefault(one.answer, one)
    return found


def _cell(
    framework: Framework,
    cell: str,
    answers: Mapping[int, _Answer],
    said: _Said,
    maybe: Mapping[int, Suggested],
) -> CellResult:
    sure = tuple(
        _quote(answer, maybe.get(number), said[number, cell][1])
        for number, answer in answers.items()
        if said.get((number, cell), ("", ""))[0] == "confirmed"
    )
    possible = tuple(_quote(answers[one], found, "") for one, found in maybe.items() if (one, cell) not in said)
    return CellResult(
        id=cell,
        title=framework.title_of(cell),
        state="confirmed" if sure else "possible" if possible else "none",
        people=len({quote.person for quote in sure}),
        confirmed=sure,
        possible=possible,
    )


def _quote(answer: _Answer, found: Suggested | None, by: By) -> Quote:
    start, end = (found.start, found.end) if found else (0, len(answer.text))
    return Quote(answer.row.answer, answer.row.prompt, answer.row.person, answer.text, start, end, by)
