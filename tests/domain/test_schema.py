"""The schema that editors use says what the models say."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped,unused-ignore]
import pytest
import yaml

from evenground import settings
from evenground.domain.loading import shipped
from evenground.domain.reading import read
from evenground.domain.schema import json_schema
from tests.domain.making import SMALL, with_prompt

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def refused(text: str) -> bool:
    return not VALIDATOR.is_valid(read(text).value)


def test_the_schema_in_the_repository_is_the_schema_of_the_models() -> None:
    kept = settings.content_dir("workshop") / "workshop.schema.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == SCHEMA


def test_the_schema_is_one_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", shipped())
def test_shipped_workshops_fit_the_schema(name: str) -> None:
    VALIDATOR.validate(read(shipped()[name].read_text(encoding="utf-8")).value)


def test_the_schema_finds_what_an_editor_can_find() -> None:
    assert not refused(SMALL)
    assert refused(SMALL.replace("title: A small", "titel: A small"))
    assert refused(SMALL.replace("  25:", "  quick:"))
    assert refused(with_prompt("- {id: a, kind: choice, ask: A}"))
    assert refused(with_prompt("- {id: a, kind: text, ask: A, options: [B, C]}"))
    assert not refused(with_prompt("- {id: a, kind: choice, ask: A, options: [B, C]}"))
    assert not refused(SMALL + "credit: [{title: A, year: 2021}]\n")


def test_keys_are_explained() -> None:
    def undescribed(node: Any) -> set[str]:
        own = {
            key
            for key, part in node["properties"].items()
            if "description" not in part and "$ref" not in part
        }
        return own - {"title", "intro", "author", "year", "note", "name", "prompts", "sections"}

    assert undescribed(SCHEMA) == set()
    assert undescribed(SCHEMA["$defs"]["Stage"]) == set()
    assert undescribed(SCHEMA["$defs"]["Prompt"]) == set()


def test_a_property_that_is_named_title_stays() -> None:
    assert "title" in SCHEMA["properties"]
    assert yaml.safe_load(yaml.safe_dump(SCHEMA)) == SCHEMA
