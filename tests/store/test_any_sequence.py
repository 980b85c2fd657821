"""Whatever people do in whatever order: nothing is lost or leaks, and readers miss nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from evenground.domain.response import Revision
from evenground.domain.workshop import Workshop
from evenground.errors import InputError, NotFound, Refused
from evenground.privacy.consent import PURPOSES
from evenground.store import commands, feed, queries, theming
from evenground.store.engine import Store

from .acting import Room, check_gapless, room

NUMBERS = st.integers(0, 5)
PROMPTS = st.sampled_from(["people", "needs", "does", "diary"])
VISIBILITIES = st.sampled_from([None, "private", "anonymous", "named"])
REFUSALS = (InputError, NotFound, Refused)


class AnyDay(RuleBasedStateMachine):
    """A session in which anybody does anything; what it should hold is kept beside it in plain Python."""

    def __init__(self, store: Store, workshop: Workshop) -> None:
        super().__init__()
        self.store, self.workshop = store, workshop
        self.kept: dict[tuple[int, str], list[Revision]] = {}
        self.drafts: list[tuple[int, str, Revision, dict[str, Any]]] = []
        self.hidden: set[int] = set()
        self.seen: list[feed.Change] = []
        self.pictures: list[Any] = []
        self.undone: list[Any] = []
        self.words = 0

    @initialize(identity=st.sampled_from(["named", "alias", "anonymous"]))
    def start(self, identity: Any) -> None:
        self.room: Room = room(self.store, self.workshop, people=3, identity=identity)

    def fresh_word(self) -> str:
        self.words += 1
        return f"word-{self.words}"

    @rule(who=NUMBERS, prompt=PROMPTS, visibility=VISIBILITIES, blank=st.booleans(), again=st.booleans())
    def answers(self, who: int, prompt: str, visibility: Any, blank: bool, again: bool) -> None:
        who %= 3
        draft = f"draft-{self.words}"
        value = "" if blank else "said twice" if again else self.fresh_word()
        asked = {"value": value, "visibility": visibility, "draft": draft}
        try:
            got = self.room.say(who, prompt, **asked)
        except REFUSALS:
            return
        history = self.kept.setdefault((who, prompt), [])
        if got.revision == len(history) + 1:
            history.append(got)
            self.drafts.append((who, prompt, got, asked))
        else:
            assert got.revision == 0 or got in history

    @rule(which=st.integers(0, 50))
    def a_save_is_sent_again(self, which: int) -> None:
        if self.drafts:
            who, prompt, first, asked = self.drafts[which % len(self.drafts)]
            before = self.room.session.seq
            assert self.room.say(who, prompt, **asked) == first
            assert self.room.session.seq == before

    @rule(who=NUMBERS, ready=st.booleans())
    def gets_ready(self, who: int, ready: bool) -> None:
        commands.set_ready(self.store, self.room.people[who % 3].id, ready)

    @rule(to=st.integers(-1, 6), skip=st.booleans())
    def moves(self, to: int, skip: bool) -> None:
        try:
            commands.move(self.store, self.room.id, to, skip=skip)
        except REFUSALS:
            return

    @rule(act=st.sampled_from([commands.close_stage, commands.repeat_stage, commands.reopen_session]))
    def runs_stages(self, act: Any) -> None:
        try:
            act(self.store, self.room.id)
        except Refused:
            assert self.room.session.closed

    @rule()
    def closes(self) -> None:
        commands.close_session(self.store, self.room.id)

    @rule(identity=st.sampled_from(["alias", "anonymous"]))
    def narrows(self, identity: Any) -> None:
        try:
            commands.set_identity(self.store, self.room.id, identity)
        except Refused:
            assert self.room.session.identity == "anonymous"

    @rule(which=st.integers(0, 50), hidden=st.booleans())
    def hides(self, which: int, hidden: bool) -> None:
        if numbers := self.answer_numbers():
            number = numbers[which % len(numbers)]
            commands.hide(self.store, self.room.id, number, hidden)
            (self.hidden.add if hidden else self.hidden.discard)(number)

    def answer_numbers(self) -> list[int]:
        return [history[0].answer for history in self.kept.values() if history]

    def picture(self) -> Any:
        return queries.themes(self.store, self.room.id), queries.placements(self.store, self.room.id)

    @rule(
        act=st.sampled_from(
            ["add", "rename", "merge", "remove", "confirmed", "rejected", "back", "all", "split", "move", "regroup"]
        ),
        one=NUMBERS,
        two=NUMBERS,
        which=st.integers(0, 50),
    )
    def themes(self, act: str, one: int, two: int, which: int) -> None:
        live = [theme.id for theme in queries.themes(self.store, self.room.id)]
        a, b = (live[at % len(live)] if live else 0 for at in (one, two))
        numbers = self.answer_numbers() or [0]
        answer, here = numbers[which % len(numbers)], (self.store, self.room.id)
        before, seq = self.picture(), self.room.session.seq
        try:
            {
                "add": lambda: theming.add_theme(*here, self.fresh_word()),
                "rename": lambda: theming.rename_theme(*here, a, self.fresh_word()),
                "merge": lambda: theming.merge_themes(*here, a, b),
                "remove": lambda: theming.remove_theme(*here, a),
                "confirmed": lambda: theming.place(*here, answer, a, "confirmed"),
                "rejected": lambda: theming.place(*here, answer, a, "rejected"),
                "back": lambda: theming.place(*here, answer, a, None),
                "all": lambda: theming.confirm_all(*here, a, numbers),
                "split": lambda: theming.split_theme(*here, a, self.fresh_word(), numbers[which % 3 :]),
                "move": lambda: theming.move(*here, answer, a, b),
                "regroup": lambda: theming.regroup(*here, [(a, numbers), (self.fresh_word(), [answer])]),
            }[act]()
        except REFUSALS:
            assert self.picture() == before
        if self.room.session.seq > seq:
            self.pictures.append(before)
            self.undone.clear()

    @rule()
    def undoes(self) -> None:
        now = self.picture()
        label = theming.undo(self.store, self.room.id)
        assert (label is None) == (not self.pictures)
        if self.pictures:
            assert self.picture() == self.pictures.pop()
            self.undone.append(now)

    @rule()
    def redoes(self) -> None:
        now = self.picture()
        label = theming.redo(self.store, self.room.id)
        assert (label is None) == (not self.undone)
        if self.undone:
            assert self.picture() == self.undone.pop()
            self.pictures.append(now)

    @rule()
    def a_reader_comes_by(self) -> None:
        self.seen += feed.changes(self.store, self.room.id, len(self.seen))

    @invariant()
    def changes_are_gapless_and_a_reader_has_missed_none(self) -> None:
        every = check_gapless(self.store, self.room.id)
        assert every[: len(self.seen)] == self.seen

    @invariant()
    def every_revision_is_there_as_it_was_written(self) -> None:
        for who, person in enumerate(self.room.people):
            kept = [revision for (owner, _p), history in self.kept.items() if owner == who for revision in history]
            found = queries.my_revisions(self.store, person.id)
            assert sorted(found, key=_place) == sorted(kept, key=_place)

    @invariant()
    def others_read_what_was_shared_and_nothing_else(self) -> None:
        session, viewer = self.room.session, self.room.people[0].id
        for purpose in PURPOSES:
            rows = queries.shared(self.store, self.room.id, purpose=purpose, viewer=viewer)
            had_turn = purpose != "participant" or queries.had_turn(self.store, viewer)
            expected = self.expected(purpose == "facilitator") if session.sharing and had_turn else {}
            assert {(row.answer, row.round): row.value for row in rows} == expected
            assert len(rows) == len(expected)
            assert session.identity != "anonymous" or not any(row.author for row in rows)

    def expected(self, with_hidden: bool) -> dict[tuple[int, int], Any]:
        shown = {}
        for history in self.kept.values():
            if not history or history[-1].visibility == "private" or history[-1].value is None:
                continue
            if history[-1].answer in self.hidden and not with_hidden:
                continue
            last = {revision.round: revision.value for revision in history}
            shown |= {(history[0].answer, at): value for at, value in last.items() if value is not None}
        return shown


def _place(revision: Revision) -> tuple[str, int]:
    return revision.prompt, revision.revision


def test_whatever_people_do_the_store_keeps_its_promises(store: Store, workshop: Workshop) -> None:
    run_state_machine_as_test(
        lambda: AnyDay(store, workshop),
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a day takes minutes
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        ),
    )
