"""Opens the store at a URL; the only place that knows which database it is."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from evenground.errors import InputError, OutsideError
from evenground.i18n import _
from evenground.store import faults, migrations, tables

BUSY_SECONDS = 5.0
_LIKE = "sqlite:///folder/file.sqlite"
_WRITES = "evenground_writes"
_MIGRATING = 17_303_024  # any number, as long as nobody else locks it


@dataclass
class Store:
    """An open store: `begin` for one write, `read` for reads that belong together."""

    url: str = field(repr=False)
    engine: Engine = field(repr=False)
    _watcher: Any = field(default=None, init=False, repr=False)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Hold one write transaction: committed at the end, rolled back on any error."""
        options = {_WRITES: True} if self.on_file else {}
        with faults.plain(), self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Hold one read transaction: everything read in it is of the same moment."""
        options = {} if self.on_file else {"isolation_level": "REPEATABLE READ"}
        with faults.plain(), self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    @property
    def on_file(self) -> bool:
        """Tell whether this store is one SQLite file."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of every connection."""
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Open stores may be used with `with`."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close at the end of the block."""
        self.close()


def open_store(url: str) -> Store:
    """Open the store at `url`, make or migrate its tables; OutsideError says what to do when that fails."""
    store = unopened(url)
    with faults.plain():
        target = store.engine.url
        if store.on_file and not str(target.database).startswith("file:"):
            faults.make_file(Path(str(target.database)))
        try:
            migrations.migrate(store.read, lambda: _alone(store))
        except BaseException:
            store.close()
            raise
    return store


def unopened(url: str) -> Store:
    """The store at `url`, whose tables are there already, not connected to yet: safe to have when a process forks."""
    target = _checked(url)
    with faults.plain():
        return Store(url, _sqlite(target) if target.get_backend_name() == "sqlite" else _server(target))


@contextmanager
def rehearsing(store: Store, file: Path) -> Iterator[None]:
    """For a while, have an unopened SQLite store work in another file; all connections are let go at the end."""

    def elsewhere(_dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
        arguments[0] = str(file)

    event.listen(store.engine, "do_connect", elsewhere)
    try:
        migrations.migrate(store.read, lambda: _alone(store))
        yield
    finally:
        event.remove(store.engine, "do_connect", elsewhere)
        store.close()


@contextmanager
def _alone(store: Store) -> Iterator[Connection]:
    """Hold a write transaction that nobody else migrates in: SQLite has one writer, a server needs to be told."""
    with store.begin() as conn:
        if not store.on_file:
            conn.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        yield conn


def wake_up(store: Store) -> Hashable:
    """Return a token that differs after anybody else's write; cheap enough to ask five times a second."""
    with faults.plain():
        if store.on_file:
            if store._watcher is None:
                store._watcher = store.engine.raw_connection()
                store._watcher.detach()
            return int(store._watcher.cursor().execute("PRAGMA data_version").fetchone()[0])
        with store.engine.connect() as conn:
            return tuple(conn.execute(select(func.count(), func.sum(tables.session.c.seq))).one())


def wipe(store: Store) -> None:
    """Make a deletion final: empty the write-ahead log, which still holds the deleted pages."""
    if store.on_file:
        with faults.plain(), store.engine.connect() as conn:
            conn = conn.execution_options(isolation_level="AUTOCOMMIT")
            conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


def _checked(url: str) -> URL:
    try:
        target = make_url(url)
        target.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        raise InputError(_("This is no address of a store. Write it like {like}.").format(like=_LIKE)) from None
    backend = target.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise InputError(_("A store is sqlite or postgresql. Write it like {like}.").format(like=_LIKE))
    if backend == "sqlite" and target.database in (None, "", ":memory:"):
        raise InputError(
            _("Several pages share one store, so it must be a file. Write it like {like}.").format(like=_LIKE)
        )
    return target


def _server(target: URL) -> Engine:
    try:
        return create_engine(target, hide_parameters=True, pool_pre_ping=True)
    except ImportError as missing:
        driver = _("The driver for this store is missing. Install it: pip install {name}")
        raise OutsideError(driver.format(name=missing.name)) from None


def _sqlite(target: URL) -> Engine:
    engine = create_engine(target, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: sqlite3.Connection, _record: object) -> None:
    """Set up one connection: we begin transactions ourselves, and what is deleted is overwritten."""
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA secure_delete=ON")
    _patiently(lambda: raw.execute("PRAGMA journal_mode=WAL").fetchone())
    raw.execute("PRAGMA synchronous=NORMAL")


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get(_WRITES) else "BEGIN")


def _patiently(step: Callable[[], object]) -> None:
    """Repeat a step that SQLite refuses at once, without its own waiting, while another process is busy."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            step()
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


__all__ = ["Store", "open_store", "rehearsing", "unopened", "wake_up", "wipe"]
