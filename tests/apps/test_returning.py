"""The page for coming back, without a browser: what it shows, keeps and writes."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evenground import i18n
from evenground.apps import returning, returning_view
from evenground.errors import InputError, Refused
from evenground.records import example, files
from evenground.records.cpd import Commitment, FollowOn
from evenground.records.data import json_file
from evenground.records.facts import PersonalRecord
from evenground.records.mine import personal
from evenground.records.mine import returning as records
from evenground.widgets.returning import Returning

BUS = "Ask at the first call how people will get here"
DAY = date(2026, 9, 1)


@pytest.fixture(scope="module")
def mine() -> PersonalRecord:
    return personal.gather(*example.group())


@pytest.fixture
def file(mine: PersonalRecord, tmp_path: Path) -> Path:
    path = tmp_path / "my-record.json"
    path.write_bytes(json_file.dump(mine))
    return path


@pytest.fixture(autouse=True)
def english() -> Any:
    yield
    i18n.use("en-GB")


class Page(Returning):
    """A page that remembers what was sent to its browser."""

    def send(self, content: Any, buffers: Any = None) -> None:
        vars(self).setdefault("sent", []).append((content, buffers))

    @property
    def saved(self) -> tuple[str, bytes]:
        found = [(one["file"], data[0]) for one, data in vars(self).get("sent", []) if "file" in one]
        return found[-1]


def opened(path: str | Path = "") -> tuple[Page, returning.ReturnModel]:
    page = Page()
    return page, returning.bind(page, path)


def save(page: Page, model: returning.ReturnModel, *formats: str, **entry: Any) -> bytes:
    model.act("begin", {"key": page.state["key"], "entry": entry})
    for to in formats:
        model.act("write", {"to": to})
    model.act("end", {})
    return page.saved[1]


def test_without_a_file_an_author_sees_somebody_of_a_synthetic_group_and_is_told_so() -> None:
    page, _model = opened()
    assert page.state["synthetic"] is True
    assert [one["what"] for one in page.state["commitments"]] == [BUS]


def test_the_file_in_the_settings_is_shown(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENGROUND_RECORD", str(file))
    page, _model = opened()
    assert page.state["title"] == "Fairer health: from what we see to what we do"


def test_a_file_that_is_not_there_is_told_on_the_page(tmp_path: Path) -> None:
    page, _model = opened(tmp_path / "gone.json")
    assert "gone.json cannot be opened" in page.state["problem"]
    assert "key" not in page.state


@pytest.fixture
def served(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel of a served page, which knows the key of its server."""
    monkeypatch.setenv("SERVER_SOFTWARE", "voila")
    monkeypatch.setenv("EVENGROUND_RECORD", str(file))
    monkeypatch.setenv("EVENGROUND_HOST_KEY", "the key")


@pytest.mark.parametrize("key", ["", "another", "the ke", "\ud83d"])
def test_a_served_page_shows_nothing_to_who_does_not_hold_the_key(served: None, key: str) -> None:
    page, model = opened()
    assert page.state == {}
    model.act("hello", {"key": key})
    assert list(page.state) == ["problem"]
    for act in ("open", "begin", "write", "end", "language"):
        with pytest.raises(Refused, match="whole address"):
            model.act(act, {})


def test_a_served_page_without_a_key_of_its_own_opens_to_nobody(served: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENGROUND_HOST_KEY")
    page, model = opened()
    model.act("hello", {"key": ""})
    assert list(page.state) == ["problem"]


def test_a_served_page_shows_the_record_to_who_holds_the_key(served: None) -> None:
    page, model = opened()
    model.act("hello", {"key": "the key", "language": "cy"})
    assert [one["what"] for one in page.state["commitments"]] == [BUS]
    assert page.language == "cy"


def test_a_saved_record_holds_the_entry_and_opens_again(file: Path, mine: PersonalRecord) -> None:
    page, model = opened(file)
    said = {"commitments": [{"state": "partly", "note": "Two of us ask"}], "changed": "I ask first"}
    data = save(page, model, "json", **said, onward="Ask the front desk")
    again = records.reopened(data)
    entry = FollowOn(date.today(), (Commitment(BUS, "partly", "Two of us ask", "2030-03-31"),), "I ask first")
    assert again.follow_ons == (replace(entry, onward="Ask the front desk"),)
    assert replace(again, head=mine.head, follow_ons=(), cpd=mine.cpd) == mine
    model.act("open", {"data": base64.b64encode(data).decode()})
    assert [one["what"] for one in page.state["commitments"]] == [BUS, "Ask the front desk"]
    assert page.state["entries"][0]["changed"] == "I ask first"
    assert page.state["commitments"][0]["note"] == "Two of us ask"


def test_saving_twice_writes_one_entry_and_not_two(file: Path) -> None:
    page, model = opened(file)
    save(page, model, "html", changed="I ask first")
    assert len(records.reopened(save(page, model, "json", changed="I ask first")).follow_ons) == 1


def test_the_name_of_a_saved_file_carries_code_and_days_and_nobodys_name(mine: PersonalRecord, tmp_path: Path) -> None:
    path = tmp_path / "named.json"
    path.write_bytes(json_file.dump(replace(mine, name="Sam Example")))
    page, model = opened(path)
    assert b"Sam Example" in save(page, model, "json", changed="Much")
    name, held = page.saved[0], mine.head.held.isoformat()
    assert name == f"evenground-{mine.head.code}-my-record-{held}-returned-{date.today().isoformat()}.json"


def test_several_formats_come_as_one_file_that_opens_again(file: Path) -> None:
    page, model = opened(file)
    data = save(page, model, "html", "json", changed="Much")
    assert page.saved[0].endswith(".zip")
    assert records.reopened(data).follow_ons[0].changed == "Much"


def test_nothing_written_is_told_and_nothing_is_sent(file: Path) -> None:
    page, model = opened(file)
    with pytest.raises(InputError, match="Nothing is written yet"):
        model.act("begin", {"key": page.state["key"], "entry": {"commitments": [{"state": "", "note": " "}]}})
    with pytest.raises(Refused, match="once more"):
        model.act("end", {})
    assert "sent" not in vars(page)


@pytest.mark.parametrize("entry", [None, [], "x", {"commitments": "x"}, {"commitments": [1, None, {}]}])
def test_an_entry_of_another_shape_counts_as_nothing_written(file: Path, entry: Any) -> None:
    page, model = opened(file)
    with pytest.raises(InputError, match="Nothing is written yet"):
        model.act("begin", {"key": page.state["key"], "entry": entry})


def test_an_entry_for_another_record_than_the_one_shown_is_refused(file: Path) -> None:
    _page, model = opened(file)
    with pytest.raises(Refused, match="another record"):
        model.act("begin", {"key": "elsewhere", "entry": {"changed": "Much"}})


def test_a_wrong_file_changes_nothing(file: Path) -> None:
    page, model = opened(file)
    before = dict(page.state)
    store, code, _me = example.group()
    for wrong in (b"no record", json_file.dump(files.gather(store, code, "session"))):
        with pytest.raises(InputError, match="Choose"):
            model.act("open", {"data": base64.b64encode(wrong).decode()})
    with pytest.raises(InputError, match="Reload"):
        model.act("open", {"data": "é"})
    assert page.state == before


def test_files_are_written_in_the_language_of_the_record_and_the_page_keeps_its_own(file: Path) -> None:
    page, model = opened(file)
    model.act("language", {"language": "cy"})
    html = save(page, model, "html", changed="Much").decode()
    assert 'lang="en-GB"' in html
    assert "Held on" in html
    assert i18n.current() == "cy"


def test_the_key_of_a_draft_is_another_for_another_record_and_tells_nothing_of_it(mine: PersonalRecord) -> None:
    renamed = replace(mine, name="Sam")
    assert returning_view.key(mine) != returning_view.key(renamed)
    assert mine.head.code not in returning_view.key(mine)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("", "No day was set."),
        ("2026-09-01", "Planned for today."),
        ("2026-09-02", "Planned for 2 September 2026: 1 day from now."),
        ("2026-08-20", "Planned for 20 August 2026: that was 12 days ago. How does it stand?"),
        ("2027-03-01", "Planned for 1 March 2027: about 6 months from now."),
        ("soon", "soon"),
    ],
)
def test_a_day_that_was_set_is_told_with_where_it_stands_now(by: str, said: str) -> None:
    assert returning_view.when(by, DAY) == said


def test_what_was_settled_before_is_marked_and_the_rest_is_asked_again(mine: PersonalRecord) -> None:
    record = replace(mine, head=replace(mine.head, held=DAY))
    for state, settled in (("done", True), ("dropped", True), ("partly", False), ("not-yet", False)):
        entry = FollowOn(DAY, (Commitment(BUS, state),))  # type: ignore[arg-type]
        came_back = records.follow_on(record, entry, DAY)
        shown = returning_view.state(came_back, DAY + timedelta(days=1))["commitments"][0]
        assert shown["settled"] is settled
        assert shown["last"].startswith("On 1 September 2026")


def test_half_a_character_in_a_record_can_still_be_sent_to_the_page(mine: PersonalRecord) -> None:
    broken = replace(mine, actions=(replace(mine.actions[0], what="half \ud83d"),))
    json.dumps(returning_view.state(broken, DAY), ensure_ascii=False).encode()


def test_an_act_that_the_page_does_not_have_is_answered_with_a_sentence(file: Path) -> None:
    _page, model = opened(file)
    with pytest.raises(InputError, match="Reload it"):
        model.act("erase", {})
