"""Our nbconvert exporters: for records, and for any other notebook."""

from __future__ import annotations

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat import v4

from evenground.records import drawing, files, notebook
from evenground.records.exporters import EvengroundHTMLExporter, EvengroundMarkdownExporter
from tests.records.reading import Page
from tests.store.acting import Room


def test_a_record_is_laid_out_as_a_sound_notebook_with_its_outputs(talk: Room) -> None:
    record = files.gather(talk.store, talk.code, "session")
    laid_out = nbformat.from_dict(notebook.lay_out(record))
    nbformat.validate(laid_out)
    assert [cell.id for cell in laid_out.cells] == [part.id for part in notebook.parts(record)]
    assert all(cell.outputs[0].data.keys() == {"text/html", "text/markdown"} for cell in laid_out.cells)
    assert laid_out.cells[0].source == 'record.show("top")'


@pytest.mark.parametrize("ending", ["html", "md"])
@pytest.mark.parametrize("kind", ["session", "personal"])
def test_nbconvert_and_the_light_way_give_the_same_bytes(talk: Room, kind: files.Kind, ending: str) -> None:
    record = files.gather(talk.store, talk.code, kind, participant=talk.people[0].id)
    assert drawing.by_nbconvert(record, ending) == drawing.lightly(record, ending)


def test_a_part_is_shown_in_a_notebook_as_it_stands_in_the_files(talk: Room) -> None:
    shown = notebook.Shown(files.gather(talk.store, talk.code, "session"))
    data, _metadata = shown.show("themes")._repr_mimebundle_()
    made = files.make(talk.store, talk.code, "session", ["html", "md"])
    assert data["text/markdown"] in made[1].data.decode()
    assert (
        data["text/html"].removeprefix('<div class="eg-record">').removesuffix("</div>")
        in made[0].data.decode()
    )
    assert "<style>" in shown.show("top")._repr_mimebundle_()[0]["text/html"]


def test_a_part_that_is_not_there_says_which_ones_are(talk: Room) -> None:
    shown = notebook.Shown(files.gather(talk.store, talk.code, "personal", participant=talk.people[0].id))
    said = shown.show("<measures>")._repr_mimebundle_()[0]
    assert "no part “&lt;measures&gt;”" in said["text/html"]
    assert "answers" in said["text/markdown"]


@pytest.fixture
def other() -> nbformat.NotebookNode:
    """Somebody's own notebook, with every kind of output."""
    outputs = [
        v4.new_output("stream", text="<b>printed</b>\n"),
        v4.new_output("error", ename="ValueError", evalue="<i>wrong</i>", traceback=[]),
        v4.new_output("execute_result", data={"text/plain": "<plain>"}),
        v4.new_output("display_data", data={"text/markdown": "*said*", "text/plain": "x"}),
        v4.new_output("display_data", data={"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}),
    ]
    cells = [v4.new_markdown_cell("# Mine"), v4.new_code_cell("secret = 1", outputs=outputs)]
    return v4.new_notebook(cells=cells)


def test_any_notebook_becomes_one_page_without_its_code(other: nbformat.NotebookNode) -> None:
    text, _resources = EvengroundHTMLExporter().from_notebook_node(other)
    page = Page(text)
    assert page.faults == []
    assert "secret = 1" not in text
    for shown in (
        "&lt;b&gt;printed",
        "ValueError: &lt;i&gt;wrong",
        "&lt;plain&gt;",
        "<em>said</em>",
        "Mine</h1>",
    ):
        assert shown in text
    assert page.all("img")[0].attributes == {"alt": "", "src": "data:image/png;base64,iVBORw0KGgo="}


def test_any_notebook_becomes_markdown_without_its_code(other: nbformat.NotebookNode) -> None:
    other.cells[1].outputs.pop()
    text, _resources = EvengroundMarkdownExporter().from_notebook_node(other)
    assert text.startswith("# Mine\n")
    assert "    <b>printed</b>" in text
    assert "*said*" in text
    assert "secret = 1" not in text


@pytest.mark.parametrize("name", ["EvengroundHTMLExporter", "EvengroundMarkdownExporter"])
def test_nbconvert_finds_the_exporters_by_name(name: str) -> None:
    assert get_exporter(f"evenground.records.exporters.{name}")().export_from_notebook.startswith(
        "Even Ground"
    )
