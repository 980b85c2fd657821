"""The server: Voila's rendering and kernels behind our own routes, and no others."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_core.utils import ensure_async
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.web import GZipContentEncoding, OutputTransform
from traitlets.config import Config
from voila._version import __version__ as voila_version
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.utils import get_page_config

from evenground.serving import handlers, notebooks, participants
from evenground.serving.assets import Assets
from evenground.serving.behind import Behind
from evenground.serving.kernels.manager import Kernels, OwnKernelSpecs
from evenground.serving.pages import TEMPLATES
from evenground.serving.site import Site
from evenground.serving.visitors import Visitors
from evenground.settings import content_dir

KERNEL_ID = r"(\w+-\w+-\w+-\w+-\w+)"
LONGEST_FOLDER = 40  # the path of a socket has room for about a hundred characters
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "@voila-dashboards/widgets-manager8"]
# Scripts are Voila's and ours; blob: and eval because anywidget and JupyterLab load modules that way.
POLICY = "; ".join((
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss: blob: data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class SafeHeaders(OutputTransform):
    """Put the safety headers on every answer, whoever wrote it."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool  # noqa: ARG002
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set them last, so that nothing weaker stays."""
        for name, value in HEADERS.items():
            headers[name] = value
        if "Server" in headers:
            del headers["Server"]
        return status_code, headers, chunk


def configuration() -> Config:
    """What we want of Voila and Jupyter: nothing chosen by a visitor, nothing fetched, idle kernels ended."""
    config = Config()
    config.VoilaConfiguration.template = "evenground"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.preheat_kernel = False
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    config.VoilaConfiguration.multi_kernel_manager_class = Kernels
    config.VoilaConfiguration.kernel_spec_manager_class = OwnKernelSpecs
    config.MappingKernelManager.cull_idle_timeout = 300
    config.MappingKernelManager.cull_interval = 30
    config.MappingKernelManager.cull_connected = False
    if sys.platform == "linux" and len(tempfile.gettempdir()) < LONGEST_FOLDER:
        config.KernelManager.transport = "ipc"  # nobody else on this machine listens, and no ports run out
    # A record of some megabytes goes over the page's own channel; Jupyter's limit would drop it.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    return config


class EvengroundServer(Voila):
    """Voila with our pages. Make it, `start()` it inside a running loop, `await open_doors()`, `await end()`."""

    keeps_sessions = True

    def __init__(self, site: Site, listening: socket, **kwargs: Any) -> None:
        super().__init__(config=configuration(), **kwargs)
        self.site = site
        self.listening = listening
        self.behind: Behind | None = None
        self.log_level = logging.ERROR
        for chatty in ("tornado.general", "tornado.access"):  # they quote addresses and cookies
            logging.getLogger(chatty).setLevel(logging.ERROR)
        self.config_file_paths: list[str] = []  # what this machine sets for Voila is meant for other pages
        self.base_url = self.server_url = site.base_url
        self.root_dir = str(content_dir("notebooks"))
        self.identity_provider_class = Visitors
        self.open_browser = False
        self.initialize([])

    async def open_doors(self) -> None:
        """Run the participants' notebook, so that their pages can be sent at once, then let visitors in.

        Raises OutsideError.
        """
        self.behind = Behind(self.site, self.kernel_manager, Path(self.root_dir) / "participant.ipynb")
        self.kernel_spec_manager.page_notebook = self.behind.notebook
        shown = await self.behind.start()
        self.app.settings["evenground_seats"] = self.behind.seats
        opening = participants.Opening(shown, self.behind.seats, self.site.settings.front)
        self.app.settings["evenground_opening"] = opening
        await opening.prepare(self.app.settings)
        self.http.add_socket(self.listening)

    def setup_template_dirs(self) -> None:
        """Find our template beside this file; only static files come from Voila's folders."""
        self.template_paths = [
            str(TEMPLATES / "evenground"), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)
        ]
        self.static_paths = collect_static_paths(["voila", "nbconvert"], "lab", prune=True)

    def init_settings(self) -> dict[str, Any]:
        """Add ours to Voila's settings."""
        settings: dict[str, Any] = super().init_settings()
        return settings | {
            "evenground": self.site,
            "transforms": [SafeHeaders, GZipContentEncoding],
            "headers": HEADERS,
            "log_function": _log_request,
            "default_handler_class": handlers.Missing,
            "xsrf_cookie_kwargs": {"path": self.base_url, "samesite": "Lax", "expires_days": None},
            "websocket_compression_options": {"compression_level": 6, "mem_level": 5},
            "ws_ping_interval": 20_000,  # in ms: a phone that went away is noticed within a minute or so
            "ws_ping_timeout": 60_000,  # three pings; with no more than one, Jupyter's server closes at the first
        }

    def init_handlers(self) -> list[Any]:
        """Return our routes, and of Voila's only what a page needs."""
        self.app.settings |= {
            "evenground_page_config": self._page_config(),
            "evenground_voila": self.voila_configuration,
            "evenground_template_paths": self.template_paths,
        }
        routes = [*self._plain_routes(), *self._page_routes(), *_files(self)]
        return [(self.base_url + path, *rest) for path, *rest in routes]

    def _plain_routes(self) -> list[tuple[Any, ...]]:
        routes: list[tuple[Any, ...]] = [
            (r"", handlers.JoinPage),
            (r"join/?", handlers.EnterCode),
            (r"alone", handlers.WorkAlone),
            (r"health", handlers.Health),
            (r"accessibility", handlers.Statement, {"name": "accessibility"}),
            (r"privacy", handlers.Statement, {"name": "privacy"}),
        ]
        return [*routes, (r"demo", handlers.Statement, {"name": "demo"})] if self.site.demo else routes

    def _page_routes(self) -> list[tuple[Any, ...]]:
        return [
            (r"join/([^/]+)", participants.ParticipantPage, {"role": "participant"}),
            (r"join/([^/]+)/seat", participants.TakeSeat),
            (r"board/([^/]+)", notebooks.NotebookPage, {"role": "board"}),
            (r"facilitate/?", notebooks.NotebookPage, {"role": "facilitator"}),
            (r"facilitate/([^/]+)", notebooks.NotebookPage, {"role": "facilitator"}),
            (rf"api/kernels/{KERNEL_ID}", notebooks.OwnKernel),
            (rf"api/kernels/{KERNEL_ID}/channels", notebooks.OwnKernelSocket),
            (rf"voila/api/shutdown/{KERNEL_ID}", notebooks.LeavePage),
        ]

    def _page_config(self) -> dict[str, Any]:
        """Work out once what Voila's script is told on every page."""
        settings = get_page_config(
            base_url=self.base_url,
            settings=self.app.settings,
            log=self.log,
            voila_configuration=self.voila_configuration,
        )
        settings["fullStaticUrl"] = f"{self.base_url}voila/static/{voila_version}"
        settings["fullMathjaxUrl"] = f"{self.base_url}static/nomath.js"  # else it is fetched from elsewhere
        settings["mathjaxConfig"] = "none"
        return settings

    def listen(self) -> None:
        """Make ready to serve on the socket that was bound before, instead of looking for a port again."""
        self.http = HTTPServer(self.app)

    async def end(self) -> None:
        """Take no more visitors and end all kernels."""
        self.http.stop()
        if self.behind is not None:
            await self.behind.end()
        await ensure_async(self.kernel_manager.shutdown_all(now=True))
        await self.http.close_all_connections()
        shutil.rmtree(self.connection_dir, ignore_errors=True)


def _files(server: EvengroundServer) -> list[tuple[Any, ...]]:
    scripts = {"roots": _folders(server.static_paths), "forever": True}
    return [
        (r"static/(.+)", Assets),
        (rf"voila/static/{voila_version}/(.+)", Assets, scripts),
        (r"voila/labextensions/(.+)", Assets, {"roots": _folders(server.labextensions_path)}),
    ]


def _folders(paths: list[str]) -> list[Path]:
    return [Path(path) for path in paths if Path(path).is_dir()]


def _log_request(handler: Any) -> None:
    """Keep quiet: addresses hold codes. Only that something failed, and in which page, is worth a line."""
    if handler.get_status() >= 500:
        handlers.log.error("%s %s", handler.get_status(), type(handler).__name__)
