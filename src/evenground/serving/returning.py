"""The server of one person who comes back to their record: one page, on this machine alone, and no store."""

from __future__ import annotations

from typing import Any

from tornado.web import RedirectHandler

from evenground.serving import handlers, notebooks
from evenground.serving.kernels.seats import Seats
from evenground.serving.server import KERNEL_ID, EvengroundServer
from evenground.serving.visitors import COOKIE


class ReturnServer(EvengroundServer):
    """Shows the record whose path stands in its settings to whoever holds its host key."""

    keeps_sessions = False

    async def open_doors(self) -> None:
        """Let the visitor in; there are no participants whose pages would have to be made ready."""
        self.app.settings["evenground_seats"] = Seats(self.kernel_manager, {}, self.site.settings.rest_after)
        self.http.add_socket(self.listening)

    def init_settings(self) -> dict[str, Any]:
        """Name the visitor's cookie by the port: browsers would mix it up with that of another server here."""
        port = self.listening.getsockname()[1]
        return super().init_settings() | {"evenground_cookie": f"{COOKIE}_{port}"}

    def _plain_routes(self) -> list[tuple[Any, ...]]:
        return [
            (r"", RedirectHandler, {"url": f"{self.base_url}return", "permanent": False}),
            (r"health", handlers.Health),
            (r"accessibility", handlers.Statement, {"name": "accessibility"}),
            (r"privacy", handlers.Statement, {"name": "privacy"}),
        ]

    def _page_routes(self) -> list[tuple[Any, ...]]:
        return [
            (r"return", notebooks.NotebookPage, {"role": "return"}),
            (rf"api/kernels/{KERNEL_ID}", notebooks.OwnKernel),
            (rf"api/kernels/{KERNEL_ID}/channels", notebooks.OwnKernelSocket),
            (rf"voila/api/shutdown/{KERNEL_ID}", notebooks.LeavePage),
        ]
