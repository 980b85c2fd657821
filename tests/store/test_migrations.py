"""Migrations: each named step runs once, in order, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from evenground.domain.workshop import Workshop
from evenground.errors import OutsideError
from evenground.store import migrations, queries, stating, tables, theming
from evenground.store.engine import Store, open_store

from .acting import room


def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(migrations, "migrate", lambda *_more: None)
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.undo()
    return store


def _names(store: Store) -> list[str]:
    with store.read() as conn:
        return sorted(conn.execute(tables.migration.select()).scalars())


def _add_column(conn: Connection) -> None:
    conn.execute(text("ALTER TABLE point ADD COLUMN colour TEXT"))


def _break(conn: Connection) -> None:
    conn.execute(text("ALTER TABLE point ADD COLUMN shape TEXT"))
    raise OutsideError("in the middle")


def _columns(store: Store) -> set[str]:
    with store.read() as conn:
        return {column["name"] for column in inspect(conn).get_columns("point")}


def test_a_new_store_has_every_table_and_every_step_on_record(store: Store) -> None:
    assert _names(store) == sorted(name for name, _step in migrations.STEPS)
    with store.read() as conn:
        assert set(tables.metadata.tables) <= set(inspect(conn).get_table_names())


def test_opening_a_store_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with open_store(url) as first, open_store(url) as second:
        assert _names(first) == _names(second)


def test_a_new_store_takes_the_first_step_and_records_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _empty(tmp_path, monkeypatch) as store:
        steps = (*migrations.STEPS, ("colour", _break))
        migrations.migrate(store.read, store.begin, steps)
        assert "colour" in _names(store)


def test_an_older_store_gets_the_missing_steps_once(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'older.sqlite'}") as store:
        steps = (*migrations.STEPS, ("colour", _add_column))
        for _time in range(2):
            migrations.migrate(store.read, store.begin, steps)
            assert "colour" in _columns(store)
            assert _names(store) == sorted(name for name, _step in steps)


def test_a_step_that_fails_leaves_neither_its_work_nor_its_record(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'older.sqlite'}") as store:
        steps = (*migrations.STEPS, ("colour", _add_column), ("shape", _break))
        with pytest.raises(OutsideError, match="in the middle"):
            migrations.migrate(store.read, store.begin, steps)
        assert _columns(store) >= {"colour"}
        assert "shape" not in _columns(store)
        assert "shape" not in _names(store)


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'newer.sqlite'}"
    with open_store(url) as store:
        migrations.migrate(store.read, store.begin, (*migrations.STEPS, ("from the future", _add_column)))
    with pytest.raises(OutsideError, match="newer"):
        open_store(url)


def _as_it_was_first(conn: Connection) -> None:
    """Take away what later steps brought, as in a store made by the first version."""
    for name in ("earlier", "vote", "statement", "tag", "suggestion", "small_group"):
        conn.execute(text(f"DROP TABLE {name}"))
    conn.execute(text("ALTER TABLE theming_step DROP COLUMN hand"))
    conn.execute(tables.migration.delete().where(tables.migration.c.name != migrations.STEPS[0][0]))


def test_a_store_of_the_first_version_keeps_what_it_holds_and_can_do_what_is_new(
    tmp_path: Path, workshop: Workshop
) -> None:
    url = f"sqlite:///{tmp_path / 'first.sqlite'}"
    with open_store(url) as store:
        made = room(store, workshop, people=2)
        answer = made.say(0, "people", "kept words").answer
        theme = queries.themes(store, made.id)[0].id
        theming.place(store, made.id, answer, theme, "confirmed")
        with store.begin() as conn:
            _as_it_was_first(conn)
    with open_store(url) as store:
        assert theming.undo(store, made.id) is not None
        assert queries.my_answers(store, made.people[0].id)[0].value == "kept words"
        assert stating.add_statement(store, made.id, "New").votes == 0
        assert queries.earlier(store, made.id) is None
        assert _names(store) == sorted(name for name, _step in migrations.STEPS)
