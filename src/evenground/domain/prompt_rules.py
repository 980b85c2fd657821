"""What must hold within a prompt of each kind, and between the scales that measure the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evenground.domain.reading import Path
from evenground.domain.words import repeated, shown
from evenground.domain.workshop import KEYS, Prompt
from evenground.i18n import _

Broken = tuple[Path, str]
Found = list[tuple[Path, dict[str, Any]]]
WIDEST = 100
OPPOSITE = {"importance": "confidence", "confidence": "importance"}
# The kind of prompt that fills a field of the CPD pages, and the fields that hold one answer.
FILLED_BY = {
    "learnt": "text",
    "type": "choice",
    "level": "scale",
    "pillars": "choices",
    "benefit": "text",
    "capture": "text",
    "apply": "text",
    "example": "text",
}
ONCE = ("type", "level", "pillars", "example")
PILLARS = 4


def prompt_rules(prompts: Found) -> Iterator[Broken]:
    """What does not hold in any of the prompts."""
    for path, prompt in prompts:
        kind = prompt.get("kind")
        if not isinstance(kind, str) or kind not in KEYS:
            continue
        yield from _foreign_keys(path, prompt, kind)
        if kind in ("choice", "choices"):
            yield from _listed(path, prompt, "options", 2)
        elif kind == "grid":
            yield from _listed(path, prompt, "rows", 1)
            yield from _listed(path, prompt, "columns", 2)
        elif kind == "action":
            yield from _listed(path, {"levels": ["self"], **prompt}, "levels", 1)
        elif kind == "scale":
            yield from _ends(path, prompt)
    yield from _portfolio(prompts)
    yield from _pairs([(path, prompt) for path, prompt in prompts if prompt.get("kind") == "scale"])


def _foreign_keys(path: Path, prompt: dict[str, Any], kind: str) -> Iterator[Broken]:
    for key in prompt:
        if (
            key in Prompt.model_fields
            and any(key in keys for keys in KEYS.values())
            and key not in KEYS[kind]
        ):
            homes = _(" or ").join(name for name, keys in KEYS.items() if key in keys)
            message = _("'{key}' does not belong to kind: {kind}. Take it out, or write kind: {homes}")
            yield (*path, key), message.format(key=key, kind=kind, homes=homes)


def _listed(path: Path, prompt: dict[str, Any], key: str, least: int) -> Iterator[Broken]:
    items = prompt.get(key, [])
    if not isinstance(items, list):
        return
    if len(items) < least:
        message = _("A prompt of kind: {kind} needs at least {least} under '{key}'. Write {key}: [{example}]")
        example = ", ".join([_("one"), _("another")][:least])
        yield (*path, key), message.format(kind=prompt.get("kind"), least=least, key=key, example=example)
    words = [item.strip() if isinstance(item, str) else item for item in items]
    for place in repeated(words):
        message = _("'{word}' is under '{key}' already. Write another, or take it out.")
        yield (*path, key, place), message.format(word=shown(words[place]), key=key)


def _ends(path: Path, prompt: dict[str, Any]) -> Iterator[Broken]:
    low, high = prompt.get("low", 0), prompt.get("high", 10)
    if type(low) is not int or type(high) is not int:
        return
    where = (*path, "high" if "high" in prompt else "low")
    if low >= high:
        message = _("A scale goes up: low is {low} and high is {high}. Write a high above {low}.")
        yield where, message.format(low=low, high=high)
    elif high - low > WIDEST:
        message = _("This scale has {steps} steps. Write low and high at most {most} apart.")
        yield where, message.format(steps=high - low, most=WIDEST)


def _portfolio(prompts: Found) -> Iterator[Broken]:
    seen: set[str] = set()
    for path, prompt in prompts:
        field, where = prompt.get("portfolio"), (*path, "portfolio")
        if not isinstance(field, str) or field not in FILLED_BY:
            continue
        if prompt.get("kind") in KEYS and prompt.get("kind") != FILLED_BY[field]:
            message = _("'portfolio: {field}' goes with kind: {kind}. Write that kind, or take portfolio out.")
            yield where, message.format(field=field, kind=FILLED_BY[field])
        elif field in ONCE and field in seen:
            message = _("Another prompt fills '{field}' of the portfolio already. Keep one of them.")
            yield where, message.format(field=field)
        elif field == "pillars" and isinstance(prompt.get("options"), list) and len(prompt["options"]) != PILLARS:
            message = _("There are four pillars. Write four options: practice, learning, leadership and evidence.")
            yield (*path, "options"), message
        seen.add(field)


def _pairs(scales: Found) -> Iterator[Broken]:
    measured: dict[tuple[str, str], dict[str, Any]] = {}
    for path, prompt in scales:
        measures, about = prompt.get("measures") or "", prompt.get("about") or ""
        if not isinstance(about, str) or measures not in ("", *OPPOSITE):
            continue
        if bool(measures) != bool(about):
            key, other = ("measures", "about: ...") if measures else ("about", "measures: importance")
            message = _("'{key}' stands alone here. Write {other} beside it, or take it out.")
            yield (*path, key), message.format(key=key, other=other)
        elif measures and (measures, about) in measured:
            message = _("There is another {measures} about '{about}'. Keep one of them.")
            yield (*path, "measures"), message.format(measures=measures, about=shown(about))
        elif measures:
            measured[measures, about] = {"path": path, "ends": (prompt.get("low", 0), prompt.get("high", 10))}
    yield from _unmatched(measured)


def _unmatched(measured: dict[tuple[str, str], dict[str, Any]]) -> Iterator[Broken]:
    for (measures, about), scale in measured.items():
        other = measured.get((OPPOSITE[measures], about))
        if other is None:
            message = _(
                "No scale measures {other} about '{about}'. Add one, or take out measures and about here."
            )
            yield (*scale["path"], "measures"), message.format(other=OPPOSITE[measures], about=shown(about))
        elif measures == "confidence" and other["ends"] != scale["ends"]:
            message = _(
                "Importance and confidence about '{about}' have different ends. Write the same low and high."
            )
            yield (*scale["path"], "measures"), message.format(about=shown(about))
