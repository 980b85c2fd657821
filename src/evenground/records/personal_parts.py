"""Draws a personal record: which parts it has and what stands in them."""

from __future__ import annotations

from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Cards, Heading, Paragraph, Part
from evenground.records.facts import MyChapter, PersonalRecord


def parts(record: PersonalRecord) -> list[Part]:
    """The parts in their order; the first is the top."""
    return [
        _top(record),
        *_actions(record),
        _answers(record),
        *_group(record),
        *_points(record),
        *saying.resources(record.head),
        *_advice(record),
        _made(record),
    ]


def kicker(record: PersonalRecord) -> str:
    """What kind of record this is."""
    return _("My record, synthetic group") if record.head.synthetic else _("My record")


def _top(record: PersonalRecord) -> Part:
    mine = [(_("Name"), record.name)] if record.name else []
    lead = Paragraph(
        _("What I thought, what I would change and what I will do. For my own portfolio."), "lead"
    )
    return Part(
        "top", record.head.title, (lead, *saying.notices(record.head), saying.facts(record.head, *mine))
    )


def _actions(record: PersonalRecord) -> list[Part]:
    return (
        [Part("actions", _("What I will do"), tuple(saying.actions(record.actions)))]
        if record.actions
        else []
    )


def _answers(record: PersonalRecord) -> Part:
    blocks = [block for chapter in record.sections for block in _chapter(chapter)]
    return Part(
        "answers", _("What I wrote"), tuple(blocks or [Paragraph(_("I have not written anything yet."))])
    )


def _chapter(chapter: MyChapter) -> list[Block]:
    blocks: list[Block] = [Heading(chapter.title)]
    for answer in chapter.answers:
        hint = [Paragraph(answer.scale, "hint")] if answer.scale else []
        card = saying.card(answer.said, _seen(answer.visibility))
        blocks += [Heading(answer.ask, 4), *hint, Cards((card,))]
    return blocks


def _seen(visibility: str) -> str:
    return {
        "private": _("Who could see it: only me"),
        "anonymous": _("Who could see it: shared without my name"),
        "named": _("Who could see it: shared with my name"),
    }[visibility]


def _group(record: PersonalRecord) -> list[Part]:
    if record.alone:
        return []
    if "themes" not in record.charts:
        said = record.found or (
            _("Sharing has not been opened for me, so the group’s answers are not in this record."),
        )
        return [Part("themes", _("What the group named"), tuple(map(Paragraph, said)))]
    mine = tuple(_("I wrote about: {theme}").format(theme=one.name) for one in record.themes if one.mine)
    return [
        Part(
            "themes",
            _("What the group named"),
            (saying.figure(record.charts["themes"]), *([Bullets(mine)] if mine else [])),
        )
    ]


def _points(record: PersonalRecord) -> list[Part]:
    return (
        [Part("points", _("Points from the discussion"), (saying.points(record.points),))]
        if record.points
        else []
    )


def _advice(record: PersonalRecord) -> list[Part]:
    return [Part("advice", _("Good to remember"), (Bullets(record.advice),))] if record.advice else []


def _made(record: PersonalRecord) -> Part:
    how = [
        _(
            "This is my own record. Everything I wrote is in it, also what I kept to myself: look "
            "through it before you pass it on."
        ),
        _(
            "Of other people’s answers it holds nothing but what the group was shown. Small numbers are left "
            "out, because they could point at someone."
        ),
        *saying.files(record.head),
    ]
    return Part("made", _("How this record was made"), (Bullets(tuple(how)), *saying.credit(record.head)))
