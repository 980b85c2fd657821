"""The command that keeps an answer: every revision stays, and a repeated save is kept once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from evenground.domain.response import Revision, Value, allowed_visibility, clean, default_visibility
from evenground.domain.session import Session, Visibility
from evenground.domain.workshop import Prompt
from evenground.errors import InputError, Refused
from evenground.i18n import _
from evenground.store import rows, tables, writing
from evenground.store.engine import Store
from evenground.store.writing import Pen

# Below 2**53, so that a page's JavaScript reads the number exactly.
_ANSWER_NUMBERS = 2**53 - 1


@dataclass(frozen=True)
class _Save:
    """What one save asks for, checked."""

    prompt: Prompt
    value: Value
    visibility: Visibility
    reason: str
    round: int


def answer(
    store: Store,
    participant_id: int,
    prompt_id: str,
    value: Any,
    *,
    visibility: Visibility | None = None,
    reason: str = "",
    draft: str = "",
    round: int | None = None,  # noqa: A002 (the workshop's word)
    at: datetime | None = None,
) -> Revision:
    """Keep one answer and return its revision.

    `draft` is the page's own name for this save: sent again it returns the first result. A save that
    changes nothing returns what is kept; a blank one where nothing is kept returns a revision numbered 0.
    """
    with writing.for_participant(store, participant_id) as pen:
        prompt = pen.session.workshop.prompt(prompt_id)
        kept = _kept(pen, participant_id, prompt_id)
        repeated = _by_draft(kept, _checked_draft(draft))
        if repeated is not None:
            return _revision(pen, repeated)
        save = _save(pen.session, prompt, kept, value, visibility, reason, round)
        same = _unchanged(pen, kept, save)
        if same is not None:
            return same
        if pen.session.closed:
            raise Refused(_("This session is closed. Your words stay on this device: download your record."))
        return _write(pen, participant_id, kept, save, draft, at)


def _kept(pen: Pen, participant_id: int, prompt_id: str) -> list[Row[Any]]:
    """Read what is kept of this answer but for the words, which may be long and many."""
    one, its = tables.answer, tables.revision
    return list(
        pen.conn.execute(
            select(its.c.answer, its.c.revision, its.c.round, its.c.visibility, its.c.draft)
            .join(one, one.c.id == its.c.answer)
            .where(one.c.participant == participant_id, one.c.prompt == prompt_id)
            .order_by(its.c.revision)
        )
    )


def _by_draft(kept: list[Row[Any]], draft: str) -> Row[Any] | None:
    return next((row for row in kept if draft and row.draft == draft), None)


def _checked_draft(draft: str) -> str:
    if not isinstance(draft, str) or len(draft) > 64 or not draft.isascii() or "\0" in draft:
        raise InputError(_("The name of a save has at most 64 plain letters and digits."))
    return draft


def _save(
    session: Session,
    prompt: Prompt,
    kept: list[Row[Any]],
    value: Any,
    visibility: Visibility | None,
    reason: str,
    wanted_round: int | None,
) -> _Save:
    if wanted_round not in (None, 1, 2):
        raise InputError(_("The round is 1 or 2."))
    allowed = allowed_visibility(prompt, session.identity)
    if visibility is None:
        visibility = kept[-1].visibility if kept else default_visibility(prompt, session.identity)
        if visibility not in allowed:  # the session's names were narrowed since
            visibility = allowed[-1]
    elif visibility not in allowed:
        raise InputError(_("Who may see this answer is one of: {known}").format(known=", ".join(allowed)))
    return _Save(
        prompt,
        clean(prompt, value),
        visibility,
        writing.text_of(reason, writing.LONG),
        wanted_round or session.round,
    )


def _unchanged(pen: Pen, kept: list[Row[Any]], save: _Save) -> Revision | None:
    """Return what is kept already when this save adds nothing to it."""
    if not kept:
        blank = save.value is None and not save.reason
        return _nothing(save) if blank and save.visibility == _default(pen, save) else None
    of_round = [row for row in kept if row.round == save.round]
    if not of_round and save.prompt.twice:
        return None  # asked again: the same answer given twice is an answer
    last = _revision(pen, (of_round or kept)[-1])
    same = (last.value, last.reason) == (save.value, save.reason)
    return last if same and kept[-1].visibility == save.visibility else None


def _default(pen: Pen, save: _Save) -> Visibility:
    return default_visibility(save.prompt, pen.session.identity)


def _nothing(save: _Save) -> Revision:
    return Revision(0, save.prompt.id, 0, save.round, None, save.visibility, "", writing.now())


def _revision(pen: Pen, row: Row[Any]) -> Revision:
    its = tables.revision
    found = pen.conn.execute(rows.revisions(its.c.answer == row.answer, its.c.revision == row.revision))
    return rows.to_revision(found.one())


def _write(
    pen: Pen, participant_id: int, kept: list[Row[Any]], save: _Save, draft: str, at: datetime | None
) -> Revision:
    answer_id = kept[0].answer if kept else _new_answer(pen, participant_id, save.prompt)
    facts: dict[str, Any] = {
        "answer": answer_id,
        "revision": kept[-1].revision + 1 if kept else 1,
        "round": save.round,
        "value": save.value,
        "visibility": save.visibility,
        "reason": save.reason,
        "at": at or writing.now(),
    }
    pen.conn.execute(insert(tables.revision).values(facts | {"draft": draft or None}))
    pen.note("answer", save.prompt.id)
    return Revision(prompt=save.prompt.id, **facts)


def _new_answer(pen: Pen, participant_id: int, prompt: Prompt) -> int:
    number = 1 + secrets.randbelow(_ANSWER_NUMBERS)
    owner = {"session": pen.session.id, "participant": participant_id}
    pen.conn.execute(insert(tables.answer).values(owner | {"id": number, "prompt": prompt.id}))
    return number
