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
    """Themes, prompts, words or places of a framework (six-aspects:my-team.action) that it helps with."""


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
    examples: dict[Text, Text] = Field(default_factory=dict)
    """By cell, what somebody might say that belongs there; answers are compared with it."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The ids of its cells, row by row: a row's id, or row.column where there are columns."""
        if not self.columns:
            return tuple(row.id for row in self.rows)
        return tuple(f"{row.id}.{column.id}" for row in self.rows for column in self.columns)

    @property
    def places(self) -> tuple[str, ...]:
        """Everything that can be meant in it: its rows, its columns and its cells."""
        return tuple(dict.fromkeys([*(part.id for part in (*self.rows, *self.columns)), *self.cells]))

    def parts_of(self, cell: str) -> tuple[Cell, Cell | None]:
        """The row of a cell, and its column where there are columns; raises KeyError for another's cell."""
        row, _dot, column = cell.partition(".")
        rows, columns = {part.id: part for part in self.rows}, {part.id: part for part in self.columns}
        return rows[row], columns[column] if self.columns else None

    def title_of(self, cell: str) -> str:
        """A cell's name: its row's title, and its column's after a colon."""
        row, column = self.parts_of(cell)
        return f"{row.title}: {column.title}" if column else row.title

    def about(self, cell: str) -> str:
        """What belongs in a cell, in one or two sentences: what its row and its column are about."""
        return " ".join(part.note for part in self.parts_of(cell) if part and part.note)
