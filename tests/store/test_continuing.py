"""A session keeps the record that it was continued from, as it was given, and the last one only."""

from __future__ import annotations

import pytest

from evenground.domain.workshop import Workshop
from evenground.errors import NotFound
from evenground.store import commands, queries
from evenground.store.engine import Store

from .acting import check_gapless, room


def test_a_session_gives_back_the_earlier_record_that_it_was_given(store: Store, workshop: Workshop) -> None:
    made, other = room(store, workshop), room(store, workshop)
    assert queries.earlier(store, made.id) is None
    for data in ('{"title": "Ysgol ␀ \ud800"}', '{"title": "later"}'):
        commands.set_earlier(store, made.id, data)
        assert queries.earlier(store, made.id) == data
    assert queries.earlier(store, other.id) is None
    assert check_gapless(store, made.id)[-1].kind == "earlier"


def test_the_earlier_record_goes_with_its_session(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop)
    commands.set_earlier(store, made.id, "{}")
    commands.delete_session(store, made.id)
    assert queries.earlier(store, made.id) is None
    with pytest.raises(NotFound):
        commands.set_earlier(store, made.id, "{}")
