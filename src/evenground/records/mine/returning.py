"""Coming back to a personal record: what somebody meant to do, and the entry that says what came of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import chain

from evenground import i18n
from evenground.errors import InputError
from evenground.i18n import _
from evenground.records.cpd import STANDARDS, STATES, Commitment, CpdFacts, FollowOn
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord
from evenground.records.mine import cpd_gathering, first_person

LARGEST = 20_000_000  # bytes: a record with 5,000-word answers and its charts has less than one of them
SETTLED = ("done", "dropped")


def reopened(data: bytes) -> PersonalRecord:
    """The personal record in a JSON file, or in a ZIP file that holds one; raises InputError."""
    record = json_file.read(_unpacked(data))
    if isinstance(record, PersonalRecord):
        return record
    raise InputError(
        _(
            "This file is not somebody’s own record. Choose the one you saved as data: its name has “my-record” "
            "in it and ends with .json."
        )
    )


def _unpacked(data: bytes) -> bytes:
    """The first JSON file of a ZIP file; anything else as it is."""
    if len(data) > LARGEST:
        raise _unreadable()
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            inside = [one for one in pack.infolist() if one.filename.endswith(".json")]
            if inside and inside[0].file_size <= LARGEST:
                return pack.read(inside[0])
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as fault:  # locked or packed in another way too
        raise _unreadable() from fault
    raise _unreadable()


def _unreadable() -> InputError:
    return InputError(
        _(
            "This file does not hold a record of Even Ground. Choose the JSON file that you saved, or a ZIP file "
            "with it."
        )
    )


def commitments(record: PersonalRecord) -> tuple[Commitment, ...]:
    """What its owner meant to do, each once: their actions, then what they wrote onward when they came back.

    The state and the note are those that were last written of it.
    """
    actions = (Commitment(one.what, by=one.by) for one in record.actions)
    onward = (Commitment(line) for entry in record.follow_ons for line in plans(entry.onward))
    meant: dict[str, Commitment] = {}
    for one in chain(actions, onward):
        if one.what.strip():
            meant.setdefault(one.what.strip(), replace(one, what=one.what.strip()))
    said = last_said(record)
    return tuple(
        replace(one, state=said[what][1].state, note=said[what][1].note) if what in said else one
        for what, one in meant.items()
    )


def plans(onward: str) -> list[str]:
    """What somebody wrote under “What comes next?”, one plan a line."""
    return [line.strip() for line in onward.splitlines() if line.strip()]


def last_said(record: PersonalRecord) -> dict[str, tuple[date, Commitment]]:
    """By commitment, when something was last written of it and what."""
    return {
        one.what.strip(): (entry.on, one)
        for entry in record.follow_ons
        for one in entry.commitments
        if one.state or one.note
    }


def follow_on(record: PersonalRecord, entry: FollowOn, today: date | None = None) -> PersonalRecord:
    """`record` with one more entry, in the order of their days; a second one on a day is another entry.

    Raises InputError when nothing is written in it, or when its day is before the workshop or still to come.
    """
    entry = _tidy(entry)
    if not (entry.commitments or entry.changed or entry.benefit or entry.onward):
        raise InputError(_("Nothing is written yet. Choose how one thing stands, or answer one of the questions."))
    today = today or date.today()
    if not min(record.head.held, today) <= entry.on <= today:
        raise InputError(_("The day of this entry is before the workshop or still to come. Write the day it is now."))
    entries = sorted((*record.follow_ons, entry), key=lambda one: one.on)  # those of one day stay as they came
    with i18n.using(record.head.language):
        cpd = _counted(record.cpd, entry)
    return replace(record, head=replace(record.head, made=today), cpd=cpd, follow_ons=tuple(entries))


def _counted(cpd: CpdFacts, entry: FollowOn) -> CpdFacts:
    """The CPD pages with the words of an entry counted too; those of a record that never counted stay as they are."""
    if not cpd.standards:
        return cpd
    texts = (entry.changed, entry.benefit, entry.onward, *(one.note for one in entry.commitments))
    words = cpd.words + first_person.words(texts)
    before, now = (tuple(cpd_gathering.own_words(number)) for number in (cpd.words, words))
    standards = tuple(
        replace(one, evidence=now) if (one.number, one.evidence) == (STANDARDS[-1], before) else one
        for one in cpd.standards
    )
    plural = tuple(dict.fromkeys((*cpd.plural, *first_person.plural(texts))))
    return replace(cpd, words=words, standards=standards, plural=plural)


def _tidy(entry: FollowOn) -> FollowOn:
    """The entry without blanks around its texts, and without commitments that nothing is said of."""
    for one in entry.commitments:
        if one.state and one.state not in STATES:
            raise InputError(_("Say of each commitment: done, partly, not yet, or no longer fits."))
    said = (replace(one, what=one.what.strip(), note=one.note.strip()) for one in entry.commitments)
    return replace(
        entry,
        commitments=tuple(one for one in said if one.what and (one.state or one.note)),
        changed=entry.changed.strip(),
        benefit=entry.benefit.strip(),
        onward=entry.onward.strip(),
    )
