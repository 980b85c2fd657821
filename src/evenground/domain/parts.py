"""What definitions lean on: the ground every part stands on, credit, resources and frameworks."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import WithJsonSchema

VARIANT_PATTERN = r"^([1-9][0-9]{0,3}|alone)$"


def _as_text(value: Any) -> Any:
    """A year written without quotes is a number, and the name of a variant too."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Year = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "integer"]})]
Variant = Annotated[str, BeforeValidator(_as_text), StringConstraints(pattern=VARIANT_PATTERN)]


class Part(BaseModel):
    """What every part of a definition is: unchangeable, strict about types and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


class Credit(Part):
    """A work this definition retells or leans on."""

    title: Text
    """What it is called."""
    author: str = ""
    year: Year = ""
    address: str = ""
    """Where to find it."""
    note: str = ""


class Resource(Part):
    """Something to read, watch or ask."""

    id: Slug
    title: Text
    author: str = ""
    year: Year = ""
    address: str = ""
    note: str = ""
    helps: list[Text] = Field(default_factory=list)
    """Themes, prompts or words that it helps with."""


class Cell(Part):
    """A row or a column of a framework."""

    id: Slug
    title: Text
    note: str = ""


class Framework(Part):
    """A published way to look at a subject, as rows and columns."""

    id: Slug
    title: Text
    credit: Credit
    note: str = ""
    rows: Annotated[list[Cell], Field(min_length=1)]
    columns: list[Cell] = Field(default_factory=list)
