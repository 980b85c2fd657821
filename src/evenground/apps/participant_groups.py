"""People who sit together by their own wish, and what only one, both and only the others said."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evenground.apps.participant_room import Seen
from evenground.domain.session import Participant, Session
from evenground.domain.statement import SmallGroup
from evenground.errors import InputError, NotFound, Refused
from evenground.i18n import _
from evenground.store import grouping, queries
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.likeness import Held

MOST_WRONG = 4
WHILE = 60.0  # seconds


def group(store: Store, session: Session, me: Participant, seen: Seen | None) -> dict[str, Any]:
    """Return my group's number and how many we are, and the comparison once I may see what others shared."""
    mine = queries.group_of(store, me.id)
    shown: dict[str, Any] = {"number": mine.number, "people": len(mine.persons)} if mine else {}
    return shown | ({"compared": compared(session, seen, mine)} if seen else {})


@dataclass
class Guesses:
    """The wrong numbers typed on one page: whoever tries them all could sit with people who do not expect them."""

    wrong: list[float] = field(default_factory=list)

    def act(self, store: Store, me: Participant, do: Any, number: Any) -> None:
        """Do what `act` does; Refused for a while after several wrong numbers."""
        self.wrong = [at for at in self.wrong if time.monotonic() - at < WHILE]
        if do == "join" and len(self.wrong) >= MOST_WRONG:
            raise Refused(_("Those were several wrong numbers. Ask for the two digits, and try again in a minute."))
        try:
            act(store, me, do, number)
        except NotFound:
            self.wrong.append(time.monotonic())
            raise


def act(store: Store, me: Participant, do: Any, number: Any) -> None:
    """Start, join or leave a group; InputError where it is not a number that can be one."""
    if do == "start":
        grouping.start_group(store, me.id)
    elif do == "leave":
        grouping.leave_group(store, me.id)
    elif do == "join" and str(number).strip().isascii() and str(number).strip().isdigit():
        grouping.join_group(store, me.id, int(str(number).strip()[:4]))
    else:
        raise InputError(_("Type the two digits that the first person in your group reads out."))


def compared(session: Session, seen: Seen, mine: SmallGroup | None) -> dict[str, Any]:
    """Return what only I named, both and only the others, who are my group, or the room where I sit alone.

    People who sit together said that they want to see whose words are whose; of the room a quote is shown only
    where the others are too many to be pointed at.
    """
    from evenground.analysis.likeness import compare

    together = mine if mine and len(mine.persons) > 1 else None
    me = frozenset({together.me} if together else {row.person for row in seen.rows if row.mine})
    rows = [row for row in seen.rows if together is None or row.person in together.persons]
    found = compare(seen.placed, rows, me, quote_from=1 if together else session.threshold)
    kind = "room" if together is None else "pair" if len(together.persons) == 2 else "group"
    parts = [[_held(one) for one in part] for part in (found.ours, found.both, found.theirs)]
    return {"kind": kind, "parts": parts}


def _held(one: Held) -> dict[str, Any]:
    return {"name": one.name, "sure": one.sure, "ours": one.ours, "theirs": one.theirs}
