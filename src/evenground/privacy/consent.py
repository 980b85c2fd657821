"""Who may read an answer, and under whose name: decided here and nowhere else."""

from __future__ import annotations

from typing import Literal, get_args

from evenground.domain.session import Identity, Visibility

Purpose = Literal["board", "participant", "facilitator", "record", "analysis"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def may_read(session_sharing: bool, visibility: Visibility, hidden: bool, purpose: Purpose) -> bool:
    """Tell whether an answer may be read for this purpose: never a private one, none before sharing."""
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    if not session_sharing or visibility not in ("anonymous", "named"):
        return False
    return not hidden or purpose == "facilitator"


def author_of(identity: Identity, visibility: Visibility, name: str) -> str:
    """Return the name that may stand beside an answer, or nothing."""
    return name if visibility == "named" and identity in ("named", "alias") else ""
