"""A session ends: what is deleted is gone from every table and from the file itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete

from evenground.domain.suggested import Suggested, print_of, theme_target
from evenground.domain.workshop import Workshop
from evenground.store import commands, feed, grouping, queries, stating, suggesting, tables, tagging, theming
from evenground.store.engine import Store, open_store, wake_up

from .acting import SHARED, Room, count, room

MARK = "Marker-Of-Somebody"


def _full_room(store: Store, workshop: Workshop, people: int = 3) -> Room:
    """Make a session that has at least one row in every table."""
    framed = workshop.model_copy(update={"frameworks": ["levels-of-action"]})
    made = room(store, framed, people=people, identity="named", title=f"{MARK} title")
    for who in range(people):
        commands.rename(store, made.people[who].id, f"{MARK} {who}")
        for prompt in ("people", "needs", "diary"):
            for number in range(4):
                made.say(who, prompt, f"{MARK} {who} {number} " * (1 + 40 * number), reason=MARK)
    made.all_ready()
    made.to(SHARED)
    answer = queries.shared(store, made.id, purpose="board")[0].answer
    theme = theming.add_theme(store, made.id, MARK, [MARK]).id
    theming.place(store, made.id, answer, theme, "confirmed")
    commands.hide(store, made.id, answer)
    commands.add_point(store, made.id, MARK, theme)
    said = stating.add_statement(store, made.id, MARK, answer)
    stating.vote(store, made.people[0].id, said.id, 1)
    tagging.tag_own(store, made.people[0].id, "people", "levels-of-action", ["team"])
    tagging.tag(store, made.id, answer, "levels-of-action", "self", "confirmed")
    grouping.start_group(store, made.people[0].id)
    commands.set_earlier(store, made.id, MARK)
    suggesting.suggest(store, made.id, [Suggested(answer, theme_target(theme), 0.5, 0, 3, print_of(MARK))])
    return made


def _marks(file: Path) -> int:
    found = 0
    for part in file.parent.glob(file.name + "*"):
        found += part.read_bytes().count(MARK.encode())
    return found


def test_deleting_takes_every_row_of_one_session_and_none_of_another(store: Store, workshop: Workshop) -> None:
    kept = _full_room(store, workshop)
    before = {name: count(store, name) for name in tables.metadata.tables}
    assert all(before.values()), "a table is empty here: this test would not see what stays in it"
    shown = queries.shared(store, kept.id, purpose="facilitator")
    gone = _full_room(store, workshop)
    commands.delete_session(store, gone.id)
    assert {name: count(store, name) for name in tables.metadata.tables} == before
    assert queries.shared(store, kept.id, purpose="facilitator") == shown


def test_with_a_participant_goes_everything_of_theirs_and_the_groups_own_words_stay(
    store: Store, workshop: Workshop
) -> None:
    made = _full_room(store, workshop, people=1)
    (person,) = made.people
    with store.begin() as conn:
        conn.execute(delete(tables.participant).where(tables.participant.c.id == person.id))
    for read in (queries.votes, queries.tags, queries.suggestions, queries.placements):
        assert read(store, made.id) == []
    assert queries.group_of(store, person.id) is None
    assert queries.my_votes(store, person.id) == {}
    assert queries.my_tags(store, person.id) == []
    (said,) = queries.statements(store, made.id)
    assert (said.text, said.votes) == (MARK, 0)


def test_a_deleted_sessions_words_are_nowhere_in_the_file(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///{file}") as store:
        kept = room(store, workshop, people=1)
        kept.say(0, "people", "stays")
        wake_up(store)  # a page's idle connection, which must not hold the words back
        made = _full_room(store, workshop, people=20)
        assert _marks(file) > 100
        commands.delete_session(store, made.id)
        assert _marks(file) == 0
        assert queries.my_revisions(store, kept.people[0].id)[0].value == "stays"


def test_words_that_were_taken_away_one_by_one_are_gone_with_the_session(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///{file}") as store:
        made = _full_room(store, workshop, people=8)
        for number in range(30):
            point = commands.add_point(store, made.id, f"{MARK} {number} " * 50)
            commands.edit_point(store, made.id, point.id, MARK)
            if number % 2:
                commands.remove_point(store, made.id, point.id)
        for theme in queries.themes(store, made.id):
            theming.remove_theme(store, made.id, theme.id)
        commands.set_identity(store, made.id, "anonymous")
        commands.delete_session(store, made.id)
        assert _marks(file) == 0


def test_a_number_of_a_deleted_session_never_names_another(store: Store, workshop: Workshop) -> None:
    made = room(store, workshop, people=2)
    people = {person.id for person in made.people}
    commands.delete_session(store, made.id)
    after = room(store, workshop, people=2)
    assert after.id != made.id
    assert not people & {person.id for person in after.people}


def test_the_purge_takes_sessions_whose_day_has_come(store: Store, workshop: Workshop) -> None:
    today = datetime.now(UTC).date()
    due, tomorrow, later = (room(store, workshop, keep_days=days) for days in (0, 1, 30))
    assert commands.purge(store) >= 1
    assert commands.purge(store) == 0
    left = {session.id for session in queries.sessions(store)}
    assert due.id not in left
    assert {tomorrow.id, later.id} <= left
    assert commands.purge(store, before=today + timedelta(days=1)) == 1
    assert later.id in {session.id for session in queries.sessions(store)}
    assert feed.changes(store, tomorrow.id, 0) == []


def test_what_is_kept_of_a_secret_is_not_the_secret(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "store.sqlite"
    token = "7KQ2MNVD3456789A"
    with open_store(f"sqlite:///{file}") as store:
        made = room(store, workshop)
        commands.join(store, made.code, token)
    content = b"".join(part.read_bytes() for part in file.parent.glob("store.sqlite*"))
    assert made.code.encode() in content
    assert token.encode() not in content
    assert made.key.encode() not in content
