"""A network that loses what it carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocketRoute

from tests.browser.conftest import until


@dataclass
class Loss:
    """The way from the laptop to a page, on which everything gets lost, without a sign of it, once `after` was said."""

    page: Page
    after: bytes
    now: bool = False
    lost: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route_web_socket("**/channels?*", self._between)

    def _between(self, socket: WebSocketRoute) -> None:
        laptop = socket.connect_to_server()

        def to_laptop(said: str | bytes) -> None:
            self.now = self.now or (isinstance(said, bytes) and self.after in said)
            laptop.send(said)

        def to_page(said: str | bytes) -> None:
            if self.now and isinstance(said, bytes):
                self.lost.append(said)
            else:
                socket.send(said)

        socket.on_message(to_laptop)
        laptop.on_message(to_page)

    def until(self, said: bytes) -> None:
        """Wait until something with `said` in it was lost; from the next connection on all arrives."""
        until(lambda: self.page.evaluate("true") and any(said in one for one in self.lost))
        self.page.context.set_offline(True)
        self.after, self.now = b"nothing that anybody says", False
