"""The slim front end's link: what it tells the page, when it tries again, and when it stops."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.front_page import front_page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with front_page(chromium) as opened:
        yield opened


@pytest.fixture
def open_page(page: Page) -> Page:
    page.evaluate("link().then(() => socket().open())")
    return page


def states(page: Page) -> list[str]:
    return list(page.evaluate("states"))


def count(page: Page) -> int:
    return int(page.evaluate("sockets.length"))


def test_it_connects_to_its_kernel_by_the_protocol_of_the_page(page: Page) -> None:
    page.evaluate("link()")
    assert page.evaluate("socket().url").startswith("ws://127.0.0.1:9/here/api/kernels/k1/channels?session_id=")
    assert page.evaluate("socket().protocols") == ["v1.kernel.websocket.jupyter.org"]
    assert states(page) == ["waiting"]
    page.evaluate("socket().open()")
    assert states(page) == ["waiting", "open"]


def test_a_follower_that_stopped_or_failed_is_no_trouble_to_the_others(page: Page) -> None:
    page.evaluate("""async () => { await link(); window.heard = [];
        made.follow(() => { throw new Error("mine alone"); });
        const stop = made.follow((state) => heard.push(state)); stop(); made.follow((state) => heard.push(state));
        socket().open(); }""")
    assert page.evaluate("heard") == ["waiting", "waiting", "open"]


def test_the_greeting_is_the_first_frame_of_every_opening(page: Page) -> None:
    page.evaluate("""async () => { await link(); let n = 0; made.greeting = () => `hello ${++n}`;
        made.follow((state) => state === "open" && made.send("then this")); socket().open(); }""")
    page.evaluate("socket().say('beat'), socket().drop()")
    page.clock.run_for(1000)
    page.evaluate("socket().open()")
    assert page.evaluate("sockets.map(({ sent }) => sent)") == [
        ["hello 1", "then this", "beat"],
        ["hello 2", "then this", "beat"],
    ]


def test_a_greeting_that_comes_late_is_sent_at_once(open_page: Page) -> None:
    open_page.evaluate("void (made.greeting = () => 'hello')")
    assert open_page.evaluate("socket().sent") == ["beat", "hello"]


def test_sending_tells_whether_it_was_sent(page: Page) -> None:
    assert page.evaluate("link().then(() => made.send('early'))") is False
    page.evaluate("socket().open()")
    assert page.evaluate("made.send('now')") is True
    assert page.evaluate("(socket().readyState = 2, made.send('late'))") is False
    assert page.evaluate("(socket().readyState = 1, socket().send = () => { throw 1; }, made.send('broken'))") is False


def test_a_closed_socket_is_tried_once_with_the_same_seat_before_another_is_asked_for(open_page: Page) -> None:
    page = open_page
    page.evaluate("chance = 0.3, socket().drop()")
    assert states(page)[-1] == "off"
    page.clock.run_for(299)
    assert count(page) == 1
    page.clock.run_for(1)
    assert count(page) == 2
    assert page.evaluate("seats.length") == 0
    page.evaluate("answers.push([200, { kernelId: 'k2' }]), socket().drop()")
    page.wait_for_function("sockets.length === 3")
    assert "/kernels/k2/" in page.evaluate("socket().url")
    seat = page.evaluate("seats[0]")
    assert seat["url"] == "/join/ABC346/seat"
    assert seat["method"] == "POST"
    assert seat["headers"] == {"X-XSRFToken": "2|the|token"}
    assert seat["cache"] == "no-store"


def test_a_socket_that_opens_and_closes_again_and_again_does_not_turn_in_circles(open_page: Page) -> None:
    page = open_page
    page.evaluate("answers.push(...Array(9).fill([200, { kernelId: 'k1' }])), socket().drop(4404)")
    page.wait_for_function("sockets.length === 2")
    page.evaluate("socket().open(), socket().drop(4404)")
    page.clock.run_for(499)
    assert page.evaluate("seats.length") == 1
    page.clock.run_for(1)
    page.wait_for_function("sockets.length === 3")


def test_an_unknown_seat_is_replaced_at_once(open_page: Page) -> None:
    page = open_page
    page.evaluate("answers.push([200, { kernelId: 'k7' }]), socket().say('beat'), socket().drop(4404)")
    page.wait_for_function("sockets.length === 2")
    assert "/kernels/k7/" in page.evaluate("socket().url")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_without_a_session_stops_trying(page: Page, status: int) -> None:
    page.evaluate(f"answers.push([{status}]), link().then(() => socket().drop())")
    page.wait_for_function("states.includes('gone')")
    page.clock.run_for(60_000)
    page.evaluate("dispatchEvent(new Event('online')), see(true), turn('pageshow', true), turn('pagehide', false)")
    assert states(page) == ["waiting", "gone"]
    assert count(page) == 1
    assert page.evaluate("[seats.length, beacons.length]") == [1, 0]


@pytest.mark.parametrize("answer", ["[403]", "[500]", "[200, {}]", "[200, null]", "[]"])
def test_any_other_answer_means_later(page: Page, answer: str) -> None:
    page.evaluate(f"answers.push({answer}), link().then(() => socket().drop())")
    page.wait_for_function("states.includes('off')")
    assert states(page) == ["waiting", "off"]
    page.evaluate("answers.push([200, { kernelId: 'k2' }])")
    page.clock.run_for(500)
    page.wait_for_function("sockets.length === 2")


def test_the_waits_between_tries_double_up_to_a_limit_and_are_left_to_chance(page: Page) -> None:
    page.evaluate("chances.push(1, 0.5, 1, 0.25, 1, 0.75), link().then(() => socket().drop())")
    for asked, wait in enumerate([500, 500, 2000, 1000, 8000, 6000, 8000], start=1):
        page.clock.run_for(wait - 1)
        assert page.evaluate("seats.length") == asked
        page.clock.run_for(1)
        assert page.evaluate("seats.length") == asked + 1
    assert states(page) == ["waiting", "off"]
    assert count(page) == 1


def test_a_handshake_or_an_answer_that_never_comes_is_given_up(page: Page) -> None:
    page.evaluate("""() => { window.given = []; window.fetch = (url, { signal }) => new Promise((_done, fail) => {
        given.push(url); signal.addEventListener("abort", fail); }); return link(); }""")
    page.clock.run_for(9999)
    assert page.evaluate("given") == []
    page.clock.run_for(1)
    assert page.evaluate("[socket().readyState, given.length]") == [3, 1]
    page.clock.run_for(10_000)
    assert states(page) == ["waiting", "off"]


def test_the_heart_beats_while_the_page_is_seen(open_page: Page) -> None:
    page = open_page
    for beats in (1, 2, 3):
        assert page.evaluate("socket().sent.length") == beats
        page.evaluate("socket().say('beat')")
        page.clock.run_for(5000)
    page.evaluate("socket().say('beat'), see(false)")
    page.clock.run_for(60_000)
    assert page.evaluate("socket().sent.length") == 4
    page.evaluate("see(true)")
    assert page.evaluate("socket().sent") == ["beat"] * 5
    page.evaluate("socket().say('beat'), dispatchEvent(new Event('online'))")
    assert page.evaluate("socket().sent") == ["beat"] * 6
    assert states(page) == ["waiting", "open"]


def test_a_beat_without_an_answer_means_that_the_link_is_dead(open_page: Page) -> None:
    page = open_page
    page.clock.run_for(3999)
    assert states(page)[-1] == "open"
    page.clock.run_for(1)
    assert states(page)[-1] == "off"
    assert page.evaluate("socket().readyState") == 3
    page.clock.run_for(1000)
    assert count(page) == 2
    page.evaluate("socket().open()")
    assert states(page) == ["waiting", "open", "off", "open"]


def test_any_frame_is_a_sign_of_life(open_page: Page) -> None:
    open_page.evaluate("void (made.receive = (frame) => { window.came = frame.byteLength; })")
    open_page.evaluate("socket().say(new ArrayBuffer(7))")
    open_page.clock.run_for(4900)
    assert states(open_page)[-1] == "open"
    assert open_page.evaluate("came") == 7


def test_a_lost_network_is_told_at_once_and_its_return_is_used_at_once(open_page: Page) -> None:
    page = open_page
    page.evaluate("dispatchEvent(new Event('offline'))")
    assert states(page)[-1] == "off"
    assert page.evaluate("socket().readyState") == 3
    page.evaluate("dispatchEvent(new Event('online'))")
    assert count(page) == 2
    page.evaluate("socket().open()")
    assert states(page)[-1] == "open"


def test_a_browser_on_the_laptop_itself_comes_back_without_any_network(open_page: Page) -> None:
    page = open_page
    page.evaluate("answers.push([200, { kernelId: 'k1' }]), dispatchEvent(new Event('offline'))")
    page.clock.run_for(500)
    page.wait_for_function("sockets.length === 2")


def test_what_an_old_socket_still_says_is_not_heard(open_page: Page) -> None:
    page = open_page
    page.evaluate("void (made.receive = () => { window.came = true; })")
    page.evaluate("socket().drop()")
    page.clock.run_for(1000)
    page.evaluate("sockets[1].open(), sockets[0].say(new ArrayBuffer(7)), sockets[0].drop(), sockets[0].open()")
    assert page.evaluate("window.came") is None
    assert states(page) == ["waiting", "open", "off", "open"]
    assert page.evaluate("seats.length") == 0


def test_a_page_that_is_left_gives_its_seat_up(open_page: Page) -> None:
    page = open_page
    page.evaluate("turn('pagehide', false)")
    assert page.evaluate("beacons") == [["/here/voila/api/shutdown/k1", {"_xsrf": "2|the|token"}]]
    page.clock.run_for(60_000)
    assert count(page) == 1


def test_a_page_that_the_browser_keeps_comes_back_with_another_seat(open_page: Page) -> None:
    page = open_page
    page.evaluate("turn('pagehide', true)")
    assert page.evaluate("beacons") == []
    assert page.evaluate("socket().readyState") == 3
    page.evaluate("answers.push([200, { kernelId: 'k9' }]), turn('pageshow', true)")
    page.wait_for_function("sockets.length === 2")
    assert "/kernels/k9/" in page.evaluate("socket().url")
    page.evaluate("turn('pageshow', false), socket().open()")
    assert states(page) == ["waiting", "open", "off", "open"]
