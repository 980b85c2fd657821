"""What is put to the room, who agrees, and who sits together: facts of the shared part of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Agreement = Literal[1, 0, -1]


@dataclass(frozen=True)
class Statement:
    """A sentence put to the room; `answer` is the response it was made from, for the facilitator alone."""

    id: int
    text: str
    answer: int | None
    open: bool
    votes: int
    at: datetime


@dataclass(frozen=True)
class Vote:
    """What one person says of a statement: 1 agree, 0 pass, -1 disagree; `person` is the number of `Shared`."""

    statement: int
    person: int
    value: Agreement


@dataclass(frozen=True)
class SmallGroup:
    """People who said that they sit together; `persons` are the numbers of `Shared`, `me` is one of them."""

    number: int
    persons: frozenset[int]
    me: int
