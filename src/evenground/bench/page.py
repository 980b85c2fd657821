"""What a page's HTML says: the files a browser fetches for it, and where its kernel and widgets are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from evenground.errors import OutsideError
from evenground.i18n import _

LOADED = {"stylesheet", "icon", "modulepreload", "preload"}
OWN, STOCK = "eg-page", "jupyter-config-data"  # our page's own words; what Voila's script is told
_IMPORT = re.compile(r"""(?:^|[;\n}])\s*(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*["'](\.{0,2}/[^"']+)["']""")


@dataclass(frozen=True)
class Page:
    """A page as loaded: `files` are addresses on its own server, `modules` those that import others.

    `models` are the widgets written into the page, None where only the kernel knows them; `view` is the one on show.
    """

    files: tuple[str, ...]
    modules: frozenset[str]
    elsewhere: int
    base: str = "/"
    kernel_id: str = ""
    models: Mapping[str, Any] | None = None
    view: str = ""

    @property
    def known(self) -> dict[str, Any]:
        """What our page tells its kernel that it has already, so that it is not sent again."""
        state = (self.models or {}).get(self.view, {}).get("state", {})
        return {"drawn": state.get("language", ""), "has": state.get("marks", {})} if state else {}

    @property
    def socket_path(self) -> str:
        """The address of the kernel's channels."""
        if not self.kernel_id:
            raise OutsideError(_("A page came without a kernel: its server is too busy, or no server of ours."))
        return f"{self.base}api/kernels/{self.kernel_id}/channels"


def read(html: str, path: str) -> Page:
    """Read the HTML that stands at `path`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    here, elsewhere = _on_this_server(reader.found, path)
    modules, _others = _on_this_server(reader.modules, path)
    return Page(tuple(here), frozenset(modules), elsewhere, **_kernel(reader.data))


def imports(script: str, path: str) -> list[str]:
    """The modules that a module names by its address, as far as they are on the same server."""
    return _on_this_server(_IMPORT.findall(script), path)[0]


def component_of(models: Mapping[str, Any]) -> str:
    """The id of the page's own component among a kernel's widgets: the one with a state and words."""
    for name, model in models.items():
        if {"state", "words"} <= model.get("state", {}).keys():
            return name
    raise OutsideError(_("A page's kernel holds none of our widgets: its notebook did not run."))


def _on_this_server(addresses: Iterable[str], path: str) -> tuple[list[str], int]:
    here, elsewhere = [], 0
    for address in dict.fromkeys(addresses):
        parts = urlsplit(urljoin(f"http://here{path}", address))
        if parts.netloc == "here":
            here.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        else:
            elsewhere += parts.scheme in ("http", "https")
    return list(dict.fromkeys(here)), elsewhere


def _kernel(data: Mapping[str, str]) -> dict[str, Any]:
    if OWN in data:
        own = json.loads(data[OWN])
        views = own.get("views") or [component_of(own["models"])]
        return {"base": own["base"], "kernel_id": own["kernelId"], "models": own["models"], "view": views[0]}
    if STOCK in data:
        told = json.loads(data[STOCK])
        return {"base": told.get("baseUrl", "/"), "kernel_id": told.get("kernelId", "")}
    return {}


class _Reader(HTMLParser):
    """Notes addresses as they come, and what the two scripts with data hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.modules: list[str] = []
        self.data: dict[str, str] = {}
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this tag makes a browser load."""
        given = {name: value or "" for name, value in attrs}
        rel = set(given.get("rel", "").lower().split())
        if tag == "link" and rel & LOADED and given.get("href"):
            self._note(given["href"], "modulepreload" in rel)
        elif tag in ("script", "img") and given.get("src"):
            self._note(given["src"], given.get("type") == "module")
        self._in = given.get("id", "") if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in = "" if tag == "script" else self._in

    def handle_data(self, data: str) -> None:
        """Keep the data of our two scripts."""
        if self._in in (OWN, STOCK):
            self.data[self._in] = self.data.get(self._in, "") + data

    def _note(self, address: str, module: bool) -> None:
        if not address.startswith("data:"):
            self.found.append(address)
            if module:
                self.modules.append(address)
