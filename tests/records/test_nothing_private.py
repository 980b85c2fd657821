"""What somebody kept, took back or never meant to share is in no byte of any file of the group, nor is a name."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator

import pytest

from evenground.records import files
from evenground.records.data import nameless
from evenground.records.facts import Record, SessionRecord
from evenground.records.programme import programme
from evenground.store import commands, queries
from evenground.store.engine import Store, open_store
from tests.records import portfolio
from tests.records.reading import bare, docx_parts, docx_text, pdf_bytes, pdf_text, strings
from tests.store.acting import COMMIT, REVIEW, SHARED, Room, room

GROUP = tuple(ending for ending in files.FORMATS if ending in files.formats("session"))
SECRETS = {
    "kept to oneself": "quokkas nobody knows of",
    "never shared": "wombats of my diary",
    "hidden by the facilitator": "an unkind numbat",
    "taken back after sharing": "bilbies I regret",
    "made private after sharing": "dingoes after all not",
    "the first version of what was made private": "platypus at first",
    "why it was made private": "echidnas are my reason",
    "an action that was taken back": "feed the kookaburras",
    "for one’s own portfolio": "a bandicoot of an example",
}
SHARED_WORDS = ("lorikeets for all to see", "galahs with a name")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('private') / 'store.sqlite'}") as store:
        yield hold(store)


def hold(store: Store) -> Room:
    """Six people, each of whom has something that the group is not to keep."""
    made = room(store, portfolio.workshop(), people=6, identity="named")
    for who in range(6):
        made.say(who, "people", f"The bus, {SHARED_WORDS[0]} {who}")
        made.say(who, "sure", who)
    made.say(0, "needs", SECRETS["kept to oneself"], visibility="private")
    made.say(1, "diary", SECRETS["never shared"])
    made.say(2, "needs", SECRETS["hidden by the facilitator"])
    made.say(3, "needs", SECRETS["taken back after sharing"])
    made.say(4, "needs", SECRETS["the first version of what was made private"])
    made.say(5, "does", SHARED_WORDS[1], visibility="named")
    made.all_ready()
    made.to(SHARED)
    for row in queries.shared(store, made.id, purpose="facilitator"):
        if row.value == SECRETS["hidden by the facilitator"]:
            commands.hide(store, made.id, row.answer)
    made.to(REVIEW)
    made.say(3, "needs", None)
    reason = SECRETS["why it was made private"]
    made.say(4, "needs", SECRETS["made private after sharing"], visibility="private", reason=reason)
    made.to(COMMIT)
    made.say(2, "next", [{"what": SECRETS["an action that was taken back"], "level": "team"}])
    made.say(2, "next", None)
    made.say(0, "mine", SECRETS["for one’s own portfolio"])
    return made


def record(held: Room, kind: str, *, names: bool = False) -> Record:
    """A record that a group may get: that of a session, or several side by side."""
    one = files.gather(held.store, held.code, "session", names=names)
    assert isinstance(one, SessionRecord)
    if kind == "session":
        return one
    other = room(held.store, held.session.workshop, people=3)
    other.to(SHARED)
    beside = files.gather(held.store, other.code, "session")
    assert isinstance(beside, SessionRecord)
    return programme.gather([one, beside])


@pytest.fixture(scope="module", params=["session", "programme"])
def shared_files(request: pytest.FixtureRequest, held: Room) -> dict[str, bytes]:
    made = files.write(record(held, request.param), files.formats(request.param))
    return {file.name.removeprefix("evenground-"): file.data for file in made}


def everything(name: str, data: bytes) -> str:
    """All that is in a file, unpacked and decoded in every way in which words may stand there; without blanks."""
    ending = name.rsplit(".", 1)[1]
    found = [data.decode("utf-8", "replace"), data.decode("utf-16-be", "replace")]
    if ending == "docx":
        found += [one.decode("utf-8", "replace") for one in docx_parts(data).values()] + [docx_text(data)]
    if ending == "pdf":
        inside = pdf_bytes(data)
        found += [pdf_text(data), inside.decode("latin-1"), inside.decode("utf-16-be", "replace")]
    if ending in ("json", "ipynb"):
        found += strings(json.loads(data))
    return "\n".join(map(bare, found))


def test_secrets_are_in_no_byte_of_any_file_of_the_group(shared_files: dict[str, bytes]) -> None:
    assert len(shared_files) == len(GROUP) + 1  # the table's codebook
    for name, data in shared_files.items():
        text = everything(name, data).casefold()
        assert [what for what, words in SECRETS.items() if bare(words).casefold() in text] == [], name


def test_the_search_would_find_them(held: Room) -> None:
    """What is shared is found in every format by the same search, and the owner's own files hold the secrets."""
    for file in files.write(record(held, "session"), GROUP):
        if "codebook" not in file.name:
            assert bare(SHARED_WORDS[0]) in everything(file.name, file.data), file.name
    mine = files.make(held.store, held.code, "personal", GROUP, participant=held.people[0].id)
    for file in mine:
        if "codebook" not in file.name:
            assert bare(SECRETS["kept to oneself"]) in everything(file.name, file.data), file.name


def test_somebodys_own_files_hold_nothing_that_others_kept(held: Room) -> None:
    theirs = [words for what, words in SECRETS.items() if what not in ("kept to oneself", "for one’s own portfolio")]
    for kind in ("personal", "card"):
        for file in files.make(held.store, held.code, kind, files.formats(kind), participant=held.people[0].id):
            text = everything(file.name, file.data)
            assert [words for words in theirs if bare(words) in text] == [], file.name


def test_nobody_is_named_unless_that_is_asked_for(held: Room) -> None:
    for file in files.write(record(held, "session"), GROUP):
        assert not re.search(r"Person\d", everything(file.name, file.data)), file.name
    for file in files.write(record(held, "session", names=True), GROUP):
        named = set(re.findall(r"Person\d", everything(file.name, file.data)))
        assert named == (set() if "codebook" in file.name else {"Person5"}), file.name


def test_names_can_be_taken_out_of_a_record_again(held: Room) -> None:
    named, without = record(held, "session", names=True), record(held, "session")
    assert isinstance(named, SessionRecord)
    assert nameless.without_names(named) == without
    assert named != without


def test_names_of_files_tell_kind_code_and_day_and_nobodys_name(held: Room) -> None:
    person = held.people[1].id
    for kind, called in files.NAMES.items():
        if kind == "programme":
            continue
        who = person if kind != "card" else held.people[0].id
        wanted = [ending for ending in files.formats(kind) if ending in ("html", "json", "csv", "ics")]
        for file in files.make(held.store, held.code, kind, wanted, participant=who, name="Ada Person 1"):
            assert re.fullmatch(
                rf"evenground-{held.code}-{called}-\d{{4}}-\d\d-\d\d(-codebook)?\.[a-z]+", file.name
            )
    assert re.fullmatch(r"evenground-programme-record-\d{4}-\d\d-\d\d\.md", _programme_name(held))


def _programme_name(held: Room) -> str:
    return files.write(record(held, "programme"), ["md"])[0].name


@pytest.mark.parametrize("kind", ["session", "personal", "card", "programme"])
def test_the_same_record_makes_the_same_bytes_in_every_format(held: Room, kind: files.Kind) -> None:
    if kind in ("session", "programme"):
        one = record(held, kind)
    else:
        one = files.gather(held.store, held.code, kind, participant=held.people[0].id)
    assert files.write(one, files.formats(kind)) == files.write(one, files.formats(kind))


def test_pictures_in_a_word_file_hold_nothing_but_a_picture(held: Room) -> None:
    (made,) = files.write(record(held, "session"), ["docx"])
    pictures = {name: data for name, data in docx_parts(made.data).items() if name.endswith(".png")}
    assert pictures
    for data in pictures.values():
        assert set(_chunks(data)) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "sRGB", "gAMA"}


def _chunks(png: bytes) -> Iterator[str]:
    place = 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8].decode()
        place += size + 12
