"""What must hold between the parts of a definition: ids, references, kinds, minutes and pairs.

The rules read plain data and step over what has a wrong type, so that they can be told together with
everything else that is wrong. Each yields the path of what to change, and the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from evenground.domain.prompt_rules import prompt_rules
from evenground.domain.reading import Document, Path
from evenground.domain.words import repeated, shown, slug, write_one_of
from evenground.domain.workshop import ALONE, STAGES
from evenground.i18n import _

Broken = tuple[Path, str]
_PLACE = re.compile(r"[a-z0-9-]+:[a-z0-9.-]+")


def workshop_rules(
    document: Document, frameworks: list[str], resources: list[str], places: list[str] | None
) -> Iterator[Broken]:
    """What does not hold in a workshop; `frameworks`, `resources` and `places` are those that there are."""
    data = document.value
    sections = parts(data, ("sections",))
    prompts = [found for path, _section in sections for found in parts(data, (*path, "prompts"))]
    return chain(
        unique(document, sections),
        unique(document, prompts),
        unique(document, parts(data, ("resources",))),
        unique_themes(document),
        prompt_rules(prompts),
        agenda_rules(
            data, [section["id"] for _path, section in sections if isinstance(section.get("id"), str)]
        ),
        references(data, ("frameworks",), frameworks, _("Framework '{name}' is not known. {instead}")),
        references(data, ("resources",), resources, _("Resource '{name}' is not known. {instead}")),
        help_rules(data, places),
    )


def framework_rules(document: Document) -> Iterator[Broken]:
    """Everything that does not hold in a framework."""
    listed = (unique(document, parts(document.value, (key,))) for key in ("rows", "columns"))
    return chain(*listed, example_rules(document.value))


def example_rules(data: Any) -> Iterator[Broken]:
    """Examples of cells that the framework does not have."""
    rows, columns = ([part.get("id") for _path, part in parts(data, (key,))] for key in ("rows", "columns"))
    known = [f"{row}.{column}" for row in rows for column in columns] if columns else [str(row) for row in rows]
    examples = at(data, ("examples",))
    for name in examples if isinstance(examples, dict) else ():
        if isinstance(name, str) and name not in known:
            message = _("There is no cell '{name}' here. {instead}")
            yield ("examples", name), message.format(name=shown(name), instead=write_one_of(name, known))


def resource_rules(document: Document, places: list[str] | None) -> Iterator[Broken]:
    """Everything that does not hold in a list of resources; `places` are those of all frameworks, if known."""
    return chain(unique(document, parts(document.value, ("resources",))), help_rules(document.value, places))


def place_names(data: Any) -> list[tuple[Path, str]]:
    """What resources help with that is written as a place of a framework, such as six-aspects:my-team."""
    lists = [((*path, "helps"), item.get("helps")) for path, item in parts(data, ("resources",))]
    named = [((*path, at_), name) for path, names in lists if isinstance(names, list) for at_, name in enumerate(names)]
    return [(path, name) for path, name in named if isinstance(name, str) and _PLACE.fullmatch(name)]


def help_rules(data: Any, places: list[str] | None) -> Iterator[Broken]:
    """Places of frameworks that resources help with and that are not there; without `places`, nothing."""
    if places is None:
        return
    known = set(places)
    for path, name in place_names(data):
        if name not in known:
            near = [place for place in places if place.startswith(name.partition(":")[0] + ":")] or places
            message = _("No framework has the place '{name}'. {instead}")
            yield path, message.format(name=shown(name), instead=write_one_of(name, near))


def at(data: Any, path: Path) -> Any:
    """What stands at a path, or None."""
    for step in path:
        fits = (
            isinstance(data, dict) if isinstance(step, str) else isinstance(data, list) and step < len(data)
        )
        data = data[step] if fits and (not isinstance(data, dict) or step in data) else None
    return data


def parts(data: Any, path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The mappings in the list at `path`, each with its own path."""
    items = at(data, path)
    listed = enumerate(items) if isinstance(items, list) else ()
    return [((*path, place), item) for place, item in listed if isinstance(item, dict)]


def unique(document: Document, items: list[tuple[Path, dict[str, Any]]]) -> Iterator[Broken]:
    """Ids that are used twice."""
    yield from _used(document, [((*path, "id"), item.get("id")) for path, item in items], str)


def unique_themes(document: Document) -> Iterator[Broken]:
    """Names of themes that are the same but for capitals and signs."""
    themes = parts(document.value, ("themes",))
    yield from _used(document, [((*path, "name"), theme.get("name")) for path, theme in themes], slug)


def _used(document: Document, names: list[tuple[Path, Any]], same: Callable[[str], str]) -> Iterator[Broken]:
    first: dict[str, Path] = {}
    for path, name in names:
        if isinstance(name, str) and name and first.setdefault(same(name), path) != path:
            message = _("'{name}' is used already, on line {line}. Write another.")
            yield path, message.format(name=shown(name), line=document.line(first[same(name)]))


def references(data: Any, path: Path, known: list[str], message: str) -> Iterator[Broken]:
    """Names in the list at `path` that are not known, or there twice."""
    names = at(data, path)
    if not isinstance(names, list):
        return
    there = set(known)
    for place, name in enumerate(names):
        if isinstance(name, str) and name not in there:
            yield (*path, place), message.format(name=shown(name), instead=write_one_of(name, known))
    for place in repeated(names):
        twice = _("'{name}' is in this list already. Take it out.")
        yield (*path, place), twice.format(name=shown(names[place]))


def agenda_rules(data: Any, known: list[str]) -> Iterator[Broken]:
    """What does not hold in the agenda, variant by variant, and sections that no variant has."""
    agenda = at(data, ("agenda",))
    for variant in agenda if isinstance(agenda, dict) else ():
        stages = parts(data, ("agenda", variant))
        for where, _stage in stages:
            yield from references(
                data, (*where, "sections"), known, _("Section '{name}' is not defined. {instead}")
            )
        if stages and len(stages) == len(agenda[variant]):
            yield from _minutes(variant, [stage.get("minutes") for _where, stage in stages])
            yield from _order(variant, stages)
    yield from _unused(data)


def _unused(data: Any) -> Iterator[Broken]:
    agenda = at(data, ("agenda",))
    variants = list(agenda) if isinstance(agenda, dict) else []
    stages = [found for variant in variants for found in parts(data, ("agenda", variant))]
    lists = [stage["sections"] for _where, stage in stages if isinstance(stage.get("sections"), list)]
    used = {name for names in lists for name in names if isinstance(name, str)}
    for where, section in parts(data, ("sections",)) if used else ():
        if isinstance(section.get("id"), str) and section["id"] not in used:
            message = _("Section '{name}' is in no stage. Add it to the sections of one, or take it out.")
            yield (*where, "id"), message.format(name=shown(section["id"]))


def _minutes(variant: str, minutes: list[Any]) -> Iterator[Broken]:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", variant) or not all(type(m) in (int, float) for m in minutes):
        return
    total, planned = sum(minutes), int(variant)
    if abs(total - planned) <= 0.01:
        return
    number = f"{abs(total - planned):g}"
    change = _("Add {number}") if total < planned else _("Take {number} away")
    rename = _(", or name it {total:g}").format(total=total) if total == int(total) else ""
    message = _("The stages of '{variant}' add up to {total:g} minutes. {change}{rename}.")
    yield (
        ("agenda", variant),
        message.format(variant=variant, total=total, change=change.format(number=number), rename=rename),
    )


def _order(variant: str, stages: list[tuple[Path, dict[str, Any]]]) -> Iterator[Broken]:
    kinds = [stage.get("stage") for _where, stage in stages]
    if any(kind not in STAGES for kind in kinds):
        return
    if "individual" not in kinds:
        message = _("'{variant}' has no stage where people think alone. Add one with stage: individual")
        yield ("agenda", variant), message.format(variant=shown(variant))
    shared = kinds.index("shared") if "shared" in kinds else len(kinds)
    if "individual" in kinds[shared:] and "individual" not in kinds[:shared]:
        message = _("Answers are shared here before people thought alone. Put a stage individual before it.")
        yield (*stages[shared][0], "stage"), message
    if variant == ALONE:
        return
    for (where, _stage), kind in list(zip(stages, kinds, strict=True))[:shared]:
        if kind in ("review", "commit"):
            message = _("'{kind}' comes after answers were shared. Put a stage shared before it.")
            yield (*where, "stage"), message.format(kind=kind)
