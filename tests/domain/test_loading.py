"""Definitions are found, loaded, kept and given back."""

import re
from pathlib import Path

import pytest

from evenground import settings
from evenground.domain import loading
from evenground.domain.loading import Fault
from evenground.domain.workshop import Resource, Workshop
from evenground.errors import InputError, NotFound, OutsideError
from tests.domain.making import SMALL, small

SHIPPED = sorted(settings.content_dir("workshop").rglob("*.yaml"))
DEFINITIONS = [path for path in SHIPPED if path.parent.name != "groups"]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder of our own, with one workshop, one framework and one shared resource."""
    for folder in ("definitions", "frameworks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "definitions" / "small.yaml").write_text(
        SMALL + "resources: [reading]\nframeworks: [frame]\n"
    )
    (tmp_path / "resources.yaml").write_text("- {id: reading, title: Reading, year: 2020}\n")
    frame = "id: frame\ntitle: Frame\ncredit: {title: Book}\nrows: [{id: one, title: One}]\n"
    (tmp_path / "frameworks" / "frame.yaml").write_text(frame)
    monkeypatch.setattr(settings, "content_dir", lambda _kind: tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.name)
def test_what_is_shipped_has_no_faults(path: Path) -> None:
    assert loading.faults(path) == []


def test_every_shipped_workshop_loads_by_its_id() -> None:
    assert loading.shipped()
    assert [loading.load(name).id for name in loading.shipped()] == list(loading.shipped())


def test_frameworks_and_resources_are_known_by_id() -> None:
    assert all(framework.id == name and framework.rows for name, framework in loading.frameworks().items())
    assert all(isinstance(resource, Resource) for resource in loading.resources().values())
    assert loading.frameworks()


def test_a_workshop_loads_by_path_and_by_id(content: Path) -> None:
    assert loading.load("small") == loading.load(content / "definitions" / "small.yaml")


def test_shared_resources_are_written_out_when_a_workshop_is_loaded(content: Path) -> None:
    assert loading.load("small").resources == [Resource(id="reading", title="Reading", year="2020")]


def test_a_shared_list_with_a_fault_is_told_where_it_is_used(content: Path) -> None:
    (content / "resources.yaml").write_text("- {id: reading}\n")
    found = loading.faults(content / "definitions" / "small.yaml")
    assert [fault.line for fault in found] == [23, 23]
    assert "The shared list of resources cannot be read. Mend it first: " in str(found[1])
    assert "resources.yaml:1: 'title' is missing. Write title: ..." in str(found[1])


def test_a_framework_with_faults_is_told_by_line(content: Path) -> None:
    path = content / "frameworks" / "frame.yaml"
    path.write_text("id: frame\ntitle: Frame\nrows:\n  - {id: a, title: A}\n  - {id: a, titel: B}\n")
    assert [str(fault) for fault in loading.faults(path)] == [
        f"{path}:1: 'credit' is missing. Write credit: {{title: ...}}",
        f"{path}:5: 'a' is used already, on line 4. Write another.",
        f"{path}:5: 'title' is missing. Write title: ...",
        f"{path}:5: There is no key 'titel' here. Did you mean title?",
    ]
    with pytest.raises(InputError, match="Did you mean title"):
        loading.frameworks()


def test_loading_a_workshop_with_faults_tells_all_of_them() -> None:
    with pytest.raises(InputError) as refused:
        loading.parse(SMALL.replace("title: A small", "titel: A small"), "mine.yaml")
    assert str(refused.value).splitlines() == [
        "mine.yaml:1: 'title' is missing. Write title: ...",
        "mine.yaml:2: There is no key 'titel' here. Did you mean title?",
    ]


def test_a_framework_is_no_workshop(content: Path) -> None:
    with pytest.raises(
        InputError, match=r"frame\.yaml is no workshop\. A workshop has sections and an agenda\."
    ):
        loading.load(content / "frameworks" / "frame.yaml")


def test_a_workshop_that_is_not_shipped_is_not_found(content: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no workshop 'smal'\. Did you mean small\?"):
        loading.load("smal")
    with pytest.raises(NotFound, match=r"Write one of: small A path"):
        loading.load("other")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    assert loading.faults(path) == [
        Fault(str(path), 1, f"There is no file {path}. Write the path of a YAML file.")
    ]
    with pytest.raises(NotFound, match=re.escape(str(path))):
        loading.load(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "There is no file" in str(loading.faults(tmp_path)[0])


def test_a_name_no_file_can_have_is_told() -> None:
    assert loading.faults("a\0b.yaml")


def test_a_kept_workshop_comes_back_equal() -> None:
    assert loading.undump(loading.dump(small())) == small()


def test_a_kept_workshop_is_complete() -> None:
    assert '"max_chars":100000' in loading.dump(small())


def test_a_kept_definition_that_is_damaged_says_what_to_do() -> None:
    with pytest.raises(OutsideError, match="Use the version of Even Ground"):
        loading.undump('{"id": "small"}')


def test_a_workshop_read_from_text_is_a_workshop() -> None:
    assert isinstance(loading.parse(SMALL), Workshop)
