"""The one text that anywidget sends: complete, each module once, every word known to the translators."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evenground.widgets import bundle as bundling
from evenground.widgets.bundle import bundle, messages, squeezed

COMPONENTS = ["board.js", "chart.js", "desk.js", "participation.js"]
STARTS_ITSELF = "front/participant.js"  # a page's script: nobody imports anything from it
PAGES = [*COMPONENTS, STARTS_ITSELF, "front/core.js"]
FOLDER = bundling.FOLDER


@pytest.mark.parametrize("name", PAGES)
def test_a_bundle_needs_no_other_file_and_no_other_host(name: str) -> None:
    text = bundle(name)
    assert re.findall(r"^\s*import\b.*", text, re.M) == []
    assert len(re.findall(r"^export default", text, re.M)) == (0 if name == STARTS_ITSELF else 1)
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


@pytest.mark.parametrize("name", [*COMPONENTS, STARTS_ITSELF])
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
        'import { two } from "./left.js";\nimport { one as single } from "./deep.js";\nexport default two + single;\n'
    )
    text = bundle.__wrapped__("top.js")
    assert text.count("const one = 1;") == 1
    assert "const {one: single} = eg_deep;" in text.replace("{ ", "{").replace(" }", "}")
    assert text.rstrip().endswith("export default two + single;")


def test_a_module_can_take_another_ones_default_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "FOLDER", tmp_path)
    (tmp_path / "front").mkdir()
    (tmp_path / "page.js").write_text("export const two = 2;\nexport default { two };\n")
    (tmp_path / "front" / "top.js").write_text(
        'import page from "../page.js";\nimport { two } from "../page.js";\npage.two === two;\n'
    )
    assert bundle.__wrapped__("front/top.js").splitlines() == [
        "const eg_page = (() => {",
        "const two = 2;",
        "const eg_default = { two };",
        "return {two, default: eg_default};",
        "})();",
        "const {default: page} = eg_page;",
        "const { two } = eg_page;",
        "page.two === two;",
    ]


def test_comments_and_indentation_are_not_sent_where_leaving_them_out_changes_nothing() -> None:
    text = "// Why.\nif (a) {\n  // How.\n  b(`x ${c}  y`); // What.\n  d = '// kept'; // it's kept\n}\n"
    assert squeezed(text) == "if (a) {\nb(`x ${c}  y`);\nd = '// kept'; // it's kept\n}\n"


@pytest.mark.parametrize(
    "line",
    ["  a = `one", "  a = `one ${b ? `two", "  a = `one ${{", '  a = "`" + `one', "  a = 'one \\", "  a = /`/ + `'`"],
)
def test_nothing_is_changed_from_where_a_text_may_go_on_to_the_next_line(line: str) -> None:
    rest = f"{line}\n  // text\n    text`;\n  // afterwards\n"
    assert squeezed("  b;\n" + rest) == "b;\n" + rest


def test_what_others_wrote_keeps_its_first_lines() -> None:
    first = (FOLDER / "vendor" / "preact.js").read_text("utf-8").splitlines()[0]
    assert first in bundle("participation.js")
