"""The JSON Schema of a workshop, made from the models: editors complete and check with it."""

from __future__ import annotations

from typing import Any

from evenground.domain.parts import VARIANT_PATTERN
from evenground.domain.workshop import KEYS, Workshop

# What a kind cannot do without.
NEEDED = {"choice": ["options"], "choices": ["options"], "grid": ["rows", "columns"]}


def json_schema() -> dict[str, Any]:
    """The schema of one workshop file, in draft 2020-12."""
    schema = without_titles(Workshop.model_json_schema())
    schema["$defs"]["Prompt"]["allOf"] = [_of_kind(kind) for kind in KEYS]
    schema["properties"]["agenda"]["propertyNames"] = {"pattern": VARIANT_PATTERN}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Even Ground workshop",
    }


def _of_kind(kind: str) -> dict[str, Any]:
    """A prompt of this kind has none of the keys of other kinds, and those that it needs."""
    others = {key for keys in KEYS.values() for key in keys} - set(KEYS[kind])
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {"properties": dict.fromkeys(sorted(others), False), "required": NEEDED.get(kind, [])},
    }


def without_titles(node: Any, *, names: bool = False) -> Any:
    """`node` without the titles pydantic gives to keys; `names`: its own keys are names of properties."""
    if isinstance(node, list):
        return [without_titles(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if names or key != "title"}
    return {
        key: without_titles(value, names=not names and key in ("properties", "$defs")) for key, value in kept.items()
    }
