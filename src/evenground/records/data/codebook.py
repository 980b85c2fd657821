"""The codebook of a record's table, for somebody who was not there: columns, allowed values, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evenground.domain.action import LEVELS
from evenground.i18n import _
from evenground.records.data import codebook_values as values
from evenground.records.facts import PersonalRecord, ProgrammeRecord, Record, SessionRecord
from evenground.records.saying import level_name

COLUMNS = ("column", "prompt", "type", "values", "meaning")
Line = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Question:
    """A question of the workshop as far as a record knows it."""

    id: str
    kind: str
    ask: str
    scale: str
    options: tuple[str, ...]


def lines(record: Record, columns: Iterable[str]) -> Iterator[Line]:
    """Each column and under it the values that it takes; then each question with its options or its scale."""
    allowed = _allowed(record)
    meanings = _meanings()
    for column in columns:
        kind, meaning = meanings[column]
        yield column, "", kind, "", meaning
        for value, meant in allowed.get(column, {}).items():
            yield column, "", "", value, meant
    for asked in questions(record):
        yield "prompt", asked.id, asked.kind, asked.id, asked.ask
        if asked.scale:
            yield "value", asked.id, _("whole number"), asked.scale, _("the scale of this question")
        yield from (("value", asked.id, _("text"), one, _("an option of this question")) for one in asked.options)


def questions(record: Record) -> Iterator[Question]:
    """The questions that the table has answers to."""
    if isinstance(record, SessionRecord):
        for asked in (one for chapter in record.sections for one in chapter.prompts):
            options = tuple(dict.fromkeys(one.option for one in asked.tallies))
            yield Question(asked.id, asked.kind, asked.ask, asked.scale, options)
    elif isinstance(record, PersonalRecord):
        for mine in (one for chapter in record.sections for one in chapter.answers):
            yield Question(mine.prompt, mine.kind, mine.ask, mine.scale, mine.options)


def _allowed(record: Record) -> dict[str, dict[str, str]]:
    """By column, the values that it may take in a record of this kind and what each means."""
    levels: dict[str, str] = {level: level_name(level) for level in LEVELS}
    if isinstance(record, ProgrammeRecord):
        return {"level": levels} | _of_programme(record)
    lists = {"level": levels, "round": values.rounds()}
    if isinstance(record, PersonalRecord):
        return lists | _of_person(record)
    return lists | (_of_session(record) if isinstance(record, SessionRecord) else {})


def _of_session(record: SessionRecord) -> dict[str, dict[str, str]]:
    parts = {one.id: one.title for one in record.sections}
    frameworks = {one.id: one.credit.title for one in record.standing.frameworks}
    return {
        "section": parts | frameworks | values.session_sections(),
        "kind": values.prompts() | values.both_kinds() | values.session_kinds(),
        "value": values.places() | values.votes(),
        "when": values.before_after() | values.then_now(),
        "state": values.themes() | values.numbers(),
    }


def _of_person(record: PersonalRecord) -> dict[str, dict[str, str]]:
    parts = {one.id: one.title for one in record.sections}
    return {
        "section": parts | values.personal_sections(),
        "kind": values.prompts() | values.both_kinds() | values.personal_kinds(),
        "value": values.mine(),
        "visibility": values.visibilities(),
        "state": values.themes() | values.commitments(),
    }


def _of_programme(record: ProgrammeRecord) -> dict[str, dict[str, str]]:
    return {
        "section": values.programme_sections(),
        "kind": values.programme_kinds(),
        "people": values.programme_cells(),
        "group": {one.letter: f"{one.title} ({one.code})" for one in record.programme.groups},
        "when": values.before_after(),
        "state": values.gaps(),
    }


def _meanings() -> dict[str, tuple[str, str]]:
    """By column, its type and what stands in it."""
    number = _("whole number, or the words that the record shows in its place")
    return {
        "session": (_("text"), _("the code of the session")),
        "held": (_("date, year-month-day"), _("the day the session was held")),
        "section": (_("text"), _("which part of the workshop, or of what its kind names, the row belongs to")),
        "prompt": (_("text"), _("the id of the question; in a portfolio the place on its page")),
        "question": (_("text"), _("what was asked, or what the row is about")),
        "kind": (_("one of a list"), _("what kind of question was answered, or what else the row tells")),
        "answer": (
            _("whole number"),
            _(
                "the answers to one question, numbered, so that the rounds of one can be laid side by side; the "
                "numbers begin anew with every question and link no two answers of one person"
            ),
        ),
        "round": (_("whole number"), _("when it was answered")),
        "value": (_("text or number"), _("the answer, the option, the average or the sentence itself")),
        "who": (_("text"), _("who does it, for an action")),
        "by": (_("date, year-month-day"), _("by when, for an action; empty where no day was named")),
        "level": (_("one of a list"), _("at which level an action is")),
        "people": (number, _("how many people it is; numbers that could point at somebody are left out")),
        "visibility": (_("one of a list"), _("who could see the answer")),
        "reason": (_("text"), _("why somebody changed an answer, or why something is so")),
        "author": (_("text"), _("the name that somebody chose to show with an answer; mostly empty")),
        "theme": (_("text"), _("a theme, or the themes that people put the answer under")),
        "suggested": (_("text"), _("themes that the machine suggested for the answer and nobody has judged")),
        "group": (_("text"), _("the letter of a group, in the record of several sessions")),
        "when": (_("one of a list, or a date"), _("which of two times it is, or the day of a later entry")),
        "state": (_("text"), _("how a theme, a gap or a commitment stands; for a theme also in words of the record")),
    }
