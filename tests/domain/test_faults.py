"""What is said about a definition with faults: every one at once, with its line and what to write."""

from pathlib import Path

import pytest

from evenground.domain.loading import faults
from evenground.domain.reading import LIMIT
from tests.domain.making import SMALL, said, with_prompt

SCALES = (
    "- {id: a, kind: scale, ask: A, measures: importance, about: my role}",
    "- {id: b, kind: scale, ask: B, measures: confidence, about: my role}",
)
PROMPTS = [
    ("- {id: a, kind: text, ask: A, hnt: x}", "There is no key 'hnt' here. Did you mean hint?"),
    ("- {id: see, kind: text, ask: A}", "'see' is used already, on line 8. Write another."),
    ("- {id: 'see ', kind: text, ask: A}", "'see' is used already, on line 8. Write another."),
    ("- {id: My Prompt, kind: text, ask: A}", "digits and dashes, such as my-prompt"),
    (
        "- {id: a, kind: txt, ask: A}",
        "'kind' cannot be txt. Write one of: text, scale, choice, choices, grid",
    ),
    ("- {id: a, kind: text}", "'ask' is missing. Write ask: ..."),
    ("- {id: a, kind: text, ask: 5}", "'ask' takes text. Write it in quotes: \"5\""),
    ("- {id: a, kind: text, ask: true}", "'ask' takes text. Write it in quotes: \"true\""),
    ("- {id: a, kind: text, ask: }", "'ask' is empty. Write text after it, or take it out."),
    ("- {id: a, kind: text, ask: '  '}", "'ask' is empty. Write text after it."),
    ("- {id: a, kind: text, ask: [A]}", "'ask' takes text. Write it on one line, or after >-"),
    ("- {id: a, kind: text, ask: A, lines: many}", "'lines' cannot be many. Write a whole number."),
    ("- {id: a, kind: text, ask: A, lines: 0}", "'lines' cannot be 0. Write a number from 1."),
    (
        "- {id: a, kind: text, ask: A, max_chars: 100001}",
        "'max_chars' cannot be 100001. Write a number up to 100000.",
    ),
    ("- {id: a, kind: text, ask: A, twice: yes}", "'twice' cannot be yes. Write true or false."),
    (
        "- {id: a, kind: text, ask: A, options: [B, C]}",
        "'options' does not belong to kind: text. Take it out",
    ),
    (
        "- {id: a, kind: choice, ask: A, options: B}",
        "'options' takes a list. Write each item on its own line",
    ),
    (
        "- {id: a, kind: choice, ask: A, options: [B]}",
        "needs at least 2 under 'options'. Write options: [one, ano",
    ),
    ("- {id: a, kind: choices, ask: A}", "A prompt of kind: choices needs at least 2 under 'options'."),
    ("- {id: a, kind: choice, ask: A, options: [B, B]}", "'B' is under 'options' already."),
    (
        "- {id: a, kind: grid, ask: A, rows: [], columns: [B, C]}",
        "needs at least 1 under 'rows'. Write rows: [one]",
    ),
    (
        "- {id: a, kind: text, ask: A, portfolio: type}",
        "'portfolio: type' goes with kind: choice. Write that kind, or take portfolio out.",
    ),
    ("- {id: a, kind: scale, ask: A, portfolio: benefit}", "'portfolio: benefit' goes with kind: text."),
    ("- {id: a, kind: text, ask: A, portfolio: diary}", "'portfolio' cannot be diary. Write one of: learnt, type"),
    (
        "- {id: a, kind: text, ask: A, feeds: thme}",
        "'feeds' cannot be thme. Write one of: theme, need, activity, support",
    ),
    (
        "- {id: a, kind: choices, ask: A, options: [B, C], portfolio: pillars}",
        "There are four pillars. Write four options: practice, learning, leadership and evidence.",
    ),
    ("- {id: a, kind: action, ask: A, levels: [moon]}", "'levels' cannot be moon. Write one of: self, team"),
    ("- {id: a, kind: action, ask: A, levels: []}", "needs at least 1 under 'levels'"),
    ("- {id: a, kind: scale, ask: A, low: 5, high: 5}", "low is 5 and high is 5. Write a high above 5."),
    ("- {id: a, kind: scale, ask: A, low: 11}", "low is 11 and high is 10. Write a high above 11."),
    (
        "- {id: a, kind: scale, ask: A, high: 500}",
        "This scale has 500 steps. Write low and high at most 100 apart.",
    ),
    (
        "- {id: a, kind: scale, ask: A, measures: importance}",
        "'measures' stands alone here. Write about: ... beside",
    ),
    (
        "- {id: a, kind: scale, ask: A, about: B}",
        "'about' stands alone here. Write measures: importance beside it",
    ),
    (SCALES[0], "No scale measures confidence about 'my role'. Add one"),
    ("- {id: a, kind: text, ask: &x A}", "Anchors are not used here. Take out &x"),
    ("- {id: a, kind: text, ask: *x }", "This repeats another part (*x). Write the part out."),
    (
        "- {id: a, kind: text, ask: !!python/object A}",
        "Tags are not used here. Take out tag:yaml.org,2002:python",
    ),
    ('- {id: a, kind: text, ask: "\\x00"}', "There is a character here that cannot be shown. Take it out."),
    ('- {id: a, kind: text, ask: "\\uD800"}', "There is a character here that cannot be shown. Take it out."),
    ('- {id: a, kind: text, ask: "\\U99999999"}', "There is no such character. Write it as it is."),
    (
        "- {id: a, kind: text, ask: Why? Because}",
        "There is a question mark between brackets here. Put quotes round",
    ),
    ("- {id: a, kind: text, ask: A", "The bracket here does not close."),
    ("- {id: a, kind: text, ask: 'A}", "A quotation begins here and does not end."),
    ("- {id: a, kind: text, ask: @A}", "Text cannot begin with @. Put quotes round it."),
    ("\t- {id: a}", "There is a tab here. Indent with spaces."),
    ("- words: more: words", "There is a colon here that does not fit."),
    ("- just words", "'prompts' takes keys and values. Write lines such as title: ..."),
    ("- {id: a, id: b, kind: text, ask: A}", "'id' is written twice, first on line 9. Keep one of them."),
    ("- {[a]: b}", "A key has to be one word, such as title."),
]
AGENDAS = [
    ("stage: shared, minutes: 6", "stage: shred, minutes: 6", 17, "'stage' cannot be shred. Write one of"),
    ("stage: shared, minutes: 6", "stage: shared", 17, "'minutes' is missing. Write minutes: 10"),
    ("minutes: 6", "minutes: -6", 17, "'minutes' cannot be -6. Write a number above 0."),
    ("minutes: 6", "minutes: .inf", 17, "'minutes' cannot be .inf. Write a number, such as 10."),
    ("minutes: 6", "minutes: 1e999", 17, "'minutes' cannot be 1e999. Write a number, such as 10."),
    ("minutes: 6", "minutes: 4", 14, "The stages of '25' add up to 23 minutes. Add 2, or name it 23."),
    ("minutes: 6", "minutes: 7.5", 14, "The stages of '25' add up to 26.5 minutes. Take 1.5 away."),
    ("  25:", "  quick:", 14, "There is no variant 'quick'. Write a number of minutes, such as 60"),
    ("stage: individual, minutes: 10", "stage: pairs, minutes: 10", 14, "'25' has no stage where people"),
    ("stage: shared", "stage: groups", 18, "'review' comes after answers were shared."),
    ("stage: welcome", "stage: shared", 15, "Answers are shared here before people thought alone."),
    ("10, sections: [awareness,", "10, sections: [awarness,", 16,
     "Section 'awarness' is not defined. Write one of: awareness, knowledge"),
    ("10, sections: [awareness,", "10, sections: [awareness, awareness,", 16, "'awareness' is in this list"),
    ("- id: awareness", "- id: knowledge", 9, "'knowledge' is used already, on line 5. Write another."),
    ("prompts:\n      - {id: know", "prompts: []\n      #", 11, "'prompts' is empty. Write at least one."),
    ("title: A small", "language: fr\ntitle: A small", 2, "'language' cannot be fr. Write one of: en-GB, cy"),
    ("title: A small", "titel: A small", 2, "There is no key 'titel' here. Did you mean title?"),
    ("title: A small", "zzzzzz: A small", 2, "There is no key 'zzzzzz' here. Write one of: id, title"),
    ("id: small", "id: large", 1, "Name the file large.yaml, or write id: small"),
]  # fmt: skip
TOPS = [
    ("frameworks: [six-aspect]", "Framework 'six-aspect' is not known. Write one of: "),
    ("resources: [no-such-thing]", "Resource 'no-such-thing' is not known. "),
    ("resources: [{id: a, title: A}, {id: a, title: B}]", "'a' is used already, on line 23. Write another."),
    ("resources: [{id: a, titel: A}]", "There is no key 'titel' here. Did you mean title?"),
    (
        "resources: [A B]",
        "'A B' does not do as an id. Write lower-case letters, digits and dashes, such as a-b",
    ),
    ("themes: [{name: A, terms: []}]", "'terms' is empty. Write at least one."),
    ("themes: [{name: A b, terms: [a]}, {name: a-B, terms: [b]}]", "'a-B' is used already, on line 23."),
    ("credit: [{title: A, year: [1]}]", "'year' takes text."),
    ("advice: {a: b}", "'advice' takes a list."),
    ("--- \nid: another", "A second document begins here. Take out the line ---"),
]


@pytest.mark.parametrize(("prompt", "says"), PROMPTS)
def test_a_prompt_with_a_fault_is_told_on_its_line(prompt: str, says: str, tmp_path: Path) -> None:
    found = said(tmp_path, with_prompt(prompt))
    assert [line for line in found if line.startswith("9: ") and says in line], found


@pytest.mark.parametrize(("right", "wrong", "line", "says"), AGENDAS)
def test_a_part_with_a_fault_is_told_on_its_line(
    right: str, wrong: str, line: int, says: str, tmp_path: Path
) -> None:
    assert SMALL.count(right)
    found = said(tmp_path, SMALL.replace(right, wrong, 1))
    assert [fault for fault in found if fault.startswith(f"{line}: ") and says in fault], found


@pytest.mark.parametrize(("top", "says"), TOPS)
def test_a_key_of_the_whole_with_a_fault_is_told_on_its_line(top: str, says: str, tmp_path: Path) -> None:
    found = said(tmp_path, SMALL + top + "\n")
    assert [fault for fault in found if fault.startswith("23: ") and says in fault], found


def test_one_fault_is_told_once_and_nothing_else_with_it(tmp_path: Path) -> None:
    found = said(tmp_path, SMALL.replace("[awareness, knowledge]", "[awarness, knowledge]", 1))
    assert found == ["16: Section 'awarness' is not defined. Write one of: awareness, knowledge"]


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    broken = SMALL.replace("title: A small workshop", "titel: A").replace("kind: text", "kind: txt", 1)
    broken = broken.replace("minutes: 6", "minutes: six").replace("[awareness, knowledge]", "[awarness]", 1)
    found = said(tmp_path, broken + "themes: [{name: A}]\n")
    assert [int(fault.split(":")[0]) for fault in found] == [1, 2, 8, 16, 17, 23]


def test_scales_that_belong_together_have_the_same_ends(tmp_path: Path) -> None:
    assert said(tmp_path, with_prompt(*SCALES)) == []
    uneven = with_prompt(SCALES[0], SCALES[1].replace("}", ", high: 5}"))
    assert said(tmp_path, uneven) == [
        "10: Importance and confidence about 'my role' have different ends. Write the same low and high."
    ]
    twice = with_prompt(*SCALES, SCALES[0].replace("id: a", "id: c"))
    assert said(tmp_path, twice) == ["11: There is another importance about 'my role'. Keep one of them."]


@pytest.mark.parametrize(("field", "often"), [("example", False), ("benefit", True), ("capture", True)])
def test_a_field_of_the_portfolio_that_holds_one_answer_is_filled_once(
    field: str, often: bool, tmp_path: Path
) -> None:
    twice = [f"- {{id: {name}, kind: text, ask: A, portfolio: {field}}}" for name in ("a", "b")]
    again = f"10: Another prompt fills '{field}' of the portfolio already. Keep one of them."
    assert said(tmp_path, with_prompt(*twice)) == ([] if often else [again])


def test_a_section_that_no_stage_asks_is_told(tmp_path: Path) -> None:
    found = said(tmp_path, SMALL.replace(", knowledge]", "]"))
    assert found == ["9: Section 'knowledge' is in no stage. Add it to the sections of one, or take it out."]


def test_words_that_older_yaml_reads_as_something_else_are_text(tmp_path: Path) -> None:
    assert (
        said(
            tmp_path,
            with_prompt("- {id: a, kind: choice, ask: A, options: [Yes, No, on, 12:30, 2030-03-01]}"),
        )
        == []
    )


def test_a_number_may_be_a_year_or_the_name_of_a_variant(tmp_path: Path) -> None:
    assert said(tmp_path, SMALL.replace("  25:", '  "25":') + "credit: [{title: A, year: 2021}]\n") == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "1: This file is empty. Begin with: id: my-workshop"),
        (b"# words\n", "1: This file is empty. Begin with: id: my-workshop"),
        (b"id: small\ntitle: \xff\n", "2: This line is not in UTF-8. Save the file with the encoding UTF-8."),
        (b"id: small\n\x00", "2: This file is not text. Write the definition in a text editor, as UTF-8."),
        (b"id: small\n\x01", "2: There is a character here that cannot be shown. Take it out."),
        (b"just words\n", "1: A definition is made of keys. Begin with lines such as: id: my-workshop"),
        (b"---\n", "1: A definition is made of keys. Begin with lines such as: id: my-workshop"),
        (b"a: " + b"x" * LIMIT, "1: This file is larger than 1 MB. Shorten it, or make two workshops of it."),
        (b"a: " + b"[" * 900_000, "1: The parts are nested too deeply here. Take levels out."),
        (b"- a\n" * 200_000, "20000: There are more than 20,000 lines and values up to here."),
    ],
)
def test_a_file_that_is_no_definition_is_told_in_one_sentence(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(data)
    found = faults(path)
    assert len(found) == 1
    assert str(found[0]).startswith(f"{path}:{says}")


def test_a_bomb_of_aliases_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30))
    found = said(tmp_path, SMALL + bomb)
    assert "24: This repeats another part (*a0). Write the part out." in found
    assert "23: Anchors are not used here. Take out &a0" in found


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert said(tmp_path, "\ufeff" + SMALL) == []
