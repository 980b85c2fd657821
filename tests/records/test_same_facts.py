"""Every format of a record holds the same facts, and those for reading tell them in the same order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

import nbformat
import pytest

from evenground.charts.chart import Empty
from evenground.records import blocks, files, notebook, saying
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord, Record, SessionRecord
from evenground.records.notebook_reading import document_of
from tests.records.reading import Files, bare, of, on_paper
from tests.store.acting import Room

READ = ("html", "md", "pdf", "docx", "ipynb")  # drawn from the same parts, for people to read
Facts = dict[str, list[str]]
# What the tables and the data files are for. A table holds what people said and what was counted, not what was read out
# to them or drawn; JSON holds everything, and dates as dates.
TABLE = ("words", "themes", "points", "actions", "sentences", "helps", "dates")
DATA = (*TABLE, "resources", "charts", "portfolio")
ON_PAGES = (*(name for name in DATA if name != "dates"), "days")


@pytest.fixture(scope="module", params=["session", "personal"])
def made(request: pytest.FixtureRequest, any_kind: Room) -> tuple[Record, Files]:
    record = files.gather(any_kind.store, any_kind.code, request.param, participant=any_kind.people[4].id)
    return record, of(files.write(record, (*READ, "csv", "json")))


def facts(record: Record) -> Facts:
    """What this record tells, each as it stands in the record itself."""
    found = _of_session(record) if isinstance(record, SessionRecord) else _of_person(record)
    assert isinstance(record, SessionRecord | PersonalRecord)
    charts = [one for one in record.charts.values() if not isinstance(one.marks, Empty)]
    found["charts"] = [one.title for one in charts] + [cell for one in charts for row in one.rows for cell in row]
    found["resources"] = [one.title for one in record.head.resources]
    found["points"] = [text for one in record.points for text in (one.text, one.theme)]
    found["actions"] = [text for one in record.actions for text in (one.what, one.who)]
    found["dates"] = [one.by for one in record.actions]
    found["days"] = [saying.day(date.fromisoformat(by)) for by in found["dates"] if by]
    return {name: [text for text in texts if text] for name, texts in found.items()}


def _of_session(record: SessionRecord) -> Facts:
    asked = [one for chapter in record.sections for one in chapter.prompts]
    said = [each for one in asked if one.kind == "text" for answer in one.answers for each in answer.said]
    return {
        "words": [text for each in said for text in (each.text, each.reason)],
        "themes": [text for one in record.themes for text in (one.name, one.people, one.state)],
        "sentences": [*record.glance.sentences, *record.glance.gaps, *record.found],
        "helps": [one.source.title for one in record.standing.helps],
        "portfolio": [],
    }


def _of_person(record: PersonalRecord) -> Facts:
    answers = [one for chapter in record.sections for one in chapter.answers if one.kind == "text"]
    said = [each for answer in answers for each in answer.said]
    cpd = record.cpd
    forms = (*cpd.learnt, *cpd.benefit, *cpd.capture, *cpd.apply, *cpd.further)
    return {
        "words": [text for each in said for text in (each.text, each.reason)],
        "themes": [text for one in record.themes for text in (one.name, one.people, one.state)],
        "sentences": list(record.found),
        "helps": [one.source.title for one in record.helps],
        "portfolio": [text for one in forms for text in (one.ask, one.text)] + [cpd.activity.title],
    }


def missing(facts: Facts, names: Iterable[str], text: str) -> list[str]:
    whole = bare(text)
    return [one for name in names for one in facts[name] if bare(one) not in whole]


def test_every_format_holds_the_same_facts(made: tuple[Record, Files]) -> None:
    record, written = made
    found, shown = facts(record), written.shown
    assert shown.keys() == {*READ, "csv", "json"}
    wanted = dict.fromkeys(READ, ON_PAGES) | {"csv": TABLE, "json": DATA}
    left_out = {ending: missing(found, wanted[ending], text) for ending, text in shown.items()}
    assert left_out == {ending: [] for ending in shown}
    assert all(found[name] for name in ("words", "themes", "points", "actions", "charts", "resources", "days"))
    assert json_file.read(written.json) == record


def test_no_format_repeats_or_drops_what_somebody_said(made: tuple[Record, Files]) -> None:
    record, written = made
    said = sorted({bare(one) for one in facts(record)["words"]})
    said = [one for one in said if not any(one != other and one in other for other in said)]
    told = {ending: [bare(written.shown[ending]).count(one) for one in said] for ending in READ}
    assert told == dict.fromkeys(READ, told["html"])
    assert min(told["html"]) > 0


def test_all_pages_tell_it_in_the_same_order(made: tuple[Record, Files]) -> None:
    record, written = made
    told = [bare(text) for part in notebook.document(record).parts for text in _told(part)]
    lines = [line for line, _same in itertools.groupby(told)]  # what stands right under itself may be said once
    assert len(lines) > 100
    on_pages = {ending: bare(written.shown[ending]) for ending in READ if ending != "ipynb"}
    assert {ending: _first_out_of_order(lines, text) for ending, text in on_pages.items()} == dict.fromkeys(on_pages)


def test_the_executed_notebook_holds_the_document_itself(made: tuple[Record, Files]) -> None:
    record, written = made
    saved = nbformat.reads(written.ipynb.decode(), as_version=4)
    assert document_of(saved) == on_paper(notebook.document(record))


def _first_out_of_order(lines: list[str], text: str) -> str | None:
    place = 0
    for line in lines:
        found = text.find(line, place)
        if found < 0:
            return line
        place = found + len(line)
    return None


def _told(part: blocks.Part) -> Iterator[str]:
    yield part.title
    for one in part.blocks:
        yield from _block(one)


def _block(one: blocks.Block) -> Iterator[str]:
    """The texts of a block, in the order in which they are read."""
    if isinstance(one, blocks.Heading | blocks.Paragraph):
        yield one.text
    elif isinstance(one, blocks.Facts):
        yield from (text for pair in one.pairs for text in pair)
    elif isinstance(one, blocks.Bullets):
        yield from one.items
    elif isinstance(one, blocks.Cards):
        for card in one.items:
            yield from (text for entry in card.entries for text in (entry.label, entry.text))
            yield card.foot
    elif isinstance(one, blocks.Grid):
        yield from (one.caption, *one.columns, *(cell for row in one.rows for cell in row))
    elif isinstance(one, blocks.Figure):
        yield one.sentence
        yield from _block(one.table)
    elif isinstance(one, blocks.Works):
        yield from (text for work in one.items for text in (work.title, work.by, work.note))
    else:
        yield from (text for each in one.items for text in (each.label, each.hint, each.text))
