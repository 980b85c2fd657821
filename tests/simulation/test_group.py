"""Synthetic groups: read, checked against their workshop, and said to be synthetic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evenground.domain.workshop import Workshop
from evenground.errors import InputError
from evenground.simulation.group import dated, group_for, groups, load_group

GROUP = """\
id: few
workshop: small
synthetic: true
label: Nobody is real
people:
  - role: A nurse
    private: [people]
    answers:
      people: Those who do not speak up.
      matters: 8
      next:
        - {what: Ask them, who: Me, weeks: 2, level: self}
    again:
      matters: {value: 9, reason: I listened}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "few.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_shipped_group_fits_its_workshop() -> None:
    assert {"health-equity", "team-pause"} <= groups().keys()
    for name in groups():
        group = load_group(name)
        assert group.synthetic is True
        assert "no real people" in group.label


def test_a_group_is_checked_against_the_workshop_that_is_given(tmp_path: Path, workshop: Workshop) -> None:
    group = load_group(write(tmp_path, GROUP), workshop)
    assert group.people[0].again["matters"].reason == "I listened"


def test_every_fault_of_a_group_is_told_at_once_with_its_line(tmp_path: Path, workshop: Workshop) -> None:
    text = GROUP.replace("matters: 8", "matters: 80").replace("      people: Those", "      peeple: Those")
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_group(path, workshop)
    told = str(caught.value).splitlines()
    assert [line.removeprefix(f"{path}:").split(":")[0] for line in told] == ["7", "9", "10"]
    assert "0 to 10" in str(caught.value)


def test_what_answers_are_about_is_checked_against_the_frameworks(tmp_path: Path, workshop: Workshop) -> None:
    about = "    about:\n      people: {levels-of-action: [team]}\n      matters: {levels-of-action: [nowhere]}\n"
    path = write(tmp_path, GROUP.replace("    answers:\n", about + "    answers:\n"))
    framed = workshop.model_copy(update={"frameworks": ["levels-of-action"]})
    with pytest.raises(InputError, match=r"few\.yaml:10: 'nowhere' of 'levels-of-action'"):
        load_group(path, framed)
    with pytest.raises(InputError, match="'team' of 'levels-of-action'"):
        load_group(path, workshop)


def test_a_group_that_is_not_marked_as_synthetic_is_refused(tmp_path: Path, workshop: Workshop) -> None:
    path = write(tmp_path, GROUP.replace("synthetic: true", "synthetic: false"))
    with pytest.raises(InputError, match=r"few\.yaml:3: "):
        load_group(path, workshop)


def test_an_unknown_key_of_a_person_is_told_with_its_line(tmp_path: Path, workshop: Workshop) -> None:
    path = write(tmp_path, GROUP.replace("private:", "privat:"))
    with pytest.raises(InputError, match=r"few\.yaml:7: .*Did you mean private"):
        load_group(path, workshop)


def test_a_group_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(InputError, match="team-pause"):
        load_group("nowhere")


def test_the_weeks_of_an_action_become_a_day(workshop: Workshop) -> None:
    rows = [{"what": "Ask them", "weeks": 2, "level": "self"}]
    found = dated(workshop.prompt("next"), rows, date(2030, 1, 1))
    assert found == [{"what": "Ask them", "by": "2030-01-15", "level": "self"}]
    assert dated(workshop.prompt("people"), "weeks", date(2030, 1, 1)) == "weeks"


def test_a_workshop_without_a_group_has_none() -> None:
    assert group_for("small") is None
