"""A workshop and what it answers."""

import pytest
from pydantic import ValidationError

from evenground.domain.workshop import SHARING_STAGES, STAGES, Stage, Theme, round_of
from evenground.errors import NotFound
from tests.domain.making import small


def stages(*kinds: str) -> tuple[Stage, ...]:
    return tuple(Stage.model_validate({"stage": kind, "minutes": 1}) for kind in kinds)


def test_prompts_come_in_the_order_they_are_written() -> None:
    assert [prompt.id for prompt in small().prompts] == ["see", "know"]


def test_a_prompt_is_found_by_its_id_with_its_section() -> None:
    workshop = small()
    assert workshop.prompt("know").ask == "What do you know?"
    assert workshop.section_of("know").id == "knowledge"


def test_a_prompt_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="There is no prompt 'other' in A small workshop"):
        small().prompt("other")


def test_the_first_variant_with_minutes_is_taken_when_none_is_named() -> None:
    assert small().variant()[0] == "25"
    assert small().variant(25)[0] == "25"
    assert [stage.stage for stage in small().variant("alone")[1]] == ["individual", "review"]


def test_a_workshop_for_one_only_has_that_variant_first() -> None:
    workshop = small()
    only = workshop.model_copy(update={"agenda": {"alone": workshop.agenda["alone"]}})
    assert only.variant()[0] == "alone"


def test_a_variant_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"has no variant '90'\. Write one of: 25, alone"):
        small().variant("90")


def test_a_stage_asks_the_prompts_of_its_sections() -> None:
    workshop = small()
    welcome, individual, _shared, review, _close = workshop.variant()[1]
    assert workshop.prompts_at(welcome) == ()
    assert [prompt.id for prompt in workshop.prompts_at(individual)] == ["see", "know"]
    assert workshop.prompts_at(review) == workshop.prompts


@pytest.mark.parametrize(
    ("kinds", "rounds"),
    [
        (("welcome", "individual", "shared", "review", "close"), [1, 1, 1, 2, 2]),
        (("individual", "shared", "individual", "shared"), [1, 1, 2, 2]),
        (("individual", "review", "commit"), [1, 2, 2]),
        (("individual", "close"), [1, 1]),
    ],
)
def test_the_round_turns_after_the_first_shared_stage_or_with_the_review(
    kinds: tuple[str, ...], rounds: list[int]
) -> None:
    assert [round_of(stages(*kinds), position) for position in range(len(kinds))] == rounds


def test_sharing_stages_are_the_last_ones() -> None:
    assert STAGES[-4:] == SHARING_STAGES


def test_a_theme_has_its_name_as_an_id() -> None:
    assert Theme(name="Tŷ, travel & transport!", terms=["bus"]).id == "ty-travel-transport"


def test_a_workshop_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        small().title = "Another"
