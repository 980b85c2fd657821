"""Static files: read once, compressed once, and sent with an address that changes when they do."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import mimetypes
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli
from tornado.web import HTTPError, RequestHandler

from evenground.widgets.bundle import bundle, squeezed

PACKAGE = Path(__file__).parents[1]
OWN = Path(__file__).parent / "static"
SMALLEST = 600
LARGE = 400_000  # bytes above which the best brotli would keep a visitor waiting
YEAR = 365 * 24 * 3600
AGES = {"plotly.min.js": "max-age=86400"}  # the largest file, and asked for without a mark
_HASHED_NAME = re.compile(r"\.[0-9a-f]{8,}\.")
_SQUEEZABLE = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True)
class Asset:
    """A file ready to be sent; `squeezed` holds it by coding, the best first, where compressing saves anything."""

    body: bytes
    squeezed: dict[str, bytes]
    kind: str
    mark: str


def find(roots: Iterable[Path], path: str) -> Path | None:
    """The first file called `path` below one of `roots`, and never one outside of them."""
    for root in roots:
        full = os.path.normpath(root / path)
        if full.startswith(f"{root}{os.sep}") and Path(full).is_file():
            return Path(full)
    return None


def read(path: Path) -> Asset:
    """The file's content, remembered until the file changes."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read(path: Path, _changed: int) -> Asset:
    return _asset(path.name, path.read_bytes())


def _asset(name: str, body: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = "application/javascript" if kind == "text/javascript" else kind
    squeezed = {}
    if kind.startswith(_SQUEEZABLE) and len(body) >= SMALLEST:
        # Browsers take brotli over https and from this machine only; over plain http it is gzip.
        quality = 11 if len(body) < LARGE else 5
        squeezed = {"br": brotli.compress(body, quality=quality), "gzip": gzip.compress(body, 9, mtime=0)}
    return Asset(body, squeezed, kind, hashlib.sha256(body).hexdigest()[:16])


# Files that are made of others, so that a phone asks once: the name, and the text it is.
JOINED: dict[str, Callable[[], str]] = {
    "participant.css": lambda: text_of("evenground.css") + text_of("page.css"),
    "participant.js": lambda: bundle("front/participant.js"),
    "core.js": lambda: bundle("front/core.js"),
    "opening.js": lambda: squeezed(text_of("page.js")),
}


@lru_cache(maxsize=len(JOINED))
def joined(name: str) -> Asset:
    """One of the joined files; made once."""
    return _asset(name, JOINED[name]().encode())


def own(name: str) -> Asset | None:
    """What is sent for `/static/NAME`, or None."""
    if name in JOINED:
        return joined(name)
    path = own_file(name)
    return read(path) if path else None


def text_of(name: str) -> str:
    """The text of one of our files, to be written into a page."""
    found = own(name)
    return found.body.decode() if found else ""


def data_url(name: str) -> str:
    """One of our files as an address that holds it."""
    found = own(name)
    return f"data:{found.kind};base64,{base64.b64encode(found.body).decode()}" if found else ""


def own_file(name: str) -> Path | None:
    """The file behind `/static/NAME`: our style sheet, our few scripts, and plotly's."""
    if name == "evenground.css":
        return PACKAGE / "widgets" / "evenground.css"
    if name == "plotly.min.js":
        return _plotly()
    return find((OWN,), name)


@lru_cache(maxsize=1)
def _plotly() -> Path | None:
    """Plotly's script as the Python package brings it; found without importing the package."""
    spec = importlib.util.find_spec("plotly")
    folders = spec.submodule_search_locations if spec else None
    return find([Path(folder) / "package_data" for folder in folders or ()], "plotly.min.js")


def own_url(base_url: str, name: str) -> str:
    """The address of one of our files, with its mark, so that a browser may keep it for ever."""
    found = own(name)
    return f"{base_url}static/{name}" + (f"?v={found.mark}" if found else "")


class Assets(RequestHandler):
    """Send files from `roots`, or our own; `forever` when the address changes with the content."""

    def initialize(self, roots: Iterable[Path] | None = None, forever: bool = False) -> None:
        """Take the folders to look in, first one first."""
        self.roots = roots
        self.forever = forever

    def get(self, path: str) -> None:
        """Send the file compressed to who can read that, and nothing to who has it already."""
        asset = own(path) if self.roots is None else self._found(path)
        if asset is None:
            raise HTTPError(404)
        self._set_headers(asset, path)
        if self.check_etag_header():
            self.set_status(304)
            return
        accepted = self.request.headers.get("Accept-Encoding", "")
        coding = next((one for one in asset.squeezed if one in accepted), "")
        if coding:
            self.set_header("Content-Encoding", coding)
        self.write(asset.squeezed.get(coding, asset.body))

    head = get

    def _found(self, path: str) -> Asset | None:
        file = find(self.roots or (), path)
        return read(file) if file else None

    def _set_headers(self, asset: Asset, path: str) -> None:
        marked = self.get_argument("v", "") == asset.mark or _HASHED_NAME.search(path)
        age = f"max-age={YEAR}, immutable" if marked or self.forever else AGES.get(path, "no-cache")
        self.set_header("Cache-Control", f"public, {age}")
        self.set_header("Content-Type", asset.kind)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Etag", f'"{asset.mark}"')
