"""A visitor loads a page, links it and acts, as the page itself would."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from evenground.bench.channel import Channel, pack, unpack
from evenground.bench.visitor import GREETING, Visitor
from tests.bench.kernel import MODELS, PROTOCOL, Channels, playing

OURS = {"base": "/", "kernelId": "k", "views": ["ours"], "models": MODELS}


def visiting(
    check: Callable[[Visitor], Awaitable[None]], told: dict[str, Any] | None = OURS, protocol: str = PROTOCOL
) -> list[dict[str, Any]]:
    """Have a visitor come in and be checked; returns the states that the page was sent."""
    states: list[dict[str, Any]] = []

    async def run() -> None:
        async with playing(told, protocol) as url:
            visitor = Visitor(url, "/join/C", "/join/C", states.append)
            try:
                await visitor.visit(5)
                await check(visitor)
            finally:
                await visitor.close()

    asyncio.run(run())
    return states


def test_a_page_that_brings_its_widgets_is_linked_by_its_greeting_alone() -> None:
    async def check(visitor: Visitor) -> None:
        assert not visitor.fault
        assert visitor.typing is not None
        assert visitor.linked is not None
        assert visitor.typing < visitor.linked
        assert visitor.requests == 2
        ((metadata, content),) = Channels.seen
        hello = content["data"]["content"]
        assert metadata == GREETING
        assert (content["comm_id"], hello["do"], hello["id"]) == ("ours", "hello", 1)
        known = {"drawn": "", "has": {}}  # as the page says what it was drawn with
        assert hello["args"] == {"path": "/join/C", "token": visitor.token, "language": ""} | known
        assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{16}", visitor.token)

    visiting(check)


def test_a_page_that_does_not_asks_the_kernel_for_its_widgets_first() -> None:
    async def check(visitor: Visitor) -> None:
        assert visitor.linked is not None
        methods = [content["data"].get("method") for _metadata, content in Channels.seen]
        assert methods == [None, "request_states", "custom"]

    visiting(check, told=None)


def test_acts_are_numbered_and_their_answers_found() -> None:
    async def check(visitor: Visitor) -> None:
        results = await asyncio.gather(visitor.act("one", {"a": 1}), visitor.act("two", {"a": 2}))
        assert results == [{"a": 1}, {"a": 2}]
        assert [content["data"]["content"]["id"] for _metadata, content in Channels.seen] == [1, 2, 3]

    assert [state["room"]["view"] for state in visiting(check)] == ["hello", "one", "two"]


def test_a_refusal_and_a_silence_are_told_apart() -> None:
    async def check(visitor: Visitor) -> None:
        with pytest.raises(ConnectionError, match="Not now"):
            await visitor.act("refuse", {})
        with pytest.raises(TimeoutError):
            await visitor.act("silence", {}, wait=0.01)

    visiting(check)


def test_a_visit_that_fails_says_why_and_raises_nothing() -> None:
    async def check(visitor: Visitor) -> None:
        assert visitor.typing is not None
        assert visitor.linked is None
        assert "newer protocol" in visitor.fault

    visiting(check, protocol="")


def test_bytes_on_the_channel_are_counted_as_the_other_side_sends_them() -> None:
    # Fails when tornado calls its counters something else: Channel.received reads one of them.
    async def check(visitor: Visitor) -> None:
        Channels.last.tell("ours", {"method": "update", "state": {"words": "even ground " * 500}})
        await visitor.act("one", {})
        assert visitor._channel is not None
        sent = Channels.last.ws_connection._wire_bytes_out  # type: ignore[union-attr]
        shaken = visitor._channel._handshake
        assert visitor._channel.received == shaken + sent
        assert 120 < shaken < 500
        assert sent < 2000  # compressed

    visiting(check)


def test_a_channel_that_was_closed_takes_no_more_messages() -> None:
    async def check(visitor: Visitor) -> None:
        Channels.last.close()
        assert visitor._channel is not None
        await asyncio.wait_for(visitor._channel.ended.wait(), 5)
        assert visitor.dropped
        with pytest.raises(ConnectionError, match="closed"):
            await visitor.act("one", {})

    visiting(check)


def test_messages_are_packed_as_jupyter_packs_them() -> None:
    from jupyter_server.services.kernels.connection import base as jupyter

    message = {"header": {"msg_type": "comm_msg"}, "parent_header": {}, "metadata": {}, "content": {"comm_id": "é"}}
    packed = jupyter.serialize_msg_to_ws_v1(message, "iopub", pack)
    assert unpack(packed) == ("comm_msg", {"comm_id": "é"})
    status = {**message, "header": {"msg_type": "status"}}
    assert unpack(jupyter.serialize_msg_to_ws_v1(status, "iopub", pack)) == ("status", {})


def test_a_channel_that_was_never_opened_can_be_closed() -> None:
    asyncio.run(Channel(lambda _comm, _data: None).close())
