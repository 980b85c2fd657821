"""Decides before anybody joins what each synthetic person will answer: the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from random import Random
from typing import Any

from evenground.domain.response import allowed_visibility, clean
from evenground.domain.session import Identity, Visibility
from evenground.domain.workshop import Prompt, Workshop
from evenground.errors import InputError
from evenground.simulation.group import Group, Person, dated
from evenground.simulation.improvise import improvise


@dataclass(frozen=True)
class Line:
    """One answer: what somebody writes first, and what they write after sharing."""

    value: Any
    again: Any = None
    reason: str = ""
    visibility: Visibility | None = None
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)  # cells by framework


@dataclass(frozen=True)
class Part:
    """Everything one synthetic person will say, by prompt; those they skip are not in it.

    `lean` is how they take statements: the number below which a share of agreement wins them over.
    """

    number: int
    lines: dict[str, Line]
    lean: Callable[[str], float]


def cast(
    workshop: Workshop, people: int, seed: int, *, group: Group | None, identity: Identity, start: date
) -> list[Part]:
    """What `people` persons will say; `start` is the day from which actions count their weeks.

    The group's own people come first, in an order of the seed. Those beyond them borrow each answer from
    one of the group. A prompt that nobody in the group answers is improvised.
    """
    own = list(group.people) if group else []
    Random(seed).shuffle(own)  # noqa: S311 (a rehearsal, no secret)
    parts = []
    for number in range(people):
        random = Random(f"{seed}/{number}")  # noqa: S311
        donors = [own[number]] if number < len(own) else own
        caster = _Caster(workshop, identity, start, random, donors, own)
        parts.append(Part(number, caster.lines(), partial(_lean, seed, number)))
    return parts


def _lean(seed: int, number: int, statement: str) -> float:
    return Random(f"{seed}/{number}/{statement}").random()  # noqa: S311


@dataclass(frozen=True)
class _Caster:
    """One person in the making."""

    workshop: Workshop
    identity: Identity
    start: date
    random: Random
    donors: Sequence[Person]
    everyone: Sequence[Person]

    def lines(self) -> dict[str, Line]:
        found = {prompt.id: self.line(prompt) for prompt in self.workshop.prompts}
        return {prompt: line for prompt, line in found.items() if line is not None}

    def line(self, prompt: Prompt) -> Line | None:
        if not any(self.value(prompt, person.answers.get(prompt.id)) is not None for person in self.everyone):
            return self.made_up(prompt)
        donor = self.random.choice(self.donors)
        value = self.nudged(prompt, self.value(prompt, donor.answers.get(prompt.id)))
        if value is None:
            return None
        again, about = donor.again.get(prompt.id), donor.about.get(prompt.id, {})
        if again is None:
            return Line(value, visibility=self.visibility(prompt, donor), about=about)
        second = self.nudged(prompt, self.value(prompt, again.value))
        return Line(value, second, again.reason, self.visibility(prompt, donor), about)

    def made_up(self, prompt: Prompt) -> Line | None:
        value = self.value(prompt, improvise(prompt, self.workshop, self.random))
        if value is None:
            return None
        again = min(prompt.high, value + self.random.randint(0, 2)) if prompt.kind == "scale" else None
        return Line(value, again if prompt.twice else None)

    def value(self, prompt: Prompt, value: Any) -> Any:
        """The value as it is kept; None when it does not fit, as in a workshop that was changed."""
        try:
            return clean(prompt, dated(prompt, value, self.start))
        except InputError:
            return None

    def nudged(self, prompt: Prompt, value: Any) -> Any:
        """A borrowed number moved a little, so that a crowd is no row of copies."""
        if prompt.kind != "scale" or value is None or len(self.donors) == 1:
            return value
        return max(prompt.low, min(prompt.high, value + self.random.choice((-1, 0, 0, 1))))

    def visibility(self, prompt: Prompt, donor: Person) -> Visibility | None:
        allowed = allowed_visibility(prompt, self.identity)
        if prompt.id in donor.private:
            return "private"
        return "named" if prompt.id in donor.named and "named" in allowed else None
