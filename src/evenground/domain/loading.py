"""Loads definitions, and says everything that is wrong with one at once, each fault with its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from evenground import settings
from evenground.domain.checking import Definition, Shelf, check
from evenground.domain.parts import Framework, Part, Resource
from evenground.domain.reading import LIMIT, Found
from evenground.domain.words import nearest
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, OutsideError
from evenground.i18n import _

Kind = TypeVar("Kind", bound=Part)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend in a file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def load(name: str | Path) -> Workshop:
    """The workshop in a file, or the shipped one with this id; raises InputError that lists every fault."""
    path = _find(name)
    definition, found = _check(_bytes(path), path)
    return _workshop(definition, found, str(path))


def parse(text: str, name: str = "workshop") -> Workshop:
    """The workshop in `text`; raises InputError that lists every fault under `name`."""
    definition, found = _check(text.encode("utf-8", "surrogatepass"))
    return _workshop(definition, found, name)


def faults(path: str | Path) -> list[Fault]:
    """Everything that is wrong with a workshop, a framework or a list of resources, by line."""
    path = Path(path)
    try:
        found = _check(_bytes(path), path)[1]
    except (InputError, OutsideError) as error:
        found = [(1, str(error))]
    return [Fault(str(path), line, message) for line, message in found]


def shipped() -> dict[str, Path]:
    """The workshops that come with Even Ground, by id."""
    return {
        path.stem: path for path in sorted((settings.content_dir("workshop") / "definitions").glob("*.yaml"))
    }


def frameworks() -> dict[str, Framework]:
    """The frameworks that come with Even Ground, by id."""
    return dict(_frameworks(settings.content_dir("workshop")))


def resources() -> dict[str, Resource]:
    """The shared list of resources, by id."""
    return dict(_resources(settings.content_dir("workshop")))


def dump(workshop: Workshop) -> str:
    """A workshop as JSON, complete: defaults are written out, so that it stays what it was."""
    return workshop.model_dump_json()


@lru_cache(maxsize=32)
def undump(text: str) -> Workshop:
    """The workshop that `dump` wrote."""
    try:
        return Workshop.model_validate_json(text)
    except ValidationError as error:
        count = error.error_count()
        raise OutsideError(
            _(
                "The definition kept with this session cannot be read ({count} faults). "
                "Use the version of Even Ground that made the session."
            ).format(count=count)
        ) from None


def _find(name: str | Path) -> Path:
    path = Path(name)
    if path.exists() or path.suffix or len(path.parts) != 1:
        return path
    known = shipped()
    if str(name) not in known:
        raise NotFound(_not_shipped(str(name), list(known)))
    return known[str(name)]


def _not_shipped(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    instead = (
        _("Did you mean {near}?").format(near=near)
        if near
        else _("Write one of: {known}").format(known=", ".join(known))
    )
    return _("There is no workshop '{name}'. {instead} A path to a YAML file does as well.").format(
        name=name, instead=instead
    )


def _bytes(path: Path) -> bytes:
    """The first bytes of a file, as many as a definition may have and one more."""
    try:
        if not path.is_file():
            raise NotFound(_("There is no file {path}. Write the path of a YAML file.").format(path=path))
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise OutsideError(
            _("{path} cannot be opened: {reason}. Allow reading it.").format(path=path, reason=reason)
        ) from error


def _workshop(definition: Definition | None, found: list[Found], name: str) -> Workshop:
    if found:
        raise InputError("\n".join(str(Fault(name, line, message)) for line, message in found))
    if not isinstance(definition, Workshop):
        raise InputError(_("{name} is no workshop. A workshop has sections and an agenda.").format(name=name))
    if not any(isinstance(resource, str) for resource in definition.resources):
        return definition
    # Shared resources are written out: a session keeps what it started with, whatever becomes of the list.
    shared = resources()
    full = [shared[item] if isinstance(item, str) else item for item in definition.resources]
    return definition.model_copy(update={"resources": full})


def _check(data: bytes, path: Path | None = None) -> tuple[Definition | None, list[Found]]:
    return check(data, path, frameworks=_framework_ids, resources=lambda: list(resources()), places=_places)


def _places() -> list[str]:
    return [f"{framework.id}:{place}" for framework in frameworks().values() for place in framework.places]


def _framework_ids() -> list[str]:
    return [path.stem for path in sorted((settings.content_dir("workshop") / "frameworks").glob("*.yaml"))]


@lru_cache(maxsize=4)
def _frameworks(folder: Path) -> dict[str, Framework]:
    found = [_shelved(path, Framework) for path in sorted((folder / "frameworks").glob("*.yaml"))]
    return {framework.id: framework for framework in found}


@lru_cache(maxsize=4)
def _resources(folder: Path) -> dict[str, Resource]:
    path = folder / "resources.yaml"
    shelf = _shelved(path, Shelf).resources if path.is_file() else []
    return {resource.id: resource for resource in shelf}


def _shelved(path: Path, model: type[Kind]) -> Kind:
    definition, found = _check(_bytes(path), path)
    if not isinstance(definition, model) or found:
        raise InputError("\n".join(str(Fault(str(path), line, message)) for line, message in found))
    return definition
