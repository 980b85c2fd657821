"""Our nbconvert exporters: for records, and for any other notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat import v4

from evenground import i18n
from evenground.records import block_data, drawing, executing, files, notebook
from evenground.records.exporters import (
    EvengroundDocxExporter,
    EvengroundHTMLExporter,
    EvengroundMarkdownExporter,
    EvengroundPDFExporter,
)
from evenground.settings import content_dir
from tests.records.reading import Page, docx_parts, docx_text, pdf_text
from tests.store.acting import Room

EXPORTERS = {
    "html": EvengroundHTMLExporter,
    "md": EvengroundMarkdownExporter,
    "docx": EvengroundDocxExporter,
    "pdf": EvengroundPDFExporter,
}
OFFERED = {"text/html", "text/markdown", "text/plain", block_data.MIME}


def test_a_record_is_laid_out_as_a_sound_notebook_with_its_outputs(talk: Room) -> None:
    record = files.gather(talk.store, talk.code, "session")
    laid_out = nbformat.from_dict(notebook.lay_out(record))
    nbformat.validate(laid_out)
    assert [cell.id for cell in laid_out.cells] == [part.id for part in notebook.parts(record)]
    assert all(cell.outputs[0].data.keys() == OFFERED for cell in laid_out.cells)
    assert laid_out.cells[0].source == 'record.show("top")'


@pytest.mark.parametrize("ending", ["html", "md"])
@pytest.mark.parametrize("kind", ["session", "personal", "card"])
def test_nbconvert_and_the_light_way_give_the_same_bytes(any_kind: Room, kind: files.Kind, ending: str) -> None:
    record = files.gather(any_kind.store, any_kind.code, kind, participant=any_kind.people[4].id)
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


@pytest.mark.parametrize("kind", ["session", "personal"])
def test_an_executed_notebook_becomes_the_very_files_that_are_made_without_one(talk: Room, kind: files.Kind) -> None:
    record = files.gather(talk.store, talk.code, kind, participant=talk.people[0].id)
    saved = nbformat.reads(executing.executed(record).decode(), as_version=4)
    for ending, exporter in EXPORTERS.items():
        (direct,) = files.write(record, [ending])
        made, _resources = exporter().from_notebook_node(saved)
        assert (made.encode() if isinstance(made, str) else made) == direct.data, ending


def test_paper_can_be_chosen(talk: Room) -> None:
    laid_out = nbformat.from_dict(notebook.lay_out(files.gather(talk.store, talk.code, "session")))
    for exporter in (EvengroundDocxExporter, EvengroundPDFExporter):
        a4, _resources = exporter().from_notebook_node(laid_out)
        letter, _resources = exporter(paper="letter").from_notebook_node(laid_out)
        assert a4 != letter


def test_a_welsh_notebook_is_drawn_in_welsh_and_the_language_of_the_process_stays(talk: Room) -> None:
    with i18n.using("cy"):
        record = files.gather(talk.store, talk.code, "session")
        laid_out = nbformat.from_dict(notebook.lay_out(record))
    made, _resources = EvengroundDocxExporter().from_notebook_node(laid_out)
    assert i18n.current() == i18n.ENGLISH
    assert made == files.write(record, ["docx"])[0].data
    assert b'w:val="cy' in docx_parts(made)["word/styles.xml"]


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


def test_any_notebook_can_be_put_on_paper(other: nbformat.NotebookNode) -> None:
    for exporter, read in ((EvengroundDocxExporter, docx_text), (EvengroundPDFExporter, pdf_text)):
        text = read(exporter().from_notebook_node(other)[0])
        for shown in ("Mine", "<b>printed</b>", "ValueError: <i>wrong</i>", "<plain>", "said"):
            assert shown in text
        assert "secret = 1" not in text


@pytest.mark.parametrize("ending", EXPORTERS)
def test_cells_that_guide_are_no_part_of_any_export(other: nbformat.NotebookNode, ending: str) -> None:
    guide, here = {"tags": ["guide"]}, {"tags": ["here"]}
    said = [v4.new_output("stream", text="4 files")]
    other.cells += [v4.new_markdown_cell("Set this first", metadata=guide)]
    other.cells += [v4.new_code_cell("1", metadata=here, outputs=said)]
    made, _resources = EXPORTERS[ending]().from_notebook_node(other)
    text = {"docx": docx_text, "pdf": pdf_text}.get(ending, str)(made)
    assert "said" in text
    assert "Set this first" not in text
    assert "4 files" not in text


@pytest.mark.parametrize("ending", EXPORTERS)
def test_nbconvert_finds_the_exporters_by_name(ending: str) -> None:
    found = get_exporter(f"evenground-{ending}")
    assert found is EXPORTERS[ending]
    assert found().export_from_notebook.startswith("Even Ground record")
    assert found().output_mimetype == files.FORMATS[ending].mime


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_command_of_nbconvert_runs_a_notebook_and_writes_it(tmp_path: Path, ending: str) -> None:
    words = ["--execute", "--to", f"evenground-{ending}", "--output-dir", str(tmp_path)]
    notebooks = content_dir("notebooks") / "session_record.ipynb"
    command = [sys.executable, "-m", "nbconvert", *words, str(notebooks)]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    data = (tmp_path / f"session_record.{ending}").read_bytes()
    text = {"docx": docx_text, "pdf": pdf_text}[ending](data)
    assert "Session record, synthetic group" in text
    assert "Part by part" not in text
