"""The one text that anywidget sends: complete, each module once, every word known to the translators."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evenground.widgets import bundle as bundling
from evenground.widgets.bundle import bundle, messages

PAGES = ["board.js", "chart.js", "desk.js", "participation.js"]
FOLDER = bundling.FOLDER


@pytest.mark.parametrize("name", PAGES)
def test_a_bundle_needs_no_other_file_and_no_other_host(name: str) -> None:
    text = bundle(name)
    assert re.findall(r"^\s*import\b.*", text, re.M) == []
    assert len(re.findall(r"^export default", text, re.M)) == 1
    assert re.findall(r"^export (?!default)", text, re.M) == []
    assert "cdn" not in text.lower()
    assert re.findall(r"https?://(?!www\.w3\.org/)\S+", text) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_module_is_written_once_and_before_it_is_used(name: str) -> None:
    text = bundle(name)
    scopes = re.findall(r"^const (eg_\w+) = \(\(\) => \{", text, re.M)
    assert len(scopes) == len(set(scopes))
    for scope in scopes:
        made = text.index(f"const {scope} = (")
        uses = [found.start() for found in re.finditer(rf"= {scope};", text)]
        assert uses
        assert min(uses) > made


@pytest.mark.parametrize("name", PAGES)
def test_what_a_module_takes_is_what_the_other_gives(name: str) -> None:
    text = bundle(name)
    given = {
        scope: {one.split(":")[0].strip() for one in names.split(",")}
        for scope, names in re.findall(
            r"^const (eg_\w+) = \(\(\) => \{\n.*?\nreturn \{([^}]*)\};\n\}\)\(\);", text, re.M | re.S
        )
    }
    for names, scope in re.findall(r"^const \{([^}]*)\} = (eg_\w+);", text, re.M):
        taken = {one.split(":")[0].strip() for one in names.split(",") if one.strip()}
        assert taken <= given[scope], scope


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_can_be_translated(name: str) -> None:
    known = {text for message in messages(name) for text in message}
    own = [path for path in FOLDER.glob("*.js") if f"eg_{path.stem} =" in bundle(name) or path.name == name]
    said = [text for path in own for text in re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', path.read_text())]
    assert said
    assert [text for text in said if text.replace('\\"', '"') not in known] == []


def test_plural_words_keep_both_forms_together() -> None:
    assert ("1 person is here", "{n} people are here") in messages("board.js")


def test_modules_that_need_each_other_twice_are_still_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundling, "FOLDER", tmp_path)
    (tmp_path / "deep.js").write_text("export const one = 1;\n")
    (tmp_path / "left.js").write_text('import { one } from "./deep.js";\nexport const two = one + one;\n')
    (tmp_path / "top.js").write_text(
        'import { two } from "./left.js";\nimport { one as single } from "./deep.js";\n'
        "export default two + single;\n"
    )
    text = bundle.__wrapped__("top.js")
    assert text.count("const one = 1;") == 1
    assert "const {one: single} = eg_deep;" in text.replace("{ ", "{").replace(" }", "}")
    assert text.rstrip().endswith("export default two + single;")
