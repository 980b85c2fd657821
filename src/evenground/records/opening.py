"""Finds the session that a notebook is about: the one the settings name, or a synthetic example."""

from __future__ import annotations

from evenground import settings
from evenground.errors import Refused
from evenground.i18n import _
from evenground.records import example
from evenground.store import queries
from evenground.store.engine import Store, open_store


def session() -> tuple[Store, str]:
    """The store and the code of the session that EVENGROUND_SESSION names; without one the example's."""
    given = settings.load()
    if not given.session:
        return example.group()[:2]
    store = open_store(given.store)
    return store, queries.get_session(store, given.session).code


def person(token: str = "") -> tuple[Store, str, int]:
    """The store, the code and the participant who holds this resume code.

    Without a resume code a real group stays closed: it is somebody of a synthetic session or of the example.
    """
    store, code = session()
    if token:
        me = queries.participant_by_token(store, code, token)
        if me is None:
            raise Refused(
                _("This resume code does not belong to this session. Check the sixteen characters.")
            )
        return store, code, me.id
    people = queries.participants(store, queries.get_session(store, code).id)
    return next(((store, code, one.id) for one in people if one.synthetic), example.group())
