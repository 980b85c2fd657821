"""A page and its channel as a small server plays them, with no kernel behind: what a visitor is tried against."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from jupyter_server.services.kernels.connection import base as jupyter
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from evenground.bench.channel import PROTOCOL, pack

MODELS = {"layout": {"state": {}}, "ours": {"state": {"state": {}, "words": {}, "room": {}}}}


class Page(RequestHandler):
    """A page of ours, or one as Voila draws it when `told` is None."""

    def initialize(self, told: dict[str, Any] | None) -> None:
        self.told = told

    def get(self) -> None:
        self.set_cookie("who", "me")
        name = "eg-page" if self.told else "jupyter-config-data"
        text = json.dumps(self.told or {"baseUrl": "/", "kernelId": "k"})
        self.finish(f'<script id="{name}" type="application/json">{text}</script>')


class Channels(WebSocketHandler):
    """Answers a question for states and every act; `refuse` is answered with a sentence, `silence` not at all."""

    seen: list[tuple[dict[str, Any], dict[str, Any]]]
    last: Channels

    def initialize(self, protocol: str = PROTOCOL) -> None:
        self.protocol_name = protocol

    def select_subprotocol(self, _offered: list[str]) -> str | None:
        return self.protocol_name or None

    def get_compression_options(self) -> dict[str, Any]:
        return {}

    def open(self, *_path: str) -> None:
        Channels.last, Channels.seen = self, []

    def on_message(self, message: str | bytes) -> None:
        _channel, parts = jupyter.deserialize_msg_from_ws_v1(message)
        _header, _parent, metadata, content = (json.loads(part) for part in parts[:4])
        Channels.seen.append((metadata, content))
        data = content.get("data", {})
        if data.get("method") == "request_states":
            self.tell(content["comm_id"], {"method": "update_states", "states": MODELS})
        elif data.get("method") == "custom":
            self.act(data["content"])

    def act(self, act: dict[str, Any]) -> None:
        self.tell("ours", {"method": "update", "state": {"room": {"view": act["do"]}}})
        if act["do"] != "silence":
            ok = act["do"] != "refuse"
            reply = {"result": act["args"]} if ok else {"message": "Not now."}
            self.tell("ours", {"method": "custom", "content": {"done": act["id"], "ok": ok, **reply}})

    def tell(self, comm: str, data: dict[str, Any], kind: str = "comm_msg") -> None:
        content = {"comm_id": comm, "data": data}
        message = {"header": {"msg_type": kind}, "parent_header": {}, "metadata": {}, "content": content}
        self.write_message(jupyter.serialize_msg_to_ws_v1(message, "iopub", pack), binary=True)


@asynccontextmanager
async def playing(told: dict[str, Any] | None = None, protocol: str = PROTOCOL) -> AsyncIterator[str]:
    """Run it; gives its address."""
    routes = [("/join/C", Page, {"told": told}), ("/api/kernels/k/channels", Channels, {"protocol": protocol})]
    server = Application(routes).listen(0, "127.0.0.1")
    port = next(iter(server._sockets.values())).getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()
        await server.close_all_connections()
        await asyncio.sleep(0)
