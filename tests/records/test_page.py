"""A record as a page: one file that loads nothing, can be read by everybody and is sound HTML."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from evenground import i18n
from evenground.domain.workshop import Workshop
from evenground.records import files
from evenground.records.group import session
from evenground.records.programme import programme
from evenground.store.engine import Store
from tests.records.reading import Page, make, of
from tests.store.acting import Room, room


@pytest.fixture(scope="module", params=["session", "personal", "card", "programme", "not shared", "empty"])
def page(request: pytest.FixtureRequest, talk: Room, any_kind: Room) -> Page:
    if request.param == "session":
        return make(talk.store, talk.code).page
    if request.param in ("personal", "card"):
        me = any_kind.people[4].id
        return make(any_kind.store, any_kind.code, request.param, ("html",), participant=me).page
    if request.param == "programme":
        both = [session.gather(one.store, one.code) for one in (talk, any_kind)]
        return of(files.write(programme.gather(both, "A small workshop"), ["html"])).page
    made = room(talk.store, talk.session.workshop, people=4 if request.param == "not shared" else 0)
    if made.people:
        made.say(0, "people", "not yet")
    return make(talk.store, made.code).page


def test_every_element_is_closed_where_it_should_be(page: Page) -> None:
    assert page.source.startswith("<!DOCTYPE html>")
    assert page.faults == []


def test_it_runs_nothing_and_loads_nothing(page: Page) -> None:
    assert not {"script", "link", "iframe", "object", "embed", "img", "form"} & {
        one.tag for one in page.elements
    }
    names = {name for one in page.elements for name in one.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "data")}
    style = page.all("style")[0].text
    assert "@import" not in style
    assert "url(" not in style
    assert {one.tag for one in page.elements if str(one.attributes.get("href")).startswith("http")} <= {"a"}


def test_it_names_its_language_and_title_and_can_be_skipped_into(page: Page) -> None:
    assert page.all("html")[0].attributes["lang"] == "en-GB"
    assert page.all("title")[0].text.startswith("A small workshop – ")
    target = str(page.all("a")[0].attributes["href"]).removeprefix("#")
    assert target in {one.attributes.get("id") for one in page.all("main")}


def test_its_headings_are_in_order(page: Page) -> None:
    levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []
    assert all(one.text.strip() for one in page.elements if re.fullmatch("h[1-6]", one.tag))


def test_no_id_stands_twice_and_every_link_inside_leads_somewhere(page: Page) -> None:
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    links = [str(one.attributes["href"]) for one in page.all("a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


def test_tables_have_captions_and_named_rows_and_columns(page: Page) -> None:
    assert len(page.all("caption")) == len(page.all("table"))
    assert {one.attributes.get("scope") for one in page.all("th")} <= {"col", "row"}
    assert all(one.text.strip() for one in page.all("caption"))


def test_every_drawing_says_what_it_shows(page: Page) -> None:
    assert all(
        one.attributes.get("role") == "img" and one.attributes.get("aria-label") for one in page.all("svg")
    )


def test_a_card_is_marked_as_one_so_that_it_is_one_page_on_paper(any_kind: Room) -> None:
    card = make(any_kind.store, any_kind.code, "card", ("html",), participant=any_kind.people[4].id).page
    assert card.all("body")[0].attributes["class"] == "eg-page eg-is-card"
    assert make(any_kind.store, any_kind.code).page.all("body")[0].attributes["class"] == "eg-page"


def test_a_record_is_in_the_language_that_is_set(talk: Room) -> None:
    try:
        i18n.use("cy")
        page = make(talk.store, talk.code).page
    finally:
        i18n.use("en-GB")
    assert page.all("html")[0].attributes["lang"] == "cy"
    assert page.faults == []


def test_links_to_works_are_links_only_where_they_lead_to_the_web(store: Store, workshop: Workshop) -> None:
    credit = [
        {"title": "On the web", "address": "https://example.org/a?b=1&c=2"},
        {"title": "Not on the web", "address": "javascript:alert(1)"},
    ]
    given = Workshop.model_validate({**workshop.model_dump(), "credit": credit})
    page = make(store, room(store, given).code).page
    outside = [
        str(one.attributes["href"])
        for one in page.all("a")
        if not str(one.attributes["href"]).startswith("#")
    ]
    assert outside == ["https://example.org/a?b=1&c=2"]
    assert "Not on the web" in page.source
