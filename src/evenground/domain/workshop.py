"""A workshop: sections of prompts, an agenda of stages, frameworks, a codebook of themes and resources.

The models hold the shape of one definition. What must hold between its parts (references, minutes, pairs)
is in `rules`, and is checked when a definition is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag

from evenground.domain.action import LEVELS, Level
from evenground.domain.parts import Cell, Credit, Framework, Part, Resource, Slug, Text, Variant
from evenground.domain.words import slug
from evenground.errors import NotFound
from evenground.i18n import _

__all__ = [
    "ALONE",
    "KEYS",
    "KINDS",
    "MAX_CHARS",
    "SHARING_STAGES",
    "STAGES",
    "Cell",
    "Credit",
    "Framework",
    "Prompt",
    "Resource",
    "Section",
    "Stage",
    "Theme",
    "Workshop",
    "round_of",
]

Kind = Literal["text", "scale", "choice", "choices", "grid", "action"]
StageKind = Literal["welcome", "individual", "pairs", "groups", "shared", "review", "commit", "close"]
Feeds = Literal["", "theme", "need", "activity", "support"]
Share = Literal["never", "private", "anonymous", "named"]
Measure = Literal["", "importance", "confidence"]
Portfolio = Literal["", "learnt", "type", "level", "pillars", "benefit", "capture", "apply", "example"]
Language = Literal["en-GB", "cy"]

KINDS: tuple[str, ...] = get_args(Kind)
STAGES: tuple[str, ...] = get_args(StageKind)
SHARING_STAGES = ("shared", "review", "commit", "close")
ALONE = "alone"
MAX_CHARS = 100_000

# Which keys a prompt may have beside those that every prompt has.
KEYS: dict[str, tuple[str, ...]] = {
    "text": ("max_chars", "lines"),
    "scale": ("low", "high", "low_label", "high_label", "measures", "about"),
    "choice": ("options",),
    "choices": ("options",),
    "grid": ("rows", "columns"),
    "action": ("levels",),
}


class Prompt(Part):
    """One question."""

    id: Slug
    """A short name, unique among the prompts of this workshop; it stays when the words change."""
    kind: Kind
    """text, scale, choice (one of the options), choices (any of them), grid or action."""
    ask: Text
    """The question itself."""
    hint: str = ""
    """A little help under the question."""
    feeds: Feeds = ""
    """What the answers tell about: a theme, a learning need, an activity that meets one, or support."""
    share: Share = "anonymous"
    """Who may read answers when nobody says otherwise; never: they stay with the person always."""
    twice: bool = False
    """Asked again in the review."""
    portfolio: Portfolio = ""
    """Which field of a participant's own CPD pages the answer fills."""
    max_chars: Annotated[int, Field(ge=1, le=MAX_CHARS)] = MAX_CHARS
    """text: the most characters an answer may have."""
    lines: Annotated[int, Field(ge=1, le=40)] = 4
    """text: how tall the answer field is."""
    options: list[Text] = Field(default_factory=list)
    """choice and choices: what can be chosen; two or more."""
    rows: list[Text] = Field(default_factory=list)
    """grid: what is asked about, one a row."""
    columns: list[Text] = Field(default_factory=list)
    """grid: what can be chosen in a row."""
    low: Annotated[int, Field(ge=-1000, le=1000)] = 0
    """scale: the lowest number."""
    high: Annotated[int, Field(ge=-1000, le=1000)] = 10
    """scale: the highest number."""
    low_label: str = ""
    """scale: what the lowest number means."""
    high_label: str = ""
    """scale: what the highest number means."""
    measures: Measure = ""
    """scale: importance or confidence, compared with each other and before with after."""
    about: str = ""
    """scale: what is measured; an importance and a confidence with the same words belong together."""
    levels: list[Level] = Field(default_factory=lambda: list(LEVELS))
    """action: the levels to choose from."""


class Section(Part):
    """Prompts that belong together."""

    id: Slug
    """A short name, unique among the sections of this workshop."""
    title: Text
    intro: str = ""
    prompts: Annotated[list[Prompt], Field(min_length=1)]


class Stage(Part):
    """A step of the agenda."""

    stage: StageKind
    """What kind of step it is."""
    title: str = ""
    minutes: Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)]
    """How long it is planned to take."""
    sections: list[Slug] = Field(default_factory=list)
    """Which sections are answered here; in a review, none means that everything may be revised."""
    say: str = ""
    """What a facilitator may say."""
    note: str = ""
    """What participants read at this stage."""


class Theme(Part):
    """A theme that is looked for in answers, with the terms that suggest it."""

    name: Text
    terms: Annotated[list[Text], Field(min_length=1)]
    """Words that suggest the theme; a stem such as travel also finds travelling."""

    @property
    def id(self) -> str:
        """The name as an id."""
        return slug(self.name)


def _resource_tag(value: Any) -> str:
    return "id" if isinstance(value, str) else "resource"


ResourceOrId = Annotated[
    Annotated[Slug, Tag("id")] | Annotated[Resource, Tag("resource")], Discriminator(_resource_tag)
]


class Workshop(Part):
    """The definition of a workshop."""

    id: Slug
    """A short name; also the file's name."""
    title: Text
    language: Language = "en-GB"
    """What it is written in: en-GB or cy."""
    summary: Text
    """Two or three sentences: what it is about and for whom."""
    credit: list[Credit] = Field(default_factory=list)
    """The works it retells or leans on."""
    affiliation: str = ""
    """Whom it does not speak for, such as: Not affiliated with ..."""
    advice: list[Text] = Field(default_factory=list)
    """Ground rules shown before people begin."""
    sections: Annotated[list[Section], Field(min_length=1)]
    agenda: Annotated[dict[Variant, Annotated[list[Stage], Field(min_length=1)]], Field(min_length=1)]
    """Stages by variant: a number of minutes, or alone for a learner without a group."""
    frameworks: list[Slug] = Field(default_factory=list)
    """Ids of frameworks to lay answers against."""
    themes: list[Theme] = Field(default_factory=list)
    """The codebook: themes to look for from the start."""
    resources: list[ResourceOrId] = Field(default_factory=list)
    """Ids from the shared list of resources, or resources written here."""

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every prompt, in order."""
        return tuple(prompt for section in self.sections for prompt in section.prompts)

    def prompt(self, id: str) -> Prompt:  # noqa: A002 (the plan's name, and what the YAML calls it)
        """The prompt with this id; raises NotFound."""
        return next(prompt for prompt in self.section_of(id).prompts if prompt.id == id)

    def section_of(self, prompt_id: str) -> Section:
        """The section a prompt is in; raises NotFound."""
        for section in self.sections:
            if any(prompt.id == prompt_id for prompt in section.prompts):
                return section
        raise NotFound(_("There is no prompt '{id}' in {title}.").format(id=prompt_id, title=self.title))

    def variant(self, name: str | int | None = None) -> tuple[str, tuple[Stage, ...]]:
        """A variant's name and stages, unnamed the first that has minutes; raises NotFound."""
        if name is None:
            name = next((variant for variant in self.agenda if variant.isdigit()), next(iter(self.agenda)))
        if str(name) not in self.agenda:
            raise NotFound(
                _("{title} has no variant '{name}'. Write one of: {known}").format(
                    title=self.title, name=name, known=", ".join(self.agenda)
                )
            )
        return str(name), tuple(self.agenda[str(name)])

    def prompts_at(self, stage: Stage) -> tuple[Prompt, ...]:
        """The prompts that can be answered at a stage: all of them in a review that names no sections."""
        if stage.stage == "review" and not stage.sections:
            return self.prompts
        sections = {section.id: section for section in self.sections}
        return tuple(
            prompt for name in stage.sections if name in sections for prompt in sections[name].prompts
        )


def round_of(stages: Sequence[Stage], position: int) -> Literal[1, 2]:
    """1 up to and including the first shared stage, 2 after it; without one, 2 from the review on."""
    kinds = [stage.stage for stage in stages]
    if "shared" in kinds:
        return 1 if position <= kinds.index("shared") else 2
    return 2 if "review" in kinds and position >= kinds.index("review") else 1
