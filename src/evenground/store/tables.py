"""The tables of the store, in types that SQLite and PostgreSQL both have."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_READER = json.JSONDecoder()


class Words(TypeDecorator[Any]):
    """People's words as ASCII JSON text: NUL, lone surrogates and any script come back as typed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Write a value as JSON; None stays NULL, which is how a blank answer is kept."""
        return None if value is None else json.dumps(value, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """Read what process_bind_param wrote."""
        return None if value is None else _READER.raw_decode(value)[0]


class Moment(TypeDecorator[datetime]):
    """A time with its zone outside and plain UTC inside: SQLite would forget the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn a time of any zone into plain UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    # AUTOINCREMENT: the number of a deleted session or person must never name somebody else later.
    return Table(name, metadata, *columns, sqlite_autoincrement=True)


def _belongs_to(target: str, **more: Any) -> Column[Any]:
    """Return a column that names a row of `target` and goes when that row goes."""
    return Column(target, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False, **more)


session = _table(
    "session",
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("code", String(16), nullable=False, unique=True),
    Column("key_print", String(64), nullable=False),
    Column("seed", String(64), nullable=False),
    Column("title", Words, nullable=False),
    Column("workshop", Words, nullable=False),
    Column("variant", String(40), nullable=False),
    Column("identity", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("delete_on", Date, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("run", Integer, nullable=False),
    Column("board", String(16), nullable=False),
)

stage_run = Table(
    "stage_run",
    metadata,
    _belongs_to("session", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("skipped", Boolean, nullable=False),
)

participant = _table(
    "participant",
    Column("id", Integer, primary_key=True),
    _belongs_to("session"),
    Column("token_print", String(64), nullable=False),
    Column("name", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("joined_at", Moment, nullable=False),
    UniqueConstraint("session", "token_print"),
)

ready = Table(
    "ready",
    metadata,
    _belongs_to("participant", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    # Drawn at random by the command: a number that counts up would tell who wrote when.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _belongs_to("session", index=True),
    _belongs_to("participant"),
    Column("prompt", String(200), nullable=False),
    UniqueConstraint("participant", "prompt"),
)

revision = Table(
    "revision",
    metadata,
    _belongs_to("answer", primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, nullable=False),
    Column("value", Words),
    Column("visibility", String(16), nullable=False),
    Column("reason", Words, nullable=False),
    Column("draft", String(64)),
    Column("at", Moment, nullable=False),
    UniqueConstraint("answer", "draft"),
)

hidden = Table(
    "hidden",
    metadata,
    _belongs_to("answer", primary_key=True),
    Column("at", Moment, nullable=False),
)

theme = _table(
    "theme",
    Column("id", Integer, primary_key=True),
    _belongs_to("session", index=True),
    Column("name", Words, nullable=False),
    Column("terms", Words, nullable=False),
    Column("position", Integer, nullable=False),
    Column("from_codebook", Boolean, nullable=False),
    # No foreign key here or in point: undo puts themes away and brings them back under the same number.
    Column("merged_into", Integer),
)

point = _table(
    "point",
    Column("id", Integer, primary_key=True),
    _belongs_to("session", index=True),
    Column("text", Words, nullable=False),
    Column("theme", Integer),
    Column("at", Moment, nullable=False),
)

placement = Table(
    "placement",
    metadata,
    _belongs_to("answer", primary_key=True),
    Column("theme", Integer, primary_key=True, autoincrement=False),
    _belongs_to("session", index=True),
    Column("state", String(16), nullable=False),
)

theming_step = _table(
    "theming_step",
    Column("id", Integer, primary_key=True),
    _belongs_to("session", index=True),
    # Whose step it was: two people who sort at once undo each their own.
    Column("hand", String(32), nullable=False, server_default=""),
    Column("label", Words, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("undone", Boolean, nullable=False),
)

# What the machine suggests. It only ever adds: a suggestion goes when its words change, or a person asks anew.
suggestion = Table(
    "suggestion",
    metadata,
    _belongs_to("answer", primary_key=True),
    Column("target", String(200), primary_key=True),
    _belongs_to("session", index=True),
    Column("score", Float, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("print", String(16), nullable=False),
)

tag = Table(
    "tag",
    metadata,
    _belongs_to("answer", primary_key=True),
    Column("framework", String(80), primary_key=True),
    Column("cell", String(200), primary_key=True),
    Column("by", String(16), primary_key=True),
    _belongs_to("session", index=True),
    Column("state", String(16), nullable=False),
)

statement = _table(
    "statement",
    Column("id", Integer, primary_key=True),
    _belongs_to("session", index=True),
    Column("text", Words, nullable=False),
    # No foreign key: the words are the facilitator's own and stay, whatever becomes of the answer.
    Column("answer", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

vote = Table(
    "vote",
    metadata,
    _belongs_to("statement", primary_key=True),
    _belongs_to("participant", primary_key=True),
    Column("value", Integer, nullable=False),
)

small_group = Table(
    "small_group",
    metadata,
    _belongs_to("participant", primary_key=True),
    _belongs_to("session", index=True),
    Column("number", Integer, nullable=False),
)

# The record of the session that a group continues, as whoever reads records wrote it: opaque here.
earlier = Table(
    "earlier",
    metadata,
    _belongs_to("session", primary_key=True),
    Column("data", Words, nullable=False),
)

change = Table(
    "change",
    metadata,
    _belongs_to("session", primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", String(200), nullable=False),
)

migration = Table(
    "migration",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("at", Moment, nullable=False),
)
