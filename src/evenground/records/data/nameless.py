"""A session's record without the names that people chose to show."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from evenground.records.facts import ActionFacts, Answer, Quote, SessionRecord

NAMED = (ActionFacts, Answer, Quote)  # what has an author of the group's; works that it cites keep theirs


def without_names(record: SessionRecord) -> SessionRecord:
    """The same record as it is when names are not asked for."""
    bare: SessionRecord = _bare(record)
    return replace(bare, names=False)


def _bare(one: Any) -> Any:
    if isinstance(one, tuple):
        return tuple(map(_bare, one))
    if not is_dataclass(one) or isinstance(one, type):
        return one
    changed = {field.name: _bare(getattr(one, field.name)) for field in fields(one)}
    return replace(one, **(changed | ({"author": ""} if isinstance(one, NAMED) else {})))
