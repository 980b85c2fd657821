"""What the project says about itself is so: commands in the README, the version, the wheel."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from evenground import __version__
from evenground.cli import parser

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text()
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())


def code_lines(language: str) -> list[str]:
    blocks = re.findall(rf"```{language}\n(.*?)```", README, re.S)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_every_evenground_command_in_the_readme_is_understood() -> None:
    commands = [line for line in code_lines("sh") if line.startswith("evenground ")]
    assert len(commands) >= 8
    for line in commands:
        try:
            parser().parse_args(shlex.split(line)[1:])
        except SystemExit as end:
            pytest.fail(f"{line}: not understood ({end})")


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(), re.M))
    used = {line.split()[1] for line in code_lines("sh") if line.startswith("make ")}
    assert used
    assert used <= targets


def test_every_verb_stands_in_the_readme() -> None:
    verbs = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert {verb for verb in verbs if f"evenground {verb}" not in README} == set()


def test_every_file_the_readme_links_to_exists() -> None:
    links = [
        link
        for link in re.findall(r"\]\(([^)]+)\)", README)
        if "://" not in link and not link.startswith("#")
    ]
    assert [link for link in links if not (TOP / link).exists()] == []


def test_the_changelog_has_this_version_on_top() -> None:
    versions = re.findall(r"^## \[([^\]]+)\]", (TOP / "CHANGELOG.md").read_text(), re.M)
    assert next(version for version in versions if version != "Unreleased") == __version__


def test_the_extras_and_groups_can_be_installed_by_name() -> None:
    assert {"lab"} <= PROJECT["project"]["optional-dependencies"].keys()
    assert {"test", "lint"} <= PROJECT["dependency-groups"].keys()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize(("folder", "inside"), [("workshop", "evenground/_content/workshop"),
                                                ("notebooks", "evenground/_content/notebooks"),
                                                ("src/evenground", "evenground")])  # fmt: skip
def test_the_wheel_holds_every_file_that_is_needed(wheel: zipfile.ZipFile, folder: str, inside: str) -> None:
    names = set(wheel.namelist())
    wanted = {
        f"{inside}/{path.relative_to(TOP / folder).as_posix()}"
        for path in (TOP / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and ".ipynb_checkpoints" not in path.parts
    }
    assert wanted
    assert wanted - names == set()


def test_the_wheel_holds_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"evenground", f"evenground-{__version__}.dist-info"}
    assert not [name for name in wheel.namelist() if name.endswith((".pyc", ".sqlite", ".orig"))]


def test_the_entry_points_lead_somewhere(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(f"evenground-{__version__}.dist-info/entry_points.txt").decode()
    targets = re.findall(r"= ([\w.]+):(\w+)", text)
    assert len(targets) == 7
    for module, name in targets:
        program = f"import {module}; {module}.{name}"
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
