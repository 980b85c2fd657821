"""Checks one definition against its model and its rules, and gives it back with everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from evenground.domain.mistakes import sentence
from evenground.domain.parts import Cell, Credit, Framework, Part, Resource
from evenground.domain.reading import Document, Found, UnreadableError, decode, read
from evenground.domain.reading import Path as Place
from evenground.domain.rules import (
    Broken,
    at,
    framework_rules,
    place_names,
    resource_rules,
    workshop_rules,
)
from evenground.domain.workshop import KEYS, Prompt, Section, Stage, Theme, Workshop
from evenground.errors import InputError
from evenground.i18n import _


class Shelf(Part):
    """The shared list of resources."""

    resources: Annotated[list[Resource], Field(min_length=1)]


Definition = Workshop | Framework | Shelf
Ids = Callable[[], list[str]]
# What the mappings under these keys are.
MODELS: dict[str, type[Part]] = {
    "agenda": Stage,
    "columns": Cell,
    "credit": Credit,
    "prompts": Prompt,
    "resources": Resource,
    "rows": Cell,
    "sections": Section,
    "themes": Theme,
}
OF_A_KIND = {key for keys in KEYS.values() for key in keys}


def check(
    data: bytes, path: Path | None, *, frameworks: Ids, resources: Ids, places: Ids
) -> tuple[Definition | None, list[Found]]:
    """What a file holds and all that is wrong with it.

    `frameworks` and `resources` tell the known ids, `places` what can be named of all frameworks.
    """
    try:
        document = read(decode(data))
    except UnreadableError as stop:
        return None, [stop.found]
    if not document.whole:
        return None, sorted(set(document.found))
    model = _model(document.value, path)
    if model is Shelf and isinstance(document.value, list):
        _under(document, "resources")
    if not isinstance(document.value, dict):
        message = _("A definition is made of keys. Begin with lines such as: id: my-workshop")
        return None, sorted({*document.found, (1, message)})
    definition, found = _shape(model, document)
    broken = [*_rules(model, document, frameworks, resources, places), *_file_name(model, document, path)]
    return definition, sorted({*document.found, *found, *((document.line(at), said) for at, said in broken)})


def _model(value: Any, path: Path | None) -> type[Workshop] | type[Framework] | type[Shelf]:
    """What a file means to be: by what it holds, and when that does not tell, by where it lies."""
    keys = set(value) if isinstance(value, dict) else set()
    if keys & {"sections", "agenda"}:
        return Workshop
    if isinstance(value, list) or keys == {"resources"} or (path and path.stem == "resources"):
        return Shelf
    return Framework if "rows" in keys or (path and path.parent.name == "frameworks") else Workshop


def _under(document: Document, key: str) -> None:
    """Move everything in a document under one key."""
    document.value = {key: document.value}
    document.lines = {(): document.line(()), **{(key, *at): line for at, line in document.lines.items()}}
    document.refused = {(key, *at) for at in document.refused}


def _shape(
    model: type[Workshop] | type[Framework] | type[Shelf], document: Document
) -> tuple[Definition | None, list[Found]]:
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        return None, list(_sentences(model, document, error.errors(include_url=False)))


def _sentences(model: type[Part], document: Document, errors: list[ErrorDetails]) -> Iterator[Found]:
    for error in errors:
        place = _place(document.value, error["loc"])
        if any(place[:length] in document.refused for length in range(len(place) + 1)):
            continue
        named = (
            error["loc"][-1] if error["type"] == "missing" else next(filter(_is_text, reversed(place)), "")
        )
        yield (
            document.line(place),
            sentence(error, str(named), _known_keys(model, document.value, place[:-1])),
        )


def _is_text(step: int | str) -> bool:
    return isinstance(step, str)


def _place(value: Any, location: tuple[int | str, ...]) -> Place:
    """Pydantic's location as a path that there is: without missing keys and names of branches."""
    place: Place = ()
    for step in location:
        held = at(value, place)
        if (isinstance(held, dict) and step in held) or (isinstance(held, list) and isinstance(step, int)):
            place = (*place, step)
    return place


def _known_keys(model: type[Part], value: Any, place: Place) -> list[str]:
    named = [step for step in place if isinstance(step, str) and step in MODELS]
    owner = MODELS[named[-1]] if named else model
    if owner is not Prompt:
        return list(owner.model_fields)
    kind = at(value, (*place, "kind"))
    own = KEYS.get(kind, ()) if isinstance(kind, str) else ()
    return [key for key in Prompt.model_fields if key in own or key not in OF_A_KIND]


def _rules(
    model: type[Part], document: Document, frameworks: Ids, resources: Ids, places: Ids
) -> Iterator[Broken]:
    if model is Framework:
        yield from framework_rules(document)
        return
    broken: list[Broken] = []
    known = _known(places, "frameworks", broken) if place_names(document.value) else []
    if model is Shelf:
        yield from resource_rules(document, known)
    else:
        named = {key: bool(at(document.value, (key,))) for key in ("frameworks", "resources")}
        shared = _known(resources, "resources", broken) if named["resources"] else []
        yield from workshop_rules(document, frameworks() if named["frameworks"] else [], shared or [], known)
    yield from broken[:1]


def _known(tell: Ids, kind: Literal["frameworks", "resources"], broken: list[Broken]) -> list[str] | None:
    """What `tell` tells; None where that is to be mended first, which goes to `broken`."""
    try:
        return tell()
    except InputError as error:
        message = {
            "frameworks": _("The frameworks cannot be read. Mend them first: {fault}"),
            "resources": _("The shared list of resources cannot be read. Mend it first: {fault}"),
        }[kind]
        broken.append((("resources",), message.format(fault=str(error).splitlines()[0])))
        return None


def _file_name(model: type[Part], document: Document, path: Path | None) -> Iterator[Broken]:
    id = at(document.value, ("id",))  # noqa: A001
    if path is None or model is Shelf or path.suffix not in (".yaml", ".yml"):
        return
    if isinstance(id, str) and id and id != path.stem:
        message = _("The id is '{id}' and the file is {file}. Name the file {id}.yaml, or write id: {stem}")
        yield ("id",), message.format(id=id, file=path.name, stem=path.stem)
