"""Draws a session's record: which parts it has and what stands in them."""

from __future__ import annotations

from itertools import groupby

from evenground.i18n import _, ngettext
from evenground.records import saying, standing_parts
from evenground.records.blocks import Block, Bullets, Card, Cards, Entry, Grid, Heading, Paragraph, Part
from evenground.records.facts import Answer, Asked, Chapter, SessionRecord, Tally, ThemeFacts


def parts(record: SessionRecord) -> list[Part]:
    """The parts in their order; the first is the top."""
    if not record.shared:
        return [_top(record), _progress(record), *saying.resources(record.head), _made(record)]
    return [
        _top(record),
        Part("found", _("What the group found"), (Bullets(_found(record)),)),
        *_themes(record),
        *_measures(record),
        _gaps(record),
        *standing_parts.parts(record),
        *_points(record),
        *_actions(record),
        _answers(record),
        *saying.resources(record.head, without=[one.source for one in record.standing.helps]),
        _made(record),
    ]


def kicker(record: SessionRecord) -> str:
    """What kind of record this is."""
    return _("Session record, synthetic group") if record.head.synthetic else _("Session record")


def _top(record: SessionRecord) -> Part:
    return Part("top", record.head.title, (*saying.notices(record.head), saying.facts(record.head)))


def _progress(record: SessionRecord) -> Part:
    notice = Paragraph(_("Sharing has not been opened, so answers are not in this record."), "notice")
    return Part("progress", _("How many answered"), (notice, saying.figure(record.charts["progress"])))


def _found(record: SessionRecord) -> tuple[str, ...]:
    counts = [
        ngettext(
            "We kept {count} point from the discussion.", "We kept {count} points from the discussion.", n
        ).format(count=n)
        if (n := len(record.points))
        else "",
        ngettext("We named {count} action.", "We named {count} actions.", m).format(count=m)
        if (m := len(record.actions))
        else "",
    ]
    return (*record.found, *(one for one in counts if one))


def _themes(record: SessionRecord) -> list[Part]:
    if not record.themes:
        return []
    blocks: list[Block] = [saying.figure(record.charts["themes"])]
    for theme in record.themes:
        blocks += [Heading(theme.name), Paragraph(_state(theme), "hint")]
        blocks.append(
            Cards(tuple(Card((Entry(one.text),), _whose(one.author, one.prompt)) for one in theme.quotes))
        )
    return [Part("themes", _("Themes"), tuple(blocks))]


def _state(theme: ThemeFacts) -> str:
    return ", ".join(part for part in (theme.people, theme.state) if part)


def _whose(author: str, ask: str) -> str:
    return _("{author}, on: {question}").format(author=author, question=ask) if author else ask


def _measures(record: SessionRecord) -> list[Part]:
    charts = [record.charts[name] for name in ("confidence", "importance") if name in record.charts]
    return [Part("measures", _("Before and after"), tuple(map(saying.figure, charts)))] if charts else []


def _gaps(record: SessionRecord) -> Part:
    blocks: list[Block] = []
    for name, rows in (("gaps-confidence", record.gaps.confidence), ("gaps-needs", record.gaps.needs)):
        chart = record.charts[name]
        blocks += [Heading(chart.title), saying.figure(chart) if rows else Paragraph(chart.sentence)]
    blocks.append(Heading(_("Questions that fewer than half of us answered")))
    blocks.append(Bullets(record.gaps.few) if record.gaps.few else Paragraph(_("None.")))
    return Part("gaps", _("Gaps"), tuple(blocks))


def _points(record: SessionRecord) -> list[Part]:
    return (
        [Part("points", _("Points from the discussion"), (saying.points(record.points),))]
        if record.points
        else []
    )


def _actions(record: SessionRecord) -> list[Part]:
    return [Part("actions", _("Actions"), tuple(saying.actions(record.actions)))] if record.actions else []


def _answers(record: SessionRecord) -> Part:
    blocks = [block for chapter in record.sections for block in _chapter(chapter)]
    return Part("answers", _("What we wrote"), tuple(blocks or [Paragraph(_("Nobody shared an answer."))]))


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


def _made(record: SessionRecord) -> Part:
    return Part(
        "made", _("How this record was made"), (Bullets(tuple(_how(record))), *saying.credit(record.head))
    )


def _how(record: SessionRecord) -> list[str]:
    named = {
        "named": _("A name stands beside an answer only where its writer chose that."),
        "alias": _("The name beside an answer is one its writer chose, only where they wanted it."),
        "anonymous": _("No name stands beside an answer: this session was held without names."),
    }[record.identity]
    return [
        _(
            "Everybody chose for each answer who may see it. Answers that people kept private are not in "
            "this record, nor are answers that the facilitator hid."
        ),
        named,
        _(
            "Numbers of fewer than {count} people are not shown, nor numbers that would give them away, "
            "because in a small group they could point at someone. Of choices only such numbers are given, "
            "of scales only averages, rounded to the nearest half."
        ).format(count=record.threshold),
        _("Answers stand in an order that tells neither who wrote them nor when."),
        _(
            "Where a theme stands below an answer, a person put it there. Themes and places called suggested or "
            "possible were found by the machine, and nobody has confirmed them yet. Themes of few people are left out "
            "below answers, so that nobody can count them."
        ),
        *saying.files(record.head),
    ]
