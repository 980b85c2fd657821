"""A participant's page before its kernel: what everybody meets, and what a kernel goes through once to be quick."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evenground import i18n
from evenground.apps import participant_view as view
from evenground.apps.page import PREVIEW, prepare_store
from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.store import commands, feed, queries, stating
from evenground.store.engine import Store, open_store, rehearsing
from evenground.widgets.component import mark, words_of
from evenground.widgets.participation import MARKED, Participation

COMPONENT = f"{Participation.__module__}.{Participation.__qualname__}"


def first_view(store: Store, session: Session, language: str) -> dict[str, Any]:
    """Return the page's traits for somebody who has not said who they are, in `language` ("en-GB" or "cy")."""
    before = i18n.current()
    i18n.use(language)
    try:
        traits = {**view.traits(store, session, None), "words": words_of(Participation.script)}
        marks = {name: mark(traits[name]) for name in MARKED}
        return {**traits, "language": language, "marks": marks}
    finally:
        i18n.use(before)


def rehearse() -> None:
    """Go through one person's session in a file that is thrown away, so that forked kernels find it all ready.

    The real store is not opened: a connection must not be shared by processes.
    """
    real = prepare_store()
    with TemporaryDirectory(prefix="evenground-rehearsal-") as folder:
        file = Path(folder) / "rehearsal.sqlite"
        if real.on_file:
            with rehearsing(real, file):
                _take_part(real)
        else:
            with open_store(f"sqlite:///{file}") as store:
                _take_part(store)


def _take_part(store: Store) -> None:
    from evenground.records import files

    session, _key = commands.create_session(store, loading.load(PREVIEW), synthetic=True)
    me = commands.join(store, session.code, new_token())
    text = next(one for one in session.workshop.prompts if one.kind == "text")
    commands.answer(store, me.id, text.id, "Rehearsed.")
    commands.set_ready(store, me.id, True)
    feed.changes(store, session.id, 0)
    shared = next(at for at, stage in enumerate(session.stages) if stage.stage == "shared")
    commands.move(store, session.id, shared)
    said = stating.add_statement(store, session.id, "Rehearsed.")
    stating.vote(store, me.id, said.id, 1)
    found = queries.participant_by_token(store, session.code, new_token()) or queries.participant(store, me.id)
    for language in i18n.LANGUAGES:
        first_view(store, queries.get_session(store, session.code), language)
        view.traits(store, queries.session_by_id(store, session.id), found)
    files.make(store, session.code, "personal", ["html"], participant=me.id)
    # Only loaded: setting a PDF starts threads, and a parent that forks must not have any.
    for module in ("word.as_docx", "paper.typesetting"):
        import_module(f"evenground.records.{module}")
