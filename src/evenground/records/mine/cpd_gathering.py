"""Gathers what a personal record says for a CPD portfolio, from one's own answers and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evenground.domain.action import parse
from evenground.domain.response import Revision, as_text
from evenground.domain.session import Session
from evenground.domain.workshop import Prompt
from evenground.i18n import _, ngettext
from evenground.records.cpd import PILLARS, STANDARDS, Activity, CpdFacts, Filled, Pillar, Standard
from evenground.records.facts import Head
from evenground.records.mine import first_person
from evenground.records.saying import day

FURTHER = ("need", "activity", "support")
FRAMEWORK = "four-pillars"
Tag = tuple[str, str, str]  # prompt, framework and cell


@dataclass(frozen=True)
class Mine:
    """One person's answers in a session: the rounds of each by prompt, and what they say these are about."""

    session: Session
    rounds: Mapping[str, Sequence[Revision]]
    tags: Sequence[Tag] = ()

    @property
    def asked(self) -> list[Prompt]:
        """The prompts of this session's way through the workshop, and whatever else was answered."""
        names = {name for stage in self.session.stages for name in stage.sections}
        sections = self.session.workshop.sections
        return [p for one in sections for p in one.prompts if one.id in names or self.rounds.get(p.id)]

    def fills(self, field: str) -> list[Prompt]:
        """The prompts that fill a field of the CPD pages."""
        return [prompt for prompt in self.asked if prompt.portfolio == field]

    def text(self, prompt: Prompt) -> str:
        """An answer as it stands now, or nothing."""
        return as_text(prompt, rounds[-1].value) if (rounds := self.rounds.get(prompt.id)) else ""


def gather(mine: Mine, head: Head) -> CpdFacts:
    """The CPD pages of this person; what they left empty is empty."""
    kind = "".join(map(mine.text, mine.fills("type")))
    benefit = _filled(mine, "benefit") or (Filled(_("How does this help the people who use my service?"), ""),)
    apply = _filled(mine, "apply") or _blank(_apply())
    texts = [text for prompt in mine.asked if prompt.kind == "text" and (text := mine.text(prompt))]
    actions = [one.what for prompt in mine.asked if prompt.kind == "action" for one in parse(_last(mine, prompt))]
    words = first_person.words([*texts, *actions])
    evidence = (
        _kept(mine, head),
        _one_or_none(_("Kind of learning: {kind}.").format(kind=kind), kind),
        _put_to_use(actions, apply),
        _good_for_others(benefit),
        own_words(words),
    )
    return CpdFacts(
        activity=Activity(head.held, kind, head.minutes, head.title),
        standards=tuple(Standard(number, tuple(said)) for number, said in zip(STANDARDS, evidence, strict=True)),
        pillars=_pillars(mine),
        learnt=_filled(mine, "learnt"),
        benefit=benefit,
        capture=_filled(mine, "capture") or _blank(_capture()),
        apply=apply,
        further=tuple(_form(mine, prompt) for prompt in mine.asked if prompt.feeds in FURTHER),
        words=words,
        plural=first_person.plural(texts),
        level="".join(map(mine.text, mine.fills("level"))),
        example=next(iter(_filled(mine, "example")), Filled("", "")),
    )


def _last(mine: Mine, prompt: Prompt) -> object:
    return rounds[-1].value if (rounds := mine.rounds.get(prompt.id)) else None


def _form(mine: Mine, prompt: Prompt) -> Filled:
    return Filled(prompt.ask, mine.text(prompt))


def _filled(mine: Mine, field: str) -> tuple[Filled, ...]:
    return tuple(_form(mine, prompt) for prompt in mine.fills(field))


def _blank(asks: Iterable[str]) -> tuple[Filled, ...]:
    """A form to fill in by hand, where a workshop has none of its own."""
    return tuple(Filled(ask, "") for ask in asks)


def _capture() -> tuple[str, ...]:
    return (
        _("What stayed with me most?"),
        _("Why does it matter to me and my work?"),
        _("What do I do with it from tomorrow on?"),
    )


def _apply() -> tuple[str, ...]:
    return (
        _("What will I try first, with whom and where?"),
        _("What might get in the way, and what could I do then?"),
        _("How will I know that it helped?"),
    )


def _pillars(mine: Mine) -> tuple[Pillar, ...]:
    """The four pillars; a career level goes with those that were chosen."""
    level = "".join(map(mine.text, mine.fills("level")))
    chosen: set[str] = set()
    for prompt in mine.fills("pillars"):
        picked = _last(mine, prompt)
        named = dict(zip(prompt.options, PILLARS, strict=False))
        chosen |= {named[one] for one in picked if one in named} if isinstance(picked, list) else set()
    prompts = {prompt.id: prompt for prompt in mine.asked}
    tagged = [(mine.text(prompts[p]), cell) for p, name, cell in mine.tags if name == FRAMEWORK and p in prompts]
    return tuple(
        Pillar(
            id=one,
            level=level if one in chosen else "",
            answers=tuple(text for text, cell in tagged if cell == one and text),
            chosen=one in chosen,
        )
        for one in PILLARS
    )


def _one_or_none(said: str, there: object) -> list[str]:
    return [said] if there else []


def _kept(mine: Mine, head: Head) -> list[str]:
    """How this record shows that a record is kept: its date, its answers, and which of them were changed and why."""
    rounds = [its for its in mine.rounds.values() if its and its[-1].value is not None]
    changed = sum(len(its) > 1 and bool(its[-1].reason) for its in rounds)
    many = ngettext(
        "This record of {day} holds {count} answer of mine.",
        "This record of {day} holds {count} answers of mine.",
        len(rounds),
    )
    again = ngettext(
        "{count} was changed later, with the reason beside it.",
        "{count} were changed later, with the reasons beside them.",
        changed,
    )
    return [
        *_one_or_none(many.format(day=day(head.held), count=len(rounds)), rounds),
        *_one_or_none(again.format(count=changed), changed),
    ]


def _put_to_use(actions: Sequence[str], apply: Iterable[Filled]) -> list[str]:
    notes = sum(bool(one.text) for one in apply)
    meant = ngettext(
        "Under “What I will do” stands {count} step of mine.",
        "Under “What I will do” stand {count} steps of mine.",
        len(actions),
    )
    tried = ngettext(
        "Under “Into practice” stands {count} note on trying it out.",
        "Under “Into practice” stand {count} notes on trying it out.",
        notes,
    )
    return [
        *_one_or_none(meant.format(count=len(actions)), actions),
        *_one_or_none(tried.format(count=notes), notes),
    ]


def _good_for_others(benefit: Iterable[Filled]) -> list[str]:
    said = any(one.text for one in benefit)
    return _one_or_none(_("What it does for the people who use my service is written on this page."), said)


def own_words(words: int) -> list[str]:
    """What speaks to the fifth standard: how many words of one's own there are, or nothing."""
    said = ngettext("This record holds {count} word of my own.", "This record holds {count} words of my own.", words)
    return _one_or_none(said.format(count=words), words)
