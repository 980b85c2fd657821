"""Properties of definitions: whatever a file holds, it is a workshop or it has faults with lines."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenground.domain import loading
from evenground.domain.reading import read
from evenground.domain.workshop import KINDS, STAGES, Workshop
from evenground.errors import InputError
from tests.domain.making import SMALL

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=30)
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
KEYS = st.sampled_from(
    [*Workshop.model_fields, "prompts", "kind", "stage", "minutes", "options", "low", "year"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.sampled_from([*KINDS, *STAGES])
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | WORDS, inner, max_size=5),
    max_leaves=25,
)
SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def checked(folder: Path, data: bytes) -> None:
    path = folder / "small.yaml"
    path.write_bytes(data)
    faults = loading.faults(path)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    assert all(1 <= fault.line <= lines and fault.message for fault in faults)
    assert all("\n" not in str(fault) for fault in faults)
    if not faults:
        assert loading.load(path).id == "small"


@SETTINGS
@given(st.binary(max_size=400))
def test_any_bytes_are_a_workshop_or_have_faults(tmp_path: Path, data: bytes) -> None:
    checked(tmp_path, data)


@SETTINGS
@given(st.text(max_size=400))
def test_any_text_is_a_workshop_or_has_faults(tmp_path: Path, text: str) -> None:
    checked(tmp_path, text.encode("utf-8", "surrogatepass"))


@SETTINGS
@given(st.text("{}[]:,-?&*!|>'\"%@`#~ \n\tab01\\xUu", max_size=120))
def test_any_signs_of_yaml_are_a_workshop_or_have_faults(tmp_path: Path, text: str) -> None:
    checked(tmp_path, text.encode())


@SETTINGS
@given(DATA)
def test_any_data_is_a_workshop_or_has_faults(tmp_path: Path, data: Any) -> None:
    checked(tmp_path, yaml.safe_dump(data, allow_unicode=True).encode())


@SETTINGS
@given(st.data())
def test_a_definition_with_any_value_in_any_place_is_a_workshop_or_has_faults(
    tmp_path: Path, data: Any
) -> None:
    whole = yaml.safe_load(SMALL)
    places = list(_places(whole))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(DATA)
    checked(tmp_path, yaml.safe_dump(whole, allow_unicode=True).encode())


def _places(node: Any) -> Any:
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])


@SETTINGS
@given(st.integers(0, len(SMALL)), st.integers(0, 12), st.text(max_size=6))
def test_a_definition_with_a_slip_of_the_hand_is_a_workshop_or_has_faults(
    tmp_path: Path, at: int, gone: int, typed: str
) -> None:
    checked(tmp_path, (SMALL[:at] + typed + SMALL[at + gone :]).encode("utf-8", "surrogatepass"))


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=20,
)


@SETTINGS
@given(JSON)
def test_data_is_read_as_it_was_written_and_every_part_has_a_line(data: Any) -> None:
    document = read(json.dumps(data, ensure_ascii=False, indent=1))
    assert (document.found, document.value) == ([], _stripped(data))
    assert all(place in document.lines for place in _paths(data))


def _stripped(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _stripped(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_stripped(value) for value in data]
    return data.strip() if isinstance(data, str) else data


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> Any:
    yield path
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield from _paths(data[key], (*path, key))


@st.composite
def workshops(draw: st.DrawFn) -> Workshop:
    words = WORDS.filter(str.strip)
    prompts = [{"id": slug, "kind": "text", "ask": draw(words), "hint": draw(WORDS)} for slug in draw(IDS)]
    sections = [{"id": slug, "title": draw(words), "prompts": prompts} for slug in draw(IDS)]
    stages = draw(
        st.lists(st.fixed_dictionaries({"stage": st.sampled_from(STAGES), "minutes": MINUTES}), min_size=1)
    )
    themes = [{"name": draw(words), "terms": [draw(words)]}]
    resources = [draw(SLUGS), {"id": draw(SLUGS), "title": draw(words), "year": draw(st.integers(0, 3000))}]
    return Workshop.model_validate({
        "id": "small", "title": draw(words), "summary": draw(words), "sections": sections,
        "agenda": {draw(st.integers(1, 9999)): stages}, "themes": themes, "resources": resources,
    })  # fmt: skip


IDS = st.lists(SLUGS, min_size=1, max_size=3, unique=True)
MINUTES = st.floats(0.1, 1440) | st.integers(1, 1440)


@settings(max_examples=60, deadline=None)
@given(workshops())
def test_a_dumped_workshop_undumps_equal(workshop: Workshop) -> None:
    assert loading.undump(loading.dump(workshop)) == workshop


@pytest.mark.parametrize("text", ["\0", "\ud800", "a: \ud800", "\U0010ffff: b"])
def test_text_that_cannot_be_saved_is_refused_too(text: str) -> None:
    with pytest.raises(InputError):
        loading.parse(text)
