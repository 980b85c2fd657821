"""Draws the answers of a session's record: words as cards, choices as tables."""

from __future__ import annotations

from itertools import groupby

from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Card, Cards, Entry, Grid, Heading, Paragraph, Part
from evenground.records.facts import Answer, Asked, Chapter, SessionRecord, Tally


def answers(record: SessionRecord) -> Part:
    """What people wrote and chose, section by section."""
    blocks = [block for chapter in record.sections for block in _chapter(chapter)]
    return Part("answers", _("What we wrote"), tuple(blocks or [Paragraph(_("Nobody shared an answer."))]), fresh=True)


def _chapter(chapter: Chapter) -> list[Block]:
    """A section's answers; measures without a reason are left out, for they stand under before and after."""
    blocks = [block for asked in chapter.prompts for block in _asked(asked)]
    return [Heading(chapter.title), *blocks] if blocks else []


def _asked(asked: Asked) -> list[Block]:
    blocks = _words(asked) + _counts(asked)
    if asked.reasons:
        blocks += [Paragraph(_("Why some of us changed their answer:"), "hint")]
        blocks.append(Cards(tuple(Card((Entry(reason),)) for reason in asked.reasons)))
    return [Heading(asked.ask, 4), *blocks] if blocks else []


def _words(asked: Asked) -> list[Block]:
    """Answers in words; actions stand above by their level, so here only how an answer was changed."""
    if asked.kind != "action":
        return (
            [Cards(tuple(saying.card(one.said, _foot(one)) for one in asked.answers))]
            if asked.answers
            else []
        )
    changed = tuple(saying.card(one.said, one.author) for one in asked.answers if _changed(one))
    note = Paragraph(_("All actions stand above, by their level. Here are those that were changed."), "hint")
    return [note, Cards(changed)] if changed else []


def _foot(answer: Answer) -> str:
    """Whose an answer is, where they wanted that, and the themes it stands under."""
    sure = [one.theme for one in answer.themes if one.state == "confirmed"]
    maybe = [one.theme for one in answer.themes if one.state != "confirmed"]
    parts = [
        answer.author,
        _("Theme: {names}").format(names=", ".join(sure)) if sure else "",
        _("Suggested: {names}").format(names=", ".join(maybe)) if maybe else "",
    ]
    return " · ".join(part for part in parts if part)


def _changed(answer: Answer) -> bool:
    return len(answer.said) > 1 and answer.said[0].value != answer.said[-1].value


def _counts(asked: Asked) -> list[Block]:
    if asked.tallies:
        return [_table(asked.ask, asked.tallies)]
    if asked.people is not None and asked.mean is None:
        return [Paragraph(_("Too few answers to show without pointing at someone."))]
    if asked.mean is not None:
        said = _("{mean} on average, from {people} people.")
        return [Paragraph(said.format(mean=saying.number(asked.mean), people=asked.people))]
    return []


def _table(ask: str, tallies: tuple[Tally, ...]) -> Grid:
    if not tallies[0].row:
        rows = tuple((one.option, str(one.people)) for one in tallies)
        return Grid(ask, (_("Answer"), _("People")), rows)
    grouped = [(row, list(cells)) for row, cells in groupby(tallies, key=lambda one: one.row)]
    columns = tuple(one.option for one in grouped[0][1])
    return Grid(
        ask,
        (_("About"), *columns),
        tuple((row, *(str(one.people) for one in cells)) for row, cells in grouped),
    )
