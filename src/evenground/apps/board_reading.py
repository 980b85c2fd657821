"""One look at what a room shared, from which the board draws its views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from evenground.analysis.agreement import Agreement, agreement
from evenground.analysis.coverage import Coverage, coverage
from evenground.analysis.helping import Helpful, helpful
from evenground.analysis.themes import Placed, placed
from evenground.domain import loading
from evenground.domain.action import LEVELS
from evenground.domain.parts import Framework
from evenground.domain.response import Shared
from evenground.domain.session import Session
from evenground.domain.statement import Statement, Vote
from evenground.domain.suggested import Suggested, Tag, cell_target
from evenground.domain.workshop import Workshop
from evenground.store import queries
from evenground.store.engine import Store

if TYPE_CHECKING:
    from evenground.analysis.gaps import Gaps


class Reading:
    """One look at what a room shared: each part is read or computed when a view first needs it."""

    def __init__(self, store: Store, session: Session, before: Reading | None = None) -> None:
        """`before` is an earlier look since which nothing that people shared has changed."""
        self.store = store
        self.session = session
        for part in ("rows", "frame"):
            if before is not None and part in vars(before):
                vars(self)[part] = vars(before)[part]

    @cached_property
    def rows(self) -> list[Shared]:
        """What everybody may read; nothing before sharing."""
        return queries.shared(self.store, self.session.id, purpose="board")

    @cached_property
    def placed(self) -> Placed:
        """Themes with their answers."""
        themes = queries.themes(self.store, self.session.id)
        placements = queries.placements(self.store, self.session.id)
        return placed(self.rows, themes, placements, self.session.workshop, suggestions=self.suggestions)

    @cached_property
    def suggestions(self) -> list[Suggested]:
        """What the machine suggested of answers, as it was kept."""
        return queries.suggestions(self.store, self.session.id)

    @cached_property
    def frame(self) -> Any:
        """The rows as a data frame: pandas is read when the first chart needs it."""
        from evenground.analysis import frames

        return frames.responses(self.rows, self.session.workshop)

    @cached_property
    def joined(self) -> int:
        """How many people are here."""
        return queries.head_count(self.store, self.session.id).joined

    @cached_property
    def answered(self) -> dict[str, int]:
        """How many people answered each prompt."""
        return queries.answered(self.store, self.session.id)

    @cached_property
    def gaps(self) -> Gaps:
        """What the group lacks."""
        from evenground.analysis.gaps import gaps

        workshop, threshold, asked = self.session.workshop, self.session.threshold, opened(self.session)
        return gaps(self.frame, self.placed, self.answered, workshop, self.joined, threshold, opened=asked)


    def covered(self, framework: Framework) -> Coverage:
        """Where answers stand in a framework."""
        its = cell_target(framework.id, "")
        maybe = [one for one in self.suggestions if one.target.startswith(its)]
        return coverage(self.rows, self.tags, maybe, framework, self.session.workshop)

    @cached_property
    def tags(self) -> list[Tag]:
        """Where people say that answers stand in frameworks."""
        return queries.tags(self.store, self.session.id)

    @cached_property
    def helpful(self) -> tuple[Helpful, ...]:
        """What could help with the gaps that people confirmed."""
        shelf, found = loading.frameworks(), self.gaps
        judged = {tag.framework for tag in self.tags} | {name for name in shelf if {*shelf[name].cells} == {*LEVELS}}
        standing = [
            self.covered(shelf[name]) for name in self.session.workshop.frameworks if name in shelf and name in judged
        ]
        needs = [need.name for need in found.needs]
        return helpful(
            self.session.workshop, needs=needs, covered=standing, about=[gap.about for gap in found.confidence]
        )

    @cached_property
    def agreement(self) -> Agreement:
        """How the room answers its statements."""
        return agreement(self.statements, self.votes, self.session.threshold)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements that are put to the room now."""
        return [one for one in queries.statements(self.store, self.session.id) if one.open]

    @cached_property
    def votes(self) -> list[Vote]:
        """What people say of these statements."""
        asked = {one.id for one in self.statements}
        return [vote for vote in queries.votes(self.store, self.session.id) if vote.statement in asked]


def opened(session: Session) -> list[str]:
    """The prompts put to the group so far, without those that never leave their owner."""
    stages = session.stages[: session.position + 1]
    names = {name for stage in stages for name in stage.sections}
    sections = [section for section in session.workshop.sections if section.id in names]
    return [prompt.id for section in sections for prompt in section.prompts if prompt.share != "never"]


def asked_now(session: Session) -> Workshop:
    """The workshop with only the sections of the latest stage that asks anything: what progress is about."""
    stages = reversed(session.stages[: session.position + 1])
    names: Sequence[str] = next((stage.sections for stage in stages if stage.sections), [])
    sections = []
    for section in session.workshop.sections:
        prompts = [prompt for prompt in section.prompts if prompt.share != "never"]
        if section.id in names and prompts:
            sections.append(section.model_copy(update={"prompts": prompts}))
    return session.workshop.model_copy(update={"sections": sections or session.workshop.sections})
