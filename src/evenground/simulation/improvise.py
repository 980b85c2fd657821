"""Makes up plain answers to prompts that no synthetic group has words for, as in an author's own workshop."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from evenground.domain.workshop import Prompt, Workshop

_ABOUT_A_TERM = (
    "For me it is mostly about {term}.",
    "I keep coming back to {term}, week after week.",
    "We talk a lot about {term} and change little.",
    "Less worry about {term}, and more time to ask people what they need.",
    "It helped when somebody took {term} seriously.",
    "I would start with {term}. The rest follows from it.",
)
_WITHOUT_ONE = (
    "I am not sure yet. I would like to hear the others first.",
    "A small thing that we could do every week.",
    "More time to listen.",
    "What we have works on good days. On the others it depends on who is there.",
    "Ask the people it concerns, and ask them early.",
)
_ACTIONS = (
    "Ask three people what they would change",
    "Put it on the agenda of our next meeting",
    "Try it for two weeks and look at it again",
    "Find out who does this well already and ask them",
)


def improvise(prompt: Prompt, workshop: Workshop, random: Random) -> Any:
    """A plain answer that `prompt` takes, or None: some people skip some questions. Actions have weeks."""
    if prompt.kind != "scale" and random.random() < 0.15:
        return None
    return _KINDS[prompt.kind](prompt, workshop, random)


def _text(prompt: Prompt, workshop: Workshop, random: Random) -> str:
    terms = [term for theme in workshop.themes for term in theme.terms]
    sentences = [random.choice(_ABOUT_A_TERM).format(term=random.choice(terms))] if terms else []
    if not sentences or random.random() < 0.4:
        sentences.append(random.choice(_WITHOUT_ONE))
    return " ".join(sentences)[: prompt.max_chars]


def _scale(prompt: Prompt, _workshop: Workshop, random: Random) -> int:
    middle = {"importance": 0.8, "confidence": 0.45}.get(prompt.measures, 0.6)
    wanted = random.gauss(prompt.low + middle * (prompt.high - prompt.low), (prompt.high - prompt.low) / 8)
    return max(prompt.low, min(prompt.high, round(wanted)))


def _choice(prompt: Prompt, _workshop: Workshop, random: Random) -> str:
    return random.choice(prompt.options)


def _choices(prompt: Prompt, _workshop: Workshop, random: Random) -> list[str]:
    return random.sample(prompt.options, random.randint(1, min(3, len(prompt.options))))


def _grid(prompt: Prompt, _workshop: Workshop, random: Random) -> dict[str, str]:
    return {row: random.choice(prompt.columns) for row in prompt.rows if random.random() < 0.8}


def _action(prompt: Prompt, _workshop: Workshop, random: Random) -> list[dict[str, Any]]:
    level = random.choice(prompt.levels)
    who = "Me" if level == "self" else "All of us"
    return [{"what": random.choice(_ACTIONS), "who": who, "weeks": random.randint(1, 12), "level": level}]


_KINDS: dict[str, Callable[[Prompt, Workshop, Random], Any]] = {
    "text": _text,
    "scale": _scale,
    "choice": _choice,
    "choices": _choices,
    "grid": _grid,
    "action": _action,
}
