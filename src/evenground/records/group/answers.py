"""A session's answers by section and prompt: words as they are, choices as counts that point at nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evenground.charts.wording import count, people
from evenground.domain.response import Shared, Value, as_text
from evenground.domain.workshop import Prompt, Workshop
from evenground.privacy.suppression import Masked, mask, mean_or_none
from evenground.records.facts import Answer, Asked, Chapter, People, Said, Tally
from evenground.records.gathering import scale, shuffled
from evenground.records.group.telling import Themes

IN_WORDS = ("text", "action")


def shown(number: int | Masked) -> People:
    """A number of people as it may be shown."""
    return number if isinstance(number, int) else str(number)


def counted(
    workshop: Workshop, answered: Mapping[str, int], joined: int, threshold: int
) -> tuple[Chapter, ...]:
    """The sections before sharing: for each prompt only how many answered; nothing of what never leaves its owner."""

    def asked(prompt: Prompt) -> Asked:
        told = count(min(answered.get(prompt.id, 0), joined), threshold, joined)
        exact = told.exact and told.value is not None
        return Asked(prompt.id, prompt.kind, prompt.ask, people=told.value if exact else people(told))

    found = [(one, [p for p in one.prompts if p.share != "never"]) for one in workshop.sections]
    return tuple(Chapter(one.id, one.title, tuple(map(asked, prompts))) for one, prompts in found if prompts)


def chapters(
    workshop: Workshop, rows: Iterable[Shared], threshold: int, themes: Themes | None = None
) -> tuple[Chapter, ...]:
    """The sections that have a shared answer, with what was answered and the `themes` it stands under."""
    by_prompt: dict[str, list[Shared]] = {}
    for row in rows:
        by_prompt.setdefault(row.prompt, []).append(row)
    found = (
        Chapter(
            one.id,
            one.title,
            tuple(_asked(p, by_prompt[p.id], threshold, themes or {}) for p in one.prompts if p.id in by_prompt),
        )
        for one in workshop.sections
    )
    return tuple(chapter for chapter in found if chapter.prompts)


def _asked(prompt: Prompt, rows: Sequence[Shared], threshold: int, themes: Themes) -> Asked:
    if prompt.kind in IN_WORDS:
        return Asked(prompt.id, prompt.kind, prompt.ask, answers=_answers(prompt, rows, themes))
    latest = {row.person: row.value for row in sorted(rows, key=lambda row: row.round)}
    reasons = tuple(sorted((row.reason for row in rows if row.reason), key=shuffled))
    if prompt.kind == "scale":
        # The mean of a measure stands under before and after, of the people who answered both times: a second
        # mean, of other people, would let one be taken from the other.
        mean = None if prompt.measures else mean_or_none(map(_number, latest.values()), threshold)
        number = None if prompt.measures else shown(mask({"": len(latest)}, threshold)[""])
        return Asked(
            prompt.id, prompt.kind, prompt.ask, mean=mean, people=number, reasons=reasons, scale=scale(prompt)
        )
    tallies = _tallies(prompt, list(latest.values()), threshold)
    return Asked(prompt.id, prompt.kind, prompt.ask, tallies=tallies, reasons=reasons)


def _answers(prompt: Prompt, rows: Sequence[Shared], themes: Themes) -> tuple[Answer, ...]:
    """The answers in their rounds, in an order made from their words."""
    by_answer: dict[int, list[Shared]] = {}
    for row in sorted(rows, key=lambda row: row.round):
        by_answer.setdefault(row.answer, []).append(row)
    found = (
        Answer(rounds[-1].author, tuple(_said(prompt, row) for row in rounds), themes.get(number, ()))
        for number, rounds in by_answer.items()
    )
    return tuple(sorted(found, key=lambda one: shuffled(prompt.id, one)))


def _said(prompt: Prompt, row: Shared) -> Said:
    return Said(row.round, row.value, as_text(prompt, row.value), row.reason)


def _tallies(prompt: Prompt, values: Sequence[Value], threshold: int) -> tuple[Tally, ...]:
    """Counts of the latest answers: those of the first round beside them would show single people moving."""
    if prompt.kind == "grid":
        chosen = [
            (row, [value.get(row) for value in values if isinstance(value, dict)]) for row in prompt.rows
        ]
        return tuple(
            tally for row, columns in chosen for tally in _row(row, prompt.columns, columns, threshold)
        )
    if prompt.kind == "choices":
        picked = Counter(option for value in values if isinstance(value, list) for option in value)
        return tuple(Tally("", option, _of(picked[option], len(values), threshold)) for option in prompt.options)
    return _row("", prompt.options, values, threshold)


def _of(number: int, total: int, threshold: int) -> People:
    """How many of all who answered chose an option beside others: who did not is hidden as well."""
    told = count(number, threshold, total)
    return number if told.exact else told.text


def _row(row: str, options: Sequence[str], values: Iterable[Value], threshold: int) -> tuple[Tally, ...]:
    """The counts of options of which each person has one."""
    picked = Counter(value for value in values if isinstance(value, str))
    told = mask({option: picked[option] for option in options}, threshold, parts_of=picked.total())
    return tuple(Tally(row, option, shown(told[option])) for option in options)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int) else 0.0
