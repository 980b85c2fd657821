"""Draws a personal record: which parts it has and what stands in them."""

from __future__ import annotations

from evenground.i18n import _
from evenground.records import saying
from evenground.records.blocks import Block, Bullets, Cards, Heading, Paragraph, Part, Work, Works
from evenground.records.facts import MyAnswer, MyChapter, PersonalRecord
from evenground.records.mine import cpd_parts, follow_on_parts
from evenground.records.standing import HelpFacts


def parts(record: PersonalRecord) -> list[Part]:
    """The parts in their order; the first is the top."""
    return [
        _top(record),
        *_actions(record),
        *follow_on_parts.parts(record),
        _answers(record),
        *_group(record),
        *_further(record),
        *_helps(record),
        *cpd_parts.parts(record),
        *saying.resources(record.head, without=[one.source for one in record.helps]),
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
    shown = [one for one in chapter.answers if not _stands_below(one)]
    blocks: list[Block] = [Heading(chapter.title)] if shown else []
    for answer in shown:
        hint = [Paragraph(answer.scale, "hint")] if answer.scale else []
        card = saying.card(answer.said, _seen(answer.visibility))
        blocks += [Heading(answer.ask, 4), *hint, Cards((card,))]
    return blocks


def _stands_below(answer: MyAnswer) -> bool:
    """Tell whether an answer stands on the CPD pages whole: said once, and kept to oneself."""
    once = len(answer.said) == 1 and not answer.said[0].reason
    return answer.portfolio not in ("", "example") and once and answer.visibility == "private"


def _seen(visibility: str) -> str:
    return {
        "private": _("Who could see it: only me"),
        "anonymous": _("Who could see it: shared without my name"),
        "named": _("Who could see it: shared with my name"),
    }[visibility]


def _group(record: PersonalRecord) -> list[Part]:
    """What I learnt from the group: its themes with mine, its points, and what I say I take with me."""
    own: list[Block] = [cpd_parts.fields(record.cpd.learnt)] if record.cpd.learnt else []
    if record.alone:
        return [Part("learnt", _("What I learnt"), tuple(own))] if own else []
    blocks = _themes(record)
    if record.points:
        blocks += [Heading(_("Points from the discussion")), saying.points(record.points)]
    if own:
        blocks += [Heading(_("In my own words")), *own]
    return [Part("themes", _("What I learnt from the group"), tuple(blocks))]


def _themes(record: PersonalRecord) -> list[Block]:
    if "themes" not in record.charts:
        said = record.found or (
            _("Sharing has not been opened for me, so the group’s answers are not in this record."),
        )
        return [Paragraph(one) for one in said]
    mine = tuple(_("I wrote about: {theme}").format(theme=one.name) for one in record.themes if one.mine)
    return [saying.figure(record.charts["themes"]), *([Bullets(mine)] if mine else [])]


def _further(record: PersonalRecord) -> list[Part]:
    asked = record.cpd.further
    return [Part("further", _("What I want to learn next"), (cpd_parts.fields(asked, lines=1),))] if asked else []


def _helps(record: PersonalRecord) -> list[Part]:
    return (
        [Part("helps", _("What could help me"), (Works(tuple(map(_help, record.helps))),))]
        if record.helps
        else []
    )


def _help(one: HelpFacts) -> Work:
    by = ", ".join(part for part in (one.source.author, one.source.year) if part)
    why = _("Offered {reasons}.").format(reasons="; ".join(one.reasons))
    return Work(one.source.title, by, f"{one.source.note} {why}".strip(), one.source.address)


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
