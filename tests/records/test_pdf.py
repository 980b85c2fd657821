"""A record as a PDF can be read aloud, looked through and printed: the checks that stand in for PDF/UA-1's own.

What Typst refuses it refuses by itself; here the finished file is read again, with another library.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from evenground import i18n
from evenground.charts.canvas import Canvas
from evenground.charts.lettering import width
from evenground.domain.workshop import Workshop
from evenground.records import files, notebook
from evenground.records.blocks import (
    Bullets,
    Card,
    Cards,
    Document,
    Entry,
    Facts,
    Field,
    Fields,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Part,
    Work,
    Works,
)  # fmt: skip
from evenground.records.paper import as_typst, pdf
from evenground.records.paper.as_typst import GUTTER, SHEET
from evenground.store.engine import Store
from tests.records.pdf_reading import NOTHING, Reading, drawn, plain
from tests.store.acting import Room, room

# The types of structure that every reader knows (ISO 32000-1, 14.8.4).
STANDARD = re.compile(
    "/(Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|TR|TH|TD"
    "|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|Warichu|Figure|Formula|Form)"
)
SENTENCE = "Most of us named transport."
A4, LETTER = (595, 842), (612, 792)


def chart(*lines: str) -> str:
    canvas = Canvas(600)
    for number, line in enumerate(lines):
        canvas.lines([line], 0, 20 + 40 * number, 16)
    return canvas.finished(40 * len(lines), SENTENCE)


GRID = Grid("What we named", ("Theme", "People"), (("Transport", "12 people"), ("Money", "4 people")))
PARTS = (
    Part("top", "A talk about fairness", (Facts((("Held on", "4 March 2026"), ("Took part", "12 people"))),)),
    Part("found", "What we found", (
        Bullets(("Most of us named transport.", "Four changed their mind."), "found"), Heading("Asked", 4),
        Paragraph("Of twelve people.", "hint"),
        Cards((Card((Entry("The bus.", "First answer"), Entry("The train.", "Changed to")), "Theme: Transport"),)),
    )),
    Part("chart", "Our chart", (Figure(chart("Transport", "12"), "", SENTENCE, GRID),), fresh=True),
    Part("read", "To read on", (
        Heading("Darllen", 3, "cy"), Works((Work("A work", "Somebody, 2020", "A note", "https://example.org/"),)),
        Fields((Field("What did I learn?", "To ask.", "One sentence"), Field("Who gained?", "", "", 4))),
    )),
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Reading:
    return drawn(*PARTS, title="A talk – Record")


@pytest.fixture(scope="module")
def whole(talk: Room) -> Reading:
    """The record of a session in which everything happened."""
    return written(talk)


def document(made: Room, kind: files.Kind = "session", **which: int) -> Document:
    return notebook.document(files.gather(made.store, made.code, kind, **which))


def written(made: Room, paper: str = "a4") -> Reading:
    return Reading(pdf.write(document(made), paper))


def both(page: Reading, whole: Reading) -> tuple[Reading, Reading]:
    return page, whole


def test_the_file_says_that_it_is_tagged_and_conforms_to_pdf_ua_1(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        assert one.root["/MarkInfo"]["/Marked"].value
        assert not one.root["/MarkInfo"]["/Suspects"].value
        meta = ET.fromstring(one.root["/Metadata"].get_data())
        assert [found.text for found in meta.iter("{http://www.aiim.org/pdfua/ns/id/}part")] == ["1"]


def test_every_tag_is_one_that_readers_know(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        assert all(STANDARD.fullmatch(tag.name) for tag in one.tags())
        assert [tag.name for tag in one.tree.children] == ["/Document"]


def test_all_that_is_drawn_is_tagged_or_an_artifact(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        assert [marked.get(NOTHING, "") for marked in one.marked.values()] == [""] * len(one.pages)


def test_the_title_and_the_language_stand_in_the_file(page: Reading, whole: Reading) -> None:
    assert page.reader.metadata is not None
    assert page.reader.metadata.title == "A talk – Record"
    meta = ET.fromstring(page.root["/Metadata"].get_data())
    title = next(meta.iter("{http://purl.org/dc/elements/1.1/}title"))
    assert "".join(title.itertext()).strip() == "A talk – Record"
    for one in both(page, whole):
        assert one.root["/ViewerPreferences"]["/DisplayDocTitle"].value
        assert one.root["/Lang"] == "en-GB"


def test_it_is_read_in_the_order_of_its_words(page: Reading) -> None:
    words = plain(page.tree.text)
    said = (
        "A record", "A talk about fairness", "Held on 4 March 2026", "Took part 12 people", "What we found",
        "Most of us named transport.", "Four changed their mind.", "Asked", "Of twelve people.",
        "First answer The bus.",
        "Changed to The train.", "Theme: Transport", "In this record", "What we found", "Our chart", "To read on",
        "Our chart", "Most of us named transport.", "What we named", "Theme People Transport 12 people Money 4 people",
        "To read on", "Darllen", "A work Somebody, 2020 A note", "What did I learn? One sentence To ask.",
        "Who gained? Left empty",
    )  # fmt: skip
    at = 0
    for one in said:
        found = words.find(re.sub(r"\s+", " ", one), at)
        assert found >= 0, f"{one} does not come after {words[:at][-60:]}"
        at = found + len(one)


def test_headings_begin_at_1_and_leave_no_level_out(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        levels = [int(tag.name[2:]) for tag in one.tags() if re.fullmatch(r"/H\d", tag.name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(plain(tag.text) for tag in one.tags() if tag.name.startswith("/H"))


def test_the_outline_lists_the_parts(talk: Room, page: Reading, whole: Reading) -> None:
    parts = document(talk).parts
    for one, known in ((page, PARTS), (whole, parts)):
        listed = [entry.title for entry in one.reader.outline if not isinstance(entry, list)]
        assert listed == [part.title for part in known[1:]]


def test_the_list_of_parts_links_to_them(page: Reading) -> None:
    inside = [tag for tag in page.tags("/Link") if plain(tag.text)[:-2] in {part.title for part in PARTS}]
    assert [plain(tag.text) for tag in inside] == ["What we found 1", "Our chart 2", "To read on 2"]


def test_links_are_tagged_and_say_where_they_lead(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        notes = one.links()
        assert {note["/Subtype"] for note in notes} <= {"/Link"}
        assert all("/StructParent" in note and note.get("/Contents") for note in notes)
        assert sum(tag.links for tag in one.tags("/Link")) == len(notes)
        assert all(plain(tag.text) for tag in one.tags("/Link"))
    outward = [note["/A"]["/URI"] for note in page.links() if "/URI" in note.get("/A", {})]
    assert outward == ["https://example.org/"]


def test_every_figure_says_what_it_shows(page: Reading, whole: Reading) -> None:
    assert [tag.data["/Alt"] for tag in page.tags("/Figure")] == ["Most of us named transport."]
    assert whole.tags("/Figure")
    assert all(tag.data["/Alt"].strip() and tag.attribute("/BBox") for tag in whole.tags("/Figure"))


def test_beside_twelve_narrow_columns_the_names_of_rows_keep_their_words_whole() -> None:
    columns = ("Gap", "Of 12", *"ABCDEFGHIJKL")
    grid = Grid("Side by side", columns, (("Communities and partners: advocacy", "8", *("yes",) * 12),))
    first, count, *others = as_typst.column_widths(grid)
    assert first > GUTTER + width("Communities", 1)
    assert count >= GUTTER + width("Of 12", 1)
    assert min(others) >= GUTTER + width("yes", 1)
    assert sum((first, count, *others)) <= SHEET


def test_a_chart_too_long_to_be_read_on_a_page_is_left_to_its_table() -> None:
    long = Figure(chart(*(f"Question {number}" for number in range(60))), "", SENTENCE, GRID)
    read = drawn(Part("long", "A long list", (long,)))
    assert not read.tags("/Figure")
    assert SENTENCE in plain(read.tree.text)
    assert len(read.tags("/Table")) == 1


def test_tables_have_headers_that_their_cells_belong_to(page: Reading, whole: Reading) -> None:
    assert [plain(tag.text) for tag in page.tags("/TH")] == ["Theme", "People"]
    for one in both(page, whole):
        assert one.tags("/Table")
        assert all(tag.attribute("/Scope") == "/Column" for tag in one.tags("/TH"))
        known = {tag.data["/ID"] for tag in one.tags("/TH")}
        assert all(set(tag.attribute("/Headers")) <= known and tag.attribute("/Headers") for tag in one.tags("/TD"))
        for table in one.tags("/Table"):
            rows = [tag for part in table.children for tag in part.children if tag.name == "/TR"]
            assert len({len(row.children) for row in rows}) == 1


def test_lists_are_lists(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        assert all({kid.name for kid in tag.children} <= {"/LI"} for tag in one.tags("/L"))
        assert all({kid.name for kid in tag.children} <= {"/Lbl", "/LBody"} for tag in one.tags("/LI"))
        assert {tag.parents[-1] for tag in one.tags("/LI")} == {"/L"}


def test_fonts_are_in_the_file_and_every_letter_is_known_as_text(page: Reading, whole: Reading) -> None:
    for one in both(page, whole):
        fonts = list(one.fonts())
        assert fonts
        for font in fonts:
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner)
            assert "/ToUnicode" in font


def test_pages_are_gone_through_by_tags_and_their_numbers_are_not_read(page: Reading) -> None:
    assert {sheet["/Tabs"] for sheet in page.reader.pages} == {"/S"}
    assert page.artifacts(0) == "1 / 2"
    assert page.artifacts(1).endswith("2 / 2")
    assert "A talk – Record" in page.artifacts(1)
    assert "/ 2" not in page.tree.text


def test_what_is_in_another_language_says_so(page: Reading) -> None:
    tags = {str(tag.data.get("/Lang")): plain(tag.text) for tag in page.tags() if "/Lang" in tag.data}
    assert tags == {"cy": "Darllen"}


def test_a_fresh_part_begins_a_page(page: Reading) -> None:
    fresh = drawn(PARTS[0], replace(PARTS[3], fresh=True), replace(PARTS[2], fresh=True))
    assert [plain(sheet.extract_text())[:10] for sheet in fresh.reader.pages] == [
        "A record A",
        "To read on",
        "Our chart ",
    ]
    # The list of parts stands before the part that begins the page, where the first page is for what was found.
    assert plain(page.reader.pages[1].extract_text()).startswith("In this record")


def test_what_was_found_has_the_first_page_to_itself_also_where_it_is_much() -> None:
    found = Bullets(
        ("A sentence about what we found that is long enough to go on over two lines of a page.",) * 22, "found"
    )
    one = drawn(PARTS[0], Part("found", "What we found", (found,)), replace(PARTS[2], fresh=True))
    assert plain(one.reader.pages[0].extract_text()).count("A sentence") == 22
    assert "In this record" not in one.reader.pages[0].extract_text()


def test_an_empty_field_is_seen_to_be_empty(page: Reading) -> None:
    assert page.words().count("empty") == 1


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_both_papers(talk: Room, paper: str, size: tuple[int, int]) -> None:
    sheets = written(talk, paper).reader.pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {size}


def test_writing_twice_gives_the_same_bytes(talk: Room) -> None:
    assert pdf.write(document(talk), "a4") == pdf.write(document(talk), "a4")


def test_a_record_in_welsh_is_read_in_welsh(fresh: Room) -> None:
    i18n.use("cy")
    try:
        made = document(fresh)
        one = Reading(pdf.write(replace(made, language="cy"), "a4"))
    finally:
        i18n.use("en-GB")
    assert one.root["/Lang"] == "cy"
    assert plain(made.contents) in plain(one.tree.text)


def test_a_personal_record_and_an_empty_session_are_whole_documents(
    store: Store, workshop: Workshop, talk: Room
) -> None:
    mine = Reading(pdf.write(document(talk, "personal", participant=talk.people[0].id), "a4"))
    nothing = written(room(store, workshop, people=1))
    for one in (mine, nothing):
        assert plain(one.tags("/H1")[0].text)
        assert len(one.tags("/H2")) > 1
