"""A synthetic group: invented people and what they answer, from a YAML file checked against its workshop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from evenground import settings
from evenground.domain import loading
from evenground.domain.mistakes import sentence
from evenground.domain.parts import Part, Slug, Text
from evenground.domain.reading import LIMIT, Document, Found, UnreadableError, decode, read
from evenground.domain.response import clean
from evenground.domain.words import write_one_of
from evenground.domain.workshop import Prompt, Workshop
from evenground.errors import InputError, NotFound, OutsideError
from evenground.i18n import _

Where = tuple[str | int, ...]
_SOME_DAY = date(2030, 1, 1)


class Again(Part):
    """What somebody writes once they have seen what the room thinks, and why."""

    value: Any
    reason: str = ""


class Person(Part):
    """One invented person."""

    role: Text
    """What they do; never a name, and shown to nobody."""
    answers: Annotated[dict[str, Any], Field(min_length=1)]
    """By prompt. An action has weeks instead of a day."""
    private: Annotated[list[str], Field(default_factory=list)]
    """Prompts whose answers they keep to themselves."""
    named: Annotated[list[str], Field(default_factory=list)]
    """Prompts whose answers they put their alias to, where the session allows it."""
    again: Annotated[dict[str, Again], Field(default_factory=dict)]
    """By prompt: what they answer after sharing."""
    about: Annotated[dict[str, dict[str, list[str]]], Field(default_factory=dict)]
    """By prompt and framework: the cells that they say their answer is about."""


class Note(Part):
    """A point that the synthetic facilitator writes down."""

    text: Text
    theme: str = ""
    """The name of a theme of the workshop, or nothing."""


class Put(Part):
    """A statement that the synthetic facilitator puts to the room, and how the room leans."""

    text: Text
    agree: Annotated[float, Field(ge=0, le=1)]
    disagree: Annotated[float, Field(ge=0, le=1)]


class Group(Part):
    """Invented people who take part in one workshop."""

    id: Slug
    workshop: Slug
    synthetic: Literal[True]
    label: Text
    points: Annotated[list[Note], Field(default_factory=list)]
    """What the synthetic facilitator writes down while the room talks."""
    statements: Annotated[list[Put], Field(default_factory=list)]
    """What the synthetic facilitator puts to the room."""
    people: Annotated[list[Person], Field(min_length=1)]


def groups() -> dict[str, Path]:
    """The synthetic groups that come with Even Ground, by id."""
    return {path.stem: path for path in sorted((settings.content_dir("workshop") / "groups").glob("*.yaml"))}


def load_group(name: str | Path, workshop: Workshop | None = None) -> Group:
    """The group in a file, or the shipped one with this id; raises InputError that lists every fault.

    Its answers are checked against `workshop`, or against the shipped workshop that the group names.
    """
    path = groups().get(str(name), Path(name))
    document, found = _document(path)
    group = _shape(document, found) if document.whole else None
    if group is not None:
        found.extend(_against(workshop or loading.load(group.workshop), group, document))
    if group is None or found:
        raise InputError("\n".join(f"{path}:{line}: {said}" for line, said in sorted(set(found))))
    return group


@lru_cache(maxsize=8)
def group_for(workshop_id: str) -> Group | None:
    """The shipped group for the workshop with this id, if there is one."""
    path = groups().get(workshop_id)
    return load_group(path) if path else None


def dated(prompt: Prompt, value: Any, start: date) -> Any:
    """`value` with the weeks of its actions turned into days from `start`; everything else as it is."""
    if prompt.kind != "action" or not isinstance(value, list):
        return value
    return [_dated(row, start) if isinstance(row, dict) else row for row in value]


def _dated(row: dict[str, Any], start: date) -> dict[str, Any]:
    weeks = row.get("weeks")
    if not isinstance(weeks, int) or not 0 <= weeks <= 520:
        return row
    kept = {key: value for key, value in row.items() if key != "weeks"}
    return kept | {"by": (start + timedelta(weeks=weeks)).isoformat()}


def _document(path: Path) -> tuple[Document, list[Found]]:
    try:
        with path.open("rb") as file:
            document = read(decode(file.read(LIMIT + 1)))
    except FileNotFoundError:
        known = ", ".join(groups())
        raise NotFound(
            _("There is no group {path}. Write one of: {known}, or the path of a YAML file.").format(
                path=path, known=known
            )
        ) from None
    except UnreadableError as stop:
        return Document(), [stop.found]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutsideError(
            _("{path} cannot be opened: {reason}. Allow reading it.").format(path=path, reason=reason)
        ) from error
    return document, document.found


def _shape(document: Document, found: list[Found]) -> Group | None:
    try:
        return Group.model_validate(document.value)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            keys = [step for step in one["loc"] if isinstance(step, str)]
            known = (Person if "people" in one["loc"] else Group).model_fields
            found.append((document.line(one["loc"]), sentence(one, keys[-1] if keys else "id", known)))
    return None


def _against(workshop: Workshop, group: Group, document: Document) -> Iterator[Found]:
    """What does not fit the workshop, each with its line."""
    for number, person in enumerate(group.people):
        where: Where = ("people", number)
        for prompt, value in person.answers.items():
            yield from _fits(workshop, prompt, value, document.line((*where, "answers", prompt)))
        for prompt, again in person.again.items():
            yield from _fits(workshop, prompt, again.value, document.line((*where, "again", prompt)))
        for key in ("private", "named"):
            for place, prompt in enumerate(getattr(person, key)):
                if prompt not in person.answers:
                    message = _("'{prompt}' is not among the answers of this person. Take it out.")
                    yield document.line((*where, key, place)), message.format(prompt=prompt)
        yield from _about(workshop, person, where, document)
    names = [theme.name for theme in workshop.themes]
    for number, note in enumerate(group.points):
        if note.theme and note.theme not in names:
            message = _("There is no theme '{name}'. {instead}")
            instead = write_one_of(note.theme, names)
            line = document.line(("points", number, "theme"))
            yield line, message.format(name=note.theme, instead=instead)


def _about(workshop: Workshop, person: Person, where: Where, document: Document) -> Iterator[Found]:
    """Cells that are in none of the workshop's frameworks."""
    known = {name: one.cells for name, one in loading.frameworks().items() if name in workshop.frameworks}
    for prompt, frameworks in person.about.items():
        for framework, cells in frameworks.items():
            for cell in cells:
                if cell not in known.get(framework, ()) or prompt not in person.answers:
                    message = _("'{cell}' of '{framework}' does not go with '{prompt}'. Take it out.")
                    line = document.line((*where, "about", prompt))
                    yield line, message.format(cell=cell, framework=framework, prompt=prompt)


def _fits(workshop: Workshop, prompt_id: str, value: Any, line: int) -> Iterator[Found]:
    try:
        prompt = workshop.prompt(prompt_id)
        clean(prompt, dated(prompt, value, _SOME_DAY))
    except InputError as error:
        yield line, str(error)
