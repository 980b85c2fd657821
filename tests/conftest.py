"""What tests of every room share: a store at the URL under test, and a small workshop with every kind of prompt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evenground.domain.workshop import Workshop
from evenground.store.engine import Store, open_store

SMALL: dict[str, Any] = {
    "id": "small",
    "title": "A small workshop",
    "summary": "One section for each thing that tests need.",
    "sections": [
        {
            "id": "looking",
            "title": "Looking",
            "prompts": [
                {"id": "people", "kind": "text", "ask": "Who is missed?", "feeds": "theme"},
                {"id": "needs", "kind": "text", "ask": "What would you learn?", "feeds": "need"},
                {"id": "does", "kind": "text", "ask": "What helps?", "feeds": "activity", "share": "named"},
                {"id": "diary", "kind": "text", "ask": "For you alone", "share": "never"},
                {
                    "id": "matters",
                    "kind": "scale",
                    "ask": "How important is this?",
                    "measures": "importance",
                    "about": "access",
                    "twice": True,
                },
                {
                    "id": "sure",
                    "kind": "scale",
                    "ask": "How sure are you?",
                    "measures": "confidence",
                    "about": "access",
                    "twice": True,
                },
            ],
        },
        {
            "id": "choosing",
            "title": "Choosing",
            "prompts": [
                {"id": "place", "kind": "choice", "ask": "Where?", "options": ["home", "ward", "clinic"]},
                {"id": "ways", "kind": "choices", "ask": "How?", "options": ["phone", "letter", "visit"]},
                {
                    "id": "reach",
                    "kind": "grid",
                    "ask": "Whom do we reach?",
                    "rows": ["young", "old"],
                    "columns": ["yes", "no"],
                },
            ],
        },
        {
            "id": "doing",
            "title": "Doing",
            "prompts": [{"id": "next", "kind": "action", "ask": "What will you do?"}],
        },
    ],
    "agenda": {
        "25": [
            {"stage": "welcome", "minutes": 2},
            {"stage": "individual", "sections": ["looking", "choosing"], "minutes": 8},
            {"stage": "shared", "minutes": 6},
            {"stage": "review", "minutes": 3},
            {"stage": "commit", "sections": ["doing"], "minutes": 5},
            {"stage": "close", "minutes": 1},
        ],
        "alone": [
            {"stage": "individual", "sections": ["looking", "choosing"], "minutes": 15},
            {"stage": "review", "minutes": 5},
            {"stage": "commit", "sections": ["doing"], "minutes": 5},
        ],
    },
    "themes": [
        {"name": "Transport", "terms": ["travel", "bus", "parking"]},
        {"name": "Language", "terms": ["interpreter", "words"]},
    ],
}


@pytest.fixture
def workshop() -> Workshop:
    """A workshop with a prompt of every kind, a variant for a group and one for a lone learner."""
    return Workshop.model_validate(SMALL)


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """The store under test: EVENGROUND_TEST_STORE, or a fresh SQLite file."""
    return os.environ.get("EVENGROUND_TEST_STORE") or f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store."""
    with open_store(store_url) as opened:
        yield opened
