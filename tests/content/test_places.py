"""Resources name places of frameworks, and frameworks give examples: what is not there is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenground.domain import loading
from evenground.settings import content_dir

FRAME = """\
id: frame
title: A frame
credit: {title: Somebody's}
rows:
  - {id: me, title: Myself}
  - {id: us, title: All of us}
columns:
  - {id: know, title: Knowing}
examples:
  me.know: I know.
  me.knew: I knew.
"""


def told(folder: Path, name: str, text: str) -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [f"{fault.line}: {fault.message}" for fault in loading.faults(path)]


def shelf(*helps: str) -> str:
    return "- id: book\n  title: A book\n  helps:\n" + "".join(f'    - "{one}"\n' for one in helps)


def test_an_example_of_a_cell_that_is_not_there_is_told(tmp_path: Path) -> None:
    message = "11: There is no cell 'me.knew' here. Write one of: me.know, us.know"
    assert told(tmp_path, "frame.yaml", FRAME) == [message]


def test_an_example_in_a_list_goes_by_its_row(tmp_path: Path) -> None:
    rows = "id: frame\ntitle: A\ncredit: {title: B}\nrows: [{id: me, title: Me}]\nexamples: {me: x, you: y}\n"
    assert told(tmp_path, "frame.yaml", rows) == ["5: There is no cell 'you' here. Write one of: me"]


def test_a_row_a_column_and_a_cell_of_a_known_framework_can_be_named(tmp_path: Path) -> None:
    known = ("six-aspects:my-team", "six-aspects:advocacy", "six-aspects:my-team.advocacy", "marmot-principles:work")
    assert told(tmp_path, "resources.yaml", shelf(*known)) == []


def test_a_cell_that_no_framework_has_is_told_with_what_is_near(tmp_path: Path) -> None:
    found = told(tmp_path, "resources.yaml", shelf("audit", "six-aspects:my-tem.advocacy", "frame:me"))
    assert found[0] == (
        "5: No framework has the place 'six-aspects:my-tem.advocacy'. Did you mean six-aspects:my-team.advocacy?"
    )
    assert found[1].startswith("6: No framework has the place 'frame:me'.")


def test_words_with_a_colon_are_not_taken_for_places(tmp_path: Path) -> None:
    assert told(tmp_path, "resources.yaml", shelf("Time: ours and theirs", "audit")) == []


def test_a_resource_written_in_a_workshop_is_checked_as_well(tmp_path: Path) -> None:
    text = (content_dir("workshop") / "definitions" / "team-pause.yaml").read_text(encoding="utf-8")
    wrong = text.replace("helps: [try-this, ", "helps: [levels-of-action:staff, try-this, ")
    assert text != wrong
    found = told(tmp_path, "team-pause.yaml", wrong)
    assert len(found) == 1
    assert "No framework has the place 'levels-of-action:staff'. " in found[0]


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder whose only framework has a fault."""
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "frame.yaml").write_text(FRAME, encoding="utf-8")
    monkeypatch.setattr("evenground.settings.content_dir", lambda _kind: tmp_path)
    return tmp_path


def test_a_framework_with_a_fault_is_mended_first(broken: Path) -> None:
    found = told(broken, "resources.yaml", shelf("frame:me"))
    assert len(found) == 1
    assert "The frameworks cannot be read. Mend them first: " in found[0]
    assert "frame.yaml:11" in found[0]
