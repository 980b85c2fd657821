"""What the gathering of both records shares: the head, and orders that tell nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime

from evenground import i18n
from evenground.domain import loading
from evenground.domain.parts import Credit, Resource
from evenground.domain.session import Session
from evenground.domain.workshop import Prompt, Workshop
from evenground.i18n import _
from evenground.records.facts import Head, ThemeFacts
from evenground.records.standing import Source
from evenground.store import queries
from evenground.store.engine import Store


def head(store: Store, session: Session, kind: str) -> Head:
    """The head of a record made now."""
    workshop = session.workshop
    return Head(
        kind=kind,
        code=session.code,
        title=session.title or workshop.title,
        workshop=workshop.title,
        summary=workshop.summary,
        language=i18n.current(),
        held=_held(store, session),
        made=_local(datetime.now(UTC)),
        delete_on=session.delete_on,
        minutes=int(session.variant) if session.variant.isdigit() else 0,
        people=queries.head_count(store, session.id).joined,
        synthetic=session.synthetic,
        affiliation=workshop.affiliation,
        credit=tuple(map(source_of, workshop.credit)),
        resources=tuple(map(source_of, resources_of(workshop))),
    )


def _held(store: Store, session: Session) -> date:
    """The day the group first left the welcome: a session may have been made ready days before."""
    begun = (run.opened_at for run in queries.stage_runs(store, session.id) if run.position > 0)
    return _local(min(begun, default=session.created_at))


def _local(moment: datetime) -> date:
    return moment.astimezone().date()


def resources_of(workshop: Workshop) -> list[Resource]:
    """Resources written out; an id that this version no longer ships is left out."""
    shelf = loading.resources() if any(isinstance(one, str) for one in workshop.resources) else {}
    found = (shelf.get(one) if isinstance(one, str) else one for one in workshop.resources)
    return [one for one in found if one is not None]


def source_of(work: Credit | Resource) -> Source:
    return Source(work.title, work.author, work.year, work.address, work.note)


def scale(prompt: Prompt) -> str:
    """From what to what a scale goes; nothing for other kinds."""
    if prompt.kind != "scale":
        return ""
    ends = ((prompt.low, prompt.low_label), (prompt.high, prompt.high_label))
    low, high = (f"{number} ({label})" if label else str(number) for number, label in ends)
    return _("From {low} to {high}").format(low=low, high=high)


def shuffled(*words: object) -> str:
    """A sort key made from the words alone, so that an order tells neither who wrote nor when.

    Answers of one person stand at unrelated places under different prompts, the same in every file.
    """
    return hashlib.sha256(repr(words).encode("utf-8", "backslashreplace")).hexdigest()


def in_order(themes: Iterable[ThemeFacts], rows: tuple[tuple[str, ...], ...]) -> tuple[ThemeFacts, ...]:
    """Themes in the order of their chart's rows, which sorts by what is shown and never by what is hidden."""
    places = {row: place for place, row in reversed(list(enumerate(rows)))}
    return tuple(sorted(themes, key=lambda theme: places[theme.name, theme.people, theme.state]))
