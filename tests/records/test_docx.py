"""A record as a Word file: real headings, lists and tables, every text as it was typed, the same bytes every time."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from evenground import i18n
from evenground.charts.chart import Bars, Chart
from evenground.charts.svg import svg
from evenground.domain.workshop import Workshop
from evenground.records import blocks, files, notebook
from evenground.records.blocks import Card, Cards, Document, Entry, Field, Fields, Part
from evenground.records.word import as_docx
from evenground.records.word.table import SMALL, widths
from evenground.store.engine import Store
from tests.records.word import Word, style_of, text_of
from tests.store.acting import Room, room

BARS = Bars(("Buses", "var(--a, b)"), (3, None), ("3 people", "fewer than 3"), (False, False))
CHART = Chart("themes", "What we named", "Three of us named buses.", ("Theme", "People"), (("Buses", "3"),), BARS)
GRID = blocks.Grid(CHART.title, CHART.columns, CHART.rows)
TOP = Part("top", "A title", (blocks.Paragraph("What it is for.", "lead"), blocks.Facts((("Held on", "1 May"),))))
OTHER = Part(
    "other",
    "A part",
    (
        blocks.Heading("Too deep", 4),
        blocks.Bullets(("one", "two")),
        blocks.Bullets(("found",), "found"),
        blocks.Figure(svg(CHART), svg(CHART, 320), CHART.sentence, GRID),
        Cards((Card((Entry("It was"), Entry("It is", "Changed to")), "Sam"), Card((Entry("Alone"),)))),
        blocks.Heading("Un titre", 3, "fr"),
        Fields((Field("What I learnt", "Much"), Field("Benefit", "", "Later", 3))),
        blocks.Works((blocks.Work("Linked", "Ann, 2020", "Good", "https://example.org/a b?x=<y>"),)),
        blocks.Works((blocks.Work("Unlinked", address="javascript:alert(1)"),)),
    ),
)  # fmt: skip
SAMPLE = Document("A title – Session record", "Session record", "en-GB", "In this record", (TOP, OTHER))


@pytest.fixture(scope="module")
def sample() -> Word:
    return Word(as_docx.write(SAMPLE, "a4"))


@pytest.fixture(scope="module")
def group(talk: Room) -> Word:
    return Word(as_docx.write(document(talk), "a4"))


@pytest.fixture
def welsh() -> Iterator[None]:
    i18n.use("cy")
    yield
    i18n.use("en-GB")


def document(made: Room, kind: files.Kind = "session", participant: int | None = None) -> Document:
    return notebook.document(files.gather(made.store, made.code, kind, participant=participant))


def saying(*texts: str) -> Document:
    """A record in which these texts were said."""
    top = Part("top", "Said", (Cards(tuple(Card((Entry(text),)) for text in texts)),))
    return replace(SAMPLE, parts=(top,))


def check_outline(word: Word) -> None:
    levels = [level for level, _text in word.headings]
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), word.headings


def test_headings_are_real_and_no_level_is_skipped(group: Word, talk: Room) -> None:
    check_outline(group)
    parts = document(talk).parts
    assert group.headings[0] == (0, parts[0].title)
    assert {(1, part.title) for part in parts[1:]} <= set(group.headings)


def test_a_heading_too_deep_for_its_place_is_raised_and_says_its_language(sample: Word) -> None:
    check_outline(sample)
    assert sample.headings[2:] == [(2, "Too deep"), (2, "Un titre")]
    runs = [run for run in sample.all("w:r") if text_of(run) == "Un titre"]
    assert runs[0].find(".//" + qn("w:lang")).get(qn("w:val")) == "fr"


def test_every_style_that_is_used_is_there_to_be_changed(sample: Word, group: Word) -> None:
    known = {style.style_id for style in sample.document.styles}
    assert {style for word in (sample, group) for style, _text in word.lines} <= known
    names = {style.name for style in sample.document.styles}
    ours = {f"EG {name}" for name in ("Kicker", "Lead", "Hint", "Label", "Quote", "Foot", "Notice", "Field", "Found")}
    assert ours | {"Title", "Heading 1", "Heading 4", "List Bullet", "Caption"} <= names


def test_lists_are_lists_of_word_and_no_bullet_is_typed(sample: Word) -> None:
    assert sample.said("ListBullet")[:2] == ["one", "two"]
    assert sample.said("EGFound") == ["found"]
    numbers = {one.get(qn("w:numId")) for one in sample.xml("word/numbering.xml").iter(qn("w:num"))}
    for name in ("List Bullet", "EG Found"):
        style = sample.document.styles[name].element
        assert style.find(".//" + qn("w:numId")).get(qn("w:val")) in numbers


def test_tables_repeat_their_heads_and_name_their_rows(sample: Word, group: Word) -> None:
    tables = [*sample.all("w:tbl"), *group.all("w:tbl")]
    assert len(tables) > 1
    for table in tables:
        first, *rows = table.iter(qn("w:tr"))
        assert first.find(".//" + qn("w:tblHeader")) is not None
        assert rows != []
        assert all(row.find(".//" + qn("w:tblHeader")) is None for row in rows)
        assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in [first, *rows])
        look = table.find(".//" + qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        before = table.getprevious()
        assert style_of(before) in ("Caption", "Heading1", "Heading2", "Heading3")
        assert table.find(".//" + qn("w:tblCaption")).get(qn("w:val")) == text_of(before)


def test_a_table_is_as_wide_as_the_text_and_only_its_long_rows_may_be_torn() -> None:
    columns = ("Theme", *(f"Group {number}" for number in range(10)))
    grid = blocks.Grid("Side by side", columns, (("A theme",) * 11, ("x" * 4_000, *("",) * 10)))
    word = Word(as_docx.write(replace(SAMPLE, parts=(TOP, Part("wide", "Wide", (grid,)))), "a4"))
    widths = [int(one.get(qn("w:w"))) for one in word.all("w:gridCol")]
    assert abs(sum(widths) - Mm(170).twips) <= 2
    assert min(widths) > 700
    assert len(word.all("w:cantSplit")) == 2


def test_beside_twelve_narrow_columns_the_names_of_rows_keep_their_words_whole() -> None:
    columns = ("Gap", "Of 12", *"ABCDEFGHIJKL")
    grid = blocks.Grid("Side by side", columns, (("Communities and partners: advocacy", "8", *("yes",) * 12),))
    first, count, *others = widths(grid, Mm(170).twips)
    assert first > SMALL * len("Communities")
    assert count > SMALL * len("Of 12")
    assert min(others) > SMALL * len("yes")


def test_a_chart_is_a_sharp_picture_and_a_drawing_and_says_what_it_shows(sample: Word) -> None:
    about = sample.all("wp:docPr")[0]
    assert (about.get("descr"), about.get("title")) == (CHART.sentence, CHART.title)
    relations = sample.document.part.rels
    picture = sample.all("a:blip")[0]
    png = relations[picture.get(qn("r:embed"))].target_part.blob
    wide = struct.unpack(">I", png[16:20])[0]
    assert wide / (int(sample.all("wp:extent")[0].get("cx")) / 914_400) >= 200
    vector = picture.find(".//{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
    drawn = relations[vector.get(qn("r:embed"))].target_part
    assert drawn.content_type == "image/svg+xml"
    assert b"var(--eg" not in drawn.blob
    assert "var(--a, b)" in "".join(etree.fromstring(drawn.blob).itertext())
    assert "Buses" in "".join(etree.fromstring(drawn.blob).itertext())


def test_a_chart_too_long_to_be_read_on_a_page_is_left_to_its_table() -> None:
    labels = tuple(f"Question {number}" for number in range(60))
    long = svg(replace(CHART, marks=Bars(labels, (3,) * 60, ("3 people",) * 60, (False,) * 60)))
    part = Part("long", "Long", (blocks.Figure(long, long, CHART.sentence, GRID),))
    word = Word(as_docx.write(replace(SAMPLE, parts=(TOP, part)), "a4"))
    assert not word.all("wp:docPr")
    assert CHART.sentence in [text_of(one) for one in word.all("w:p")]
    assert [table.cell(0, 0).text for table in word.document.tables][-1] == GRID.columns[0]


def test_every_chart_of_a_session_says_what_it_shows(group: Word, talk: Room) -> None:
    drawn = [one for part in document(talk).parts for one in part.blocks if isinstance(one, blocks.Figure)]
    assert drawn != []
    assert [about.get("descr") for about in group.all("wp:docPr")] == [one.sentence for one in drawn]
    assert len({about.get("id") for about in group.all("wp:docPr")}) == len(drawn)


def test_the_file_names_its_title_and_language_and_neither_person_nor_machine_nor_time(sample: Word) -> None:
    core = sample.document.core_properties
    assert (core.title, core.language, core.author) == (SAMPLE.title, "en-GB", "Even Ground")
    assert (core.last_modified_by, core.created, core.modified, core.comments) == ("", None, None, "")
    assert sample.document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert {info.date_time[:3] for info in sample.pack.infolist()} == {(1980, 1, 1)}


def test_the_foot_of_a_page_counts_pages_with_fields_of_word(sample: Word) -> None:
    foot = sample.document.sections[0].footer._element
    assert [one.get(qn("w:instr")) for one in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert text_of(foot) == "A title\tPage 1 of 1"


@pytest.mark.usefixtures("welsh")
def test_a_record_in_welsh_says_so(talk: Room) -> None:
    word = Word(as_docx.write(document(talk), "a4"))
    assert word.document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "cy-GB"
    assert word.document.core_properties.language == "cy-GB"
    assert _instructions(word) == ["PAGE", "NUMPAGES"]


def _instructions(word: Word) -> list[str]:
    foot = word.document.sections[0].footer._element
    return sorted((one.get(qn("w:instr")) for one in foot.iter(qn("w:fldSimple"))), key=len)


def test_the_same_record_gives_the_same_bytes(talk: Room) -> None:
    made = document(talk)
    assert as_docx.write(made, "a4") == as_docx.write(made, "a4")


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_it_fits_the_paper(paper: str, size: tuple[float, float]) -> None:
    section = Word(as_docx.write(SAMPLE, paper)).document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)


def test_every_member_is_well_formed_and_nothing_leads_out_but_links(sample: Word, group: Word) -> None:
    for word in (sample, group):
        names = word.pack.namelist()
        assert len(names) == len(set(names))
        assert {name.rsplit(".", 1)[1] for name in names} == {"xml", "rels", "png", "svg"}
        assert not [name for name in names if "vba" in name.lower() or "custom" in name.lower()]
        for name in names:
            if not name.endswith(".png"):
                word.xml(name)
            if name.endswith(".rels"):
                outside = [one for one in word.xml(name) if one.get("TargetMode") == "External"]
                assert all(one.get("Type").endswith("/hyperlink") for one in outside)
                assert all(re.fullmatch(r"https?://[!-~]+", one.get("Target")) for one in outside)


def test_links_to_works_are_links_only_where_they_lead_to_the_web(sample: Word) -> None:
    links = [one for one in sample.all("w:hyperlink") if one.get(qn("r:id"))]
    relations = sample.document.part.rels
    assert [text_of(one) for one in links] == ["Linked"]
    assert relations[links[0].get(qn("r:id"))].target_ref == "https://example.org/a%20b?x=%3Cy%3E"
    assert "Unlinked (javascript:alert(1))" in sample.said("ListBullet")


def test_links_inside_lead_to_headings(group: Word, talk: Room) -> None:
    links = [one.get(qn("w:anchor")) for one in group.all("w:hyperlink") if one.get(qn("w:anchor"))]
    marks = {one.get(qn("w:name")): text_of(one.getparent()) for one in group.all("w:bookmarkStart")}
    assert [marks[name] for name in links] == [part.title for part in document(talk).parts[1:]]


def test_a_field_without_an_answer_is_empty_for_all_to_see_and_can_be_written_in(sample: Word) -> None:
    assert sample.said("EGLabel") == ["What I learnt", "Benefit"]
    assert sample.said("EGField") == ["Much"]
    assert sample.said("EGFieldEmpty") == ["Left empty\n\n\n"]
    assert sample.all("w:alias")[0].get(qn("w:val")) == "Benefit"


def test_a_part_that_begins_afresh_begins_a_page() -> None:
    fresh = replace(OTHER, fresh=True)
    word = Word(as_docx.write(replace(SAMPLE, parts=(TOP, fresh)), "a4"))
    assert [text_of(one.getparent().getparent()) for one in word.all("w:pageBreakBefore")] == ["A part"]


def test_a_session_without_anybody_and_one_of_a_single_person_are_whole(store: Store, workshop: Workshop) -> None:
    for people in (0, 1):
        made = room(store, workshop, people=people)
        check_outline(Word(as_docx.write(document(made), "letter")))


def test_a_card_is_large_and_has_neither_contents_nor_a_number_of_pages() -> None:
    short, long = (replace(saying("The bus. " * often), look="card") for often in (10, 2_000))
    word = Word(as_docx.write(short, "a4"))
    size = word.document.styles["EG Quote"].font.size.pt
    assert size > 20 > Word(as_docx.write(long, "a4")).document.styles["EG Quote"].font.size.pt
    assert _instructions(word) == []
    assert word.said("EGContents") == []


def test_the_list_of_parts_leaves_the_first_page_to_what_the_group_found() -> None:
    found = Part("found", "Found", (blocks.Bullets(("much",), "found"),))
    after = Part("after", "After", (blocks.Paragraph("More."),), fresh=True)
    for parts, styles, broken in (
        ((found, after), ["Heading1", "EGFound", "EGContents", "Heading1"], "EGContents"),
        ((after, found), ["EGContents", "Heading1", "Heading1", "EGFound"], "Heading1"),
    ):
        word = Word(as_docx.write(replace(SAMPLE, parts=(TOP, *parts)), "a4"))
        assert [style for style, _text in word.lines if style in styles] == styles
        assert [style_of(one.getparent().getparent()) for one in word.all("w:pageBreakBefore")] == [broken]
