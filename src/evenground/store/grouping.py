"""Pairs and small groups: people who say by their own wish that they sit together."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert, select

from evenground.domain.statement import SmallGroup
from evenground.errors import NotFound, Refused
from evenground.i18n import _
from evenground.store import tables, writing
from evenground.store.engine import Store
from evenground.store.sharing import opaque
from evenground.store.writing import Pen

NUMBERS = range(10, 100)
MOST = 8


def start_group(store: Store, participant_id: int) -> int:
    """Begin a group and return its number, for others to join by; leaves any other group."""
    with writing.for_participant(store, participant_id) as pen:
        _open(pen)
        taken = set(_members(pen).values())
        free = [number for number in NUMBERS if number not in taken]
        if not free:
            raise Refused(_("There are as many groups as there can be. Join one of them."))
        number = secrets.choice(free)
        _sit(pen, participant_id, number)
        return number


def join_group(store: Store, participant_id: int, number: int) -> None:
    """Sit with the people of this number; NotFound where there is no such group, Refused where it is full."""
    with writing.for_participant(store, participant_id) as pen:
        _open(pen)
        members = _members(pen)
        there = [person for person, at in members.items() if at == number]
        if not there:
            raise NotFound(_("There is no group with this number. Ask for the two digits again."))
        if participant_id in there:
            return
        if len(there) >= MOST:
            raise Refused(_("This group is full: it has {count} people.").format(count=MOST))
        _sit(pen, participant_id, number)


def leave_group(store: Store, participant_id: int) -> None:
    """Sit with nobody again."""
    with writing.for_participant(store, participant_id) as pen:
        its = tables.small_group
        if pen.conn.execute(delete(its).where(its.c.participant == participant_id)).rowcount:
            pen.note("group")


def group_of(store: Store, participant_id: int) -> SmallGroup | None:
    """Return who sits with somebody, themselves included, or None; for them alone."""
    its, seeds = tables.small_group, tables.session
    mine = select(its.c.session, its.c.number).where(its.c.participant == participant_id)
    with store.read() as conn:
        own = conn.execute(mine).first()
        if own is None:
            return None
        there = select(its.c.participant, seeds.c.seed).join(seeds, seeds.c.id == its.c.session)
        rows = conn.execute(there.where(its.c.session == own.session, its.c.number == own.number)).all()
    numbers = {row.participant: opaque(row.seed, "person", row.participant) for row in rows}
    return SmallGroup(own.number, frozenset(numbers.values()), numbers[participant_id])


def _open(pen: Pen) -> None:
    if pen.session.closed:
        raise Refused(_("This session is closed, so groups stay as they are."))


def _members(pen: Pen) -> dict[int, int]:
    its = tables.small_group
    found = pen.conn.execute(select(its.c.participant, its.c.number).where(its.c.session == pen.session.id))
    return {row.participant: row.number for row in found}


def _sit(pen: Pen, participant_id: int, number: int) -> None:
    its = tables.small_group
    pen.conn.execute(delete(its).where(its.c.participant == participant_id))
    row = {"participant": participant_id, "session": pen.session.id, "number": number}
    pen.conn.execute(insert(its).values(row))
    pen.note("group")
