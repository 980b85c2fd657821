"""A notebook is read back as the document it was made from; any other as well as can be."""

from __future__ import annotations

import copy
import itertools
import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import v4

from evenground.errors import InputError
from evenground.records import block_data, blocks, files, markdown_reading, notebook
from evenground.records.blocks import Bullets, Card, Cards, Entry, Figure, Heading, Paragraph, Part
from evenground.records.notebook_reading import document_of
from tests.records.reading import on_paper
from tests.store.acting import Room


@pytest.mark.parametrize("kind", ["session", "personal", "card"])
def test_a_saved_notebook_gives_the_document_it_was_made_from(any_kind: Room, kind: files.Kind) -> None:
    record = files.gather(any_kind.store, any_kind.code, kind, participant=any_kind.people[4].id)
    saved = nbformat.writes(nbformat.from_dict(notebook.lay_out(record)))
    assert document_of(nbformat.reads(saved, as_version=4)) == on_paper(notebook.document(record))


def test_every_kind_of_block_comes_back_as_it_was() -> None:
    said = Card((Entry("a\nb", "Why"), Entry("c")), "foot")
    grid = blocks.Grid("About", ("A", "B"), (("x", "1"), ("y", "2")))
    part = Part(
        "all",
        "All of them",
        (
            Heading("h", 4, "cy"),
            Paragraph("p", "lead"),
            blocks.Facts((("when", "now"),)),
            Bullets(("one", "two"), "found"),
            Cards((said,)),
            grid,
            Figure("<svg/>", "", "It shows", grid),
            blocks.Works((blocks.Work("t", "by", "note", "https://example.org"),)),
            blocks.Fields((blocks.Field("l", "", "hint", 3),)),
        ),
        fresh=True,
    )
    assert {type(one) for one in part.blocks} == set(blocks.Block.__args__)  # type: ignore[attr-defined]
    assert block_data.part_of(json.loads(json.dumps(block_data.part_data(part)))) == part


def test_text_that_no_page_can_hold_stands_as_it_is_shown() -> None:
    data = block_data.part_data(Part("x", "\0 and \ud83d", (Paragraph("\x1b"),)))
    json.dumps(data, ensure_ascii=False).encode()
    assert block_data.part_of(data) == Part("x", "␀ and �", (Paragraph("␛"),))


FAULTS: list[Any] = [
    None,
    [],
    {},
    {"version": "0", "part": {}},
    {"version": "1", "part": {"id": "x", "title": "t"}},
    {"version": "1", "part": {"id": 1, "title": "t", "blocks": []}},
    {"version": "1", "part": {"id": "x", "title": "t", "blocks": [{"type": "Script", "text": "x"}]}},
    {"version": "1", "part": {"id": "x", "title": "t", "blocks": [{"type": "Heading", "text": "x", "level": True}]}},
    {"version": "1", "part": {"id": "x", "title": "t", "blocks": [{"type": "Paragraph", "text": "x", "more": 1}]}},
    {"version": "1", "part": {"id": "x", "title": "t", "blocks": [{"type": "Facts", "pairs": [["only one"]]}]}},
]


@pytest.mark.parametrize("data", FAULTS)
def test_data_that_is_not_ours_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match="Run the notebook again"):
        block_data.part_of(data)


def test_a_drawing_that_leads_outside_is_refused() -> None:
    table = blocks.Grid("c", ("a",), (("b",),))
    data = block_data.part_data(Part("x", "t", (Figure("<svg><image href='file:///x'/></svg>", "", "s", table),)))
    with pytest.raises(InputError):
        block_data.part_of(data)


def test_a_part_whose_data_was_changed_is_read_from_its_markdown() -> None:
    data = {block_data.MIME: {"version": "9"}, "text/markdown": "## Themes\n\nThree."}
    nb = v4.new_notebook(cells=[v4.new_code_cell("", outputs=[v4.new_output("display_data", data=data)])])
    (top, part) = document_of(nb, "Mine").parts
    assert (top.title, part) == ("Mine", Part("part-1", "Themes", (Paragraph("Three."),)))


def test_any_notebook_is_read_by_its_headings() -> None:
    cells = [
        v4.new_markdown_cell("# Mine\n\nBefore *all*.\n\n### Deep\n\n- one\n- [two](https://example.org)"),
        v4.new_code_cell("x", outputs=[v4.new_output("stream", text="a\n b\n")]),
        v4.new_markdown_cell("## Next\n\n1. first\n2. second\n\n> said\n\n```\ncode\n```"),
        v4.new_code_cell("y", outputs=[v4.new_output("error", ename="E", evalue="no", traceback=[])]),
        v4.new_raw_cell("left out"),
    ]
    document = document_of(v4.new_notebook(cells=cells), "file")
    assert (document.title, document.look, document.language) == ("Mine", "record", "en-GB")
    deep, after = document.parts[1:]
    assert document.parts[0] == Part("top", "Mine", (Paragraph("Before all."),))
    assert (deep.title, after.title) == ("Deep", "Next")
    assert deep.blocks == (Bullets(("one", "two (https://example.org)")), Cards((Card((Entry("a\n b"),)),)))
    assert after.blocks == (
        Paragraph("1. first"),
        Paragraph("2. second"),
        Cards((Card((Entry("said"),)),)),
        Cards((Card((Entry("code"),)),)),
        Paragraph("E: no", "notice"),
    )


def test_words_of_ones_own_beside_the_parts_stay_where_they_were_put(talk: Room) -> None:
    nb = nbformat.from_dict(notebook.lay_out(files.gather(talk.store, talk.code, "session")))
    nb.cells.insert(0, v4.new_markdown_cell("# For the board\n\nRead this."))
    nb.cells.insert(3, v4.new_markdown_cell("And this."))
    document = document_of(nb)
    assert document.parts[0].id == "top"
    assert document.parts[1] == Part("part-1", "For the board", (Paragraph("Read this."),))
    assert document.parts[2].blocks[-1] == Paragraph("And this.")


@given(st.lists(st.integers(1, 6), max_size=12), st.booleans())
def test_headings_never_miss_a_level(levels: list[int], begun: bool) -> None:
    source = "\n\n".join(["words"] * begun + [f"{'#' * level} h{place}" for place, level in enumerate(levels)])
    document = document_of(v4.new_notebook(cells=[v4.new_markdown_cell(source)] if source else []), "x")
    found = [1]
    for part in document.parts[1:]:
        found += [2, *(one.level for one in part.blocks if isinstance(one, Heading))]
    found[1:1] = [one.level for one in document.parts[0].blocks if isinstance(one, Heading)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))
    heads = [part.title for part in document.parts] + [
        one.text for part in document.parts for one in part.blocks if isinstance(one, Heading)
    ]
    assert {f"h{place}" for place in range(len(levels))} <= set(heads)


@given(st.text(max_size=200))
def test_any_markdown_can_be_read(source: str) -> None:
    markdown_reading.blocks_of(source)


def test_reading_leaves_the_notebook_as_it_was(talk: Room) -> None:
    nb = nbformat.from_dict(notebook.lay_out(files.gather(talk.store, talk.code, "session")))
    before = copy.deepcopy(nb)
    document_of(nb)
    assert nb == before
