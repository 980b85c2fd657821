"""Every command: one transaction that writes a fact and its change, gathered here under one name."""

from __future__ import annotations

from evenground.store.answering import answer
from evenground.store.continuing import set_earlier
from evenground.store.moderating import add_point, delete_session, edit_point, hide, purge, remove_point
from evenground.store.running import (
    close_session,
    close_stage,
    create_session,
    move,
    reopen_session,
    repeat_stage,
    set_identity,
    show,
)
from evenground.store.taking_part import join, rename, set_language, set_ready

__all__ = [
    "add_point",
    "answer",
    "close_session",
    "close_stage",
    "create_session",
    "delete_session",
    "edit_point",
    "hide",
    "join",
    "move",
    "purge",
    "remove_point",
    "rename",
    "reopen_session",
    "repeat_stage",
    "set_earlier",
    "set_identity",
    "set_language",
    "set_ready",
    "show",
]
