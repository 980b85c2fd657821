"""The shipped content: free of faults, complete beside its source, answered by its group, in own words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evenground.analysis.coverage import phrases
from evenground.domain import loading
from evenground.domain.action import LEVELS
from evenground.domain.workshop import Workshop
from evenground.records.cpd import PILLARS
from evenground.settings import content_dir
from evenground.simulation.group import load_group

CONTENT = content_dir("workshop")
TOP = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("EVENGROUND_SOURCES") or TOP.parent / "shared" / "sources")
RUN = 8

# Each question and task of the toolkit that the main workshop retells: our prompt, and words of the toolkit.
COUNTERPARTS = [
    ("event-date", "Date of presentation"),
    ("event", "presentation"),
    ("my-people", "relate to the people"),
    ("my-part", "my role"),
    ("already-here", "already being done"),
    ("change", "like to see happen"),
    ("learnt", "new knowledge"),
    ("want-to-learn", "learn more about"),
    ("ways-to-learn", "What activities"),
    ("support", "What support"),
    ("my-action", "as an individual"),
    ("our-action", "alongside colleagues"),
    ("alike-or-different", "similar or different"),
    ("themes-noticed", "themes emerge"),
    ("problems-and-gaps", "learning gaps"),
    ("points", "points raised"),
    ("more-to-do", "additional CPD activities"),
    ("learning-plan", "plan further learning"),
    ("learning-since", "Five minute reflection"),
    ("difference", "benefit of your learning"),
    ("resources", "additional resources"),
    ("feedback", "feedback"),
]
# What the toolkit advises around its questions, and a word of ours that says so.
ADVICE = ["Short of time", "uneasy", "mentor", "supervisor", "Come back", "alone, in pairs", "CPD portfolio"]


@pytest.fixture(scope="module")
def main() -> Workshop:
    return loading.load("health-equity")


def definitions() -> list[Path]:
    found = [*(CONTENT / "definitions").glob("*.yaml"), *(CONTENT / "frameworks").glob("*.yaml")]
    return sorted([*found, CONTENT / "resources.yaml"])


@pytest.mark.parametrize("path", definitions(), ids=lambda path: path.stem)
def test_no_shipped_file_has_a_fault(path: Path) -> None:
    assert [str(fault) for fault in loading.faults(path)] == []


@pytest.mark.parametrize("name", sorted(loading.shipped()))
def test_every_variant_gives_every_stage_something_to_say_or_to_read(name: str) -> None:
    for variant, stages in loading.load(name).agenda.items():
        for stage in stages:
            assert stage.note, f"{variant}: {stage.stage}"
            assert stage.say or variant == "alone", f"{variant}: {stage.stage}"


def test_every_framework_and_resource_is_named_by_the_main_workshop(main: Workshop) -> None:
    assert set(main.frameworks) == loading.frameworks().keys()
    named = {resource.id for resource in main.resources if not isinstance(resource, str)}
    assert {
        "heat",
        "population-health-toolkit",
        "health-equalities-framework",
        "kings-fund-framework",
    } <= named
    assert sum(name.startswith("marmot-") for name in named) == 5


def test_what_a_resource_helps_with_is_a_theme_a_prompt_or_a_word(main: Workshop) -> None:
    themes = {theme.name for theme in main.themes}
    prompts = {prompt.id for prompt in main.prompts}
    for resource in loading.resources().values():
        for help_ in resource.helps:
            assert help_ in themes | prompts or help_.islower(), f"{resource.id}: {help_}"


def test_everything_that_can_be_a_gap_has_something_that_helps(main: Workshop) -> None:
    helps = {one for resource in main.resources if not isinstance(resource, str) for one in resource.helps}
    assert {theme.name for theme in main.themes} <= helps
    assert {prompt.id for prompt in main.prompts if prompt.measures == "confidence"} <= helps
    lists = {name for name, one in loading.frameworks().items() if not one.columns}
    assert {f"{name}:{cell}" for name in lists for cell in loading.frameworks()[name].cells} <= helps
    for name in loading.frameworks().keys() - lists:
        for cell in loading.frameworks()[name].cells:
            row, column = cell.split(".")
            assert helps & {f"{name}:{cell}", f"{name}:{row}", f"{name}:{column}"}, cell


def test_every_cell_can_be_found_by_meaning() -> None:
    for framework in loading.frameworks().values():
        assert all(part.note for part in (*framework.rows, *framework.columns)), framework.id
        assert framework.examples.keys() == set(framework.cells), framework.id
        assert all(6 <= len(said.split()) <= 24 for said in framework.examples.values()), framework.id
        assert len(set(phrases([framework]).values())) == len(framework.cells)


def test_the_frameworks_have_the_places_of_their_sources() -> None:
    shapes = {name: (len(one.rows), len(one.columns)) for name, one in loading.frameworks().items()}
    assert shapes == {
        "six-aspects": (6, 3),
        "marmot-principles": (8, 0),
        "person-occupation-environment": (3, 3),
        "settings": (7, 0),
        "levels-of-action": (5, 0),
        "four-pillars": (4, 0),
    }
    assert loading.frameworks()["levels-of-action"].cells == LEVELS


def test_the_grid_of_the_main_workshop_asks_about_the_rows_of_its_framework(main: Workshop) -> None:
    assert main.prompt("reach").rows == [row.title for row in loading.frameworks()["six-aspects"].rows]


def test_the_long_variants_ask_every_prompt(main: Workshop) -> None:
    every = {prompt.id for prompt in main.prompts}
    for name in ("60", "90", "alone"):
        stages = [stage for stage in main.variant(name)[1] if stage.stage != "review"]
        assert {prompt.id for stage in stages for prompt in main.prompts_at(stage)} == every


def test_the_main_workshop_can_show_what_the_analysis_looks_for(main: Workshop) -> None:
    assert {"theme", "need", "activity", "support"} <= {prompt.feeds for prompt in main.prompts}
    assert {"text", "scale", "choice", "choices", "grid", "action"} == {
        prompt.kind for prompt in main.prompts
    }
    pairs = {(prompt.about, prompt.measures) for prompt in main.prompts if prompt.measures}
    assert len(pairs) == 4
    assert all(prompt.twice for prompt in main.prompts if prompt.measures)
    assert 10 <= len(main.themes) <= 12
    assert all(6 <= len(theme.terms) <= 14 for theme in main.themes)


FIELDS = ["learnt", "benefit", "type", "pillars", "level", *3 * ["capture"], *3 * ["apply"], "example"]


def test_the_main_workshop_fills_every_field_of_the_cpd_pages(main: Workshop) -> None:
    assert [prompt.portfolio for prompt in main.prompts if prompt.portfolio] == FIELDS
    level = next(prompt for prompt in main.prompts if prompt.portfolio == "level")
    assert (level.low, level.high) == (1, 9)


@pytest.mark.parametrize("name", sorted(loading.shipped()))
def test_what_is_for_the_portfolio_is_asked_on_every_way_and_never_leaves_its_owner(name: str) -> None:
    workshop = loading.load(name)
    own = [prompt for prompt in workshop.prompts if prompt.portfolio]
    assert {prompt.share for prompt in own} == {"never"}
    assert {prompt.feeds for prompt in own} == {""}
    for variant in workshop.agenda if name == "health-equity" else ["25"]:
        stages = workshop.variant(variant)[1]
        asked = {prompt.id for stage in stages for prompt in workshop.prompts_at(stage) if stage.stage != "review"}
        assert {prompt.id for prompt in own} <= asked, variant


def test_the_pillars_are_offered_in_the_order_of_their_framework(main: Workshop) -> None:
    pillars = next(prompt for prompt in main.prompts if prompt.portfolio == "pillars")
    rows = loading.frameworks()["four-pillars"].rows
    assert tuple(row.id for row in rows) == PILLARS
    for option, row in zip(pillars.options, rows, strict=True):
        assert option.startswith(f"{row.title}: ")


@pytest.mark.parametrize("name", sorted(loading.shipped()))
def test_every_prompt_is_answered_by_several_synthetic_people(name: str) -> None:
    group = load_group(name)
    few = 2 if len(group.people) < 10 else 3
    for prompt in loading.load(name).prompts:
        count = sum(prompt.id in person.answers for person in group.people)
        assert count >= (few if prompt.id not in ("event-date", "learning-since") else 2), prompt.id


def test_the_main_group_makes_gaps_and_changes_its_mind() -> None:
    people = load_group("health-equity").people
    for about in ("practice", "partners"):
        importance = sum(person.answers[f"{about}-importance"] for person in people)
        confidence = sum(person.answers[f"{about}-confidence"] for person in people)
        assert importance - confidence > 2 * len(people)
    assert sum(bool(again.reason) for person in people for again in person.again.values()) >= 8
    assert sum(bool(person.private) for person in people) >= 4


def test_the_toolkits_questions_all_have_their_counterpart(main: Workshop) -> None:
    assert {prompt for prompt, _words in COUNTERPARTS} <= {prompt.id for prompt in main.prompts}
    advice = " ".join(main.advice)
    assert [said for said in ADVICE if said not in advice] == []


def test_each_counterpart_is_about_something_the_toolkit_asks() -> None:
    path = SOURCES / "rcot-toolkit.txt"
    if not path.is_file():
        pytest.skip("the toolkit's text is not here")
    text = " ".join(path.read_text(encoding="utf-8").split()).casefold()
    assert [words for _prompt, words in COUNTERPARTS if words.casefold() not in text] == []


def test_the_main_workshop_credits_its_sources_and_says_whom_it_does_not_speak_for(main: Workshop) -> None:
    assert {"Royal College of Occupational Therapists", "Michael Marmot"} <= {c.author for c in main.credit}
    assert any("King's Fund" in credit.author for credit in main.credit)
    assert main.affiliation.startswith("Not affiliated with or endorsed by")


def test_the_authors_guide_shows_a_workshop_that_loads() -> None:
    guide = (CONTENT / "guides" / "author.md").read_text(encoding="utf-8")
    first = re.findall(r"```yaml\n(.*?)```", guide, re.S)[0]
    assert loading.parse(first).id == "my-workshop"


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.casefold()))


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def own_words(path: Path) -> list[str]:
    """A file's words without titles and addresses, which are quoted for credit."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^\s*-?\s*(title|address):.*$", " ", text, flags=re.M)
    return plain(re.sub(r"https?://\S+", " ", text))


def test_no_eight_words_in_a_row_are_somebody_elses() -> None:
    if not SOURCES.is_dir():
        pytest.skip("the sources are not here to compare with")
    theirs = {run for path in SOURCES.iterdir() for run in runs(plain(path.read_text(encoding="utf-8")))}
    files = [path for path in sorted(CONTENT.rglob("*")) if path.suffix in (".yaml", ".md")]
    found = {path.name: " ".join(run) for path in files for run in runs(own_words(path)) if run in theirs}
    assert len(files) >= 12
    assert found == {}


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.[ym]*")), ids=lambda path: path.name)
def test_the_words_are_plain(path: Path) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?i)\b(?:oops|invalid|please note|users?)\b", text) == []
        assert "!" not in text.replace("<!--", "")
