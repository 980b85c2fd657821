"""The slim front end: messages on the wire, and how the two sides of a state agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from playwright.sync_api import Browser, Page

from tests.browser.front_page import any_model, front_page

WORDS = "Bws, ½ awr – 🚌"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with front_page(chromium) as opened:
        yield opened


@pytest.fixture
def one(page: Page) -> Page:
    """A page with one model, m, whose link is open."""
    page.evaluate("(given) => models(given).then(() => socket().open())", {"m": any_model(a=1, b=1)})
    return page


def sent(page: Page) -> list[dict[str, Any]]:
    """The data of every comm message that the page sent."""
    return [message["content"]["data"] for message in page.evaluate("told()")]


# --- the wire


def test_what_the_page_packs_the_server_reads(page: Page) -> None:
    frame = page.evaluate(
        """async (words) => { const { pack } = await import("/front/wire.js");
        const message = { header: { msg_id: "1" }, metadata: { greeting: true }, content: { words } };
        const part = new Uint16Array([1, 2, 3]).subarray(1);
        return [...pack("shell", message, [new Uint8Array([0, 255]).buffer, part])]; }""",
        WORDS,
    )
    channel, parts = deserialize_msg_from_ws_v1(bytes(frame))
    assert channel == "shell"
    assert [json.loads(part) for part in parts[:4]] == [{"msg_id": "1"}, {}, {"greeting": True}, {"words": WORDS}]
    assert parts[4:] == [b"\x00\xff", b"\x02\x00\x03\x00"]


def test_what_the_server_packs_the_page_reads(page: Page) -> None:
    parts = [json.dumps(part).encode() for part in ({"msg_id": "9"}, {"msg_id": "8"}, {}, {"words": WORDS})]
    frame = serialize_msg_to_ws_v1([*parts, b"\x01\x02", b""], "iopub")
    read = page.evaluate(
        """async (frame) => { const { unpack } = await import("/front/wire.js");
        const message = unpack(new Uint8Array(frame).buffer);
        const buffers = message.buffers.map((view) => [view instanceof DataView, view.byteLength && view.getUint16(0)]);
        return { ...message, buffers }; }""",
        list(frame),
    )
    assert read == {
        "channel": "iopub",
        "header": {"msg_id": "9"},
        "parent_header": {"msg_id": "8"},
        "metadata": {},
        "content": {"words": WORDS},
        "buffers": [[True, 0x0102], [True, 0]],
    }


def test_a_frame_is_these_very_bytes(page: Page) -> None:
    frame = page.evaluate("""import("/front/wire.js").then(({ pack }) => [...pack("s", {}, [new Uint8Array([7])])])""")
    offsets = b"".join(number.to_bytes(8, "little") for number in (7, 64, 65, 67, 69, 71, 73, 74))
    assert bytes(frame) == offsets + b"s" + b"{}" * 4 + b"\x07"


def test_binary_values_leave_a_state_and_come_back(page: Page) -> None:
    taken, back = page.evaluate("""async () => { const { takeBuffers, putBuffers } = await import("/front/wire.js");
        const list = [0, new DataView(new ArrayBuffer(2))];
        const state = { a: 1, x: { deep: new Uint8Array([1]), kept: null }, list };
        const { state: bare, paths, buffers } = takeBuffers(state);
        const text = JSON.stringify([bare, paths, buffers.length]);
        const again = putBuffers(JSON.parse(text)[0], paths, buffers);
        return [JSON.parse(text), again.x.deep === state.x.deep && again.list[1] === list[1]
          && state.x.deep.length === 1]; }""")
    assert taken == [{"a": 1, "x": {"kept": None}, "list": [0, None]}, [["x", "deep"], ["list", 1]], 2]
    assert back is True


# --- state


def test_news_from_the_kernel_reach_listeners_by_name_and_at_all(one: Page) -> None:
    one.evaluate("""async () => { window.heard = []; model.on("change:a change:b", (m, value) => heard.push(value));
        model.once("change", () => heard.push("once"));
        model.on("msg:custom", (content, buffers) => heard.push([content, buffers[0].getUint8(0)]));
        await update("m", { a: 2, b: 1 }); await update("m", { a: 3 });
        const data = { method: "custom", content: "hi" };
        await kernel("comm_msg", { comm_id: "m", data }, "", [new Uint8Array([5])]); }""")
    assert one.evaluate("heard") == [2, "once", 3, ["hi", 5]]
    assert one.evaluate("model.get('a')") == 3


def test_one_fault_in_a_listener_and_a_dropped_one_leave_the_others_alone(one: Page) -> None:
    one.evaluate("""() => { window.heard = []; const mine = {}; const put = () => heard.push("never");
        model.on("change:a", () => { throw new Error("mine"); });
        model.on("change:a", put, mine).on("change:b", put).once("change", put);
        model.off(null, null, mine).off("change:b").off("change", put); model.on("change:a", () => heard.push("heard"));
        model.set("a", 9); model.set({ b: 9 }); }""")
    assert one.evaluate("heard") == ["heard"]


def test_one_update_is_on_its_way_and_later_ones_become_one(one: Page) -> None:
    first = one.evaluate("""async () => { const save = (state) => { model.set(state); model.save_changes(); };
        save({ a: 2 }); save({ a: 3 }); save({ b: 4 }); save({ a: 5 });
        return (await told())[0].header; }""")
    assert [data["state"] for data in sent(one)] == [{"a": 2}]
    assert {"msg_type", "session", "username", "date", "version", "msg_id"} == set(first)
    one.evaluate("kernel('status', { execution_state: 'idle' }, 'another')")
    assert len(sent(one)) == 1
    one.evaluate("(id) => kernel('status', { execution_state: 'idle' }, id)", first["msg_id"])
    assert [data["state"] for data in sent(one)] == [{"a": 2}, {"a": 5, "b": 4}]
    assert sent(one)[1]["method"] == "update"


def test_an_update_that_nobody_answers_is_sent_again_with_what_came_since(one: Page) -> None:
    one.evaluate("model.set('a', 2), model.save_changes(), model.set('b', 3), model.save_changes()")
    one.evaluate("socket().say('beat'), unseen = true")
    one.clock.run_for(10_000)
    assert [data["state"] for data in sent(one)] == [{"a": 2}, {"a": 2, "b": 3}]


def test_an_echo_older_than_what_was_set_since_is_dropped(one: Page) -> None:
    one.evaluate("""async () => { window.heard = []; model.on("change:a", () => heard.push(model.get("a")));
        model.set("a", 2); model.save_changes(); window.first = (await told())[0].header.msg_id;
        model.set("a", 3); model.save_changes(); await update("m", { a: 2 }, "echo_update", first); }""")
    assert one.evaluate("model.get('a')") == 3
    one.evaluate("""async () => { await kernel("status", { execution_state: "idle" }, first);
        await update("m", { a: 2, b: 7 }, "echo_update", first); model.set("b", 8);
        window.second = (await told())[1].header.msg_id; await update("m", { a: 3, b: 7 }, "echo_update", second); }""")
    assert one.evaluate("[model.get('a'), model.get('b')]") == [3, 8]
    one.evaluate("update('m', { a: 4 }, 'echo_update', 'of somebody else')")
    assert one.evaluate("heard") == [2, 3, 4]


def test_state_that_was_set_while_not_connected_is_sent_after_the_greeting(page: Page) -> None:
    page.evaluate("(given) => models(given)", {"m": any_model(a=1)})
    page.evaluate("model.set('a', 2), model.save_changes(), model.set('a', 3), model.save_changes()")
    page.evaluate("model.greet(() => ({ do: 'hello' })), socket().open()")
    messages = page.evaluate("told()")
    assert [message["metadata"] for message in messages] == [{"greeting": True}, {}]
    assert messages[0]["header"]["msg_type"] == "comm_msg"
    assert messages[0]["content"] == {"comm_id": "m", "data": {"method": "custom", "content": {"do": "hello"}}}
    assert messages[1]["content"]["data"]["state"] == {"a": 3}
    page.evaluate("model.set('a', 4), model.save_changes(), model.greet(() => null), socket().drop()")
    page.clock.run_for(1000)
    page.evaluate("socket().open()")
    assert [data["state"] for data in sent(page)[2:]] == [{"a": 4}]


def test_custom_messages_are_refused_while_not_connected(page: Page) -> None:
    page.evaluate("(given) => models(given)", {"m": any_model()})
    tried = """() => { try { model.send({ do: "x" }, null, [new Uint8Array([1])]); return "sent"; }
        catch (fault) { return fault.message; } }"""
    assert page.evaluate(tried) == "not connected"
    page.evaluate("socket().open()")
    assert page.evaluate(tried) == "sent"
    assert sent(page) == [{"method": "custom", "content": {"do": "x"}}]
    assert page.evaluate("told().then(([message]) => message.buffers[0].getUint8(0))") == 1


def test_models_that_come_late_are_found_by_those_who_asked(one: Page) -> None:
    one.evaluate("""async () => { window.found = all.get_model("late").then((late) => late.get("x").getUint8(0));
        const data = { state: { _model_name: "AnyModel" }, buffer_paths: [["x"]] };
        const content = { comm_id: "late", target_name: "jupyter.widget", data };
        await kernel("comm_open", content, "", [new Uint8Array([6])]); }""")
    assert one.evaluate("found") == 6
    assert one.evaluate("all.get_model('late').then(({ model_id }) => model_id)") == "late"
    one.evaluate("kernel('comm_open', { comm_id: 'm', target_name: 'jupyter.widget', data: { state: { a: 8 } } })")
    assert one.evaluate("model.get('a')") == 8
    one.evaluate("kernel('comm_open', { comm_id: 'x', target_name: 'another', data: {} })")
    assert one.evaluate("all.all.has('x')") is False


def test_a_closed_model_says_so_and_is_forgotten(one: Page) -> None:
    one.evaluate("""() => { window.heard = []; model.on("destroy", () => heard.push("destroyed"));
        return kernel("comm_close", { comm_id: "m" }); }""")
    assert one.evaluate("heard") == ["destroyed"]
    assert one.evaluate("all.all.size") == 0
